//! Where references are kept, as the collector sees it: 4-byte slots in objects, 8-byte root slots.
//!
//! Both kinds are one word for the collector's queues: bit 63 of the address marks a root slot.

use crate::layout::{REF_SHIFT, REF_SIZE};
use mmtk::util::{Address, ObjectReference};
use mmtk::vm::slot::{MemorySlice, Slot};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

const ROOT_TAG: usize = 1 << 63;

/// A place that holds a reference.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(transparent)]
pub struct RefSlot(usize);

impl RefSlot {
    /// A 4-byte slot inside an object.
    #[inline(always)]
    pub fn heap(address: usize) -> RefSlot {
        RefSlot(address)
    }

    /// An 8-byte slot outside the heap that holds a full address.
    #[inline(always)]
    pub fn root(address: usize) -> RefSlot {
        RefSlot(address | ROOT_TAG)
    }
}

impl Slot for RefSlot {
    #[inline(always)]
    fn load(&self) -> Option<ObjectReference> {
        let raw = if self.0 & ROOT_TAG == 0 {
            // SAFETY: heap slots lie in live, stopped objects.
            let narrow = unsafe { (*(self.0 as *const AtomicU32)).load(Ordering::Relaxed) };
            (narrow as usize) << REF_SHIFT
        } else {
            // SAFETY: root slots stay mapped while the world is stopped.
            unsafe {
                (*((self.0 & !ROOT_TAG) as *const AtomicU64)).load(Ordering::Relaxed) as usize
            }
        };
        // SAFETY: a raw address is not dereferenced here.
        ObjectReference::from_raw_address(unsafe { Address::from_usize(raw) })
    }

    #[inline(always)]
    fn store(&self, object: ObjectReference) {
        let raw = object.to_raw_address().as_usize();
        if self.0 & ROOT_TAG == 0 {
            // SAFETY: as in `load`.
            unsafe {
                (*(self.0 as *const AtomicU32)).store((raw >> REF_SHIFT) as u32, Ordering::Relaxed)
            }
        } else {
            // SAFETY: as in `load`.
            unsafe {
                (*((self.0 & !ROOT_TAG) as *const AtomicU64)).store(raw as u64, Ordering::Relaxed)
            }
        }
    }
}

/// A run of 4-byte slots of one object, for the barrier of array copies.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct RefSlice {
    /// The object that holds the slots.
    pub object: ObjectReference,
    /// Address of the first.
    pub start: usize,
    /// How many.
    pub count: usize,
}

/// Iterates over the slots of a [`RefSlice`].
pub struct RefSliceIter {
    next: usize,
    end: usize,
}

impl Iterator for RefSliceIter {
    type Item = RefSlot;

    #[inline]
    fn next(&mut self) -> Option<RefSlot> {
        if self.next >= self.end {
            return None;
        }
        let slot = RefSlot::heap(self.next);
        self.next += REF_SIZE;
        Some(slot)
    }
}

impl MemorySlice for RefSlice {
    type SlotType = RefSlot;
    type SlotIterator = RefSliceIter;

    fn iter_slots(&self) -> RefSliceIter {
        RefSliceIter {
            next: self.start,
            end: self.start + self.count * REF_SIZE,
        }
    }

    fn object(&self) -> Option<ObjectReference> {
        Some(self.object)
    }

    fn start(&self) -> Address {
        // SAFETY: the address lies in a live object.
        unsafe { Address::from_usize(self.start) }
    }

    fn bytes(&self) -> usize {
        self.count * REF_SIZE
    }

    fn copy(src: &Self, tgt: &Self) {
        debug_assert_eq!(src.count, tgt.count);
        // SAFETY: both slices lie in live arrays and have the same length.
        unsafe { std::ptr::copy(src.start as *const u32, tgt.start as *mut u32, src.count) }
    }
}
