//! From instructions of the IR to machine instructions.
//!
//! One file for each family of instructions. Constants have no register: each use makes its own,
//! or has them as immediate. A comparison that only branches, guards and selections use has no
//! register either: each of them compares itself.
//!
//! Slow paths that reach a safepoint are blocks of their own, which stand behind all others in the
//! code, so that the allocator may keep values in registers on the fast path.

mod allocation;
mod blocks;
mod calls;
mod comparisons;
mod constants;
mod control;
mod conversions;
mod copies;
mod floats;
mod guards;
mod integers;
mod memory;
mod processor;
mod raw_memory;
mod sync;
mod type_tests;

use crate::bailout::Bailout;
use crate::machine::{Label, Machine, Op};
use crate::order;
use crate::registers::class_of;
use crate::states::Numbering;
use crate::target::Target;
use ir::analysis::ControlFlow;
use ir::instruction::InstData;
use ir::{Block, Entity, Function, Inst, Opcode, Type, Value};
use regalloc2::{Operand, PRegSet, VReg};

/// Lowering of a function under way.
pub(crate) struct Lowering<'a> {
    func: &'a Function,
    target: &'a Target<'a>,
    machine: &'a mut Machine,
    numbering: &'a mut Numbering,
    flow: ControlFlow,
    /// By block of the IR.
    labels: Vec<Option<Label>>,
    /// By value of the IR.
    registers: Vec<Option<VReg>>,
    /// By value: a comparison that has no register.
    is_fused: Vec<bool>,
    /// By value: has it a use?
    is_used: Vec<bool>,
    /// How polls are lowered.
    polls: Polls,
    /// Edges that need a block of their own, after the current one.
    edges: Vec<blocks::Edge<'a>>,
}

type Done = Result<(), Bailout>;

/// How polls keep values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Polls {
    /// The slow path saves all registers and restores them. The allocator does
    /// not know that references change meanwhile: it may keep a copy of one elsewhere and read it
    /// later, which the stale check finds.
    Save,
    /// The slow path is a block of its own, which clobbers all registers. Always right.
    Spill,
}

/// Lowers a function in the low stage into an empty machine function.
pub(crate) fn lower(
    func: &Function,
    target: &Target<'_>,
    machine: &mut Machine,
    numbering: &mut Numbering,
    polls: Polls,
) -> Done {
    let flow = ControlFlow::of(func);
    let is_cold = order::cold_blocks(func, &flow);
    let order = order::blocks(func, &flow, &is_cold);
    if order.is_empty() {
        return Err(Bailout::Malformed);
    }
    let (is_used, is_fused) = comparisons::uses(func, &order);
    let mut lowering = Lowering {
        func,
        target,
        machine,
        numbering,
        flow,
        labels: vec![None; func.n_blocks()],
        registers: vec![None; func.n_values()],
        is_fused,
        is_used,
        polls,
        edges: Vec::new(),
    };
    for &block in &order {
        lowering.labels[block.index()] = Some(lowering.machine.label());
    }
    for &block in &order {
        lowering.machine.is_cold = is_cold[block.index()];
        lowering.block(block)?;
    }
    lowering.machine.finish();
    Ok(())
}

impl<'a> Lowering<'a> {
    fn block(&mut self, block: Block) -> Done {
        self.start_block(block)?;
        let func = self.func;
        for inst in func.layout.insts(block) {
            self.machine.origin = Some(inst);
            self.instruction(inst, func.inst(inst))?;
        }
        if func.terminator(block).is_none() {
            return Err(Bailout::Malformed);
        }
        self.edges()
    }

    /// Each operation, by family.
    #[deny(clippy::wildcard_enum_match_arm)]
    fn instruction(&mut self, inst: Inst, data: &'a InstData) -> Done {
        match data.opcode {
            // Made where they are used.
            Opcode::IConst
            | Opcode::LConst
            | Opcode::FConst
            | Opcode::DConst
            | Opcode::Null
            | Opcode::Object
            | Opcode::GuardPassed
            | Opcode::GuardHere => Ok(()),

            Opcode::IAdd
            | Opcode::ISub
            | Opcode::IMul
            | Opcode::IDiv
            | Opcode::IRem
            | Opcode::INeg
            | Opcode::IAnd
            | Opcode::IOr
            | Opcode::IXor
            | Opcode::IShl
            | Opcode::IShr
            | Opcode::IUshr => self.integer(inst, data, false),
            Opcode::LAdd
            | Opcode::LSub
            | Opcode::LMul
            | Opcode::LDiv
            | Opcode::LRem
            | Opcode::LNeg
            | Opcode::LAnd
            | Opcode::LOr
            | Opcode::LXor
            | Opcode::LShl
            | Opcode::LShr
            | Opcode::LUshr => self.integer(inst, data, true),

            Opcode::IBitCount
            | Opcode::LBitCount
            | Opcode::ILeadingZeros
            | Opcode::LLeadingZeros
            | Opcode::ITrailingZeros
            | Opcode::LTrailingZeros
            | Opcode::F2Bits
            | Opcode::Bits2f
            | Opcode::D2Bits
            | Opcode::Bits2d
            | Opcode::FSqrt
            | Opcode::DSqrt
            | Opcode::DFloor
            | Opcode::DCeil
            | Opcode::DRint => self.processor_conversion(inst, data),
            Opcode::IReverseBytes
            | Opcode::LReverseBytes
            | Opcode::IRotateLeft
            | Opcode::LRotateLeft
            | Opcode::IRotateRight
            | Opcode::LRotateRight
            | Opcode::IUdiv
            | Opcode::IUrem
            | Opcode::LUdiv
            | Opcode::LUrem
            | Opcode::LMulHigh => self.processor_integer(inst, data),
            Opcode::FAbs
            | Opcode::DAbs
            | Opcode::FMin
            | Opcode::FMax
            | Opcode::DMin
            | Opcode::DMax
            | Opcode::FFma
            | Opcode::DFma => self.processor_float(inst, data),

            Opcode::FAdd
            | Opcode::FSub
            | Opcode::FMul
            | Opcode::FDiv
            | Opcode::FRem
            | Opcode::FNeg
            | Opcode::DAdd
            | Opcode::DSub
            | Opcode::DMul
            | Opcode::DDiv
            | Opcode::DRem
            | Opcode::DNeg => self.float(inst, data),

            Opcode::I2b
            | Opcode::I2c
            | Opcode::I2s
            | Opcode::I2l
            | Opcode::I2f
            | Opcode::I2d
            | Opcode::L2i
            | Opcode::L2f
            | Opcode::L2d
            | Opcode::F2i
            | Opcode::F2l
            | Opcode::F2d
            | Opcode::D2i
            | Opcode::D2l
            | Opcode::D2f => self.conversion(inst, data),

            Opcode::ICmp
            | Opcode::LCmp
            | Opcode::FCmp
            | Opcode::DCmp
            | Opcode::SameRef
            | Opcode::HasClass
            | Opcode::InstanceOf => self.comparison(inst),
            Opcode::Select => self.select(inst, data),

            Opcode::GuardTrue
            | Opcode::GuardNonNull
            | Opcode::GuardINonZero
            | Opcode::GuardLNonZero
            | Opcode::GuardBounds
            | Opcode::GuardSize
            | Opcode::GuardClass
            | Opcode::GuardCast
            | Opcode::GuardStore
            | Opcode::GuardInitialized => self.guard(data),

            Opcode::LoadField
            | Opcode::StoreField
            | Opcode::LoadStatic
            | Opcode::StoreStatic
            | Opcode::ArrayLength
            | Opcode::LoadElement
            | Opcode::StoreElement
            | Opcode::LoadOsrInt
            | Opcode::LoadOsrLong
            | Opcode::LoadOsrFloat
            | Opcode::LoadOsrDouble
            | Opcode::LoadOsrRef => self.access(inst, data),
            Opcode::CopyElements => self.copy_elements(data),
            Opcode::LoadAt
            | Opcode::StoreAt
            | Opcode::LoadRaw
            | Opcode::StoreRaw
            | Opcode::LoadBytes
            | Opcode::StoreBytes
            | Opcode::CompareAndSet
            | Opcode::CompareAndExchange
            | Opcode::GetAndAdd
            | Opcode::GetAndSet => self.raw_access(inst, data),
            Opcode::Compute | Opcode::Inspect | Opcode::Transfer => self.routine(inst, data),
            Opcode::Mirror | Opcode::CurrentThread => self.fixed_object(inst, data),
            Opcode::FenceAcquire | Opcode::FenceRelease | Opcode::FenceFull => {
                self.fence(data.opcode)
            }

            Opcode::New | Opcode::NewArray | Opcode::NewObjectArray => self.allocate(inst, data),
            Opcode::NewMultiArray => self.allocate_nested(inst, data),
            Opcode::MonitorEnter | Opcode::MonitorExit => self.monitor(data),
            Opcode::SafepointPoll => self.poll(data),

            Opcode::CallStatic
            | Opcode::CallSpecial
            | Opcode::CallVirtual
            | Opcode::CallInterface => self.call(inst, data),
            Opcode::TryStatic | Opcode::TrySpecial | Opcode::TryVirtual | Opcode::TryInterface => {
                self.call_with_handler(data)
            }

            Opcode::Jump
            | Opcode::Branch
            | Opcode::Switch
            | Opcode::RetVoid
            | Opcode::Ret
            | Opcode::Throw
            | Opcode::Deopt
            | Opcode::Unreachable => self.terminator(data),
        }
    }

    // Registers and instructions.

    /// The type of an operand.
    fn type_of(&self, value: Value) -> Type {
        self.func.value_type(value)
    }

    /// The register of a value that is no constant.
    fn register_of(&mut self, value: Value) -> VReg {
        let ty = self.type_of(value);
        let machine = &mut *self.machine;
        *self.registers[value.index()]
            .get_or_insert_with(|| machine.register(class_of(ty), ty == Type::Ref))
    }

    /// A register for something between.
    fn temporary(&mut self, ty: Type) -> VReg {
        self.machine.register(class_of(ty), ty == Type::Ref)
    }

    /// A register that holds an operand; of a constant a new one.
    fn register(&mut self, value: Value) -> VReg {
        let value = self.func.resolve(value);
        match self.constant(value) {
            Some(constant) => self.materialize(self.type_of(value), constant),
            None => self.register_of(value),
        }
    }

    /// The register of the instruction's result.
    fn result(&mut self, inst: Inst) -> VReg {
        let value = self.func.result(inst).expect("the row has a result");
        self.register_of(value)
    }

    fn push(&mut self, op: Op, operands: &[Operand]) {
        self.machine.push(op, operands, PRegSet::empty());
    }
}
