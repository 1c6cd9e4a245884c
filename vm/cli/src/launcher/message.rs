//! What the launcher says on its own account.
//!
//! The words are those of JDK 17's launcher, which scripts and test suites match on. Messages of
//! the VM (`Unrecognized option: -x`) and of the Java side of the launcher (`Error: Could not find
//! or load main class X`) are not here: they come from there.

use std::io::Write;

/// Last line of the messages about a VM that could not start.
pub const FATAL: &str = "Error: A fatal exception has occurred. Program will exit.";
/// A JNI function failed that never fails in a working installation.
pub const JNI_FAILED: &str =
    "Error: A JNI error has occurred, please check your installation and try again";

/// A complaint about the command line; `{}` stands for the word complained about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// `-cp`
    ClassPath,
    /// `-jar`
    JarFile,
    /// `-p`
    ModulePath,
    /// `-m`, `-d`
    ModuleName,
    /// `--add-modules` and its like
    Modules,
    /// `--source`
    SourceVersion,
    /// An option of Kiln's own
    Value,
}

impl Missing {
    /// What the option requires.
    pub fn what(self) -> &'static str {
        match self {
            Missing::ClassPath => "class path specification",
            Missing::JarFile => "jar file specification",
            Missing::ModulePath => "module path specification",
            Missing::ModuleName => "module name",
            Missing::Modules => "modules to be specified",
            Missing::SourceVersion => "source version",
            Missing::Value => "a value",
        }
    }
}

/// Prints pieces and a newline to standard error, in one write.
pub fn error(pieces: &[&[u8]]) {
    let mut line = pieces.concat();
    line.push(b'\n');
    // Nothing can be done about a standard error that cannot be written.
    let _ = std::io::stderr().write_all(&line);
}

/// Prints pieces and a newline to standard output, in one write.
pub fn output(pieces: &[&[u8]]) {
    let mut line = pieces.concat();
    line.push(b'\n');
    let mut stdout = std::io::stdout();
    let _ = stdout.write_all(&line).and_then(|()| stdout.flush());
}

/// `Error: OPTION requires …`
pub fn missing(option: &[u8], missing: Missing) {
    error(&[b"Error: ", option, b" requires ", missing.what().as_bytes()]);
}
