//! The run-time system of Kiln: heap, classes, linking, threads, monitors, exceptions.
//!
//! This crate is everything of the VM that is neither bytecode execution nor the interface to the
//! outside: it turns class files into linked classes, owns the heap and its collector, knows
//! threads, safepoints and monitors, and resolves constants. The interpreter (`interp`) runs on
//! it, natives and JNI (`vm`) call it.
//!
//! **Place in the pipeline.** `vm-classfile` parses and `vm-bytecode` verifies; this crate asks them and
//! makes classes of the answers. A method that is called for the first time goes from here to the
//! interpreter, which comes back for everything but plain execution.
//!
//! **Main types.** [`class::Class`], [`method::Method`] and [`pool::RuntimePool`]: metadata, which
//! lives for ever. [`thread::Thread`] and [`thread::Cx`]: who runs. [`oop::Oop`] and
//! [`handle::Handle`]: references. [`frame::Frame`] and [`frame::Insn`]: what the interpreter
//! executes. [`thread::JResult`]: a value, or the fact that a Java exception is pending.
//!
//! **Invariants.** The runtime knows no compiler and no interpreter: the interpreter registers
//! itself in [`call`]. Class metadata holds no reference to an object except the mirror. No Rust
//! reference ever points into the heap. A thread is only ever `&Thread`. What may reach a
//! safepoint takes `&mut Cx`; an [`oop::Oop`] borrows the token and so cannot be used across one;
//! a [`handle::Handle`] survives.
//!
//! **Where to start reading:** [`layout`] (objects in memory), [`class`] and [`method`] (metadata),
//! [`thread`] and [`handle`] (who runs, what survives), [`define`] and [`link`] (from class file to class),
//! [`heap`] (allocation, barrier, collection).
//!
//! **Unsafe modules:** oop, handle, thread, frame, walk, class, pool, call, known, heap, monitor,
//! safepoint, parker, define, jimage. Each block says what makes it sound.

pub mod backtrace;
pub mod call;
pub mod class;
pub mod compiled_frames;
pub mod define;
pub mod exceptions;
pub mod frame;
pub mod handle;
pub mod heap;
pub mod init;
pub mod jimage;
pub mod known;
pub mod layout;
pub mod link;
pub mod loader;
pub mod method;
pub mod modules;
pub mod monitor;
pub mod oop;
pub mod parker;
pub mod pool;
pub mod resolve;
pub mod safepoint;
pub mod strings;
pub mod symbol;
pub mod thread;
pub mod threads;
pub mod walk;
