//! The line per collection (`-verbose:gc`, `-Xlog:gc`), in HotSpot's layout.

use super::binding::try_mmtk;
use super::config::HeapConfig;
use parking_lot::Mutex;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

static START: OnceLock<Instant> = OnceLock::new();
static ENABLED: AtomicBool = AtomicBool::new(false);
static SINK: OnceLock<fn(&str)> = OnceLock::new();
static NUMBER: AtomicU64 = AtomicU64::new(0);
static MAX: AtomicUsize = AtomicUsize::new(0);
static BEGUN: Mutex<Option<(Instant, usize)>> = Mutex::new(None);
/// Total time in collections, in nanoseconds.
static PAUSE_NANOS: AtomicU64 = AtomicU64::new(0);

/// Why the next collection happens; 0 is an allocation.
static CAUSE: AtomicUsize = AtomicUsize::new(0);
const CAUSES: [&str; 3] = ["Allocation Failure", "System.gc()", "Stress"];

pub(super) const CAUSE_SYSTEM_GC: usize = 1;
pub(super) const CAUSE_STRESS: usize = 2;

pub(super) fn set_cause(cause: usize) {
    CAUSE.store(cause, Ordering::Relaxed);
}

/// Sends lines of the collector's log elsewhere than to standard output.
pub fn set_sink(sink: fn(&str)) {
    let _first_wins = SINK.set(sink);
}

/// Switches the log on or off.
pub fn set_enabled(enabled: bool) {
    ENABLED.store(enabled, Ordering::Relaxed);
}

pub(super) fn configure(config: &HeapConfig) {
    let _first_wins = START.set(Instant::now());
    MAX.store(config.max, Ordering::Relaxed);
    set_enabled(config.log);
    if config.log {
        decorated(&format!("Using {}", config.plan.name()));
    }
}

/// Writes a line as it is.
pub(super) fn line(text: &str) {
    if let Some(sink) = SINK.get() {
        sink(text);
    } else {
        let mut out = std::io::stdout().lock();
        // Nobody can be told that standard output is closed.
        let _ignored = writeln!(out, "{text}").and_then(|()| out.flush());
    }
}

fn decorated(text: &str) {
    let seconds = START
        .get()
        .map_or(0.0, |start| start.elapsed().as_secs_f64());
    line(&format!("[{seconds:.3}s][info][gc] {text}"));
}

pub(super) fn used() -> usize {
    try_mmtk().map_or(0, mmtk::memory_manager::used_bytes)
}

pub(super) fn collection_begins() {
    *BEGUN.lock() = Some((Instant::now(), used()));
}

pub(super) fn collection_ends() {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let cause = CAUSE.swap(0, Ordering::Relaxed);
    let Some((begun, before)) = BEGUN.lock().take() else {
        return;
    };
    let pause = begun.elapsed();
    PAUSE_NANOS.fetch_add(pause.as_nanos() as u64, Ordering::Relaxed);
    if !ENABLED.load(Ordering::Relaxed) {
        return;
    }
    let kind = if super::statistics::is_nursery_collection() {
        "Young"
    } else {
        "Full"
    };
    let mb = |bytes: usize| bytes.div_ceil(1 << 20);
    decorated(&format!(
        "GC({number}) Pause {kind} ({}) {}M->{}M({}M) {:.3}ms",
        CAUSES[cause],
        mb(before),
        mb(used()),
        mb(MAX.load(Ordering::Relaxed)),
        pause.as_secs_f64() * 1e3
    ));
}

/// Total time that collections stopped the world.
pub fn total_pause() -> std::time::Duration {
    std::time::Duration::from_nanos(PAUSE_NANOS.load(Ordering::Relaxed))
}
