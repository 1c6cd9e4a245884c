//! JNI global and weak global references: slots that do not move.
//!
//! A reference is the address of its slot. Slots come in blocks that are never unmapped, so that a
//! stale reference reads something harmless; free slots carry [`FREE_SLOT_TAG`].

use super::weak_tables::Update;
use crate::handle::FREE_SLOT_TAG;
use crate::oop::Oop;
use crate::thread::Cx;
use parking_lot::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

const BLOCK: usize = 512;

struct Table {
    /// By address.
    blocks: Vec<&'static [AtomicU64; BLOCK]>,
    free: Vec<&'static AtomicU64>,
    live: usize,
}

impl Table {
    const fn new() -> Table {
        Table {
            blocks: Vec::new(),
            free: Vec::new(),
            live: 0,
        }
    }

    fn add(&mut self, raw: u64) -> *mut u64 {
        if self.free.is_empty() {
            let block: &'static [AtomicU64; BLOCK] =
                Box::leak(Box::new([const { AtomicU64::new(FREE_SLOT_TAG) }; BLOCK]));
            let at = self
                .blocks
                .partition_point(|other| other.as_ptr() < block.as_ptr());
            self.blocks.insert(at, block);
            self.free.extend(block.iter().rev());
        }
        let slot = self.free.pop().expect("a block was just added");
        slot.store(raw, Ordering::Release);
        self.live += 1;
        slot.as_ptr()
    }

    fn remove(&mut self, slot: *mut u64) {
        if let Some(slot) = self.find(slot)
            && slot.swap(FREE_SLOT_TAG, Ordering::AcqRel) & FREE_SLOT_TAG == 0
        {
            self.free.push(slot);
            self.live -= 1;
        }
    }

    fn find(&self, slot: *mut u64) -> Option<&'static AtomicU64> {
        let address = slot.cast_const().cast::<AtomicU64>();
        let after = self
            .blocks
            .partition_point(|block| block.as_ptr() <= address);
        let block = self.blocks[..after].last()?;
        (block.as_ptr_range().contains(&address) && address.is_aligned())
            .then(|| &block[(address.addr() - block.as_ptr().addr()) / size_of::<AtomicU64>()])
    }
}

static STRONG: Mutex<Table> = Mutex::new(Table::new());
static WEAK: Mutex<Table> = Mutex::new(Table::new());

/// A new global reference to a non-null object.
pub fn new_global(_cx: &Cx, object: Oop<'_>) -> *mut u64 {
    debug_assert!(!object.is_null());
    STRONG.lock().add(object.raw())
}

/// Deletes a global reference; anything else is ignored.
pub fn delete_global(slot: *mut u64) {
    STRONG.lock().remove(slot);
}

/// A new weak global reference to a non-null object. The slot becomes 0 when the object dies.
pub fn new_weak_global(_cx: &Cx, object: Oop<'_>) -> *mut u64 {
    debug_assert!(!object.is_null());
    WEAK.lock().add(object.raw())
}

/// Deletes a weak global reference; anything else is ignored.
pub fn delete_weak_global(slot: *mut u64) {
    WEAK.lock().remove(slot);
}

/// Is it a live global reference?
pub fn is_global(slot: *mut u64) -> bool {
    STRONG
        .lock()
        .find(slot)
        .is_some_and(|slot| slot.load(Ordering::Acquire) & FREE_SLOT_TAG == 0)
}

/// Is it a weak global reference that has not been deleted?
pub fn is_weak_global(slot: *mut u64) -> bool {
    WEAK.lock()
        .find(slot)
        .is_some_and(|slot| slot.load(Ordering::Acquire) & FREE_SLOT_TAG == 0)
}

/// How many global and weak global references exist.
pub fn counts() -> (usize, usize) {
    (STRONG.lock().live, WEAK.lock().live)
}

pub(super) fn for_each_strong(visit: &mut dyn FnMut(*mut u64)) {
    let table = STRONG.lock();
    for slot in table.blocks.iter().flat_map(|block| block.iter()) {
        if slot.load(Ordering::Relaxed) & FREE_SLOT_TAG == 0 {
            visit(slot.as_ptr());
        }
    }
}

pub(super) fn process_weak(update: Update<'_>) {
    let table = WEAK.lock();
    for slot in table.blocks.iter().flat_map(|block| block.iter()) {
        let raw = slot.load(Ordering::Relaxed);
        if raw != 0 && raw & FREE_SLOT_TAG == 0 {
            slot.store(update(raw), Ordering::Relaxed);
        }
    }
}
