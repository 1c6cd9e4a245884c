//! Start-up: CPU time and peak memory of HelloWorld.
//!
//! The stock JDK runs without its archive of prepared classes (`-Xshare:off`), so that both VMs load
//! the same classes from the same file.

use crate::limits::judge;
use crate::machine::Machine;
use crate::options::Options;
use crate::programs::Programs;
use bench_difftest::jdk::Jdk;
use bench_harness::process::Run;
use bench_harness::statistics::median;
use std::io::{self, Write};

const DEFAULT_RUNS: usize = 41;
const LIMIT: f64 = 1.5;

/// Measures, and says whether the limits are met.
///
/// # Errors
/// When the program fails.
pub fn measure(options: &Options, out: &mut dyn Write) -> io::Result<bool> {
    let jdk = Jdk::find()?;
    let programs = Programs::compile(options, &jdk, "startup")?;
    let kiln = Machine::kiln(options, &jdk, &["-Xint"])?;
    let stock = Machine::stock(&jdk, &["-Xint", "-Xshare:off"]);
    let runs = options.runs.unwrap_or(DEFAULT_RUNS);
    let mut met = true;
    for name in &programs.names {
        writeln!(out, "start-up: {name}, medians of {runs} runs")?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..runs {
            ours.push(programs.run(&kiln, name)?);
            theirs.push(programs.run(&stock, name)?);
        }
        let (ours, theirs) = (Medians::of(&ours), Medians::of(&theirs));
        for (machine, medians) in [(&kiln, &ours), (&stock, &theirs)] {
            writeln!(
                out,
                "  {:<24} {:>6.1} ms CPU {:>6.1} ms wall {:>6.1} MB",
                machine.name, medians.cpu, medians.wall, medians.peak
            )?;
        }
        met &= judge(out, "start-up, CPU time", ours.cpu / theirs.cpu, LIMIT)?;
        met &= judge(out, "start-up, peak memory", ours.peak / theirs.peak, LIMIT)?;
    }
    Ok(met)
}

/// Milliseconds and megabytes.
struct Medians {
    cpu: f64,
    wall: f64,
    peak: f64,
}

impl Medians {
    fn of(runs: &[Run]) -> Self {
        Self {
            cpu: median(runs.iter().map(|run| run.cpu.as_secs_f64() * 1e3)),
            wall: median(runs.iter().map(|run| run.wall.as_secs_f64() * 1e3)),
            peak: median(runs.iter().map(|run| run.peak as f64 / f64::from(1 << 20))),
        }
    }
}
