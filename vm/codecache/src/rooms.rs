//! Which parts of the reservation are free: first fit over a sorted list of holes that are merged
//! when a neighbour becomes free.
//!
//! Everything is counted in granules of one cache line, so that code begins on one and no two
//! blobs share an entry of the lookup table. First fit keeps code dense at low addresses, which
//! is what instruction caches and lazily committed memory want.

use std::collections::BTreeMap;

/// Bytes of a granule.
pub(crate) const GRANULE: usize = 64;

/// Consecutive granules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Room {
    /// First granule.
    pub(crate) first: usize,
    /// Granules.
    pub(crate) n_granules: usize,
}

impl Room {
    /// Offset of the first byte in the reservation.
    pub(crate) fn offset(&self) -> usize {
        self.first * GRANULE
    }

    /// Bytes.
    pub(crate) fn size(&self) -> usize {
        self.n_granules * GRANULE
    }
}

/// The free parts.
#[derive(Debug)]
pub(crate) struct Rooms {
    /// Holes: length by first granule. No two are adjacent.
    holes: BTreeMap<usize, usize>,
    n_free: usize,
}

impl Rooms {
    /// One hole of `n_granules`.
    pub(crate) fn new(n_granules: usize) -> Rooms {
        Rooms {
            holes: BTreeMap::from([(0, n_granules)]),
            n_free: n_granules,
        }
    }

    /// Takes the first hole that fits.
    pub(crate) fn take(&mut self, n_granules: usize) -> Option<Room> {
        let (&first, &len) = self.holes.iter().find(|(_, len)| **len >= n_granules)?;
        self.holes.remove(&first);
        if len > n_granules {
            self.holes.insert(first + n_granules, len - n_granules);
        }
        self.n_free -= n_granules;
        Some(Room { first, n_granules })
    }

    /// Gives a room back.
    pub(crate) fn give(&mut self, room: Room) {
        self.n_free += room.n_granules;
        let (mut first, mut len) = (room.first, room.n_granules);
        if let Some(after) = self.holes.remove(&(first + len)) {
            len += after;
        }
        if let Some((&before, &before_len)) = self.holes.range(..first).next_back()
            && before + before_len == first
        {
            first = before;
            len += before_len;
        }
        self.holes.insert(first, len);
    }

    /// Free granules.
    pub(crate) fn n_free(&self) -> usize {
        self.n_free
    }

    /// Granules of the largest hole.
    pub(crate) fn largest(&self) -> usize {
        self.holes.values().copied().max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Room, Rooms};

    #[test]
    fn the_first_hole_that_fits_is_taken() {
        let mut rooms = Rooms::new(10);
        let taken: Vec<Room> = (0..5).filter_map(|_| rooms.take(2)).collect();
        assert_eq!(taken.len(), 5);
        assert_eq!(rooms.take(1), None);
        rooms.give(taken[3]);
        rooms.give(taken[1]);
        assert_eq!(rooms.take(1).map(|room| room.first), Some(2));
        assert_eq!(rooms.take(2).map(|room| room.first), Some(6));
        assert_eq!(rooms.largest(), 1);
    }

    #[test]
    fn neighbours_are_merged_whatever_the_order() {
        for order in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [2, 1, 0],
            [1, 2, 0],
            [2, 0, 1],
        ] {
            let mut rooms = Rooms::new(9);
            let taken: Vec<Room> = (0..3).filter_map(|_| rooms.take(3)).collect();
            for index in order {
                rooms.give(taken[index]);
            }
            assert_eq!((rooms.largest(), rooms.n_free()), (9, 9), "{order:?}");
        }
    }

    #[test]
    fn rooms_never_overlap() {
        let mut rooms = Rooms::new(512);
        let mut taken: Vec<Room> = Vec::new();
        let mut used = vec![false; 512];
        let mut seed = 12345_u64;
        for _ in 0..20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let random = (seed >> 33) as usize;
            if random.is_multiple_of(3) && !taken.is_empty() {
                let room = taken.swap_remove(random / 3 % taken.len());
                used[room.first..room.first + room.n_granules].fill(false);
                rooms.give(room);
            } else if let Some(room) = rooms.take(random % 17 + 1) {
                for granule in &mut used[room.first..room.first + room.n_granules] {
                    assert!(!*granule, "{room:?} is in use");
                    *granule = true;
                }
                taken.push(room);
            }
            assert_eq!(rooms.n_free(), used.iter().filter(|used| !**used).count());
        }
    }
}
