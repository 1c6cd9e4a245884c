//! The Java Native Interface (JNI 10): the function table that native code calls.
//!
//! `JNIEnv*` is the address of a thread record, whose first word points to `FUNCTIONS` in [`table`]. A
//! `jobject` is the address of a root slot, so dereferencing one is a load and the collector may
//! move objects at any time. Each function enters the VM through [`entry::enter`].
//!
//! | module | functions |
//! |---|---|
//! | [`classes`] | finding, defining, relations, reflection conversions |
//! | [`references`] | local, global, weak references and frames |
//! | [`calls`], [`varargs`] | calling methods, in three forms each |
//! | [`fields`] | IDs, field access |
//! | [`strings`], [`arrays`] | strings, arrays, regions, critical sections |
//! | [`throwing`], [`natives`], [`buffers`] | exceptions; native registration, monitors; direct buffers |
//! | [`invocation`] | creating, attaching to and destroying the VM |
//!
//! Reference: the JNI specification, chapters 4 and 5.

mod arrays;
mod buffers;
pub(crate) mod calls;
pub(crate) mod checks;
pub(crate) mod classes;
pub(crate) mod entry;
mod fields;
pub(crate) mod invocation;
pub(crate) mod natives;
mod references;
pub(crate) mod strings;
pub(crate) mod table;
mod throwing;
pub(crate) mod types;
pub(crate) mod varargs;
