//! The command line.

use std::path::PathBuf;

/// How to call the program.
pub const USAGE: &str = "\
usage: cargo xtask bench [interp|startup|gc|plans]... [--runs N] [--filter TEXT]

  interp     bench/suite/interp on Kiln and on `java -Xint`
  startup    HelloWorld: CPU time and peak memory
  gc         binary trees: CPU time of the collector
  plans      the five collectors of Kiln beside each other (not part of the default)
  --runs N   runs of each program on each VM; the median counts
  --filter T only programs whose name contains T";

/// One measurement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measurement {
    /// The interpreter suite.
    Interpreter,
    /// HelloWorld.
    Startup,
    /// Collector CPU time.
    Collector,
    /// The collectors beside each other.
    Plans,
}

/// What to measure and how often.
#[derive(Debug)]
pub struct Options {
    /// In this order.
    pub measurements: Vec<Measurement>,
    /// Runs of each program on each VM; each measurement has its own default.
    pub runs: Option<usize>,
    /// Part of the names of the programs to run.
    pub filter: String,
    /// The launcher of Kiln.
    pub kiln: PathBuf,
}

impl Options {
    /// Reads the arguments.
    pub fn parse(mut args: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self {
            measurements: Vec::new(),
            runs: None,
            filter: String::new(),
            kiln: PathBuf::new(),
        };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} needs a value"));
            match arg.as_str() {
                "interp" => options.measurements.push(Measurement::Interpreter),
                "startup" => options.measurements.push(Measurement::Startup),
                "gc" => options.measurements.push(Measurement::Collector),
                "plans" => options.measurements.push(Measurement::Plans),
                "--filter" => options.filter = value()?,
                "--kiln" => options.kiln = PathBuf::from(value()?),
                "--runs" => {
                    let runs: usize = value()?.parse().map_err(|_| "--runs needs a number")?;
                    if runs == 0 {
                        return Err("--runs needs a number above 0".to_owned());
                    }
                    options.runs = Some(runs);
                }
                _ => return Err(format!("unknown argument {arg}")),
            }
        }
        if options.kiln.as_os_str().is_empty() {
            return Err("--kiln says where the launcher is".to_owned());
        }
        if options.measurements.is_empty() {
            options.measurements = vec![
                Measurement::Interpreter,
                Measurement::Startup,
                Measurement::Collector,
            ];
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::{Measurement, Options};

    fn parse(line: &str) -> Result<Options, String> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn without_names_everything_that_has_a_limit_is_measured() {
        let options = parse("--kiln k --runs 3").unwrap();
        assert_eq!(options.runs, Some(3));
        assert_eq!(options.measurements.len(), 3);
        assert!(!options.measurements.contains(&Measurement::Plans));
    }

    #[test]
    fn mistakes_are_said() {
        assert_eq!(
            parse("--kiln k --runs 0").unwrap_err(),
            "--runs needs a number above 0"
        );
        assert_eq!(parse("--kiln").unwrap_err(), "--kiln needs a value");
        assert_eq!(
            parse("--kiln k speed").unwrap_err(),
            "unknown argument speed"
        );
    }
}
