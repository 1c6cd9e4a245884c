//! Compilations in files: everything that a compilation was told, and compiling again from it
//! without a VM.
//!
//! Machine code is a function of a [`Task`], of the answers to the compiler's questions, and of
//! where things are in memory. All three are plain data, so they can be kept in a file when a
//! compilation goes wrong, or when somebody wants to look at it, and compiled again elsewhere: the
//! same intermediate representation and the same bytes come out.
//!
//! Place in the pipeline: around it. The VM puts a [`World`] between the compiler and itself, which
//! writes down questions and answers; tools put one before a [`Recording`] that they have read.
//!
//! Main types:
//!
//! * [`Task`]: what is compiled, and how.
//! * [`Answers`]: what was asked, and what was answered.
//! * [`World`]: answers of the VM, or recorded ones, for builder, optimizer and code generator.
//! * [`Recording`], [`Header`], [`read`]: the file.
//! * [`mod@compile`]: compiles again.
//!
//! Invariants:
//!
//! * **No VM, no unsafe code.**
//! * **Things have the VM's numbers**, never those of a function, so that other passes than those
//!   of the recording find their answers too.
//! * **The format has a version**, [`SCHEMA`].
//!
//! Start reading at `questions.rs`, then `world.rs`.

#![forbid(unsafe_code)]

mod addresses;
mod compile;
mod file;
mod questions;
mod task;
mod words;
mod world;

pub use addresses::Addresses;
pub use compile::{Compiled, Refusal, compile};
pub use file::{Digest, File, Header, Outcome, ReadError, Recording, SCHEMA, read};
pub use questions::Answers;
pub use task::Task;
pub use world::{Live, World};
