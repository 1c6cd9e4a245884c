//! When to collect: a fixed maximum, like mmtk's own `FixedHeapSize`.
//!
//! The difference is the answer to *how large can the heap become*, from which mmtk computes the
//! address range of each space (twice that). Large objects fragment their range: it panics when the
//! range is used up, so each space gets all of its 4 GB whatever `-Xmx` says.
//!
//! Large objects do not fill the nursery. So that weak caches of large values shrink in time, a
//! collection is also due when memory has grown by a good part of the maximum since the last one.

use super::binding::Kiln;
use mmtk::util::heap::{GCTriggerPolicy, SpaceStats};
use mmtk::{MMTK, Plan};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const LOG_PAGE: u32 = 12;

static MAX_PAGES: AtomicUsize = AtomicUsize::new(0);
/// Pages in use when the last collection ended.
static USED_AFTER: AtomicUsize = AtomicUsize::new(0);
/// The rule about growth has asked for a collection: it lets the next request pass, which may be larger
/// than what the rule allows.
static ASKED: AtomicBool = AtomicBool::new(false);
static RANGE_PAGES: AtomicUsize = AtomicUsize::new(0);

/// Sets the maximum heap and what address ranges are computed from, in bytes.
pub(super) fn configure(max: usize, range: usize) {
    MAX_PAGES.store(max >> LOG_PAGE, Ordering::Relaxed);
    RANGE_PAGES.store(range.max(max) >> LOG_PAGE, Ordering::Relaxed);
}

/// Bytes of the largest object that can ever be allocated.
pub(super) fn max_bytes() -> usize {
    MAX_PAGES.load(Ordering::Relaxed) << LOG_PAGE
}

pub(super) struct HeapTrigger;

impl GCTriggerPolicy<Kiln> for HeapTrigger {
    fn is_gc_required(
        &self,
        space_full: bool,
        space: Option<SpaceStats<Kiln>>,
        plan: &dyn Plan<VM = Kiln>,
    ) -> bool {
        if plan.collection_required(space_full, space) {
            return true;
        }
        let max = MAX_PAGES.load(Ordering::Relaxed);
        let budget = if plan.generational().is_some() {
            max / 4
        } else {
            max / 2
        };
        let used = plan.get_used_pages();
        if used <= USED_AFTER.load(Ordering::Relaxed) + budget {
            return false;
        }
        if ASKED.swap(false, Ordering::Relaxed) {
            USED_AFTER.store(used, Ordering::Relaxed);
            return false;
        }
        ASKED.store(true, Ordering::Relaxed);
        true
    }

    fn on_gc_end(&self, mmtk: &'static MMTK<Kiln>) {
        USED_AFTER.store(mmtk.get_plan().get_used_pages(), Ordering::Relaxed);
    }

    fn is_heap_full(&self, plan: &dyn Plan<VM = Kiln>) -> bool {
        plan.get_reserved_pages() > MAX_PAGES.load(Ordering::Relaxed)
    }

    fn get_current_heap_size_in_pages(&self) -> usize {
        MAX_PAGES.load(Ordering::Relaxed)
    }

    fn get_max_heap_size_in_pages(&self) -> usize {
        RANGE_PAGES.load(Ordering::Relaxed)
    }

    fn can_heap_size_grow(&self) -> bool {
        false
    }
}
