//! Contents of an instruction.

use crate::entities::{Block, State, Value};
use crate::immediate::Immediate;
use crate::opcode::Opcode;
use smallvec::SmallVec;

/// A block with the arguments for its parameters.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BlockCall {
    /// Where to go on.
    pub block: Block,
    /// Values of its parameters.
    pub args: SmallVec<[Value; 4]>,
}

/// An instruction, apart from its place and its result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstData {
    /// What it does.
    pub opcode: Opcode,
    /// What it names besides its operands.
    pub immediate: Immediate,
    /// Operands.
    pub args: SmallVec<[Value; 4]>,
    /// Where it goes on: see [`Targets`](crate::opcode::Targets). Of a table the default is first.
    pub targets: Vec<BlockCall>,
    /// Keys of a table, one for each target but the first.
    pub keys: Vec<i32>,
    /// Its frame state.
    pub state: Option<State>,
}

impl InstData {
    /// Without targets and state.
    pub fn new(opcode: Opcode, immediate: Immediate, args: &[Value]) -> InstData {
        InstData {
            opcode,
            immediate,
            args: SmallVec::from_slice(args),
            targets: Vec::new(),
            keys: Vec::new(),
            state: None,
        }
    }

    /// Operands, then the arguments of the targets.
    pub fn uses(&self) -> impl Iterator<Item = Value> {
        let passed = self.targets.iter().flat_map(|target| target.args.iter());
        self.args.iter().chain(passed).copied()
    }

    /// As [`InstData::uses`], to be changed.
    pub fn uses_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let passed = self
            .targets
            .iter_mut()
            .flat_map(|target| target.args.iter_mut());
        self.args.iter_mut().chain(passed)
    }
}
