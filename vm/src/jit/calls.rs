//! Calls between the interpreter and compiled code.

use super::shape::Shape;
use super::stubs::{self, CallBlock};
use interp::compiled::Outcome;
use smallvec::SmallVec;
use std::sync::atomic::Ordering;
use vm_runtime::call::Args;
use vm_runtime::layout::BasicType;
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, Thread};

/// Calls the compiled code of `method` with the interpreter's arguments; see
/// [`interp::compiled::CompiledCaller`].
pub(super) fn call_compiled(cx: &mut Cx, method: &'static Method, arguments: Args<'_>) -> Outcome {
    let entry = method.compiled_entry.load(Ordering::Acquire);
    let mut block = block(cx.thread(), method, entry);
    let mut stack = SmallVec::new();
    // SAFETY: the interpreter passes the arguments of the method.
    unsafe { Shape::of(method).load(arguments.base(), &mut block, &mut stack) };
    run(&mut block, method)
}

/// Enters code that was compiled for a loop of `method`, with the address of its locals.
///
/// # Safety
/// The frame whose locals these are has been popped, and `entry` is that of such code.
pub(super) unsafe fn enter_loop(
    cx: &mut Cx,
    method: &'static Method,
    entry: usize,
    locals: *const u64,
) -> Outcome {
    let mut block = block(cx.thread(), method, entry);
    block.integers[0] = locals.expose_provenance() as u64;
    run(&mut block, method)
}

fn block(thread: &Thread, method: &'static Method, entry: usize) -> CallBlock {
    let mut block = CallBlock::new(entry);
    block.thread = thread;
    block.method = std::ptr::from_ref(method).expose_provenance();
    block
}

fn run(block: &mut CallBlock, method: &Method) -> Outcome {
    // SAFETY: the thread is the current one.
    let thread = unsafe { &*block.thread };
    let top_before = thread.top_frame.get();
    // SAFETY: the block was filled for this method's code on its thread.
    unsafe { stubs::call_compiled(block) };
    debug_assert_eq!(thread.anchor.get(), 0, "compiled code took its anchor back");
    if !std::ptr::eq(thread.top_frame.get(), top_before) {
        return Outcome::Deoptimized;
    }
    if thread.has_pending() {
        return Outcome::Threw;
    }
    thread.result.set(match method.return_type {
        BasicType::Float | BasicType::Double => block.float_result,
        _ => block.integer_result,
    });
    Outcome::Returned
}

/// Runs a method that has no compiled code for compiled code: its registers were saved at
/// `registers`, its stack arguments are at `stack`. Returns the raw result, or an exception is
/// pending.
pub(super) extern "sysv64" fn call_interpreter(
    thread: &Thread,
    method: &'static Method,
    registers: *const u64,
    stack: *const u64,
) -> u64 {
    let shape = Shape::of(method);
    // SAFETY: compiled code runs on the current thread and holds no token; the stub has saved what
    // the caller passed for this method.
    unsafe {
        let pass = |slots| shape.store(registers, stack, slots);
        interp::invoke_with(thread.cx(), method, pass).unwrap_or(0)
    }
}

/// As [`call_interpreter`], for native methods: their functions are called from here.
pub(super) extern "sysv64" fn call_native(
    thread: &Thread,
    method: &'static Method,
    registers: *const u64,
    stack: *const u64,
) -> u64 {
    let shape = Shape::of(method);
    // SAFETY: as in `call_interpreter`.
    unsafe {
        let pass = |slots| shape.store(registers, stack, slots);
        interp::invoke_native(thread.cx(), method, pass).unwrap_or(0)
    }
}
