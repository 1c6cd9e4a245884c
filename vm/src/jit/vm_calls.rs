//! What compiled code calls in the VM: one function for each row of [`Helper`].
//!
//! A helper that cannot do its work takes the exception back and says *again*: the compiled code
//! then leaves for the interpreter, which executes the instruction once more and throws with the
//! right stack trace.

use super::{inline_caches, invalidation, stress, stubs};
use codegen::Helper;
use smallvec::SmallVec;
use vm_runtime::class::Class;
use vm_runtime::handle::HandleScope;
use vm_runtime::heap;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult, Thread};
use vm_runtime::threads::stop;
use vm_runtime::{exceptions, monitor, safepoint};

/// Address of the code behind a helper.
pub(super) fn address(helper: Helper) -> usize {
    type Stub = unsafe extern "sysv64" fn();
    let stub = |stub: Stub| stub as usize;
    match helper {
        Helper::NewObject => new_object as extern "sysv64" fn(_, _) -> _ as usize,
        Helper::NewArray => new_array as extern "sysv64" fn(_, _, _) -> _ as usize,
        Helper::NewMultiArray => {
            new_multi_array as unsafe extern "sysv64" fn(_, _, _, _) -> _ as usize
        }
        Helper::MonitorEnter => enter_monitor as unsafe extern "sysv64" fn(_, _) as usize,
        Helper::MonitorExit => exit_monitor as unsafe extern "sysv64" fn(_, _) as usize,
        Helper::Poll => poll as extern "sysv64" fn(_) -> _ as usize,
        Helper::SavingPoll => stub(stubs::poll_saving),
        Helper::FRem => f32_remainder as extern "sysv64" fn(_, _) -> _ as usize,
        Helper::DRem => f64_remainder as extern "sysv64" fn(_, _) -> _ as usize,
        Helper::RememberStore => stub(stubs::remember_store),
        Helper::CacheMiss => stub(inline_caches::miss),
        Helper::IsSubtype => stub(stubs::is_subtype),
        Helper::StackOverflow => stub(stubs::overflow_stack),
        Helper::Deopt => stub(stubs::leave_compiled),
    }
}

/// The token of the thread that compiled code runs on.
#[expect(
    clippy::mut_from_ref,
    reason = "the token is zero-sized: it aliases no memory"
)]
fn token(thread: &Thread) -> &mut Cx {
    // SAFETY: compiled code calls with the current thread, in Java, and holds no token.
    unsafe { thread.cx() }
}

/// The raw reference, or 0 after taking the exception back.
fn or_again(cx: &mut Cx, result: JResult<u64>) -> u64 {
    result.unwrap_or_else(|_| {
        cx.take_pending();
        0
    })
}

extern "sysv64" fn new_object(thread: &Thread, class: &'static Class) -> u64 {
    let cx = token(thread);
    let result = heap::alloc_instance(cx, class).map(Oop::raw);
    or_again(token(thread), result)
}

extern "sysv64" fn new_array(thread: &Thread, class: &'static Class, length: i32) -> u64 {
    let cx = token(thread);
    let result = heap::alloc_array(cx, class, length as usize).map(Oop::raw);
    or_again(token(thread), result)
}

/// # Safety
/// `lengths` points to `n_dimensions` lengths, each in the low half of a word.
unsafe extern "sysv64" fn new_multi_array(
    thread: &Thread,
    class: &'static Class,
    n_dimensions: u32,
    lengths: *const u64,
) -> u64 {
    // SAFETY: by contract.
    let words = unsafe { std::slice::from_raw_parts(lengths, n_dimensions as usize) };
    let lengths: SmallVec<[i32; 4]> = words.iter().map(|word| *word as i32).collect();
    let cx = token(thread);
    if lengths.iter().any(|length| *length < 0) {
        return 0;
    }
    let result = interp::new_multi_array(cx, class, &lengths);
    or_again(cx, result)
}

/// # Safety
/// `raw` is a live object.
unsafe extern "sysv64" fn enter_monitor(thread: &Thread, raw: u64) {
    let cx = token(thread);
    let scope = HandleScope::enter(cx);
    // SAFETY: by contract; no safepoint since the call.
    let object = unsafe { Oop::new(cx, raw) };
    let object = scope.handle(object);
    monitor::enter(cx, object);
}

/// # Safety
/// `raw` is a live object whose monitor the calling frame has entered.
unsafe extern "sysv64" fn exit_monitor(thread: &Thread, raw: u64) {
    let cx = token(thread);
    // SAFETY: by contract; leaving a monitor reaches no safepoint.
    let left = monitor::exit(cx, unsafe { Oop::new(cx, raw) });
    if left.is_err() {
        // A native method has left it behind the back of its caller, which JNI forbids.
        cx.take_pending();
    }
}

/// Not 0: an exception was sent to the thread, which is kept for the interpreter's next poll, or
/// the stress mode wants it.
pub(super) extern "sysv64" fn poll(thread: &Thread) -> u32 {
    let cx = token(thread);
    safepoint::poll_slow(cx);
    if !thread.has_pending() {
        let stress::AtPoll { leaves, ends } = stress::at_poll();
        if let Some(number) = ends {
            invalidation::end_some(cx, number);
        }
        return u32::from(leaves);
    }
    stop::send_again(cx, cx.take_pending());
    1
}

extern "sysv64" fn f32_remainder(x: f32, y: f32) -> f32 {
    x % y
}

extern "sysv64" fn f64_remainder(x: f64, y: f64) -> f64 {
    x % y
}

/// # Safety
/// `object` is a live object that a reference has been stored into.
pub(super) unsafe extern "sysv64" fn remember(_: u64, object: u64) -> u64 {
    // SAFETY: by contract; no safepoint is reached.
    heap::record_stores(unsafe { Oop::from_raw(object) });
    0
}

pub(super) extern "sysv64" fn is_subtype(class: &'static Class, of: &'static Class) -> u64 {
    u64::from(class.find_supertype(of))
}

pub(super) extern "sysv64" fn throw_stack_overflow(thread: &Thread) {
    let _ = exceptions::throw_stack_overflow(token(thread));
}
