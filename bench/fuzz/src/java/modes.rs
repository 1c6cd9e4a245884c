//! The modes of the VM that programs are run in.

use crate::mutation::Rng;
use crate::options::Options;
use opt::Pipeline;
use opt::registry::PASSES;

/// Compile early, so that a short run sees compiled code.
const EARLY: &str = "--policy=hotspot -XX:CompileThresholdScaling=0.02";

/// Passes of a pipeline that is drawn by lot, at most.
const LONGEST: usize = 12;

/// Options that all programs run with, in turn.
const MODES: [&str; 15] = [
    "",
    "-Xcomp",
    "",
    "-Xcomp --deopt-every=100",
    "--osr-every=10",
    "--deopt-every=50",
    "-Xcomp --gc-every=5000",
    "--gc-every=2000",
    "-Xcomp --invalidate-every=50",
    "-Xint",
    "-XX:TieredStopAtLevel=1 --set=quick.enabled=true",
    "--policy=budget",
    "-Xcomp -XX:ReservedCodeCacheSize=2m",
    "--passes=lower",
    "-Xcomp --passes=quick",
];

/// Which modes the next batch is run in.
pub struct Modes {
    fixed: Option<Vec<Vec<String>>>,
    /// How many a batch is run in.
    n_each: usize,
    next: usize,
}

impl Modes {
    /// The modes that were asked for; else some of all, in turn.
    pub fn of(options: &Options) -> Modes {
        let fixed = (!options.modes.is_empty())
            .then(|| options.modes.iter().map(|mode| words(mode)).collect());
        Modes {
            fixed,
            n_each: options.each,
            next: 0,
        }
    }

    /// The modes of the next batch.
    pub fn next(&mut self, rng: &mut Rng) -> Vec<Vec<String>> {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        (0..self.n_each).map(|_| self.one(rng)).collect()
    }

    /// In turn: one of the list, one pass left out, and some passes in an order drawn by lot.
    fn one(&mut self, rng: &mut Rng) -> Vec<String> {
        let turn = self.next;
        self.next += 1;
        let mode = match turn % 3 {
            0 => MODES[turn / 3 % MODES.len()].to_owned(),
            1 => format!("--disable-pass={}", optional_pass(rng)),
            _ => format!("--passes={}", pipeline(rng)),
        };
        words(&format!("{EARLY} {mode}"))
    }
}

/// A pass that code generation does not rely on.
fn optional_pass(rng: &mut Rng) -> &'static str {
    let names: Vec<&str> = PASSES
        .iter()
        .map(|pass| pass.info())
        .filter(|info| !info.is_required)
        .map(|info| info.name)
        .collect();
    names[rng.below(names.len())]
}

/// Some passes in a legal order.
fn pipeline(rng: &mut Rng) -> String {
    loop {
        let n = 1 + rng.below(LONGEST);
        let names: Vec<&str> = (0..n).map(|_| optional_pass(rng)).collect();
        let text = names.join(",");
        if Pipeline::parse(&text).is_ok() {
            return text;
        }
    }
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
