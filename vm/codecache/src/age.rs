//! How long ago a piece of code was in use, in epochs: from when its memory may be reused.
//!
//! Orderings are checked by `tests/model.rs`.

use crate::sync::{AtomicU64, Ordering};

/// Epochs that must pass without an activation before memory is reused.
const GRACE: u64 = 2;

/// The age of a blob.
#[derive(Debug)]
pub(crate) struct Age {
    /// The epoch of its retirement; 0: it is in use.
    retired: AtomicU64,
    /// The last epoch in which a stack was seen to hold an address of it.
    active: AtomicU64,
}

impl Age {
    /// In use.
    pub(crate) fn new() -> Age {
        Age {
            retired: AtomicU64::new(0),
            active: AtomicU64::new(0),
        }
    }

    /// Was it retired?
    pub(crate) fn is_retired(&self) -> bool {
        self.retired.load(Ordering::Acquire) != 0
    }

    /// It was met on a stack.
    pub(crate) fn mark_active(&self, epoch: u64) {
        self.active.fetch_max(epoch, Ordering::Relaxed);
    }

    /// Retires it. False: it was retired before.
    pub(crate) fn retire(&self, epoch: u64) -> bool {
        self.retired
            .compare_exchange(0, epoch, Ordering::AcqRel, Ordering::Relaxed)
            .is_ok()
    }

    /// Have enough scans passed since it was last in use?
    pub(crate) fn is_dead(&self, epoch: u64) -> bool {
        let retired = self.retired.load(Ordering::Acquire);
        let last = retired.max(self.active.load(Ordering::Relaxed));
        retired != 0 && last + GRACE <= epoch
    }
}
