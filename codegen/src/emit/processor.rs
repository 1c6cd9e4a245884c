//! Floating-point operations that the processor has instructions for.

use super::Emitter;
use super::assembler::Rm;
use super::pool::Constant;
use crate::machine::{Op, Width};
use iced_x86::{Code, ConditionCode};
use regalloc2::Allocation;

/// All bits but the signs of vectors.
const FLOAT_MAGNITUDES: u128 = 0x7fff_ffff_7fff_ffff_7fff_ffff_7fff_ffff;
const DOUBLE_MAGNITUDES: u128 = 0x7fff_ffff_ffff_ffff_7fff_ffff_ffff_ffff;

impl Emitter<'_> {
    pub(super) fn processor_float(&mut self, op: Op, at: &[Allocation]) {
        match op {
            Op::FloatAbsolute { double } => {
                let to = self.xmm(at[1]);
                let magnitudes = if double {
                    DOUBLE_MAGNITUDES
                } else {
                    FLOAT_MAGNITUDES
                };
                self.asm
                    .r_constant(Code::Andps_xmm_xmmm128, to, Constant::Mask(magnitudes));
            }
            Op::FloatExtreme { double, largest } => self.extreme(double, largest, at),
            Op::MultiplyAdd { double } => {
                let (to, factor) = (self.xmm(at[3]), self.xmm(at[1]));
                let summand = self.rm(at[2], Width::Xmm);
                let code = if double {
                    Code::VEX_Vfmadd213sd_xmm_xmm_xmmm64
                } else {
                    Code::VEX_Vfmadd213ss_xmm_xmm_xmmm32
                };
                self.asm.r_r_rm(code, to, factor, summand);
            }
            Op::Round(mode) => {
                let (to, from) = (self.xmm(at[1]), self.rm(at[0], Width::Xmm));
                let mode = i32::from(mode);
                self.asm
                    .r_rm_i(Code::Roundsd_xmm_xmmm64_imm8, to, from, mode);
            }
            Op::FloatToBits { wide } => {
                let (to, from) = (self.gpr(at[1], wide), self.xmm(at[0]));
                let code = if wide {
                    Code::Movq_rm64_xmm
                } else {
                    Code::Movd_rm32_xmm
                };
                self.asm.r_r(code, to, from);
            }
            Op::BitsToFloat { wide } => {
                let (to, from) = (self.xmm(at[1]), self.rm(at[0], Width::of(wide)));
                let code = if wide {
                    Code::Movq_xmm_rm64
                } else {
                    Code::Movd_xmm_rm32
                };
                self.asm.r_rm(code, to, from);
            }
            _ => unreachable!("the caller hands over these operations"),
        }
    }

    /// The processor's minimum gives the second operand when one is a NaN or both are zeros. Equal
    /// numbers have the same bits, or are zeros, whose signs are joined.
    fn extreme(&mut self, double: bool, largest: bool, at: &[Allocation]) {
        let (to, y) = (self.xmm(at[2]), self.xmm(at[1]));
        let compare = if double {
            Code::Ucomisd_xmm_xmmm64
        } else {
            Code::Ucomiss_xmm_xmmm32
        };
        let (code, join) = match (double, largest) {
            (false, false) => (Code::Minss_xmm_xmmm32, Code::Orps_xmm_xmmm128),
            (false, true) => (Code::Maxss_xmm_xmmm32, Code::Andps_xmm_xmmm128),
            (true, false) => (Code::Minsd_xmm_xmmm64, Code::Orps_xmm_xmmm128),
            (true, true) => (Code::Maxsd_xmm_xmmm64, Code::Andps_xmm_xmmm128),
        };
        let [unordered, differing, done] = [0; 3].map(|_| self.asm.mark());
        self.asm.r_rm(compare, to, Rm::Register(y));
        self.asm.jump_if(ConditionCode::p, unordered);
        self.asm.jump_if(ConditionCode::ne, differing);
        self.asm.r_r(join, to, y);
        self.asm.jump(done);
        self.asm.bind(unordered);
        self.asm.r_r(compare, to, to);
        self.asm.jump_if(ConditionCode::p, done);
        self.asm.r_r(Code::Movaps_xmm_xmmm128, to, y);
        self.asm.jump(done);
        self.asm.bind(differing);
        self.asm.r_r(code, to, y);
        self.asm.bind(done);
    }
}
