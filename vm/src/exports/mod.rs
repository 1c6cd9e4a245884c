//! The `JVM_*`, `JNI_*` and `jio_*` symbols that the JDK's native libraries and launcher import.
//!
//! Grouped by subject, as the JDK's `jvm.h` is. Libraries are linked with immediate binding, so
//! every name must exist; functions that are not written yet abort with their name. A test
//! compares the exports with the imports of the installed JDK.

mod arrays;
mod assertions;
mod cds;
mod class_loading;
mod class_members;
mod class_nests;
pub(crate) mod class_queries;
mod constant_pool;
mod libraries;
mod management;
mod members;
mod modules;
mod object;
mod printing;
mod references;
mod signals;
mod system;
mod threads;
mod throwable;
mod verifier_callbacks;

pub(crate) use system::string_array;

/// Functions that are not written yet: they abort with their name.
macro_rules! unwritten {
    ($($name:ident)*) => {$(
        #[unsafe(no_mangle)]
        extern "C" fn $name() -> ! {
            crate::exports::unwritten_called(stringify!($name))
        }
    )*};
}
pub(crate) use unwritten;

/// Reports the call of a function that is not written and aborts.
pub(crate) fn unwritten_called(name: &str) -> ! {
    use std::io::Write;
    // Nothing can be done about a standard error that is closed.
    let _ = writeln!(
        std::io::stderr(),
        "Kiln: the VM function {name} is not implemented"
    );
    std::process::abort()
}
