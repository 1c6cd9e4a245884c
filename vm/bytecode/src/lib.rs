//! Bytecode: the instruction table, decoding, listings, oop maps and verification.
//!
//! Place in the pipeline: `vm-classfile` parses a class file; this crate says what its code
//! means, statically; the interpreter executes the decoded instructions and the compilers
//! read the raw ones.
//!
//! Main types:
//!
//! * [`for_each_operation!`]: the one table. [`Instruction`] and the structs of
//!   [`instruction`] are generated from it; so are an interpreter's handlers.
//! * [`RawInstruction`] and [`RawCode`]: raw bytes, without allocation.
//! * [`decode()`]: raw code to instructions; the embedder supplies a [`Site`] per side-table
//!   entry and sees branch targets as instruction indexes.
//! * [`disassemble()`][]: listings.
//! * [`RefMaps`]: which slots of an interpreter frame hold references.
//! * [`null_message::null_pointer_message`]: what a NullPointerException says.
//! * [`verify::verify_class_file`]: verification; questions about classes are a trait.
//!
//! Invariants:
//!
//! * **No panics on bad code.** Boot classes are not verified, so every function here accepts
//!   any bytes and returns an error.
//! * **No knowledge of the VM.** Classes, constants and sites are questions to traits.
//! * **No unsafe code.**
//!
//! Start reading at `table.rs`.
//!
//! ```
//! use vm_bytecode::{Op, RawCode};
//! let code = [0x1b, 0x1c, 0x60, 0xac];
//! let ops: Vec<Op> = RawCode::new(&code).map(|i| i.unwrap().op).collect();
//! assert_eq!(ops, [Op::ILoad, Op::ILoad, Op::IAdd, Op::IReturn]);
//! ```

#![forbid(unsafe_code)]

pub mod decode;
pub mod descriptor;
pub mod disassemble;
pub mod instruction;
pub mod null_message;
pub mod raw;
pub mod refmap;
pub mod table;
pub mod verify;

pub use decode::{
    BadConstant, ConstantOperand, DecodeEnv, DecodeError, DecodedCode, Place, SwitchTargets, decode,
};
pub use disassemble::disassemble;
pub use instruction::{Instruction, Op, OpcodeInfo, SlotType, StackEffect, opcode};
pub use raw::{Operands, RawCode, RawError, RawInstruction};
pub use refmap::{
    ConstantTypes, FrameSlot, FrameState, FrameTypes, MethodCode, RefMap, RefMapError, RefMaps,
};

/// Opaque operand supplied by the embedder: an interpreter's side-table entry.
#[repr(transparent)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Site(pub u64);
