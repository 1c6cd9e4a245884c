//! Why a function is not compiled.

use ir::Opcode;
use std::fmt;

/// Why a function is not compiled.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Bailout {
    /// The function is not in the low stage.
    NotLow,
    /// It has no blocks, or a block without terminator: the verifier would not accept it.
    Malformed,
    /// Something that may deoptimize or stop has no state, or a state that names its own result
    /// where it has none.
    NoState(Opcode),
    /// It is too large: a number of instructions, operands or slots has passed its limit.
    TooLarge,
    /// The register allocator refused the machine code: a defect of the code generator.
    Registers(String),
    /// The encoder refused an instruction: a defect of the code generator.
    Encoding(String),
    /// A reference that the collector does not know would be read: a defect of the code generator.
    StaleReference(String),
}

impl fmt::Display for Bailout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Bailout::NotLow => f.write_str("the function is not in the low stage"),
            Bailout::Malformed => f.write_str("the function is malformed"),
            Bailout::NoState(opcode) => write!(f, "{opcode} has no state"),
            Bailout::TooLarge => f.write_str("the function is too large"),
            Bailout::Registers(what) => write!(f, "register allocation: {what}"),
            Bailout::Encoding(what) => write!(f, "encoding: {what}"),
            Bailout::StaleReference(what) => write!(f, "stale reference: {what}"),
        }
    }
}

impl std::error::Error for Bailout {}
