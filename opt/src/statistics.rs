//! How often passes ran, what they did, and how long they took.

use crate::registry::{Changed, Info};
use crate::sink::PassRun;
use std::fmt;
use std::time::Duration;

/// Of one pass.
#[derive(Clone, Debug)]
pub struct PassStatistics {
    /// The pass.
    pub pass: &'static Info,
    /// Runs.
    pub n_runs: u64,
    /// Runs that changed the function.
    pub n_changes: u64,
    /// Time of all runs.
    pub time: Duration,
    /// Instructions before and after, of all runs.
    pub n_insts: (u64, u64),
    /// Rewrites by kind.
    pub events: Vec<(&'static str, u64)>,
}

/// Of all passes that ran, in the order in which they ran first.
#[derive(Clone, Default, Debug)]
pub struct Statistics {
    /// One entry per pass.
    pub passes: Vec<PassStatistics>,
}

impl Statistics {
    fn entry(&mut self, pass: &'static Info) -> &mut PassStatistics {
        // Few passes: a search is cheaper than hashing.
        let index = self
            .passes
            .iter()
            .position(|entry| entry.pass.name == pass.name);
        let index = index.unwrap_or_else(|| {
            self.passes.push(PassStatistics {
                pass,
                n_runs: 0,
                n_changes: 0,
                time: Duration::ZERO,
                n_insts: (0, 0),
                events: Vec::new(),
            });
            self.passes.len() - 1
        });
        &mut self.passes[index]
    }

    /// Counts a rewrite.
    pub(crate) fn count(&mut self, pass: &'static Info, event: &'static str) {
        self.add_events(pass, event, 1);
    }

    fn add_events(&mut self, pass: &'static Info, event: &'static str, n: u64) {
        let events = &mut self.entry(pass).events;
        match events.iter_mut().find(|(name, _)| *name == event) {
            Some((_, count)) => *count += n,
            None => events.push((event, n)),
        }
    }

    /// Counts a run.
    pub(crate) fn ended(&mut self, run: &PassRun) {
        let entry = self.entry(run.pass);
        entry.n_runs += 1;
        entry.n_changes += u64::from(run.changed == Changed::Yes);
        entry.time += run.time;
        entry.n_insts.0 += run.n_insts.0 as u64;
        entry.n_insts.1 += run.n_insts.1 as u64;
    }

    /// Rewrites of one kind.
    pub fn n_events(&self, pass: &str, event: &str) -> u64 {
        let passes = self.passes.iter().filter(|entry| entry.pass.name == pass);
        let events = passes.flat_map(|entry| &entry.events);
        events
            .filter(|(name, _)| *name == event)
            .map(|(_, count)| count)
            .sum()
    }

    /// Adds those of another compilation.
    pub fn add(&mut self, other: &Statistics) {
        for theirs in &other.passes {
            let ours = self.entry(theirs.pass);
            ours.n_runs += theirs.n_runs;
            ours.n_changes += theirs.n_changes;
            ours.time += theirs.time;
            ours.n_insts.0 += theirs.n_insts.0;
            ours.n_insts.1 += theirs.n_insts.1;
            for (event, n) in &theirs.events {
                self.add_events(theirs.pass, event, *n);
            }
        }
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:24} {:>8} {:>8} {:>10}",
            "pass", "runs", "changed", "us"
        )?;
        for entry in &self.passes {
            let (name, us) = (entry.pass.name, entry.time.as_micros());
            let (runs, changes) = (entry.n_runs, entry.n_changes);
            write!(f, "{name:24} {runs:8} {changes:8} {us:10}")?;
            for (event, n) in &entry.events {
                write!(f, " {event}={n}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}
