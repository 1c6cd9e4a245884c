//! `kiln tiers`: what a trace says of the tiers as a whole: compilations, code, time, and how often
//! code was left.

use super::USAGE_ERROR;
use super::trace::{TraceError, records};
use crate::launcher::bytes::Word;
use crate::launcher::message::error;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::path::Path;
use vm_events::{Clock, Event, Record};

const USAGE: &str = "usage: kiln tiers FILE";
/// Methods that are compiled again so often go back and forth between the tiers.
const FLIP_FLOP: usize = 3;
/// Lines of a list.
const MOST_LISTED: usize = 10;

/// Shows the tiers of a trace.
pub fn run(_program: &Path, words: &[Word]) -> i32 {
    let [file] = words else {
        error(&[USAGE.as_bytes()]);
        return USAGE_ERROR;
    };
    match records(file) {
        Ok((clock, records)) => {
            let summary = Summary::of(clock, &records);
            // Nobody may be listening.
            let _ = write!(std::io::stdout(), "{summary}");
            0
        }
        Err(TraceError(cause)) => {
            error(&[b"kiln tiers: ", file, b": ", cause.as_bytes()]);
            1
        }
    }
}

/// The work of one compiler.
#[derive(Default)]
struct Tier {
    methods: HashSet<String>,
    n_compiled: usize,
    n_osr: usize,
    bytecode: u64,
    code: u64,
    compile_ns: u64,
}

/// What a trace comes to.
struct Summary {
    clock: Clock,
    tiers: BTreeMap<String, Tier>,
    deopts: BTreeMap<String, usize>,
    declined: BTreeMap<String, usize>,
    n_invalidated: usize,
    n_dropped: usize,
    n_panicked: usize,
    n_osr_entered: usize,
    waits_ns: Vec<u64>,
    compilations: HashMap<String, usize>,
}

impl Summary {
    fn of(clock: Clock, records: &[Record]) -> Summary {
        let mut summary = Summary {
            clock,
            tiers: BTreeMap::new(),
            deopts: BTreeMap::new(),
            declined: BTreeMap::new(),
            n_invalidated: 0,
            n_dropped: 0,
            n_panicked: 0,
            n_osr_entered: 0,
            waits_ns: Vec::new(),
            compilations: HashMap::new(),
        };
        for record in records {
            summary.add(&record.event);
        }
        summary.waits_ns.sort_unstable();
        summary
    }

    fn add(&mut self, event: &Event) {
        match event {
            Event::CompileStarted { waited_ns, .. } => self.waits_ns.push(*waited_ns),
            Event::CompileInstalled {
                method,
                tier,
                osr,
                size,
                code_size,
                compile_ns,
                ..
            } => {
                let row = self.tiers.entry(tier.clone()).or_default();
                row.methods.insert(method.clone());
                row.n_compiled += 1;
                row.n_osr += usize::from(osr.is_some());
                row.bytecode += u64::from(*size);
                row.code += u64::from(*code_size);
                row.compile_ns += compile_ns;
                if osr.is_none() {
                    *self.compilations.entry(method.clone()).or_default() += 1;
                }
            }
            Event::CompileBailout { reason, .. } => {
                *self.declined.entry(reason.clone()).or_default() += 1;
            }
            Event::Deoptimized { reason, .. } => {
                *self.deopts.entry(reason.clone()).or_default() += 1;
            }
            Event::CompileDropped { .. } => self.n_dropped += 1,
            Event::CompilePanicked { .. } => self.n_panicked += 1,
            Event::Invalidated { .. } => self.n_invalidated += 1,
            Event::OsrEntered { .. } => self.n_osr_entered += 1,
            _ => {}
        }
    }

    /// Milliseconds that a share of the requests waited at most.
    fn wait_ms(&self, share: f64) -> f64 {
        let last = self.waits_ns.len().saturating_sub(1) as f64;
        let wait = self.waits_ns.get((last * share).round() as usize);
        wait.map_or(0.0, |ns| *ns as f64 / 1e6)
    }
}

/// Counts by reason, the most frequent first: ` (class_check 3, null_check 1)`.
fn by_reason(counts: &BTreeMap<String, usize>) -> String {
    let mut rows: Vec<_> = counts.iter().collect();
    rows.sort_by_key(|(reason, n)| (std::cmp::Reverse(**n), reason.as_str()));
    let rows: Vec<String> = rows
        .iter()
        .map(|(reason, n)| format!("{reason} {n}"))
        .collect();
    if rows.is_empty() {
        String::new()
    } else {
        format!(" ({})", rows.join(", "))
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "tier     methods  compiles   OSR   bytecode   code         compile time"
        )?;
        for (name, tier) in &self.tiers {
            write!(
                f,
                "{name:<8} {:>7} {:>9} {:>5} {:>8} B {:>8} B",
                tier.methods.len(),
                tier.n_compiled,
                tier.n_osr,
                tier.bytecode,
                tier.code
            )?;
            match self.clock {
                Clock::Nanoseconds => writeln!(f, " {:>11.1} ms", tier.compile_ns as f64 / 1e6)?,
                Clock::Logical => writeln!(f, "             -")?,
            }
        }
        let n_deopts: usize = self.deopts.values().sum();
        let n_declined: usize = self.declined.values().sum();
        writeln!(f, "deoptimizations {n_deopts}{}", by_reason(&self.deopts))?;
        writeln!(f, "declined {n_declined}{}", by_reason(&self.declined))?;
        writeln!(
            f,
            "invalidated {}, dropped from the queue {}, compiler panics {}, loops entered {}",
            self.n_invalidated, self.n_dropped, self.n_panicked, self.n_osr_entered
        )?;
        if self.clock == Clock::Nanoseconds && !self.waits_ns.is_empty() {
            let (median, most) = (self.wait_ms(0.5), self.wait_ms(0.95));
            writeln!(
                f,
                "wait in the queue: median {median:.1} ms, 95 % within {most:.1} ms"
            )?;
        }
        let mut again: Vec<_> = self.compilations.iter().collect();
        again.retain(|(_, n)| **n >= FLIP_FLOP);
        again.sort_by_key(|(method, n)| (std::cmp::Reverse(**n), method.as_str()));
        let mut text = String::new();
        for (method, n) in again.iter().take(MOST_LISTED) {
            write!(text, " {method} {n} times")?;
        }
        if !text.is_empty() {
            writeln!(f, "compiled again and again:{text}")?;
        }
        Ok(())
    }
}
