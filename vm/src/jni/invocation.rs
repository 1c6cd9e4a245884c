//! The invocation interface: creating the VM, attaching threads, destroying the VM (JNI chapter 5).

use super::table::FunctionTable;
use super::types::{
    CText, Env, JNI_EDETACHED, JNI_EEXIST, JNI_ERR, JNI_EVERSION, JNI_OK, Ref,
    is_supported_version, native_slice, native_write,
};
use crate::boot::{self, BootError};
use crate::java_thread::{self, Description, NORMAL_PRIORITY};
use crate::output;
use std::sync::atomic::{AtomicBool, Ordering};
use vm_runtime::call;
use vm_runtime::handle::HandleScope;
use vm_runtime::loader;
use vm_runtime::safepoint;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::Thread;
use vm_runtime::threads;

/// `JNIInvokeInterface`.
static INVOKE_FUNCTIONS: FunctionTable<8> = FunctionTable([
    std::ptr::null(),
    std::ptr::null(),
    std::ptr::null(),
    destroy_java_vm as *const (),
    attach_current_thread as *const (),
    detach_current_thread as *const (),
    get_env as *const (),
    attach_current_thread_as_daemon as *const (),
]);

/// What `JavaVM*` points to.
#[repr(transparent)]
struct JavaVm(&'static FunctionTable<8>);

static JAVA_VM: JavaVm = JavaVm(&INVOKE_FUNCTIONS);
static CREATED: AtomicBool = AtomicBool::new(false);
/// A process has one VM in its life.
static DESTROYED: AtomicBool = AtomicBool::new(false);

/// The `JavaVM*` of the process.
pub(crate) fn java_vm() -> *const () {
    (&raw const JAVA_VM).cast()
}

/// `JavaVMOption`.
#[repr(C)]
struct VmOption {
    text: CText,
    extra: *const (),
}

/// `JavaVMInitArgs`.
#[repr(C)]
struct InitArgs {
    version: i32,
    n_options: i32,
    options: *const VmOption,
    ignore_unrecognized: u8,
}

/// `JDK1_1InitArgs`, as far as the launcher reads it.
#[repr(C)]
struct DefaultInitArgs {
    version: i32,
    properties: *const *const u8,
    check_source: i32,
    native_stack_size: i32,
    java_stack_size: i32,
}

/// `JavaVMAttachArgs`.
#[repr(C)]
struct AttachArgs {
    version: i32,
    name: CText,
    group: Ref,
}

/// The launcher asks for the stack size of the main thread.
#[unsafe(no_mangle)]
extern "C" fn JNI_GetDefaultJavaVMInitArgs(args: *mut DefaultInitArgs) -> i32 {
    // SAFETY: the caller passes null or such a record.
    let Some(args) = (unsafe { args.as_mut() }) else {
        return JNI_ERR;
    };
    if args.version == 0x0001_0001 {
        // Not supported, as the result says; but this is how launchers ask for the stack size.
        args.version = 0x0001_0002;
        args.java_stack_size = threads::stacks::native_size(threads::stacks::default_size()) as i32;
        return JNI_ERR;
    }
    if is_supported_version(args.version) {
        return JNI_OK;
    }
    JNI_ERR
}

#[unsafe(no_mangle)]
extern "C" fn JNI_GetCreatedJavaVMs(vms: *mut *const (), size: i32, count: *mut i32) -> i32 {
    let created = CREATED.load(Ordering::Acquire);
    native_write(count, i32::from(created));
    if created && size > 0 {
        native_write(vms, java_vm());
    }
    JNI_OK
}

#[unsafe(no_mangle)]
extern "C" fn JNI_CreateJavaVM(
    vm: *mut *const (),
    env: *mut *const Thread,
    args: *const InitArgs,
) -> i32 {
    // SAFETY: the caller passes null or such a record.
    let Some(args) = (unsafe { args.as_ref() }) else {
        return JNI_ERR;
    };
    if !is_supported_version(args.version) || args.version == 0x0001_0001 {
        return JNI_EVERSION;
    }
    if CREATED.swap(true, Ordering::AcqRel) {
        return JNI_EEXIST;
    }
    if DESTROYED.load(Ordering::Acquire) {
        return JNI_ERR;
    }
    let mut options = Vec::new();
    for option in native_slice(args.options, args.n_options.max(0) as usize) {
        let text = option.text.text().into_owned();
        // SAFETY: the embedding program passes functions of the right types with these names.
        if !unsafe { output::set_hook(&text, option.extra.cast()) } {
            options.push(text);
        }
    }
    match boot::create(&options, args.ignore_unrecognized != 0) {
        Ok(thread) => {
            if crate::options::get().check_jni {
                super::checks::enable();
            }
            native_write(vm, java_vm());
            native_write(env, thread);
            JNI_OK
        }
        Err(BootError::Failed(text)) => output::initialization_failed(&text),
        Err(BootError::Options(text)) => {
            output::error_text(&text);
            CREATED.store(false, Ordering::Release);
            JNI_ERR
        }
    }
}

/// Attaches the current native thread and makes its `Thread` object; `None` on failure.
fn attach(name: Option<&str>, group: Ref, daemon: bool) -> Option<&'static Thread> {
    let thread = threads::attach_current(name.unwrap_or("attached"), daemon).ok()?;
    // SAFETY: the thread was attached just now, in VM state, and has no other token.
    let cx = unsafe { thread.cx() };
    let scope = HandleScope::enter(cx);
    let group = (!group.oop(cx).is_null()).then(|| group.handle(cx, &scope));
    let made = java_thread::create_current(
        cx,
        &Description {
            name,
            group,
            priority: NORMAL_PRIORITY,
            daemon,
        },
    );
    drop(scope);
    if made.is_err() {
        let _ = cx.take_pending();
        threads::detach_current();
        return None;
    }
    safepoint::enter_native(thread);
    Some(thread)
}

fn attach_current(env: *mut *const Thread, args: *const AttachArgs, daemon: bool) -> i32 {
    if let Some(thread) = Thread::current() {
        native_write(env, thread);
        return JNI_OK;
    }
    // SAFETY: the caller passes null or such a record.
    let args = unsafe { args.as_ref() };
    let name = args
        .filter(|args| !args.name.is_null())
        .map(|args| args.name.text());
    let group = args.map_or(Ref::NULL, |args| args.group);
    match attach(name.as_deref(), group, daemon) {
        Some(thread) => {
            native_write(env, thread);
            JNI_OK
        }
        None => JNI_ERR,
    }
}

extern "C" fn attach_current_thread(
    _vm: *const (),
    env: *mut *const Thread,
    args: *const AttachArgs,
) -> i32 {
    attach_current(env, args, false)
}

extern "C" fn attach_current_thread_as_daemon(
    _vm: *const (),
    env: *mut *const Thread,
    args: *const AttachArgs,
) -> i32 {
    attach_current(env, args, true)
}

/// A thread with Java frames cannot be detached.
extern "C" fn detach_current_thread(_vm: *const ()) -> i32 {
    let Some(thread) = Thread::current() else {
        return JNI_OK;
    };
    if !thread.top_frame.get().is_null() {
        return JNI_ERR;
    }
    safepoint::leave_native(thread);
    // SAFETY: the thread is the current one, now in VM state, and native code holds no token.
    let cx = unsafe { thread.cx() };
    threads::exit_current(cx);
    JNI_OK
}

extern "C" fn get_env(_vm: *const (), env: *mut *const (), version: i32) -> i32 {
    let Some(thread) = Thread::current() else {
        native_write(env, std::ptr::null());
        return JNI_EDETACHED;
    };
    if is_supported_version(version) {
        native_write(env, std::ptr::from_ref(thread).cast());
        return JNI_OK;
    }
    native_write(env, std::ptr::null());
    JNI_EVERSION
}

/// Waits for the last thread that is not a daemon and runs the shutdown hooks. Daemon threads stop
/// where they are.
extern "C" fn destroy_java_vm(_vm: *const ()) -> i32 {
    if !CREATED.load(Ordering::Acquire) {
        return JNI_ERR;
    }
    let Some(thread) =
        Thread::current().or_else(|| attach(Some("DestroyJavaVM"), Ref::NULL, false))
    else {
        return JNI_ERR;
    };
    let env = Env(thread);
    safepoint::leave_native(env.thread());
    // SAFETY: the thread is the current one, now in VM state, and native code holds no token.
    let cx = unsafe { thread.cx() };
    threads::destroy_wait(cx);
    // An exception that native code left pending is not reported.
    let _ = cx.take_pending();
    let shutdown = loader::resolve_class(cx, Symbol::from("java/lang/Shutdown"), loader::boot());
    let done = shutdown.and_then(|class| call::invoke_static(cx, class, "shutdown", "()V", &[]));
    if done.is_err() {
        let _ = cx.take_pending();
    }
    threads::exit_current(cx);
    // Daemon threads must not run on while the process is torn down.
    safepoint::stop_for_exit();
    crate::jit::statistics::report();
    DESTROYED.store(true, Ordering::Release);
    CREATED.store(false, Ordering::Release);
    JNI_OK
}

const _: () = {
    assert!(std::mem::offset_of!(DefaultInitArgs, java_stack_size) == 24);
    assert!(std::mem::offset_of!(InitArgs, options) == 8);
};
