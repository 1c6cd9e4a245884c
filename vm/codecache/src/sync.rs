//! The atomics of what `tests/model.rs` compiles once more, with those of a model checker.

pub(crate) use std::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
