//! Shared libraries, and native locks that libzip uses from any thread.

use crate::jni::entry::enter;
use crate::jni::types::{CText, Env, is_supported_version};
use parking_lot::Mutex;
use parking_lot::lock_api::RawMutex as _;
use std::ffi::{c_char, c_void};
use vm_runtime::exceptions;
use vm_runtime::thread::Thread;

/// Runs in native state: library initializers may call into the VM.
#[unsafe(no_mangle)]
extern "C" fn JVM_LoadLibrary(name: CText, throw_exception: u8) -> *mut c_void {
    // SAFETY: loading a library that the program names runs its initializers; that is its purpose.
    let handle = unsafe { libc::dlopen(name.0, libc::RTLD_LAZY) };
    if handle.is_null()
        && throw_exception != 0
        && let Some(thread) = Thread::current()
    {
        // SAFETY: `dlerror` returns null or a terminated string valid until the next call.
        let error = CText(unsafe { libc::dlerror() });
        let message = format!("{}: {}", name.text(), error.text());
        enter::<()>(Env(thread), |cx, _| {
            Err(exceptions::throw(
                cx,
                "java/lang/UnsatisfiedLinkError",
                Some(&message),
            ))
        });
    }
    handle
}

#[unsafe(no_mangle)]
extern "C" fn JVM_UnloadLibrary(handle: *mut c_void) {
    // SAFETY: the handle comes from `JVM_LoadLibrary`.
    unsafe { libc::dlclose(handle) };
}

#[unsafe(no_mangle)]
extern "C" fn JVM_FindLibraryEntry(handle: *mut c_void, name: CText) -> *mut c_void {
    // SAFETY: the handle comes from `dlopen`, the name is terminated.
    unsafe { libc::dlsym(handle, name.0) }
}

#[unsafe(no_mangle)]
extern "C" fn JVM_IsSupportedJNIVersion(version: i32) -> u8 {
    u8::from(is_supported_version(version))
}

#[unsafe(no_mangle)]
extern "C" fn JVM_NativePath(path: *mut c_char) -> *mut c_char {
    path
}

#[unsafe(no_mangle)]
extern "C" fn JVM_SupportsCX8() -> u8 {
    1
}

#[unsafe(no_mangle)]
extern "C" fn JVM_RawMonitorCreate() -> *mut Mutex<()> {
    Box::into_raw(Box::new(Mutex::new(())))
}

#[unsafe(no_mangle)]
extern "C" fn JVM_RawMonitorDestroy(monitor: *mut Mutex<()>) {
    // SAFETY: the pointer comes from `JVM_RawMonitorCreate` and is destroyed once.
    drop(unsafe { Box::from_raw(monitor) });
}

#[unsafe(no_mangle)]
extern "C" fn JVM_RawMonitorEnter(monitor: *mut Mutex<()>) -> i32 {
    // SAFETY: the pointer comes from `JVM_RawMonitorCreate`; the exit function unlocks.
    unsafe { (*monitor).raw().lock() };
    0
}

#[unsafe(no_mangle)]
extern "C" fn JVM_RawMonitorExit(monitor: *mut Mutex<()>) {
    // SAFETY: the pointer comes from `JVM_RawMonitorCreate`, and the caller has entered it.
    unsafe { (*monitor).raw().unlock() };
}
