//! Mode `tools`: the JDK's own tools, `jar`, `javap`, `jdeps` and `jshell`, on both VMs.
//!
//! `tools/tools.cmd` is a table of command lines. A tool is run as the main class of its module,
//! by each launcher; what it prints, how it exits and which files it leaves must be the same.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::cache::{Cache, copy};
use crate::child::{Invocation, Outcome};
use crate::commands;
use crate::comparison;
use crate::jdk::{Jdk, workspace_root};
use crate::launcher::Launcher;
use crate::mode::Mode;
use crate::program::Directives;

/// Where each tool begins.
const MAIN_CLASSES: [(&str, &str); 4] = [
    ("jar", "jdk.jartool/sun.tools.jar.Main"),
    ("javap", "jdk.jdeps/com.sun.tools.javap.Main"),
    ("jdeps", "jdk.jdeps/com.sun.tools.jdeps.Main"),
    (
        "jshell",
        "jdk.jshell/jdk.internal.jshell.tool.JShellToolProvider",
    ),
];

/// One command line of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its text.
    pub name: String,
    main_class: &'static str,
    words: Vec<String>,
    /// The file with the standard input, if there is one.
    input: Option<String>,
}

fn folder() -> PathBuf {
    workspace_root().join("bench/difftest/tools")
}

/// All rows of the table.
///
/// # Errors
/// When the table cannot be read, or names a tool that is not known.
pub fn rows() -> io::Result<Vec<Row>> {
    fs::read_to_string(folder().join("tools.cmd"))?
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| Row::parse(line).ok_or_else(|| io::Error::other(format!("no tool: {line}"))))
        .collect()
}

impl Row {
    fn parse(line: &str) -> Option<Self> {
        let mut words = commands::split(line);
        let (_, main_class) = *MAIN_CLASSES.iter().find(|(tool, _)| words[0] == *tool)?;
        let input = match words.iter().position(|word| word == "<") {
            Some(at) => words.split_off(at).into_iter().nth(1),
            None => None,
        };
        Some(Self {
            name: line.to_owned(),
            main_class,
            words: words.split_off(1),
            input,
        })
    }

    fn file_name(&self) -> String {
        self.name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect()
    }
}

/// The folder in which the tools run.
///
/// # Errors
/// When the programs in it cannot be built.
pub fn prepare(jdk: &Jdk, cache: &Cache) -> io::Result<PathBuf> {
    let work = commands::prepare(jdk, cache.other("tools"))?;
    copy(&folder(), &work)?;
    Ok(work)
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
    template: &Path,
    row: &Row,
) -> io::Result<Option<String>> {
    let mut invocation = Invocation {
        launcher: jdk.java(),
        args: ["-m", row.main_class].map(str::to_owned).to_vec(),
        java_home: jdk.home().to_path_buf(),
        input: match &row.input {
            Some(file) => fs::read_to_string(template.join(file))?,
            None => String::new(),
        },
        limit: Duration::from_secs(60),
        variables: Vec::new(),
        template: Some(template.to_path_buf()),
        classes: None,
    };
    let home = jdk.home().display().to_string();
    invocation
        .args
        .extend(row.words.iter().map(|word| word.replace("$JDK", &home)));
    let stock = run(&invocation, &cache.other("run/stock").join(row.file_name()))?;

    invocation.launcher.clone_from(&launcher.path);
    invocation
        .args
        .splice(0..0, mode.vm_options(launcher, mode.gc_every));
    invocation.limit = mode.limit(invocation.limit);
    let ours = cache.other("run").join(&mode.name).join(row.file_name());
    let ours = run(&invocation, &ours)?;

    let directives = Directives {
        stderr: true,
        ..Directives::default()
    };
    let mut report = comparison::compare(&directives, &stock.0, &ours.0).unwrap_or_default();
    for file in stock.1.keys().chain(ours.1.keys()) {
        if stock.1.get(file) != ours.1.get(file) {
            report.push_str(&format!("file {} differs\n", file.display()));
        }
    }
    Ok((!report.is_empty()).then(|| {
        format!(
            "{report}run it again in {}: {}",
            template.display(),
            invocation.command_line()
        )
    }))
}

/// What the process did, and what its folder contained at the end.
fn run(
    invocation: &Invocation,
    folder: &Path,
) -> io::Result<(Outcome, BTreeMap<PathBuf, Vec<u8>>)> {
    let mut files = BTreeMap::new();
    let outcome = invocation.run_and_look(folder, |work| contents(work, work, &mut files))?;
    Ok((outcome, files))
}

fn contents(root: &Path, folder: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            contents(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).expect("it is in the folder");
            files.insert(name.to_path_buf(), fs::read(&path)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Row, rows};

    #[test]
    fn a_row_has_a_tool_words_and_input() {
        let row = Row::parse("jshell -s - < a.jsh").unwrap();
        assert!(row.main_class.starts_with("jdk.jshell/"));
        assert_eq!(row.words, ["-s", "-"]);
        assert_eq!(row.input.as_deref(), Some("a.jsh"));
        assert_eq!(Row::parse("nonsense x"), None);
    }

    #[test]
    fn every_tool_is_in_the_table() {
        let rows = rows().unwrap();
        for (_, main_class) in super::MAIN_CLASSES {
            assert!(rows.iter().any(|row| row.main_class == main_class));
        }
    }
}
