//! Mode `commands`: whole command lines, on the stock JDK and on Kiln under the name `java`.
//!
//! The command lines are the tables of the launcher's own test, `vm/cli/tests/launcher`, which
//! compares the two launchers on one VM. Here each launcher runs its own VM, so what differs is
//! what a user would see: texts of usage errors, exit codes, the lines that uncaught exceptions
//! print. What a VM says about itself is not compared (see [`identity`]), and a
//! command line in `refused.toml` must print what is said there.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::cache::{Cache, copy, make_empty};
use crate::child::{Invocation, Outcome};
use crate::comparison;
use crate::identity;
use crate::jdk::{Jdk, workspace_root};
use crate::launcher::Launcher;
use crate::mode::Mode;
use crate::program::{Directives, split_quoted};
use crate::refused::Refused;
use crate::stock;

/// One command line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Table and text.
    pub name: String,
    /// Variables before `java`.
    variables: Vec<(String, String)>,
    /// The words after `java`.
    words: Vec<String>,
    /// The order of what is printed does not matter.
    unordered: bool,
}

/// The folder of the tables.
#[must_use]
pub fn tables() -> PathBuf {
    workspace_root().join("vm/cli/tests/launcher")
}

/// All rows of the tables in `folder`.
///
/// # Errors
/// When a table cannot be read.
pub fn rows(folder: &Path) -> io::Result<Vec<Row>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|e| e == "cmd") {
            files.push(file);
        }
    }
    files.sort();
    let mut rows = Vec::new();
    for file in files {
        let table = file.file_stem().unwrap_or_default().to_string_lossy();
        for line in fs::read_to_string(&file)?.lines() {
            rows.extend(Row::parse(&table, line));
        }
    }
    Ok(rows)
}

impl Row {
    /// Reads `[~] [VARIABLE=VALUE ...] java WORD ...`; `None` for comments and empty lines.
    fn parse(table: &str, line: &str) -> Option<Self> {
        if line.starts_with('#') {
            return None;
        }
        let mut words = split(line);
        let java = words.iter().position(|word| word == "java")?;
        let after = words.split_off(java + 1);
        let unordered = words.first().is_some_and(|word| word == "~");
        let variables = words
            .iter()
            .filter_map(|word| word.split_once('='))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Some(Self {
            name: format!("{table}/{line}"),
            variables,
            words: after,
            unordered,
        })
    }
}

/// Splits at blanks; single quotes keep blanks.
pub(crate) fn split(line: &str) -> Vec<String> {
    split_quoted(line, '\'')
}

/// Compiles and packs in `folder` what the tables run; returns the folder.
///
/// # Errors
/// When that fails.
pub fn prepare(jdk: &Jdk, folder: PathBuf) -> io::Result<PathBuf> {
    make_empty(&folder)?;
    copy(&tables().join("programs"), &folder)?;
    let status = Command::new("sh")
        .arg("./prepare.sh")
        .env(
            "PATH",
            format!("{}/bin:/usr/bin:/bin", jdk.home().display()),
        )
        .current_dir(&folder)
        .stdin(Stdio::null())
        .status()?;
    if status.success() {
        Ok(folder)
    } else {
        Err(io::Error::other("the programs of the tables do not build"))
    }
}

/// Runs `row` on both; `Some` says what differs.
///
/// # Errors
/// When a process cannot be run.
pub fn compare(
    jdk: &Jdk,
    launcher: &Launcher,
    cache: &Cache,
    mode: &Mode,
    (folder, refused): (&Path, &Refused),
    row: &Row,
) -> io::Result<Option<String>> {
    let mut hasher = DefaultHasher::new();
    (
        jdk.version(),
        &row.name,
        text_of_programs(&tables().join("programs"))?,
    )
        .hash(&mut hasher);
    let key = format!("command-{:016x}", hasher.finish());

    let expand = |word: &str| word.replace("$JDK", &jdk.home().display().to_string());
    let mut invocation = Invocation {
        launcher: jdk.java(),
        args: row.words.iter().map(|word| expand(word)).collect(),
        java_home: jdk.home().to_path_buf(),
        input: String::new(),
        limit: Duration::from_secs(60),
        variables: row
            .variables
            .iter()
            .map(|(name, value)| (name.clone(), expand(value)))
            .collect(),
        template: Some(folder.to_path_buf()),
        classes: None,
    };
    let run = |of: &str| cache.other("run").join(of).join(&key);
    let mut expected = match refused.outcome(&row.name) {
        Some(outcome) if !launcher.stock => outcome,
        _ => stock::outcome(&invocation, &cache.other("stock").join(&key), &run("stock"))?,
    };

    invocation.launcher = if launcher.stock {
        launcher.path.clone()
    } else {
        named_java(cache, launcher)?
    };
    if !launcher.stock {
        invocation.variables.push((
            "KILN_LIBJVM_DIR".to_owned(),
            launcher.library_folder.display().to_string(),
        ));
    }
    invocation.limit = mode.limit(invocation.limit);
    let mut ours = invocation.run(&run(&mode.name))?;

    for outcome in [&mut expected, &mut ours] {
        normalize(outcome, row.unordered);
    }
    let directives = Directives {
        stderr: true,
        ..Directives::default()
    };
    Ok(
        comparison::compare(&directives, &expected, &ours).map(|report| {
            format!(
                "{report}run it again in {}: {}",
                folder.display(),
                invocation.command_line()
            )
        }),
    )
}

/// A link to the launcher with the name `java`.
fn named_java(cache: &Cache, launcher: &Launcher) -> io::Result<PathBuf> {
    let link = cache.other("bin").join("java");
    if fs::read_link(&link).is_ok_and(|target| target == launcher.path) {
        return Ok(link);
    }
    fs::create_dir_all(cache.other("bin"))?;
    // Other tests may be doing the same: the link is replaced in one step.
    let thread = format!("{:?}", std::thread::current().id());
    let fresh = cache.other("bin").join(format!("java-{thread}"));
    if fs::symlink_metadata(&fresh).is_ok() {
        fs::remove_file(&fresh)?;
    }
    symlink(&launcher.path, &fresh)?;
    fs::rename(&fresh, &link)?;
    Ok(link)
}

fn text_of_programs(folder: &Path) -> io::Result<Vec<Vec<u8>>> {
    let mut text = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            text.extend(text_of_programs(&entry)?);
        } else {
            text.push(fs::read(entry)?);
        }
    }
    Ok(text)
}

/// Leaves out what a VM says about itself, and the order where it does not matter.
fn normalize(outcome: &mut Outcome, unordered: bool) {
    for text in [&mut outcome.stdout, &mut outcome.stderr] {
        *text = identity::leave_out(text);
        if unordered {
            let mut words: Vec<&str> = text
                .split(|c: char| c.is_ascii_whitespace() || c == ',')
                .collect();
            words.sort_unstable();
            *text = words.join("\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, rows, tables};

    #[test]
    fn a_row_has_variables_and_words() {
        let row = Row::parse("t", "~ A='x y' B= java -cp '' 'a b'").unwrap();
        assert!(row.unordered);
        assert_eq!(row.name, "t/~ A='x y' B= java -cp '' 'a b'");
        let variables = [("A", "x y"), ("B", "")];
        assert_eq!(
            row.variables,
            variables.map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
        assert_eq!(row.words, ["-cp", "", "a b"]);
        assert_eq!(Row::parse("t", "# java"), None);
        assert_eq!(Row::parse("t", ""), None);
    }

    #[test]
    fn the_launchers_tables_are_read() {
        assert!(rows(&tables()).unwrap().len() > 100);
    }
}
