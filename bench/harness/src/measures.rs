//! The measures: steady state beside C2 and C1, whole runs beside the stock JDK as it is, and the
//! speed of the compiler.

use crate::comparison::Comparison;
use crate::configuration::Configuration;
use crate::options::{Mode, Options};
use crate::report::{self, interval};
use crate::session::Session;
use crate::statistics::typical;
use crate::suite::Suite;
use std::io::{self, Write};

/// Columns of a session: [`Session::run`] appends the first again.
const KILN: usize = 0;
const C2: usize = 1;
const C1: usize = 2;
const AGAIN: usize = 3;
/// The stock JDK as it is, in the session of whole runs, and Kiln again.
const STOCK: usize = 1;
const AGAIN_ONE_SHOT: usize = 2;

/// Programs wait for their compilations, so that warm-up ends after the same work however busy the
/// machine is. Only the main thread's time counts.
const BATCH: &str = "-Xbatch";

/// Measures and prints.
///
/// # Errors
/// When a JVM cannot be started.
pub fn run(options: &Options, suite: &Suite, out: &mut dyn Write) -> io::Result<()> {
    let java = options.java_home.join("bin/java");
    let kiln = options.kiln.clone();
    let mut waiting = kiln.clone();
    waiting.flags.push(BATCH.to_owned());
    let steady = [
        waiting,
        Configuration::java("C2", &java, &[BATCH]),
        Configuration::java("C1", &java, &[BATCH, "-XX:TieredStopAtLevel=1"]),
    ];
    let steady = Session::run(options, suite, &steady, Mode::Steady)?;
    write_steady(&steady, out)?;
    let one_shot = [kiln, Configuration::java("java", &java, &[])];
    let one_shot = Session::run(options, suite, &one_shot, Mode::OneShot)?;
    write_one_shot(&one_shot, out)?;
    write_summary(&steady, &one_shot, out)?;
    report::write_json(options, &[&steady, &one_shot])
}

fn milliseconds(session: &Session, row: usize, column: usize) -> String {
    match session.cells[row][column].rounds() {
        Some(rounds) => format!("{:.2}", typical(&rounds)),
        None => "failed".to_owned(),
    }
}

fn ratio(comparison: &Comparison, row: usize) -> String {
    let ratio = comparison.programs[row];
    ratio.map_or("-".to_owned(), |ratio| format!("{:.2}", ratio.value))
}

fn write_steady(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let [to_c2, to_c1] = [C2, C1].map(|column| Comparison::of(session, KILN, column));
    writeln!(out, "## Steady state: ms of CPU time per iteration\n")?;
    writeln!(
        out,
        "| program | Kiln | C2 | C1 | to C2 | to C1 |\n|---|---|---|---|---|---|"
    )?;
    for (row, program) in session.programs.iter().enumerate() {
        let ms = |column| milliseconds(session, row, column);
        let (kiln, c2, c1) = (ms(KILN), ms(C2), ms(C1));
        let (to_c2, to_c1) = (ratio(&to_c2, row), ratio(&to_c1, row));
        writeln!(
            out,
            "| {program} | {kiln} | {c2} | {c1} | {to_c2} | {to_c1} |"
        )?;
    }
    writeln!(out)
}

fn write_one_shot(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let to_stock = Comparison::of(session, KILN, STOCK);
    writeln!(out, "## One-shot: ms of CPU time from start to exit\n")?;
    writeln!(
        out,
        "| program | Kiln | java | ratio | compiling | code kB | deopts |\n|---|---|---|---|---|---|---|"
    )?;
    for (row, program) in session.programs.iter().enumerate() {
        let [kiln, stock] = [KILN, STOCK].map(|column| milliseconds(session, row, column));
        let cell = &session.cells[row][KILN];
        let counters = cell
            .samples
            .first()
            .and_then(|sample| sample.counters)
            .unwrap_or_default();
        writeln!(
            out,
            "| {program} | {kiln} | {stock} | {} | {:.0} | {:.0} | {:.0} |",
            ratio(&to_stock, row),
            counters.compile_ms,
            counters.code_bytes / 1024.0,
            counters.n_deopts
        )?;
    }
    writeln!(out)
}

fn write_summary(steady: &Session, one_shot: &Session, out: &mut dyn Write) -> io::Result<()> {
    let mean = |comparison: &Comparison| comparison.mean.map_or("-".to_owned(), interval);
    let to_c2 = Comparison::of(steady, KILN, C2);
    writeln!(
        out,
        "## Measures\n\n| what | measured | reach |\n|---|---|---|"
    )?;
    let mut line = |what: &str, measured: String, reach: &str| {
        writeln!(out, "| {what} | {measured} | {reach} |")
    };
    line("steady state to C2, geometric mean", mean(&to_c2), "1.75")?;
    let worst = to_c2
        .worst()
        .map_or("-".to_owned(), |worst| format!("{worst:.2}"));
    line("steady state to C2, worst program", worst, "4")?;
    line(
        "steady state to C1, geometric mean",
        mean(&Comparison::of(steady, KILN, C1)),
        "1.0",
    )?;
    line(
        "one-shot to java, geometric mean",
        mean(&Comparison::of(one_shot, KILN, STOCK)),
        "1.5",
    )?;
    line(
        "bytecode bytes compiled per ms of CPU, inlined included",
        compile_speed(one_shot),
        "60",
    )?;
    line(
        "machine code bytes per bytecode byte",
        expansion(one_shot),
        "reported",
    )?;
    line(
        "Kiln to Kiln, steady",
        mean(&Comparison::of(steady, AGAIN, KILN)),
        "1 (noise)",
    )?;
    line(
        "Kiln to Kiln, one-shot",
        mean(&Comparison::of(one_shot, AGAIN_ONE_SHOT, KILN)),
        "1 (noise)",
    )?;
    let failed = |session: &Session| {
        let rows = session.programs.iter().zip(&session.cells);
        let failed = rows.filter(|(_, cells)| cells[KILN].failure.is_some());
        failed
            .map(|(program, _)| program.clone())
            .collect::<Vec<_>>()
    };
    for program in [failed(steady), failed(one_shot)].concat() {
        writeln!(out, "\n{program} fails on Kiln and is in no mean.")?;
    }
    Ok(())
}

/// Over all compilations of the session.
fn compile_speed(session: &Session) -> String {
    let [bytes, ms] = totals(session, |c| [c.bytecode_bytes, c.compile_ms]);
    quotient(bytes, ms)
}

fn expansion(session: &Session) -> String {
    let [code, bytes] = totals(session, |c| [c.code_bytes, c.bytecode_bytes]);
    quotient(code, bytes)
}

fn totals(session: &Session, of: fn(&crate::counters::Counters) -> [f64; 2]) -> [f64; 2] {
    let cells = session.cells.iter().map(|row| &row[KILN]);
    let counters = cells
        .flat_map(|cell| &cell.samples)
        .filter_map(|s| s.counters.as_ref());
    counters
        .map(of)
        .fold([0.0; 2], |sum, next| [sum[0] + next[0], sum[1] + next[1]])
}

fn quotient(a: f64, b: f64) -> String {
    if b == 0.0 {
        return "nothing was compiled".to_owned();
    }
    format!("{:.1}", a / b)
}
