//! What the VM itself says to the outside: lines on standard output and error, the end of the
//! process, and the hooks with which an embedding program replaces them (`vfprintf`, `exit` and
//! `abort` of the invocation interface).
//!
//! Each line is one `write`, unbuffered, so that it does not mix with what Java or C code buffers.
//! The JNI specification, chapter 5, describes the hooks.

use crate::jni::varargs::VaList;
use std::ffi::{CStr, CString, OsStr, c_char, c_int, c_void};
use std::mem::MaybeUninit;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering};

static PRINT_HOOK: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
static EXIT_HOOK: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());
static ABORT_HOOK: AtomicPtr<c_void> = AtomicPtr::new(std::ptr::null_mut());

/// `jint (*)(FILE *, const char *, va_list)`.
type PrintHook = unsafe extern "C" fn(*mut libc::FILE, *const c_char, *mut VaList) -> c_int;
/// `void (*)(jint)`.
type ExitHook = unsafe extern "C" fn(c_int);
/// `void (*)(void)`.
type AbortHook = unsafe extern "C" fn();

unsafe extern "C" {
    static stdout: *mut libc::FILE;
    static stderr: *mut libc::FILE;
}

/// Takes a hook from the options of the invocation interface. False: `name` is not one.
///
/// # Safety
/// `function` is null or a C function with the prototype of that hook.
pub(crate) unsafe fn set_hook(name: &str, function: *const c_void) -> bool {
    let hook = match name {
        "vfprintf" => &PRINT_HOOK,
        "exit" => &EXIT_HOOK,
        "abort" => &ABORT_HOOK,
        _ => return false,
    };
    hook.store(function.cast_mut(), Ordering::Release);
    true
}

/// Where output goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    Out,
    Error,
}

/// Writes all bytes; what a closed stream does not take is lost.
pub(crate) fn write_all(descriptor: c_int, mut bytes: &[u8]) {
    while !bytes.is_empty() {
        // SAFETY: the buffer is readable for its length.
        let written = unsafe { libc::write(descriptor, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(written) {
            Ok(0) => return,
            Ok(n) => bytes = &bytes[n..],
            Err(_) if std::io::Error::last_os_error().kind() == std::io::ErrorKind::Interrupted => {
            }
            Err(_) => return,
        }
    }
}

fn print(stream: Stream, text: &str) {
    let hook = PRINT_HOOK.load(Ordering::Acquire);
    if !hook.is_null() && print_by_hook(hook, stream, text) {
        return;
    }
    write_all(
        if stream == Stream::Out {
            libc::STDOUT_FILENO
        } else {
            libc::STDERR_FILENO
        },
        text.as_bytes(),
    );
}

fn print_by_hook(hook: *mut c_void, stream: Stream, text: &str) -> bool {
    let Ok(text) = CString::new(text) else {
        return false;
    };
    let argument = text.as_ptr();
    let mut list = VaList::in_memory((&raw const argument).cast());
    // SAFETY: the embedding program gave a function of this type; the list holds the one argument
    // that the format asks for; the C library's streams are initialized before `main`.
    unsafe {
        let hook: PrintHook = std::mem::transmute(hook);
        hook(
            if stream == Stream::Out {
                stdout
            } else {
                stderr
            },
            c"%s".as_ptr(),
            &raw mut list,
        );
    }
    true
}

/// Says `text` and a line end on standard error.
pub(crate) fn error_line(text: &str) {
    print(Stream::Error, &format!("{text}\n"));
}

/// Says `text`, which ends its own lines, on standard error.
pub(crate) fn error_text(text: &str) {
    print(Stream::Error, text);
}

/// Says `text` and a line end on standard output, as the VM's logs and dumps go.
pub(crate) fn vm_line(text: &str) {
    print(Stream::Out, &format!("{text}\n"));
}

/// Says `text`, which ends its own lines, on standard output.
pub(crate) fn vm_text(text: &str) {
    print(Stream::Out, text);
}

static WARNINGS: AtomicBool = AtomicBool::new(true);

/// Turns [`warning`] off (`-XX:-PrintWarnings`) or on.
pub(crate) fn set_warnings(on: bool) {
    WARNINGS.store(on, Ordering::Relaxed);
}

/// `<VM name> warning: <text>` on standard error.
pub(crate) fn warning(text: &str) {
    if WARNINGS.load(Ordering::Relaxed) {
        error_line(&format!("{} warning: {text}", crate::boot::VM_NAME));
    }
}

/// Stops all threads and ends the process: by the embedding program's `exit` hook if there is one, else (or when it
/// returns) by the C library's `exit`, which runs the exit handlers of native libraries.
pub(crate) fn exit_process(code: i32) -> ! {
    vm_runtime::safepoint::stop_for_exit();
    crate::jit::statistics::report();
    let hook = EXIT_HOOK.load(Ordering::Acquire);
    if !hook.is_null() {
        // SAFETY: the embedding program gave a function of this type.
        unsafe {
            let hook: ExitHook = std::mem::transmute(hook);
            hook(code);
        }
    }
    // SAFETY: the caller is the only one that ends the process: Java's shutdown runs once.
    unsafe { libc::exit(code) }
}

/// Says why the VM cannot start, on standard output as HotSpot does, and ends the process.
pub(crate) fn initialization_failed(text: &str) -> ! {
    print(
        Stream::Out,
        &format!("Error occurred during initialization of VM\n{text}\n"),
    );
    exit_process(1)
}

/// Ends the process abnormally, by the embedding program's `abort` hook if there is one.
pub(crate) fn abort_process() -> ! {
    let hook = ABORT_HOOK.swap(std::ptr::null_mut(), Ordering::AcqRel);
    if !hook.is_null() {
        // SAFETY: the embedding program gave a function of this type.
        unsafe {
            let hook: AbortHook = std::mem::transmute(hook);
            hook();
        }
    }
    // SAFETY: the default action of SIGABRT is what ends the process.
    unsafe {
        libc::signal(libc::SIGABRT, libc::SIG_DFL);
        libc::abort()
    }
}

/// The file of the library or program that defines `symbol`, if one that is loaded does.
pub(crate) fn library_of(symbol: &str) -> Option<PathBuf> {
    let name = CString::new(symbol).ok()?;
    let mut found = MaybeUninit::<libc::Dl_info>::zeroed();
    // SAFETY: the name is terminated; the record is written when the call says so; the path in it
    // lives as long as the library.
    unsafe {
        let address = libc::dlsym(libc::RTLD_DEFAULT, name.as_ptr());
        if address.is_null() || libc::dladdr(address, found.as_mut_ptr()) == 0 {
            return None;
        }
        let path = found.assume_init().dli_fname;
        if path.is_null() {
            return None;
        }
        Some(PathBuf::from(OsStr::from_bytes(
            CStr::from_ptr(path).to_bytes(),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::{Stream, VaList, library_of, print_by_hook};
    use std::ffi::{c_char, c_int};
    use std::sync::atomic::{AtomicI32, Ordering};

    unsafe extern "C" {
        fn vsnprintf(
            buffer: *mut c_char,
            size: usize,
            format: *const c_char,
            list: *mut VaList,
        ) -> c_int;
    }

    static LENGTH: AtomicI32 = AtomicI32::new(0);

    unsafe extern "C" fn measure(
        _file: *mut libc::FILE,
        format: *const c_char,
        list: *mut VaList,
    ) -> c_int {
        let mut buffer = [0u8; 64];
        // SAFETY: the arguments are those of the hook's caller.
        let length = unsafe { vsnprintf(buffer.as_mut_ptr().cast(), buffer.len(), format, list) };
        LENGTH.store(length, Ordering::Relaxed);
        length
    }

    #[test]
    fn the_print_hook_gets_a_va_list() {
        assert!(print_by_hook(measure as *mut _, Stream::Error, "five!\n"));
        assert_eq!(LENGTH.load(Ordering::Relaxed), 6);
    }

    #[test]
    fn symbols_are_found_in_their_libraries() {
        let path = library_of("malloc").expect("the C library is loaded");
        assert!(
            path.display().to_string().contains("libc"),
            "{}",
            path.display()
        );
        assert_eq!(library_of("no_such_symbol_at_all"), None);
    }
}
