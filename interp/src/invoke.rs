//! Entering the interpreter from VM code: to call a method, or to go on with frames that were
//! written in place of a compiled frame. What is common to the two is inlined, because calls from
//! native code nest and the native stack is small.

use crate::compiled::continue_top;
use crate::dispatch::{Next, handler_word, run};
use crate::entry::call_native_above;
use crate::instructions::calls::enter_method;
use crate::instructions::control::LeaveStub;
use crate::stack::Stack;
use std::sync::atomic::{AtomicUsize, Ordering};
use vm_runtime::exceptions;
use vm_runtime::frame::{
    Activation, ActivationKind, ENTRY_WORDS, EntryFrame, FRAME_ENTRY, Frame, Insn,
};
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, JResult, Thread, Thrown};

/// Code of the entry stub: the "call" that is in progress, and what follows it.
static STUB: [Insn; 2] = [
    Insn {
        handler: AtomicUsize::new(0),
        operand: 0,
    },
    Insn {
        handler: AtomicUsize::new(0),
        operand: 0,
    },
];

/// Fills the stub's handler words.
pub(crate) fn initialize_stub() {
    for insn in &STUB {
        insn.handler
            .store(handler_word::<LeaveStub>(), Ordering::Release);
    }
}

/// First free slot of the thread's Java stack.
pub(crate) fn java_top(thread: &Thread) -> *mut u64 {
    // SAFETY: the top frame of the current thread, if there is one.
    unsafe { thread.top_frame.get().as_ref() }.map_or(thread.java_base.get(), |frame| frame.sp)
}

/// Lays an entry stub for a call of `method` on top of the Java stack, with room for `n_slots`
/// operands; the compiled frames at the thread's anchor are below it then. `None` if a stack is full.
///
/// # Safety
/// The top frame of the current thread is saved.
#[inline(always)]
unsafe fn push_stub(
    thread: &Thread,
    method: &'static Method,
    n_slots: usize,
    native_sp: usize,
) -> Option<*mut EntryFrame> {
    let base = java_top(thread);
    let stack = base.wrapping_add(ENTRY_WORDS);
    if native_sp < thread.native_limit.get()
        || stack.wrapping_add(n_slots + 2) > thread.java_limit.get()
    {
        return None;
    }
    let stub = base.cast::<EntryFrame>();
    // SAFETY: the stub fits (just checked).
    unsafe {
        stub.write(EntryFrame {
            frame: Frame {
                method,
                prev: thread.top_frame.get(),
                locals: base,
                insn: &raw const STUB[0],
                sp: stack,
                flags: FRAME_ENTRY,
                reserved: 0,
            },
            anchor: thread.anchor.replace(0),
        });
    }
    thread.top_frame.set(stub.cast());
    Some(stub)
}

/// Runs in a new activation above `stub`, which is popped then.
///
/// # Safety
/// `stub` is the innermost entry stub of the current thread, and `start` begins above it.
#[inline(always)]
unsafe fn run_above(
    cx: &mut Cx,
    stub: *const EntryFrame,
    native_sp: usize,
    start: impl FnOnce(&Thread) -> Next,
) -> JResult<u64> {
    let thread = cx.thread();
    let activation = Activation {
        kind: ActivationKind::Interpreter,
        // SAFETY: by contract.
        frame_below: unsafe { (*stub).frame.prev },
        native_sp,
        prev: thread.activation.get(),
    };
    thread.activation.set(&raw const activation);
    run(start(thread), thread);
    thread.activation.set(activation.prev);
    debug_assert!(
        std::ptr::eq(thread.top_frame.get(), activation.frame_below),
        "the activation popped its frames"
    );
    debug_assert_eq!(thread.anchor.get(), 0, "compiled frames above were left");
    // SAFETY: nothing has been written where the stub was since it was popped.
    thread.anchor.set(unsafe { (*stub).anchor });
    if thread.has_pending() {
        Err(Thrown)
    } else {
        Ok(thread.result.get())
    }
}

/// Runs `method` with raw argument slots; see [`vm_runtime::call::Invoker`].
pub(crate) fn invoke(cx: &mut Cx, method: &'static Method, slots: &[u64]) -> JResult<u64> {
    debug_assert_eq!(slots.len(), usize::from(method.arg_slots));
    // SAFETY: there is room for the slots, and they are those of a call of the method.
    unsafe {
        invoke_with(cx, method, |stack| {
            std::ptr::copy_nonoverlapping(slots.as_ptr(), stack, slots.len());
        })
    }
}

/// Runs `method` with the argument slots that `pass` writes at the address that it gets.
///
/// # Safety
/// The top interpreter frame of the current thread is in a call, and `pass` writes all slots.
#[inline(always)]
pub unsafe fn invoke_with(
    cx: &mut Cx,
    method: &'static Method,
    pass: impl FnOnce(*mut u64),
) -> JResult<u64> {
    let n_slots = usize::from(method.arg_slots);
    let thread = cx.thread();
    debug_assert!(
        !thread.has_pending(),
        "calling {} with an exception pending",
        method.display()
    );
    let marker = 0_u8;
    let native_sp = std::ptr::from_ref(&marker).addr();
    // SAFETY: code that calls the VM has saved its frame.
    let stub = unsafe { push_stub(thread, method, n_slots, native_sp) };
    let Some(stub) = stub else {
        return Err(exceptions::throw_stack_overflow(cx));
    };
    // SAFETY: the stub was just pushed, with room for the arguments.
    unsafe {
        let (base, stack) = ((*stub).frame.locals, (*stub).frame.sp);
        pass(stack);
        run_above(cx, stub, native_sp, |thread| {
            let s = Stack {
                insn: &raw const STUB[0],
                sp: stack.wrapping_add(n_slots),
                locals: base,
                thread,
            };
            enter_method(s, method)
        })
    }
}

/// Runs a native method for which [`crate::entry::calls_native`] holds, without a dispatch loop: lays its frame above an entry stub, calls the function, and takes both away again.
///
/// # Safety
/// As [`invoke_with`].
pub unsafe fn invoke_native(
    cx: &mut Cx,
    method: &'static Method,
    pass: impl FnOnce(*mut u64),
) -> JResult<u64> {
    let thread = cx.thread();
    let n_slots = usize::from(method.arg_slots);
    let marker = 0_u8;
    let native_sp = std::ptr::from_ref(&marker).addr();
    // SAFETY: by contract.
    let Some(stub) = (unsafe { push_stub(thread, method, n_slots, native_sp) }) else {
        return Err(exceptions::throw_stack_overflow(cx));
    };
    // SAFETY: the stub was just pushed, with room for the arguments.
    let (below, anchor, stack) = unsafe { ((*stub).frame.prev, (*stub).anchor, (*stub).frame.sp) };
    pass(stack);
    // SAFETY: the arguments end there.
    let has_returned = unsafe { call_native_above(method, stack.wrapping_add(n_slots), thread) };
    thread.top_frame.set(below);
    thread.anchor.set(anchor);
    match has_returned {
        true => Ok(thread.result.get()),
        false => Err(Thrown),
    }
}

/// Lays an entry stub on the Java stack for frames of `method` (and of what was inlined into it)
/// that are about to be written there in place of a compiled frame. The compiled frames that
/// remain are those at the thread's anchor. [`resume`] runs what was written. Throws if a stack is
/// full.
///
/// # Safety
/// The top interpreter frame of the current thread is in a call. Until a frame was written above
/// the stub, no safepoint is reached.
pub unsafe fn push_entry(cx: &mut Cx, method: &'static Method) -> JResult<()> {
    let marker = 0_u8;
    let native_sp = std::ptr::from_ref(&marker).addr();
    // SAFETY: by contract.
    match unsafe { push_stub(cx.thread(), method, 0, native_sp) } {
        Some(_) => Ok(()),
        None => Err(exceptions::throw_stack_overflow(cx)),
    }
}

/// Runs the interpreter from the thread's top frame, in its current instruction or at the handler
/// of the pending exception, until the entry stub below is left. Returns what the stub's method
/// returned.
///
/// # Safety
/// Frames have been written above the stub of [`push_entry`], and nothing has run them.
pub unsafe fn resume(cx: &mut Cx) -> JResult<u64> {
    let marker = 0_u8;
    let native_sp = std::ptr::from_ref(&marker).addr();
    let mut stub = cx.thread().top_frame.get();
    // SAFETY: frames of the current thread; below them there is an entry stub.
    unsafe {
        while (*stub).flags & FRAME_ENTRY == 0 {
            stub = (*stub).prev;
        }
        run_above(cx, stub.cast(), native_sp, continue_top)
    }
}
