//! What compiler threads do with a request.
//!
//! They are attached to the VM without being Java threads, and native most of the time.

use super::compile;
use super::reclamation;
use super::recordings::Record;
use super::report::{self, Compilation};
use super::tiers::{Place, Tiers};
use crate::tiering::{self, Action, Compile, Counts, Event, Panic, Reason, Tier};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use vm_runtime::safepoint;
use vm_runtime::thread::Thread;
use vm_runtime::threads;

/// What a request says beyond its place.
pub(super) struct Task {
    /// How well to compile.
    pub(super) tier: Tier,
    /// Why.
    pub(super) reason: Reason,
    /// The method's counters at the request.
    pub(super) counts: Counts,
    /// When it was made.
    pub(super) requested: Instant,
    /// Does the requester wait?
    pub(super) is_blocking: bool,
}

/// How often a method is compiled because classes were loaded meanwhile, or code freed.
const MOST_ATTEMPTS: u32 = 3;

/// Frees dead code; the bytes gained. The thread is the current one, in native.
fn free_code(thread: &'static Thread) -> usize {
    safepoint::leave_native(thread);
    // SAFETY: the thread is the current one, and holds no token in native.
    let gained = reclamation::free_now(unsafe { thread.cx() });
    safepoint::enter_native(thread);
    gained
}

/// Time of all compilations that have ended, also of those that gave no code.
static COMPILE_NANOS: AtomicU64 = AtomicU64::new(0);

/// How long the compiler threads have compiled so far, all together.
pub(crate) fn total_time() -> Duration {
    Duration::from_nanos(COMPILE_NANOS.load(Ordering::Relaxed))
}

/// The compiler of this VM.
pub(super) struct Worker;

impl Compile for Worker {
    type Key = Place;
    type Task = Task;

    fn compile(&self, place: &Place, task: Task) {
        let tiers: &Tiers = super::tiers();
        let thread = Thread::current().expect("compiler threads are attached");
        let mut attempt = 1;
        loop {
            let compilation = Compilation::begin(*place, task.tier, task.reason, task.is_blocking);
            compilation.started(task.requested.elapsed());
            let start = Instant::now();
            let record = Record::default();
            let compiled = tiering::contain_panic(|| {
                compile::compile(thread, &tiers.settings, compilation, &record)
            });
            let duration = start.elapsed();
            COMPILE_NANOS.fetch_add(duration.as_nanos() as u64, Ordering::Relaxed);
            let refusal = match compiled {
                Ok(Ok(size)) => return compilation.installed(size, duration),
                Ok(Err(refusal)) => refusal,
                Err(panic) => {
                    tiers.panicked(*place);
                    let file = record.panicked(&compilation, &panic.to_string());
                    return report::panicked(*place, task.tier, &panic, file.as_deref());
                }
            };
            record.declined(&compilation, &refusal.to_string());
            compilation.declined(&refusal.to_string(), refusal.is_final());
            let is_wanted =
                refusal.is_outdated() || (refusal.is_for_want_of_room() && free_code(thread) > 0);
            if !is_wanted || attempt == MOST_ATTEMPTS {
                return tiers.failed(*place, refusal.is_final());
            }
            attempt += 1;
        }
    }

    fn panicked(&self, place: &Place, panic: &Panic) {
        super::tiers().panicked(*place);
        report::panicked(*place, Tier::Full, panic, None);
    }

    fn is_wanted(&self, place: &Place, task: &Task, waited: Duration) -> bool {
        let event = Event::Waiting {
            tier: task.tier,
            requested_at: task.counts,
            waited_ms: waited.as_millis() as u64,
        };
        let tiers = super::tiers();
        let decision = tiers.decide(place.method(), event, 0);
        let is_wanted = decision.action != Action::Discard;
        if !is_wanted {
            tiers.failed(*place, false);
            report::dropped(*place, task.tier, decision.reason);
        }
        is_wanted
    }

    fn live(&self, index: usize, work: &mut dyn FnMut()) {
        let Ok(thread) = threads::attach_current(&format!("Compiler {index}"), true) else {
            return;
        };
        safepoint::enter_native(thread);
        work();
        safepoint::leave_native(thread);
        threads::detach_current();
    }
}
