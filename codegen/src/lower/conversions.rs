//! Conversions between types of numbers.

use super::{Done, Lowering};
use crate::machine::{Op, Width};
use iced_x86::Code;
use ir::instruction::InstData;
use ir::{Inst, Opcode};
use regalloc2::Operand;

impl Lowering<'_> {
    pub(super) fn conversion(&mut self, inst: Inst, data: &InstData) -> Done {
        use Width::{W8, W16, W32, W64, Xmm};
        let convert = |code, to, from| Op::Convert { code, to, from };
        let to_float = |code, from| Op::ToFloat { code, from };
        let to_int = |double, wide| Op::ToInt { double, wide };
        let op = match data.opcode {
            Opcode::I2b => convert(Code::Movsx_r32_rm8, W32, W8),
            Opcode::I2c => convert(Code::Movzx_r32_rm16, W32, W16),
            Opcode::I2s => convert(Code::Movsx_r32_rm16, W32, W16),
            Opcode::I2l => convert(Code::Movsxd_r64_rm32, W64, W32),
            Opcode::L2i => convert(Code::Mov_r32_rm32, W32, W32),
            Opcode::F2d => convert(Code::Cvtss2sd_xmm_xmmm32, Xmm, Xmm),
            Opcode::D2f => convert(Code::Cvtsd2ss_xmm_xmmm64, Xmm, Xmm),
            Opcode::I2f => to_float(Code::Cvtsi2ss_xmm_rm32, W32),
            Opcode::I2d => to_float(Code::Cvtsi2sd_xmm_rm32, W32),
            Opcode::L2f => to_float(Code::Cvtsi2ss_xmm_rm64, W64),
            Opcode::L2d => to_float(Code::Cvtsi2sd_xmm_rm64, W64),
            Opcode::F2i => to_int(false, false),
            Opcode::F2l => to_int(false, true),
            Opcode::D2i => to_int(true, false),
            _ => to_int(true, true),
        };
        let x = self.register(data.args[0]);
        let used = match op {
            Op::ToInt { .. } => Operand::reg_use(x),
            _ => Operand::any_use(x),
        };
        let result = self.result(inst);
        self.push(op, &[used, Operand::reg_def(result)]);
        Ok(())
    }
}
