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
    next: usize,
}

impl Modes {
    /// The modes that were asked for; else two of all, in turn.
    pub fn of(options: &Options) -> Modes {
        let fixed = (!options.modes.is_empty())
            .then(|| options.modes.iter().map(|mode| words(mode)).collect());
        Modes { fixed, next: 0 }
    }

    /// The modes of the next batch: one of the list, one pass left out, and some passes in an
    /// order drawn by lot.
    pub fn next(&mut self, rng: &mut Rng) -> Vec<Vec<String>> {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let mode = MODES[self.next % MODES.len()];
        self.next += 1;
        let mode = format!("{EARLY} {mode}");
        let disabled = format!("{EARLY} --disable-pass={}", optional_pass(rng));
        let drawn = format!("{EARLY} --passes={}", pipeline(rng));
        [mode, disabled, drawn].map(|mode| words(&mode)).into()
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
