//! An installed piece of code and its age.

use crate::age::Age;
use crate::rooms::Room;

/// A piece of code in the cache, with what the VM knows about it.
#[derive(Debug)]
pub struct Blob<T> {
    start: usize,
    len: usize,
    pub(crate) room: Room,
    pub(crate) age: Age,
    data: T,
}

impl<T> Blob<T> {
    pub(crate) fn new(start: usize, len: usize, room: Room, data: T) -> Blob<T> {
        Blob {
            start,
            len,
            room,
            age: Age::new(),
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
        self.age.is_retired()
    }

    /// Says that a stack held an address of this code in `epoch`
    /// (what [`CodeCache::advance_epoch`](crate::CodeCache::advance_epoch) returned).
    pub fn mark_active(&self, epoch: u64) {
        self.age.mark_active(epoch);
    }
}

#[cfg(test)]
mod tests {
    use super::Blob;
    use crate::age::Age;
    use crate::rooms::Rooms;

    #[test]
    fn a_return_address_behind_the_last_byte_belongs_to_it() {
        let room = Rooms::new(64).take(1).expect("there is room");
        let blob = Blob::new(0x1000, 16, room, ());
        assert!(blob.contains(0x1000) && blob.contains(0x1010));
        assert!(!blob.contains(0xfff) && !blob.contains(0x1011));
    }

    #[test]
    fn code_dies_after_two_scans_without_activation() {
        let age = Age::new();
        assert!(!age.is_dead(100), "it is in use");
        assert!(age.retire(5) && !age.retire(6));
        assert!(!age.is_dead(6));
        age.mark_active(6);
        assert!(!age.is_dead(7));
        assert!(age.is_dead(8));
    }
}
