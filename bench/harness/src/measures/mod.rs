//! The measures: steady state beside HotSpot's compilers and its interpreter, whole runs beside the
//! stock JDK as it is, the speed of the compiler, and what a failed guard costs.
//!
//! Two sessions: one of iterations after warm-up, one of whole processes. [`tables`] shows their
//! programs, [`limits`] says what was to be reached.

mod limits;
mod tables;

use crate::comparison::Comparison;
use crate::configuration::Configuration;
use crate::counters::Counters;
use crate::options::{Mode, Options};
use crate::report;
use crate::session::Session;
use crate::suite::Suite;
use limits::Measure;
use std::io::{self, Write};

/// Columns of the session of iterations: [`Session::run`] appends the first again.
mod steady {
    pub const KILN: usize = 0;
    pub const C2: usize = 1;
    pub const C1: usize = 2;
    pub const INTERPRETER: usize = 3;
    pub const AGAIN: usize = 4;
}

/// Columns of the session of whole runs.
mod one_shot {
    pub const KILN: usize = 0;
    pub const STOCK: usize = 1;
    pub const QUICK: usize = 2;
    pub const LEFT: usize = 3;
    pub const NEVER_LEFT: usize = 4;
    pub const AGAIN: usize = 5;
}

/// Programs wait for their compilations, so that warm-up ends after the same work however busy the
/// machine is. Only the main thread's time counts.
const BATCH: &str = "-Xbatch";

/// The quick tier for everything: its passes and its register allocator.
const QUICK: [&str; 2] = ["-XX:TieredStopAtLevel=1", "--set=quick.enabled=true"];

/// Compiled code that is left often, and code with the same counting that is never left.
const LEFT: &str = "--deopt-every=2000";
const NEVER_LEFT: &str = "--deopt-every=4000000000";

/// Measures and prints. Whether all limits are met.
///
/// # Errors
/// When a JVM cannot be started.
pub fn run(options: &Options, suite: &Suite, out: &mut dyn Write) -> io::Result<bool> {
    let steady = Session::run(options, suite, &steady_columns(options), Mode::Steady)?;
    tables::write_steady(&steady, out)?;
    let one_shot = Session::run(options, suite, &one_shot_columns(options), Mode::OneShot)?;
    tables::write_one_shot(&one_shot, out)?;
    let measures = summary(&steady, &one_shot);
    limits::write(&measures, out)?;
    let n_failed = tables::write_failures(&[&steady, &one_shot], out)?;
    report::write_json(options, &[&steady, &one_shot])?;
    Ok(n_failed == 0 && measures.iter().all(Measure::is_met))
}

fn steady_columns(options: &Options) -> [Configuration; 4] {
    let java = options.java_home.join("bin/java");
    [
        with(&options.kiln, "kiln", &[BATCH]),
        Configuration::java("C2", &java, &[BATCH]),
        Configuration::java("C1", &java, &[BATCH, "-XX:TieredStopAtLevel=1"]),
        Configuration::java("-Xint", &java, &["-Xint"]),
    ]
}

fn one_shot_columns(options: &Options) -> [Configuration; 5] {
    let java = options.java_home.join("bin/java");
    let kiln = &options.kiln;
    [
        kiln.clone(),
        Configuration::java("java", &java, &[]),
        with(kiln, "quick", &QUICK),
        with(kiln, "left", &[LEFT]),
        with(kiln, "never left", &[NEVER_LEFT]),
    ]
}

fn with(kiln: &Configuration, name: &str, flags: &[&str]) -> Configuration {
    let mut configuration = kiln.clone();
    configuration.name = name.to_owned();
    let flags = flags.iter().map(|flag| (*flag).to_owned());
    configuration.flags.extend(flags);
    configuration
}

/// Everything that is said of the whole suite.
fn summary(steady: &Session, one_shot: &Session) -> Vec<Measure> {
    let mean = |session: &Session, ours, theirs| Comparison::of(session, ours, theirs).mean;
    let to_c2 = Comparison::of(steady, steady::KILN, steady::C2);
    let worst = to_c2.worst();
    let name = worst.map_or("", |(row, _)| steady.programs[row].as_str());
    vec![
        Measure::ratio("steady state to C2, geometric mean", to_c2.mean).at_most(1.75),
        Measure::number(
            &format!("steady state to C2, worst program ({name})"),
            worst.map(|(_, ratio)| ratio),
        )
        .at_most(4.0),
        Measure::ratio(
            "steady state to C1, geometric mean",
            mean(steady, steady::KILN, steady::C1),
        )
        .at_most(1.0),
        Measure::ratio(
            "steady state to -Xint, geometric mean",
            mean(steady, steady::KILN, steady::INTERPRETER),
        ),
        Measure::ratio(
            "one-shot to java, geometric mean",
            mean(one_shot, one_shot::KILN, one_shot::STOCK),
        )
        .at_most(1.5),
        Measure::number(
            "bytecode bytes compiled per ms of CPU, inlined included: `full`",
            compile_speed(one_shot, one_shot::KILN),
        )
        .at_least(60.0),
        Measure::number(
            "the same: `quick`",
            compile_speed(one_shot, one_shot::QUICK),
        )
        .at_least(250.0),
        Measure::number(
            "machine code bytes per bytecode byte: `full`",
            expansion(one_shot, one_shot::KILN),
        ),
        Measure::number("the same: `quick`", expansion(one_shot, one_shot::QUICK)),
        Measure::number(
            "µs of CPU that a failed guard costs, back into compiled code included",
            failed_guard(one_shot),
        ),
        Measure::ratio(
            "Kiln to Kiln, steady: noise",
            mean(steady, steady::AGAIN, steady::KILN),
        ),
        Measure::ratio(
            "Kiln to Kiln, one-shot: noise",
            mean(one_shot, one_shot::AGAIN, one_shot::KILN),
        ),
    ]
}

/// Over all compilations of a column.
fn compile_speed(session: &Session, column: usize) -> Option<f64> {
    let bytes = total(session, column, |c| c.bytecode_bytes);
    quotient(bytes, total(session, column, |c| c.compile_ms))
}

fn expansion(session: &Session, column: usize) -> Option<f64> {
    let code = total(session, column, |c| c.code_bytes);
    quotient(code, total(session, column, |c| c.bytecode_bytes))
}

/// What leaving compiled code for the interpreter costs, with what the interpreter does until
/// compiled code is entered again.
fn failed_guard(session: &Session) -> Option<f64> {
    let [left, never] = [one_shot::LEFT, one_shot::NEVER_LEFT].map(|column| {
        let cells = session.cells.iter().map(|row| &row[column]);
        let samples = cells.flat_map(|cell| &cell.samples);
        let ms: f64 = samples.map(|sample| sample.process_ms).sum();
        (ms, total(session, column, |c| c.n_deopts))
    });
    quotient((left.0 - never.0) * 1e3, left.1 - never.1)
}

fn total(session: &Session, column: usize, of: fn(&Counters) -> f64) -> f64 {
    let cells = session.cells.iter().map(|row| &row[column]);
    let samples = cells.flat_map(|cell| &cell.samples);
    samples.filter_map(|s| s.counters.as_ref()).map(of).sum()
}

fn quotient(a: f64, b: f64) -> Option<f64> {
    (b > 0.0).then(|| a / b)
}

#[cfg(test)]
mod tests {
    use super::{compile_speed, failed_guard, one_shot};
    use crate::counters::Counters;
    use crate::options::Mode;
    use crate::session::{Cell, Sample, Session};

    fn cell(process_ms: f64, n_deopts: f64) -> Cell {
        let counters = Counters {
            compile_ms: 2.0,
            n_compiled: 1.0,
            code_bytes: 900.0,
            bytecode_bytes: 300.0,
            n_deopts,
        };
        let sample = Sample {
            cpu_ms: vec![process_ms],
            wall_ms: process_ms,
            process_ms,
            peak: 1,
            counters: Some(counters),
        };
        Cell {
            samples: vec![sample],
            failure: None,
        }
    }

    #[test]
    fn a_failed_guard_costs_the_difference() {
        let mut row = vec![cell(100.0, 0.0); one_shot::AGAIN + 1];
        row[one_shot::LEFT] = cell(150.0, 10_010.0);
        row[one_shot::NEVER_LEFT] = cell(110.0, 10.0);
        let session = Session {
            mode: Mode::OneShot,
            configurations: Vec::new(),
            programs: vec!["Fib".to_owned()],
            cells: vec![row],
            seed: 1,
        };
        assert_eq!(failed_guard(&session), Some(4.0));
        assert_eq!(compile_speed(&session, one_shot::QUICK), Some(150.0));
    }
}
