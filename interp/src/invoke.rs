//! Entering the interpreter from VM code.

use crate::dispatch::{handler_word, run};
use crate::instructions::calls::enter_method;
use crate::instructions::control::LeaveStub;
use crate::stack::Stack;
use std::sync::atomic::{AtomicUsize, Ordering};
use vm_runtime::exceptions;
use vm_runtime::frame::{Activation, ActivationKind, FRAME_ENTRY, FRAME_WORDS, Frame, Insn};
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, JResult, Thread};

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

/// Runs `method` with raw argument slots; see [`vm_runtime::call::Invoker`].
pub(crate) fn invoke(cx: &mut Cx, method: &'static Method, slots: &[u64]) -> JResult<u64> {
    let thread = cx.thread();
    debug_assert!(
        !thread.has_pending(),
        "calling {} with an exception pending",
        method.display()
    );
    let marker = 0_u8;
    let native_sp = std::ptr::from_ref(&marker).addr();
    let base = java_top(thread);
    let stack = base.wrapping_add(FRAME_WORDS);
    if native_sp < thread.native_limit.get()
        || stack.wrapping_add(slots.len() + 2) > thread.java_limit.get()
    {
        return Err(exceptions::throw_stack_overflow(cx));
    }
    let stub = base.cast::<Frame>();
    let below = thread.top_frame.get();
    // SAFETY: the stub and the arguments fit (just checked).
    unsafe {
        stub.write(Frame {
            method,
            prev: below,
            locals: base,
            insn: &raw const STUB[0],
            sp: stack,
            flags: FRAME_ENTRY,
            reserved: 0,
        });
        std::ptr::copy_nonoverlapping(slots.as_ptr(), stack, slots.len());
    }
    thread.top_frame.set(stub);
    let activation = Activation {
        kind: ActivationKind::Interpreter,
        frame_below: below,
        native_sp,
        prev: thread.activation.get(),
    };
    thread.activation.set(&raw const activation);
    let s = Stack {
        insn: &raw const STUB[0],
        sp: stack.wrapping_add(slots.len()),
        locals: base,
        thread,
    };
    run(enter_method(s, method), thread);
    thread.activation.set(activation.prev);
    debug_assert!(
        std::ptr::eq(thread.top_frame.get(), below),
        "the activation popped its frames"
    );
    if thread.has_pending() {
        Err(vm_runtime::thread::Thrown)
    } else {
        Ok(thread.result.get())
    }
}
