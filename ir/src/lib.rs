//! The SSA intermediate representation of the compiled tier.
//!
//! A function is a control-flow graph of blocks with parameters; all instructions stand in blocks,
//! in order. One table describes the instructions, and what can follow from it does: opcodes,
//! builder, printer, parser, type rules, effects.
//!
//! Main types:
//!
//! * [`Function`]: contents apart from order; entities are `u32` newtypes.
//! * [`for_each_op!`]: the table; [`Opcode::row`] gives a row.
//! * [`Builder`]: appends instructions.
//! * [`FrameState`](frame_state::FrameState): how the interpreter would go on from here.
//! * [`text`]: `.jir`, which prints and parses back.
//!
//! Invariants:
//!
//! * **No bytecode, no heap address, no machine.** Classes, fields, methods and constant objects
//!   are entities with names.
//! * **No unsafe code, no `Rc`, no lifetimes in functions.**
//! * **Checks are values.** What relies on a check takes its guard as an operand, so that nothing
//!   has to know which instructions must not be moved above which.
//!
//! Start reading at `ops.rs`.
//!
//! ```
//! let text = "fn @twice(i32) -> i32 {\nb0(v0: i32):\n    v1 = iadd v0, v0\n    ret v1\n}\n";
//! let function = ir::text::parse(text).unwrap();
//! assert_eq!(function.to_string(), text);
//! ```

#![forbid(unsafe_code)]

pub mod analysis;
pub mod builder;
pub mod effects;
pub mod entities;
pub mod fold;
pub mod frame_state;
pub mod function;
pub mod immediate;
pub mod instruction;
pub mod layout;
pub mod opcode;
mod ops;
pub mod routine;
pub mod text;
pub mod types;
pub mod verify;

pub use builder::Builder;
pub use entities::{Block, Entity, Inst, State, Value};
pub use function::{Function, Stage};
pub use opcode::Opcode;
pub use types::{Signature, Type};
