//! Registers and slots as operands, and moves between them.

use super::Emitter;
use super::assembler::Rm;
use crate::machine::Width;
use iced_x86::{Code, MemoryOperand, Register as R};
use regalloc2::{Allocation, RegClass};

/// The thread's record.
pub const THREAD: R = R::R15;
/// Free within an instruction.
pub const SCRATCH: R = R::R11;
/// Its number.
pub const SCRATCH_NUMBER: u8 = 11;
/// Free within an instruction.
pub const SCRATCH2: R = R::R10;
/// Its number.
pub const SCRATCH2_NUMBER: u8 = 10;
/// Free within an instruction.
pub const XMM_SCRATCH: R = R::XMM15;

/// The number of the register that an operand is in.
pub fn number(at: Allocation) -> u8 {
    let register = at
        .as_reg()
        .expect("the operand is constrained to a register");
    register.hw_enc() as u8
}

/// The register with this number.
pub fn register(number: u8, width: Width) -> R {
    let number = u32::from(number);
    match width {
        Width::W8 if number < 4 => R::AL + number,
        Width::W8 => R::SPL + (number - 4),
        Width::W16 => R::AX + number,
        Width::W32 => R::EAX + number,
        Width::W64 => R::RAX + number,
        Width::Xmm => R::XMM0 + number,
    }
}

/// The low half of a general register.
pub fn narrow(wide: R) -> R {
    R::EAX + (wide as u32 - R::RAX as u32)
}

/// The low byte of a general register.
pub fn byte(wide: R) -> R {
    register((wide as u32 - R::RAX as u32) as u8, Width::W8)
}

impl Emitter<'_> {
    pub(super) fn wide(&self, at: Allocation) -> R {
        register(number(at), Width::W64)
    }

    pub(super) fn narrow(&self, at: Allocation) -> R {
        register(number(at), Width::W32)
    }

    pub(super) fn xmm(&self, at: Allocation) -> R {
        register(number(at), Width::Xmm)
    }

    /// A register or slot.
    pub(super) fn rm(&self, at: Allocation, width: Width) -> Rm {
        match at.as_stack() {
            Some(slot) => Rm::Memory(self.slot(slot.index())),
            None => Rm::Register(register(number(at), width)),
        }
    }

    pub(super) fn slot(&self, index: usize) -> MemoryOperand {
        let offset = self.frame.slot_offset(index);
        MemoryOperand::with_base_displ(R::RSP, i64::from(offset))
    }

    /// Moves a whole register or slot; one of them is a register.
    pub(super) fn copy(&mut self, from: Allocation, to: Allocation) {
        if from == to {
            return;
        }
        let class = from
            .as_reg()
            .or(to.as_reg())
            .map(|register| register.class());
        let is_float = class == Some(RegClass::Float);
        let width = if is_float { Width::Xmm } else { Width::W64 };
        match (self.rm(from, width), self.rm(to, width)) {
            (Rm::Register(from), Rm::Register(to)) if is_float => {
                self.asm.r_r(Code::Movaps_xmm_xmmm128, to, from);
            }
            (Rm::Register(from), Rm::Register(to)) => self.asm.r_r(Code::Mov_r64_rm64, to, from),
            (Rm::Register(from), Rm::Memory(to)) if is_float => {
                self.asm.m_r(Code::Movsd_xmmm64_xmm, to, from);
            }
            (Rm::Register(from), Rm::Memory(to)) => self.asm.m_r(Code::Mov_rm64_r64, to, from),
            (Rm::Memory(from), Rm::Register(to)) if is_float => {
                self.asm.r_m(Code::Movsd_xmm_xmmm64, to, from);
            }
            (Rm::Memory(from), Rm::Register(to)) => self.asm.r_m(Code::Mov_r64_rm64, to, from),
            (Rm::Memory(_), Rm::Memory(_)) => {
                unreachable!("the allocator has a scratch register for moves between slots")
            }
        }
    }

    /// Moves between registers of 64 bits, unless they are the same.
    pub(super) fn move_wide(&mut self, to: R, from: R) {
        if to != from {
            self.asm.r_r(Code::Mov_r64_rm64, to, from);
        }
    }
}
