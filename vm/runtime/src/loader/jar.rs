//! Archives on the boot class path, read with the JDK's own `libzip`.
//!
//! The library is loaded when the first archive is opened: an ordinary start needs none.

use parking_lot::Mutex;
use std::ffi::{CString, c_char, c_int, c_uchar, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

type ZipOpen = unsafe extern "C" fn(*const c_char, *mut *mut c_char) -> *mut c_void;
type ZipFind =
    unsafe extern "C" fn(*mut c_void, *const c_char, *mut c_int, *mut c_int) -> *mut c_void;
type ZipRead = unsafe extern "C" fn(*mut c_void, *mut c_void, *mut c_uchar, *mut c_char) -> c_uchar;

struct Library {
    open: ZipOpen,
    find: ZipFind,
    read: ZipRead,
}

static LIBRARY_PATH: OnceLock<PathBuf> = OnceLock::new();
static LIBRARY: OnceLock<Option<Library>> = OnceLock::new();

/// Says where the JDK's native libraries are.
pub(super) fn set_library_directory(directory: &Path) {
    let _ = LIBRARY_PATH.set(directory.join("libzip.so"));
}

fn library() -> Option<&'static Library> {
    LIBRARY
        .get_or_init(|| {
            let path = CString::new(LIBRARY_PATH.get()?.as_os_str().as_bytes()).ok()?;
            // SAFETY: the path is a NUL-terminated string; loading the JDK's library runs no code
            // of this process.
            let handle = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_LAZY) };
            if handle.is_null() {
                return None;
            }
            let symbol = |name: &std::ffi::CStr| {
                // SAFETY: the handle is that of a loaded library, which is never closed.
                let address = unsafe { libc::dlsym(handle, name.as_ptr()) };
                (!address.is_null()).then_some(address)
            };
            let (open, find, read) = (
                symbol(c"ZIP_Open")?,
                symbol(c"ZIP_FindEntry")?,
                symbol(c"ZIP_ReadEntry")?,
            );
            // SAFETY: the three functions have these types in the JDK's zip_util.h.
            unsafe {
                Some(Library {
                    open: std::mem::transmute::<*mut c_void, ZipOpen>(open),
                    find: std::mem::transmute::<*mut c_void, ZipFind>(find),
                    read: std::mem::transmute::<*mut c_void, ZipRead>(read),
                })
            }
        })
        .as_ref()
}

/// An open archive.
pub(super) struct Archive(Mutex<Zip>);

struct Zip(*mut c_void);

// SAFETY: the library locks its archive itself, and the mutex serializes us besides.
unsafe impl Send for Zip {}

impl Archive {
    /// Opens an archive: `None` if it does not exist or is none.
    pub(super) fn open(path: &Path) -> Option<Archive> {
        if !path.is_file() {
            return None;
        }
        let library = library()?;
        let path = CString::new(path.as_os_str().as_bytes()).ok()?;
        let mut message: *mut c_char = std::ptr::null_mut();
        // SAFETY: both pointers are valid for the call.
        let zip = unsafe { (library.open)(path.as_ptr(), &raw mut message) };
        (!zip.is_null()).then(|| Archive(Mutex::new(Zip(zip))))
    }

    /// The content of an entry; it lives for ever.
    pub(super) fn read(&self, name: &str) -> Option<&'static [u8]> {
        let library = library()?;
        let name = CString::new(name).ok()?;
        let zip = self.0.lock();
        let (mut size, mut name_length) = (0, 0);
        // SAFETY: the archive is open; the out-parameters are valid for the call.
        let entry =
            unsafe { (library.find)(zip.0, name.as_ptr(), &raw mut size, &raw mut name_length) };
        if entry.is_null() {
            return None;
        }
        let mut bytes = vec![0_u8; usize::try_from(size).ok()?];
        let mut name_buffer = vec![0; name_length as usize + 1];
        // SAFETY: both buffers have the sizes that the library said.
        let done =
            unsafe { (library.read)(zip.0, entry, bytes.as_mut_ptr(), name_buffer.as_mut_ptr()) };
        (done != 0).then(|| &*Vec::leak(bytes))
    }
}
