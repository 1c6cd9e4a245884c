//! `Thread.threadStatus` and the interrupt flag, as `java.lang.Thread` keeps them.

use crate::known::{THREAD_INTERRUPTED, THREAD_STATUS};
use crate::thread::Cx;

/// Values of `Thread.threadStatus` (bits of JVMTI's thread states).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(i32)]
#[expect(missing_docs, reason = "the names are those of the states")]
pub enum JavaThreadStatus {
    New = 0,
    Terminated = 0x2,
    Runnable = 0x5,
    Sleeping = 0xE1,
    InObjectWait = 0x191,
    InObjectWaitTimed = 0x1A1,
    Parked = 0x291,
    ParkedTimed = 0x2A1,
    BlockedOnMonitorEnter = 0x401,
}

/// Sets the status of the current thread's object, if it has one.
pub fn set_status(cx: &Cx, status: JavaThreadStatus) {
    if let Some(object) = cx.thread_object().non_null() {
        object.store_i32(THREAD_STATUS.offset(), status as i32);
    }
}

/// Runs `action`, which waits, with another status.
pub fn with_status<R>(
    cx: &mut Cx,
    status: JavaThreadStatus,
    action: impl FnOnce(&mut Cx) -> R,
) -> R {
    let Some(object) = cx.thread_object().non_null() else {
        return action(cx);
    };
    let offset = THREAD_STATUS.offset();
    let before = object.load_i32(offset);
    object.store_i32(offset, status as i32);
    let thread = cx.thread();
    let result = if status == JavaThreadStatus::BlockedOnMonitorEnter {
        action(cx)
    } else {
        thread.waited.count(|| action(cx))
    };
    cx.thread_object().store_i32(offset, before);
    result
}

/// Is the current thread interrupted?
pub fn is_interrupted(cx: &Cx) -> bool {
    cx.thread_object()
        .non_null()
        .is_some_and(|object| object.load_u8(THREAD_INTERRUPTED.offset()) != 0)
}

/// Takes the current thread's interrupt away; true if there was one.
pub fn clear_interrupted(cx: &Cx) -> bool {
    let interrupted = is_interrupted(cx);
    if interrupted {
        cx.thread_object().store_u8(THREAD_INTERRUPTED.offset(), 0);
    }
    interrupted
}
