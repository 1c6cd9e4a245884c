//! A VM in this process, through the invocation interface.
//!
//! Only the functions that the benchmarks need are taken from the JNI function table, by their
//! indexes (JNI specification, chapter 4).

use bench_difftest::jdk::{Jdk, workspace_root};
use std::ffi::{CString, c_char, c_void};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::ptr::{null, null_mut};

const JNI_VERSION_10: i32 = 0x000a_0000;

#[repr(C)]
struct InitOption {
    text: *const c_char,
    extra: *mut c_void,
}

#[repr(C)]
struct InitArgs {
    version: i32,
    n_options: i32,
    options: *const InitOption,
    ignore_unrecognized: u8,
}

/// A method that `RegisterNatives` binds.
#[repr(C)]
struct NativeMethod {
    name: *const c_char,
    signature: *const c_char,
    function: *const c_void,
}

type Env = *mut *const *const c_void;
type CreateVm = unsafe extern "C" fn(*mut *mut c_void, *mut Env, *mut InitArgs) -> i32;
type FindClass = unsafe extern "C" fn(Env, *const c_char) -> *mut c_void;
type ExceptionCheck = unsafe extern "C" fn(Env) -> u8;
type GetStaticMethodId =
    unsafe extern "C" fn(Env, *mut c_void, *const c_char, *const c_char) -> *mut c_void;
type CallStaticIntMethodA = unsafe extern "C" fn(Env, *mut c_void, *mut c_void, *const u64) -> i32;
type GetVersion = unsafe extern "C" fn(Env) -> i32;
type NewStringUtf = unsafe extern "C" fn(Env, *const c_char) -> *mut c_void;
type DeleteLocalRef = unsafe extern "C" fn(Env, *mut c_void);
type RegisterNatives = unsafe extern "C" fn(Env, *mut c_void, *const NativeMethod, i32) -> i32;

const GET_VERSION: usize = 4;
const FIND_CLASS: usize = 6;
const DELETE_LOCAL_REF: usize = 23;
const GET_STATIC_METHOD_ID: usize = 113;
const CALL_STATIC_INT_METHOD_A: usize = 131;
const NEW_STRING_UTF: usize = 167;
const REGISTER_NATIVES: usize = 215;
const EXCEPTION_CHECK: usize = 228;

/// The VM of this process; there can be only one.
pub struct Machine {
    env: Env,
    class: *mut c_void,
}

/// A static method `int name(int)` of the benchmark class.
#[derive(Clone, Copy)]
pub struct Method(*mut c_void);

impl Machine {
    /// Compiles `java/<class>.java` of this crate into `folder`, starts the VM, and loads the class.
    ///
    /// # Errors
    /// When something cannot be built, found or started.
    pub fn start(class: &str, folder: &Path) -> io::Result<Self> {
        let jdk = Jdk::find()?;
        compile(&jdk, class, folder)?;
        let library = library()?;
        let options = [
            format!("-Djava.class.path={}", folder.display()),
            format!("-Djava.home={}", jdk.home().display()),
            "-Xint".to_owned(),
            "-Xmx512m".to_owned(),
        ];
        let env = create(&library, &options)?;
        let mut machine = Self {
            env,
            class: null_mut(),
        };
        let name = c_string(class);
        // SAFETY: index and type belong together; the thread is attached.
        machine.class =
            unsafe { machine.function::<FindClass>(FIND_CLASS)(machine.env, name.as_ptr()) };
        if machine.class.is_null() {
            return Err(io::Error::other(format!("{class} cannot be loaded")));
        }
        Ok(machine)
    }

    /// A function of the JNI table.
    ///
    /// # Safety
    /// `F` is the type of the function with this index.
    unsafe fn function<F: Copy>(&self, index: usize) -> F {
        const { assert!(size_of::<F>() == size_of::<*const c_void>()) };
        // SAFETY: the environment points to a pointer to the table; the type is right by contract.
        unsafe { std::mem::transmute_copy::<*const c_void, F>(&*(*self.env).add(index)) }
    }

    /// Looks a method `int name(int)` up.
    ///
    /// # Panics
    /// When the class has none.
    #[must_use]
    pub fn method(&self, name: &str) -> Method {
        let (c_name, signature) = (c_string(name), c_string("(I)I"));
        // SAFETY: index and type belong together; the strings live long enough.
        let id = unsafe {
            self.function::<GetStaticMethodId>(GET_STATIC_METHOD_ID)(
                self.env,
                self.class,
                c_name.as_ptr(),
                signature.as_ptr(),
            )
        };
        assert!(!id.is_null(), "no method {name}");
        Method(id)
    }

    /// Calls the method.
    ///
    /// # Panics
    /// When it throws.
    pub fn call(&self, method: Method, argument: i32) -> i32 {
        let arguments = [u64::from(argument.cast_unsigned())];
        // SAFETY: the method takes one int, which is in the first bytes of its `jvalue`.
        let (result, thrown) = unsafe {
            (
                self.function::<CallStaticIntMethodA>(CALL_STATIC_INT_METHOD_A)(
                    self.env,
                    self.class,
                    method.0,
                    arguments.as_ptr(),
                ),
                self.function::<ExceptionCheck>(EXCEPTION_CHECK)(self.env),
            )
        };
        assert_eq!(thrown, 0, "the benchmark threw an exception");
        result
    }

    /// Binds the native method `int nothing(int)` of the class to a function that does nothing.
    ///
    /// # Panics
    /// When the class has none.
    pub fn bind_nothing(&self) {
        let (name, signature) = (c_string("nothing"), c_string("(I)I"));
        let method = NativeMethod {
            name: name.as_ptr(),
            signature: signature.as_ptr(),
            function: nothing as *const c_void,
        };
        // SAFETY: index and type belong together; the function has the signature that is named.
        let result = unsafe {
            self.function::<RegisterNatives>(REGISTER_NATIVES)(
                self.env,
                self.class,
                &raw const method,
                1,
            )
        };
        assert_eq!(result, 0, "the native method is bound");
    }

    /// Calls a JNI function that does next to nothing.
    #[must_use]
    pub fn jni_version(&self) -> i32 {
        // SAFETY: index and type belong together.
        unsafe { self.function::<GetVersion>(GET_VERSION)(self.env) }
    }

    /// Makes a string and deletes its local reference.
    pub fn make_string(&self, text: &CString) {
        // SAFETY: index and type belong together; the reference is a fresh local one.
        unsafe {
            let string = self.function::<NewStringUtf>(NEW_STRING_UTF)(self.env, text.as_ptr());
            self.function::<DeleteLocalRef>(DELETE_LOCAL_REF)(self.env, string);
        }
    }
}

/// The native method.
extern "C" fn nothing(_env: Env, _class: *mut c_void, argument: i32) -> i32 {
    argument
}

fn c_string(text: &str) -> CString {
    CString::new(text).expect("names contain no NUL")
}

fn compile(jdk: &Jdk, class: &str, folder: &Path) -> io::Result<()> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("java")
        .join(format!("{class}.java"));
    let status = Command::new(jdk.home().join("bin/javac"))
        .arg("-d")
        .args([folder, &source])
        .status()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other(format!("{class}.java does not compile")))
    }
}

/// Builds `libjvm.so` as users have it. Cargo's lock is free while a benchmark runs.
fn library() -> io::Result<PathBuf> {
    let root = workspace_root();
    let status = Command::new("cargo")
        .args(["build", "--quiet", "--release", "--package", "jvm"])
        .current_dir(&root)
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the VM does not build"));
    }
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(root.join(target).join("release/libjvm.so"))
}

fn create(library: &Path, options: &[String]) -> io::Result<Env> {
    let path = c_string(&library.display().to_string());
    let texts: Vec<CString> = options.iter().map(|option| c_string(option)).collect();
    let options: Vec<InitOption> = texts
        .iter()
        .map(|text| InitOption {
            text: text.as_ptr(),
            extra: null_mut(),
        })
        .collect();
    let mut args = InitArgs {
        version: JNI_VERSION_10,
        n_options: i32::try_from(options.len()).expect("there are a few options"),
        options: options.as_ptr(),
        ignore_unrecognized: 0,
    };
    let (mut vm, mut env): (*mut c_void, Env) = (null_mut(), null_mut());
    // SAFETY: the library is a VM, whose function has this type (JNI specification, chapter 5); the
    // pointers are valid during the calls.
    let result = unsafe {
        let handle = libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_GLOBAL);
        let function = if handle.is_null() {
            null()
        } else {
            libc::dlsym(handle, c"JNI_CreateJavaVM".as_ptr()).cast_const()
        };
        if function.is_null() {
            return Err(io::Error::other(format!("{path:?} cannot be loaded")));
        }
        let create = std::mem::transmute::<*const c_void, CreateVm>(function);
        create(&raw mut vm, &raw mut env, &raw mut args)
    };
    if result == 0 {
        Ok(env)
    } else {
        Err(io::Error::other(format!(
            "JNI_CreateJavaVM returns {result}"
        )))
    }
}
