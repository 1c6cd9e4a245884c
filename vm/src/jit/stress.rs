//! Stress modes: leaving and entering compiled code for no reason.
//!
//! `--deopt-every=N` leaves at every Nth poll of compiled code, in the state before the poll's
//! instruction: as many different places as loops and methods have. `--osr-every=N` has every loop
//! compiled at its Nth back edge, whatever the policy says, and entered again at every Nth one.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

static DEOPT_EVERY: AtomicU64 = AtomicU64::new(0);
static POLLS: AtomicU64 = AtomicU64::new(0);
static OSR_EVERY: AtomicU32 = AtomicU32::new(0);

/// Sets how often; 0: never.
pub(super) fn configure(deopt_every: u64, osr_every: u64) {
    DEOPT_EVERY.store(deopt_every, Ordering::Relaxed);
    let osr_every = u32::try_from(osr_every).unwrap_or(u32::MAX);
    OSR_EVERY.store(osr_every, Ordering::Relaxed);
}

/// Counts a poll of compiled code: is it to be left here?
pub(super) fn leaves_now() -> bool {
    let every = DEOPT_EVERY.load(Ordering::Relaxed);
    every > 0 && (POLLS.fetch_add(1, Ordering::Relaxed) + 1).is_multiple_of(every)
}

/// After how many back edges a loop enters compiled code, if a stress mode says so.
pub(super) fn back_edges() -> Option<u32> {
    let every = OSR_EVERY.load(Ordering::Relaxed);
    (every > 0).then_some(every)
}
