//! Values: operands, constants, pure operations.

use crate::generator::Generator;
use ir::effects::Effects;
use ir::function::ValueDef;
use ir::immediate::{Condition, Immediate, ImmediateKind};
use ir::instruction::InstData;
use ir::opcode::TypeRule;
use ir::{Opcode, Type, Value};

impl Generator {
    /// A value of this type: a local, one that was computed, or a constant.
    pub(crate) fn value(&mut self, ty: Type) -> Value {
        let recent = self.scope.iter().rev().take(24);
        let fitting: Vec<Value> = self
            .locals
            .iter()
            .chain(recent)
            .copied()
            .filter(|value| self.func.value_type(*value) == ty)
            .collect();
        if fitting.is_empty() || self.random.chance(15) {
            self.constant(ty)
        } else {
            self.random.one_of(&fitting)
        }
    }

    pub(crate) fn constant(&mut self, ty: Type) -> Value {
        match ty {
            Type::I32 => {
                let value = self.random.int();
                self.build().iconst(value)
            }
            Type::I64 => {
                let value = self.random.long();
                self.build().lconst(value)
            }
            Type::F32 => {
                let value = self.random.double() as f32;
                self.build().fconst(value)
            }
            Type::F64 => {
                let value = self.random.double();
                self.build().dconst(value)
            }
            Type::Ref if self.random.chance(50) => {
                let object = self.outside.object;
                self.build().object(object)
            }
            Type::Ref => self.build().null(),
            Type::Guard => self.build().guard_passed(),
        }
    }

    /// Something to branch on.
    pub(crate) fn condition(&mut self) -> Value {
        if self.random.chance(30) {
            return self.value(Type::I32);
        }
        let (x, y) = (self.value(Type::I32), self.value(Type::I32));
        let condition = self.random.one_of(Condition::ALL);
        self.build().icmp(x, y, condition)
    }

    /// Any pure operation on values that are there.
    pub(crate) fn pure(&mut self) {
        if self.random.chance(25)
            && let Some(similar) = self.similar()
        {
            let inst = self.build().append(similar);
            let result = self
                .func
                .result(inst)
                .expect("a pure operation has a result");
            return self.keep(result);
        }
        let opcode = loop {
            let opcode = self.random.one_of(Opcode::ALL);
            if is_plain(opcode) {
                break opcode;
            }
        };
        let any = self
            .random
            .one_of(&[Type::I32, Type::I64, Type::F64, Type::Ref]);
        let mut args = Vec::new();
        for operand in opcode.row().operands {
            let ty = match operand.rule {
                TypeRule::Exactly(ty) => ty,
                _ => any,
            };
            args.push(self.value(ty));
        }
        let immediate = self.immediate(opcode);
        let inst = self.build().append(InstData::new(opcode, immediate, &args));
        let result = self
            .func
            .result(inst)
            .expect("a pure operation has a result");
        self.computed(result);
    }

    /// An operation that was made before, or one that differs from it in one thing.
    fn similar(&mut self) -> Option<InstData> {
        let recent: Vec<Value> = self.scope.iter().rev().take(12).copied().collect();
        if recent.is_empty() {
            return None;
        }
        let ValueDef::Result(inst) = self.func.value_def(self.random.one_of(&recent)) else {
            return None;
        };
        let mut data = self.func.inst(inst).clone();
        if !is_plain(data.opcode) {
            return None;
        }
        match self.random.below(3) {
            0 => data.immediate = self.immediate(data.opcode),
            1 if data.args.len() > 1 => {
                let types = [0, 1].map(|index| self.func.value_type(data.args[index]));
                if types[0] == types[1] {
                    data.args.swap(0, 1);
                }
            }
            _ => {}
        }
        Some(data)
    }

    fn immediate(&mut self, opcode: Opcode) -> Immediate {
        match opcode.row().immediate {
            ImmediateKind::Int => Immediate::Int(self.random.int()),
            ImmediateKind::Long => Immediate::Long(self.random.long()),
            ImmediateKind::Float => Immediate::Float((self.random.double() as f32).to_bits()),
            ImmediateKind::Double => Immediate::Double(self.random.double().to_bits()),
            ImmediateKind::Class => Immediate::Class(self.random.one_of(&self.outside.classes)),
            ImmediateKind::Object => Immediate::Object(self.outside.object),
            ImmediateKind::Condition => {
                let is_integral = matches!(opcode, Opcode::ICmp | Opcode::LCmp);
                let n = Condition::ALL.len() - usize::from(!is_integral);
                Immediate::Condition(self.random.one_of(&Condition::ALL[..n]))
            }
            _ => Immediate::None,
        }
    }

    /// A division or remainder with its check, which mostly passes.
    pub(crate) fn division(&mut self) {
        let is_likely = self.random.chance(85);
        let result = if self.random.chance(50) {
            let (x, mut y) = (self.value(Type::I32), self.value(Type::I32));
            if is_likely {
                let one = self.build().iconst(1);
                y = self.build().ior(y, one);
            }
            let nonzero = self.build().guard_inonzero(y);
            if self.random.chance(50) {
                self.build().idiv(x, y, nonzero)
            } else {
                self.build().irem(x, y, nonzero)
            }
        } else {
            let (x, mut y) = (self.value(Type::I64), self.value(Type::I64));
            if is_likely {
                let one = self.build().lconst(1);
                y = self.build().lor(y, one);
            }
            let nonzero = self.build().guard_lnonzero(y);
            if self.random.chance(50) {
                self.build().ldiv(x, y, nonzero)
            } else {
                self.build().lrem(x, y, nonzero)
            }
        };
        self.computed(result);
    }
}

/// Pure, with a result that is a value, and no operand that is a guard.
fn is_plain(opcode: Opcode) -> bool {
    let row = opcode.row();
    let guard = TypeRule::Exactly(Type::Guard);
    let is_free = row.operands.iter().all(|operand| operand.rule != guard);
    row.effects.is_pure()
        && !row.effects.has(Effects::TERMINATOR)
        && is_free
        && !row.variadic
        && row.result != guard
}
