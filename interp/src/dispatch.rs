//! The handler ABI: how one instruction hands over to the next.
//!
//! Every instruction is compiled to a function with one fixed signature; instruction pointer,
//! stack pointer, locals and thread stay in registers. [`Execute::execute`] is written once per
//! instruction against a [`Stack`] view and ends in `next!()` (or `jump!`, `invoke!`, `ret!`,
//! `throw!`), which in optimized builds is a sibling call: the handler ends in `jmp`. Without
//! optimization a handler returns the next instruction to the loop in [`run`].
//!
//! A sibling call is possible only while no local variable of the handler has its address taken.
//! So slow work is done in functions that take and return scalars (never a [`Stack`], which the
//! Rust ABI passes by address); `tests/dispatch.rs` disassembles every handler to check it.

use crate::stack::Stack;
use std::sync::atomic::Ordering;
use vm_runtime::frame::Insn;
use vm_runtime::thread::Thread;

/// What a handler returns: in the looping build the next instruction (null: leave the loop), in
/// the tail-calling build always the value of the last handler.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Next(pub(crate) *const Insn);

/// The signature of all handlers.
pub type Handler = unsafe extern "sysv64" fn(*const Insn, *mut u64, *mut u64, &Thread) -> Next;

/// Execution of one operation.
pub trait Execute: Copy {
    /// Executes the instruction whose operands are `self`. Code was verified (or comes from the
    /// boot loader), so operands are on the stack and have the right types.
    fn execute(&self, s: Stack<'_>) -> Next;
}

/// The handler of operation `I`.
///
/// # Safety
/// Called with the registers of a live interpreter frame whose current instruction, `insn`,
/// has operands of type `I`.
pub(crate) unsafe extern "sysv64" fn handler<I: Execute>(
    insn: *const Insn,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: the decoder wrote an `I` into the operand bytes of this instruction.
    let operands = unsafe { &*(&raw const (*insn).operand).cast::<I>() };
    operands.execute(Stack {
        insn,
        sp,
        locals,
        thread,
    })
}

/// The handler word of operation `I`.
pub(crate) fn handler_word<I: Execute>() -> usize {
    let handler: Handler = handler::<I>;
    handler as usize
}

/// Continues with the instruction at `insn`.
#[inline(always)]
pub(crate) fn dispatch(s: Stack<'_>, insn: *const Insn) -> Next {
    #[cfg(tail_calls)]
    {
        // SAFETY: `insn` is an instruction of the frame's decoded code, which ends in a
        // terminator, and every handler word is the address of a `Handler`.
        unsafe {
            let word = (*insn).handler.load(Ordering::Relaxed);
            let handler: Handler = std::mem::transmute::<usize, Handler>(word);
            handler(insn, s.sp, s.locals, s.thread)
        }
    }
    #[cfg(not(tail_calls))]
    {
        s.thread.loop_registers.set((s.sp, s.locals));
        Next(insn)
    }
}

/// Runs from `insn` until the activation's entry frame is left.
pub(crate) fn run(first: Next, thread: &Thread) {
    let mut next = first;
    while !next.0.is_null() {
        let (sp, locals) = thread.loop_registers.get();
        // SAFETY: as in `dispatch`; the registers were stored by the handler that returned.
        next = unsafe {
            let word = (*next.0).handler.load(Ordering::Relaxed);
            let handler: Handler = std::mem::transmute::<usize, Handler>(word);
            handler(next.0, sp, locals, thread)
        };
    }
}

/// Leaves the interpreter loop.
pub(crate) const LEAVE: Next = Next(std::ptr::null());

/// Replaces the handler word of `insn`: quickening. The operand never changes; whatever the new
/// handler reads in the side table was written before.
pub(crate) fn quicken<I: Execute>(insn: *const Insn) {
    // SAFETY: the instruction belongs to immortal decoded code.
    unsafe {
        (*insn)
            .handler
            .store(handler_word::<I>(), Ordering::Release)
    }
}

/// Continues with the following instruction.
macro_rules! next {
    ($s:expr) => {
        return $crate::dispatch::dispatch($s, $s.insn.wrapping_add(1))
    };
}
/// Continues at the target of a branch site, counting it; polls when it is a back edge.
macro_rules! jump {
    ($s:expr, $site:expr) => {
        return $crate::stack::Stack::branch($s, $site)
    };
}
/// Ends with one of the throwers of [`crate::unwind`].
macro_rules! throw {
    ($s:expr, $thrower:path $(, $argument:expr)*) => {
        return $thrower($s $(, $argument)*)
    };
}
/// Evaluates a `JResult` of VM code; unwinds when an exception is pending.
macro_rules! attempt {
    ($s:expr, $result:expr) => {
        match $result {
            Ok(value) => value,
            Err(vm_runtime::thread::Thrown) => return $crate::unwind::unwind($s.thread),
        }
    };
}
pub(crate) use {attempt, jump, next, throw};
