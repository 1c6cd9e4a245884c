//! Tables for people, and JSON for everything else.

use crate::comparison::{Comparison, Verdict};
use crate::counters::Counters;
use crate::options::{Mode, Options};
use crate::session::{Cell, Sample, Session};
use crate::statistics::{Estimate, typical};
use serde_json::{Value, json};
use std::fs;
use std::io::{self, Write};

/// The form of the JSON file.
const SCHEMA: &str = "kiln.bench/1";

/// Writes the table of a comparison with the first configuration.
///
/// # Errors
/// When `out` does not take it.
pub fn write(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let what = match session.mode {
        Mode::Steady => "ms of CPU time per iteration after warm-up",
        Mode::OneShot => "ms of CPU time from start to exit",
    };
    let n_rounds = session
        .cells
        .iter()
        .flatten()
        .map(|cell| cell.samples.len())
        .max();
    let baseline = &session.configurations[0].name;
    writeln!(
        out,
        "{what}; medians of {} rounds; ratios to {baseline} with 95 % intervals",
        n_rounds.unwrap_or(0)
    )?;
    writeln!(
        out,
        "{:<18}{:<26}{:>10}  {:<24}{:<9}{:>9}{:>11}{:>9}{:>8}",
        "program", "on", "ms", "ratio", "", "wall ms", "compile ms", "code kB", "deopts"
    )?;
    let comparisons: Vec<Comparison> = (0..session.configurations.len())
        .map(|column| Comparison::of(session, column, 0))
        .collect();
    for (row, program) in session.programs.iter().enumerate() {
        for (column, configuration) in session.configurations.iter().enumerate() {
            let cell = &session.cells[row][column];
            let program = if column == 0 { program } else { "" };
            write!(out, "{program:<18}{:<26}", configuration.name)?;
            match &cell.failure {
                Some(failure) => writeln!(out, "failed: {}", failure.lines().next().unwrap_or(""))?,
                None => write_cell(
                    cell,
                    comparisons[column].programs[row].filter(|_| column > 0),
                    out,
                )?,
            }
        }
    }
    writeln!(out)?;
    for (configuration, comparison) in session.configurations.iter().zip(&comparisons).skip(1) {
        let Some(mean) = comparison.mean else {
            continue;
        };
        writeln!(
            out,
            "{:<18}{:<26}{:>12}{:<24}{}",
            "geometric mean",
            configuration.name,
            "",
            interval(mean),
            Verdict::of(mean).name()
        )?;
    }
    Ok(())
}

fn write_cell(cell: &Cell, ratio: Option<Estimate>, out: &mut dyn Write) -> io::Result<()> {
    let Some(rounds) = cell.rounds() else {
        return writeln!(out, "not run");
    };
    write!(out, "{:>10.2}  ", typical(&rounds))?;
    match ratio {
        Some(ratio) => write!(
            out,
            "{:<24}{:<9}",
            interval(ratio),
            Verdict::of(ratio).name()
        )?,
        None => write!(out, "{:<33}", "1")?,
    }
    let counter = |number: fn(&Counters) -> f64| {
        let median = cell.median(|sample| sample.counters.as_ref().map(number));
        median.map_or("-".to_owned(), |median| format!("{median:.0}"))
    };
    let wall = cell.median(|sample| Some(sample.wall_ms)).unwrap_or(0.0);
    let compile = counter(|counters| counters.compile_ms);
    let code = counter(|counters| counters.code_bytes / 1024.0);
    let deopts = counter(|counters| counters.n_deopts);
    writeln!(out, "{wall:>9.0}{compile:>11}{code:>9}{deopts:>8}")
}

/// `1.03 [1.01, 1.05]`.
pub fn interval(ratio: Estimate) -> String {
    format!("{:.3} [{:.3}, {:.3}]", ratio.value, ratio.low, ratio.high)
}

/// Writes all samples and the results, if the options name a file.
///
/// # Errors
/// When the file cannot be written.
pub fn write_json(options: &Options, sessions: &[&Session]) -> io::Result<()> {
    let Some(file) = &options.json else {
        return Ok(());
    };
    let value = json!({
        "schema": SCHEMA,
        "rounds": options.rounds,
        "warm_up_ms": options.warm_up,
        "measure_ms": options.measure,
        "seed": options.seed,
        "machine": machine(),
        "sessions": sessions.iter().map(|session| session_value(session)).collect::<Vec<_>>(),
    });
    let text = serde_json::to_string_pretty(&value).map_err(io::Error::other)?;
    fs::write(file, text + "\n")
}

fn session_value(session: &Session) -> Value {
    let configurations = session.configurations.iter().map(|configuration| {
        json!({
            "name": configuration.name,
            "launcher": configuration.launcher,
            "flags": configuration.flags,
        })
    });
    let comparisons: Vec<Comparison> = (0..session.configurations.len())
        .map(|column| Comparison::of(session, column, 0))
        .collect();
    let programs = session.programs.iter().enumerate().map(|(row, name)| {
        let cells = session.cells[row]
            .iter()
            .zip(&comparisons)
            .map(|(cell, comparison)| {
                json!({
                    "ms": cell.rounds().map(|rounds| typical(&rounds)),
                    "ratio": comparison.programs[row].map(estimate_value),
                    "failure": cell.failure,
                    "samples": cell.samples.iter().map(sample_value).collect::<Vec<_>>(),
                })
            });
        json!({ "name": name, "cells": cells.collect::<Vec<_>>() })
    });
    json!({
        "mode": session.mode.name(),
        "configurations": configurations.collect::<Vec<_>>(),
        "programs": programs.collect::<Vec<_>>(),
        "means": comparisons.iter().map(|c| c.mean.map(estimate_value)).collect::<Vec<_>>(),
    })
}

fn estimate_value(estimate: Estimate) -> Value {
    json!({ "value": estimate.value, "low": estimate.low, "high": estimate.high })
}

fn sample_value(sample: &Sample) -> Value {
    let counters = sample.counters.map(|counters| {
        json!({
            "compile_ms": counters.compile_ms,
            "n_compiled": counters.n_compiled,
            "code_bytes": counters.code_bytes,
            "bytecode_bytes": counters.bytecode_bytes,
            "n_deopts": counters.n_deopts,
        })
    });
    json!({
        "cpu_ms": sample.cpu_ms,
        "process_ms": sample.process_ms,
        "wall_ms": sample.wall_ms,
        "peak_bytes": sample.peak,
        "counters": counters,
    })
}

/// What the numbers depend on.
fn machine() -> Value {
    let read = |file: &str| fs::read_to_string(file).unwrap_or_default();
    let processor = read("/proc/cpuinfo");
    let model = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name"));
    let model = model.map(|rest| rest.trim_start_matches(['\t', ' ', ':']));
    let n_processors = std::thread::available_parallelism().map_or(0, usize::from);
    json!({
        "processor": model,
        "processors": n_processors,
        "kernel": read("/proc/sys/kernel/osrelease").trim(),
        "load": read("/proc/loadavg").trim(),
    })
}

#[cfg(test)]
mod tests {
    use super::{session_value, write};
    use crate::configuration::Configuration;
    use crate::options::Mode;
    use crate::session::{Cell, Sample, Session};
    use std::path::Path;

    fn cell(ms: f64) -> Cell {
        let sample = Sample {
            cpu_ms: vec![ms, ms, ms],
            wall_ms: 100.0,
            process_ms: 90.0,
            peak: 1,
            counters: None,
        };
        Cell {
            samples: vec![sample; 3],
            failure: None,
        }
    }

    fn session() -> Session {
        let failed = Cell {
            samples: Vec::new(),
            failure: Some("a crash\nand more".to_owned()),
        };
        let configurations = ["kiln", "java", "kiln (A/A)"];
        Session {
            mode: Mode::Steady,
            configurations: configurations
                .map(|name| Configuration::java(name, Path::new("/j"), &[]))
                .to_vec(),
            programs: vec!["Fib".to_owned(), "Json".to_owned()],
            cells: vec![
                vec![cell(10.0), cell(5.0), cell(10.0)],
                vec![cell(10.0), failed, cell(10.0)],
            ],
            seed: 1,
        }
    }

    #[test]
    fn a_table_has_every_program_and_says_what_failed() {
        let mut text = Vec::new();
        write(&session(), &mut text).expect("memory takes it");
        let text = String::from_utf8(text).expect("it is text");
        assert!(text.contains("0.500 [0.500, 0.500]    faster"), "{text}");
        assert!(text.contains("failed: a crash\n"), "{text}");
        assert!(text.contains("1.000 [1.000, 1.000]    same"), "{text}");
        assert_eq!(text.matches("geometric mean").count(), 2, "{text}");
    }

    #[test]
    fn json_has_all_samples() {
        let value = session_value(&session());
        assert_eq!(value["programs"][0]["cells"][1]["ratio"]["value"], 0.5);
        assert_eq!(
            value["programs"][1]["cells"][1]["failure"],
            "a crash\nand more"
        );
        assert_eq!(
            value["programs"][0]["cells"][0]["samples"][2]["cpu_ms"][0],
            10.0
        );
    }
}
