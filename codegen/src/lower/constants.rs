//! Constants: immediates where an instruction takes one, registers made at the use elsewhere.

use super::Lowering;
use crate::machine::Op;
use crate::states::{self, Constant};
use ir::{Type, Value};
use regalloc2::{Operand, VReg};

impl Lowering<'_> {
    /// The constant that an operand is.
    pub(super) fn constant(&self, value: Value) -> Option<Constant> {
        states::constant(self.func, self.func.resolve(value))
    }

    /// The integer that an operand is, if an instruction can have it as immediate.
    pub(super) fn immediate(&self, value: Value) -> Option<i32> {
        match (self.constant(value)?, self.type_of(value)) {
            (Constant::Bits(bits), Type::I32) => Some(bits as i32),
            (Constant::Bits(bits), Type::I64) => i32::try_from(bits as i64).ok(),
            _ => None,
        }
    }

    /// Puts a constant into a new register.
    pub(super) fn materialize(&mut self, ty: Type, constant: Constant) -> VReg {
        let register = self.temporary(ty);
        let op = match (constant, ty) {
            (Constant::Object(object), _) => Op::ConstObject(object),
            (Constant::Bits(bits), Type::F32) => Op::ConstFloat(bits as u32),
            (Constant::Bits(bits), Type::F64) => Op::ConstDouble(bits),
            (Constant::Bits(bits), Type::I32 | Type::I64 | Type::Ref | Type::Guard) => {
                Op::Const(bits as i64)
            }
        };
        self.push(op, &[Operand::reg_def(register)]);
        register
    }

    /// Puts an address or a number for a helper into a new register.
    pub(super) fn number(&mut self, number: u64) -> VReg {
        self.materialize(Type::I64, Constant::Bits(number))
    }
}
