//! The management interface of libmanagement.

use crate::management::{FUNCTIONS, JMM_VERSION};

/// The function table; null for another version of the interface.
#[unsafe(no_mangle)]
extern "C" fn JVM_GetManagement(version: i32) -> *const () {
    if version == JMM_VERSION {
        (&raw const FUNCTIONS).cast()
    } else {
        std::ptr::null()
    }
}
