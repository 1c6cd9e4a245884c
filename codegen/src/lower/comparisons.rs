//! Comparisons, and how conditions become flags.
//!
//! Floating point: after `ucomis x, y` *above* and *above or equal* are false when either is a
//! NaN, so less-than swaps its operands; equality needs the parity flag too.

use super::{Done, Lowering};
use crate::facts::ClassFacts;
use crate::machine::{Compare, Flags, Op, Test, Width};
use iced_x86::{Code, ConditionCode};
use ir::function::ValueDef;
use ir::immediate::{Condition, Immediate};
use ir::instruction::InstData;
use ir::{Block, Entity, Function, Inst, Opcode, Type, Value};
use regalloc2::Operand;
use smallvec::{SmallVec, smallvec};

/// Operands of a test.
pub(super) type Tested = SmallVec<[Operand; 2]>;

/// For each value: whether it is used, and whether it is a comparison that only conditions use.
pub(super) fn uses(func: &Function, order: &[Block]) -> (Vec<bool>, Vec<bool>) {
    let mut n_uses = vec![0_u32; func.n_values()];
    let mut n_conditions = vec![0_u32; func.n_values()];
    for &block in order {
        for inst in func.layout.insts(block) {
            let data = func.inst(inst);
            for value in data.uses() {
                n_uses[func.resolve(value).index()] += 1;
            }
            if let Some(condition) = condition_of(func, data) {
                n_conditions[func.resolve(condition).index()] += 1;
            }
            let states = data.state.into_iter().flat_map(|s| func.state_chain(s));
            for value in states.flat_map(|state| state.values()) {
                n_uses[func.resolve(value).index()] += 1;
            }
        }
    }
    let is_used = n_uses.iter().map(|&n| n > 0).collect();
    let is_fused = (0..func.n_values())
        .map(|index| {
            let all = n_uses[index] == n_conditions[index];
            all && comparison(func, Value::new(index)).is_some()
        })
        .collect();
    (is_used, is_fused)
}

/// The operand that an instruction only asks whether it is 0.
fn condition_of(func: &Function, data: &InstData) -> Option<Value> {
    match (data.opcode, &data.args[..]) {
        (Opcode::Branch | Opcode::GuardTrue | Opcode::Select, [condition, ..]) => Some(*condition),
        (Opcode::ICmp, [x, y]) => {
            let compares = matches!(
                data.immediate,
                Immediate::Condition(Condition::Eq | Condition::Ne)
            );
            let is_tested =
                compares && is_zero(func, *y) && comparison(func, func.resolve(*x)).is_some();
            is_tested.then_some(*x)
        }
        _ => None,
    }
}

fn is_zero(func: &Function, value: Value) -> bool {
    let ValueDef::Result(inst) = func.value_def(func.resolve(value)) else {
        return false;
    };
    let data = func.inst(inst);
    data.opcode == Opcode::IConst && data.immediate == Immediate::Int(0)
}

/// The comparison that defines a value.
fn comparison(func: &Function, value: Value) -> Option<&InstData> {
    let ValueDef::Result(inst) = func.value_def(value) else {
        return None;
    };
    let data = func.inst(inst);
    let compares = matches!(
        data.opcode,
        Opcode::ICmp
            | Opcode::LCmp
            | Opcode::FCmp
            | Opcode::DCmp
            | Opcode::SameRef
            | Opcode::HasClass
            | Opcode::InstanceOf
    );
    compares.then_some(data)
}

/// The processor's word for a condition of integers.
fn code(condition: Condition) -> ConditionCode {
    match condition {
        Condition::Eq => ConditionCode::e,
        Condition::Ne => ConditionCode::ne,
        Condition::Lt => ConditionCode::l,
        Condition::Le => ConditionCode::le,
        Condition::Gt => ConditionCode::g,
        Condition::Ge => ConditionCode::ge,
        Condition::Ult => ConditionCode::b,
    }
}

/// The condition with its sides exchanged.
fn exchanged(code: ConditionCode) -> ConditionCode {
    match code {
        ConditionCode::l => ConditionCode::g,
        ConditionCode::g => ConditionCode::l,
        ConditionCode::le => ConditionCode::ge,
        ConditionCode::ge => ConditionCode::le,
        ConditionCode::b => ConditionCode::a,
        same => same,
    }
}

impl Lowering<'_> {
    /// A comparison whose result is wanted as a number.
    pub(super) fn comparison(&mut self, inst: Inst) -> Done {
        let value = self.func.result(inst).expect("comparisons have results");
        if self.is_fused[value.index()] || !self.is_used[value.index()] {
            return Ok(());
        }
        let (compare, tested) = self.compare(self.func.inst(inst));
        let result = self.result(inst);
        let mut operands = tested;
        operands.push(Operand::reg_def(result));
        self.push(Op::Set(compare), &operands);
        Ok(())
    }

    /// What sets the flags for a condition, which holds when it is not 0.
    pub(super) fn condition(&mut self, value: Value) -> (Compare, Tested) {
        let value = self.func.resolve(value);
        if self.is_fused[value.index()]
            && let Some(data) = comparison(self.func, value)
        {
            return self.compare(data);
        }
        self.against_zero(value, ConditionCode::ne)
    }

    /// Compares an integer or a reference with 0.
    pub(super) fn against_zero(&mut self, value: Value, code: ConditionCode) -> (Compare, Tested) {
        let wide = self.type_of(value) != Type::I32;
        let compare = Compare {
            test: Test::Zero { wide },
            flags: Flags::Are(code),
        };
        let register = self.register(value);
        (compare, smallvec![Operand::reg_use(register)])
    }

    fn compare(&mut self, data: &InstData) -> (Compare, Tested) {
        if let Immediate::Class(class) = data.immediate {
            let class = self.target.facts.class(class);
            return match data.opcode {
                Opcode::InstanceOf => self.instance_of(data.args[0], &class),
                _ => self.class_word(data.args[0], &class),
            };
        }
        if let Some(condition) = condition_of(self.func, data) {
            let (mut compare, tested) = self.condition(condition);
            if data.immediate == Immediate::Condition(Condition::Eq) {
                compare.flags = compare.flags.negated();
            }
            return (compare, tested);
        }
        let (x, y) = (data.args[0], data.args[1]);
        let condition = match data.immediate {
            Immediate::Condition(condition) => condition,
            _ => Condition::Eq,
        };
        match data.opcode {
            Opcode::FCmp => self.floats(Code::Ucomiss_xmm_xmmm32, condition, x, y),
            Opcode::DCmp => self.floats(Code::Ucomisd_xmm_xmmm64, condition, x, y),
            _ => self.integers(code(condition), x, y),
        }
    }

    /// Compares the class of an object that is not null.
    pub(super) fn class_word(&mut self, object: Value, class: &ClassFacts) -> (Compare, Tested) {
        let test = Test::Word {
            offset: self.target.layout.class_word,
            constant: class.address as i32,
        };
        let flags = Flags::Are(ConditionCode::e);
        let object = self.register(object);
        (Compare { test, flags }, smallvec![Operand::reg_use(object)])
    }

    /// Compares integers or references.
    pub(super) fn integers(
        &mut self,
        code: ConditionCode,
        x: Value,
        y: Value,
    ) -> (Compare, Tested) {
        let (code, x, y) = if self.constant_to_compare(x).is_some() {
            (exchanged(code), y, x)
        } else {
            (code, x, y)
        };
        let wide = self.type_of(x) != Type::I32;
        let flags = Flags::Are(code);
        match self.constant_to_compare(y) {
            Some(0) => self.against_zero(x, code),
            Some(constant) => {
                let test = Test::Constant { wide, constant };
                let x = self.register(x);
                (Compare { test, flags }, smallvec![Operand::any_use(x)])
            }
            None => {
                let test = if wide {
                    Test::Two(Code::Cmp_r64_rm64, Width::W64)
                } else {
                    Test::Two(Code::Cmp_r32_rm32, Width::W32)
                };
                let tested = self.two(x, y);
                (Compare { test, flags }, tested)
            }
        }
    }

    /// The constant that a comparison can have as immediate; null is 0.
    fn constant_to_compare(&self, value: Value) -> Option<i32> {
        match self.type_of(value) {
            Type::Ref => match self.constant(value)? {
                crate::states::Constant::Bits(_) => Some(0),
                crate::states::Constant::Object(_) => None,
            },
            _ => self.immediate(value),
        }
    }

    fn floats(
        &mut self,
        code: Code,
        condition: Condition,
        x: Value,
        y: Value,
    ) -> (Compare, Tested) {
        let above = Flags::Are(ConditionCode::a);
        let above_or_equal = Flags::Are(ConditionCode::ae);
        let (flags, x, y) = match condition {
            Condition::Eq => (Flags::Equal, x, y),
            Condition::Ne => (Flags::NotEqual, x, y),
            Condition::Gt => (above, x, y),
            Condition::Ge => (above_or_equal, x, y),
            Condition::Lt => (above, y, x),
            Condition::Le => (above_or_equal, y, x),
            // For integers only: never.
            Condition::Ult => (above, x, x),
        };
        let test = Test::Two(code, Width::Xmm);
        let tested = self.two(x, y);
        (Compare { test, flags }, tested)
    }

    fn two(&mut self, x: Value, y: Value) -> Tested {
        let (x, y) = (self.register(x), self.register(y));
        smallvec![Operand::reg_use(x), Operand::any_use(y)]
    }

    pub(super) fn select(&mut self, inst: Inst, data: &InstData) -> Done {
        let (mut compare, tested) = self.condition(data.args[0]);
        let (mut yes, mut no) = (data.args[1], data.args[2]);
        if compare.flags == Flags::Equal {
            // Two moves, each under one flag, can only make what holds when either says so.
            compare.flags = Flags::NotEqual;
            std::mem::swap(&mut yes, &mut no);
        }
        let ty = self.type_of(yes);
        let (yes, no) = (self.register(yes), self.register(no));
        let result = self.result(inst);
        let n_tested = tested.len();
        let mut operands: SmallVec<[Operand; 5]> = SmallVec::from_slice(&tested);
        operands.push(Operand::reg_use(no));
        operands.push(Operand::any_use(yes));
        operands.push(Operand::reg_reuse_def(result, n_tested));
        let op = Op::Select {
            compare,
            wide: ty != Type::I32,
            float: matches!(ty, Type::F32 | Type::F64),
        };
        self.push(op, &operands);
        Ok(())
    }
}
