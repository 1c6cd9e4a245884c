//! Collections on request: `System.gc()` and the stress mode `--gc-every=N`.

use super::binding::{mmtk, mutator_token};
use super::log;
use crate::thread::Cx;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

static EVERY: AtomicU64 = AtomicU64::new(0);
static COUNT: AtomicU64 = AtomicU64::new(0);
/// Booting is left alone until the VM says so: half-made classes cannot be scanned.
static ARMED: AtomicBool = AtomicBool::new(false);

pub(super) fn configure(every: u64) {
    EVERY.store(every, Ordering::Relaxed);
    ARMED.store(every > 0, Ordering::Relaxed);
}

/// Is the stress mode on? Then every thread's poll word stays set, so that polls are counted.
pub fn is_on() -> bool {
    EVERY.load(Ordering::Relaxed) > 0
}

/// Counts an allocation or a poll, and collects when its turn has come.
#[inline]
pub(crate) fn count(cx: &mut Cx) {
    let every = EVERY.load(Ordering::Relaxed);
    if every > 0
        && ARMED.load(Ordering::Relaxed)
        && (COUNT.fetch_add(1, Ordering::Relaxed) + 1).is_multiple_of(every)
    {
        request(cx, log::CAUSE_STRESS);
    }
}

#[inline]
pub(super) fn before_allocation(cx: &mut Cx) {
    if EVERY.load(Ordering::Relaxed) > 0 {
        count(cx);
    }
}

/// `System.gc()`: collects the whole heap, and returns when that is done.
pub fn collect_exhaustively(cx: &mut Cx) {
    request(cx, log::CAUSE_SYSTEM_GC);
}

/// Collects the whole heap because a large object finds no place.
pub(super) fn collect_for_space(cx: &mut Cx) {
    request(cx, log::CAUSE_ALLOCATION);
}

/// Collects as the plan sees fit (with a generational plan, perhaps only the nursery).
pub fn collect(cx: &mut Cx) {
    log::set_cause(log::CAUSE_SYSTEM_GC);
    mmtk().handle_user_collection_request(mutator_token(cx.thread()), true, false);
}

fn request(cx: &mut Cx, cause: usize) {
    log::set_cause(cause);
    mmtk().handle_user_collection_request(mutator_token(cx.thread()), true, true);
}
