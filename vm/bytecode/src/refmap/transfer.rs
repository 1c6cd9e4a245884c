//! What an instruction does to a state of the oop-map analysis.

use super::{ConstantTypes, MethodCode, RefMapError};
use crate::descriptor::{Parameters, field_type, n_parameter_slots, return_descriptor};
use crate::instruction::{Op, SlotType, StackEffect};
use crate::raw::{Operands, RawInstruction};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Different things on different paths, or not set.
    Dead,
    NonRef,
    Ref,
    /// Return address: the bci after the `jsr`.
    Return(u16),
}

impl Value {
    pub(super) fn of(slot_type: SlotType) -> Value {
        if slot_type == SlotType::A {
            Value::Ref
        } else {
            Value::NonRef
        }
    }
}

/// Locals, then the operand stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) slots: Vec<Value>,
}

impl State {
    pub(super) fn same_return_addresses(&self, other: &State) -> bool {
        let relevant = |(a, b): (&Value, &Value)| match (a, b) {
            (Value::Return(_), _) | (_, Value::Return(_)) => a == b,
            _ => true,
        };
        self.slots.iter().zip(&other.slots).all(relevant)
    }

    /// Merges `other` in; whether anything changed.
    pub(super) fn merge(&mut self, other: &State) -> bool {
        let mut changed = false;
        for (mine, theirs) in self.slots.iter_mut().zip(&other.slots) {
            if *mine != *theirs && *mine != Value::Dead {
                *mine = Value::Dead;
                changed = true;
            }
        }
        changed
    }
}

pub(super) fn is_store(op: Op) -> bool {
    matches!(
        op,
        Op::IStore | Op::LStore | Op::FStore | Op::DStore | Op::AStore
    )
}

pub(super) fn entry_state(method: &MethodCode<'_>) -> Result<State, RefMapError> {
    let mut slots =
        Vec::with_capacity(usize::from(method.max_locals) + usize::from(method.max_stack));
    if !method.is_static {
        slots.push(Value::Ref);
    }
    let parameters = Parameters::of(method.descriptor).ok_or(RefMapError::BadMethod)?;
    for parameter in parameters {
        let (_, slot_type) = parameter.ok_or(RefMapError::BadMethod)?;
        slots.extend(std::iter::repeat_n(
            Value::of(slot_type),
            slot_type.n_slots(),
        ));
    }
    if slots.len() > usize::from(method.max_locals) {
        return Err(RefMapError::BadMethod);
    }
    slots.resize(usize::from(method.max_locals), Value::Dead);
    Ok(State { slots })
}

/// Slots a call pops, receiver included, and what it pushes.
pub(super) fn call_effect(
    constants: &impl ConstantTypes,
    raw: &RawInstruction<'_>,
) -> Result<(usize, Option<SlotType>), RefMapError> {
    let bad = RefMapError::BadConstant {
        bci: raw.bci as u16,
    };
    let index = raw.constant_index().ok_or(bad)?;
    let descriptor = constants.method_descriptor(index).ok_or(bad)?;
    let has_receiver = !matches!(raw.op, Op::InvokeStatic | Op::InvokeDynamic);
    let n_popped = n_parameter_slots(descriptor).ok_or(bad)? + usize::from(has_receiver);
    let returned = match return_descriptor(descriptor).ok_or(bad)? {
        b"V" => None,
        other => Some(field_type(other).ok_or(bad)?),
    };
    Ok((n_popped, returned))
}

/// Applies one instruction other than `ret` to a state.
pub(super) fn step(
    method: &MethodCode<'_>,
    constants: &impl ConstantTypes,
    raw: &RawInstruction<'_>,
    state: &mut State,
) -> Result<(), RefMapError> {
    let bci = raw.bci as u16;
    let n_locals = usize::from(method.max_locals);
    let limit = n_locals + usize::from(method.max_stack);
    let slots = &mut state.slots;
    let bad_constant = RefMapError::BadConstant { bci };
    if let Some(local) = raw.local() {
        let n_slots = match raw.op {
            Op::LLoad | Op::DLoad | Op::LStore | Op::DStore => 2,
            _ => 1,
        };
        if usize::from(local) + n_slots > n_locals {
            return Err(RefMapError::BadLocal { bci });
        }
    }
    let field = |raw: &RawInstruction<'_>| {
        let descriptor = constants.field_descriptor(raw.constant_index()?)?;
        field_type(descriptor)
    };
    let pop = |slots: &mut Vec<Value>, n: usize| {
        if slots.len() < n_locals + n {
            return Err(RefMapError::StackDepth { bci });
        }
        slots.truncate(slots.len() - n);
        Ok(())
    };
    let push = |slots: &mut Vec<Value>, slot_type: SlotType| {
        slots.extend(std::iter::repeat_n(
            Value::of(slot_type),
            slot_type.n_slots(),
        ));
    };
    // Words from the top: the shuffles move values of unknown type.
    let order: Option<(usize, &[usize])> = match raw.op {
        Op::Dup => Some((1, &[0, 0])),
        Op::DupX1 => Some((2, &[0, 1, 0])),
        Op::DupX2 => Some((3, &[0, 2, 1, 0])),
        Op::Dup2 => Some((2, &[1, 0, 1, 0])),
        Op::Dup2X1 => Some((3, &[1, 0, 2, 1, 0])),
        Op::Dup2X2 => Some((4, &[1, 0, 3, 2, 1, 0])),
        Op::Swap => Some((2, &[0, 1])),
        _ => None,
    };
    if let Some((n_popped, order)) = order {
        let mut words = [Value::Dead; 4];
        for (word, value) in words.iter_mut().zip(slots[n_locals..].iter().rev()) {
            *word = *value;
        }
        pop(slots, n_popped)?;
        slots.extend(order.iter().map(|&i| words[i]));
    } else {
        match raw.op {
            Op::AStore => {
                let value = slots[n_locals..].last().copied().unwrap_or(Value::Dead);
                pop(slots, 1)?;
                slots[usize::from(raw.local().unwrap_or(0))] = value;
            }
            Op::IStore | Op::FStore | Op::LStore | Op::DStore => {
                let n = if matches!(raw.op, Op::LStore | Op::DStore) {
                    2
                } else {
                    1
                };
                pop(slots, n)?;
                let local = usize::from(raw.local().unwrap_or(0));
                slots[local..local + n].fill(Value::NonRef);
            }
            Op::Jsr => slots.push(Value::Return(raw.next_bci() as u16)),
            Op::Ldc | Op::Ldc2 => {
                let index = raw.constant_index().ok_or(bad_constant)?;
                push(slots, constants.constant_type(index).ok_or(bad_constant)?);
            }
            Op::GetStatic => push(slots, field(raw).ok_or(bad_constant)?),
            Op::PutStatic => pop(slots, field(raw).ok_or(bad_constant)?.n_slots())?,
            Op::GetField => {
                pop(slots, 1)?;
                push(slots, field(raw).ok_or(bad_constant)?);
            }
            Op::PutField => pop(slots, 1 + field(raw).ok_or(bad_constant)?.n_slots())?,
            Op::MultiANewArray => {
                let Operands::MultiArray { n_dimensions, .. } = raw.operands else {
                    return Err(bad_constant);
                };
                pop(slots, usize::from(n_dimensions))?;
                push(slots, SlotType::A);
            }
            op if op.is_invoke() => {
                let (n_popped, returned) = call_effect(constants, raw)?;
                pop(slots, n_popped)?;
                if let Some(slot_type) = returned {
                    push(slots, slot_type);
                }
            }
            op => {
                if let StackEffect::Fixed { pops, pushes } = op.effect() {
                    pop(
                        slots,
                        pops.iter().map(|slot_type| slot_type.n_slots()).sum(),
                    )?;
                    for slot_type in pushes {
                        push(slots, *slot_type);
                    }
                }
            }
        }
    }
    if slots.len() > limit {
        return Err(RefMapError::StackDepth { bci });
    }
    Ok(())
}
