//! Floating point and conversions.

use super::Emitter;
use super::operands::{XMM_SCRATCH, number, register};
use super::outline::Outline;
use super::pool::Constant;
use crate::machine::{Op, Width};
use iced_x86::{Code, ConditionCode, Register as R};
use regalloc2::Allocation;

/// The sign bits of vectors.
const FLOAT_SIGNS: u128 = 0x8000_0000_8000_0000_8000_0000_8000_0000;
const DOUBLE_SIGNS: u128 = 0x8000_0000_0000_0000_8000_0000_0000_0000;

/// A conversion to an integer that the processor could not do.
#[derive(Clone, Copy)]
pub struct Unconverted {
    pub from: R,
    /// Number of the result's register.
    pub to: u8,
    pub double: bool,
    pub wide: bool,
}

impl Emitter<'_> {
    pub(super) fn float(&mut self, op: Op, at: &[Allocation]) {
        match op {
            Op::Float(code) => {
                let (to, y) = (self.xmm(at[2]), self.rm(at[1], Width::Xmm));
                self.asm.r_rm(code, to, y);
            }
            Op::FloatNegate { double } => {
                let to = self.xmm(at[1]);
                let signs = if double { DOUBLE_SIGNS } else { FLOAT_SIGNS };
                self.asm
                    .r_constant(Code::Xorps_xmm_xmmm128, to, Constant::Mask(signs));
            }
            Op::Convert { code, to, from } => {
                let (from, to) = (self.rm(at[0], from), register(number(at[1]), to));
                self.asm.r_rm(code, to, from);
            }
            Op::ToFloat { code, from } => {
                let (from, to) = (self.rm(at[0], from), self.xmm(at[1]));
                // The instruction keeps the upper part and would wait for its last definition.
                self.asm.r_r(Code::Xorps_xmm_xmmm128, to, to);
                self.asm.r_rm(code, to, from);
            }
            Op::ToInt { double, wide } => self.truncate(double, wide, at),
            _ => unreachable!("the caller hands over floating-point operations"),
        }
    }

    /// The processor gives the most negative number for what does not fit; only then 1 less
    /// overflows.
    fn truncate(&mut self, double: bool, wide: bool, at: &[Allocation]) {
        let (from, to) = (self.xmm(at[0]), self.gpr(at[1], wide));
        let code = match (double, wide) {
            (false, false) => Code::Cvttss2si_r32_xmmm32,
            (false, true) => Code::Cvttss2si_r64_xmmm32,
            (true, false) => Code::Cvttsd2si_r32_xmmm64,
            (true, true) => Code::Cvttsd2si_r64_xmmm64,
        };
        self.asm.r_r(code, to, from);
        let compare = if wide {
            Code::Cmp_rm64_imm8
        } else {
            Code::Cmp_rm32_imm8
        };
        self.asm.r_i(compare, to, 1);
        let mark = self.asm.mark();
        self.asm.jump_if(ConditionCode::o, mark);
        let back = self.asm.here();
        let value = Unconverted {
            from,
            to: number(at[1]),
            double,
            wide,
        };
        self.outlines.push(Outline::ToInt { mark, back, value });
    }

    /// 0 for a NaN, the largest number for what is too large; the most negative one is there.
    pub(super) fn saturate(&mut self, value: Unconverted) {
        let compare = if value.double {
            Code::Ucomisd_xmm_xmmm64
        } else {
            Code::Ucomiss_xmm_xmmm32
        };
        let (done, positive) = (self.asm.mark(), self.asm.mark());
        self.asm
            .r_r(Code::Xorps_xmm_xmmm128, XMM_SCRATCH, XMM_SCRATCH);
        self.asm.r_r(compare, value.from, XMM_SCRATCH);
        self.asm.jump_if(ConditionCode::a, positive);
        self.asm.jump_if(ConditionCode::np, done);
        self.asm.number(value.to, 0);
        self.asm.jump(done);
        self.asm.bind(positive);
        let largest = if value.wide {
            i64::MAX
        } else {
            i64::from(i32::MAX)
        };
        self.asm.number(value.to, largest);
        self.asm.bind(done);
    }
}
