//! Checks: a test and a jump to an exit, and the values of the state as operands.

use super::comparisons::Tested;
use super::{Done, Lowering};
use crate::artifact::ExitReason;
use crate::bailout::Bailout;
use crate::facts::ClassFacts;
use crate::machine::{Compare, Flags, Op, StateId, StateUse, Test, late_use};
use iced_x86::ConditionCode;
use ir::function::ValueDef;
use ir::immediate::{Immediate, Reason};
use ir::instruction::InstData;
use ir::{Opcode, Value};
use regalloc2::Operand;
use smallvec::{SmallVec, smallvec};

/// Operands of an instruction with a state.
pub(super) type Operands = SmallVec<[Operand; 16]>;

impl Lowering<'_> {
    pub(super) fn guard(&mut self, data: &InstData) -> Done {
        let x = data.args.first().copied();
        let x = || x.ok_or(Bailout::Malformed);
        let (reason, tested) = match data.opcode {
            Opcode::GuardTrue => {
                let Immediate::Reason(reason) = data.immediate else {
                    return Err(Bailout::Malformed);
                };
                (reason, self.condition(x()?))
            }
            Opcode::GuardNonNull => {
                let tested = self.against_zero(x()?, ConditionCode::ne);
                (Reason::NullCheck, tested)
            }
            Opcode::GuardINonZero | Opcode::GuardLNonZero => {
                let tested = self.against_zero(x()?, ConditionCode::ne);
                (Reason::ZeroCheck, tested)
            }
            Opcode::GuardBounds => {
                let (index, length) = (x()?, data.args[1]);
                let below = if self.is_length(length) {
                    // Without sign: a negative index is a large one.
                    ConditionCode::b
                } else {
                    let tested = self.against_zero(index, ConditionCode::ge);
                    self.check(data, Reason::BoundsCheck, tested)?;
                    ConditionCode::l
                };
                (Reason::BoundsCheck, self.integers(below, index, length))
            }
            Opcode::GuardSize => {
                let tested = self.against_zero(x()?, ConditionCode::ge);
                (Reason::NegativeSize, tested)
            }
            Opcode::GuardClass => {
                let class = self.class(data)?;
                (Reason::ClassCheck, self.class_word(x()?, &class))
            }
            Opcode::GuardInitialized => {
                let class = self.class(data)?;
                if class.is_initialized {
                    return Ok(());
                }
                let layout = &self.target.layout.class;
                let test = Test::Initialized {
                    state: class.address.wrapping_add_signed(layout.state),
                    initialized: layout.initialized,
                    thread: layout.init_thread - layout.state,
                };
                let flags = Flags::Are(ConditionCode::e);
                (
                    Reason::Uninitialized,
                    (Compare { test, flags }, smallvec![]),
                )
            }
            Opcode::GuardCast => return self.guard_cast(data),
            _ => return self.guard_store(data),
        };
        self.check(data, reason, tested)
    }

    /// Leaves unless the condition holds.
    fn check(
        &mut self,
        data: &InstData,
        reason: Reason,
        (compare, tested): (Compare, Tested),
    ) -> Done {
        let mut operands: Operands = SmallVec::from_slice(&tested);
        let state = self.exit_state(data, reason, &mut operands)?;
        self.push(Op::Guard(compare, state), &operands);
        Ok(())
    }

    /// Is the value certainly not negative, as lengths of arrays are?
    fn is_length(&self, value: Value) -> bool {
        if let Some(constant) = self.immediate(value) {
            return constant >= 0;
        }
        let ValueDef::Result(inst) = self.func.value_def(self.func.resolve(value)) else {
            return false;
        };
        self.func.inst(inst).opcode == Opcode::ArrayLength
    }

    /// The class that an instruction names.
    pub(super) fn class(&self, data: &InstData) -> Result<ClassFacts, Bailout> {
        match data.immediate {
            Immediate::Class(class) => Ok(self.target.facts.class(class)),
            _ => Err(Bailout::Malformed),
        }
    }

    /// The state of an instruction that leaves before it has done anything: its values are read
    /// where they are.
    pub(super) fn exit_state(
        &mut self,
        data: &InstData,
        reason: Reason,
        operands: &mut Operands,
    ) -> Result<StateId, Bailout> {
        let reason = ExitReason::Check(reason);
        self.state(data, reason, None, Operand::any_use, operands)
    }

    /// The state of an instruction that may reach a safepoint: its values survive.
    pub(super) fn safepoint_state(
        &mut self,
        data: &InstData,
        result: Option<Value>,
        operands: &mut Operands,
    ) -> Result<StateId, Bailout> {
        self.state(data, ExitReason::Again, result, late_use, operands)
    }

    pub(super) fn state(
        &mut self,
        data: &InstData,
        reason: ExitReason,
        result: Option<Value>,
        place: fn(regalloc2::VReg) -> Operand,
        operands: &mut Operands,
    ) -> Result<StateId, Bailout> {
        let state = data.state.ok_or(Bailout::NoState(data.opcode))?;
        let first = operands.len() as u32;
        let mut values: SmallVec<[Value; 16]> = SmallVec::new();
        self.numbering
            .number(self.func, state, result, |value| values.push(value));
        for value in values {
            let register = self.register_of(value);
            operands.push(place(register));
        }
        self.machine.states.push(StateUse {
            state,
            first,
            result,
            reason,
        });
        Ok(StateId(self.machine.states.len() as u32 - 1))
    }
}
