//! The JNI invocation API: three exported functions, and the VM they create.
//!
//! Reference: JNI specification, chapter 5; `jni.h` of JDK 17.

use super::jni::{Env, RawEnv};
use super::library::{Library, LinkError};
use std::ffi::{CString, c_char, c_void};
use std::marker::PhantomData;

const JNI_OK: i32 = 0;
const JNI_VERSION_1_1: i32 = 0x0001_0001;
const JNI_VERSION_1_2: i32 = 0x0001_0002;

/// `JavaVMOption`.
#[repr(C)]
struct VmOption {
    option_string: *const c_char,
    extra_info: *mut c_void,
}

/// `JavaVMInitArgs`.
#[repr(C)]
struct VmInitArgs {
    version: i32,
    n_options: i32,
    options: *const VmOption,
    ignore_unrecognized: u8,
}

/// `JDK1_1InitArgs`: the form in which a VM still tells its default stack size.
#[repr(C)]
struct Jdk11InitArgs {
    version: i32,
    properties: *mut *mut c_char,
    check_source: i32,
    native_stack_size: i32,
    java_stack_size: i32,
    min_heap_size: i32,
    max_heap_size: i32,
    verify_mode: i32,
    classpath: *mut c_char,
    hooks: [*mut c_void; 3],
    enable_class_gc: i32,
    enable_verbose_gc: i32,
    disable_async_gc: i32,
    verbose: i32,
    debugging: u8,
    debug_port: i32,
}

type CreateJavaVm =
    unsafe extern "C" fn(*mut *const RawVm, *mut *const RawEnv, *const VmInitArgs) -> i32;
type GetDefaultInitArgs = unsafe extern "C" fn(*mut Jdk11InitArgs) -> i32;

/// What `JavaVM*` points to: a pointer to the invocation interface.
#[repr(C)]
struct RawVm {
    functions: *const InvokeInterface,
}

/// `JNIInvokeInterface_`.
#[repr(C)]
struct InvokeInterface {
    reserved: [*const c_void; 3],
    destroy_java_vm: unsafe extern "C" fn(*const RawVm) -> i32,
    attach_current_thread: *const c_void,
    detach_current_thread: unsafe extern "C" fn(*const RawVm) -> i32,
    get_env: *const c_void,
    attach_current_thread_as_daemon: *const c_void,
}

/// The entry points of a loaded `libjvm.so`.
#[derive(Clone, Copy)]
pub struct Invocation {
    library: Library,
    create: CreateJavaVm,
    default_init_args: GetDefaultInitArgs,
}

impl Invocation {
    /// Looks up the three functions of the invocation API; all must exist.
    pub fn find(library: Library) -> Result<Invocation, LinkError> {
        let create = library.symbol(c"JNI_CreateJavaVM")?;
        let default_init_args = library.symbol(c"JNI_GetDefaultJavaVMInitArgs")?;
        library.symbol(c"JNI_GetCreatedJavaVMs")?;
        Ok(Invocation {
            library,
            // SAFETY: the JNI specification fixes the C signature of this exported name.
            create: unsafe { std::mem::transmute::<*mut c_void, CreateJavaVm>(create.as_ptr()) },
            // SAFETY: likewise.
            default_init_args: unsafe {
                std::mem::transmute::<*mut c_void, GetDefaultInitArgs>(default_init_args.as_ptr())
            },
        })
    }

    /// The stack size the VM wants for the thread that creates it; `None` leaves it to the system.
    pub fn default_stack_size(self) -> Option<usize> {
        let mut args = Jdk11InitArgs {
            version: JNI_VERSION_1_1,
            properties: std::ptr::null_mut(),
            check_source: 0,
            native_stack_size: 0,
            java_stack_size: 0,
            min_heap_size: 0,
            max_heap_size: 0,
            verify_mode: 0,
            classpath: std::ptr::null_mut(),
            hooks: [std::ptr::null_mut(); 3],
            enable_class_gc: 0,
            enable_verbose_gc: 0,
            disable_async_gc: 0,
            verbose: 0,
            debugging: 0,
            debug_port: 0,
        };
        // SAFETY: `args` has the layout that its version announces. The status is of no interest:
        // VMs report 1.1 as unsupported and fill in the stack size nevertheless.
        unsafe { (self.default_init_args)(&raw mut args) };
        usize::try_from(args.java_stack_size)
            .ok()
            .filter(|&size| size > 0)
    }

    /// Creates the VM on this thread. `None` if the VM refused; it has said why by then.
    pub fn create(self, options: &[CString]) -> Option<(JavaVm, Env)> {
        let options: Vec<VmOption> = options
            .iter()
            .map(|o| VmOption {
                option_string: o.as_ptr(),
                extra_info: std::ptr::null_mut(),
            })
            .collect();
        let args = VmInitArgs {
            version: JNI_VERSION_1_2,
            n_options: i32::try_from(options.len()).expect("a command line has < 2^31 words"),
            options: options.as_ptr(),
            ignore_unrecognized: 0,
        };
        let mut vm = std::ptr::null();
        let mut env = std::ptr::null();
        // SAFETY: `args` and the strings it points to outlive the call; `vm`, `env` are writable.
        let status = unsafe { (self.create)(&raw mut vm, &raw mut env, &raw const args) };
        if status != JNI_OK || vm.is_null() || env.is_null() {
            return None;
        }
        let vm = JavaVm {
            raw: vm,
            not_send: PhantomData,
        };
        // SAFETY: the VM returned this environment for the current thread.
        let env = unsafe { Env::new(env, self.library) };
        Some((vm, env))
    }
}

/// A running VM, held by the thread that created it.
pub struct JavaVm {
    raw: *const RawVm,
    not_send: PhantomData<*const ()>,
}

impl JavaVm {
    /// Ends this thread's life as a Java thread, which reports an exception still pending.
    pub fn detach_current_thread(&self) -> Result<(), i32> {
        // SAFETY: `raw` came from JNI_CreateJavaVM and stays valid until the VM is destroyed.
        match unsafe { ((*(*self.raw).functions).detach_current_thread)(self.raw) } {
            JNI_OK => Ok(()),
            status => Err(status),
        }
    }

    /// Waits until only daemon threads are left and shuts the VM down.
    pub fn destroy(self) {
        // SAFETY: as above; `self` is consumed, so the pointer is not used again.
        unsafe { ((*(*self.raw).functions).destroy_java_vm)(self.raw) };
    }
}
