//! Random functions that the verifier accepts, for tests of everything that changes or compiles
//! functions.
//!
//! A function is made from a seed, so a failing one is named by a number. Its control flow is made
//! of branches, switches, loops with few rounds, calls with handlers and early ends; in it stand all
//! pure operations of the table, checks, memory, monitors, calls and fences. It is in the high
//! stage: effects carry a state, entries of blocks where paths meet do, and the locals of a state
//! are what the function computes with, so that a wrong state shows.
//!
//! Main types:
//!
//! * [`generate`]: a function of a seed.
//! * [`Random`]: the numbers behind it, for tests that need more of them.
//!
//! Invariants: the same seed gives the same function; what is generated does nothing without
//! meaning when its reference parameters are null or objects without elements, and ends after few
//! thousand steps.
//!
//! Start reading at `generator.rs`.
//!
//! ```
//! let function = ir_generate::generate(7);
//! assert_eq!(ir::verify::verify(&function), Ok(()));
//! ```

#![forbid(unsafe_code)]

mod generator;
mod memory;
mod outside;
mod random;
mod values;

pub use generator::generate;
pub use random::Random;
