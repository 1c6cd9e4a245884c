//! Developers' chores, run as `cargo xtask <command>`.
//!
//! Nothing here is part of the virtual machine. This crate holds what keeps the
//! repository in order and what a developer would otherwise type by hand:
//!
//! * [`tidy`]: the rules of `docs/style.md` that a program can check. Which crate may
//!   depend on which, how long a file may be, whether paths named in documentation exist,
//!   which words are not used. Also run by `cargo test -p xtask`.
//! * [`gate`]: every check there is, in one order, with one line at the end. This is what
//!   `scripts/test` and `.ci/run` run.
//! * [`soak`]: threads against each other, for minutes or hours.
//! * [`summary`]: counting tests from what test binaries print.
//!
//! **Invariants.** No crate of the virtual machine is linked here: this crate must build
//! when they do not. Rules are data (`tidy.toml` beside this crate's manifest, and the
//! glossary in `docs/glossary.md`), so that changing a rule does not mean changing code.
//!
//! Start reading at [`tidy::check`].
//!
//! ```
//! use xtask::summary::Counts;
//! let counts = Counts::from_output("test result: ok. 3 passed; 0 failed; 0 ignored;");
//! assert_eq!((counts.passed, counts.failed), (3, 0));
//! ```
#![forbid(unsafe_code)]

pub mod gate;
pub mod repository;
pub mod soak;
pub mod summary;
pub mod tidy;
