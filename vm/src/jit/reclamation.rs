//! Memory of code that nobody runs any more.
//!
//! Code is retired when nothing leads into it: its method has other code or none, and its loops are
//! not entered. Frames may still be in it. Each scan of the roots by the collector begins an epoch of
//! the code cache and marks the code of all frames; what two epochs in a row have not met is freed.
//! The walk is left out while no code is retired. When the cache is full, the same is done at once.

use super::code;
use super::dependencies;
use vm_runtime::safepoint;
use vm_runtime::thread::Cx;
use vm_runtime::walk::{self, Record};

/// One epoch, if any code waits to be freed; the bytes gained. The world is stopped.
pub(super) fn scan() -> usize {
    let Some(cache) = code::cache_if_made() else {
        return 0;
    };
    let statistics = cache.statistics();
    if statistics.n_retired == statistics.n_reclaimed {
        return 0;
    }
    let epoch = cache.advance_epoch();
    for thread in safepoint::threads() {
        for record in walk::records(thread) {
            if let Record::Compiled(frame) = record
                && let Some(blob) = code::of_frame(frame.sp)
            {
                blob.mark_active(epoch);
            }
        }
    }
    // Taken first, as when code is installed.
    let mut dependents = dependencies::lock();
    // SAFETY: all stacks were scanned just now, and in the epochs before; what is retired is no
    // method's code; stopped threads keep no references to code but that of their frames.
    let gained = unsafe { cache.reclaim() };
    if gained > 0 {
        dependents.forget_unless(code::is_installed);
    }
    gained
}

/// Frees what can be freed at once; the bytes gained.
pub(super) fn free_now(cx: &mut Cx) -> usize {
    // Two epochs: nothing runs between them.
    safepoint::stop_the_world(cx, |_| scan() + scan())
}
