//! Tests that are files: functions in `.jir`, with directives in comments.
//!
//! A file shows functions. A test program hands the harness a folder and what is to be done with
//! each function; the harness reads, verifies, evaluates and compares.
//!
//! Directives:
//!
//! * `; pass: gvn,dce`, before the first function: what is done with the functions of the file.
//! * `; run: @name(1, 2) == outcome`: evaluates the function, before and after that.
//! * `; class B extends A`, `; uninitialized A`: classes that runs find. A function calls another
//!   one of its file when a method has that name.
//! * `; seen A.m:5 B 10, C 3`: the receivers that the call at 5 of `A.m` has seen, for passes.
//! * `; final A.f in an object = 7`, `; final A.s = an object`: what a final field holds, of a
//!   constant object or static, for passes.
//! * `; count: iadd 1`, before a function: so many such instructions are left in it.
//! * `; not: text`, before a function: nothing that it prints as contains the text.
//! * `; error: text`, before a function: it is refused with this message.
//! * `; check:`, behind a function: the function that comes out, on comment lines that are
//!   indented by three blanks. `KILN_BLESS=1` writes these blocks anew.
//!
//! Other comments say what is shown.
//!
//! Main types:
//!
//! * [`transform`] and [`evaluate_all`]: run the files of a folder.
//! * [`File`](file::File): a file, taken apart.
//! * [`Classes`](world::Classes): the world of its runs.
//! * [`observe`]: everything that can be observed of a run, as text: what tests with random
//!   functions compare.
//!
//! Invariants: a function that shows nothing is a failure; all failures of a folder are reported
//! at once; a file is only written when blessing.
//!
//! Start reading at `file.rs`.

#![forbid(unsafe_code)]

pub mod file;
mod harness;
mod observation;
pub mod world;

pub use harness::{Failure, evaluate_all, run_file, transform};
pub use observation::{observe, observe_run};
