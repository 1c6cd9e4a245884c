//! The frame: outgoing arguments at the bottom, slots above them, then rbp and the return address.

use super::Emitter;
use super::operands::{SCRATCH, register};
use crate::bailout::Bailout;
use crate::entry_points::Helper;
use crate::machine::{Machine, Width};
use crate::patch::ENTRY_SIZE;
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::{Allocation, Output, PReg, RegClass};

/// Bytes of a slot.
const SLOT: u32 = 8;
/// Frames up to this size test the stack pointer alone: the VM keeps more below the limit.
const SMALL: u32 = 2048;
/// Registers that polls may save: half of them general ones.
const N_SAVED: u32 = 32;
/// The largest frame.
const MAX_SIZE: u32 = 1 << 20;

/// Where things are in a frame.
pub struct Frame {
    outgoing: u32,
    /// Offset of the registers that polls save.
    saved: u32,
    /// What the prologue subtracts from rsp.
    size: u32,
}

impl Frame {
    /// The frame of a function.
    pub fn of(machine: &Machine, output: &Output) -> Result<Frame, Bailout> {
        let outgoing = machine.n_outgoing * SLOT;
        let n_slots = u32::try_from(output.num_spillslots).map_err(|_| Bailout::TooLarge)?;
        let saves = machine.ops().iter().any(|op| op.saves_registers());
        let saved = n_slots
            .checked_mul(SLOT)
            .and_then(|slots| slots.checked_add(outgoing))
            .ok_or(Bailout::TooLarge)?;
        let size = saved
            .checked_add(if saves { N_SAVED * SLOT } else { 0 })
            .filter(|size| *size <= MAX_SIZE)
            .ok_or(Bailout::TooLarge)?;
        Ok(Frame {
            outgoing,
            saved,
            size: size.next_multiple_of(16),
        })
    }

    /// Offset of a slot from `sp`.
    pub fn slot_offset(&self, index: usize) -> u32 {
        self.outgoing + index as u32 * SLOT
    }

    /// Offset of the place where polls save all registers.
    pub fn saved(&self) -> u32 {
        self.saved
    }

    /// Offset of the place where a poll saves a register.
    pub fn saved_offset(&self, register: PReg) -> u32 {
        let first = match register.class() {
            RegClass::Float => N_SAVED as usize / 2,
            RegClass::Int | RegClass::Vector => 0,
        };
        self.saved + (first + register.hw_enc()) as u32 * SLOT
    }

    /// Bytes from `sp` to the return address.
    pub fn size_to_return_address(&self) -> u32 {
        self.size + SLOT
    }
}

impl Emitter<'_> {
    pub(super) fn prologue(&mut self) {
        let layout = &self.target.layout.thread;
        let limit = self.thread(layout.stack_limit);
        let size = i64::from(self.frame.size);
        let mut lowest = R::RSP;
        if self.frame.size > SMALL {
            lowest = SCRATCH;
            let below = MemoryOperand::with_base_displ(R::RSP, -size);
            self.asm.r_m(Code::Lea_r64_m, lowest, below);
        }
        let overflow = self.asm.mark();
        self.asm.r_m(Code::Cmp_r64_rm64, lowest, limit);
        self.asm.jump_if(ConditionCode::b, overflow);
        self.outlines
            .push(super::Outline::Overflow { mark: overflow });
        self.asm.r(Code::Push_r64, R::RBP);
        self.asm.r_r(Code::Mov_r64_rm64, R::RBP, R::RSP);
        if self.frame.size != 0 {
            self.asm
                .r_i(Code::Sub_rm64_imm32, R::RSP, self.frame.size as i32);
        }
        // With an offset of one byte the test of the stack is shorter.
        while self.asm.offset() < ENTRY_SIZE as u32 {
            self.asm.op(Code::Nopd);
        }
    }

    /// Leaves the frame and returns.
    pub(super) fn epilogue(&mut self) {
        self.asm.op(Code::Leaveq);
        self.asm.op(Code::Retnq);
    }

    /// Where an exception leaves the frame.
    pub(super) fn unwind(&mut self) -> super::Mark {
        let asm = &mut self.asm;
        *self.unwind.get_or_insert_with(|| asm.mark())
    }

    /// An argument that the caller has put on the stack.
    pub(super) fn stack_argument(&mut self, number: u32, width: Width, to: Allocation) {
        // Above rbp and the return address.
        let offset = (number + 2) * SLOT;
        let from = MemoryOperand::with_base_displ(R::RBP, i64::from(offset));
        let to = register(super::operands::number(to), width);
        self.asm.r_m(load(width), to, from);
    }

    pub(super) fn pass_on_stack(&mut self, number: u32, width: Width, from: Allocation) {
        let to = outgoing(number);
        match width {
            Width::Xmm => {
                let from = self.xmm(from);
                self.asm.m_r(Code::Movsd_xmmm64_xmm, to, from);
            }
            _ => {
                let from = self.wide(from);
                self.asm.m_r(Code::Mov_rm64_r64, to, from);
            }
        }
    }

    pub(super) fn outgoing_address(&mut self, number: u32, to: Allocation) {
        let to = self.wide(to);
        self.asm.r_m(Code::Lea_r64_m, to, outgoing(number));
    }

    /// Makes an exception pending and leaves the frame.
    pub(super) fn throw(&mut self, exception: Allocation) {
        let exception = self.wide(exception);
        let pending = self.thread(self.target.layout.thread.pending);
        self.asm.m_r(Code::Mov_rm64_r64, pending, exception);
        self.epilogue();
    }

    pub(super) fn take_exception(&mut self, to: Allocation) {
        let to = self.wide(to);
        let pending = self.thread(self.target.layout.thread.pending);
        self.asm.r_m(Code::Mov_r64_rm64, to, pending);
        self.asm.m_i(Code::Mov_rm64_imm32, pending, 0);
    }

    /// Jumps to the helper before anything has been pushed.
    pub(super) fn overflow(&mut self) {
        let helper = self.helper(Helper::StackOverflow);
        self.asm.m(Code::Jmp_rm64, helper);
    }
}

/// An outgoing argument.
fn outgoing(number: u32) -> MemoryOperand {
    MemoryOperand::with_base_displ(R::RSP, i64::from(number * SLOT))
}

/// Loads a value of this width; the register's upper half becomes zero.
fn load(width: Width) -> Code {
    match width {
        Width::W8 => Code::Movzx_r32_rm8,
        Width::W16 => Code::Movzx_r32_rm16,
        Width::W32 => Code::Mov_r32_rm32,
        Width::W64 => Code::Mov_r64_rm64,
        Width::Xmm => Code::Movsd_xmm_xmmm64,
    }
}
