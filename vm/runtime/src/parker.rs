//! What a thread sleeps on: futex events, `LockSupport.park`, `Thread.sleep`, interrupts.

use crate::handle::Handle;
use crate::thread::{Cx, JResult, Thread};
use crate::threads::{self, JavaThreadStatus};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A binary semaphore: at most one permit. Thread records are never unmapped, so a late
/// [`Event::set`] is a spurious permit, not an error.
pub struct Event {
    permit: AtomicU32,
}

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}

impl Event {
    /// An event without permit.
    pub const fn new() -> Event {
        Event {
            permit: AtomicU32::new(0),
        }
    }

    /// Gives the permit and wakes the sleeper.
    pub fn set(&self) {
        if self.permit.swap(1, Ordering::SeqCst) == 0 {
            // SAFETY: the word is valid; a futex wake has no other precondition.
            unsafe {
                libc::syscall(
                    libc::SYS_futex,
                    self.permit.as_ptr(),
                    libc::FUTEX_WAKE | libc::FUTEX_PRIVATE_FLAG,
                    1,
                );
            }
        }
    }

    /// Takes the permit if there is one.
    pub fn take(&self) -> bool {
        self.permit.swap(0, Ordering::SeqCst) == 1
    }

    /// Sleeps until there is a permit, and takes it, or until `deadline`. True if it was taken. The
    /// thread must be in a safe state.
    pub fn wait(&self, deadline: Option<Instant>) -> bool {
        loop {
            if self.take() {
                return true;
            }
            let timeout = match deadline {
                None => None,
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return false;
                    }
                    Some(libc::timespec {
                        tv_sec: libc::time_t::try_from(left.as_secs()).unwrap_or(libc::time_t::MAX),
                        tv_nsec: libc::c_long::from(left.subsec_nanos() as i32),
                    })
                }
            };
            let timeout = timeout
                .as_ref()
                .map_or(std::ptr::null(), std::ptr::from_ref);
            // SAFETY: the word and the time are valid for the duration of the call.
            unsafe {
                libc::syscall(
                    libc::SYS_futex,
                    self.permit.as_ptr(),
                    libc::FUTEX_WAIT | libc::FUTEX_PRIVATE_FLAG,
                    0,
                    timeout,
                );
            }
        }
    }
}

/// The park permit of a thread, and what it sleeps on.
#[derive(Default)]
pub struct Parker {
    /// `LockSupport.park`'s permit.
    permit: Event,
    /// Wakes `Thread.sleep`.
    sleep: Event,
}

impl Parker {
    /// A parker without permit.
    pub const fn new() -> Parker {
        Parker {
            permit: Event::new(),
            sleep: Event::new(),
        }
    }

    pub(crate) fn reset(&self) {
        self.permit.take();
        self.sleep.take();
    }
}

/// What a thread waits on in a monitor.
#[derive(Default)]
pub struct WaitNode {
    /// Set when the thread is to look at the monitor again.
    pub(crate) event: Event,
}

impl WaitNode {
    /// A node that waits for nothing.
    pub const fn new() -> WaitNode {
        WaitNode {
            event: Event::new(),
        }
    }
}

/// A moment far enough away to count as never.
const FAR: Duration = Duration::from_secs(100 * 365 * 24 * 3600);

/// `now + duration`, without overflow.
pub(crate) fn deadline_after(duration: Duration) -> Instant {
    Instant::now() + duration.min(FAR)
}

/// `Unsafe.park`: returns when unparked, interrupted, after `time` nanoseconds (if positive), at
/// `time` milliseconds since the epoch (if `is_absolute`), or for no reason.
pub fn park(cx: &mut Cx, is_absolute: bool, time: i64) {
    let thread = cx.thread();
    if thread.parker.permit.take()
        || time < 0
        || (is_absolute && time == 0)
        || threads::is_interrupted(cx)
    {
        return;
    }
    let deadline = if is_absolute {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let then = Duration::from_millis(time as u64);
        if then <= now {
            return;
        }
        Some(deadline_after(then - now))
    } else if time > 0 {
        Some(deadline_after(Duration::from_nanos(time as u64)))
    } else {
        None
    };
    let status = if deadline.is_some() {
        JavaThreadStatus::ParkedTimed
    } else {
        JavaThreadStatus::Parked
    };
    threads::with_status(cx, status, |cx| {
        crate::safepoint::blocked(cx, || thread.parker.permit.wait(deadline));
    });
}

/// `Unsafe.unpark`: gives the thread a permit.
pub fn unpark(thread: &Thread) {
    thread.parker.permit.set();
}

/// As [`unpark`], for a `java.lang.Thread` object; does nothing if it has not started or has ended.
pub fn unpark_object(cx: &Cx, object: Handle<'_>) {
    if let Some(thread) = threads::of_object(cx, object.get(cx)) {
        unpark(thread);
    }
}

/// `Thread.sleep` for a non-negative time. Throws `InterruptedException`.
pub fn sleep(cx: &mut Cx, duration: Duration) -> JResult<()> {
    let thread = cx.thread();
    if threads::clear_interrupted(cx) {
        return Err(crate::exceptions::throw(
            cx,
            "java/lang/InterruptedException",
            Some("sleep interrupted"),
        ));
    }
    if duration.is_zero() {
        crate::safepoint::blocked(cx, std::thread::yield_now);
        return Ok(());
    }
    let deadline = deadline_after(duration);
    threads::with_status(cx, JavaThreadStatus::Sleeping, |cx| {
        loop {
            // A permit may be left over from an interrupt that was noticed elsewhere.
            let woken = crate::safepoint::blocked(cx, || thread.parker.sleep.wait(Some(deadline)));
            if !woken {
                return Ok(());
            }
            if threads::clear_interrupted(cx) {
                let message = Some("sleep interrupted");
                return Err(crate::exceptions::throw(
                    cx,
                    "java/lang/InterruptedException",
                    message,
                ));
            }
        }
    })
}

/// `Thread.interrupt0`: wakes the thread from sleep, wait and park. Java code has set the flag.
pub fn interrupt(_cx: &Cx, thread: &Thread) {
    thread.parker.sleep.set();
    thread.parker.permit.set();
    thread.wait_node.event.set();
}

/// As [`interrupt`], for a `java.lang.Thread` object; does nothing if it has not started or has ended.
pub fn interrupt_object(cx: &Cx, object: Handle<'_>) {
    if let Some(thread) = threads::of_object(cx, object.get(cx)) {
        interrupt(cx, thread);
    }
}
