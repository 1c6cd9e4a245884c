//! The thread soak: eight threads that lock, wait, park, interrupt, allocate, load classes and
//! throw, for as long as one likes, with frequent collections.
//!
//! The program is `bench/suite/stress`; it checks itself. It runs with one plan of the collector, or
//! with all of them, one after the other.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::gate;
use crate::repository::Repository;

/// What `cargo xtask soak` takes.
pub const USAGE: &str = "\
cargo xtask soak [--minutes N | --seconds N] [--plan PLAN] [--gc-every N] [--seed N]

  --minutes N   how long, all plans together (10)
  --plan PLAN   this plan of the collector alone
  --gc-every N  a collection at every Nth allocation or poll, 0 for none (50000)
  --seed N      of the threads' choices and of the distances of collections (1)
";

/// Each plan of the collector.
const PLANS: [&str; 5] = ["GenImmix", "StickyImmix", "Immix", "GenCopy", "SemiSpace"];

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    time: Duration,
    plans: Vec<String>,
    gc_every: u64,
    seed: u64,
}

/// A command line that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadOption(String);

impl fmt::Display for BadOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not understood: {}\nusage: {USAGE}", self.0)
    }
}

impl std::error::Error for BadOption {}

impl Options {
    /// Reads the words after `soak`.
    ///
    /// # Errors
    /// When one is not an option, or lacks its value.
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, BadOption> {
        let mut options = Self {
            time: Duration::from_secs(600),
            plans: PLANS.map(str::to_owned).to_vec(),
            gc_every: 50_000,
            seed: 1,
        };
        while let Some(word) = words.next() {
            let value = words.next().unwrap_or_default();
            let bad = || BadOption(format!("{word} {value}"));
            let number = || value.parse::<u64>().map_err(|_| bad());
            match word.as_str() {
                "--minutes" => options.time = Duration::from_secs(60 * number()?),
                "--seconds" => options.time = Duration::from_secs(number()?),
                "--plan" if PLANS.contains(&value.as_str()) => options.plans = vec![value],
                "--gc-every" => options.gc_every = number()?,
                "--seed" => options.seed = number()?,
                _ => return Err(bad()),
            }
        }
        Ok(options)
    }
}

/// Runs the soak; whether all went well.
///
/// # Errors
/// When something does not build, or cannot be run.
pub fn run(repository: &Repository, options: &Options, out: &mut dyn Write) -> io::Result<bool> {
    let target = gate::target_folder(repository.root());
    let launcher = launcher(repository, &target)?;
    let classes = compile(repository, &target)?;
    let seconds = options.time.as_secs() / options.plans.len() as u64;
    let mut is_well = true;
    for plan in &options.plans {
        writeln!(
            out,
            "soak: {plan}, --gc-every={}, {seconds} s",
            options.gc_every
        )?;
        let mut command = Command::new(&launcher);
        command.args(["-Xint", "-Xmx256m", "--verify-heap"]);
        command.arg(format!("-XX:Plan={plan}"));
        if options.gc_every > 0 {
            command.arg(format!("--gc-every={}", options.gc_every));
            command.arg(format!("--seed={}", options.seed));
        }
        command.arg("-cp").arg(&classes).arg("Soak");
        command.args([seconds.to_string(), options.seed.to_string()]);
        is_well &= command.status()?.success();
    }
    Ok(is_well)
}

/// The launcher that `KILN` names, or else one built now.
fn launcher(repository: &Repository, target: &Path) -> io::Result<PathBuf> {
    if let Some(launcher) = std::env::var_os("KILN") {
        return Ok(launcher.into());
    }
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--profile", gate::PROFILE])
        .args(["--package", "kiln", "--package", "jvm"])
        .current_dir(repository.root())
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the VM does not build"));
    }
    Ok(target.join(gate::PROFILE).join("kiln"))
}

/// Compiles the program; returns the folder of its classes.
fn compile(repository: &Repository, target: &Path) -> io::Result<PathBuf> {
    let jdk = Command::new(repository.root().join("scripts/find-jdk")).output()?;
    if !jdk.status.success() {
        return Err(io::Error::other("no JDK 17: run scripts/setup"));
    }
    let home = PathBuf::from(String::from_utf8_lossy(&jdk.stdout).trim());
    let classes = target.join("soak");
    let mut javac = Command::new(home.join("bin/javac"));
    javac.arg("-d").arg(&classes);
    for entry in fs::read_dir(repository.root().join("bench/suite/stress"))? {
        let file = entry?.path();
        if file.extension().is_some_and(|e| e == "java") {
            javac.arg(file);
        }
    }
    if javac.status()?.success() {
        Ok(classes)
    } else {
        Err(io::Error::other("the program does not compile"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, PLANS};
    use std::time::Duration;

    fn parse(line: &str) -> Option<Options> {
        Options::parse(line.split_whitespace().map(str::to_owned)).ok()
    }

    #[test]
    fn options() {
        let options = parse("--minutes 3 --gc-every 7").expect("well-formed");
        assert_eq!(options.time, Duration::from_secs(180));
        assert_eq!((options.plans.len(), options.gc_every), (PLANS.len(), 7));
        let options = parse("--seconds 10 --plan Immix").expect("well-formed");
        assert_eq!(options.plans, ["Immix"]);
        for bad in ["--minutes", "--plan No", "10", "--seed x"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
