//! Entering the VM from native code, and local references.
//!
//! [`enter`] moves the thread from *native* to *in VM*, runs a body with the token and a handle
//! scope, turns its result into the C type, and moves back. A result that is an object becomes a
//! local reference of the caller's JNI frame: the scope's handles are popped first.
//!
//! The JNI frame is a range of the thread's handle area with a free list of deleted references,
//! so making and deleting references in a loop uses a bounded number of slots.

use super::checks;
use super::types::{Env, FieldId, MethodId, Ref};
use vm_runtime::handle::{FREE_SLOT_TAG, HandleScope};
use vm_runtime::oop::Oop;
use vm_runtime::safepoint;
use vm_runtime::thread::{Cx, JResult, Thread};

/// An object on its way out of a body: the raw address, used at once.
#[derive(Clone, Copy)]
pub(crate) struct Raw(pub(crate) u64);

impl From<Oop<'_>> for Raw {
    fn from(oop: Oop<'_>) -> Raw {
        Raw(oop.raw())
    }
}

impl Raw {
    /// The null reference.
    pub(crate) const NULL: Raw = Raw(0);
}

/// A C result type: what a body returns for it, and what native code gets.
pub(crate) trait Outcome: Sized {
    /// What the body returns.
    type Body;
    /// Converts; an exception is pending on `Err`.
    fn leave(thread: &Thread, result: JResult<Self::Body>) -> Self;
}

impl Outcome for Ref {
    type Body = Raw;
    fn leave(thread: &Thread, result: JResult<Raw>) -> Ref {
        result.map_or(Ref::NULL, |raw| new_local(thread, raw.0))
    }
}

impl Outcome for FieldId {
    type Body = FieldId;
    fn leave(_: &Thread, result: JResult<FieldId>) -> FieldId {
        result.unwrap_or(FieldId::NULL)
    }
}

impl Outcome for MethodId {
    type Body = MethodId;
    fn leave(_: &Thread, result: JResult<MethodId>) -> MethodId {
        result.unwrap_or(MethodId::NULL)
    }
}

macro_rules! plain_outcomes {
    ($($type:ty),*) => {$(
        impl Outcome for $type {
            type Body = $type;
            fn leave(_: &Thread, result: JResult<$type>) -> $type {
                result.unwrap_or_default()
            }
        }
    )*};
}

plain_outcomes!((), u8, i8, u16, i16, i32, i64, u64, f32, f64);

impl<T> Outcome for *mut T {
    type Body = *mut T;
    fn leave(_: &Thread, result: JResult<*mut T>) -> *mut T {
        result.unwrap_or(std::ptr::null_mut())
    }
}

/// Runs `body` in the VM for native code of the thread `env`.
#[inline]
pub(crate) fn enter<T: Outcome>(
    env: Env,
    body: impl FnOnce(&mut Cx, &HandleScope) -> JResult<T::Body>,
) -> T {
    let thread = env.thread();
    safepoint::leave_native(thread);
    // SAFETY: the thread is the current one and was in native code, so no other token is in use.
    let cx = unsafe { thread.cx() };
    let scope = HandleScope::enter(cx);
    let result = body(cx, &scope);
    drop(scope);
    let out = T::leave(thread, result);
    safepoint::enter_native(thread);
    out
}

/// As [`enter`], for a body that changes the JNI frame: a scope would restore the top of the handle
/// area, and so keep the slots of a frame that the body has popped.
pub(crate) fn enter_without_scope(env: Env, body: impl FnOnce(&Cx) -> Raw) -> Ref {
    let thread = env.thread();
    safepoint::leave_native(thread);
    // SAFETY: the thread is the current one and was in native code, so no other token is in use.
    let raw = body(unsafe { thread.cx() });
    let out = new_local(thread, raw.0);
    safepoint::enter_native(thread);
    out
}

/// [`enter`] for the JNI function `name`, with the checks of `-Xcheck:jni`.
#[inline]
pub(crate) fn enter_jni<T: Outcome>(
    env: Env,
    name: &str,
    body: impl FnOnce(&mut Cx, &HandleScope) -> JResult<T::Body>,
) -> T {
    if checks::enabled() {
        checks::at_entry(env, name);
    }
    enter(env, body)
}

/// A new local reference in the thread's current JNI frame; null for null.
pub(crate) fn new_local(thread: &Thread, raw: u64) -> Ref {
    if raw == 0 {
        return Ref::NULL;
    }
    let free = thread.handle_free.get();
    if free != 0 {
        let slot = std::ptr::with_exposed_provenance_mut::<u64>(free as usize);
        // SAFETY: the free list links slots of the current frame (see `delete_local`).
        unsafe {
            thread.handle_free.set(*slot & !FREE_SLOT_TAG);
            *slot = raw;
        }
        return Ref::local(slot);
    }
    Ref::local(thread.push_handle(raw))
}

/// Frees a local reference. Arguments (slots of the Java stack) and references of outer frames
/// stay as they are: they end with their frame.
pub(crate) fn delete_local(thread: &Thread, reference: Ref) {
    let slot = reference.slot();
    let frame = thread.handle_frame.get().max(thread.handle_base.get());
    if reference.is_null()
        || reference.tag() != 0
        || slot < frame
        || slot >= thread.handle_top.get()
    {
        return;
    }
    // SAFETY: the slot lies in the thread's handle area, in the current JNI frame.
    unsafe {
        if *slot & FREE_SLOT_TAG != 0 {
            return;
        }
        *slot = thread.handle_free.get() | FREE_SLOT_TAG;
    }
    thread.handle_free.set(slot.expose_provenance() as u64);
}

/// The state of local references that a native call saves and restores.
pub(crate) struct LocalFrame {
    top: *mut u64,
    free: u64,
    frame: *mut u64,
}

impl LocalFrame {
    /// Begins a frame for a native call.
    #[inline]
    pub(crate) fn begin(thread: &Thread) -> LocalFrame {
        let top = thread.handle_top.get();
        LocalFrame {
            top,
            free: thread.handle_free.replace(0),
            frame: thread.handle_frame.replace(top),
        }
    }

    /// Ends it, with all frames that native code pushed and forgot.
    #[inline]
    pub(crate) fn end(self, thread: &Thread) {
        thread.handle_top.set(self.top);
        thread.handle_free.set(self.free);
        thread.handle_frame.set(self.frame);
    }
}

/// `PushLocalFrame`: the outer frame's state goes into two tagged slots.
pub(crate) fn push_local_frame(thread: &Thread) {
    let frame = thread.handle_frame.get().expose_provenance() as u64;
    thread.push_handle(frame | FREE_SLOT_TAG);
    thread.push_handle(thread.handle_free.get() | FREE_SLOT_TAG);
    thread.handle_free.set(0);
    thread.handle_frame.set(thread.handle_top.get());
}

/// `PopLocalFrame`: undoes the last [`push_local_frame`].
pub(crate) fn pop_local_frame(thread: &Thread) {
    let frame = thread.handle_frame.get();
    if frame <= thread.handle_base.get().wrapping_add(1) {
        return;
    }
    // SAFETY: the frame was not the first slot of the area, so two slots of it lie below.
    let (outer, free) = unsafe { (*frame.sub(2), *frame.sub(1)) };
    if outer & free & FREE_SLOT_TAG == 0 {
        return;
    }
    thread.handle_top.set(frame.wrapping_sub(2));
    thread.handle_free.set(free & !FREE_SLOT_TAG);
    thread
        .handle_frame
        .set(std::ptr::with_exposed_provenance_mut(
            (outer & !FREE_SLOT_TAG) as usize,
        ));
}

/// Functions of the JNI table: `fn name(cx, scope, arg: Type, ...) -> Type { body }`, where the body
/// runs in the VM and is a `JResult` of the result type's [`Outcome::Body`].
macro_rules! jni_functions {
    ($($(#[$meta:meta])* fn $name:ident($cx:ident, $scope:ident $(, $arg:ident: $type:ty)* $(,)?) $(-> $ret:ty)? $body:block)*) => {$(
        $(#[$meta])*
        pub(crate) extern "C" fn $name(env: $crate::jni::types::Env $(, $arg: $type)*) $(-> $ret)? {
            $crate::jni::entry::enter_jni(env, stringify!($name), |$cx: &mut vm_runtime::thread::Cx, $scope: &vm_runtime::handle::HandleScope| {
                let _ = $scope;
                $body
            })
        }
    )*};
}
pub(crate) use jni_functions;

/// Exported functions of the VM interface, written as in [`jni_functions`].
macro_rules! jvm_functions {
    ($($(#[$meta:meta])* fn $name:ident($cx:ident, $scope:ident $(, $arg:ident: $type:ty)* $(,)?) $(-> $ret:ty)? $body:block)*) => {$(
        $(#[$meta])*
        #[unsafe(no_mangle)]
        extern "C" fn $name(env: $crate::jni::types::Env $(, $arg: $type)*) $(-> $ret)? {
            $crate::jni::entry::enter(env, |$cx: &mut vm_runtime::thread::Cx, $scope: &vm_runtime::handle::HandleScope| {
                let _ = $scope;
                $body
            })
        }
    )*};
}
pub(crate) use jvm_functions;
