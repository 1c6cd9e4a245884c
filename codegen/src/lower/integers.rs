//! Integer arithmetic. Both widths wrap; distances of shifts are taken modulo the width, as the
//! processor does.

use super::{Done, Lowering};
use crate::machine::{Alu, Op, Shift};
use crate::registers::{RAX, RCX, RDX};
use ir::instruction::InstData;
use ir::{Inst, Opcode, Value};
use regalloc2::{Operand, PRegSet};

impl Lowering<'_> {
    pub(super) fn integer(&mut self, inst: Inst, data: &InstData, wide: bool) -> Done {
        let (x, y) = (
            data.args[0],
            data.args.get(1).copied().unwrap_or(data.args[0]),
        );
        match data.opcode {
            Opcode::IAdd | Opcode::LAdd => self.add(inst, x, y, wide),
            Opcode::ISub | Opcode::LSub => self.subtract(inst, x, y, wide),
            Opcode::IAnd | Opcode::LAnd => self.commutative(inst, Alu::And, x, y, wide),
            Opcode::IOr | Opcode::LOr => self.commutative(inst, Alu::Or, x, y, wide),
            Opcode::IXor | Opcode::LXor => self.commutative(inst, Alu::Xor, x, y, wide),
            Opcode::IMul | Opcode::LMul => self.multiply(inst, x, y, wide),
            Opcode::IDiv | Opcode::LDiv => self.divide(inst, x, y, wide, false),
            Opcode::IRem | Opcode::LRem => self.divide(inst, x, y, wide, true),
            Opcode::INeg | Opcode::LNeg => self.reuse(inst, Op::Negate { wide }, x),
            Opcode::IShl | Opcode::LShl => self.shift(inst, Shift::Shl, x, y, wide),
            Opcode::IShr | Opcode::LShr => self.shift(inst, Shift::Sar, x, y, wide),
            _ => self.shift(inst, Shift::Shr, x, y, wide),
        }
        Ok(())
    }

    /// One operand, whose register becomes the result's.
    pub(super) fn reuse(&mut self, inst: Inst, op: Op, x: Value) {
        let x = self.register(x);
        let result = self.result(inst);
        self.push(
            op,
            &[Operand::reg_use(x), Operand::reg_reuse_def(result, 0)],
        );
    }

    /// Two operands, the first of whose register becomes the result's.
    pub(super) fn reuse_two(&mut self, inst: Inst, op: Op, x: Value, y: Value) {
        let (x, y) = (self.register(x), self.register(y));
        let result = self.result(inst);
        let operands = [
            Operand::reg_use(x),
            Operand::any_use(y),
            Operand::reg_reuse_def(result, 0),
        ];
        self.push(op, &operands);
    }

    fn add(&mut self, inst: Inst, x: Value, y: Value, wide: bool) {
        let (x, y) = if self.immediate(x).is_some() {
            (y, x)
        } else {
            (x, y)
        };
        match self.immediate(y) {
            Some(constant) => self.add_constant(inst, x, constant, wide),
            None => {
                let (x, y) = (self.register(x), self.register(y));
                let result = self.result(inst);
                let operands = [
                    Operand::reg_use(x),
                    Operand::reg_use(y),
                    Operand::reg_def(result),
                ];
                self.push(Op::Add { wide }, &operands);
            }
        }
    }

    fn add_constant(&mut self, inst: Inst, x: Value, constant: i32, wide: bool) {
        let x = self.register(x);
        let result = self.result(inst);
        self.push(
            Op::AddConstant { wide, constant },
            &[Operand::reg_use(x), Operand::reg_def(result)],
        );
    }

    fn subtract(&mut self, inst: Inst, x: Value, y: Value, wide: bool) {
        match self.immediate(y).map(i32::checked_neg) {
            Some(Some(constant)) => self.add_constant(inst, x, constant, wide),
            _ => {
                let alu = Alu::Sub;
                self.reuse_two(inst, Op::Alu { alu, wide }, x, y);
            }
        }
    }

    fn commutative(&mut self, inst: Inst, alu: Alu, x: Value, y: Value, wide: bool) {
        let (x, y) = if self.immediate(x).is_some() {
            (y, x)
        } else {
            (x, y)
        };
        match self.immediate(y) {
            Some(constant) => {
                let op = Op::AluConstant {
                    alu,
                    wide,
                    constant,
                };
                self.reuse(inst, op, x);
            }
            None => self.reuse_two(inst, Op::Alu { alu, wide }, x, y),
        }
    }

    fn multiply(&mut self, inst: Inst, x: Value, y: Value, wide: bool) {
        let (x, y) = if self.immediate(x).is_some() {
            (y, x)
        } else {
            (x, y)
        };
        let Some(constant) = self.immediate(y) else {
            return self.reuse_two(inst, Op::Multiply { wide }, x, y);
        };
        let x = self.register(x);
        let result = self.result(inst);
        self.push(
            Op::MultiplyConstant { wide, constant },
            &[Operand::any_use(x), Operand::reg_def(result)],
        );
    }

    pub(super) fn shift(
        &mut self,
        inst: Inst,
        shift: Shift,
        x: Value,
        distance: Value,
        wide: bool,
    ) {
        if let Some(by) = self.immediate(distance) {
            let by = by as u8 & if wide { 63 } else { 31 };
            return self.reuse(inst, Op::ShiftConstant { shift, wide, by }, x);
        }
        let (x, distance) = (self.register(x), self.register(distance));
        let result = self.result(inst);
        let operands = [
            Operand::reg_use(x),
            Operand::reg_fixed_use(distance, RCX),
            Operand::reg_reuse_def(result, 0),
        ];
        self.push(Op::Shift { shift, wide }, &operands);
    }

    /// The most negative number divided by -1 is itself, where the processor traps.
    fn divide(&mut self, inst: Inst, x: Value, y: Value, wide: bool, remainder: bool) {
        let special = self.immediate(y).is_none_or(|divisor| divisor == -1);
        let (x, y) = (self.register(x), self.register(y));
        let result = self.result(inst);
        let (defined, other) = if remainder { (RDX, RAX) } else { (RAX, RDX) };
        let operands = [
            Operand::reg_fixed_use(x, RAX),
            Operand::reg_use_at_end(y),
            Operand::reg_fixed_def(result, defined),
        ];
        let op = Op::Divide {
            wide,
            remainder,
            special,
        };
        self.machine
            .push(op, &operands, PRegSet::empty().with(other));
    }
}
