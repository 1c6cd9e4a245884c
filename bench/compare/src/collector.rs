//! Collection: CPU time of the collector on binary trees.
//!
//! Both VMs log it per collection (`-Xlog:gc+cpu`): user and system time of the process while the world was
//! stopped. The lines count in hundredths of a second, cut off from a running total, so their sum is right
//! although each is coarse.

use crate::limits::judge;
use crate::machine::Machine;
use crate::options::Options;
use crate::programs::Programs;
use bench_difftest::jdk::Jdk;
use bench_harness::statistics::median;
use std::io::{self, Write};

const DEFAULT_RUNS: usize = 9;
const LIMIT: f64 = 2.0;

/// The options of both VMs.
pub const COMMON: [&str; 3] = ["-Xint", "-Xmx512m", "-Xlog:gc,gc+cpu"];

/// Measures, and says whether the limit is met.
///
/// # Errors
/// When the program fails.
pub fn measure(options: &Options, out: &mut dyn Write) -> io::Result<bool> {
    let jdk = Jdk::find()?;
    let programs = Programs::compile(options, &jdk, "gc")?;
    let kiln = Machine::kiln(options, &jdk, &COMMON)?;
    let stock = Machine::stock(&jdk, &[&COMMON[..], &["-XX:+UseSerialGC"]].concat());
    let runs = options.runs.unwrap_or(DEFAULT_RUNS);
    let name = "BinaryTrees";
    writeln!(out, "collection: {name}, medians of {runs} runs")?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        ours.push(Collections::of(&programs.run(&kiln, name)?.stdout));
        theirs.push(Collections::of(&programs.run(&stock, name)?.stdout));
    }
    let mut cpu = [0.0; 2];
    for (index, (machine, collections)) in [(&kiln, &ours), (&stock, &theirs)].iter().enumerate() {
        cpu[index] = median(collections.iter().map(|c| c.cpu));
        writeln!(
            out,
            "  {:<50} {:>4} collections {:>6.2} s CPU {:>6.2} s stopped",
            machine.name,
            median(collections.iter().map(|c| c.n as f64)),
            cpu[index],
            median(collections.iter().map(|c| c.paused))
        )?;
    }
    judge(out, "collection, CPU time", cpu[0] / cpu[1], LIMIT)
}

/// The collections of a run, by its log.
#[derive(Debug, Default, PartialEq)]
pub struct Collections {
    /// How many.
    pub n: usize,
    /// Their CPU time in seconds.
    pub cpu: f64,
    /// Seconds in which the world was stopped for them.
    pub paused: f64,
}

impl Collections {
    /// Sums the lines of a log. Other lines are skipped.
    pub fn of(log: &str) -> Self {
        let mut sum = Self::default();
        for line in log.lines().filter(|line| line.starts_with('[')) {
            if let Some(user) = number_after(line, " User=") {
                sum.n += 1;
                sum.cpu += user + number_after(line, " Sys=").unwrap_or(0.0);
            } else if line.contains("Pause ") {
                let millis = line.rsplit(' ').next().and_then(|w| w.strip_suffix("ms"));
                sum.paused += millis.and_then(|m| m.parse().ok()).unwrap_or(0.0) / 1e3;
            }
        }
        sum
    }
}

/// The number between `key` and the next `s`.
fn number_after(line: &str, key: &str) -> Option<f64> {
    let (_, rest) = line.split_once(key)?;
    rest.split('s').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::Collections;

    #[test]
    fn the_log_of_both_is_understood() {
        let log = "[0.1s][info][gc] Using Serial\n\
            [0.2s][info][gc] GC(0) Pause Young (Allocation Failure) 34M->25M(123M) 20.500ms\n\
            [0.2s][info][gc,cpu] GC(0) User=0.02s Sys=0.01s Real=0.02s\n\
            BinaryTrees User=7s\n\
            [0.4s][info][gc,cpu] GC(1) User=0.10s Sys=0.00s Real=0.10s\n";
        let sum = Collections::of(log);
        assert_eq!(sum.n, 2);
        assert!((sum.cpu - 0.13).abs() < 1e-9);
        assert!((sum.paused - 0.0205).abs() < 1e-9);
    }
}
