//! The reference evaluator of the IR: it defines what functions mean.
//!
//! A pass is right when a function means the same before and after it. Meaning is the
//! [`Outcome`], the memory, and the calls that were made; a deoptimization means the interpreter
//! frames that it asks for. Speed is no goal.
//!
//! Main types:
//!
//! * [`evaluate`]: runs a function on arguments, a [`Heap`] and a [`World`].
//! * [`World`]: classes and methods outside the function, supplied by the test.
//! * [`Val`]: a value; [`Outcome`]: how the run ends.
//!
//! Invariants: a function that the verifier accepts never panics here for its own fault (what has
//! no meaning is [`Outcome::Stuck`]); and a run takes no more steps than it is given.
//!
//! The evaluator also checks the table of instructions: an operation that does what it has not
//! declared (it wrote, it left compiled code, it allocated) is a panic.
//!
//! Start reading at `machine.rs`; the arithmetic is in [`ir::fold`].
//!
//! ```
//! use ir_eval::{Heap, Nothing, Val, evaluate};
//! let text = "fn @twice(i32) -> i32 {\nb0(v0: i32):\n    v1 = iadd v0, v0\n    ret v1\n}\n";
//! let function = ir::text::parse(text).unwrap();
//! let outcome = evaluate(&function, &[Val::I32(21)], &mut Heap::default(), &mut Nothing, 100);
//! assert_eq!(outcome.to_string(), "42");
//! ```

#![forbid(unsafe_code)]

mod allocation;
mod heap;
mod machine;
mod outcome;
mod pure;
mod routine;
mod value;
mod virtual_objects;
mod world;

pub use heap::{Heap, Object, truncated};
pub use machine::evaluate;
pub use outcome::{Frame, FrameSlot, Outcome};
pub use value::{ObjectId, Val};
pub use virtual_objects::{Content, Plan, rematerialize};
pub use world::{CallOutcome, Nothing, World};
