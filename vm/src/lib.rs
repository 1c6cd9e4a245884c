//! `libjvm.so`: what the JDK's launcher, class library and native libraries see of Kiln.
//!
//! The run-time system (`vm-runtime`) and the interpreter (`interp`) know nothing of the outside.
//! This crate connects them to it: it parses options and boots the class library, exports the
//! `JVM_*`, `JNI_*` and `jio_*` symbols, provides the JNI function table, calls native methods, and
//! has the natives that a VM must write itself.
//!
//! **Place in the pipeline.** Outermost: nothing links this crate but tests. The launchers, ours and
//! the JDK's, load `libjvm.so` at run time and call `JNI_CreateJavaVM`. Tiers of execution meet
//! here and nowhere else.
//!
//! **Main types.** [`options::VmOptions`]: what the command line said. A `VmNative` is a native in
//! Rust; a `Ref` is what native code holds of an object, the address of a slot that is a root.
//!
//! **Invariants.** Native code is trusted as the JNI specification allows. Every function that
//! native code calls enters the VM through [`jni`]'s `enter`, so that the collector knows the
//! thread's state; no Rust panic crosses into native code. Objects are held in handles across
//! everything that may reach a safepoint.
//!
//! **Where to start reading:** [`boot`] (from the command line to a booted class library), [`jni`]
//! (handles, entering the VM), [`exports`] (the VM interface by subject), [`native_call`] (Java to
//! C), [`natives`] (natives in Rust).
//!
//! **Unsafe modules:** jni, native_call, native_lookup, exports, natives, reflection, signals: C
//! data passed by native code, and raw object addresses between two safepoints.

mod array_copy;
mod backtraces;
pub mod boot;
mod class_log;
mod class_lookup;
mod crash;
mod direct_buffers;
mod exports;
mod java_thread;
mod jit;
mod jni;
mod jni_log;
mod live_frames;
mod log;
mod management;
pub mod native_call;
mod native_lookup;
mod natives;
pub mod options;
mod out_of_memory;
mod output;
mod reflection;
mod signals;
mod stack_walk;
mod startup_times;
mod thread_dump;
mod thread_groups;
pub mod tiering;
pub mod tracing;
