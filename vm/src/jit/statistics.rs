//! `--stats` and `--time-passes`: what the compiler did, and how long it took.
//!
//! Everything is counted only if one of the options is given. Times are CPU time of the compiling
//! thread: on a busy machine wall time tells more about the others.

use super::report;
use crate::options;
use crate::options::jit::StatsPlace;
use crate::output;
use crate::tiering::{DeoptReason, Tier};
use codegen::{Artifact, FrameDesc, Times};
use ir::entities::Entity;
use parking_lot::Mutex;
use serde_json::json;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::sync::OnceLock;
use std::time::Duration;
use vm_runtime::method::Method;

/// Parts of a compilation, in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// From bytecode to the intermediate representation.
    Build,
    /// All passes.
    Passes,
    /// The three parts of code generation.
    Lowering,
    /// As `Lowering`.
    Allocation,
    /// As `Lowering`.
    Emission,
    /// Copying into the code cache.
    Install,
}

/// All parts with their names.
const PARTS: [(Part, &str); 6] = [
    (Part::Build, "build"),
    (Part::Passes, "passes"),
    (Part::Lowering, "lowering"),
    (Part::Allocation, "register allocation"),
    (Part::Emission, "emission"),
    (Part::Install, "install"),
];

/// Of all compilations.
#[derive(Default)]
struct Totals {
    parts: [Duration; PARTS.len()],
    passes: opt::Statistics,
    n_quick: u64,
    n_full: u64,
    n_loops: u64,
    bytecode_bytes: u64,
    code_bytes: u64,
    bailouts: BTreeMap<String, u64>,
    deopts: BTreeMap<&'static str, u64>,
}

static TOTALS: OnceLock<Mutex<Totals>> = OnceLock::new();

/// Counts from now on.
pub(super) fn start() {
    let _ = TOTALS.set(Mutex::default());
}

fn update(with: impl FnOnce(&mut Totals)) {
    if let Some(totals) = TOTALS.get() {
        with(&mut totals.lock());
    }
}

/// CPU time of this thread.
pub(super) fn clock() -> Duration {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the pointer is to a timespec.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    let whole = Duration::from_secs(u64::try_from(time.tv_sec).unwrap_or(0));
    whole + Duration::from_nanos(u64::try_from(time.tv_nsec).unwrap_or(0))
}

/// The clock for whoever measures parts of his own, if times are of interest.
pub(super) fn clock_if_wanted() -> Option<fn() -> Duration> {
    TOTALS.get().map(|_| clock as fn() -> Duration)
}

/// Measures a compilation part by part; what is measured counts even if it fails later.
pub(super) struct Watch {
    last: Option<Duration>,
}

impl Watch {
    /// The first part begins.
    pub(super) fn start() -> Watch {
        Watch {
            last: TOTALS.get().map(|_| clock()),
        }
    }

    /// A part ends, the next one begins.
    pub(super) fn lap(&mut self, part: Part) {
        let Some(last) = self.last else { return };
        let now = clock();
        self.last = Some(now);
        update(|totals| totals.parts[part as usize] += now.saturating_sub(last));
    }

    /// The parts of code generation end.
    pub(super) fn lap_code(&mut self, times: Times) {
        if self.last.is_none() {
            return;
        }
        self.last = Some(clock());
        update(|totals| {
            totals.parts[Part::Lowering as usize] += times.lowering;
            totals.parts[Part::Allocation as usize] += times.allocation;
            totals.parts[Part::Emission as usize] += times.emission;
        });
    }
}

/// The passes have run on a function.
pub(super) fn optimized(statistics: &opt::Statistics) {
    update(|totals| totals.passes.add(statistics));
}

/// Code is ready; `methods` are those that its tables name.
pub(super) fn compiled(
    compilation: &report::Compilation,
    artifact: &Artifact,
    methods: &[&'static Method],
) {
    update(|totals| {
        match compilation.tier {
            Tier::Full => totals.n_full += 1,
            Tier::Quick | Tier::Interpreter => totals.n_quick += 1,
        }
        totals.n_loops += u64::from(compilation.place.loop_bci().is_some());
        totals.code_bytes += artifact.bytes.len() as u64;
        totals.bytecode_bytes += code_size(compilation.place.method());
        totals.bytecode_bytes += inlined_bytes(artifact, methods);
    });
}

fn code_size(method: &Method) -> u64 {
    method.code().map_or(0, |code| code.code.len() as u64)
}

/// Bytes of bytecode of all inlined calls that the tables know of: each is a frame in a chain. What
/// was inlined and can neither stop nor leave has no frame, and is not counted.
fn inlined_bytes(artifact: &Artifact, methods: &[&'static Method]) -> u64 {
    let mut seen = HashSet::new();
    let at_safepoints = artifact
        .safepoints
        .iter()
        .map(|safepoint| &safepoint.frames);
    let at_exits = artifact.exits.iter().map(|exit| &exit.frames);
    let mut bytes = 0;
    for frames in at_safepoints.chain(at_exits) {
        for index in 0..frames.len().saturating_sub(1) {
            let callers = frames[index + 1..]
                .iter()
                .map(|frame| (frame.method, frame.bci));
            let callee: &FrameDesc = &frames[index];
            if seen.insert((callee.method, callers.collect::<Vec<_>>())) {
                bytes += code_size(methods[callee.method.index()]);
            }
        }
    }
    bytes
}

/// The compiler has given up.
pub(super) fn declined(why: &str) {
    update(|totals| *totals.bailouts.entry(why.to_owned()).or_default() += 1);
}

/// Compiled code was left.
pub(super) fn deoptimized(reason: DeoptReason) {
    update(|totals| *totals.deopts.entry(reason.name()).or_default() += 1);
}

/// Prints and writes what was asked for: the process ends.
pub(crate) fn report() {
    super::bisect::report();
    static ONCE: OnceLock<()> = OnceLock::new();
    let Some(totals) = TOTALS.get().filter(|_| ONCE.set(()).is_ok()) else {
        return;
    };
    let totals = totals.lock();
    let options = &options::get().jit;
    if options.time_passes {
        output::error_text(&totals.times_text());
    }
    match &options.stats {
        Some(StatsPlace::Text) => output::error_text(&totals.counters_text()),
        Some(StatsPlace::File(file)) => {
            if let Err(error) = std::fs::write(file, totals.json() + "\n") {
                output::warning(&format!("cannot write {file}: {error}"));
            }
        }
        None => {}
    }
}

impl Totals {
    fn time(&self) -> Duration {
        self.parts.iter().sum()
    }

    fn times_text(&self) -> String {
        let all = self.time();
        let mut text = String::new();
        let n = self.n_quick + self.n_full;
        let speed = self.bytecode_bytes as f64 / (all.as_secs_f64() * 1e3).max(1e-9);
        let ms = all.as_secs_f64() * 1e3;
        line(
            &mut text,
            format_args!(
                "compiling: {ms:.1} ms of CPU, {n} compilations, {} bytes of bytecode, {speed:.0} per ms",
                self.bytecode_bytes
            ),
        );
        line(
            &mut text,
            format_args!(
                "{:>10} {:>7} {:>8} {:>8} {:>10} {:>10}  part",
                "ms", "share", "runs", "changed", "insts", "after"
            ),
        );
        for (part, name) in PARTS {
            let time = self.parts[part as usize];
            line(
                &mut text,
                format_args!("{} {:>39}  {name}", share(time, all), ""),
            );
            if part == Part::Passes {
                self.passes_text(all, &mut text);
            }
        }
        text
    }

    fn passes_text(&self, all: Duration, text: &mut String) {
        for entry in &self.passes.passes {
            let (runs, changes, (before, after)) = (entry.n_runs, entry.n_changes, entry.n_insts);
            line(
                text,
                format_args!(
                    "{} {runs:>8} {changes:>8} {before:>10} {after:>10}    {}",
                    share(entry.time, all),
                    entry.pass.name
                ),
            );
        }
    }

    fn counters_text(&self) -> String {
        let mut text = String::new();
        line(
            &mut text,
            format_args!(
                "compilations: {} quick, {} full; {} of them for loops",
                self.n_quick, self.n_full, self.n_loops
            ),
        );
        line(
            &mut text,
            format_args!(
                "bytes: {} of bytecode, {} of machine code",
                self.bytecode_bytes, self.code_bytes
            ),
        );
        let deopts = self.deopts.iter().map(|(reason, n)| (*reason, *n));
        line(
            &mut text,
            format_args!("deoptimizations: {}", counts(deopts)),
        );
        let bailouts = self
            .bailouts
            .iter()
            .map(|(reason, n)| (reason.as_str(), *n));
        line(&mut text, format_args!("bailouts: {}", counts(bailouts)));
        for entry in self
            .passes
            .passes
            .iter()
            .filter(|entry| !entry.events.is_empty())
        {
            let events = entry.events.iter().copied();
            line(
                &mut text,
                format_args!("{}: {}", entry.pass.name, counts(events)),
            );
        }
        text
    }

    fn json(&self) -> String {
        let nanoseconds = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let parts: BTreeMap<&str, u64> = PARTS
            .iter()
            .map(|(part, name)| (*name, nanoseconds(self.parts[*part as usize])))
            .collect();
        let passes = self.passes.passes.iter().map(|entry| {
            json!({
                "pass": entry.pass.name,
                "runs": entry.n_runs,
                "changed": entry.n_changes,
                "ns": nanoseconds(entry.time),
                "insts_before": entry.n_insts.0,
                "insts_after": entry.n_insts.1,
                "events": entry.events.iter().copied().collect::<BTreeMap<_, _>>(),
            })
        });
        json!({
            "schema": "kiln.stats/1",
            "compile_ns": nanoseconds(self.time()),
            "n_compiled": self.n_quick + self.n_full,
            "n_quick": self.n_quick,
            "n_full": self.n_full,
            "n_loops": self.n_loops,
            "bytecode_bytes": self.bytecode_bytes,
            "code_bytes": self.code_bytes,
            "n_deopts": self.deopts.values().sum::<u64>(),
            "deopts": self.deopts,
            "bailouts": self.bailouts,
            "parts_ns": parts,
            "passes": passes.collect::<Vec<_>>(),
        })
        .to_string()
    }
}

fn line(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    writeln!(text, "{arguments}").expect("strings take everything");
}

fn share(time: Duration, all: Duration) -> String {
    let percent = 100.0 * time.as_secs_f64() / all.as_secs_f64().max(1e-9);
    format!("{:>10.2} {percent:>5.1} %", time.as_secs_f64() * 1e3)
}

/// `17: null_check 10, unreached 7`.
fn counts<'n>(counts: impl Iterator<Item = (&'n str, u64)> + Clone) -> String {
    let sum: u64 = counts.clone().map(|(_, n)| n).sum();
    let parts: Vec<String> = counts.map(|(name, n)| format!("{name} {n}")).collect();
    match parts.is_empty() {
        true => sum.to_string(),
        false => format!("{sum}: {}", parts.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, Totals, counts};
    use std::time::Duration;

    fn totals() -> Totals {
        let mut totals = Totals {
            n_full: 3,
            bytecode_bytes: 600,
            code_bytes: 5000,
            ..Totals::default()
        };
        totals.parts[Part::Build as usize] = Duration::from_millis(2);
        totals.parts[Part::Emission as usize] = Duration::from_millis(6);
        totals.deopts.insert("null_check", 4);
        totals.bailouts.insert("subroutine".to_owned(), 1);
        totals
    }

    #[test]
    fn times_have_shares_and_a_speed() {
        let text = totals().times_text();
        assert!(
            text.starts_with(
                "compiling: 8.0 ms of CPU, 3 compilations, 600 bytes of bytecode, 75 per ms\n"
            ),
            "{text}"
        );
        assert!(
            text.contains("  25.0 % ") && text.contains("  75.0 % "),
            "{text}"
        );
        assert!(text.contains("  register allocation\n"), "{text}");
    }

    #[test]
    fn counters_name_their_reasons() {
        let text = totals().counters_text();
        assert!(
            text.contains("deoptimizations: 4: null_check 4\n"),
            "{text}"
        );
        assert!(text.contains("bailouts: 1: subroutine 1\n"), "{text}");
        assert_eq!(counts([].into_iter()), "0");
    }

    #[test]
    fn json_has_what_benchmarks_read() {
        let value: serde_json::Value = serde_json::from_str(&totals().json()).expect("it is JSON");
        assert_eq!(value["compile_ns"], 8_000_000);
        assert_eq!(value["n_compiled"], 3);
        assert_eq!(value["n_deopts"], 4);
        assert_eq!(value["deopts"]["null_check"], 4);
        assert_eq!(value["parts_ns"]["build"], 2_000_000);
    }
}
