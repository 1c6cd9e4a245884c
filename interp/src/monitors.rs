//! Monitors held by interpreter frames.
//!
//! Every lock that a frame takes is recorded on the thread's lock stack, so that unbalanced code is
//! noticed when the frame is left (JVMS 2.11.10, structured locking) and an exception releases
//! what the frame held. The records are roots of the collector.

use vm_runtime::exceptions;
use vm_runtime::frame::{FRAME_HAS_LOCKS, FRAME_LOCKED, Frame};
use vm_runtime::handle::HandleScope;
use vm_runtime::monitor;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult, LockRecord};

fn lock(cx: &mut Cx, raw: u64) {
    // SAFETY: the object is on the operand stack or in a local of the top frame: a root.
    let object = unsafe { Oop::new(cx, raw) };
    if !monitor::enter_fast(cx, object) {
        let scope = HandleScope::enter(cx);
        let object = scope.handle(object);
        monitor::enter(cx, object);
    }
}

fn push_record(cx: &Cx, frame: &Frame, raw: u64) {
    // SAFETY: the lock stack is touched only by its own thread, or with the thread stopped.
    let stack = unsafe { &mut *cx.thread().lock_stack.get() };
    stack.push(LockRecord {
        frame: std::ptr::from_ref(frame).addr(),
        object: raw,
    });
}

/// `monitorenter`: the object stays the top operand while the thread may block.
#[inline(never)]
pub(crate) fn enter_block(cx: &mut Cx, frame: &mut Frame, raw: u64) -> JResult<()> {
    lock(cx, raw);
    // SAFETY: the saved operand stack of the top frame holds the object, updated if it moved.
    let raw = unsafe { *frame.sp.sub(1) };
    push_record(cx, frame, raw);
    frame.flags |= FRAME_HAS_LOCKS;
    Ok(())
}

/// `monitorexit`. Throws `IllegalMonitorStateException` for a lock that this frame does not hold.
#[inline(never)]
pub(crate) fn exit_block(cx: &mut Cx, frame: &mut Frame, raw: u64) -> JResult<()> {
    let address = std::ptr::from_ref(&*frame).addr();
    // SAFETY: as in `push_record`.
    let stack = unsafe { &mut *cx.thread().lock_stack.get() };
    let held = stack
        .iter()
        .rposition(|record| record.frame == address && record.object == raw);
    let Some(position) = held else {
        return Err(exceptions::throw(
            cx,
            "java/lang/IllegalMonitorStateException",
            None,
        ));
    };
    stack.remove(position);
    if stack.last().is_none_or(|record| record.frame != address) {
        frame.flags &= !FRAME_HAS_LOCKS;
    }
    // SAFETY: the object is the top operand: a root.
    monitor::exit(cx, unsafe { Oop::new(cx, raw) })
}

/// Locks the receiver, or the mirror, for a synchronized method whose frame is the top one.
#[inline(never)]
pub(crate) fn enter_method(cx: &mut Cx, frame: &mut Frame) {
    let raw = method_lock(cx, frame);
    lock(cx, raw);
    let raw = method_lock(cx, frame);
    push_record(cx, frame, raw);
    frame.flags |= FRAME_LOCKED;
}

fn method_lock(cx: &Cx, frame: &Frame) -> u64 {
    if frame.method.is_static() {
        frame.method.class.mirror(cx).raw()
    } else {
        // SAFETY: local 0 is the receiver until the first instruction runs.
        unsafe { *frame.locals }
    }
}

/// Releases the lock of a synchronized method; throws `IllegalMonitorStateException` if the frame
/// still holds others (they are released).
#[inline(never)]
pub(crate) fn release_at_return(cx: &mut Cx, frame: &mut Frame) -> JResult<()> {
    let own = usize::from(frame.flags & FRAME_LOCKED != 0);
    let n_held = release_all(cx, frame);
    if n_held == own {
        Ok(())
    } else {
        Err(exceptions::throw(
            cx,
            "java/lang/IllegalMonitorStateException",
            None,
        ))
    }
}

/// Releases everything the frame holds; an exception is pending and stays so.
pub(crate) fn release_at_unwind(cx: &mut Cx, frame: &mut Frame) {
    release_all(cx, frame);
}

fn release_all(cx: &Cx, frame: &mut Frame) -> usize {
    let address = std::ptr::from_ref(&*frame).addr();
    // SAFETY: as in `push_record`.
    let stack = unsafe { &mut *cx.thread().lock_stack.get() };
    let mut n_released = 0;
    while let Some(record) = stack.pop_if(|record| record.frame == address) {
        // SAFETY: lock records are roots, and leaving a monitor reaches no safepoint.
        let exited = monitor::exit(cx, unsafe { Oop::new(cx, record.object) });
        debug_assert!(exited.is_ok(), "a recorded lock is held");
        n_released += 1;
    }
    frame.flags &= !(FRAME_LOCKED | FRAME_HAS_LOCKS);
    n_released
}
