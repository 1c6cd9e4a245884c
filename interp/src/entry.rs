//! Method entries: what happens between a call instruction and the callee's first instruction.
//!
//! Every method's `interpreter_entry` is the address of one of these functions, which have the
//! registers of handlers (the method stands in the instruction's place, `sp` is above the
//! arguments). The caller's frame has been saved in the state *in call*. A method starts with
//! [`enter_unprepared`], which decodes it and chooses its real entry.

use crate::dispatch::{Next, dispatch};
use crate::instructions::control::return_to_caller;
use crate::sites::{bump, count};
use crate::stack::Stack;
use crate::tier::enter_asking;
use crate::unwind::unwind;
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use vm_runtime::call::Args;
use vm_runtime::exceptions;
use vm_runtime::frame::{FRAME_NATIVE, FRAME_WORDS, Frame};
use vm_runtime::method::{Method, MethodFlag, MethodHandleIntrinsic, MethodKind, VmNative};
use vm_runtime::thread::{Cx, JResult, Thread};

/// The signature of method entries.
pub(crate) type Entry =
    unsafe extern "sysv64" fn(*const Method, *mut u64, *mut u64, &Thread) -> Next;

/// Calls a C function (or binds it first): registered by the crate that knows JNI.
pub type NativeCaller = fn(&mut Cx, &'static Method, Args<'_>) -> JResult<u64>;

static NATIVE_CALLER: OnceLock<NativeCaller> = OnceLock::new();

/// Registers how C functions are called.
pub fn set_native_caller(caller: NativeCaller) {
    NATIVE_CALLER
        .set(caller)
        .expect("one native caller is registered");
}

/// Jumps to the entry of `method`.
#[inline(always)]
pub(crate) fn enter(method: &'static Method, s: Stack<'_>) -> Next {
    let word = method.interpreter_entry.load(Ordering::Acquire);
    debug_assert!(word != 0, "{} has no entry", method.display());
    // SAFETY: `interpreter_entry` always holds the address of an `Entry`.
    unsafe {
        let entry: Entry = std::mem::transmute::<usize, Entry>(word);
        entry(method, s.sp, s.locals, s.thread)
    }
}

/// The entry word for a method once it is prepared.
pub(crate) fn entry_word(method: &Method) -> usize {
    if let Some(entry) = crate::intrinsics::entry(method) {
        return entry as usize;
    }
    let entry: Entry = match method.kind {
        MethodKind::Intrinsic(MethodHandleIntrinsic::InvokeBasic) => {
            crate::handles::enter_invoke_basic
        }
        MethodKind::Intrinsic(MethodHandleIntrinsic::LinkToVirtual) => {
            crate::handles::enter_link_to_virtual
        }
        MethodKind::Intrinsic(MethodHandleIntrinsic::LinkToInterface) => {
            crate::handles::enter_link_to_interface
        }
        MethodKind::Intrinsic(_) => crate::handles::enter_link_direct,
        MethodKind::Overpass(_) => enter_abstract,
        MethodKind::ClassFile if method.is_native() => enter_native,
        MethodKind::ClassFile if method.is_abstract() => enter_abstract,
        MethodKind::ClassFile if method.is_synchronized() => enter_synchronized,
        MethodKind::ClassFile if crate::finalizers::completes_object(method) => {
            crate::finalizers::enter_object_constructor
        }
        MethodKind::ClassFile => enter_bytecode,
    };
    entry as usize
}

/// Does the method's entry do nothing but lay a frame, take the lock of a synchronized method, and
/// execute the bytecode?
pub(crate) fn is_plain(method: &Method) -> bool {
    method.kind == MethodKind::ClassFile
        && method.code().is_some()
        && !crate::finalizers::completes_object(method)
}

/// Lays a frame for `method` above its arguments; `None` when the Java stack is full.
///
/// # Safety
/// `sp` is above the arguments of `method` on the current thread's Java stack.
#[expect(
    clippy::mut_from_ref,
    reason = "the frame is fresh memory of the thread's Java stack"
)]
#[inline(always)]
unsafe fn push_frame(
    method: &'static Method,
    sp: *mut u64,
    thread: &Thread,
) -> Option<&'static mut Frame> {
    let locals = sp.wrapping_sub(usize::from(method.arg_slots));
    let place = locals
        .wrapping_add(usize::from(method.max_locals))
        .cast::<Frame>();
    let stack = place.wrapping_add(1).cast::<u64>();
    if stack.wrapping_add(usize::from(method.max_stack) + 1) > thread.java_limit.get() {
        return None;
    }
    let code = method.decoded.load(Ordering::Relaxed);
    // SAFETY: the frame fits below the limit (just checked); prepared methods have code.
    unsafe {
        place.write(Frame {
            method,
            prev: thread.top_frame.get(),
            locals,
            insn: (*code).insns.as_ptr(),
            sp: stack,
            flags: 0,
            reserved: 0,
        });
        thread.top_frame.set(place);
        Some(&mut *place)
    }
}

/// Counts a call. Has it reached the method's limit?
#[inline(always)]
fn is_to_ask(method: &Method) -> bool {
    count(&method.invocations) >= method.invocation_limit.load(Ordering::Relaxed)
}

/// Entry of bytecode methods.
unsafe extern "sysv64" fn enter_bytecode(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    unsafe {
        if is_to_ask(&*method) {
            return enter_asking(method, sp, locals, thread);
        }
        begin_bytecode(&*method, sp, thread)
    }
}

/// Begins the execution of a bytecode method that is not synchronized.
///
/// # Safety
/// As `push_frame`; the method is prepared.
#[inline(always)]
pub(crate) unsafe fn begin_bytecode(
    method: &'static Method,
    sp: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: by contract.
    let Some(frame) = (unsafe { push_frame(method, sp, thread) }) else {
        return overflow(thread);
    };
    let s = Stack {
        insn: frame.insn,
        sp: frame.sp,
        locals: frame.locals,
        thread,
    };
    if thread.poll.load(Ordering::Relaxed) != 0 {
        return crate::stack::poll_at(s, s.insn);
    }
    dispatch(s, s.insn)
}

/// Entry of synchronized bytecode methods.
unsafe extern "sysv64" fn enter_synchronized(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    unsafe {
        if is_to_ask(&*method) {
            return enter_asking(method, sp, locals, thread);
        }
        begin_synchronized(&*method, sp, thread)
    }
}

/// Begins the execution of a bytecode method that is synchronized.
///
/// # Safety
/// As `push_frame`; the method is prepared.
#[inline(always)]
pub(crate) unsafe fn begin_synchronized(
    method: &'static Method,
    sp: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: by contract.
    let Some(frame) = (unsafe { push_frame(method, sp, thread) }) else {
        return overflow(thread);
    };
    let s = Stack {
        insn: frame.insn,
        sp: frame.sp,
        locals: frame.locals,
        thread,
    };
    crate::monitors::enter_method(s.cx(), frame);
    if thread.poll.load(Ordering::Relaxed) != 0 {
        return crate::stack::poll_at(s, s.insn);
    }
    dispatch(s, s.insn)
}

/// Throws `StackOverflowError` in the caller.
#[inline(always)]
pub(crate) fn overflow(thread: &Thread) -> Next {
    let none = std::ptr::null_mut();
    // SAFETY: the function reads only the thread.
    unsafe { overflow_entry(std::ptr::null(), none, none, thread) }
}

/// Has the shape of an entry so that it is reached by a jump.
#[cold]
unsafe extern "sysv64" fn overflow_entry(
    _method: *const Method,
    _sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    overflow_slow(thread);
    unwind(thread)
}

#[cold]
#[inline(never)]
fn overflow_slow(thread: &Thread) {
    // SAFETY: on the current thread, no other token is in use.
    let _ = exceptions::throw_stack_overflow(unsafe { thread.cx() });
}

/// Lays a frame that holds only the arguments (native methods, methods being prepared).
///
/// # Safety
/// As `push_frame`.
pub(crate) unsafe fn push_argument_frame(
    method: &'static Method,
    sp: *mut u64,
    thread: &Thread,
) -> bool {
    let place = sp.cast::<Frame>();
    let top = sp.wrapping_add(FRAME_WORDS);
    if top.wrapping_add(8) > thread.java_limit.get() {
        return false;
    }
    // SAFETY: the frame fits below the limit (just checked).
    unsafe {
        place.write(Frame {
            method,
            prev: thread.top_frame.get(),
            locals: sp.sub(usize::from(method.arg_slots)),
            insn: std::ptr::null(),
            sp: top,
            flags: FRAME_NATIVE,
            reserved: 0,
        });
    }
    thread.top_frame.set(place);
    true
}

/// Entry of native methods: a Rust native is called directly, a C function through JNI.
unsafe extern "sysv64" fn enter_native(
    method: *const Method,
    sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    let method: &'static Method = unsafe { &*method };
    // SAFETY: as above.
    if !unsafe { push_argument_frame(method, sp, thread) } {
        return overflow(thread);
    }
    bump(&method.invocations);
    if !call_native(method, thread) {
        return unwind(thread);
    }
    let s = Stack {
        insn: std::ptr::null(),
        sp,
        locals: sp,
        thread,
    };
    return_to_caller(s, thread.result.get(), method.return_type.slots())
}

/// Lays the frame of a native method above its arguments, which end at `sp`, and calls the function.
/// The result is in `thread.result`; false: an exception is pending. Who calls pops the frame.
///
/// # Safety
/// As `push_argument_frame`.
#[inline(always)]
pub(crate) unsafe fn call_native_above(
    method: &'static Method,
    sp: *mut u64,
    thread: &Thread,
) -> bool {
    // SAFETY: by contract.
    if !unsafe { push_argument_frame(method, sp, thread) } {
        overflow_slow(thread);
        return false;
    }
    bump(&method.invocations);
    call_native(method, thread)
}

/// Does the interpreter call a native function for the method, and nothing else?
pub fn calls_native(method: &Method) -> bool {
    let native: Entry = enter_native;
    entry_word(method) == native as usize && !method.is_synchronized()
}

/// Calls the native function of the top frame; the result goes to `thread.result`.
#[inline(never)]
fn call_native(method: &'static Method, thread: &Thread) -> bool {
    // SAFETY: on the current thread, no other token is in use; the top frame is the native's.
    let (cx, frame) = unsafe { (thread.cx(), &mut *thread.top_frame.get()) };
    if method.is_synchronized() {
        crate::monitors::enter_method(cx, frame);
    }
    // SAFETY: the locals of the native's frame are its arguments.
    let args = unsafe { Args::new(frame.locals) };
    let entry = method.native_entry.load(Ordering::Acquire);
    let result = if entry != 0 && method.has(MethodFlag::VmNative) {
        // SAFETY: with this flag the word is the address of a `VmNative`.
        let native: VmNative = unsafe { std::mem::transmute::<usize, VmNative>(entry) };
        native(cx, args)
    } else {
        let caller = NATIVE_CALLER
            .get()
            .expect("the native caller is registered at boot");
        caller(cx, method, args)
    };
    match result {
        Ok(value) => {
            debug_assert!(
                !thread.has_pending(),
                "{} returned with an exception",
                method.display()
            );
            thread.result.set(value);
            if thread.poll.load(Ordering::Relaxed) != 0 && !finish_native(method, cx) {
                return false;
            }
            if frame.flags & vm_runtime::frame::FRAME_LOCKED != 0 {
                return crate::monitors::release_at_return(cx, frame).is_ok();
            }
            true
        }
        Err(_) => {
            debug_assert!(thread.has_pending(), "{} threw nothing", method.display());
            vm_runtime::safepoint::throw_sent(cx);
            false
        }
    }
}

/// Handles requests to the thread after a native method. False if an exception is pending then.
/// Nothing roots a reference that the method returned: a request that takes time waits for the
/// next poll.
#[cold]
fn finish_native(method: &Method, cx: &mut Cx) -> bool {
    if !method.return_type.is_reference() {
        let result = cx.thread().result.get();
        vm_runtime::safepoint::poll_slow(cx);
        cx.thread().result.set(result);
    }
    !vm_runtime::safepoint::throw_sent(cx)
}

/// Entry of methods that cannot run: abstract, or overpass.
unsafe extern "sysv64" fn enter_abstract(
    method: *const Method,
    sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    throw_abstract(unsafe { &*method }, sp, thread);
    unwind(thread)
}

#[cold]
#[inline(never)]
fn throw_abstract(method: &'static Method, sp: *mut u64, thread: &Thread) {
    // SAFETY: on the current thread, no other token is in use; the receiver is the first argument.
    let (cx, receiver) = unsafe { (thread.cx(), *sp.sub(usize::from(method.arg_slots))) };
    let class = if method.is_static() || receiver == 0 {
        method.class
    } else {
        // SAFETY: the receiver is live: no safepoint since the call instruction.
        unsafe { vm_runtime::oop::Oop::from_raw(receiver) }.class()
    };
    let _ = vm_runtime::resolve::throw_abstract_method(cx, class, method);
}

/// Entry of methods that were not called before: decodes, then enters for good.
unsafe extern "sysv64" fn enter_unprepared(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    let method: &'static Method = unsafe { &*method };
    // The argument frame keeps the arguments alive while preparation may collect.
    // SAFETY: as above.
    if !unsafe { push_argument_frame(method, sp, thread) } {
        return overflow(thread);
    }
    let prepared = prepare(method, thread);
    // SAFETY: the top frame is the one just pushed.
    thread
        .top_frame
        .set(unsafe { (*thread.top_frame.get()).prev });
    if !prepared {
        return unwind(thread);
    }
    let s = Stack {
        insn: std::ptr::null(),
        sp,
        locals,
        thread,
    };
    enter(method, s)
}

#[inline(never)]
fn prepare(method: &'static Method, thread: &Thread) -> bool {
    // SAFETY: on the current thread, no other token is in use.
    crate::prepare::prepare(unsafe { thread.cx() }, method).is_ok()
}

/// The entry word of methods that were never called.
pub(crate) fn initial_entry_word() -> usize {
    let entry: Entry = enter_unprepared;
    entry as usize
}
