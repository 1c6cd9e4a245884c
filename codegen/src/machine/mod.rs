//! A function of machine instructions, as the register allocator wants it.
//!
//! Dense vectors: operands of all instructions follow each other, and so do parameters, successors
//! and passed values. Blocks are named by labels while the function is made, and numbered in the
//! order in which they were started when it is finished.

mod op;

pub use op::{
    Address, After, Alu, Base, Callee, Compare, Flags, Op, Shift, StateId, SubtypeTest, SwitchId,
    Test, Width,
};

use crate::artifact::ExitReason;
use ir::Value;
use regalloc2::{
    Block, Inst, InstRange, Operand, OperandConstraint, OperandKind, OperandPos, PRegSet, RegClass,
    VReg,
};

/// A block, before it has a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Label(u32);

/// From one index to another.
type Range = (u32, u32);

fn slice<T>(elements: &[T], (start, end): Range) -> &[T] {
    &elements[start as usize..end as usize]
}

/// A block's parts of the shared vectors.
#[derive(Clone, Copy, Default, Debug)]
struct BlockData {
    insts: Range,
    params: Range,
    successors: Range,
    predecessors: Range,
    is_cold: bool,
}

/// Which frame state an instruction refers to.
#[derive(Clone, Copy, Debug)]
pub struct StateUse {
    /// The state.
    pub state: ir::State,
    /// Index of its first operand among those of the instruction.
    pub first: u32,
    /// What the call defines itself, which the state may name.
    pub result: Option<Value>,
    /// Why the instruction leaves, if it does.
    pub reason: ExitReason,
}

/// Keys of a switch, in ascending order, each with the number of its successor.
pub type SwitchTable = Vec<(i32, u32)>;

/// A use that survives the instruction, in a register or slot: where all registers are clobbered,
/// in a slot.
pub fn late_use(register: VReg) -> Operand {
    Operand::new(
        register,
        OperandConstraint::Any,
        OperandKind::Use,
        OperandPos::Late,
    )
}

/// What a virtual register holds.
#[derive(Clone, Copy, Debug)]
pub struct Register {
    /// Its class.
    pub class: RegClass,
    /// A reference, which the collector must know.
    pub is_reference: bool,
}

/// A function of machine instructions.
#[derive(Default)]
pub struct Machine {
    ops: Vec<Op>,
    origins: Vec<Option<ir::Inst>>,
    operands: Vec<Operand>,
    operand_ends: Vec<u32>,
    clobbers: Vec<PRegSet>,
    registers: Vec<Register>,
    blocks: Vec<BlockData>,
    params: Vec<VReg>,
    successors: Vec<Block>,
    passed: Vec<Range>,
    args: Vec<VReg>,
    predecessors: Vec<Block>,
    /// Number of the block of each label, when it has been started.
    labels: Vec<Option<Block>>,
    /// States that instructions refer to.
    pub states: Vec<StateUse>,
    /// Tables of switches.
    pub switches: Vec<SwitchTable>,
    /// Instructions that leave when they fault, in order, with the state to leave with.
    faults: Vec<(Inst, StateId)>,
    /// Words of outgoing arguments that the frame must have.
    pub n_outgoing: u32,
    /// What following instructions are made for.
    pub origin: Option<ir::Inst>,
    /// Are blocks that are started hardly ever reached?
    pub is_cold: bool,
}

impl Machine {
    /// Forgets everything but the memory.
    pub fn clear(&mut self) {
        self.ops.clear();
        self.origins.clear();
        self.operands.clear();
        self.operand_ends.clear();
        self.clobbers.clear();
        self.registers.clear();
        self.blocks.clear();
        self.params.clear();
        self.successors.clear();
        self.passed.clear();
        self.args.clear();
        self.predecessors.clear();
        self.labels.clear();
        self.states.clear();
        self.switches.clear();
        self.faults.clear();
        self.n_outgoing = 0;
        self.origin = None;
        self.is_cold = false;
    }

    // Making it.

    /// A new virtual register.
    pub fn register(&mut self, class: RegClass, is_reference: bool) -> VReg {
        self.registers.push(Register {
            class,
            is_reference,
        });
        VReg::new(self.registers.len() - 1, class)
    }

    /// A name for a block that is started later.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() as u32 - 1)
    }

    /// Starts the block of this name, after the last one has ended.
    pub fn start(&mut self, label: Label) {
        debug_assert!(self.labels[label.0 as usize].is_none(), "started twice");
        self.labels[label.0 as usize] = Some(Block::new(self.blocks.len()));
        let empty = |n: usize| (n as u32, n as u32);
        self.blocks.push(BlockData {
            insts: empty(self.ops.len()),
            params: empty(self.params.len()),
            successors: empty(self.successors.len()),
            predecessors: (0, 0),
            is_cold: self.is_cold,
        });
    }

    fn current(&mut self) -> &mut BlockData {
        self.blocks.last_mut().expect("a block has been started")
    }

    /// A further parameter of the current block.
    pub fn param(&mut self, register: VReg) {
        self.params.push(register);
        self.current().params.1 += 1;
    }

    /// Appends an instruction.
    pub fn push(&mut self, op: Op, operands: &[Operand], clobbers: PRegSet) {
        self.ops.push(op);
        self.origins.push(self.origin);
        self.operands.extend_from_slice(operands);
        self.operand_ends.push(self.operands.len() as u32);
        self.clobbers.push(clobbers);
        self.current().insts.1 += 1;
    }

    /// The instruction that is appended next leaves with this state when it faults.
    pub fn may_fault_next(&mut self, state: StateId) {
        self.faults.push((Inst::new(self.ops.len()), state));
    }

    /// A further successor of the current block, which has ended.
    pub fn successor(&mut self, label: Label, args: &[VReg]) {
        // The label's number, until `finish` puts the block's in its place.
        self.successors.push(Block::new(label.0 as usize));
        let start = self.args.len() as u32;
        self.args.extend_from_slice(args);
        self.passed.push((start, self.args.len() as u32));
        self.current().successors.1 += 1;
    }

    /// Numbers blocks and computes predecessors.
    pub fn finish(&mut self) {
        let mut counts = vec![0_u32; self.blocks.len() + 1];
        for successor in &mut self.successors {
            *successor = self.labels[successor.index()].expect("every label has been started");
            counts[successor.index()] += 1;
        }
        let mut start = 0;
        for (block, count) in self.blocks.iter_mut().zip(&counts) {
            block.predecessors = (start, start);
            start += count;
        }
        self.predecessors.clear();
        self.predecessors.resize(start as usize, Block::invalid());
        for index in 0..self.blocks.len() {
            let (first, end) = self.blocks[index].successors;
            for edge in first..end {
                let target = self.successors[edge as usize].index();
                let place = &mut self.blocks[target].predecessors.1;
                self.predecessors[*place as usize] = Block::new(index);
                *place += 1;
            }
        }
    }

    /// Adds operands to instructions: `add` is asked once for each, in order.
    pub fn extend_operands(&mut self, mut add: impl FnMut(Inst, &mut Vec<Operand>)) {
        let mut operands = Vec::with_capacity(self.operands.len() * 5 / 4);
        let mut start = 0;
        for (index, end) in self.operand_ends.iter_mut().enumerate() {
            operands.extend_from_slice(slice(&self.operands, (start, *end)));
            add(Inst::new(index), &mut operands);
            start = *end;
            *end = operands.len() as u32;
        }
        self.operands = operands;
    }

    // Reading it.

    /// An instruction.
    pub fn op(&self, inst: Inst) -> Op {
        self.ops[inst.index()]
    }

    /// All instructions.
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// The state with which the instruction leaves when it faults.
    pub fn state_at_fault(&self, inst: Inst) -> Option<StateId> {
        let found = self.faults.binary_search_by_key(&inst, |fault| fault.0);
        found.ok().map(|index| self.faults[index].1)
    }

    /// What an instruction was made for.
    pub fn origin_of(&self, inst: Inst) -> Option<ir::Inst> {
        self.origins[inst.index()]
    }

    /// What a virtual register holds.
    pub fn data(&self, register: VReg) -> Register {
        self.registers[register.vreg()]
    }

    /// What all virtual registers hold.
    pub fn registers(&self) -> &[Register] {
        &self.registers
    }

    /// Is the block hardly ever reached?
    pub fn is_cold(&self, block: Block) -> bool {
        self.blocks[block.index()].is_cold
    }

    /// Values passed to the successor with this number.
    pub fn args(&self, block: Block, successor: usize) -> &[VReg] {
        let first = self.blocks[block.index()].successors.0 as usize;
        slice(&self.args, self.passed[first + successor])
    }
}

impl regalloc2::Function for Machine {
    fn num_insts(&self) -> usize {
        self.ops.len()
    }

    fn num_blocks(&self) -> usize {
        self.blocks.len()
    }

    fn entry_block(&self) -> Block {
        Block::new(0)
    }

    fn block_insns(&self, block: Block) -> InstRange {
        let (start, end) = self.blocks[block.index()].insts;
        InstRange::new(Inst::new(start as usize), Inst::new(end as usize))
    }

    fn block_succs(&self, block: Block) -> &[Block] {
        slice(&self.successors, self.blocks[block.index()].successors)
    }

    fn block_preds(&self, block: Block) -> &[Block] {
        slice(&self.predecessors, self.blocks[block.index()].predecessors)
    }

    fn block_params(&self, block: Block) -> &[VReg] {
        slice(&self.params, self.blocks[block.index()].params)
    }

    fn is_ret(&self, inst: Inst) -> bool {
        self.op(inst).is_end()
    }

    fn is_branch(&self, inst: Inst) -> bool {
        self.op(inst).is_branch()
    }

    fn branch_blockparams(&self, block: Block, _: Inst, successor: usize) -> &[VReg] {
        self.args(block, successor)
    }

    fn inst_operands(&self, inst: Inst) -> &[Operand] {
        let index = inst.index();
        let start = if index == 0 {
            0
        } else {
            self.operand_ends[index - 1]
        };
        slice(&self.operands, (start, self.operand_ends[index]))
    }

    fn inst_clobbers(&self, inst: Inst) -> PRegSet {
        self.clobbers[inst.index()]
    }

    fn num_vregs(&self) -> usize {
        self.registers.len()
    }

    fn spillslot_size(&self, _: RegClass) -> usize {
        1
    }
}
