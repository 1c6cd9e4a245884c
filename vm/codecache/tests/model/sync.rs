//! The checker's atomics and locks, under the names of `src/sync.rs`.

pub(crate) use loom::sync::Mutex;
pub(crate) use loom::sync::atomic::{AtomicPtr, AtomicU64, Ordering};

/// Takes a lock.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> loom::sync::MutexGuard<'_, T> {
    mutex.lock().expect("nobody panics with the lock held")
}
