//! The modes of the VM that programs are run in.

use crate::mutation::Rng;
use crate::options::Options;

/// Compile early, so that a short run sees compiled code.
const EARLY: &str = "--policy=hotspot -XX:CompileThresholdScaling=0.02";

/// Options that all programs run with, in turn.
const MODES: [&str; 14] = [
    "",
    "-Xcomp",
    "",
    "-Xcomp --deopt-every=100",
    "--osr-every=10",
    "--deopt-every=50",
    "-Xcomp --gc-every=5000",
    "--gc-every=2000",
    "-Xint",
    "-XX:TieredStopAtLevel=1 --set=quick.enabled=true",
    "--policy=budget",
    "-Xcomp -XX:ReservedCodeCacheSize=2m",
    "--passes=lower",
    "-Xcomp --passes=quick",
];

/// Passes that are left out in turn.
const PASSES: [&str; 7] = [
    "simplify-cfg",
    "canonicalize",
    "sccp",
    "gvn",
    "load-elimination",
    "conditional-elimination",
    "dce",
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

    /// The modes of the next batch: one of the list, and one pass left out.
    pub fn next(&mut self, rng: &mut Rng) -> Vec<Vec<String>> {
        if let Some(fixed) = &self.fixed {
            return fixed.clone();
        }
        let mode = MODES[self.next % MODES.len()];
        self.next += 1;
        let disabled = PASSES[rng.below(PASSES.len())];
        vec![
            words(&format!("{EARLY} {mode}")),
            words(&format!("{EARLY} --disable-pass={disabled}")),
        ]
    }
}

fn words(line: &str) -> Vec<String> {
    line.split_whitespace().map(str::to_owned).collect()
}
