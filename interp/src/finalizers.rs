//! The end of `Object.<init>`: where an object with a finalizer is registered (JLS 12.6).
//!
//! The constructor of `Object` does nothing else, so its entry runs no bytecode: it looks at the
//! class of the receiver and goes on in the caller.

use crate::dispatch::Next;
use crate::entry::{overflow, push_argument_frame};
use crate::instructions::control::{resume_caller, return_to_caller};
use crate::sites::bump;
use crate::stack::Stack;
use crate::unwind::unwind;
use vm_runtime::call::{self, Arg};
use vm_runtime::handle::Handle;
use vm_runtime::known::KnownClass;
use vm_runtime::method::Method;
use vm_runtime::oop::Oop;
use vm_runtime::thread::Thread;

/// Is it the constructor whose end completes an object?
pub(crate) fn completes_object(method: &Method) -> bool {
    method.is_constructor() && method.class.super_class.is_none() && method.arg_slots == 1
}

/// Entry of `Object.<init>`.
pub(crate) unsafe extern "sysv64" fn enter_object_constructor(
    method: *const Method,
    sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called with a method and above its arguments; a constructor's receiver
    // is not null.
    let (method, receiver): (&'static Method, Oop<'_>) =
        unsafe { (&*method, Oop::from_raw(*sp.sub(1))) };
    bump(&method.invocations);
    if !receiver.class().has_finalizer {
        // No frame has been pushed: the top one is the caller's, saved in a call.
        return resume_caller(thread, 0, 0);
    }
    // SAFETY: as above.
    if !unsafe { push_argument_frame(method, sp, thread) } {
        return overflow(thread);
    }
    if !register(thread) {
        return unwind(thread);
    }
    let s = Stack {
        insn: std::ptr::null(),
        sp,
        locals: sp,
        thread,
    };
    return_to_caller(s, 0, 0)
}

/// Registers the receiver of the top frame; false if that threw.
#[cold]
#[inline(never)]
fn register(thread: &Thread) -> bool {
    // SAFETY: on the current thread, no other token is in use; local 0 of the top frame is a root.
    let (cx, object) = unsafe {
        let frame = &*thread.top_frame.get();
        (thread.cx(), Handle::from_slot(frame.locals))
    };
    let class = KnownClass::Finalizer.get();
    let arguments = [Arg::Ref(object)];
    call::invoke_static(cx, class, "register", "(Ljava/lang/Object;)V", &arguments).is_ok()
}
