//! An installed piece of code and its age.

use crate::rooms::Room;
use std::sync::atomic::{AtomicU64, Ordering};

/// Epochs that must pass without an activation before memory is reused.
const GRACE: u64 = 2;

/// A piece of code in the cache, with what the VM knows about it.
#[derive(Debug)]
pub struct Blob<T> {
    start: usize,
    len: usize,
    pub(crate) room: Room,
    /// The epoch of its retirement; 0: it is in use.
    retired: AtomicU64,
    /// The last epoch in which a stack was seen to hold an address of it.
    active: AtomicU64,
    data: T,
}

impl<T> Blob<T> {
    pub(crate) fn new(start: usize, len: usize, room: Room, data: T) -> Blob<T> {
        Blob {
            start,
            len,
            room,
            retired: AtomicU64::new(0),
            active: AtomicU64::new(0),
            data,
        }
    }

    /// Address of the first byte.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Bytes, constants included.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Is there no byte in it?
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Does the address belong to it? The address just behind the last byte does: a call may be
    /// the last instruction, and that is where it returns to.
    pub fn contains(&self, pc: usize) -> bool {
        pc.wrapping_sub(self.start) <= self.len
    }

    /// What the VM knows about it.
    pub fn data(&self) -> &T {
        &self.data
    }

    /// Was it retired?
    pub fn is_retired(&self) -> bool {
        self.retired.load(Ordering::Acquire) != 0
    }

    /// Says that a stack held an address of this code in `epoch`
    /// (what [`CodeCache::advance_epoch`](crate::CodeCache::advance_epoch) returned).
    pub fn mark_active(&self, epoch: u64) {
        self.active.fetch_max(epoch, Ordering::Relaxed);
    }

    /// Retires it. False: it was retired before.
    pub(crate) fn retire(&self, epoch: u64) -> bool {
        self.retired
            .compare_exchange(0, epoch, Ordering::AcqRel, Ordering::Relaxed)
            .is_ok()
    }

    /// Have enough scans passed since it was last in use?
    pub(crate) fn is_dead(&self, epoch: u64) -> bool {
        let retired = self.retired.load(Ordering::Acquire);
        let last = retired.max(self.active.load(Ordering::Relaxed));
        retired != 0 && last + GRACE <= epoch
    }
}

#[cfg(test)]
mod tests {
    use super::Blob;
    use crate::rooms::Rooms;

    #[test]
    fn a_blob_dies_after_two_scans_without_activation() {
        let room = Rooms::new(64).take(1).expect("there is room");
        let blob = Blob::new(0x1000, 16, room, ());
        assert!(!blob.is_dead(100), "it is in use");
        assert!(blob.retire(5) && !blob.retire(6));
        assert!(!blob.is_dead(6));
        blob.mark_active(6);
        assert!(!blob.is_dead(7));
        assert!(blob.is_dead(8));
    }

    #[test]
    fn a_return_address_behind_the_last_byte_belongs_to_it() {
        let room = Rooms::new(64).take(1).expect("there is room");
        let blob = Blob::new(0x1000, 16, room, ());
        assert!(blob.contains(0x1000) && blob.contains(0x1010));
        assert!(!blob.contains(0xfff) && !blob.contains(0x1011));
    }
}
