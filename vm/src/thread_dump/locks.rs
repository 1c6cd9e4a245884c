//! The lines about locks below the frames of a dump.

use super::object_of;
use std::fmt::Write;
use std::sync::atomic::Ordering;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, Thread};
use vm_runtime::walk::JavaFrame;

/// `Thread.State` BLOCKED as the status word has it.
const BLOCKED: i32 = 0x401;

/// `<address> (a Type)`, where the mirror of a class says which.
fn describe(object: Oop<'_>) -> String {
    if object.class() == KnownClass::Class.get() {
        let class = known::class_of_mirror(object);
        return format!(
            "<{:#018x}> (a java.lang.Class for {})",
            object.raw(),
            class.external_name()
        );
    }
    format!(
        "<{:#018x}> (a {})",
        object.raw(),
        object.class().external_name()
    )
}

fn line(text: &mut String, what: &str, object: Oop<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(text, "\t- {what} {}", describe(object));
}

/// What `frame` holds, and, if it is the top one, what the thread waits for.
pub(super) fn of_frame(
    cx: &Cx,
    thread: &Thread,
    frame: JavaFrame,
    is_top: bool,
    text: &mut String,
) {
    let object = object_of(cx, thread);
    let is_blocked = object.load_i32(known::THREAD_STATUS.offset()) == BLOCKED;
    // SAFETY: the word is a root of the thread's record.
    let wanted = unsafe { Oop::new(cx, thread.blocked_on.load(Ordering::Acquire)) };
    if is_top {
        let is_wait = frame.method.name == "wait" && frame.method.class == KnownClass::Object.get();
        let blocker = known::THREAD_PARK_BLOCKER.load(object);
        if is_wait {
            if let Some(wanted) = wanted.non_null() {
                line(
                    text,
                    if is_blocked {
                        "waiting to re-lock in wait()"
                    } else {
                        "waiting on"
                    },
                    wanted,
                );
            }
        } else if let Some(blocker) = blocker.non_null() {
            line(text, "parking to wait for ", blocker);
        } else if is_blocked && let Some(wanted) = wanted.non_null() {
            line(text, "waiting to lock", wanted);
        }
    }
    for object in frame.locked(cx, thread).into_iter().rev() {
        line(text, "locked", object);
    }
}
