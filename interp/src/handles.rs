//! Entries of the method-handle linkers: `invokeBasic` and the `linkTo*` methods (JVMS 2.9.3).
//!
//! They have no frames of their own: each finds its target and jumps to the target's entry with
//! the same arguments, so a chain of handles uses no stack.

use crate::dispatch::Next;
use crate::entry::enter;
use crate::stack::Stack;
use crate::unwind::unwind;
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::known::{
    LAMBDA_FORM_VMENTRY, MEMBER_CLAZZ, MEMBER_METHOD, MEMBER_VMINDEX, METHOD_HANDLE_FORM,
    RESOLVED_METHOD_TARGET, class_of_mirror,
};
use vm_runtime::method::{Method, VTABLE_NONE};
use vm_runtime::oop::Oop;
use vm_runtime::thread::Thread;

/// The method that a `MemberName` denotes.
#[inline(always)]
fn target_of(member: Oop<'_>) -> &'static Method {
    let resolved = MEMBER_METHOD.load(member);
    let address = resolved.load_u64(RESOLVED_METHOD_TARGET.offset()) as usize;
    // SAFETY: a resolved member name holds the address of an immortal method.
    unsafe { &*std::ptr::with_exposed_provenance::<Method>(address) }
}

#[cold]
#[inline(never)]
fn null_pointer(thread: &Thread) {
    // SAFETY: on the current thread, no other token is in use.
    let _ = exceptions::throw(
        unsafe { thread.cx() },
        "java/lang/NullPointerException",
        None,
    );
}

/// The raw argument `n` of `method`.
///
/// # Safety
/// `sp` is above the arguments of `method`.
#[inline(always)]
unsafe fn argument(method: &Method, sp: *mut u64, n: usize) -> Oop<'static> {
    // SAFETY: by the function's contract; the caller uses the reference at once.
    unsafe { Oop::from_raw(*sp.sub(usize::from(method.arg_slots)).add(n)) }
}

/// `MethodHandle.invokeBasic`: jumps to `this.form.vmentry`.
pub(crate) unsafe extern "sysv64" fn enter_invoke_basic(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    let handle = unsafe { argument(&*method, sp, 0) };
    if handle.is_null() {
        null_pointer(thread);
        return unwind(thread);
    }
    let target = target_of(LAMBDA_FORM_VMENTRY.load(METHOD_HANDLE_FORM.load(handle)));
    enter(
        target,
        Stack {
            insn: std::ptr::null(),
            sp,
            locals,
            thread,
        },
    )
}

/// Pops the trailing `MemberName`.
///
/// # Safety
/// `sp` is above the arguments of a linker.
#[inline(always)]
unsafe fn pop_member(sp: *mut u64) -> Oop<'static> {
    // SAFETY: the last argument of every linker is a `MemberName`.
    unsafe { Oop::from_raw(*sp.sub(1)) }
}

/// `linkToStatic` and `linkToSpecial`.
pub(crate) unsafe extern "sysv64" fn enter_link_direct(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    let (member, first) = unsafe { (pop_member(sp), argument(&*method, sp, 0)) };
    if member.is_null() {
        null_pointer(thread);
        return unwind(thread);
    }
    let target = target_of(member);
    if !target.is_static() && first.is_null() {
        null_pointer(thread);
        return unwind(thread);
    }
    enter(
        target,
        Stack {
            insn: std::ptr::null(),
            sp: sp.wrapping_sub(1),
            locals,
            thread,
        },
    )
}

/// `linkToVirtual`.
pub(crate) unsafe extern "sysv64" fn enter_link_to_virtual(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    let (member, receiver) = unsafe { (pop_member(sp), argument(&*method, sp, 0)) };
    if member.is_null() || receiver.is_null() {
        null_pointer(thread);
        return unwind(thread);
    }
    let index = member.load_i64(MEMBER_VMINDEX.offset());
    let target = if index == i64::from(VTABLE_NONE) {
        target_of(member)
    } else {
        receiver.class().vtable_method(index as usize)
    };
    enter(
        target,
        Stack {
            insn: std::ptr::null(),
            sp: sp.wrapping_sub(1),
            locals,
            thread,
        },
    )
}

/// `linkToInterface`.
pub(crate) unsafe extern "sysv64" fn enter_link_to_interface(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called as `enter` says.
    let (member, receiver) = unsafe { (pop_member(sp), argument(&*method, sp, 0)) };
    if member.is_null() || receiver.is_null() {
        null_pointer(thread);
        return unwind(thread);
    }
    let interface = class_of_mirror(MEMBER_CLAZZ.load(member));
    match select(thread, receiver.class(), interface, target_of(member)) {
        Some(target) => enter(
            target,
            Stack {
                insn: std::ptr::null(),
                sp: sp.wrapping_sub(1),
                locals,
                thread,
            },
        ),
        None => unwind(thread),
    }
}

#[inline(never)]
fn select(
    thread: &Thread,
    class: &'static Class,
    interface: &'static Class,
    method: &'static Method,
) -> Option<&'static Method> {
    // SAFETY: on the current thread, no other token is in use. Selection reaches a safepoint only
    // when it throws, and then the arguments are not used again.
    let cx = unsafe { thread.cx() };
    vm_runtime::resolve::select_interface_method(cx, class, interface, method).ok()
}
