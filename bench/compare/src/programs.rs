//! The programs of a folder of `bench/suite`, compiled.

use crate::machine::Machine;
use crate::options::Options;
use bench_difftest::jdk::{Jdk, workspace_root};
use bench_harness::process::{self, Run};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs of one folder.
#[derive(Debug)]
pub struct Programs {
    /// Main classes, sorted.
    pub names: Vec<String>,
    folder: PathBuf,
    work: PathBuf,
    expected: Vec<String>,
}

impl Programs {
    /// Compiles `bench/suite/<suite>` with the JDK's compiler.
    ///
    /// # Errors
    /// When there are none, or they do not compile.
    pub fn compile(options: &Options, jdk: &Jdk, suite: &str) -> io::Result<Self> {
        let source = workspace_root().join("bench/suite").join(suite);
        let folder =
            std::env::temp_dir().join(format!("kiln-bench-{}-{suite}", std::process::id()));
        let work = folder.join("work");
        fs::create_dir_all(&work)?;
        let mut files = Vec::new();
        for entry in fs::read_dir(&source)? {
            let file = entry?.path();
            if file.extension().is_some_and(|e| e == "java") {
                files.push(file);
            }
        }
        files.sort();
        let status = Command::new(jdk.home().join("bin/javac"))
            .args(["-nowarn", "-d"])
            .arg(&folder)
            .args(&files)
            .status()?;
        if !status.success() {
            return Err(io::Error::other("the programs do not compile"));
        }
        let names: Vec<String> = files
            .iter()
            .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
            .filter(|name| name.contains(&options.filter))
            .collect();
        if names.is_empty() {
            return Err(io::Error::other(format!(
                "no program of {suite} has \"{}\" in its name",
                options.filter
            )));
        }
        let expected = fs::read_to_string(source.join("expected.txt"))?;
        Ok(Self {
            names,
            folder,
            work,
            expected: expected.lines().map(str::to_owned).collect(),
        })
    }

    /// Runs program `name` on `machine`. Its last line has to be one that is expected and starts
    /// with its name; lines before it are the VM's log.
    ///
    /// # Errors
    /// When the program fails or prints something else.
    pub fn run(&self, machine: &Machine, name: &str) -> io::Result<Run> {
        let run = process::run(machine.command(&self.folder, name), &self.work)?;
        if self.is_expected(name, &run.stdout) {
            return Ok(run);
        }
        Err(io::Error::other(format!(
            "{name} prints something else on {}:\n{}",
            machine.name, run.stdout
        )))
    }

    fn is_expected(&self, name: &str, stdout: &str) -> bool {
        let Some(line) = stdout.lines().rfind(|line| !line.starts_with('[')) else {
            return false;
        };
        line.split(' ').next() == Some(name) && self.expected.iter().any(|known| known == line)
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        remove(&self.folder);
    }
}

/// A folder in the temporary folder that stays is nobody's harm.
fn remove(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}
