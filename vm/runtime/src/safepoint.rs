//! Safepoints: the one authority that stops the world.

use crate::thread::{Cx, Thread};

/// A poll: returns at once unless a stop is requested. Called from VM code; the interpreter tests
/// `Thread::poll` itself and calls [`poll_slow`].
#[inline]
pub fn poll(cx: &mut Cx) {
    if cx.thread().poll.load(std::sync::atomic::Ordering::Relaxed) != 0 {
        poll_slow(cx);
    }
}

/// Blocks while the world is stopped; handles asynchronous requests.
#[cold]
pub fn poll_slow(_cx: &mut Cx) {
    panic!("not linked in yet")
}

/// `InVm`/`InJava` → `InNative`. Oops must not be touched until [`leave_native`].
#[inline]
pub fn enter_native(_thread: &Thread) {
    panic!("not linked in yet")
}

/// `InNative` → `InVm`: blocks while the world is stopped.
#[inline]
pub fn leave_native(_thread: &Thread) {
    panic!("not linked in yet")
}

/// Runs `wait` (which must not touch oops) in state `Blocked`; then blocks while the world is stopped.
pub fn blocked<R>(_cx: &mut Cx, _wait: impl FnOnce() -> R) -> R {
    panic!("not linked in yet")
}
