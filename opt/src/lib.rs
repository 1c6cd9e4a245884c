//! The optimizer: passes that change a function so that it means the same and runs faster.
//!
//! A pass is a file in `passes`. What runs them is the same for all: a pipeline is a string such as
//! `default,-gvn`, and the runner verifies, times, counts, dumps and bisects.
//!
//! Main types:
//!
//! * [`Pass`] and [`Info`]: a pass, and what is known about it without running it.
//! * [`registry::PASSES`]: all of them.
//! * [`Pipeline`]: which passes run, in which order; parsed from text.
//! * [`run`]: runs a pipeline on a function; [`Options`] say how, a [`Sink`] hears about it.
//! * [`Context`](context::Context): what a pass asks and reports while it runs.
//! * [`CompileEnv`]: what passes ask about the world outside the function.
//!
//! Invariants:
//!
//! * **It knows `ir` alone**: no bytecode, no back end, no heap.
//! * **No pass is needed for correct code** but those whose [`Info::is_required`] says so; they
//!   give code generation the form that it wants.
//! * **Passes ask effects**, never a list of opcodes, and keep what the verifier checks.
//! * **No pass prints**: it remarks.
//!
//! Start reading at `registry.rs`, then `passes/dce.rs`.
//!
//! ```
//! use opt::{Options, Pipeline, Silent};
//! let text = "fn @one() -> i32 {\nb0:\n    v0 = iconst 7\n    v1 = iconst 1\n    ret v1\n}\n";
//! let mut function = ir::text::parse(text).unwrap();
//! let pipeline = Pipeline::parse("split-critical-edges").unwrap();
//! opt::run(&pipeline, &mut function, &Options::default(), &mut Silent).unwrap();
//! assert_eq!(function.to_string(), text);
//! ```

#![forbid(unsafe_code)]

pub mod context;
pub mod diff;
mod dominator_tree;
pub mod environment;
mod exits;
mod facts;
pub mod passes;
pub mod pipeline;
mod preheaders;
pub mod registry;
mod rewrite;
mod round;
pub mod rules;
pub mod runner;
pub mod sink;
mod splice;
pub mod statistics;

pub use environment::{CompileEnv, KnowsNothing};
pub use pipeline::Pipeline;
pub use registry::{Changed, Info, Pass, Preserved};
pub use runner::{Bisect, Broken, Options, run};
pub use sink::{Silent, Sink};
pub use statistics::Statistics;
