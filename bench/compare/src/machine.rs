//! A JVM with its options.

use crate::options::Options;
use bench_difftest::jdk::Jdk;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A JVM with its options.
#[derive(Clone, Debug)]
pub struct Machine {
    /// What tables call it.
    pub name: String,
    launcher: PathBuf,
    java_home: PathBuf,
    options: Vec<String>,
}

impl Machine {
    /// Kiln with these options.
    pub fn kiln(options: &Options, jdk: &Jdk, vm_options: &[&str]) -> io::Result<Self> {
        let launcher = options.kiln.canonicalize().map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", options.kiln.display()))
        })?;
        Ok(Self::new("kiln", launcher, jdk, vm_options))
    }

    /// The stock JDK with these options.
    pub fn stock(jdk: &Jdk, vm_options: &[&str]) -> Self {
        Self::new("java", jdk.java(), jdk, vm_options)
    }

    fn new(name: &str, launcher: PathBuf, jdk: &Jdk, vm_options: &[&str]) -> Self {
        let mut title = name.to_owned();
        for option in vm_options {
            title.push(' ');
            title.push_str(option);
        }
        Self {
            name: title,
            launcher,
            java_home: jdk.home().to_path_buf(),
            options: vm_options
                .iter()
                .map(|option| (*option).to_owned())
                .collect(),
        }
    }

    /// The command that runs `class` from `classes` on this JVM, in a plain environment.
    pub fn command(&self, classes: &Path, class: &str) -> Command {
        let mut command = Command::new(&self.launcher);
        command
            .args(&self.options)
            .arg("-cp")
            .arg(classes)
            .arg(class)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LANG", "C.UTF-8")
            .env("JAVA_HOME", &self.java_home);
        command
    }
}
