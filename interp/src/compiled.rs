//! Calls from the interpreter into compiled code.
//!
//! The interpreter knows no compiler: the VM registers a [`CompiledCaller`]. A method whose compiled
//! code is to be used by the interpreter has [`entry_word`] as its `interpreter_entry`;
//! [`interpreted_entry_word`] is what it had before.
//!
//! Compiled code that is left for the interpreter while it is called from here does not run the
//! interpreter itself: the VM writes the frames and returns [`Outcome::Deoptimized`], so that any
//! number of changes between the tiers leaves both stacks as they were.

use crate::dispatch::{Next, dispatch};
use crate::entry::Entry;
use crate::instructions::control::resume_caller;
use crate::stack::Stack;
use crate::unwind::unwind;
use std::sync::OnceLock;
use vm_runtime::call::Args;
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, Thread};

/// How compiled code was left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It returned; the raw result is in `thread.result`.
    Returned,
    /// It threw: the exception is pending.
    Threw,
    /// It continues in the interpreter: with the current instruction of the thread's top frame or,
    /// if an exception is pending, at its handler.
    Deoptimized,
}

/// Runs the compiled code of a method with arguments from the Java stack. They are no roots: it
/// moves them to where the code expects them before it may reach a safepoint. The caller's frame is
/// the top one, saved in a call, and stays so; when the code was left, the anchor is 0 again.
pub type CompiledCaller = fn(&mut Cx, &'static Method, Args<'_>) -> Outcome;

static COMPILED_CALLER: OnceLock<CompiledCaller> = OnceLock::new();

/// Registers how compiled code is called.
pub fn set_compiled_caller(caller: CompiledCaller) {
    COMPILED_CALLER
        .set(caller)
        .expect("one caller of compiled code is registered");
}

/// The `interpreter_entry` of methods with compiled code.
pub fn entry_word() -> usize {
    let entry: Entry = enter_compiled;
    entry as usize
}

/// The `interpreter_entry` with which the interpreter itself runs `method`, which is prepared.
pub fn interpreted_entry_word(method: &Method) -> usize {
    crate::entry::entry_word(method)
}

/// Is `method` run by executing its bytecode, and nothing else? Only then can compiled code take
/// its place.
pub fn is_plain(method: &Method) -> bool {
    method.decoded().is_some() && crate::entry::is_plain(method)
}

/// Makes `method`, whose class is linked, ready to have frames; false if its bytecode is damaged.
pub fn decode(method: &'static Method) -> bool {
    crate::prepare::decode_linked(method).is_ok()
}

/// Makes `method` ready to have frames: links its class and decodes it, if that was not done.
pub fn prepare(cx: &mut Cx, method: &'static Method) -> vm_runtime::thread::JResult<()> {
    crate::prepare::decode_once(cx, method)
}

/// Entry of methods with compiled code.
unsafe extern "sysv64" fn enter_compiled(
    method: *const Method,
    sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called with an immortal method and `sp` above its arguments.
    let method: &'static Method = unsafe { &*method };
    let outcome = call_compiled(method, sp, thread);
    continue_after(outcome, method, thread)
}

#[inline(never)]
fn call_compiled(method: &'static Method, sp: *mut u64, thread: &Thread) -> Outcome {
    let caller = COMPILED_CALLER
        .get()
        .expect("methods have compiled code after its caller was registered");
    // SAFETY: on the current thread, no other token is in use; the arguments lie below `sp`.
    let outcome = unsafe {
        let args = Args::new(sp.sub(usize::from(method.arg_slots)));
        caller(thread.cx(), method, args)
    };
    debug_assert_eq!(thread.anchor.get(), 0, "compiled frames were left");
    outcome
}

/// Continues when the compiled code of `method`, in whose call the top frame is, was left.
#[inline(always)]
pub(crate) fn continue_after(outcome: Outcome, method: &Method, thread: &Thread) -> Next {
    match outcome {
        Outcome::Returned => resume_caller(thread, thread.result.get(), method.return_type.slots()),
        Outcome::Threw => unwind(thread),
        Outcome::Deoptimized => continue_top(thread),
    }
}

/// Continues with the top frame: in its current instruction, or at the handler of the pending
/// exception.
#[inline(always)]
pub(crate) fn continue_top(thread: &Thread) -> Next {
    if thread.has_pending() {
        return unwind(thread);
    }
    // SAFETY: the top frame is a live frame of the running thread.
    let frame = unsafe { &*thread.top_frame.get() };
    let s = Stack {
        insn: frame.insn,
        sp: frame.sp,
        locals: frame.locals,
        thread,
    };
    dispatch(s, s.insn)
}
