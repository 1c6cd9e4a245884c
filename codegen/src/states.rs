//! The values of a frame state that need a place, in the order in which they are operands.

use ir::entities::ObjectRef;
use ir::frame_state::Slot;
use ir::function::ValueDef;
use ir::immediate::Immediate;
use ir::{Entity, Function, Opcode, State, Value};

/// A value that is known without a register.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Constant {
    /// Bits; of a 32-bit value with zeros above, of null 0.
    Bits(u64),
    /// A constant object.
    Object(ObjectRef),
}

/// The constant that a value is. The value stands for itself, not for another one.
pub fn constant(func: &Function, value: Value) -> Option<Constant> {
    let ValueDef::Result(inst) = func.value_def(value) else {
        return None;
    };
    let data = func.inst(inst);
    match (data.opcode, data.immediate) {
        (Opcode::Null, _) => Some(Constant::Bits(0)),
        (Opcode::IConst, Immediate::Int(value)) => Some(Constant::Bits(u64::from(value as u32))),
        (Opcode::LConst, Immediate::Long(value)) => Some(Constant::Bits(value as u64)),
        (Opcode::FConst, Immediate::Float(bits)) => Some(Constant::Bits(u64::from(bits))),
        (Opcode::DConst, Immediate::Double(bits)) => Some(Constant::Bits(bits)),
        (Opcode::Object, Immediate::Object(object)) => Some(Constant::Object(object)),
        _ => None,
    }
}

/// Numbers the values of states.
#[derive(Default)]
pub struct Numbering {
    /// For each value, in which round it got its number, and the number.
    numbers: Vec<(u32, u32)>,
    round: u32,
}

impl Numbering {
    /// For a function with so many values.
    pub fn reset(&mut self, n_values: usize) {
        self.numbers.clear();
        self.numbers.resize(n_values, (0, 0));
        self.round = 0;
    }

    /// Numbers the values of a state and hands each to `each`, in order. Constants, and what the
    /// instruction itself defines, get none.
    pub fn number(
        &mut self,
        func: &Function,
        state: State,
        own: Option<Value>,
        mut each: impl FnMut(Value),
    ) {
        self.round += 1;
        let mut count = 0;
        for frame in func.state_chain(state) {
            for slot in frame.slots() {
                let Slot::Value(value) = *slot else { continue };
                let value = func.resolve(value);
                let number = &mut self.numbers[value.index()];
                if number.0 == self.round || Some(value) == own || constant(func, value).is_some() {
                    continue;
                }
                *number = (self.round, count);
                count += 1;
                each(value);
            }
        }
    }

    /// The number of a value of the state that was numbered last.
    pub fn of(&self, value: Value) -> Option<u32> {
        let (round, number) = self.numbers[value.index()];
        (round == self.round).then_some(number)
    }
}
