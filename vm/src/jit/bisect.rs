//! `--bisect-limit=N`: only the first N runs of passes take place, counted over all methods. The
//! last of them is named, and at the end the number of runs there would have been: halving leads to
//! the run that makes a program wrong, which `kiln bisect` does.
//!
//! Runs have the same numbers each time only where compilations come in the same order: with
//! `--deterministic`.

use crate::output;
use opt::Bisect;
use opt::sink::PassRun;
use std::sync::OnceLock;

static BISECT: OnceLock<(Bisect, u64)> = OnceLock::new();

/// Limits the runs of passes from now on.
pub(super) fn start(limit: u64) {
    let _ = BISECT.set((Bisect::new(limit), limit));
}

/// What the runner of passes asks.
pub(super) fn current() -> Option<&'static Bisect> {
    BISECT.get().map(|(bisect, _)| bisect)
}

/// A pass has run on a method; the last one that may is named.
pub(super) fn ran(run: &PassRun, method: &str) {
    let Some((_, limit)) = BISECT.get() else {
        return;
    };
    if run.number.map(|number| number + 1) == Some(*limit) {
        let pass = run.pass.name;
        output::error_line(&format!("bisect: run {limit} is {pass} in {method}"));
    }
}

/// At the end: how many runs there were, and would have been.
pub(super) fn report() {
    static ONCE: OnceLock<()> = OnceLock::new();
    if let Some((bisect, limit)) = BISECT.get()
        && ONCE.set(()).is_ok()
    {
        let asked = bisect.n_asked();
        let made = asked.min(*limit);
        output::error_line(&format!("bisect: {made} of {asked} runs of passes"));
    }
}
