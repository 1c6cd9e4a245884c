//! Large objects: keeps the space that they live in from growing beyond its addresses.
//!
//! mmtk enlarges that space region by region, each as large as the request that did not fit. Free memory
//! of two regions is never joined, so regions add up to more than the heap; and mmtk panics when the
//! address range of the space is used up. What was allocated is remembered here, with the regions that
//! follow from it, so that a request goes to mmtk only if it fits: into addresses that no region has
//! yet, or into a gap. While addresses are plenty that costs a short lock. When they are not, requests
//! take turns; one that does not fit collects, and then fails as on a full heap.

use super::weak_tables::{self, Update, WeakTable};
use crate::safepoint;
use crate::thread::Cx;
use parking_lot::Mutex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::time::Duration;

/// Regions begin and end at multiples of this.
const CHUNK: usize = 4 << 20;
const PAGE: usize = 4096;

struct Large {
    /// Bytes of addresses that the space has; 0: they are not limited.
    extent: usize,
    /// Allocated and not known to be dead: start and end.
    live: BTreeMap<usize, usize>,
    /// In the order of their addresses, without gaps between them.
    regions: Vec<Range<usize>>,
    /// Bytes that requests under way may enlarge the space by.
    under_way: usize,
    /// A request that depends on a gap is under way.
    is_exclusive: bool,
}

static LARGE: Mutex<Large> = Mutex::new(Large {
    extent: 0,
    live: BTreeMap::new(),
    regions: Vec::new(),
    under_way: 0,
    is_exclusive: false,
});

/// What to do with a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Answer {
    Go,
    /// Other requests must end first.
    Wait,
    /// There is no place for it.
    Full,
}

impl Large {
    /// Addresses that belong to no region yet, less what requests under way may take.
    fn fresh(&self) -> usize {
        let Some(last) = self.regions.last().filter(|_| self.extent > 0) else {
            return usize::MAX;
        };
        // The space begins at a multiple of its extent.
        let end = (last.end - 1) / self.extent * self.extent + self.extent;
        (end - last.end).saturating_sub(self.under_way)
    }

    fn has_gap(&self, size: usize) -> bool {
        self.regions.iter().any(|region| {
            let mut free_from = region.start;
            for (start, end) in self.live.range(region.clone()) {
                if start - free_from >= size {
                    return true;
                }
                free_from = *end;
            }
            region.end - free_from >= size
        })
    }

    fn begin(&mut self, size: usize) -> Answer {
        let growth = size.next_multiple_of(CHUNK);
        if self.is_exclusive {
            return Answer::Wait;
        }
        if self.fresh() >= growth {
            self.under_way += growth;
            return Answer::Go;
        }
        if self.under_way > 0 {
            return Answer::Wait;
        }
        if !self.has_gap(size.next_multiple_of(PAGE)) {
            return Answer::Full;
        }
        self.under_way = growth;
        self.is_exclusive = true;
        Answer::Go
    }

    /// Ends a request; `address` is 0 if it failed.
    fn end(&mut self, size: usize, address: usize) {
        self.under_way -= size.next_multiple_of(CHUNK);
        self.is_exclusive = false;
        if address == 0 || self.extent == 0 {
            return;
        }
        let end = address + size.next_multiple_of(PAGE);
        self.live.insert(address, end);
        let last = self.regions.last().map_or(0, |last| last.end);
        if address >= last {
            let start = address / CHUNK * CHUNK;
            self.regions.push(start..end.next_multiple_of(CHUNK));
        }
    }
}

/// Sets how many bytes of addresses the space has; 0 if they are not limited.
pub(super) fn configure(extent: usize) {
    LARGE.lock().extent = extent;
    weak_tables::register(&LargeObjects);
}

/// Allocates `size` bytes with `allocate`, which may collect, if there is a place for them; else 0.
pub(super) fn allocate(cx: &mut Cx, size: usize, allocate: impl FnOnce(&mut Cx) -> usize) -> usize {
    let mut has_collected = false;
    loop {
        let answer = LARGE.lock().begin(size);
        match answer {
            Answer::Go => break,
            Answer::Wait => {
                safepoint::blocked(cx, || std::thread::sleep(Duration::from_micros(20)));
            }
            Answer::Full if has_collected => return 0,
            Answer::Full => {
                has_collected = true;
                super::collect_for_space(cx);
            }
        }
    }
    let address = allocate(cx);
    LARGE.lock().end(size, address);
    address
}

struct LargeObjects;

impl WeakTable for LargeObjects {
    fn process(&self, update: Update<'_>) {
        let alive = |address: &usize, _: &mut usize| update(*address as u64) != 0;
        LARGE.lock().live.retain(alive);
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, CHUNK, Large, PAGE};
    use std::collections::BTreeMap;

    /// A space at 4 GB with ten chunks, of which the first is taken otherwise.
    fn space() -> Large {
        Large {
            extent: 10 * CHUNK,
            live: BTreeMap::new(),
            regions: Vec::new(),
            under_way: 0,
            is_exclusive: false,
        }
    }

    const FIRST: usize = 1010 * CHUNK + CHUNK;

    #[test]
    fn regions_follow_from_addresses() {
        let mut large = space();
        assert_eq!(large.begin(3 * CHUNK + 1), Answer::Go);
        large.end(3 * CHUNK + 1, FIRST);
        assert_eq!(large.fresh(), 5 * CHUNK);
        assert_eq!(large.begin(PAGE), Answer::Go);
        large.end(PAGE, FIRST + 3 * CHUNK + PAGE);
        assert_eq!(large.regions.len(), 1);
        assert_eq!(large.regions[0], FIRST..FIRST + 4 * CHUNK);
    }

    #[test]
    fn requests_go_only_where_they_fit() {
        let mut large = space();
        assert_eq!(large.begin(4 * CHUNK), Answer::Go);
        large.end(4 * CHUNK, FIRST);
        assert_eq!(large.begin(4 * CHUNK), Answer::Go);
        // One chunk is left for others meanwhile.
        assert_eq!(large.begin(2 * CHUNK), Answer::Wait);
        assert_eq!(large.begin(CHUNK), Answer::Go);
        large.end(4 * CHUNK, FIRST + 4 * CHUNK);
        large.end(CHUNK, 0);
        assert_eq!(large.begin(2 * CHUNK), Answer::Full);
        large.live.remove(&FIRST);
        // Alone, because it depends on the gap.
        assert_eq!(large.begin(4 * CHUNK), Answer::Go);
        assert_eq!(large.begin(PAGE), Answer::Wait);
        large.end(4 * CHUNK, FIRST);
        assert_eq!(large.begin(2 * CHUNK), Answer::Full);
        assert_eq!(large.begin(PAGE), Answer::Go);
        large.end(PAGE, 0);
        assert_eq!(large.under_way, 0);
    }

    #[test]
    fn gaps_of_two_regions_are_not_joined() {
        let mut large = space();
        for address in [FIRST, FIRST + 4 * CHUNK] {
            assert_eq!(large.begin(4 * CHUNK), Answer::Go);
            large.end(4 * CHUNK, address);
        }
        large.live.clear();
        assert!(large.has_gap(4 * CHUNK));
        assert!(!large.has_gap(5 * CHUNK));
    }
}
