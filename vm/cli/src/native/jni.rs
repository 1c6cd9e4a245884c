//! The JNI functions that a launcher calls, with safe signatures.
//!
//! The function table is an array of 234 pointers; slots are named by the constants below, whose
//! values are the positions in JDK 17's `struct JNINativeInterface_`. Methods are called through
//! the variadic entries, as the stock launcher does, so a VM is exercised the same way by both.

use super::library::Library;
use std::ffi::{CStr, c_char, c_void};
use std::marker::PhantomData;
use std::ptr::NonNull;

const EXCEPTION_OCCURRED: usize = 15;
const EXCEPTION_DESCRIBE: usize = 16;
const DELETE_LOCAL_REF: usize = 23;
const GET_STATIC_METHOD_ID: usize = 113;
const CALL_STATIC_OBJECT_METHOD: usize = 114;
const CALL_STATIC_VOID_METHOD: usize = 141;
const NEW_STRING_UTF: usize = 167;
const NEW_OBJECT_ARRAY: usize = 172;
const SET_OBJECT_ARRAY_ELEMENT: usize = 174;
const NEW_BYTE_ARRAY: usize = 176;
const SET_BYTE_ARRAY_REGION: usize = 208;
const N_FUNCTIONS: usize = 234;

/// What `JNIEnv*` points to: a pointer to the function table.
#[repr(C)]
pub struct RawEnv {
    functions: *const [*const c_void; N_FUNCTIONS],
}

/// A local reference (`jobject` and its kinds), valid on the thread it was made on.
#[derive(Clone, Copy)]
pub struct Local(NonNull<c_void>, PhantomData<*const ()>);

/// A `jmethodID` of a static method, with the class it was found in.
#[derive(Clone, Copy)]
pub struct StaticMethod {
    class: Local,
    id: NonNull<c_void>,
}

/// An argument of a Java method, as it travels through C's `...`.
#[derive(Clone, Copy)]
pub enum Value {
    /// A reference.
    Object(Local),
    /// `boolean`, promoted.
    Boolean(bool),
    /// `int`.
    Int(i32),
    /// `long`.
    Long(i64),
}

impl Value {
    /// The argument as a 64-bit register holds it: on x86-64 an `int` argument occupies the low
    /// half of a register or stack slot of its own, whatever its width.
    fn word(self) -> u64 {
        match self {
            Value::Object(object) => object.0.as_ptr() as u64,
            Value::Boolean(value) => u64::from(value),
            Value::Int(value) => u64::from(value.cast_unsigned()),
            Value::Long(value) => value.cast_unsigned(),
        }
    }
}

type FindBootClass = unsafe extern "C" fn(*const RawEnv, *const c_char) -> *mut c_void;
type Inspect = unsafe extern "C" fn(*const RawEnv) -> *mut c_void;
type OnObject = unsafe extern "C" fn(*const RawEnv, *mut c_void);
type GetStaticMethodId =
    unsafe extern "C" fn(*const RawEnv, *mut c_void, *const c_char, *const c_char) -> *mut c_void;
type CallStatic = unsafe extern "C" fn(*const RawEnv, *mut c_void, *mut c_void, ...) -> *mut c_void;
type NewStringUtf = unsafe extern "C" fn(*const RawEnv, *const c_char) -> *mut c_void;
type NewByteArray = unsafe extern "C" fn(*const RawEnv, i32) -> *mut c_void;
type NewObjectArray =
    unsafe extern "C" fn(*const RawEnv, i32, *mut c_void, *mut c_void) -> *mut c_void;
type SetElement = unsafe extern "C" fn(*const RawEnv, *mut c_void, i32, *mut c_void);
type SetByteRegion = unsafe extern "C" fn(*const RawEnv, *mut c_void, i32, i32, *const i8);

/// The JNI environment of the current thread.
pub struct Env {
    raw: *const RawEnv,
    library: Library,
}

/// Reads one slot of the function table as a function of the given type.
macro_rules! function {
    ($env:expr, $slot:expr, $type:ty) => {
        std::mem::transmute::<*const c_void, $type>((&*(*$env.raw).functions)[$slot])
    };
}

impl Env {
    /// Wraps what the VM returned.
    ///
    /// # Safety
    /// `raw` must be the environment of the current thread, in a VM loaded from `library`.
    pub unsafe fn new(raw: *const RawEnv, library: Library) -> Env {
        Env { raw, library }
    }

    /// A class of the boot loader, without asking the application's loader.
    pub fn find_boot_class(&self, name: &CStr) -> Option<Local> {
        let function = self.library.symbol(c"JVM_FindClassFromBootLoader").ok()?;
        // SAFETY: JDK 17's VM interface fixes the signature of this export; `name` is a C string.
        local(unsafe {
            let find = std::mem::transmute::<*mut c_void, FindBootClass>(function.as_ptr());
            find(self.raw, name.as_ptr())
        })
    }

    /// Whether a Java exception is pending.
    pub fn exception_pending(&self) -> bool {
        // SAFETY: the slot holds ExceptionOccurred.
        unsafe { !function!(self, EXCEPTION_OCCURRED, Inspect)(self.raw).is_null() }
    }

    /// Prints the pending exception and its stack trace to standard error and clears it.
    pub fn exception_describe(&self) {
        // SAFETY: the slot holds ExceptionDescribe, whose result (void) is ignored.
        unsafe { function!(self, EXCEPTION_DESCRIBE, Inspect)(self.raw) };
    }

    /// Forgets a local reference.
    pub fn delete_local(&self, object: Local) {
        // SAFETY: the slot holds DeleteLocalRef; `object` is a live local reference.
        unsafe { function!(self, DELETE_LOCAL_REF, OnObject)(self.raw, object.0.as_ptr()) };
    }

    /// Looks up a static method; initializes its class.
    pub fn static_method(&self, class: Local, name: &CStr, sig: &CStr) -> Option<StaticMethod> {
        // SAFETY: the slot holds GetStaticMethodID; `class` is a class, the names are C strings.
        let id = unsafe {
            function!(self, GET_STATIC_METHOD_ID, GetStaticMethodId)(
                self.raw,
                class.0.as_ptr(),
                name.as_ptr(),
                sig.as_ptr(),
            )
        };
        NonNull::new(id).map(|id| StaticMethod { class, id })
    }

    /// Calls a static method that returns a reference.
    pub fn call_object(&self, method: StaticMethod, args: &[Value]) -> Option<Local> {
        local(self.call(CALL_STATIC_OBJECT_METHOD, method, args))
    }

    /// Calls a static method that returns nothing.
    pub fn call_void(&self, method: StaticMethod, args: &[Value]) {
        self.call(CALL_STATIC_VOID_METHOD, method, args);
    }

    fn call(&self, slot: usize, method: StaticMethod, args: &[Value]) -> *mut c_void {
        let (class, id) = (method.class.0.as_ptr(), method.id.as_ptr());
        let word = |i: usize| args.get(i).map_or(0, |value| value.word());
        assert!(
            args.len() <= 5,
            "the launcher calls no method with more than five parameters"
        );
        // SAFETY: `slot` is one of the two CallStatic…Method entries. The callee reads as many
        // variadic arguments as the method has parameters; further words are ignored, and the
        // result of the void entry is not looked at.
        unsafe {
            let call = function!(self, slot, CallStatic);
            call(
                self.raw,
                class,
                id,
                word(0),
                word(1),
                word(2),
                word(3),
                word(4),
            )
        }
    }

    /// `NewStringUTF`: a string from modified UTF-8.
    pub fn new_string_utf(&self, text: &CStr) -> Option<Local> {
        // SAFETY: the slot holds NewStringUTF; `text` is NUL-terminated.
        local(unsafe { function!(self, NEW_STRING_UTF, NewStringUtf)(self.raw, text.as_ptr()) })
    }

    /// A `byte[]` with the given contents.
    pub fn new_byte_array(&self, bytes: &[u8]) -> Option<Local> {
        let length = i32::try_from(bytes.len()).ok()?;
        // SAFETY: the slot holds NewByteArray.
        let array =
            local(unsafe { function!(self, NEW_BYTE_ARRAY, NewByteArray)(self.raw, length) })?;
        // SAFETY: the slot holds SetByteArrayRegion; source and array have `length` bytes.
        unsafe {
            function!(self, SET_BYTE_ARRAY_REGION, SetByteRegion)(
                self.raw,
                array.0.as_ptr(),
                0,
                length,
                bytes.as_ptr().cast(),
            );
        }
        Some(array)
    }

    /// An array of `length` null references.
    pub fn new_object_array(&self, length: usize, class: Local) -> Option<Local> {
        let length = i32::try_from(length).ok()?;
        // SAFETY: the slot holds NewObjectArray; `class` is a class.
        local(unsafe {
            function!(self, NEW_OBJECT_ARRAY, NewObjectArray)(
                self.raw,
                length,
                class.0.as_ptr(),
                std::ptr::null_mut(),
            )
        })
    }

    /// Stores into an array of references.
    pub fn set_element(&self, array: Local, index: usize, value: Local) {
        let index = i32::try_from(index).expect("arrays have < 2^31 elements");
        // SAFETY: the slot holds SetObjectArrayElement; the VM checks index and type.
        unsafe {
            function!(self, SET_OBJECT_ARRAY_ELEMENT, SetElement)(
                self.raw,
                array.0.as_ptr(),
                index,
                value.0.as_ptr(),
            );
        }
    }
}

fn local(raw: *mut c_void) -> Option<Local> {
    NonNull::new(raw).map(|raw| Local(raw, PhantomData))
}
