//! Integer arithmetic.

use super::Emitter;
use super::assembler::Rm;
use super::operands::narrow;
use crate::machine::{Alu, Op, Shift, Width};
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::Allocation;

/// `op r, rm`.
fn code_r_rm(alu: Alu, wide: bool) -> Code {
    match (alu, wide) {
        (Alu::Add, false) => Code::Add_r32_rm32,
        (Alu::Add, true) => Code::Add_r64_rm64,
        (Alu::Sub, false) => Code::Sub_r32_rm32,
        (Alu::Sub, true) => Code::Sub_r64_rm64,
        (Alu::And, false) => Code::And_r32_rm32,
        (Alu::And, true) => Code::And_r64_rm64,
        (Alu::Or, false) => Code::Or_r32_rm32,
        (Alu::Or, true) => Code::Or_r64_rm64,
        (Alu::Xor, false) => Code::Xor_r32_rm32,
        (Alu::Xor, true) => Code::Xor_r64_rm64,
        (Alu::Cmp, false) => Code::Cmp_r32_rm32,
        (Alu::Cmp, true) => Code::Cmp_r64_rm64,
    }
}

/// `op rm, constant`, as short as the constant allows.
pub fn code_rm_i(alu: Alu, wide: bool, constant: i32) -> Code {
    let is_byte = i8::try_from(constant).is_ok();
    match (alu, wide, is_byte) {
        (Alu::Add, false, true) => Code::Add_rm32_imm8,
        (Alu::Add, false, false) => Code::Add_rm32_imm32,
        (Alu::Add, true, true) => Code::Add_rm64_imm8,
        (Alu::Add, true, false) => Code::Add_rm64_imm32,
        (Alu::Sub, false, true) => Code::Sub_rm32_imm8,
        (Alu::Sub, false, false) => Code::Sub_rm32_imm32,
        (Alu::Sub, true, true) => Code::Sub_rm64_imm8,
        (Alu::Sub, true, false) => Code::Sub_rm64_imm32,
        (Alu::And, false, true) => Code::And_rm32_imm8,
        (Alu::And, false, false) => Code::And_rm32_imm32,
        (Alu::And, true, true) => Code::And_rm64_imm8,
        (Alu::And, true, false) => Code::And_rm64_imm32,
        (Alu::Or, false, true) => Code::Or_rm32_imm8,
        (Alu::Or, false, false) => Code::Or_rm32_imm32,
        (Alu::Or, true, true) => Code::Or_rm64_imm8,
        (Alu::Or, true, false) => Code::Or_rm64_imm32,
        (Alu::Xor, false, true) => Code::Xor_rm32_imm8,
        (Alu::Xor, false, false) => Code::Xor_rm32_imm32,
        (Alu::Xor, true, true) => Code::Xor_rm64_imm8,
        (Alu::Xor, true, false) => Code::Xor_rm64_imm32,
        (Alu::Cmp, false, true) => Code::Cmp_rm32_imm8,
        (Alu::Cmp, false, false) => Code::Cmp_rm32_imm32,
        (Alu::Cmp, true, true) => Code::Cmp_rm64_imm8,
        (Alu::Cmp, true, false) => Code::Cmp_rm64_imm32,
    }
}

fn either(wide: bool, narrow: Code, wider: Code) -> Code {
    if wide { wider } else { narrow }
}

/// By cl, and by a constant.
fn shift_codes(shift: Shift, wide: bool) -> (Code, Code) {
    match (shift, wide) {
        (Shift::Shl, false) => (Code::Shl_rm32_CL, Code::Shl_rm32_imm8),
        (Shift::Shl, true) => (Code::Shl_rm64_CL, Code::Shl_rm64_imm8),
        (Shift::Sar, false) => (Code::Sar_rm32_CL, Code::Sar_rm32_imm8),
        (Shift::Sar, true) => (Code::Sar_rm64_CL, Code::Sar_rm64_imm8),
        (Shift::Shr, false) => (Code::Shr_rm32_CL, Code::Shr_rm32_imm8),
        (Shift::Shr, true) => (Code::Shr_rm64_CL, Code::Shr_rm64_imm8),
        (Shift::Rol, false) => (Code::Rol_rm32_CL, Code::Rol_rm32_imm8),
        (Shift::Rol, true) => (Code::Rol_rm64_CL, Code::Rol_rm64_imm8),
        (Shift::Ror, false) => (Code::Ror_rm32_CL, Code::Ror_rm32_imm8),
        (Shift::Ror, true) => (Code::Ror_rm64_CL, Code::Ror_rm64_imm8),
    }
}

impl Emitter<'_> {
    /// A general register of the width of an operation.
    pub(super) fn gpr(&self, at: Allocation, wide: bool) -> R {
        if wide { self.wide(at) } else { self.narrow(at) }
    }

    pub(super) fn integer(&mut self, op: Op, at: &[Allocation]) {
        match op {
            Op::Add { wide } => self.add(wide, at),
            Op::AddConstant { wide, constant } => self.add_constant(wide, constant, at),
            Op::Alu { alu, wide } => {
                let (to, y) = (self.gpr(at[2], wide), self.rm(at[1], Width::of(wide)));
                self.asm.r_rm(code_r_rm(alu, wide), to, y);
            }
            Op::AluConstant {
                alu,
                wide,
                constant,
            } => {
                let to = self.gpr(at[1], wide);
                self.asm.r_i(code_rm_i(alu, wide, constant), to, constant);
            }
            Op::Multiply { wide } => {
                let (to, y) = (self.gpr(at[2], wide), self.rm(at[1], Width::of(wide)));
                let code = either(wide, Code::Imul_r32_rm32, Code::Imul_r64_rm64);
                self.asm.r_rm(code, to, y);
            }
            Op::MultiplyConstant { wide, constant } => {
                let (to, x) = (self.gpr(at[1], wide), self.rm(at[0], Width::of(wide)));
                let code = either(wide, Code::Imul_r32_rm32_imm32, Code::Imul_r64_rm64_imm32);
                self.asm.r_rm_i(code, to, x, constant);
            }
            Op::Negate { wide } => {
                let to = self.gpr(at[1], wide);
                self.asm.r(either(wide, Code::Neg_rm32, Code::Neg_rm64), to);
            }
            Op::Shift { shift, wide } => {
                let to = self.gpr(at[2], wide);
                self.asm.r_r(shift_codes(shift, wide).0, to, R::CL);
            }
            Op::ShiftConstant { shift, wide, by } => {
                let to = self.gpr(at[1], wide);
                self.asm.r_i(shift_codes(shift, wide).1, to, i32::from(by));
            }
            Op::Divide {
                wide,
                remainder,
                special,
            } => self.divide(wide, remainder, special, at[1]),
            Op::DivideUnsigned { wide } => {
                let divisor = self.gpr(at[1], wide);
                self.asm.r_r(Code::Xor_r32_rm32, R::EDX, R::EDX);
                self.asm
                    .r(either(wide, Code::Div_rm32, Code::Div_rm64), divisor);
            }
            Op::MultiplyHigh => {
                let factor = self.wide(at[1]);
                self.asm.r(Code::Imul_rm64, factor);
            }
            Op::ReverseBytes { wide } => {
                let to = self.gpr(at[1], wide);
                self.asm
                    .r(either(wide, Code::Bswap_r32, Code::Bswap_r64), to);
            }
            _ => unreachable!("the caller hands over integer operations"),
        }
    }

    /// With three registers, so that the operands survive.
    fn add(&mut self, wide: bool, at: &[Allocation]) {
        let [x, y, to] = [at[0], at[1], at[2]].map(|at| self.gpr(at, wide));
        let code = code_r_rm(Alu::Add, wide);
        if to == x {
            self.asm.r_r(code, to, y);
        } else if to == y {
            self.asm.r_r(code, to, x);
        } else {
            let (x, y) = (self.wide(at[0]), self.wide(at[1]));
            let sum = MemoryOperand::with_base_index(x, y);
            self.asm
                .r_m(either(wide, Code::Lea_r32_m, Code::Lea_r64_m), to, sum);
        }
    }

    fn add_constant(&mut self, wide: bool, constant: i32, at: &[Allocation]) {
        let (x, to) = (self.gpr(at[0], wide), self.gpr(at[1], wide));
        if to == x {
            self.asm
                .r_i(code_rm_i(Alu::Add, wide, constant), to, constant);
        } else {
            let sum = MemoryOperand::with_base_displ(self.wide(at[0]), i64::from(constant));
            self.asm
                .r_m(either(wide, Code::Lea_r32_m, Code::Lea_r64_m), to, sum);
        }
    }

    /// rax by a register; quotient in rax, remainder in rdx.
    fn divide(&mut self, wide: bool, remainder: bool, special: bool, divisor: Allocation) {
        let divisor = self.gpr(divisor, wide);
        let done = self.asm.mark();
        if special {
            let divide = self.asm.mark();
            self.asm
                .rm_i(code_rm_i(Alu::Cmp, wide, -1), Rm::Register(divisor), -1);
            self.asm.jump_if(ConditionCode::ne, divide);
            if remainder {
                self.asm.r_r(Code::Xor_r32_rm32, R::EDX, R::EDX);
            } else {
                let x = if wide { R::RAX } else { narrow(R::RAX) };
                self.asm.r(either(wide, Code::Neg_rm32, Code::Neg_rm64), x);
            }
            self.asm.jump(done);
            self.asm.bind(divide);
        }
        self.asm.op(either(wide, Code::Cdq, Code::Cqo));
        self.asm
            .r(either(wide, Code::Idiv_rm32, Code::Idiv_rm64), divisor);
        self.asm.bind(done);
    }
}
