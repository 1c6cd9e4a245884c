//! `Thread.stop`, `suspend` and `resume`: deprecated, but in the library of JDK 17.
//!
//! A request sets a bit in the poll word of the thread that it is for. That thread acts at its next
//! poll, or when it returns from native code: it throws the exception that it was sent, or blocks
//! until it is resumed. A stop also interrupts, so that a thread that waits, sleeps or is parked
//! notices. A suspended thread counts as safe: it does not hold up a stop of the world.

use crate::handle::Handle;
use crate::known::{KnownClass, THREAD_INTERRUPTED, THREAD_STILLBORN};
use crate::oop::Oop;
use crate::safepoint::{self, POLL_STOPPED, POLL_SUSPENDED};
use crate::thread::{Cx, JResult, Thread};
use crate::{exceptions, parker, threads};
use std::sync::atomic::Ordering;

/// `Thread.stop0`: has `exception` thrown in the thread; in the calling one, throws it.
pub fn stop(cx: &mut Cx, object: Handle<'_>, exception: Handle<'_>) -> JResult<()> {
    if exception.is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            None,
        ));
    }
    let Some(target) = threads::of_object(cx, object.get(cx)) else {
        // Not started yet, or ended: if it is ever started, it does not run.
        object.get(cx).store_u8(THREAD_STILLBORN.offset(), 1);
        return Ok(());
    };
    if std::ptr::eq(target, cx.thread()) {
        return Err(cx.set_pending(exception.get(cx)));
    }
    safepoint::if_listed(target, object.get(cx), || {
        if !is_thread_death(sent(cx, target)) {
            target
                .sent_exception
                .store(exception.get(cx).raw(), Ordering::Release);
        }
        target.poll.fetch_or(POLL_STOPPED, Ordering::SeqCst);
        object.get(cx).store_u8(THREAD_INTERRUPTED.offset(), 1);
        parker::interrupt(cx, target);
    });
    Ok(())
}

/// The exception that the thread has been sent and has not thrown yet.
fn sent<'a>(cx: &'a Cx, target: &Thread) -> Oop<'a> {
    // SAFETY: the word is a root of its thread.
    unsafe { Oop::new(cx, target.sent_exception.load(Ordering::Acquire)) }
}

fn is_thread_death(exception: Oop<'_>) -> bool {
    !exception.is_null()
        && exception
            .class()
            .is_subtype_of(KnownClass::ThreadDeath.get())
}

/// Makes the exception that the current thread was sent pending, if there is one. It replaces what
/// is pending, unless that is a `ThreadDeath`.
#[cold]
pub(crate) fn throw_sent(cx: &Cx) {
    let thread = cx.thread();
    thread.poll.fetch_and(!POLL_STOPPED, Ordering::SeqCst);
    // SAFETY: the word was a root until now.
    let exception = unsafe { Oop::new(cx, thread.sent_exception.swap(0, Ordering::AcqRel)) };
    if !exception.is_null() && !is_thread_death(cx.pending()) {
        let _thrown = cx.set_pending(exception);
    }
}

/// Sends the current thread an exception that it has taken but could not throw where it was.
pub fn send_again(cx: &Cx, exception: Oop<'_>) {
    let thread = cx.thread();
    thread
        .sent_exception
        .store(exception.raw(), Ordering::Release);
    thread.poll.fetch_or(POLL_STOPPED, Ordering::SeqCst);
}

/// `Thread.suspend0`: returns when the thread is at a place where it stays until it is resumed.
pub fn suspend(cx: &mut Cx, object: Handle<'_>) {
    let Some(target) = threads::of_object(cx, object.get(cx)) else {
        return;
    };
    safepoint::if_listed(target, object.get(cx), || {
        target.poll.fetch_or(POLL_SUSPENDED, Ordering::SeqCst);
    });
    if std::ptr::eq(target, cx.thread()) {
        // It blocks on its way back to Java.
        return;
    }
    safepoint::blocked(cx, || {
        let is_running = || {
            target.poll.load(Ordering::SeqCst) & POLL_SUSPENDED != 0 && !target.state().is_safe()
        };
        while is_running() {
            std::thread::yield_now();
        }
    });
}

/// `Thread.resume0`.
pub fn resume(cx: &Cx, object: Handle<'_>) {
    if let Some(target) = threads::of_object(cx, object.get(cx)) {
        safepoint::end_suspension(target);
    }
}
