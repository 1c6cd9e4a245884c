//! Block entries and edges.
//!
//! The allocator moves values along edges, so an edge from a block with several successors to one
//! with several predecessors has a block of its own. What a call passes to its targets itself, the
//! result or the exception, is no parameter of the machine's block.

use super::{Done, Lowering};
use crate::machine::{Label, Op, Width};
use crate::registers::{ArgumentPlace, JavaArguments};
use iced_x86::Code;
use ir::instruction::BlockCall;
use ir::opcode::Targets;
use ir::{Block, Entity, Type, Value};
use regalloc2::{Operand, VReg};
use smallvec::SmallVec;

/// An edge that has a block of its own.
pub(super) struct Edge<'a> {
    label: Label,
    call: &'a BlockCall,
}

/// Values passed to a block.
pub(super) type Passed = SmallVec<[VReg; 8]>;

impl<'a> Lowering<'a> {
    pub(super) fn start_block(&mut self, block: Block) -> Done {
        let label = self.label_of(block);
        self.machine.start(label);
        self.machine.origin = None;
        if self.func.layout.entry() == Some(block) {
            self.arguments(block);
            return Ok(());
        }
        let (n_passed_by_call, is_exceptional) = self.passed_by_call(block);
        let (by_call, params) = self.func.params(block).split_at(n_passed_by_call);
        for &param in params {
            let register = self.register_of(param);
            self.machine.param(register);
        }
        if let (true, [exception]) = (is_exceptional, by_call) {
            let register = self.register_of(*exception);
            self.push(Op::TakeException, &[Operand::reg_def(register)]);
        }
        Ok(())
    }

    pub(super) fn label_of(&self, block: Block) -> Label {
        self.labels[block.index()].expect("reachable blocks have labels")
    }

    /// How many of a block's parameters the call before it defines, and whether that is an
    /// exception.
    fn passed_by_call(&self, block: Block) -> (usize, bool) {
        let [predecessor] = self.flow.predecessors(block) else {
            return (0, false);
        };
        let Some(end) = self.func.terminator(*predecessor) else {
            return (0, false);
        };
        let data = self.func.inst(end);
        if data.opcode.row().targets != Targets::Handler {
            return (0, false);
        }
        let [returned, thrown] = self.func.passed_by_call(data);
        if data.targets[1].block == block {
            (thrown, true)
        } else {
            (returned, false)
        }
    }

    /// The function's arguments, taken from where the caller has put them.
    fn arguments(&mut self, entry: Block) {
        let mut places = JavaArguments::default();
        let mut defined: SmallVec<[Operand; 16]> = SmallVec::new();
        let mut narrow: SmallVec<[(VReg, VReg); 8]> = SmallVec::new();
        let mut on_stack: SmallVec<[(Value, u32); 8]> = SmallVec::new();
        for &param in self.func.params(entry) {
            let ty = self.type_of(param);
            match places.place(ty) {
                ArgumentPlace::Register(place) => {
                    let register = self.register_of(param);
                    let mut given = register;
                    if ty == Type::I32 {
                        given = self.temporary(Type::I32);
                        narrow.push((given, register));
                    }
                    defined.push(Operand::reg_fixed_def(given, place));
                }
                ArgumentPlace::Stack(number) => on_stack.push((param, number)),
            }
        }
        self.push(Op::Args, &defined);
        for (given, register) in narrow {
            self.zero_extend(given, register);
        }
        for (param, number) in on_stack {
            let width = width_on_stack(self.type_of(param));
            let register = self.register_of(param);
            self.push(
                Op::StackArg { number, width },
                &[Operand::reg_def(register)],
            );
        }
    }

    /// Makes the upper half of a register that comes from elsewhere zero.
    pub(super) fn zero_extend(&mut self, from: VReg, to: VReg) {
        let op = Op::Convert {
            code: Code::Mov_r32_rm32,
            to: Width::W32,
            from: Width::W32,
        };
        self.push(op, &[Operand::any_use(from), Operand::reg_def(to)]);
    }

    /// The registers of values that are passed to a block.
    pub(super) fn passed(&mut self, call: &BlockCall) -> Passed {
        call.args.iter().map(|arg| self.register(*arg)).collect()
    }

    /// One of several targets: where to go and what to pass.
    pub(super) fn target(&mut self, call: &'a BlockCall) -> (Label, Passed) {
        if self.flow.predecessors(call.block).len() > 1 {
            return (self.edge(call), Passed::new());
        }
        let passed = self.passed(call);
        (self.label_of(call.block), passed)
    }

    /// A block for an edge, which follows the current one.
    pub(super) fn edge(&mut self, call: &'a BlockCall) -> Label {
        let label = self.machine.label();
        self.edges.push(Edge { label, call });
        label
    }

    /// Makes the blocks for edges of the block that has ended.
    pub(super) fn edges(&mut self) -> Done {
        for Edge { label, call } in std::mem::take(&mut self.edges) {
            self.machine.start(label);
            self.jump(call);
        }
        Ok(())
    }

    /// Ends the block with a jump.
    pub(super) fn jump(&mut self, call: &BlockCall) {
        let passed = self.passed(call);
        self.push(Op::Jump, &[]);
        let label = self.label_of(call.block);
        self.machine.successor(label, &passed);
    }

    /// Starts a slow path. Says whether what is around it is cold too.
    pub(super) fn start_cold(&mut self, label: Label) -> bool {
        let was_cold = std::mem::replace(&mut self.machine.is_cold, true);
        self.machine.start(label);
        was_cold
    }

    /// Ends the block with a jump to a block of the machine alone.
    pub(super) fn jump_to(&mut self, label: Label, passed: &[VReg]) {
        self.push(Op::Jump, &[]);
        self.machine.successor(label, passed);
    }
}

/// How an argument on the stack is moved.
pub(super) fn width_on_stack(ty: Type) -> Width {
    match ty {
        Type::I32 => Width::W32,
        Type::I64 | Type::Ref | Type::Guard => Width::W64,
        Type::F32 | Type::F64 => Width::Xmm,
    }
}
