//! Stress modes: leaving, entering and ending compiled code for no reason.
//!
//! `--deopt-every=N` leaves at every Nth poll of compiled code, in the state before the poll's
//! instruction, and at every Nth guard that a thread comes by, with the guard's state: as many
//! different places as code has. `--invalidate-every=N` ends the code of some frame of the thread at
//! every Nth poll. `--osr-every=N` has every loop compiled at its Nth back edge, whatever the policy
//! says, and entered again at every Nth one.

use crate::options::JitOptions;
use std::mem::offset_of;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use vm_runtime::thread::Thread;

static DEOPT_EVERY: AtomicU64 = AtomicU64::new(0);
static INVALIDATE_EVERY: AtomicU64 = AtomicU64::new(0);
static POLLS: AtomicU64 = AtomicU64::new(0);
static OSR_EVERY: AtomicU32 = AtomicU32::new(0);

/// Sets how often; 0: never.
pub(super) fn configure(options: &JitOptions) {
    DEOPT_EVERY.store(options.deopt_every, Ordering::Relaxed);
    INVALIDATE_EVERY.store(options.invalidate_every, Ordering::Relaxed);
    let osr_every = u32::try_from(options.osr_every).unwrap_or(u32::MAX);
    OSR_EVERY.store(osr_every, Ordering::Relaxed);
}

/// What a poll of compiled code is to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct AtPoll {
    /// The code is left here.
    pub(super) leaves: bool,
    /// The code of some frame ends: of all frames, the one with this number, counted round.
    pub(super) ends: Option<usize>,
}

/// Counts a poll of compiled code.
pub(super) fn at_poll() -> AtPoll {
    let leave_every = DEOPT_EVERY.load(Ordering::Relaxed);
    let end_every = INVALIDATE_EVERY.load(Ordering::Relaxed);
    if leave_every == 0 && end_every == 0 {
        return AtPoll {
            leaves: false,
            ends: None,
        };
    }
    let n = POLLS.fetch_add(1, Ordering::Relaxed) + 1;
    let is_due = |every: u64| every > 0 && n.is_multiple_of(every);
    AtPoll {
        leaves: is_due(leave_every),
        // The upper bits of a product with an odd number look like chance.
        ends: is_due(end_every).then(|| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize),
    }
}

/// Where guards count, if they do.
pub(super) fn check_countdown() -> Option<i32> {
    let is_on = DEOPT_EVERY.load(Ordering::Relaxed) > 0;
    is_on.then_some(offset_of!(Thread, check_countdown) as i32)
}

/// Has the thread just left because its count was at its end? Then it begins again.
pub(super) fn has_counted_down(thread: &Thread) -> bool {
    let every = DEOPT_EVERY.load(Ordering::Relaxed);
    let is_over = every > 0 && thread.check_countdown.get() == u32::MAX;
    if is_over {
        let left = u32::try_from(every - 1).unwrap_or(u32::MAX - 1);
        thread.check_countdown.set(left);
    }
    is_over
}

/// After how many back edges a loop enters compiled code, if a stress mode says so.
pub(super) fn back_edges() -> Option<u32> {
    let every = OSR_EVERY.load(Ordering::Relaxed);
    (every > 0).then_some(every)
}
