//! The `jio_*` printf family.
//!
//! C variadic functions cannot be defined in stable Rust; naked stubs turn the arguments into a
//! `va_list`. Unlike libc's, these functions return -1 when the output was truncated.

use crate::jni::types::CText;
use crate::jni::varargs::{VaList, variadic};
use std::ffi::{c_char, c_int};

unsafe extern "C" {
    fn vsnprintf(
        buffer: *mut c_char,
        size: usize,
        format: *const c_char,
        list: *mut VaList,
    ) -> c_int;
    fn vfprintf(stream: *mut libc::FILE, format: *const c_char, list: *mut VaList) -> c_int;
    fn vprintf(format: *const c_char, list: *mut VaList) -> c_int;
}

#[unsafe(no_mangle)]
extern "C" fn jio_vsnprintf(
    buffer: *mut c_char,
    size: usize,
    format: CText,
    list: *mut VaList,
) -> c_int {
    if size as isize <= 0 {
        return -1;
    }
    // SAFETY: the caller passes a buffer of that size, and arguments that fit the format.
    let written = unsafe { vsnprintf(buffer, size, format.0, list) };
    if written >= 0 && (written as usize) < size {
        written
    } else {
        -1
    }
}

#[unsafe(no_mangle)]
extern "C" fn jio_vfprintf(stream: *mut libc::FILE, format: CText, list: *mut VaList) -> c_int {
    // SAFETY: the caller passes an open stream, and arguments that fit the format.
    unsafe { vfprintf(stream, format.0, list) }
}

extern "C" fn print_list(format: CText, list: *mut VaList) -> c_int {
    // SAFETY: the caller passes arguments that fit the format.
    unsafe { vprintf(format.0, list) }
}

variadic!(#[unsafe(no_mangle)] pub(crate) jio_snprintf => jio_vsnprintf, fixed = 3);
variadic!(#[unsafe(no_mangle)] pub(crate) jio_fprintf => jio_vfprintf, fixed = 2);
variadic!(#[unsafe(no_mangle)] pub(crate) jio_printf => print_list, fixed = 1);

#[cfg(test)]
mod tests {
    use super::jio_snprintf;
    use std::ffi::{c_char, c_int};

    #[test]
    fn formats_and_reports_truncation() {
        type Snprintf = unsafe extern "C" fn(*mut c_char, usize, *const c_char, ...) -> c_int;
        let mut buffer = [0u8; 32];
        // SAFETY: the stub has this prototype; buffer, format and arguments fit.
        let (written, truncated) = unsafe {
            let function: Snprintf = std::mem::transmute(jio_snprintf as *const ());
            let written = function(
                buffer.as_mut_ptr().cast(),
                buffer.len(),
                c"%d %s %.1f %d".as_ptr(),
                42 as c_int,
                c"text".as_ptr(),
                2.5f64,
                7 as c_int,
            );
            let mut small = [0u8; 4];
            (
                written,
                function(
                    small.as_mut_ptr().cast(),
                    small.len(),
                    c"%s".as_ptr(),
                    c"too long".as_ptr(),
                ),
            )
        };
        assert_eq!(&buffer[..written as usize], b"42 text 2.5 7");
        assert_eq!(truncated, -1);
    }
}
