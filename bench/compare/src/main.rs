//! Kiln measured beside the stock JDK, in the same run: `cargo xtask bench`.
//!
//! **Place.** `docs/benchmarks.md` says what is measured and why; the programs are in
//! `bench/suite`. Each measurement is one module: [`interpreter`], [`startup`], [`collector`],
//! [`plans`]. They share [`machine`] (a JVM and its options) and [`programs`] (compiling); running a
//! process, and statistics, are in `bench/harness`.
//!
//! **Invariants.**
//! - *Nothing of the VM is linked*: both JVMs are programs started from outside.
//! - *Interleaved*: run *n* of every JVM comes before run *n + 1* of any, so that a slow minute of the
//!   machine hits all of them.
//! - *CPU time, not wall time*, from `wait4`; the median of the runs.
//! - *A wrong answer has no time*: output is compared before a time is believed.
//!
//! **Where to start reading:** [`interpreter::measure`].

#![forbid(unsafe_code)]

mod collector;
mod interpreter;
mod limits;
mod machine;
mod options;
mod plans;
mod programs;
mod startup;

use options::{Measurement, Options};
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            let _ = writeln!(io::stderr(), "{message}\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(&options, &mut io::stdout()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let _ = writeln!(io::stderr(), "compare: {error}");
            ExitCode::from(2)
        }
    }
}

/// Runs what was asked for; `false` when a limit is missed or an output is wrong.
fn run(options: &Options, out: &mut dyn Write) -> io::Result<bool> {
    let mut met = true;
    for measurement in &options.measurements {
        met &= match measurement {
            Measurement::Interpreter => interpreter::measure(options, out)?,
            Measurement::Startup => startup::measure(options, out)?,
            Measurement::Collector => collector::measure(options, out)?,
            Measurement::Plans => plans::measure(options, out)?,
        };
    }
    Ok(met)
}
