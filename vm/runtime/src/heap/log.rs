//! The lines per collection (`-verbose:gc`, `-Xlog:gc`, `-Xlog:gc+cpu`), in HotSpot's layout.

use super::binding::try_mmtk;
use super::config::HeapConfig;
use parking_lot::Mutex;
use std::io::Write;
use std::mem::MaybeUninit;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

static START: OnceLock<Instant> = OnceLock::new();
static ENABLED: AtomicBool = AtomicBool::new(false);
static SINK: OnceLock<fn(&str)> = OnceLock::new();
static NUMBER: AtomicU64 = AtomicU64::new(0);
static MAX: AtomicUsize = AtomicUsize::new(0);
static CPU_ENABLED: AtomicBool = AtomicBool::new(false);
static BEGUN: Mutex<Option<Begin>> = Mutex::new(None);
/// Total time in collections, in nanoseconds.
static PAUSE_NANOS: AtomicU64 = AtomicU64::new(0);

/// The state when a collection began.
struct Begin {
    at: Instant,
    used: usize,
    cpu: CpuTime,
}

/// What the process has used, in hundredths of a second: differences of numbers that are cut off add up to
/// what was used in all, which rounded differences do not.
#[derive(Default)]
struct CpuTime {
    user: i64,
    system: i64,
}

impl CpuTime {
    fn now() -> CpuTime {
        let mut usage = MaybeUninit::zeroed();
        // SAFETY: the pointer is to memory of the right type.
        let result = unsafe { libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr()) };
        debug_assert_eq!(result, 0, "the arguments are right");
        // SAFETY: plain numbers, zeroed at least.
        let usage: libc::rusage = unsafe { usage.assume_init() };
        let hundredths = |time: libc::timeval| time.tv_sec * 100 + time.tv_usec / 10_000;
        CpuTime {
            user: hundredths(usage.ru_utime),
            system: hundredths(usage.ru_stime),
        }
    }
}

/// A collection that has ended.
#[derive(Clone, Copy, Debug)]
pub struct Collection {
    /// Collections before it.
    pub number: u64,
    /// Were only young objects looked at?
    pub is_young: bool,
    /// Why, in the words of the log.
    pub cause: &'static str,
    /// Bytes in use before.
    pub used_before: usize,
    /// Bytes in use after.
    pub used_after: usize,
    /// How long no thread ran.
    pub pause: Duration,
}

static OBSERVER: OnceLock<fn(&Collection)> = OnceLock::new();

/// Tells `observer` of each collection, when the world still stands.
pub fn set_collection_observer(observer: fn(&Collection)) {
    let _first_wins = OBSERVER.set(observer);
}

/// Why the next collection happens; 0 is an allocation.
static CAUSE: AtomicUsize = AtomicUsize::new(0);
const CAUSES: [&str; 3] = ["Allocation Failure", "System.gc()", "Stress"];

pub(super) const CAUSE_ALLOCATION: usize = 0;
pub(super) const CAUSE_SYSTEM_GC: usize = 1;
pub(super) const CAUSE_STRESS: usize = 2;

pub(super) fn set_cause(cause: usize) {
    CAUSE.store(cause, Ordering::Relaxed);
}

/// Sends lines of the collector's log elsewhere than to standard output.
pub fn set_sink(sink: fn(&str)) {
    let _first_wins = SINK.set(sink);
}

/// Takes messages of the collector: tags, and the text without decorations.
type Messages = fn(&[&'static str], &str);

/// Where messages go; without it, where [`line()`] goes.
static MESSAGES: OnceLock<Messages> = OnceLock::new();

/// Sends the collector's messages (`-Xlog:gc`, level `info`) to `messages`.
pub fn set_messages(messages: Messages) {
    let _first_wins = MESSAGES.set(messages);
}

/// Switches the log of pauses on or off.
pub fn set_enabled(enabled: bool) {
    ENABLED.store(enabled, Ordering::Relaxed);
}

pub(super) fn configure(config: &HeapConfig) {
    let _first_wins = START.set(Instant::now());
    MAX.store(config.max, Ordering::Relaxed);
    set_enabled(config.log);
    CPU_ENABLED.store(config.log_cpu, Ordering::Relaxed);
    if config.log {
        message(&["gc"], &format!("Using {}", config.plan.name()));
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

fn message(tags: &[&'static str], text: &str) {
    if let Some(messages) = MESSAGES.get() {
        return messages(tags, text);
    }
    let tags = tags.join(",");
    let seconds = START
        .get()
        .map_or(0.0, |start| start.elapsed().as_secs_f64());
    line(&format!("[{seconds:.3}s][info][{tags}] {text}"));
}

pub(super) fn used() -> usize {
    try_mmtk().map_or(0, mmtk::memory_manager::used_bytes)
}

pub(super) fn collection_begins() {
    let cpu = if CPU_ENABLED.load(Ordering::Relaxed) {
        CpuTime::now()
    } else {
        CpuTime::default()
    };
    *BEGUN.lock() = Some(Begin {
        at: Instant::now(),
        used: used(),
        cpu,
    });
}

pub(super) fn collection_ends() {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let cause = CAUSE.swap(0, Ordering::Relaxed);
    let Some(begin) = BEGUN.lock().take() else {
        return;
    };
    let pause = begin.at.elapsed();
    PAUSE_NANOS.fetch_add(pause.as_nanos() as u64, Ordering::Relaxed);
    let collection = Collection {
        number,
        is_young: super::statistics::is_nursery_collection(),
        cause: CAUSES[cause],
        used_before: begin.used,
        used_after: used(),
        pause,
    };
    if let Some(observer) = OBSERVER.get() {
        observer(&collection);
    }
    if ENABLED.load(Ordering::Relaxed) {
        log_pause(&collection);
    }
    if CPU_ENABLED.load(Ordering::Relaxed) {
        log_cpu(number, &begin.cpu, pause);
    }
}

fn log_pause(collection: &Collection) {
    let Collection { number, cause, .. } = collection;
    let kind = if collection.is_young { "Young" } else { "Full" };
    let mb = |bytes: usize| bytes.div_ceil(1 << 20);
    message(
        &["gc"],
        &format!(
            "GC({number}) Pause {kind} ({cause}) {}M->{}M({}M) {:.3}ms",
            mb(collection.used_before),
            mb(collection.used_after),
            mb(MAX.load(Ordering::Relaxed)),
            collection.pause.as_secs_f64() * 1e3
        ),
    );
}

fn log_cpu(number: u64, begin: &CpuTime, pause: Duration) {
    let end = CpuTime::now();
    let seconds = |begin: i64, end: i64| (end - begin) as f64 / 100.0;
    message(
        &["gc", "cpu"],
        &format!(
            "GC({number}) User={:.2}s Sys={:.2}s Real={:.2}s",
            seconds(begin.user, end.user),
            seconds(begin.system, end.system),
            pause.as_secs_f64()
        ),
    );
}

/// Total time that collections stopped the world.
pub fn total_pause() -> Duration {
    Duration::from_nanos(PAUSE_NANOS.load(Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::CpuTime;
    use std::time::{Duration, Instant};

    #[test]
    fn cpu_time_of_the_process_is_in_hundredths() {
        let (begin, start) = (CpuTime::now(), Instant::now());
        // Other tests of the process may add to what this thread uses.
        while CpuTime::now().user < begin.user + 2 {
            assert!(start.elapsed() < Duration::from_secs(60));
        }
        assert!(CpuTime::now().system >= begin.system);
    }
}
