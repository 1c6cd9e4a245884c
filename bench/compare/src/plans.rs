//! The collectors of Kiln beside each other: what the default is chosen by.

use crate::collector::{COMMON, Collections};
use crate::machine::Machine;
use crate::options::Options;
use crate::programs::Programs;
use bench_difftest::jdk::Jdk;
use bench_harness::statistics::{geometric_mean, median};
use std::io::{self, Write};

const PLANS: [&str; 5] = [
    "-XX:Plan=GenImmix",
    "-XX:Plan=StickyImmix",
    "-XX:Plan=Immix",
    "-XX:Plan=GenCopy",
    "-XX:Plan=SemiSpace",
];
const DEFAULT_RUNS: usize = 3;

/// Measures and prints; nothing can be missed. Ratios are to the first plan.
///
/// # Errors
/// When a program fails.
pub fn measure(options: &Options, out: &mut dyn Write) -> io::Result<bool> {
    let jdk = Jdk::find()?;
    let programs = Programs::compile(options, &jdk, "gc")?;
    let runs = options.runs.unwrap_or(DEFAULT_RUNS);
    let machines = PLANS
        .iter()
        .map(|plan| Machine::kiln(options, &jdk, &[&COMMON[..], &[plan]].concat()))
        .collect::<io::Result<Vec<_>>>()?;
    writeln!(
        out,
        "plans: seconds of CPU in all, of CPU in collections, stopped; peak memory; medians of {runs} runs"
    )?;
    let mut ratios = vec![Vec::new(); PLANS.len()];
    for name in &programs.names {
        let mut all = vec![Vec::new(); PLANS.len()];
        for _ in 0..runs {
            for (machine, runs) in machines.iter().zip(&mut all) {
                runs.push(programs.run(machine, name)?);
            }
        }
        let mut first = 0.0;
        for (index, (plan, runs)) in PLANS.iter().zip(&all).enumerate() {
            let logs: Vec<Collections> = runs
                .iter()
                .map(|run| Collections::of(&run.stdout))
                .collect();
            let cpu = median(runs.iter().map(|run| run.cpu.as_secs_f64()));
            if index == 0 {
                first = cpu;
            }
            ratios[index].push(cpu / first);
            writeln!(
                out,
                "  {name:<12} {plan:<22} {cpu:>6.2} {:>6.2} {:>6.2} {:>5.0} MB {:>4} collections",
                median(logs.iter().map(|log| log.cpu)),
                median(logs.iter().map(|log| log.paused)),
                median(runs.iter().map(|run| run.peak as f64 / f64::from(1 << 20))),
                median(logs.iter().map(|log| log.n as f64)),
            )?;
        }
    }
    for (plan, ratios) in PLANS.iter().zip(&ratios) {
        writeln!(
            out,
            "plans, CPU time, geometric mean: {plan} {:.2}",
            geometric_mean(ratios)
        )?;
    }
    Ok(true)
}
