//! Modes: the ways in which a program is run. They are data, in `bench/difftest/modes.toml`.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use serde::Deserialize;

use crate::child::Invocation;
use crate::jdk::Jdk;
use crate::launcher::Launcher;
use crate::program::{Entry, Program};

/// One mode.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// Its name, the first part of the names of its tests.
    pub name: String,
    /// What it does.
    #[serde(default)]
    pub kind: Kind,
    /// Options of the VM; `{gc-every}` and `{library}` are replaced.
    #[serde(default)]
    pub flags: Vec<String>,
    /// Options when the stock JDK takes the place of the VM under test.
    #[serde(default)]
    pub stock_flags: Vec<String>,
    /// What `{gc-every}` is when the program does not say.
    #[serde(default)]
    pub gc_every: u64,
    /// Factor on the time limits of programs.
    pub timeout_factor: f64,
    /// Runs only these programs or areas, and programs that ask for the mode.
    #[serde(default)]
    pub only: Vec<String>,
    /// In a run that names no modes, only one part of so many runs, another one with every commit,
    /// and what is in `always`.
    #[serde(default)]
    pub parts: u64,
    /// Programs or areas that run although the mode runs in parts.
    #[serde(default)]
    pub always: Vec<String>,
    /// The modes that this one does more than: a program that is not run in one of them is not run
    /// in this one either.
    #[serde(default)]
    pub extends: Vec<String>,
    /// Part of a run that names no modes.
    #[serde(default = "yes")]
    pub default: bool,
}

fn yes() -> bool {
    true
}

/// What is run in a mode.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Programs, under the launcher under test.
    #[default]
    Programs,
    /// Programs, under the stock launcher with the VM under test.
    StockLauncher,
    /// The JDK's compiler, on all programs.
    Javac,
    /// Command lines of the launcher.
    Commands,
    /// Tools of the JDK.
    Tools,
}

#[derive(Deserialize)]
struct File {
    mode: Vec<Mode>,
}

/// Reads the modes, and keeps those that `DIFFTEST_MODES` names (or the default ones).
///
/// # Errors
/// When the file is malformed, or a mode named in the variable does not exist.
pub fn read(file: &Path) -> io::Result<Vec<Mode>> {
    let text = std::fs::read_to_string(file)?;
    let modes = toml::from_str::<File>(&text)
        .map_err(io::Error::other)?
        .mode;
    let Ok(names) = std::env::var("DIFFTEST_MODES") else {
        return Ok(modes.into_iter().filter(|mode| mode.default).collect());
    };
    // Modes that are named run whole.
    let modes: Vec<Mode> = modes
        .into_iter()
        .map(|mode| Mode { parts: 0, ..mode })
        .collect();
    names
        .split(',')
        .map(|name| {
            modes
                .iter()
                .find(|mode| mode.name == name)
                .cloned()
                .ok_or_else(|| io::Error::other(format!("no mode {name} in modes.toml")))
        })
        .collect()
}

/// Which parts run: what `DIFFTEST_PART` says, or a number that the commit under test gives.
fn part() -> u64 {
    static PART: LazyLock<u64> = LazyLock::new(|| {
        let given = std::env::var("DIFFTEST_PART").ok();
        given
            .and_then(|part| part.parse().ok())
            .unwrap_or_else(of_commit)
    });
    *PART
}

/// A number that depends on the commit that is checked out; 0 outside of a repository.
fn of_commit() -> u64 {
    let git = Command::new("git").args(["rev-parse", "HEAD"]).output();
    let Some(output) = git.ok().filter(|output| output.status.success()) else {
        return 0;
    };
    let mut hasher = DefaultHasher::new();
    output.stdout.trim_ascii().hash(&mut hasher);
    // Short enough to be typed again.
    hasher.finish() % 100_000
}

impl Mode {
    /// Whether `program` runs in this mode, or the reason why not.
    ///
    /// # Errors
    /// The reason; empty when the program just does not ask for the mode.
    pub fn wants(&self, program: &Program) -> Result<(), String> {
        let mut names = std::iter::once(&self.name).chain(&self.extends);
        if let Some(reason) = names.find_map(|name| program.directives.skip.get(name)) {
            return Err(reason.clone());
        }
        let in_list = |list: &[String]| {
            list.contains(&program.name) || list.iter().any(|area| area == program.area())
        };
        let asked = self.only.is_empty()
            || in_list(&self.only)
            || program.directives.also.contains(&self.name);
        let in_part = self.parts == 0
            || in_list(&self.always)
            || self.part_of(program) == part() % self.parts;
        if asked && in_part {
            Ok(())
        } else {
            Err(String::new())
        }
    }

    /// In which part of the programs `program` is. It is another one in each mode, so that one
    /// commit does not run the same programs with every mode.
    fn part_of(&self, program: &Program) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.name, &program.name).hash(&mut hasher);
        hasher.finish() % self.parts
    }

    /// How `program` is run in this mode.
    #[must_use]
    pub fn invocation(
        &self,
        jdk: &Jdk,
        launcher: &Launcher,
        program: &Program,
        classes: &Path,
    ) -> Invocation {
        let gc_every = program.directives.gc_every.unwrap_or(self.gc_every);
        let mut flags = self.vm_options(launcher, gc_every);
        flags.extend(arguments(program, classes));
        Invocation {
            launcher: match self.kind {
                Kind::StockLauncher => jdk.java(),
                Kind::Programs | Kind::Javac | Kind::Commands | Kind::Tools => {
                    launcher.path.clone()
                }
            },
            args: flags,
            java_home: jdk.home().to_path_buf(),
            input: program.directives.input.clone(),
            limit: self.limit(program.directives.timeout),
            variables: Vec::new(),
            template: None,
            classes: Some(classes.to_path_buf()),
        }
    }

    /// The options that the mode gives the VM.
    #[must_use]
    pub fn vm_options(&self, launcher: &Launcher, gc_every: u64) -> Vec<String> {
        let options = if launcher.stock {
            &self.stock_flags
        } else {
            &self.flags
        };
        let library = launcher.library_folder.display().to_string();
        options
            .iter()
            .map(|option| option.replace("{gc-every}", &gc_every.to_string()))
            .map(|option| option.replace("{library}", &library))
            .collect()
    }

    /// A program's time limit in this mode.
    #[must_use]
    pub fn limit(&self, on_stock: Duration) -> Duration {
        on_stock.mul_f64(self.timeout_factor)
    }
}

/// How `program` is run on the stock JDK.
#[must_use]
pub fn stock_invocation(jdk: &Jdk, program: &Program, classes: &Path) -> Invocation {
    Invocation {
        launcher: jdk.java(),
        args: arguments(program, classes),
        java_home: jdk.home().to_path_buf(),
        input: program.directives.input.clone(),
        limit: program.directives.timeout,
        variables: Vec::new(),
        template: None,
        classes: Some(classes.to_path_buf()),
    }
}

/// The program's own options, what is run, and its arguments.
fn arguments(program: &Program, classes: &Path) -> Vec<String> {
    let folder = classes.display().to_string();
    let mut args: Vec<String> = program
        .directives
        .flags
        .iter()
        .map(|flag| flag.replace("{classes}", &folder))
        .collect();
    let has_c = |file: &std::path::PathBuf| file.extension().is_some_and(|e| e == "c");
    if program.files.iter().any(has_c) {
        args.push(format!("-Djava.library.path={folder}"));
    }
    match &program.entry {
        Entry::Class(class) => args.extend(["-cp".to_owned(), folder, class.clone()]),
        Entry::Module { module, class, .. } => args.extend([
            "-p".to_owned(),
            folder,
            "-m".to_owned(),
            format!("{module}/{class}"),
        ]),
    }
    args.extend(program.directives.args.iter().cloned());
    args
}
