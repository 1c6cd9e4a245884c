//! The command line of `kiln bench`.

use crate::configuration::Configuration;
use std::path::{Path, PathBuf};

/// How to call it.
pub const USAGE: &str = "\
usage: kiln bench [options]

what runs
  --suite NAME|DIR    bench/suite/NAME, or a folder of programs (jit)
  --awfy DIR          the Java programs of a checkout of are-we-fast-yet; with --suite, both
  --filter TEXT       only programs whose name contains TEXT; several with commas

on what (the first is what the others are compared with)
  --policy P,Q        Kiln with these policies
  --passes PIPELINE   Kiln with these passes; may be repeated
  --ablate A,B        Kiln as it is, and without each of these passes
  --java PATH[:FLAGS] another JVM, flags with commas; may be repeated
  --flags FLAGS       for every configuration of Kiln, with commas
  --measures          Kiln beside HotSpot's interpreter, C1 and C2: steady state, one-shot,
                      compilers; exits with 1 if a measure is missed

how
  --one-shot          whole runs of processes; else iterations after warm-up
  --rounds N          runs of each program on each configuration (3)
  --warm-up MS        CPU time before iterations count (2000)
  --measure MS        CPU time of the iterations that count (1000)
  --timeout S         of one run (300)
  --seed N            of the order and of the intervals (1)
  --json FILE         all samples and the results, as JSON
  --quiet             no progress on standard error";

/// What a sample is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// CPU time of iterations after warm-up.
    Steady,
    /// CPU time of a process from start to exit.
    OneShot,
}

impl Mode {
    /// As reports say it.
    pub fn name(self) -> &'static str {
        match self {
            Mode::Steady => "steady",
            Mode::OneShot => "one-shot",
        }
    }
}

/// What to compare, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Name or folder of the suite; `None`: only are-we-fast-yet.
    pub suite: Option<String>,
    /// A checkout of are-we-fast-yet.
    pub awfy: Option<PathBuf>,
    /// Parts of the names of the programs; empty: all.
    pub filters: Vec<String>,
    /// What is compared; the first is the baseline.
    pub configurations: Vec<Configuration>,
    /// Kiln, for `--measures`.
    pub kiln: Configuration,
    /// The JDK whose `javac` and `java` are used.
    pub java_home: PathBuf,
    /// The measures in place of a comparison.
    pub is_measures: bool,
    /// What a sample is.
    pub mode: Mode,
    /// Runs of each program on each configuration.
    pub rounds: usize,
    /// Milliseconds before iterations count.
    pub warm_up: u64,
    /// Milliseconds of iterations that count.
    pub measure: u64,
    /// Seconds after which a run is ended.
    pub timeout: u64,
    /// Of the order and of the intervals.
    pub seed: u64,
    /// Where the samples go.
    pub json: Option<PathBuf>,
    /// No progress.
    pub is_quiet: bool,
}

impl Options {
    /// Reads the words behind `bench`. `kiln` is the launcher that measures itself, `java_home` the
    /// JDK that it uses.
    ///
    /// # Errors
    /// What is wrong, in one line.
    pub fn parse(words: &[String], kiln: &Path, java_home: &Path) -> Result<Options, String> {
        let mut options = Options {
            suite: None,
            awfy: None,
            filters: Vec::new(),
            configurations: Vec::new(),
            kiln: Configuration::kiln("kiln", kiln, &[]),
            java_home: java_home.to_owned(),
            is_measures: false,
            mode: Mode::Steady,
            rounds: 3,
            warm_up: 2000,
            measure: 1000,
            timeout: 300,
            seed: 1,
            json: None,
            is_quiet: false,
        };
        let mut asked = Asked::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (word.as_str(), None),
            };
            let mut value = || {
                let value = inline.clone().or_else(|| words.next().cloned());
                value.ok_or(format!("{name} needs a value"))
            };
            match name {
                "--suite" => options.suite = Some(value()?),
                "--awfy" => options.awfy = Some(PathBuf::from(value()?)),
                "--filter" => options.filters = list(&value()?),
                "--policy" => asked.policies.extend(list(&value()?)),
                "--passes" => asked.pipelines.push(value()?),
                "--ablate" => asked.ablated.extend(list(&value()?)),
                "--java" => asked.others.push(Configuration::parse(&value()?)),
                "--flags" => asked.flags.extend(list(&value()?)),
                "--kiln" => options.kiln.launcher = PathBuf::from(value()?),
                "--measures" => options.is_measures = true,
                "--one-shot" => options.mode = Mode::OneShot,
                "--rounds" => options.rounds = positive(name, &value()?)? as usize,
                "--warm-up" => options.warm_up = number(name, &value()?)?,
                "--measure" => options.measure = positive(name, &value()?)?,
                "--timeout" => options.timeout = positive(name, &value()?)?,
                "--seed" => options.seed = number(name, &value()?)?,
                "--json" => options.json = Some(PathBuf::from(value()?)),
                "--quiet" => options.is_quiet = true,
                _ => return Err(unknown(word)),
            }
        }
        asked.apply(&mut options)?;
        if options.awfy.is_none() {
            options.suite.get_or_insert_with(|| "jit".to_owned());
        }
        Ok(options)
    }
}

/// What is compared, as the command line says it.
#[derive(Default)]
struct Asked {
    policies: Vec<String>,
    pipelines: Vec<String>,
    ablated: Vec<String>,
    others: Vec<Configuration>,
    flags: Vec<String>,
}

impl Asked {
    fn apply(self, options: &mut Options) -> Result<(), String> {
        let is_compared = !(self.policies.is_empty()
            && self.pipelines.is_empty()
            && self.ablated.is_empty()
            && self.others.is_empty());
        if options.is_measures && is_compared {
            return Err("--measures says by itself what is compared".to_owned());
        }
        options.kiln.flags = self.flags;
        let kiln = options.kiln.clone();
        let with = |name: String, flag: Option<String>| {
            let mut configuration = kiln.clone();
            configuration.name = name;
            configuration.flags.extend(flag);
            configuration
        };
        let configurations = &mut options.configurations;
        for policy in self.policies {
            configurations.push(with(policy.clone(), Some(format!("--policy={policy}"))));
        }
        for passes in self.pipelines {
            configurations.push(with(passes.clone(), Some(format!("--passes={passes}"))));
        }
        if !self.ablated.is_empty() {
            configurations.push(with("all passes".to_owned(), None));
        }
        for pass in self.ablated {
            let flag = format!("--disable-pass={pass}");
            configurations.push(with(format!("without {pass}"), Some(flag)));
        }
        if configurations.is_empty() {
            configurations.push(kiln.clone());
        }
        configurations.extend(self.others);
        Ok(())
    }
}

const NAMES: [&str; 19] = [
    "--suite",
    "--awfy",
    "--filter",
    "--policy",
    "--passes",
    "--ablate",
    "--java",
    "--flags",
    "--kiln",
    "--measures",
    "--one-shot",
    "--rounds",
    "--warm-up",
    "--measure",
    "--timeout",
    "--seed",
    "--json",
    "--quiet",
    "--help",
];

/// The message about a word that is no option, with the nearest one.
fn unknown(word: &str) -> String {
    let shared = |name: &&&str| {
        let same = name.chars().zip(word.chars()).take_while(|(a, b)| a == b);
        same.count()
    };
    match NAMES.iter().max_by_key(shared) {
        Some(name) if shared(&name) > "--".len() => {
            format!("unknown argument {word}; is {name} meant?")
        }
        _ => format!("unknown argument {word}"),
    }
}

fn list(text: &str) -> Vec<String> {
    let items = text.split(',').filter(|item| !item.is_empty());
    items.map(str::to_owned).collect()
}

fn number(name: &str, text: &str) -> Result<u64, String> {
    text.parse()
        .map_err(|_| format!("{name} needs a number, not {text}"))
}

fn positive(name: &str, text: &str) -> Result<u64, String> {
    match number(name, text)? {
        0 => Err(format!("{name} needs a number above 0")),
        n => Ok(n),
    }
}

#[cfg(test)]
mod tests {
    use super::{Mode, Options};
    use std::path::Path;

    fn parse(line: &str) -> Result<Options, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::parse(&words, Path::new("/k/kiln"), Path::new("/jdk"))
    }

    fn names(line: &str) -> Vec<String> {
        let options = parse(line).expect("the line is right");
        let names = options.configurations.into_iter();
        names.map(|configuration| configuration.name).collect()
    }

    #[test]
    fn configurations_come_in_order() {
        assert_eq!(
            names("--policy budget,hotspot --java java:-Xint"),
            ["budget", "hotspot", "java -Xint"]
        );
        assert_eq!(names("--ablate gvn"), ["all passes", "without gvn"]);
        assert_eq!(names("--one-shot"), ["kiln"]);
        let options = parse("--passes gvn,dce --flags -Xmx1g,-Xbatch").expect("it is right");
        let flags = &options.configurations[0].flags;
        assert_eq!(flags, &["-Xmx1g", "-Xbatch", "--passes=gvn,dce"]);
    }

    #[test]
    fn the_suite_is_ours_unless_another_is_named() {
        let suite = |line| parse(line).expect("the line is right").suite;
        assert_eq!(suite("--one-shot").as_deref(), Some("jit"));
        assert_eq!(suite("--awfy there"), None);
        assert_eq!(suite("--awfy there --suite gc").as_deref(), Some("gc"));
    }

    #[test]
    fn values_may_follow_an_equals_sign() {
        let options = parse("--rounds=7 --one-shot --filter=Fib,Json").expect("it is right");
        assert_eq!((options.rounds, options.mode), (7, Mode::OneShot));
        assert_eq!(options.filters, ["Fib", "Json"]);
    }

    #[test]
    fn mistakes_are_said() {
        for (line, message) in [
            ("--rounds", "--rounds needs a value"),
            ("--rounds 0", "--rounds needs a number above 0"),
            ("--seed x", "--seed needs a number, not x"),
            ("--polcy x", "unknown argument --polcy; is --policy meant?"),
            ("fast", "unknown argument fast"),
            (
                "--measures --policy x",
                "--measures says by itself what is compared",
            ),
        ] {
            assert_eq!(parse(line).expect_err(line), message);
        }
    }
}
