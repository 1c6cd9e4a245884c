//! Opening a shared library as the JDK's launcher opens the VM: all symbols bound at once and
//! visible to the libraries loaded later.

use std::ffi::{CStr, CString, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::ptr::NonNull;

/// A loaded library. It is never closed: a VM cannot be unloaded.
#[derive(Clone, Copy)]
pub struct Library(NonNull<c_void>);

/// The dynamic linker's own words.
#[derive(Debug)]
pub struct LinkError(pub String);

// SAFETY: the handle is an opaque name for the dynamic linker, which any thread may use.
unsafe impl Send for Library {}

impl Library {
    /// Opens `path` with `RTLD_NOW | RTLD_GLOBAL`.
    pub fn open(path: &Path) -> Result<Library, LinkError> {
        let path = CString::new(path.as_os_str().as_bytes())
            .map_err(|_| LinkError("file name contains a NUL".to_owned()))?;
        // SAFETY: `path` is a NUL-terminated string that outlives the call.
        let handle = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_GLOBAL) };
        NonNull::new(handle).map(Library).ok_or_else(last_error)
    }

    /// The address of a function that the library defines.
    pub fn symbol(self, name: &CStr) -> Result<NonNull<c_void>, LinkError> {
        // SAFETY: the handle came from `dlopen` and is never closed; `name` is NUL-terminated.
        let address = unsafe { libc::dlsym(self.0.as_ptr(), name.as_ptr()) };
        NonNull::new(address).ok_or_else(last_error)
    }
}

fn last_error() -> LinkError {
    // SAFETY: dlerror returns NULL or a string valid until the next dl call of this thread.
    let text = unsafe {
        let message = libc::dlerror();
        if message.is_null() {
            None
        } else {
            Some(CStr::from_ptr(message))
        }
    };
    LinkError(text.map_or_else(
        || "unknown error".to_owned(),
        |m| m.to_string_lossy().into_owned(),
    ))
}
