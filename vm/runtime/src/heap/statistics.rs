//! Numbers of `java.lang.Runtime` and the management beans.

use super::binding::{mmtk, try_mmtk};
use std::sync::atomic::{AtomicUsize, Ordering};

/// `Runtime.maxMemory`.
pub fn max_memory() -> usize {
    mmtk::memory_manager::total_bytes(mmtk())
}

/// The most that has been in use so far.
static HIGH_WATER: AtomicUsize = AtomicUsize::new(0);

pub(super) fn configure(initial: usize) {
    HIGH_WATER.store(initial, Ordering::Relaxed);
}

/// `Runtime.totalMemory`: the most that has been in use, at least `-Xms`.
pub fn total_memory() -> usize {
    let used = used_memory().next_multiple_of(1 << 20);
    HIGH_WATER
        .fetch_max(used, Ordering::Relaxed)
        .max(used)
        .min(max_memory())
}

/// `Runtime.freeMemory`.
pub fn free_memory() -> usize {
    total_memory().saturating_sub(used_memory())
}

/// Bytes in use, garbage included.
pub fn used_memory() -> usize {
    mmtk::memory_manager::used_bytes(mmtk())
}

/// Is the collection under way one of the young generation only?
pub(super) fn is_nursery_collection() -> bool {
    try_mmtk().is_some_and(|mmtk| {
        mmtk.get_plan()
            .generational()
            .is_some_and(|plan| plan.is_current_gc_nursery())
    })
}
