//! The management interface of libmanagement.

/// Null: the version of the interface is not supported.
#[unsafe(no_mangle)]
extern "C" fn JVM_GetManagement(_version: i32) -> *const () {
    std::ptr::null()
}
