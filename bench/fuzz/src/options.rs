//! The command line.

use std::path::PathBuf;
use std::time::Duration;

pub const USAGE: &str = "\
usage: fuzz classfile [--seconds N] [--seed N] [--corpus FOLDER]... [--save FOLDER]
       fuzz link [--count N] [--oracle N] [--seed N] [--corpus FOLDER]... [--save FOLDER]
       fuzz java [--count N] [--seed N] [--mode OPTIONS]... [--each N] [--save FOLDER]

  --seconds N      how long (60)
  --count N        how many class files or programs (10000)
  --mode OPTIONS   options of the VM for all programs; without, some that change with each batch
  --each N         how many modes each program is run in, without --mode (3)
  --oracle N       how many of them are compared with the stock JDK (10000)
  --seed N         of the random damage (1)
  --corpus FOLDER  class files to damage, searched recursively, besides those built in
  --save FOLDER    where inputs that fail are written (fuzz-failures)";

/// What is fuzzed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The crates that parse and decode, in this process.
    Classfile,
    /// The whole VM, in processes of its own.
    Link,
    /// The compiled tier, with programs.
    Java,
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    pub target: Target,
    pub time: Duration,
    pub count: usize,
    pub oracle: usize,
    pub seed: u64,
    pub corpus: Vec<PathBuf>,
    /// Each is the options of a run.
    pub modes: Vec<String>,
    /// How many modes each program is run in, if none is asked for.
    pub each: usize,
    pub save: PathBuf,
}

impl Options {
    /// The defaults.
    pub fn new(target: Target) -> Self {
        Self {
            target,
            time: Duration::from_secs(60),
            count: 10_000,
            oracle: 10_000,
            seed: 1,
            corpus: Vec::new(),
            modes: Vec::new(),
            each: 3,
            save: "fuzz-failures".into(),
        }
    }

    /// Parses the words after the program's name.
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::new(match words.next().as_deref() {
            Some("classfile") => Target::Classfile,
            Some("link") => Target::Link,
            Some("java") => Target::Java,
            Some(other) => return Err(format!("no such target: {other}")),
            None => return Err("no target".into()),
        });
        while let Some(word) = words.next() {
            let value = words.next().ok_or(format!("{word} needs a value"))?;
            let number = || {
                value
                    .parse::<u64>()
                    .map_err(|_| format!("not a number: {value}"))
            };
            match (word.as_str(), options.target) {
                ("--seconds", Target::Classfile) => options.time = Duration::from_secs(number()?),
                ("--count", Target::Link | Target::Java) => options.count = number()? as usize,
                ("--oracle", Target::Link) => options.oracle = number()? as usize,
                ("--seed", _) => options.seed = number()?,
                ("--mode", Target::Java) => options.modes.push(value),
                ("--each", Target::Java) => options.each = number()?.max(1) as usize,
                ("--corpus", Target::Classfile | Target::Link) => options.corpus.push(value.into()),
                ("--save", _) => options.save = value.into(),
                _ => return Err(format!("no such option: {word}")),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options() {
        let options = parse("classfile --seconds 5 --seed 7 --corpus a --corpus b").unwrap();
        assert_eq!(options.time, Duration::from_secs(5));
        assert_eq!((options.seed, options.corpus.len()), (7, 2));
        let options = parse("link --count 5 --oracle 0").unwrap();
        assert_eq!((options.target, options.count), (Target::Link, 5));
        let options = parse("java --count 5 --mode -Xcomp --each 1").unwrap();
        assert_eq!(
            (options.count, options.modes.len(), options.each),
            (5, 1, 1)
        );
        for bad in [
            "",
            "x",
            "classfile --seed",
            "classfile --seed x",
            "classfile -z 1",
            "classfile --count 1",
            "link --seconds 1",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
