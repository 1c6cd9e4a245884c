//! `kiln bench`: programs on several JVMs, policies and pipelines, compared.
//!
//! **Place.** Works on JVMs from outside: processes, what the kernel says of them, and the file that
//! `--stats=FILE` makes Kiln write. `docs/benchmarks.md` is the manual; the programs are in
//! `bench/suite`. `bench/compare` shares [`process`] and [`statistics`].
//!
//! **Main types.** [`Options`] (the command line),
//! [`Configuration`](configuration::Configuration) (a launcher with options),
//! [`Suite`] (compiled programs), [`Session`] (the samples),
//! [`Comparison`](comparison::Comparison) (what they say).
//!
//! **Invariants.**
//! - *Nothing of the VM is linked.*
//! - *Interleaved*: in each round every configuration runs once, in an order drawn by lot.
//! - *Each run is a fresh process*, and its result is checked before its times are believed.
//! - *No ratio without an interval*, and the first configuration runs twice, which shows the noise.
//!
//! **Where to start reading:** [`run`].

pub mod comparison;
pub mod configuration;
pub mod counters;
pub mod measures;
pub mod options;
pub mod process;
pub mod progress;
pub mod random;
pub mod report;
pub mod session;
pub mod statistics;
pub mod suite;

use options::Options;
use session::Session;
use std::io::{self, Write};
use suite::Suite;

/// Runs what the options ask for and writes tables to `out`, progress to standard error.
///
/// # Errors
/// When programs do not compile, a JVM cannot be started, or a file cannot be written. A program
/// that fails on a configuration is part of the report. Whether all measures that have a limit are
/// met.
pub fn run(options: &Options, out: &mut dyn Write) -> io::Result<bool> {
    let suite = Suite::compile(options)?;
    if options.is_measures {
        return measures::run(options, &suite, out);
    }
    let session = Session::run(options, &suite, &options.configurations, options.mode)?;
    report::write(&session, out)?;
    report::write_json(options, &[&session])?;
    Ok(true)
}
