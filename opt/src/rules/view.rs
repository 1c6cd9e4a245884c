//! What a rule sees, and what it answers.

use crate::rewrite::{constant_of, definition};
use ir::effects::Effects;
use ir::fold::Constant;
use ir::immediate::{Condition, Immediate};
use ir::instruction::InstData;
use ir::{Function, Opcode, Type, Value};
use smallvec::SmallVec;

/// An operand of what an instruction becomes.
#[derive(Clone, Copy, Debug)]
pub enum Operand {
    /// A value that is there.
    Value(Value),
    /// A constant.
    Constant(Constant),
}

impl From<Value> for Operand {
    fn from(value: Value) -> Operand {
        Operand::Value(value)
    }
}

impl From<Constant> for Operand {
    fn from(constant: Constant) -> Operand {
        Operand::Constant(constant)
    }
}

/// What an instruction becomes.
#[derive(Clone, Debug)]
pub enum Rewrite {
    /// Its result is this one.
    Value(Value),
    /// Its result is this constant.
    Constant(Constant),
    /// Another operation with a result of the same type, in its place.
    Op(Opcode, Immediate, SmallVec<[Operand; 4]>),
}

impl Rewrite {
    /// An operation without immediate.
    pub fn op<const N: usize>(opcode: Opcode, operands: [Operand; N]) -> Option<Rewrite> {
        Some(Rewrite::Op(
            opcode,
            Immediate::None,
            SmallVec::from_slice(&operands),
        ))
    }

    /// A comparison.
    pub fn compare(
        opcode: Opcode,
        condition: Condition,
        x: impl Into<Operand>,
        y: impl Into<Operand>,
    ) -> Option<Rewrite> {
        let operands = SmallVec::from_slice(&[x.into(), y.into()]);
        Some(Rewrite::Op(
            opcode,
            Immediate::Condition(condition),
            operands,
        ))
    }

    /// An `i32` constant.
    pub fn int(value: i32) -> Option<Rewrite> {
        Some(Rewrite::Constant(Constant::I32(value)))
    }

    /// Proof that needs no check.
    pub fn passed() -> Option<Rewrite> {
        Rewrite::op(Opcode::GuardPassed, [])
    }
}

/// An instruction with its operands.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The function.
    pub func: &'v Function,
    /// The instruction.
    pub data: &'v InstData,
}

impl<'v> View<'v> {
    /// What it does.
    pub fn opcode(&self) -> Opcode {
        self.data.opcode
    }

    /// An operand.
    pub fn arg(&self, index: usize) -> Value {
        self.data.args[index]
    }

    /// Type of an operand.
    pub fn ty(&self, index: usize) -> Type {
        self.func.value_type(self.arg(index))
    }

    /// The instruction that an operand is the result of.
    pub fn def(&self, index: usize) -> Option<View<'v>> {
        self.of(self.arg(index))
    }

    /// As [`View::def`], if it is this operation.
    pub fn def_of(&self, index: usize, opcode: Opcode) -> Option<View<'v>> {
        self.def(index).filter(|def| def.opcode() == opcode)
    }

    /// The instruction that a value is the result of.
    pub fn of(&self, value: Value) -> Option<View<'v>> {
        let func = self.func;
        let data = func.inst(definition(func, value)?);
        Some(View { func, data })
    }

    /// The constant that an operand is.
    pub fn constant(&self, index: usize) -> Option<Constant> {
        constant_of(self.func, self.arg(index))
    }

    /// The integer that an operand is, of either width.
    pub fn number(&self, index: usize) -> Option<i64> {
        match self.constant(index)? {
            Constant::I32(value) => Some(i64::from(value)),
            Constant::I64(value) => Some(value),
            Constant::F32(_) | Constant::F64(_) | Constant::Null => None,
        }
    }

    /// The floating-point number that an operand is, of either width.
    pub fn real(&self, index: usize) -> Option<f64> {
        match self.constant(index)? {
            Constant::F32(value) => Some(f64::from(value)),
            Constant::F64(value) => Some(value),
            Constant::I32(_) | Constant::I64(_) | Constant::Null => None,
        }
    }

    /// An integer of the first operand's type.
    pub fn integer(&self, value: i64) -> Constant {
        if self.ty(0) == Type::I64 {
            Constant::I64(value)
        } else {
            Constant::I32(value as i32)
        }
    }

    /// Bits of the first operand.
    pub fn width(&self) -> i64 {
        if self.ty(0) == Type::I64 { 64 } else { 32 }
    }

    /// The operation of the first operand's type.
    pub fn pick(&self, narrow: Opcode, wide: Opcode) -> Opcode {
        if matches!(self.ty(0), Type::I64 | Type::F64) {
            wide
        } else {
            narrow
        }
    }

    /// How it compares.
    pub fn condition(&self) -> Option<Condition> {
        match self.data.immediate {
            Immediate::Condition(condition) => Some(condition),
            _ => None,
        }
    }

    /// May the first two operands be swapped?
    pub fn is_commutative(&self) -> bool {
        self.opcode().effects().has(Effects::COMMUTATIVE)
    }
}
