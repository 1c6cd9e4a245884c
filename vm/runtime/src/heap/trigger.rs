//! When to collect: a fixed maximum, like mmtk's own `FixedHeapSize`.
//!
//! The difference is the answer to *how large can the heap become*, from which mmtk computes the
//! address range of each space (twice that). Large objects fragment their range, so each space gets
//! all of its 4 GB whatever `-Xmx` says (see `large`).
//!
//! Large objects do not fill the nursery. So that weak caches of large values shrink in time, a
//! collection is also due when memory has grown by a good part of the maximum since the last one: see
//! [`Growth`].

use super::binding::Kiln;
use mmtk::util::heap::{GCTriggerPolicy, SpaceStats};
use mmtk::{MMTK, Plan};
use std::sync::atomic::{AtomicUsize, Ordering};

const LOG_PAGE: u32 = 12;

static MAX_PAGES: AtomicUsize = AtomicUsize::new(0);
static RANGE_PAGES: AtomicUsize = AtomicUsize::new(0);
static GROWTH: Growth = Growth::new();

/// Sets the maximum heap and what address ranges are computed from, in bytes.
pub(super) fn configure(max: usize, range: usize) {
    MAX_PAGES.store(max >> LOG_PAGE, Ordering::Relaxed);
    RANGE_PAGES.store(range.max(max) >> LOG_PAGE, Ordering::Relaxed);
}

/// Bytes of the largest object that can ever be allocated.
pub(super) fn max_bytes() -> usize {
    MAX_PAGES.load(Ordering::Relaxed) << LOG_PAGE
}

/// The growth since the last collection.
///
/// A request is judged by what earlier requests were granted, never by its own size. After a collection
/// nothing has been granted, so the next request passes however large it is: between two collections
/// that growth asks for, some request has been granted, and a thread that asks again and again cannot
/// collect for ever. The heap may exceed the budget by one request; the maximum is another rule's.
struct Growth {
    /// Pages in use when the last collection ended.
    after_collection: AtomicUsize,
    /// Pages in use when the last request passed, that one included.
    granted: AtomicUsize,
}

impl Growth {
    const fn new() -> Growth {
        Growth {
            after_collection: AtomicUsize::new(0),
            granted: AtomicUsize::new(0),
        }
    }

    /// Is a collection due before a request that makes the pages in use `used`?
    fn is_collection_due(&self, used: usize, budget: usize) -> bool {
        let limit = self.after_collection.load(Ordering::Relaxed) + budget;
        if self.granted.load(Ordering::Relaxed) > limit {
            return true;
        }
        self.granted.store(used, Ordering::Relaxed);
        false
    }

    fn collected(&self, used: usize) {
        self.after_collection.store(used, Ordering::Relaxed);
        self.granted.store(used, Ordering::Relaxed);
    }
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
        GROWTH.is_collection_due(plan.get_used_pages(), budget)
    }

    fn on_gc_end(&self, mmtk: &'static MMTK<Kiln>) {
        GROWTH.collected(mmtk.get_plan().get_used_pages());
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

#[cfg(test)]
mod tests {
    use super::Growth;

    #[test]
    fn any_request_passes_after_a_collection() {
        let growth = Growth::new();
        growth.collected(100);
        for _ in 0..10 {
            assert!(!growth.is_collection_due(100_000, 50));
            assert!(growth.is_collection_due(100_000, 50));
            assert!(growth.is_collection_due(100_001, 50));
            growth.collected(100);
        }
    }

    #[test]
    fn small_requests_collect_once_per_budget() {
        let growth = Growth::new();
        let mut used = 0;
        let mut collections = 0;
        for _ in 0..1000 {
            used += 1;
            if growth.is_collection_due(used, 99) {
                collections += 1;
                used = 0;
                growth.collected(used);
            }
        }
        assert_eq!(collections, 1000 / 101);
    }

    #[test]
    fn a_large_request_passes_although_others_ask_first() {
        let growth = Growth::new();
        growth.collected(10);
        for used in 11..20 {
            assert!(!growth.is_collection_due(used, 50));
        }
        assert!(!growth.is_collection_due(10_000, 50));
        assert!(growth.is_collection_due(10_001, 50));
    }
}
