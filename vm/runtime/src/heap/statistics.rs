//! Numbers of `java.lang.Runtime` and the management beans.

use super::binding::{mmtk, try_mmtk};

/// `Runtime.maxMemory`.
pub fn max_memory() -> usize {
    mmtk::memory_manager::total_bytes(mmtk())
}

/// `Runtime.totalMemory`.
pub fn total_memory() -> usize {
    mmtk::memory_manager::total_bytes(mmtk())
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
