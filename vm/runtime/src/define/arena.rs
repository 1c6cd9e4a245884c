//! The arena of class records, below 4 GB, so that a class's address fits the 32-bit class word of
//! objects.
//!
//! Records are allocated by bumping a pointer and never freed. A record is followed by its vtable.
//! Address space is mapped in chunks when the last one is full, up to the size of the class space
//! (HotSpot's `CompressedClassSpaceSize`). Records become visible to [`for_each`] when they are
//! published, after they are complete.

use crate::class::Class;
use crate::heap;
use crate::method::Method;
use crate::thread::{Cx, Thrown};
use parking_lot::{Mutex, RwLock};
use std::sync::atomic::AtomicPtr;

/// Where the first chunk is wanted. Somebody (a sanitizer, a large executable) may be there.
const START: usize = 0x4000_0000;
/// No chunk ends above.
const END: usize = 0xF000_0000;
const CHUNK: usize = 256 << 20;

struct Arena {
    next: usize,
    limit: usize,
    /// Where the next chunk is tried.
    place: usize,
    /// Bytes of the class space that no chunk has.
    n_unmapped: usize,
}

static ARENA: Mutex<Arena> = Mutex::new(Arena {
    next: 0,
    limit: 0,
    place: START,
    n_unmapped: 1 << 30,
});

impl Arena {
    /// Goes on with a new chunk of at least `n_needed` bytes; `None`: there is no more room.
    fn map_chunk(&mut self, n_needed: usize) -> Option<()> {
        let size = CHUNK.min(self.n_unmapped);
        if size < n_needed {
            return None;
        }
        while self.place + CHUNK <= END {
            let start = self.place;
            self.place += CHUNK;
            if map_at(start, size) {
                self.next = start;
                self.limit = start + size;
                self.n_unmapped -= size;
                return Some(());
            }
        }
        None
    }
}

/// Maps free address space at `start`, if it is free.
fn map_at(start: usize, size: usize) -> bool {
    // SAFETY: MAP_FIXED_NOREPLACE never replaces an existing mapping.
    let mapped = unsafe {
        libc::mmap(
            start as *mut libc::c_void,
            size,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE
                | libc::MAP_ANONYMOUS
                | libc::MAP_NORESERVE
                | libc::MAP_FIXED_NOREPLACE,
            -1,
            0,
        )
    };
    if mapped as usize != start && mapped != libc::MAP_FAILED {
        // SAFETY: an old kernel ignored the flag and mapped elsewhere; nobody uses that yet.
        unsafe { libc::munmap(mapped, size) };
    }
    mapped as usize == start
}

static CLASSES: RwLock<Vec<&'static Class>> = RwLock::new(Vec::new());

/// Sets the size of the class space. To be called before the first class is made.
pub fn set_class_space(size: usize) {
    ARENA.lock().n_unmapped = size;
}

/// Room for a record and `vtable_len` vtable entries; `None`: the class space is full. Its address
/// is final; the caller writes the record with [`place`].
pub(super) fn reserve(vtable_len: usize) -> Option<*mut Class> {
    let size =
        (size_of::<Class>() + vtable_len * size_of::<AtomicPtr<Method>>()).next_multiple_of(64);
    let mut arena = ARENA.lock();
    if arena.limit - arena.next < size {
        arena.map_chunk(size)?;
    }
    let at = arena.next;
    arena.next += size;
    Some(at as *mut Class)
}

/// What is thrown when [`reserve`] finds no room.
#[cold]
pub(super) fn throw_full(cx: &mut Cx) -> Thrown {
    heap::report_out_of_memory(cx, "Compressed class space")
}

/// Writes a record into its place. The vtable entries are zero (null).
///
/// # Safety
/// `place` was returned by [`reserve`] with the `vtable_len` of `record`, and is written once.
pub(super) unsafe fn place(place: *mut Class, record: Class) -> &'static Class {
    // SAFETY: the memory is reserved for this record and mapped read-write; it is never freed.
    unsafe {
        place.write(record);
        &*place
    }
}

/// Makes a complete class visible to [`for_each`].
pub(super) fn publish(class: &'static Class) {
    CLASSES.write().push(class);
}

/// Calls `f` for every class, array classes and records of primitive types included.
pub fn for_each(mut f: impl FnMut(&'static Class)) {
    for class in CLASSES.read().iter() {
        f(class);
    }
}
