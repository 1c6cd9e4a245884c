//! Floating-point arithmetic.

use super::{Done, Lowering};
use crate::entry_points::Helper;
use crate::machine::Op;
use crate::registers::{allocatable, xmm};
use iced_x86::Code;
use ir::instruction::InstData;
use ir::{Inst, Opcode, Value};
use regalloc2::Operand;

impl Lowering<'_> {
    pub(super) fn float(&mut self, inst: Inst, data: &InstData) -> Done {
        let (x, y) = (
            data.args[0],
            data.args.get(1).copied().unwrap_or(data.args[0]),
        );
        let code = match data.opcode {
            Opcode::FAdd => Code::Addss_xmm_xmmm32,
            Opcode::FSub => Code::Subss_xmm_xmmm32,
            Opcode::FMul => Code::Mulss_xmm_xmmm32,
            Opcode::FDiv => Code::Divss_xmm_xmmm32,
            Opcode::DAdd => Code::Addsd_xmm_xmmm64,
            Opcode::DSub => Code::Subsd_xmm_xmmm64,
            Opcode::DMul => Code::Mulsd_xmm_xmmm64,
            Opcode::DDiv => Code::Divsd_xmm_xmmm64,
            Opcode::FRem => return self.remainder(inst, Helper::FRem, x, y),
            Opcode::DRem => return self.remainder(inst, Helper::DRem, x, y),
            opcode => {
                let double = opcode == Opcode::DNeg;
                self.reuse(inst, Op::FloatNegate { double }, x);
                return Ok(());
            }
        };
        self.reuse_two(inst, Op::Float(code), x, y);
        Ok(())
    }

    fn remainder(&mut self, inst: Inst, helper: Helper, x: Value, y: Value) -> Done {
        let (x, y) = (self.register(x), self.register(y));
        let result = self.result(inst);
        let operands = [
            Operand::reg_fixed_use(x, xmm(0)),
            Operand::reg_fixed_use(y, xmm(1)),
            Operand::reg_fixed_def(result, xmm(0)),
        ];
        let mut clobbers = allocatable();
        clobbers.remove(xmm(0));
        self.machine.push(Op::CallLeaf(helper), &operands, clobbers);
        Ok(())
    }
}
