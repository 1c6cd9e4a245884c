//! The command line.

use std::path::PathBuf;
use std::time::Duration;

pub const USAGE: &str = "\
usage: fuzz classfile [--seconds N] [--seed N] [--corpus FOLDER]... [--save FOLDER]

  --seconds N      how long (60)
  --seed N         of the random damage (1)
  --corpus FOLDER  class files to damage, searched recursively, besides those built in
  --save FOLDER    where inputs that fail are written (fuzz-failures)";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    pub time: Duration,
    pub seed: u64,
    pub corpus: Vec<PathBuf>,
    pub save: PathBuf,
}

impl Options {
    /// Parses the words after the program's name.
    pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        match words.next().as_deref() {
            Some("classfile") => {}
            Some(other) => return Err(format!("no such target: {other}")),
            None => return Err("no target".into()),
        }
        let mut options = Self {
            time: Duration::from_secs(60),
            seed: 1,
            corpus: Vec::new(),
            save: "fuzz-failures".into(),
        };
        while let Some(word) = words.next() {
            let value = words.next().ok_or(format!("{word} needs a value"))?;
            let number = || {
                value
                    .parse::<u64>()
                    .map_err(|_| format!("not a number: {value}"))
            };
            match word.as_str() {
                "--seconds" => options.time = Duration::from_secs(number()?),
                "--seed" => options.seed = number()?,
                "--corpus" => options.corpus.push(value.into()),
                "--save" => options.save = value.into(),
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
        for bad in [
            "",
            "x",
            "classfile --seed",
            "classfile --seed x",
            "classfile -z 1",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
