//! Long fuzzing: damaged inputs for as long as one likes.
//!
//! **Place.** Each crate that reads what others have written has a test called `smoke`, one second
//! long. This program is the same for hours: it shares the mutators and the checks with those
//! tests (they are included by path, because test modules cannot be linked), and adds inputs from
//! a folder, time, and saving what fails.
//!
//! **Targets.** `classfile`: the class-file parser, strictly and leniently, and the decoder of
//! bytecode on whatever code comes out. `link`: the whole VM, in fresh processes, which defines and
//! links damaged classes and is compared with the stock JDK. `java`: random programs, which must do
//! the same in every mode.
//!
//! **Invariants.**
//! - *Reproducible*: inputs depend on the seed and the corpus only, never on time.
//! - *A failure is a file*: every input that fails is saved under a name made of its digest, so the
//!   same failure found twice is one file.
//! - *No unsafe code.*
//!
//! **Where to start reading:** [`classfile::run`], [`link::run`], [`java::run`].
#![forbid(unsafe_code)]

mod classfile;
mod corpus;
mod java;
mod link;
// Shared with the tests of vm-classfile.
#[path = "../../../vm/classfile/tests/mutation/mod.rs"]
mod mutation;
mod options;

use bench_difftest::jdk::workspace_root;
use options::{Options, Target};
use std::io;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            tell(&format!("{message}\n{}", options::USAGE));
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            tell(&format!("fuzz: {error}"));
            ExitCode::from(2)
        }
    }
}

/// Whether nothing was found.
fn run(options: &Options) -> io::Result<bool> {
    match options.target {
        Target::Classfile => {
            let report = classfile::run(options)?;
            tell(&report.to_string());
            Ok(report.n_failed == 0)
        }
        Target::Link => {
            let report = link::run(options)?;
            Ok(report.n_deaths == 0 && report.n_different == 0)
        }
        Target::Java => {
            let report = java::run(options)?;
            Ok(report.n_different == 0)
        }
    }
}

/// Where builds and caches are.
fn target_folder() -> PathBuf {
    let root = workspace_root();
    let named = std::env::var_os("CARGO_TARGET_DIR");
    named.map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// Prints a line to standard output; nobody may be listening.
fn tell(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}
