//! `Object.wait`, `notify` and `notifyAll`.
//!
//! A notified thread is moved to the threads that want the monitor and sleeps on until the
//! notifier leaves it.

use super::{Lock, check_owner, decode, header, inflate, table};
use crate::exceptions;
use crate::handle::Handle;
use crate::parker::deadline_after;
use crate::safepoint;
use crate::thread::{Cx, JResult};
use crate::threads::{JavaThreadStatus, clear_interrupted, is_interrupted, with_status};
use std::sync::atomic::Ordering;
use std::time::Duration;

/// `Object.wait(ms)`; 0 waits for ever.
pub fn wait(cx: &mut Cx, object: Handle<'_>, millis: i64) -> JResult<()> {
    let Ok(timeout) = u64::try_from(millis) else {
        let message = Some("timeout value is negative");
        return Err(exceptions::throw(
            cx,
            "java/lang/IllegalArgumentException",
            message,
        ));
    };
    check_owner(cx, object)?;
    if clear_interrupted(cx) {
        return Err(exceptions::throw(
            cx,
            "java/lang/InterruptedException",
            None,
        ));
    }
    let thread = cx.thread();
    let deadline = (timeout > 0).then(|| deadline_after(Duration::from_millis(timeout)));
    let monitor = inflate(object.get(cx));
    monitor.hold();
    // A permit left over from an earlier wake-up would only cost a turn of the loop below.
    thread.wait_node.event.take();
    monitor.queues.lock().add_waiter(thread);
    let recursion = monitor.exit_all();
    thread
        .blocked_on
        .store(object.get(cx).raw(), Ordering::Release);
    let status = if deadline.is_some() {
        JavaThreadStatus::InObjectWaitTimed
    } else {
        JavaThreadStatus::InObjectWait
    };
    let interrupted = with_status(cx, status, |cx| {
        // The interrupt may have come before the event was emptied.
        let mut woken = true;
        loop {
            let mut queues = monitor.queues.lock();
            if !queues.is_waiting(thread) {
                return false;
            }
            if !woken {
                queues.remove_waiter(thread);
                return false;
            }
            if is_interrupted(cx) {
                queues.remove_waiter(thread);
                return true;
            }
            drop(queues);
            woken = safepoint::blocked(cx, || thread.wait_node.event.wait(deadline));
        }
    });
    with_status(cx, JavaThreadStatus::BlockedOnMonitorEnter, |cx| {
        monitor.acquire(cx)
    });
    monitor.restore(recursion);
    thread.blocked_on.store(0, Ordering::Release);
    monitor.unhold();
    if interrupted && clear_interrupted(cx) {
        return Err(exceptions::throw(
            cx,
            "java/lang/InterruptedException",
            None,
        ));
    }
    Ok(())
}

/// `Object.notify` / `notifyAll`.
pub fn notify(cx: &mut Cx, object: Handle<'_>, all: bool) -> JResult<()> {
    check_owner(cx, object)?;
    if let Lock::Inflated(index) = decode(header(object.get(cx)).load(Ordering::Relaxed)) {
        let mut queues = table::get(index).queues.lock();
        while queues.notify_one() && all {}
    }
    Ok(())
}
