//! The arena of class records: 256 MB of address space below 4 GB, so that a class's address fits
//! the 32-bit class word of objects.
//!
//! Records are allocated by bumping a pointer and never freed. A record is followed by its vtable.
//! Records become visible to [`for_each`] when they are published, after they are complete.

use crate::class::Class;
use crate::method::Method;
use parking_lot::{Mutex, RwLock};
use std::sync::LazyLock;
use std::sync::atomic::AtomicPtr;

const START: usize = 0x4000_0000;
const SIZE: usize = 256 << 20;

struct Arena {
    next: usize,
    limit: usize,
}

static ARENA: LazyLock<Mutex<Arena>> = LazyLock::new(|| {
    // Somebody (a sanitizer, a large executable) may occupy the preferred place.
    for start in (START..0xE000_0000).step_by(SIZE) {
        // SAFETY: MAP_FIXED_NOREPLACE never replaces an existing mapping.
        let mapped = unsafe {
            libc::mmap(
                start as *mut libc::c_void,
                SIZE,
                libc::PROT_READ | libc::PROT_WRITE,
                libc::MAP_PRIVATE
                    | libc::MAP_ANONYMOUS
                    | libc::MAP_NORESERVE
                    | libc::MAP_FIXED_NOREPLACE,
                -1,
                0,
            )
        };
        if mapped as usize == start {
            return Mutex::new(Arena {
                next: start,
                limit: start + SIZE,
            });
        }
        if mapped != libc::MAP_FAILED {
            // SAFETY: an old kernel ignored the flag and mapped elsewhere; nobody uses that yet.
            unsafe { libc::munmap(mapped, SIZE) };
        }
    }
    panic!("no 256 MB of free address space below 4 GB for class records")
});

static CLASSES: RwLock<Vec<&'static Class>> = RwLock::new(Vec::new());

/// Room for a record and `vtable_len` vtable entries. Its address is final; the caller writes the
/// record with [`place`].
pub(super) fn reserve(vtable_len: usize) -> *mut Class {
    let size =
        (size_of::<Class>() + vtable_len * size_of::<AtomicPtr<Method>>()).next_multiple_of(64);
    let mut arena = ARENA.lock();
    let at = arena.next;
    assert!(
        at + size <= arena.limit,
        "the arena of class records is full"
    );
    arena.next = at + size;
    at as *mut Class
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
