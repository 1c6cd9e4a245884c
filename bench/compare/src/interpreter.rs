//! The interpreter suite: Kiln with its profiling on, beside `java -Xint`.

use crate::limits::judge;
use crate::machine::Machine;
use crate::options::Options;
use crate::programs::Programs;
use bench_difftest::jdk::Jdk;
use bench_harness::statistics::{geometric_mean, median};
use std::io::{self, Write};

const DEFAULT_RUNS: usize = 3;
/// The geometric mean of the ratios.
const MEAN_LIMIT: f64 = 1.2;
/// The worst program.
const WORST_LIMIT: f64 = 2.5;

/// Measures, prints a line per program, and says whether the limits are met.
///
/// # Errors
/// When a program fails or prints something else than expected.
pub fn measure(options: &Options, out: &mut dyn Write) -> io::Result<bool> {
    let jdk = Jdk::find()?;
    let programs = Programs::compile(options, &jdk, "interp")?;
    let kiln = Machine::kiln(options, &jdk, &["-Xint"])?;
    let stock = Machine::stock(&jdk, &["-Xint"]);
    let runs = options.runs.unwrap_or(DEFAULT_RUNS);
    writeln!(
        out,
        "interpreter: CPU seconds, median of {runs} runs, {} beside {}",
        kiln.name, stock.name
    )?;
    let mut ratios = Vec::new();
    for name in &programs.names {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            ours.push(programs.run(&kiln, name)?.cpu.as_secs_f64());
            theirs.push(programs.run(&stock, name)?.cpu.as_secs_f64());
        }
        let (ours, theirs) = (median(ours), median(theirs));
        let ratio = ours / theirs;
        writeln!(out, "  {name:<14} {ours:>7.3} {theirs:>7.3}  {ratio:>5.2}")?;
        ratios.push(ratio);
    }
    let worst = ratios.iter().copied().fold(0.0, f64::max);
    let mean = judge(
        out,
        "interpreter, geometric mean",
        geometric_mean(&ratios),
        MEAN_LIMIT,
    )?;
    Ok(judge(out, "interpreter, slowest program", worst, WORST_LIMIT)? && mean)
}
