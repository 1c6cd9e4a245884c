//! Numbers of `java.lang.Runtime` and the management beans.

use super::binding::{mmtk, try_mmtk};
use std::sync::atomic::{AtomicUsize, Ordering};

/// `Runtime.maxMemory`.
pub fn max_memory() -> usize {
    mmtk::memory_manager::total_bytes(mmtk())
}

/// `-Xms`.
static INITIAL: AtomicUsize = AtomicUsize::new(0);
/// What the heap has grown to.
static COMMITTED: AtomicUsize = AtomicUsize::new(0);
/// The heap shrinks when more than this part of it is free after a full collection (HotSpot's default
/// `MaxHeapFreeRatio`).
const MAX_FREE_PERCENT: usize = 70;

pub(super) fn configure(initial: usize) {
    INITIAL.store(initial, Ordering::Relaxed);
    COMMITTED.store(initial, Ordering::Relaxed);
}

/// `Runtime.totalMemory`: begins with `-Xms`, grows with what is in use, and shrinks when a full
/// collection leaves most of it free.
pub fn total_memory() -> usize {
    let used = used_memory().next_multiple_of(1 << 20);
    COMMITTED
        .fetch_max(used, Ordering::Relaxed)
        .max(used)
        .min(max_memory())
}

/// What the heap shrinks to when `used` bytes are left.
fn shrunk(committed: usize, used: usize, initial: usize) -> usize {
    let most = (used / (100 - MAX_FREE_PERCENT) * 100).next_multiple_of(1 << 20);
    committed.min(most.max(initial))
}

/// Called with the world still stopped.
pub(super) fn collection_ends() {
    if is_nursery_collection() {
        return;
    }
    let committed = total_memory();
    let initial = INITIAL.load(Ordering::Relaxed);
    COMMITTED.store(shrunk(committed, used_memory(), initial), Ordering::Relaxed);
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

#[cfg(test)]
mod tests {
    use super::shrunk;

    #[test]
    fn the_heap_shrinks_to_three_tenths_in_use_but_not_below_its_first_size() {
        const MB: usize = 1 << 20;
        assert_eq!(shrunk(100 * MB, 60 * MB, 8 * MB), 100 * MB);
        assert_eq!(shrunk(100 * MB, 15 * MB, 8 * MB), 50 * MB);
        assert_eq!(shrunk(100 * MB, MB, 8 * MB), 8 * MB);
        assert_eq!(shrunk(8 * MB, 0, 8 * MB), 8 * MB);
    }
}
