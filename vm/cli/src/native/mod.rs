//! Everything that touches C: the entry point, `dlopen`, the JNI tables and the thread that
//! Java's `main` runs on. The only module of the executable with unsafe code.
//!
//! | file | wraps |
//! |---|---|
//! | `entry` | the C `main` |
//! | `library` | `dlopen`, `dlsym` |
//! | `invocation` | `JNI_CreateJavaVM` and its two companions, `JavaVM` |
//! | `jni` | the dozen functions of the JNI table that a launcher calls |
//! | `main_thread` | a pthread of a given stack size |
//! | `memory_file` | `memfd_create` |

#![allow(unsafe_code, reason = "the boundary to C; all of it is in this module")]

#[cfg(not(test))]
mod entry;
pub mod invocation;
pub mod jni;
pub mod library;
pub mod main_thread;
pub mod memory_file;
