//! Exceptions in the interpreter: throwing from instructions, finding handlers.

use crate::dispatch::{LEAVE, Next, dispatch};
use crate::failed_checks::{self, Check};
use crate::stack::Stack;
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::frame::{FRAME_ENTRY, FRAME_HAS_LOCKS, FRAME_LOCKED, Frame, Insn};
use vm_runtime::handle::HandleScope;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, Thread};

/// Continues at the handler of the pending exception, or leaves the loop with it still pending.
#[inline(always)]
pub(crate) fn unwind(thread: &Thread) -> Next {
    // SAFETY: the function reads only the thread.
    unsafe {
        unwind_entry(
            std::ptr::null(),
            std::ptr::null_mut(),
            std::ptr::null_mut(),
            thread,
        )
    }
}

/// Has the registers of a handler so that it is reached and left by jumps.
unsafe extern "sysv64" fn unwind_entry(
    _insn: *const Insn,
    _sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    if !find_frame(thread) {
        return LEAVE;
    }
    // SAFETY: the search left the handler's registers in the top frame.
    let frame = unsafe { &*thread.top_frame.get() };
    let s = Stack {
        insn: frame.insn,
        sp: frame.sp,
        locals: frame.locals,
        thread,
    };
    dispatch(s, frame.insn)
}

/// Pops frames until one has a handler: its `insn` and `sp` are then those of the handler, with
/// the exception pushed. `false` when the activation's entry stub was reached (and popped).
#[inline(never)]
fn find_frame(thread: &Thread) -> bool {
    // SAFETY: on the current thread, no other token is in use.
    let cx = unsafe { thread.cx() };
    debug_assert!(thread.has_pending(), "unwinding needs an exception");
    loop {
        // SAFETY: frames of the running thread.
        let frame = unsafe { &mut *thread.top_frame.get() };
        if frame.flags & FRAME_ENTRY != 0 {
            thread.top_frame.set(frame.prev);
            return false;
        }
        if !frame.is_native() {
            // Operands are gone; the collector looks at slots below `sp` only.
            frame.sp = frame.stack_base();
            if let Some(target) = find_handler(cx, frame) {
                let code = frame.method.decoded().expect("running code is decoded");
                frame.insn = &raw const code.insns[target as usize];
                // SAFETY: methods with handlers have `max_stack >= 1`.
                unsafe { *frame.sp = thread.pending.replace(0) };
                frame.sp = frame.sp.wrapping_add(1);
                return true;
            }
        }
        if frame.flags & (FRAME_LOCKED | FRAME_HAS_LOCKS) != 0 {
            crate::monitors::release_at_unwind(cx, frame);
        }
        thread.top_frame.set(frame.prev);
    }
}

/// The handler of the frame's current instruction for the pending exception. Resolving a catch
/// type may throw: that exception replaces the pending one, and is sought a handler as if the
/// handler with that catch type had thrown it.
fn find_handler(cx: &mut Cx, frame: &mut Frame) -> Option<u32> {
    let method = frame.method;
    let code = method.decoded()?;
    let mut index = code.index_of(frame.insn) as u32;
    // A handler that covers itself is tried no more often than there are handlers.
    'search: for _ in 0..=code.handlers.len() {
        for handler in &code.handlers {
            if index < handler.start || index >= handler.end {
                continue;
            }
            if handler.catch_type == 0 {
                return Some(handler.target);
            }
            let scope = HandleScope::enter(cx);
            let pending = scope.handle(cx.take_pending());
            match vm_runtime::resolve::class(cx, method.class, handler.catch_type) {
                Ok(class) => {
                    let _ = cx.set_pending(pending.get(cx));
                    if cx.pending().class().is_subtype_of(class) {
                        return Some(handler.target);
                    }
                }
                Err(_) => {
                    index = handler.target;
                    continue 'search;
                }
            }
        }
        return None;
    }
    None
}

/// Throws an object already there (`athrow`).
#[inline(always)]
pub(crate) fn throw_object(s: Stack<'_>, exception: Oop<'_>) -> Next {
    s.save();
    s.thread.pending.set(exception.raw());
    unwind(s.thread)
}

macro_rules! throwers {
    ($($(#[$doc:meta])* $name:ident $slow:ident ($($arg:ident: $type:ty),*) $cx:ident, $check:expr => $body:expr;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        pub(crate) fn $name(s: Stack<'_>, $($arg: $type),*) -> Next {
            s.save();
            $slow(s.thread, $($arg),*);
            unwind(s.thread)
        }
        #[cold]
        #[inline(never)]
        fn $slow(thread: &Thread, $($arg: $type),*) {
            let check: Option<Check> = $check;
            if let Some(check) = check {
                failed_checks::record(thread, check);
            }
            // SAFETY: on the current thread, no other token is in use.
            let $cx = unsafe { thread.cx() };
            let _ = $body;
        }
    )*};
}

throwers! {
    /// `NullPointerException`; its message is computed from the bytecode when asked for.
    throw_null_pointer null_pointer () cx, Some(Check::NonNull) =>
        exceptions::throw(cx, "java/lang/NullPointerException", None);
    /// `ArithmeticException: / by zero`.
    throw_arithmetic arithmetic () cx, Some(Check::Divisor) =>
        exceptions::throw(cx, "java/lang/ArithmeticException", Some("/ by zero"));
    /// `ArrayIndexOutOfBoundsException`.
    throw_array_index array_index (index: i32, length: usize) cx, Some(Check::Index) => exceptions::throw(
        cx,
        "java/lang/ArrayIndexOutOfBoundsException",
        Some(&format!("Index {index} out of bounds for length {length}")),
    );
    /// `NegativeArraySizeException`.
    throw_negative_array_size negative_array_size (length: i32) cx, None => exceptions::throw(
        cx,
        "java/lang/NegativeArraySizeException",
        Some(&length.to_string()),
    );
    /// `ArrayStoreException` with the class of the value.
    throw_array_store array_store (class: &'static Class) cx, None => exceptions::throw(
        cx,
        "java/lang/ArrayStoreException",
        Some(&class.external_name()),
    );
    /// `ClassCastException`.
    throw_class_cast class_cast (from: &'static Class, to: &'static Class) cx, Some(Check::Cast) =>
        vm_runtime::resolve::throw_class_cast(cx, from, to);
}
