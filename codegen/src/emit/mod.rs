//! From allocated machine instructions to bytes and tables.
//!
//! One file for each family. Blocks follow in their order; a block that only jumps and moves
//! nothing is skipped, and what would jump to it jumps on. Behind all blocks stand the slow paths
//! within instructions, and the exits.

mod allocation;
mod assembler;
mod calls;
mod conditions;
mod copies;
mod floats;
mod frame;
mod guards;
mod implicit;
mod integers;
mod jumps;
mod layout;
mod locks;
mod memory;
mod operands;
mod outline;
mod pool;
mod processor;
mod raw_memory;
mod tables;

use crate::artifact::{Artifact, DirectCall, Exit, Fault, InlineCache, NullCheck, Safepoint};
use crate::bailout::Bailout;
use crate::entry_points::Helper;
use crate::machine::{Machine, Op, StateId};
use crate::patch::PATCH_SIZE;
use crate::states::Numbering;
use crate::target::Target;
use assembler::{Assembler, Mark};
use frame::Frame;
use iced_x86::{Code, MemoryOperand};
use implicit::{Checked, Checking};
use operands::THREAD;
use outline::Outline;
use pool::Constant;
use regalloc2::{Allocation, Block, Edit, Function as _, Inst, InstOrEdit, Output};

/// Emission of a function under way.
pub(crate) struct Emitter<'a> {
    func: &'a ir::Function,
    target: &'a Target<'a>,
    machine: &'a Machine,
    output: &'a Output,
    numbering: &'a mut Numbering,
    asm: Assembler,
    frame: Frame,
    /// By block.
    marks: Vec<Mark>,
    /// By block: where a jump to it ends.
    forwarded: Vec<Block>,
    /// The block that follows the current one in the code.
    next: Option<Block>,
    outlines: Vec<Outline>,
    /// Accesses yet to come that make null checks.
    checking: Vec<Checking>,
    /// Those that are emitted.
    checked: Vec<Checked>,
    /// The frames that are described are those of an instruction that has saved all registers.
    saves_registers: bool,
    /// Leaves the frame with an exception pending.
    unwind: Option<Mark>,
    safepoints: Vec<Safepoint>,
    exits: Vec<Exit>,
    /// Ranges of code, each with its exit.
    faults: Vec<(u32, u32, Mark)>,
    origins: Vec<(u32, ir::Inst)>,
    calls: Vec<DirectCall>,
    /// Each with its cell.
    caches: Vec<(Constant, InlineCache)>,
}

/// Emits a function.
pub(crate) fn emit(
    func: &ir::Function,
    target: &Target<'_>,
    machine: &Machine,
    output: &Output,
    numbering: &mut Numbering,
) -> Result<Artifact, Bailout> {
    let mut asm = Assembler::default();
    let marks = (0..machine.num_blocks()).map(|_| asm.mark()).collect();
    let mut emitter = Emitter {
        func,
        target,
        machine,
        output,
        numbering,
        asm,
        frame: Frame::of(machine, output)?,
        marks,
        forwarded: jumps::forwarded(machine, output),
        next: None,
        outlines: Vec::new(),
        checking: Vec::new(),
        checked: Vec::new(),
        saves_registers: false,
        unwind: None,
        safepoints: Vec::new(),
        exits: Vec::new(),
        faults: Vec::new(),
        origins: Vec::new(),
        calls: Vec::new(),
        caches: Vec::new(),
    };
    emitter.prologue();
    emitter.blocks();
    emitter.outlines();
    emitter.finish()
}

impl Emitter<'_> {
    fn blocks(&mut self) {
        let output = self.output;
        let machine = self.machine;
        let order = layout::order(machine, &self.forwarded);
        for (index, &block) in order.iter().enumerate() {
            self.next = order.get(index + 1).copied();
            self.asm.bind(self.marks[block.index()]);
            let steps: Vec<InstOrEdit<'_>> = output.block_insts_and_edits(machine, block).collect();
            for (index, step) in steps.iter().enumerate() {
                match *step {
                    InstOrEdit::Edit(Edit::Move { from, to }) => self.copy(*from, *to),
                    InstOrEdit::Inst(inst) => {
                        self.origin(inst);
                        if let Some(state) = machine.state_at_fault(inst) {
                            self.may_fault(block, inst, state);
                        } else if !self.check_implicitly(inst, &steps[index + 1..]) {
                            self.checking_instruction(block, inst);
                        }
                    }
                }
            }
        }
    }

    /// An instruction with an exit for when it faults.
    fn may_fault(&mut self, block: Block, inst: Inst, state: StateId) {
        let exit = self.exit(inst, state);
        self.count_down(exit);
        let start = self.asm.offset();
        self.checking_instruction(block, inst);
        self.faults.push((start, self.asm.offset(), exit));
    }

    /// Notes where the code for an instruction of the function begins.
    fn origin(&mut self, inst: Inst) {
        let Some(origin) = self.machine.origin_of(inst) else {
            return;
        };
        if self.origins.last().map(|(_, last)| *last) != Some(origin) {
            self.origins.push((self.asm.offset(), origin));
        }
    }

    fn instruction(&mut self, block: Block, inst: Inst) {
        let op = self.machine.op(inst);
        let output = self.output;
        let at = output.inst_allocs(inst);
        match op {
            Op::Add { .. }
            | Op::AddConstant { .. }
            | Op::Alu { .. }
            | Op::AluConstant { .. }
            | Op::Multiply { .. }
            | Op::MultiplyConstant { .. }
            | Op::Negate { .. }
            | Op::Shift { .. }
            | Op::ShiftConstant { .. }
            | Op::Divide { .. }
            | Op::DivideUnsigned { .. }
            | Op::MultiplyHigh
            | Op::ReverseBytes { .. } => self.integer(op, at),
            Op::Float(_)
            | Op::FloatNegate { .. }
            | Op::Convert { .. }
            | Op::ToFloat { .. }
            | Op::ToInt { .. } => self.float(op, at),
            Op::FloatAbsolute { .. }
            | Op::FloatExtreme { .. }
            | Op::MultiplyAdd { .. }
            | Op::Round(_)
            | Op::FloatToBits { .. }
            | Op::BitsToFloat { .. } => self.processor_float(op, at),
            Op::Const(_) | Op::ConstFloat(_) | Op::ConstDouble(_) | Op::ConstObject(_) => {
                self.constant(op, at[0]);
            }
            Op::Set(compare) => self.set(compare, at),
            Op::Select {
                compare,
                wide,
                float,
            } => self.select(compare, wide, float, at),
            Op::Guard(..) | Op::GuardSubtype(..) | Op::GuardStore(_) => self.guard(op, inst, at),
            Op::Branch(_) | Op::Switch(_) | Op::Jump => self.transfer(op, block, at),
            Op::Deopt(state) => self.exit_here(inst, state),
            Op::Unreachable => self.asm.op(Code::Ud2),
            Op::Load(..) | Op::Store(..) | Op::StoreConstant(..) | Op::StoreByteElement(_) => {
                self.access(op, at);
            }
            Op::AddressOf(address) => {
                let place = self.memory(address, at);
                let to = self.wide(at[address.n_operands()]);
                self.asm.r_m(Code::Lea_r64_m, to, place);
            }
            Op::CopyBytes { log2_size, size } => self.copy_bytes(log2_size, size),
            Op::Barrier => self.barrier(at[0]),
            Op::FixedBarrier(object) => self.fixed_barrier(object),
            Op::Reserve { .. }
            | Op::ReserveArray { .. }
            | Op::Commit { .. }
            | Op::CommitArray { .. } => self.allocation(op, at),
            Op::TryEnter | Op::TryLeave => self.lock(op, at[0]),
            Op::Fence => self.fence(),
            Op::Args => {}
            Op::StackArg { number, width } => self.stack_argument(number, width, at[0]),
            Op::PassOnStack { number, width } => self.pass_on_stack(number, width, at[0]),
            Op::Call {
                callee,
                state,
                unwinds,
            } => self.java_call(inst, callee, state, unwinds),
            Op::CallHelper {
                helper,
                state,
                after,
            } => self.helper_call(inst, helper, state, after),
            Op::Poll(state) => self.poll(inst, state),
            Op::CallLeaf(helper) => self.call(helper),
            Op::CallRoutine(address) => self.call_routine(address),
            Op::LoadThread { offset } => self.load_thread(offset, at[0]),
            Op::CompareExchange { .. } | Op::ExchangeAdd(..) | Op::Exchange(..) => {
                self.atomic(op, at);
            }
            Op::TakeException => self.take_exception(at[0]),
            Op::Throw => self.throw(at[0]),
            Op::Return => self.epilogue(),
            Op::OutgoingAddress { number } => self.outgoing_address(number, at[0]),
        }
    }

    fn constant(&mut self, op: Op, to: Allocation) {
        match op {
            Op::Const(number) => self.asm.number(operands::number(to), number),
            Op::ConstObject(object) => {
                let to = self.wide(to);
                self.asm
                    .r_constant(Code::Mov_r64_rm64, to, Constant::Object(object));
            }
            Op::ConstFloat(0) | Op::ConstDouble(0) => {
                let to = self.xmm(to);
                self.asm.r_r(Code::Xorps_xmm_xmmm128, to, to);
            }
            Op::ConstFloat(bits) => {
                let to = self.xmm(to);
                self.asm
                    .r_constant(Code::Movss_xmm_xmmm32, to, Constant::Word(bits));
            }
            Op::ConstDouble(bits) => {
                let to = self.xmm(to);
                self.asm
                    .r_constant(Code::Movsd_xmm_xmmm64, to, Constant::Double(bits));
            }
            _ => unreachable!("the caller hands over constants"),
        }
    }

    // The thread's record.

    /// A word of the thread's record.
    fn thread(&self, offset: i32) -> MemoryOperand {
        MemoryOperand::with_base_displ(THREAD, i64::from(offset))
    }

    /// The address of a helper.
    fn helper(&self, helper: Helper) -> MemoryOperand {
        self.thread(self.target.layout.thread.helpers[helper as usize])
    }

    /// Calls a helper.
    fn call(&mut self, helper: Helper) {
        let address = self.helper(helper);
        self.asm.m(Code::Call_rm64, address);
    }

    /// An exit for an instruction that leaves, behind the code.
    fn exit(&mut self, inst: Inst, state: StateId) -> Mark {
        let mark = self.asm.mark();
        self.outlines.push(Outline::Exit { mark, inst, state });
        mark
    }

    /// May the VM write over the bytes behind each return address, as [`crate::patch`] wants?
    fn can_be_patched(&self) -> bool {
        let size = PATCH_SIZE as u32;
        let mut returns = self.safepoints.iter().map(|safepoint| safepoint.pc);
        returns
            .all(|pc| pc + size <= self.asm.offset() && !self.asm.is_entered_between(pc, pc + size))
    }

    fn finish(mut self) -> Result<Artifact, Bailout> {
        debug_assert!(self.can_be_patched(), "a jump leads behind a call");
        let objects: Vec<_> = self.asm.pool.objects().collect();
        let cells: Vec<u32> = self
            .caches
            .iter()
            .map(|(cell, _)| self.asm.pool.number(cell.clone()))
            .collect();
        debug_assert!(self.checking.is_empty(), "a null check was left out");
        let null_checks = self.checked.iter().map(|checked| NullCheck {
            begin: checked.begin,
            end: checked.end,
            exit: self.asm.offset_of(checked.exit),
        });
        let null_checks = null_checks.collect();
        let faults = self.faults.iter().map(|&(start, end, exit)| Fault {
            start,
            end,
            exit: self.asm.offset_of(exit),
        });
        let faults = faults.collect();
        let (bytes, code_size, offsets) = self.asm.finish().map_err(Bailout::Encoding)?;
        Ok(Artifact {
            bytes,
            code_size,
            entry: 0,
            frame_size: self.frame.size_to_return_address(),
            objects: objects
                .into_iter()
                .map(|(object, number)| (object, offsets[number as usize]))
                .collect(),
            safepoints: self.safepoints,
            exits: self.exits,
            null_checks,
            faults,
            origins: self.origins,
            calls: self.calls,
            caches: self
                .caches
                .into_iter()
                .zip(cells)
                .map(|((_, cache), number)| InlineCache {
                    cell: offsets[number as usize],
                    ..cache
                })
                .collect(),
        })
    }
}
