//! Starting Java threads, and the protocol of their end.

use super::{
    JavaThreadStatus, create, detach_current, enter_native_thread, forget, release, stacks,
};
use crate::call::{self, Arg};
use crate::exceptions;
use crate::handle::{Handle, HandleScope};
use crate::known::{
    THREAD_DAEMON, THREAD_EETOP, THREAD_GROUP, THREAD_NAME, THREAD_STACK_SIZE, THREAD_STATUS,
    THREAD_STILLBORN,
};
use crate::safepoint;
use crate::strings;
use crate::thread::{Cx, JResult, Thread, ThreadState};
use parking_lot::{Condvar, Mutex};
use std::io::Write;
use std::sync::atomic::Ordering;

/// Attached threads that are not daemons.
static NON_DAEMONS: Mutex<usize> = Mutex::new(0);
static FEWER: Condvar = Condvar::new();

/// Why a Java thread could not be started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StartError {
    /// It has been started before.
    AlreadyStarted,
    /// The system refuses another thread.
    NoResources,
}

pub(super) fn count_thread(daemon: bool) {
    if !daemon {
        *NON_DAEMONS.lock() += 1;
    }
}

pub(super) fn uncount_thread(daemon: bool) {
    if !daemon {
        *NON_DAEMONS.lock() -= 1;
        FEWER.notify_all();
    }
}

/// Waits until the current thread, not a daemon, is the last that is not (`DestroyJavaVM`).
pub fn destroy_wait(cx: &mut Cx) {
    let own = usize::from(!cx.thread().daemon.load(Ordering::Relaxed));
    safepoint::blocked(cx, || {
        let mut count = NON_DAEMONS.lock();
        while *count > own {
            FEWER.wait(&mut count);
        }
    });
}

/// `Thread.start0`: makes a native thread that calls `run()`. Throws `IllegalThreadStateException` or
/// `OutOfMemoryError`.
pub fn start_java_thread(cx: &mut Cx, object: Handle<'_>) -> JResult<()> {
    match try_start(cx, object) {
        Ok(()) => Ok(()),
        Err(StartError::AlreadyStarted) => Err(exceptions::throw(
            cx,
            "java/lang/IllegalThreadStateException",
            None,
        )),
        Err(StartError::NoResources) => Err(exceptions::throw_out_of_memory(
            cx,
            "unable to create native thread: possibly out of memory or process/resource limits reached",
        )),
    }
}

fn try_start(cx: &mut Cx, object: Handle<'_>) -> Result<(), StartError> {
    let oop = object.get(cx);
    if oop.load_i64(THREAD_EETOP.offset()) != 0 {
        return Err(StartError::AlreadyStarted);
    }
    let asked = usize::try_from(oop.load_i64(THREAD_STACK_SIZE.offset())).unwrap_or(0);
    let daemon = oop.load_u8(THREAD_DAEMON.offset()) != 0;
    let name = THREAD_NAME
        .load(oop)
        .non_null()
        .map_or_else(String::new, strings::to_rust);
    let java_stack = if asked == 0 {
        stacks::default_size()
    } else {
        asked
    };
    let thread = create(&name, java_stack).map_err(|_| StartError::NoResources)?;
    thread.daemon.store(daemon, Ordering::Relaxed);
    // Listed before `eetop` is published: the object is a root from now on.
    safepoint::blocked(cx, || {
        safepoint::attach(thread, ThreadState::New, || crate::heap::bind(thread))
    });
    let oop = object.get(cx);
    thread.object.set(oop.raw());
    oop.store_i64(
        THREAD_EETOP.offset(),
        std::ptr::from_ref(thread).addr() as i64,
    );
    oop.store_i32(THREAD_STATUS.offset(), JavaThreadStatus::Runnable as i32);
    count_thread(daemon);
    let spawned = std::thread::Builder::new()
        .name(name.chars().filter(|c| *c != '\0').collect())
        .stack_size(stacks::native_size(java_stack))
        .spawn(move || body(thread));
    if spawned.is_ok() {
        return Ok(());
    }
    uncount_thread(daemon);
    let oop = object.get(cx);
    oop.store_i64(THREAD_EETOP.offset(), 0);
    oop.store_i32(THREAD_STATUS.offset(), JavaThreadStatus::New as i32);
    safepoint::blocked(cx, || {
        safepoint::detach(thread, || {
            crate::heap::unbind(thread);
            forget(thread);
        });
    });
    stacks::unmap(thread);
    release(thread);
    Err(StartError::NoResources)
}

/// What a new Java thread does.
fn body(thread: &'static Thread) {
    enter_native_thread(thread);
    safepoint::begin(thread);
    // SAFETY: the current thread, in VM, and its only token.
    let cx = unsafe { thread.cx() };
    {
        let scope = HandleScope::enter(cx);
        let object = scope.handle(cx.thread_object());
        let is_stillborn = object.get(cx).load_u8(THREAD_STILLBORN.offset()) != 0;
        if !is_stillborn {
            // A pending exception is the business of the protocol below.
            let _pending = call::invoke_virtual(cx, "run", "()V", &[Arg::Ref(object)]);
        }
    }
    exit_current(cx);
}

/// Ends the current thread: the Java-level protocol, then detaching.
pub fn exit_current(cx: &mut Cx) {
    run_detached_protocol(cx);
    detach_current();
}

/// The Java-level protocol of a thread's end: uncaught exception, `Thread.exit`, termination seen by
/// `join`. Does nothing for a thread without `java.lang.Thread` object.
pub fn run_detached_protocol(cx: &mut Cx) {
    let scope = HandleScope::enter(cx);
    let object = scope.handle(cx.thread_object());
    if object.is_null() {
        return;
    }
    dispatch_uncaught(cx, object);
    for _ in 0..3 {
        if THREAD_GROUP.load(object.get(cx)).is_null() {
            break;
        }
        if call::invoke_virtual(cx, "exit", "()V", &[Arg::Ref(object)]).is_err() {
            let _dropped = cx.take_pending();
        }
    }
    crate::monitor::release_native_locks(cx);
    crate::monitor::enter(cx, object);
    let oop = object.get(cx);
    oop.store_i32(THREAD_STATUS.offset(), JavaThreadStatus::Terminated as i32);
    oop.store_i64(THREAD_EETOP.offset(), 0);
    if crate::monitor::notify(cx, object, true).is_err()
        || crate::monitor::exit(cx, object.get(cx)).is_err()
    {
        let _dropped = cx.take_pending();
    }
}

fn dispatch_uncaught(cx: &mut Cx, object: Handle<'_>) {
    if !cx.thread().has_pending() {
        return;
    }
    let scope = HandleScope::enter(cx);
    let exception = scope.handle(cx.take_pending());
    let arguments = [Arg::Ref(object), Arg::Ref(exception)];
    if call::invoke_virtual(
        cx,
        "dispatchUncaughtException",
        "(Ljava/lang/Throwable;)V",
        &arguments,
    )
    .is_err()
    {
        let thrown = cx.take_pending().class().external_name();
        let name = THREAD_NAME
            .load(object.get(cx))
            .non_null()
            .map_or_else(String::new, strings::to_rust);
        // The VM's own last words, as HotSpot says them; a closed stream cannot be reported.
        let _ignored = writeln!(
            std::io::stderr(),
            "\nException: {thrown} thrown from the UncaughtExceptionHandler in thread \"{name}\""
        );
    }
}
