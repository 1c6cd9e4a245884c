//! Atomic operations, and calls of functions of the VM.
//!
//! References are 4 bytes in memory and whole addresses in registers: expected and new ones are
//! shifted before, and what was there afterwards.

use super::Emitter;
use super::operands::{SCRATCH, SCRATCH_NUMBER, THREAD, narrow, number, register};
use crate::facts::Kind;
use crate::machine::{Address, Op, Width};
use iced_x86::{Code, MemoryOperand, Register as R};
use regalloc2::Allocation;

/// Width of a number that an atomic operation exchanges.
fn width(kind: Kind) -> Width {
    match kind.log2_size() {
        0 => Width::W8,
        1 => Width::W16,
        2 => Width::W32,
        _ => Width::W64,
    }
}

impl Emitter<'_> {
    pub(super) fn atomic(&mut self, op: Op, at: &[Allocation]) {
        match op {
            Op::CompareExchange {
                kind,
                address,
                tells_success,
            } => self.compare_exchange(kind, address, tells_success, at),
            Op::ExchangeAdd(kind, address) => {
                let memory = self.memory(address, at);
                let value = register(number(at[address.n_operands() + 1]), width(kind));
                let code = match width(kind) {
                    Width::W64 => Code::Xadd_rm64_r64,
                    _ => Code::Xadd_rm32_r32,
                };
                self.asm.locked(code, memory, value);
            }
            Op::Exchange(kind, address) => {
                let memory = self.memory(address, at);
                let to = self.wide(at[address.n_operands() + 1]);
                // The value may be the object as well.
                self.asm.r_r(Code::Mov_r64_rm64, SCRATCH, to);
                self.shift_reference(kind, Code::Shr_rm64_imm8, SCRATCH);
                if width(kind) == Width::W64 {
                    self.asm.m_r(Code::Xchg_rm64_r64, memory, SCRATCH);
                } else {
                    self.asm.m_r(Code::Xchg_rm32_r32, memory, narrow(SCRATCH));
                }
                self.asm.r_r(Code::Mov_r64_rm64, to, SCRATCH);
                self.shift_reference(kind, Code::Shl_rm64_imm8, to);
            }
            _ => unreachable!("the caller hands over atomic operations"),
        }
    }

    /// rax is what is expected, and becomes what was there, or whether it was that.
    fn compare_exchange(
        &mut self,
        kind: Kind,
        address: Address,
        tells_success: bool,
        at: &[Allocation],
    ) {
        let memory = self.memory(address, at);
        let new = at[address.n_operands() + 1];
        let mut value = register(number(new), width(kind));
        if kind == Kind::Reference {
            self.asm.r_r(Code::Mov_r64_rm64, SCRATCH, self.wide(new));
            self.shift_reference(kind, Code::Shr_rm64_imm8, SCRATCH);
            self.shift_reference(kind, Code::Shr_rm64_imm8, R::RAX);
            value = narrow(SCRATCH);
        }
        let code = match width(kind) {
            Width::W64 => Code::Cmpxchg_rm64_r64,
            _ => Code::Cmpxchg_rm32_r32,
        };
        self.asm.locked(code, memory, value);
        if tells_success {
            self.asm.r(Code::Sete_rm8, R::AL);
            self.asm.r_r(Code::Movzx_r32_rm8, R::EAX, R::AL);
        } else {
            self.shift_reference(kind, Code::Shl_rm64_imm8, R::RAX);
        }
    }

    fn shift_reference(&mut self, kind: Kind, code: Code, register: R) {
        if kind == Kind::Reference {
            let shift = i32::from(self.target.layout.reference_shift);
            self.asm.r_i(code, register, shift);
        }
    }

    pub(super) fn call_routine(&mut self, address: u64) {
        self.asm.number(SCRATCH_NUMBER, address as i64);
        self.asm.r(Code::Call_rm64, SCRATCH);
    }

    pub(super) fn load_thread(&mut self, offset: i32, to: Allocation) {
        let word = MemoryOperand::with_base_displ(THREAD, i64::from(offset));
        let to = self.wide(to);
        self.asm.r_m(Code::Mov_r64_rm64, to, word);
    }
}
