//! A file without a place in the file system, readable by this process under a path.

use std::io::{self, Write};
use std::os::fd::{FromRawFd, IntoRawFd};
use std::path::PathBuf;

/// Makes an anonymous file with the given contents; it lives as long as the process.
pub fn memory_file(contents: &[u8]) -> io::Result<PathBuf> {
    // SAFETY: the name is a C string; the descriptor returned belongs to nobody else.
    let mut file = unsafe {
        let descriptor = libc::memfd_create(c"kiln".as_ptr(), libc::MFD_CLOEXEC);
        if descriptor < 0 {
            return Err(io::Error::last_os_error());
        }
        std::fs::File::from_raw_fd(descriptor)
    };
    file.write_all(contents)?;
    Ok(PathBuf::from(format!(
        "/proc/self/fd/{}",
        file.into_raw_fd()
    )))
}
