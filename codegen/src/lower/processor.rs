//! Operations that are single instructions of the processor. They want a processor with POPCNT,
//! LZCNT, BMI1, SSE4.1 and FMA: who makes these operations asks whether it has them.

use super::{Done, Lowering};
use crate::machine::{Op, Shift, Width, late_use};
use crate::registers::{RAX, RDX};
use iced_x86::Code;
use ir::instruction::InstData;
use ir::{Inst, Opcode, Type, Value};
use regalloc2::{Operand, PRegSet};

/// Rounding modes of ROUNDSD, which raises no exception of inexactness.
const TO_NEAREST: u8 = 8;
const DOWN: u8 = 9;
const UP: u8 = 10;

impl Lowering<'_> {
    /// One operand, and a result in another register.
    pub(super) fn processor_conversion(&mut self, inst: Inst, data: &InstData) -> Done {
        use Width::{W32, W64, Xmm};
        let convert = |code, width| Op::Convert {
            code,
            to: width,
            from: width,
        };
        let op = match data.opcode {
            Opcode::IBitCount => convert(Code::Popcnt_r32_rm32, W32),
            Opcode::LBitCount => convert(Code::Popcnt_r64_rm64, W64),
            Opcode::ILeadingZeros => convert(Code::Lzcnt_r32_rm32, W32),
            Opcode::LLeadingZeros => convert(Code::Lzcnt_r64_rm64, W64),
            Opcode::ITrailingZeros => convert(Code::Tzcnt_r32_rm32, W32),
            Opcode::LTrailingZeros => convert(Code::Tzcnt_r64_rm64, W64),
            Opcode::FSqrt => convert(Code::Sqrtss_xmm_xmmm32, Xmm),
            Opcode::DSqrt => convert(Code::Sqrtsd_xmm_xmmm64, Xmm),
            Opcode::DFloor => Op::Round(DOWN),
            Opcode::DCeil => Op::Round(UP),
            Opcode::DRint => Op::Round(TO_NEAREST),
            Opcode::Bits2f => Op::BitsToFloat { wide: false },
            Opcode::Bits2d => Op::BitsToFloat { wide: true },
            opcode => Op::FloatToBits {
                wide: opcode == Opcode::D2Bits,
            },
        };
        let x = self.register(data.args[0]);
        let used = match op {
            Op::FloatToBits { .. } => Operand::reg_use(x),
            _ => Operand::any_use(x),
        };
        let result = self.result(inst);
        self.push(op, &[used, Operand::reg_def(result)]);
        Ok(())
    }

    /// Integers with instructions of their own.
    pub(super) fn processor_integer(&mut self, inst: Inst, data: &InstData) -> Done {
        let x = data.args[0];
        let wide = self.type_of(x) == Type::I64;
        let y = data.args.get(1).copied().unwrap_or(x);
        match data.opcode {
            Opcode::IRotateLeft | Opcode::LRotateLeft => {
                self.shift(inst, Shift::Rol, x, y, wide);
            }
            Opcode::IRotateRight | Opcode::LRotateRight => {
                self.shift(inst, Shift::Ror, x, y, wide);
            }
            Opcode::IUdiv | Opcode::LUdiv => self.divide_unsigned(inst, x, y, wide, false),
            Opcode::IUrem | Opcode::LUrem => self.divide_unsigned(inst, x, y, wide, true),
            Opcode::LMulHigh => self.in_rax_and_rdx(inst, Op::MultiplyHigh, x, y, true),
            _ => self.reuse(inst, Op::ReverseBytes { wide }, x),
        }
        Ok(())
    }

    fn divide_unsigned(&mut self, inst: Inst, x: Value, y: Value, wide: bool, remainder: bool) {
        self.in_rax_and_rdx(inst, Op::DivideUnsigned { wide }, x, y, remainder);
    }

    /// `x` in rax, and a result in rdx or rax.
    fn in_rax_and_rdx(&mut self, inst: Inst, op: Op, x: Value, y: Value, upper: bool) {
        let (x, y) = (self.register(x), self.register(y));
        let result = self.result(inst);
        let (defined, other) = if upper { (RDX, RAX) } else { (RAX, RDX) };
        let operands = [
            Operand::reg_fixed_use(x, RAX),
            Operand::reg_use_at_end(y),
            Operand::reg_fixed_def(result, defined),
        ];
        self.machine
            .push(op, &operands, PRegSet::empty().with(other));
    }

    /// Floating point with instructions of its own.
    pub(super) fn processor_float(&mut self, inst: Inst, data: &InstData) -> Done {
        let x = data.args[0];
        let double = self.type_of(x) == Type::F64;
        match data.opcode {
            Opcode::FAbs | Opcode::DAbs => self.reuse(inst, Op::FloatAbsolute { double }, x),
            Opcode::FFma | Opcode::DFma => self.multiply_add(inst, data, double),
            opcode => {
                let largest = matches!(opcode, Opcode::FMax | Opcode::DMax);
                let operands = [
                    Operand::reg_use(self.register(x)),
                    Operand::reg_use_at_end(self.register(data.args[1])),
                    Operand::reg_reuse_def(self.result(inst), 0),
                ];
                self.push(Op::FloatExtreme { double, largest }, &operands);
            }
        }
        Ok(())
    }

    fn multiply_add(&mut self, inst: Inst, data: &InstData, double: bool) {
        let operands = [
            Operand::reg_use(self.register(data.args[0])),
            Operand::reg_use_at_end(self.register(data.args[1])),
            late_use(self.register(data.args[2])),
            Operand::reg_reuse_def(self.result(inst), 0),
        ];
        self.push(Op::MultiplyAdd { double }, &operands);
    }
}
