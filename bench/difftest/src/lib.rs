//! Differential tests: the same Java programs on the stock JDK and on the VM under test.
//!
//! There are no expected outputs. The stock JDK is the oracle: what it prints and how it
//! exits is what a program must do, and its answers are kept under the target folder, keyed
//! by the program's text, so that later runs need the VM under test alone.
//! `docs/testing.md` says how to add a program.
//!
//! The parts, in the order in which a run uses them:
//!
//! * [`jdk`] finds the stock JDK; [`launcher`] builds or finds the VM under test;
//! * [`program`] finds programs and reads their directives;
//! * [`classes`] compiles all programs in one process; [`cache`] says where results live;
//! * [`mode`] says with which options a program runs; [`known`] which failures are known;
//! * [`child`] runs a process with a time limit; [`stock`] keeps what the stock JDK did;
//!   [`comparison`] shows what differs;
//! * [`commands`] compares whole command lines: usage, options, errors of the launcher;
//!   [`identity`] leaves out what a VM says about itself, [`refused`] holds what is refused by
//!   design;
//! * [`javac`] lets the VM under test run the JDK's compiler and compares the class files;
//!   [`tools`] does so with other tools of the JDK.
//!
//! The test binary `tests/difftest.rs` puts them together: one test per mode and program.
//!
//! **Invariants.** Nothing of the virtual machine is linked: it is a program started from
//! outside, so any other JVM can take its place. Modes and known failures are data. A known
//! failure still runs, and one that passes is an error, so the list stays true.
//!
//! ```
//! use bench_difftest::program::Directives;
//! let source = "// difftest: args=a \"b c\"\nclass X {}";
//! let directives = Directives::parse(source).expect("well formed");
//! assert_eq!(directives.args, ["a", "b c"]);
//! ```
#![forbid(unsafe_code)]

pub mod jdk;
pub mod launcher;

pub mod program;

pub mod cache;
pub mod classes;

pub mod known;
pub mod mode;

pub mod child;
pub mod comparison;

pub mod stock;

pub mod commands;
pub mod identity;
pub mod refused;

pub mod javac;
pub mod tools;
