//! Inline caches: what a call site has learned about the classes of its receivers.
//!
//! The code of a call holds one cell with the address of an [`Entry`]: a class, and the method that
//! it has for the call. Behind it stand up to three more, and an end. Entries are complete before
//! the cell leads to them and never change afterwards; the cell changes by one store. So whoever
//! reads the cell sees a list that is right, perhaps an older one, and no reader waits.
//!
//! Those who add entries take the lock of the cache, which nobody else takes: at most five times
//! in the life of a cache something is added. Entries live as long as the cache, so a reader may be at
//! any of them; the code and its caches are reclaimed together.
//!
//! Orderings are checked by `tests/model.rs`.

use crate::sync::{self, Mutex};
use std::ptr;

/// Classes that a cache learns before it is megamorphic.
pub const MAX_CLASSES: usize = 4;

/// An entry, as code and stubs read it. `T` is the address of a method.
#[derive(Debug)]
#[repr(C)]
pub struct Entry<T> {
    /// The class; 0, which no class is, in ends.
    pub class: u32,
    /// 0: an entry for a class; else the list ends here, with [`OPEN`] or [`MEGAMORPHIC`].
    pub end: u32,
    /// The method that the class has; in ends, the method that is called.
    pub method: T,
    /// The entry behind this one; null in ends.
    pub next: *const Entry<T>,
    /// What the VM has given the cache.
    pub owner: usize,
}

/// End of a list that may grow.
pub const OPEN: u32 = 1;
/// Stands alone: there are too many classes for a list.
pub const MEGAMORPHIC: u32 = 2;

// SAFETY: entries do not change, and what they point to lives as long as they do.
unsafe impl<T: Send + Sync> Send for Entry<T> {}
// SAFETY: as above.
unsafe impl<T: Send + Sync> Sync for Entry<T> {}

/// How much a cache has learned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Nothing.
    Uninitialized,
    /// One class.
    Monomorphic,
    /// Up to [`MAX_CLASSES`].
    Polymorphic,
    /// More than that: it has forgotten them.
    Megamorphic,
}

impl State {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            State::Uninitialized => "uninitialized",
            State::Monomorphic => "monomorphic",
            State::Polymorphic => "polymorphic",
            State::Megamorphic => "megamorphic",
        }
    }
}

/// The entries of one call site: the open end, then those for classes, and at last perhaps the
/// megamorphic end.
#[derive(Debug)]
pub struct InlineCache<T> {
    entries: Mutex<Vec<Box<Entry<T>>>>,
}

impl<T: Copy> InlineCache<T> {
    /// A cache that knows nothing, for calls of `method`.
    pub fn new(method: T, owner: usize) -> InlineCache<T> {
        let end = Entry {
            class: 0,
            end: OPEN,
            method,
            next: ptr::null(),
            owner,
        };
        InlineCache {
            entries: Mutex::new(vec![Box::new(end)]),
        }
    }

    /// What the cell is to hold now.
    pub fn first(&self) -> *const Entry<T> {
        let entries = sync::lock(&self.entries);
        let first = entries.last().expect("a cache has an end");
        ptr::from_ref(&**first)
    }

    /// Adds a class, if there is something to add, and calls `publish` with what the cell is to
    /// hold from now on, which must be a release store. Returns the states before and after.
    pub fn learn(
        &self,
        class: u32,
        method: T,
        publish: impl FnOnce(*const Entry<T>),
    ) -> Option<(State, State)> {
        let mut entries = sync::lock(&self.entries);
        let mut known = entries.iter();
        if known.any(|entry| entry.class == class || entry.end == MEGAMORPHIC) {
            return None;
        }
        let from = state_of(&entries);
        let (end, last) = (&entries[0], &entries[entries.len() - 1]);
        let entry = if entries.len() > MAX_CLASSES {
            Entry {
                class: 0,
                end: MEGAMORPHIC,
                method: end.method,
                next: ptr::null(),
                owner: end.owner,
            }
        } else {
            Entry {
                class,
                end: 0,
                method,
                next: ptr::from_ref(&**last),
                owner: end.owner,
            }
        };
        let entry = Box::new(entry);
        let address = ptr::from_ref(&*entry);
        entries.push(entry);
        publish(address);
        Some((from, state_of(&entries)))
    }

    /// How much it has learned.
    pub fn state(&self) -> State {
        state_of(&sync::lock(&self.entries))
    }
}

fn state_of<T>(entries: &[Box<Entry<T>>]) -> State {
    match entries.len() - 1 {
        0 => State::Uninitialized,
        1 => State::Monomorphic,
        n if n <= MAX_CLASSES => State::Polymorphic,
        _ => State::Megamorphic,
    }
}

/// The method that a list has for a class, as the stubs look it up.
///
/// # Safety
/// `first` was published by a cache that lives.
pub unsafe fn find<T: Copy>(first: *const Entry<T>, class: u32) -> Option<T> {
    // SAFETY: by contract; entries lead to entries of the same cache.
    let mut entry = unsafe { &*first };
    while entry.end == 0 {
        if entry.class == class {
            return Some(entry.method);
        }
        // SAFETY: as above; only ends have no next entry.
        entry = unsafe { &*entry.next };
    }
    None
}
