//! The C types of the native interface, as transparent wrappers.
//!
//! A [`Ref`] (`jobject`) is the address of an 8-byte root slot; its two low bits say which kind of
//! reference it is. A [`FieldId`] or [`MethodId`] is the address of an immortal metadata record.
//! Values of these types come from native code, which is trusted to pass what the interface
//! defines (as HotSpot trusts it without `-Xcheck:jni`): that is what makes dereferencing sound.

use super::checks;
use std::ffi::c_char;
use vm_runtime::class::Class;
use vm_runtime::handle::{FREE_SLOT_TAG, Handle, HandleScope};
use vm_runtime::known;
use vm_runtime::method::{Field, Method};
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, Thread};

/// `JNIEnv*`: the address of the thread record.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct Env(pub(crate) *const Thread);

impl Env {
    /// The thread.
    pub(crate) fn thread(self) -> &'static Thread {
        // SAFETY: native code passes the environment that it got from the VM: a live thread record.
        unsafe { &*self.0 }
    }
}

/// `jobject`.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(transparent)]
pub(crate) struct Ref(pub(crate) usize);

/// Low bits of a [`Ref`].
const TAG_MASK: usize = 0b11;
/// Tag of weak global references.
pub(crate) const TAG_WEAK: usize = 0b01;
/// Tag of global references.
pub(crate) const TAG_GLOBAL: usize = 0b10;

impl Ref {
    /// The null reference.
    pub(crate) const NULL: Ref = Ref(0);

    /// A reference to a local slot.
    pub(crate) fn local(slot: *mut u64) -> Ref {
        Ref(slot.expose_provenance())
    }

    /// Is it the null pointer (not: a cleared weak reference)?
    pub(crate) fn is_null(self) -> bool {
        self.0 == 0
    }

    /// The tag bits.
    pub(crate) fn tag(self) -> usize {
        self.0 & TAG_MASK
    }

    /// The slot without tag.
    pub(crate) fn slot(self) -> *mut u64 {
        std::ptr::with_exposed_provenance_mut(self.0 & !TAG_MASK)
    }

    /// The object.
    pub(crate) fn oop(self, cx: &Cx) -> Oop<'_> {
        if self.is_null() {
            return Oop::NULL;
        }
        if checks::enabled() {
            checks::reference(self);
        }
        // SAFETY: the reference is the address of a live root slot, or of a freed one in a block
        // that stays mapped; a freed slot and a cleared weak reference are null.
        unsafe {
            let raw = *self.slot();
            Oop::new(cx, if raw & FREE_SLOT_TAG == 0 { raw } else { 0 })
        }
    }

    /// A handle on the object, without copying when the reference is a root slot itself.
    pub(crate) fn handle<'s>(self, cx: &Cx, scope: &'s HandleScope) -> Handle<'s> {
        if self.is_null() || self.tag() == TAG_WEAK {
            return scope.handle(self.oop(cx));
        }
        // SAFETY: a local or global reference stays valid for the call that it is passed to.
        unsafe { Handle::from_slot(self.slot()) }
    }

    /// The class of the mirror that this `jclass` denotes.
    pub(crate) fn class(self, cx: &Cx) -> &'static Class {
        known::class_of_mirror(self.oop(cx))
    }
}

/// `jfieldID`.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct FieldId(*const Field);

impl FieldId {
    /// The null ID.
    pub(crate) const NULL: FieldId = FieldId(std::ptr::null());

    /// The field.
    pub(crate) fn get(self) -> &'static Field {
        // SAFETY: field IDs are addresses of immortal fields.
        unsafe { &*self.0 }
    }
}

impl From<&'static Field> for FieldId {
    fn from(field: &'static Field) -> FieldId {
        FieldId(field)
    }
}

/// `jmethodID`.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct MethodId(*const Method);

impl MethodId {
    /// The null ID.
    pub(crate) const NULL: MethodId = MethodId(std::ptr::null());

    /// The method.
    pub(crate) fn get(self) -> &'static Method {
        // SAFETY: method IDs are addresses of immortal methods.
        unsafe { &*self.0 }
    }
}

impl From<&'static Method> for MethodId {
    fn from(method: &'static Method) -> MethodId {
        MethodId(method)
    }
}

/// `const char*`: a NUL-terminated string, mostly modified UTF-8.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub(crate) struct CText(pub(crate) *const c_char);

impl CText {
    /// Is it the null pointer?
    pub(crate) fn is_null(self) -> bool {
        self.0.is_null()
    }

    /// The bytes without the terminator; empty for null.
    pub(crate) fn bytes<'a>(self) -> &'a [u8] {
        if self.0.is_null() {
            return &[];
        }
        // SAFETY: native code passes a terminated string that lives as long as the call.
        unsafe { std::ffi::CStr::from_ptr(self.0) }.to_bytes()
    }

    /// The text, replacing what is not UTF-8.
    pub(crate) fn text<'a>(self) -> std::borrow::Cow<'a, str> {
        String::from_utf8_lossy(self.bytes())
    }
}

/// A buffer of native code: `length` values at `data`.
pub(crate) fn native_slice<'a, T>(data: *const T, length: usize) -> &'a [T] {
    if data.is_null() || length == 0 {
        return &[];
    }
    // SAFETY: native code passes a buffer of the length that it states, valid during the call.
    unsafe { std::slice::from_raw_parts(data, length) }
}

/// Writes one value through a pointer that native code passed; null is ignored.
pub(crate) fn native_write<T>(target: *mut T, value: T) {
    if !target.is_null() {
        // SAFETY: native code passes a pointer to writable memory for the result.
        unsafe { target.write(value) };
    }
}

/// `JNI_OK`.
pub(crate) const JNI_OK: i32 = 0;
/// `JNI_ERR`.
pub(crate) const JNI_ERR: i32 = -1;
/// `JNI_EDETACHED`.
pub(crate) const JNI_EDETACHED: i32 = -2;
/// `JNI_EVERSION`.
pub(crate) const JNI_EVERSION: i32 = -3;
/// `JNI_ENOMEM`.
pub(crate) const JNI_ENOMEM: i32 = -4;
/// `JNI_EEXIST`.
pub(crate) const JNI_EEXIST: i32 = -5;

/// The newest interface version: JNI 10.
pub(crate) const JNI_VERSION_10: i32 = 0x000a_0000;

/// Is it a version of the interface that the VM implements?
pub(crate) fn is_supported_version(version: i32) -> bool {
    matches!(
        version,
        0x0001_0001
            | 0x0001_0002
            | 0x0001_0004
            | 0x0001_0006
            | 0x0001_0008
            | 0x0009_0000
            | JNI_VERSION_10
    )
}
