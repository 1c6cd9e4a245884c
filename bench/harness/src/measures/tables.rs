//! The programs one by one, in Markdown.

use super::{one_shot, steady};
use crate::comparison::Comparison;
use crate::session::Session;
use crate::statistics::typical;
use std::io::{self, Write};

/// Milliseconds of an iteration.
pub fn write_steady(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let [to_c2, to_c1, to_interpreter] = [steady::C2, steady::C1, steady::INTERPRETER]
        .map(|column| Comparison::of(session, steady::KILN, column));
    writeln!(out, "## Steady state: ms of CPU time per iteration\n")?;
    writeln!(
        out,
        "| program | Kiln | C2 | C1 | -Xint | to C2 | to C1 | to -Xint |\n|---|---|---|---|---|---|---|---|"
    )?;
    for (row, program) in session.programs.iter().enumerate() {
        let [kiln, c2, c1, interpreter] =
            [steady::KILN, steady::C2, steady::C1, steady::INTERPRETER]
                .map(|column| milliseconds(session, row, column));
        writeln!(
            out,
            "| {program} | {kiln} | {c2} | {c1} | {interpreter} | {} | {} | {} |",
            ratio(&to_c2, row),
            ratio(&to_c1, row),
            ratio(&to_interpreter, row)
        )?;
    }
    writeln!(out)
}

/// Milliseconds of a process.
pub fn write_one_shot(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let to_stock = Comparison::of(session, one_shot::KILN, one_shot::STOCK);
    writeln!(out, "## One-shot: ms of CPU time from start to exit\n")?;
    writeln!(
        out,
        "| program | Kiln | java | ratio | compiling | code kB | deopts |\n|---|---|---|---|---|---|---|"
    )?;
    for (row, program) in session.programs.iter().enumerate() {
        let [kiln, stock] =
            [one_shot::KILN, one_shot::STOCK].map(|column| milliseconds(session, row, column));
        let samples = &session.cells[row][one_shot::KILN].samples;
        let first = samples.first().and_then(|sample| sample.counters);
        let counters = first.unwrap_or_default();
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

/// Programs that some configuration does not run to its end, and why. How many there are.
pub fn write_failures(sessions: &[&Session], out: &mut dyn Write) -> io::Result<usize> {
    let mut n_failed = 0;
    for session in sessions {
        for (row, program) in session.programs.iter().enumerate() {
            for (configuration, cell) in session.configurations.iter().zip(&session.cells[row]) {
                let Some(failure) = &cell.failure else {
                    continue;
                };
                n_failed += 1;
                let (on, why) = (&configuration.name, failure.lines().next().unwrap_or(""));
                writeln!(out, "\n{program} fails on {on} and is in no mean: {why}")?;
            }
        }
    }
    Ok(n_failed)
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
