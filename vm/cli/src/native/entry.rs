//! The C entry point.
//!
//! Rust's own start-up code would ignore SIGPIPE, install handlers for SIGSEGV and SIGBUS on an
//! alternate stack, and reopen closed standard descriptors. The VM installs its signal handlers
//! chained to the ones it finds, and Java programs observe the descriptors, so none of that may
//! happen here.

use std::ffi::{CStr, c_char, c_int};

/// Called by the C runtime.
#[unsafe(no_mangle)]
pub extern "C" fn main(argc: c_int, argv: *const *const c_char) -> c_int {
    let args = (0..usize::try_from(argc).unwrap_or(0))
        .map(|i| {
            // SAFETY: the C runtime passes `argc` valid NUL-terminated strings in `argv`.
            unsafe { CStr::from_ptr(*argv.add(i)) }.to_bytes().to_vec()
        })
        .collect();
    crate::run(args)
}
