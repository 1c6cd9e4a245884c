//! The atomics and locks of what `tests/model.rs` compiles once more, with those of a model checker.

pub(crate) use parking_lot::Mutex;
pub(crate) use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

/// Takes a lock.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> parking_lot::MutexGuard<'_, T> {
    mutex.lock()
}
