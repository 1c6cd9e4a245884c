//! An entry of the lookup table: what a reader finds there is complete.
//!
//! Orderings are checked by `tests/model.rs`.

use crate::sync::{AtomicPtr, Ordering};

/// A pointer that is published. All zero bytes are a valid entry: nothing.
#[derive(Debug)]
#[repr(transparent)]
pub(crate) struct Entry<T>(AtomicPtr<T>);

impl<T> Entry<T> {
    /// An entry outside of the table, which is zero bytes at first.
    #[cfg(test)]
    pub(crate) fn new(value: *mut T) -> Entry<T> {
        Entry(AtomicPtr::new(value))
    }

    /// What was published, or null.
    pub(crate) fn get(&self) -> *mut T {
        self.0.load(Ordering::Acquire)
    }

    /// Publishes what was written before; null takes it away.
    pub(crate) fn set(&self, value: *mut T) {
        self.0.store(value, Ordering::Release);
    }
}
