//! The checker's atomics, under the names of `src/sync.rs`.

pub(crate) use loom::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
