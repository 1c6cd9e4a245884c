//! `-Xcheck:jni`: reports of native code that breaks the rules of the interface.
//!
//! Two kinds of mistake are found: calls made while an exception is pending (a warning with the
//! Java frames), and references that are not, or no longer, valid (fatal, as on HotSpot). Without
//! the option a function pays one load of a flag.

use super::types::{Env, Ref, TAG_GLOBAL, TAG_WEAK};
use crate::backtraces::captured;
use crate::thread_dump::frame_line;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use vm_runtime::handle::FREE_SLOT_TAG;
use vm_runtime::heap::globals;
use vm_runtime::thread::Thread;

static ENABLED: AtomicBool = AtomicBool::new(false);

/// Class records lie below this address; the mirror word of one serves as a `jclass`.
const LOW_ARENA_END: usize = 4 << 30;

/// Functions that may be called with an exception pending.
const ALLOWED: &[&str] = &[
    "delete_global_ref",
    "delete_weak_global_ref",
    "exception_clear",
    "exception_describe",
    "exception_occurred",
    "is_same_object",
    "monitor_exit",
    "release_primitive_array_critical",
];

/// Turns checking on.
pub(crate) fn enable() {
    ENABLED.store(true, Ordering::Relaxed);
}

/// Is checking on?
#[inline]
pub(crate) fn enabled() -> bool {
    ENABLED.load(Ordering::Relaxed)
}

/// Warns if an exception is pending in a call of the function `name`.
#[cold]
pub(crate) fn at_entry(env: Env, name: &str) {
    let thread = env.thread();
    if thread.has_pending() && !ALLOWED.contains(&name) {
        report(thread, "WARNING", "JNI call made with exception pending");
    }
}

/// Aborts the process unless the reference is null or denotes a live slot.
#[cold]
pub(crate) fn reference(reference: Ref) {
    let Some(thread) = Thread::current() else {
        return;
    };
    if !is_valid(thread, reference) {
        report(
            thread,
            "FATAL ERROR",
            "Bad global or local ref passed to JNI",
        );
        std::process::abort();
    }
}

fn is_valid(thread: &Thread, reference: Ref) -> bool {
    let slot = reference.slot();
    match reference.tag() {
        _ if reference.is_null() => true,
        TAG_GLOBAL => globals::is_global(slot),
        TAG_WEAK => globals::is_weak_global(slot),
        0 if slot >= thread.handle_base.get() && slot < thread.handle_limit.get() => {
            // SAFETY: the slot lies in the mapped handle area.
            slot < thread.handle_top.get() && unsafe { *slot } & FREE_SLOT_TAG == 0
        }
        // Arguments are slots of the Java stack.
        0 if slot >= thread.java_base.get() && slot < thread.java_limit.get() => true,
        0 => slot.addr() < LOW_ARENA_END && slot.addr() > 4096,
        _ => false,
    }
}

/// Prints the report with the Java frames of the thread, as HotSpot does, on standard output.
fn report(thread: &Thread, kind: &str, message: &str) {
    let mut text = format!("{kind} in native method: {message}\n");
    for element in captured(thread) {
        text.push_str(&frame_line(element));
    }
    // Nothing can be done about a standard output that is closed.
    let _ = std::io::stdout().write_all(text.as_bytes());
    let _ = std::io::stdout().flush();
}
