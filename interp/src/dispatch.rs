//! The handler ABI: how one instruction hands over to the next.
//!
//! Every instruction is compiled to a function with one fixed signature; instruction pointer,
//! stack pointer, locals and thread stay in registers. [`Execute::execute`] is written once per
//! instruction against a [`Stack`] view and ends in `next!()` (or `jump!`, `throw!`), which in
//! optimized builds is a sibling call: the handler ends in `jmp`. Without optimization a handler
//! returns the next instruction to the loop in [`run`].
//!
//! An operation that always continues with the following instruction, unless it throws, is a
//! [`Step`]; a handler can then execute it together with what follows (see [`crate::fusion`]).
//!
//! A sibling call is possible only while no local variable of the handler has its address taken.
//! So slow work is done in functions that take and return scalars (never a [`Stack`], which the
//! Rust ABI passes by address); `tests/dispatch.rs` disassembles every handler to check it.

use crate::stack::Stack;
use std::sync::atomic::Ordering;
use vm_runtime::frame::Insn;
use vm_runtime::method::Method;
use vm_runtime::thread::Thread;

/// Continues with the following instruction.
macro_rules! next {
    ($s:expr) => {
        return $crate::dispatch::Ending::done($s)
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
        return $crate::dispatch::Ending::left($thrower($s $(, $argument)*))
    };
}
/// Evaluates a `JResult` of VM code; unwinds when an exception is pending.
macro_rules! attempt {
    ($s:expr, $result:expr) => {
        match $result {
            Ok(value) => value,
            Err(vm_runtime::thread::Thrown) => {
                return $crate::dispatch::Ending::left($crate::unwind::unwind($s.thread))
            }
        }
    };
}
pub(crate) use {attempt, jump, next, throw};

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

/// Execution of one operation that continues with the following instruction unless it throws.
pub trait Step: Copy {
    /// Executes the instruction whose operands are `self`, as in [`Execute::execute`].
    fn step<'a>(&self, s: Stack<'a>) -> Stepped<'a>;
}

impl<I: Step> Execute for I {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        match self.step(s) {
            Stepped::On(s) => next!(s),
            Stepped::Left(next) => next,
        }
    }
}

/// What became of a [`Step`].
pub enum Stepped<'a> {
    /// The operation is done; its instruction is still the current one.
    On(Stack<'a>),
    /// It threw, and other code was run.
    Left(Next),
}

/// How a function ends that has done its instruction, or has left it for other code: handlers do
/// what comes next, steps leave it to their caller.
pub(crate) trait Ending<'a> {
    fn done(s: Stack<'a>) -> Self;
    fn left(next: Next) -> Self;
}

impl<'a> Ending<'a> for Next {
    #[inline(always)]
    fn done(s: Stack<'a>) -> Next {
        dispatch(s, s.insn.wrapping_add(1))
    }
    #[inline(always)]
    fn left(next: Next) -> Next {
        next
    }
}

impl<'a> Ending<'a> for Stepped<'a> {
    #[inline(always)]
    fn done(s: Stack<'a>) -> Stepped<'a> {
        Stepped::On(s)
    }
    #[inline(always)]
    fn left(next: Next) -> Stepped<'a> {
        Stepped::Left(next)
    }
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
    // SAFETY: by contract.
    let operands = unsafe { operands::<I>(insn) };
    operands.execute(Stack {
        insn,
        sp,
        locals,
        thread,
    })
}

/// The operands of an instruction.
///
/// # Safety
/// `insn` is an instruction of live decoded code whose operation has operands of type `I`.
#[inline(always)]
pub(crate) unsafe fn operands<I: Copy>(insn: *const Insn) -> I {
    // SAFETY: the decoder wrote an `I` into the operand bytes of this instruction.
    unsafe { *(&raw const (*insn).operand).cast::<I>() }
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

/// Replaces the handler word of the current instruction: quickening. The operand never changes;
/// whatever the new handler reads in the side table was written before. The instruction before it
/// may now be fused with it.
#[inline(always)]
pub(crate) fn quicken<I: Execute>(s: Stack<'_>) {
    quicken_in::<I>(s.frame().method, s.insn);
}

#[cold]
#[inline(never)]
fn quicken_in<I: Execute>(method: &Method, insn: *const Insn) {
    let code = method.decoded().expect("running code is decoded");
    let index = code.index_of(insn);
    let word = |index: usize| &code.insns[index].handler;
    word(index).store(handler_word::<I>(), Ordering::Release);
    if let Some(before) = index.checked_sub(1) {
        let fused = crate::fusion::fused_with_quick::<I>(word(before).load(Ordering::Relaxed));
        if let Some(fused) = fused {
            word(before).store(fused, Ordering::Release);
        }
    }
}
