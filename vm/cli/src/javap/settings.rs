//! The command line of `kiln javap`.

use vm_classfile::access_flags as flags;

/// What is asked for.
pub enum Request {
    /// The help text.
    Help,
    /// This version string.
    Version(String),
    /// Classes.
    Print(Settings),
}

/// The least accessible members that are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Public,
    Protected,
    Package,
    Private,
}

/// How classes are found and what of them is shown.
pub struct Settings {
    pub verbose: bool,
    pub disassemble: bool,
    pub descriptors: bool,
    pub lines_and_variables: bool,
    pub constants: bool,
    pub system_info: bool,
    pub access: Access,
    pub class_path: Option<String>,
    pub module: Option<String>,
    pub system: Option<String>,
    pub classes: Vec<String>,
}

pub const HELP: &str = "\
Usage: kiln javap <options> <classes>

A class is a file name or a class name. Options, which are those of the JDK's javap:
  -v  -verbose              everything
  -c                        bytecode
  -l                        line number and local variable tables
  -s                        descriptors
  -constants                values of static final fields
  -sysinfo                  path, size, date and SHA-256 of the class file
  -public -protected        only members at least so accessible
  -package                  all but private members (default)
  -p  -private              all members
  -cp <path>                where classes are (also -classpath, --class-path)
  -m <module>               the module of the JDK to look in (also --module)
  --system <jdk>            the JDK whose classes are meant
  -version                  the version of kiln
  -h  -?  -help  --help     this text
";

impl Settings {
    /// Parses the words after the subcommand.
    pub fn parse(words: &[String]) -> Result<Request, String> {
        let mut settings = Self {
            verbose: false,
            disassemble: false,
            descriptors: false,
            lines_and_variables: false,
            constants: false,
            system_info: false,
            access: Access::Package,
            class_path: None,
            module: None,
            system: None,
            classes: Vec::new(),
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (option, attached) = match word.split_once('=') {
                Some((option, value)) if option.starts_with("--") => (option, Some(value)),
                _ => (word.as_str(), None),
            };
            let mut value = || match attached {
                Some(value) => Ok(value.to_owned()),
                None => words
                    .next()
                    .cloned()
                    .ok_or(format!("{option} requires an argument")),
            };
            match option {
                "-h" | "-?" | "-help" | "--help" => return Ok(Request::Help),
                "-version" | "--version" | "-fullversion" => {
                    return Ok(Request::Version(env!("CARGO_PKG_VERSION").to_owned()));
                }
                "-v" | "-verbose" => {
                    settings.verbose = true;
                    settings.descriptors = true;
                }
                "-c" => settings.disassemble = true,
                "-l" => settings.lines_and_variables = true,
                "-s" => settings.descriptors = true,
                "-constants" => settings.constants = true,
                "-sysinfo" => settings.system_info = true,
                "-public" => settings.access = Access::Public,
                "-protected" => settings.access = Access::Protected,
                "-package" => settings.access = Access::Package,
                "-p" | "-private" => settings.access = Access::Private,
                "-cp" | "-classpath" | "--class-path" => settings.class_path = Some(value()?),
                "-m" | "--module" => settings.module = Some(value()?),
                "--system" => settings.system = Some(value()?),
                _ if option.starts_with("-J") => {}
                _ if option.starts_with('-') && option.len() > 1 => {
                    return Err(format!("unknown option: {option}"));
                }
                _ => settings.classes.push(word.clone()),
            }
        }
        Ok(Request::Print(settings))
    }

    /// Whether a member with these flags is shown.
    pub fn shows(&self, member_flags: u16) -> bool {
        let access = match member_flags & (flags::PUBLIC | flags::PROTECTED | flags::PRIVATE) {
            0 => Access::Package,
            f if f & flags::PRIVATE != 0 => Access::Private,
            f if f & flags::PROTECTED != 0 => Access::Protected,
            _ => Access::Public,
        };
        access as u8 <= self.access as u8
    }
}
