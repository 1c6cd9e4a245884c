//! Safepoints and exits: what registers and slots hold there.

use super::Emitter;
use super::pool::Constant as Pooled;
use crate::artifact::{Exit, FrameDesc, Location, Safepoint, SlotDesc, VirtualObject};
use crate::entry_points::Helper;
use crate::machine::StateId;
use crate::states::{Constant, constant};
use ir::frame_state::{FrameState, Moment, Slot};
use ir::{Type, Value};
use regalloc2::{Allocation, Function as _, Inst, OperandKind, RegClass};

impl Emitter<'_> {
    /// The call that has just been emitted may reach a safepoint.
    pub(super) fn safepoint(&mut self, inst: Inst, state: StateId, is_java_call: bool) {
        let pc = self.asm.offset();
        let (mut frames, objects) = self.frames(inst, state);
        if is_java_call {
            self.push_result(state, &mut frames);
        }
        let safepoint = Safepoint {
            pc,
            references: self.references(inst, state),
            frames,
            objects,
            is_java_call,
        };
        self.safepoints.push(safepoint);
    }

    /// Puts the result of a call on the stack of its frame, if its state does not know it yet: that
    /// of a call with a handler.
    fn push_result(&self, state: StateId, frames: &mut [FrameDesc]) {
        let Some(value) = self.machine.states[state.0 as usize].result else {
            return;
        };
        let is_result = |slot: &SlotDesc| matches!(slot, SlotDesc::Value(_, Location::Result));
        let Some(frame) = frames.first_mut() else {
            return;
        };
        if frame.moment != Moment::After || frame.stack.iter().any(is_result) {
            return;
        }
        let ty = self.func.value_type(value);
        frame.stack.push(SlotDesc::Value(ty, Location::Result));
        if matches!(ty, Type::I64 | Type::F64) {
            frame.stack.push(SlotDesc::Dead);
        }
    }

    /// Calls the helper that leaves.
    pub(super) fn leave(&mut self, inst: Inst, state: StateId) {
        self.call(Helper::Deopt);
        let pc = self.asm.offset();
        let (frames, objects) = self.frames(inst, state);
        let exit = Exit {
            pc,
            reason: self.machine.states[state.0 as usize].reason,
            frames,
            objects,
        };
        self.exits.push(exit);
    }

    /// Slots of references that survive the call.
    fn references(&self, inst: Inst, state: StateId) -> Vec<u32> {
        let first = self.machine.states[state.0 as usize].first as usize;
        let operands = &self.machine.inst_operands(inst)[first..];
        let allocations = &self.output.inst_allocs(inst)[first..];
        let mut slots: Vec<u32> = operands
            .iter()
            .zip(allocations)
            .filter(|(operand, _)| {
                operand.kind() == OperandKind::Use && self.machine.data(operand.vreg()).is_reference
            })
            .map(|(_, at)| match at.as_stack() {
                Some(slot) => self.frame.slot_offset(slot.index()),
                None => {
                    let register = at.as_reg().expect("every operand is allocated");
                    debug_assert!(self.machine.op(inst).saves_registers());
                    self.frame.saved_offset(register)
                }
            })
            .collect();
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    fn frames(&mut self, inst: Inst, state: StateId) -> (Vec<FrameDesc>, Vec<VirtualObject>) {
        let used = self.machine.states[state.0 as usize];
        self.saves_registers = self.machine.op(inst).saves_registers();
        let (func, output) = (self.func, self.output);
        self.numbering.number(func, used.state, used.result, |_| {});
        let places = &output.inst_allocs(inst)[used.first as usize..];
        let frames = func
            .state_chain(used.state)
            .map(|state| self.frame_desc(state, used.result, places))
            .collect();
        let objects = func.states[used.state]
            .objects
            .iter()
            .map(|object| VirtualObject {
                shape: object.shape,
                members: object.members.clone(),
                fields: self.slots(&object.fields, used.result, places),
                locks: object.locks,
            })
            .collect();
        (frames, objects)
    }

    fn frame_desc(
        &mut self,
        state: &FrameState,
        own: Option<Value>,
        places: &[Allocation],
    ) -> FrameDesc {
        FrameDesc {
            method: state.method,
            bci: state.bci,
            moment: state.moment,
            locals: self.slots(&state.locals, own, places),
            stack: self.slots(&state.stack, own, places),
            locks: self.slots(&state.locks, own, places),
        }
    }

    fn slots(
        &mut self,
        slots: &[Slot],
        own: Option<Value>,
        places: &[Allocation],
    ) -> Vec<SlotDesc> {
        slots
            .iter()
            .map(|slot| match *slot {
                Slot::Dead => SlotDesc::Dead,
                Slot::Virtual(number) => SlotDesc::Virtual(number),
                Slot::Value(value) => {
                    let value = self.func.resolve(value);
                    let ty = self.func.value_type(value);
                    SlotDesc::Value(ty, self.location(value, own, places))
                }
            })
            .collect()
    }

    fn location(&mut self, value: Value, own: Option<Value>, places: &[Allocation]) -> Location {
        match constant(self.func, value) {
            Some(Constant::Bits(bits)) => return Location::Const(bits),
            Some(Constant::Object(object)) => {
                // The cell must exist: the VM reads it.
                self.asm.pool.number(Pooled::Object(object));
                return Location::Object(object);
            }
            None => {}
        }
        if Some(value) == own {
            return Location::Result;
        }
        let number = self.numbering.of(value);
        let at = places[number.expect("the state's values are numbered") as usize];
        if let Some(slot) = at.as_stack() {
            return Location::Slot(self.frame.slot_offset(slot.index()));
        }
        let register = at.as_reg().expect("every operand is allocated");
        if self.saves_registers {
            return Location::Slot(self.frame.saved_offset(register));
        }
        match register.class() {
            RegClass::Float => Location::Xmm(register.hw_enc() as u8),
            RegClass::Int | RegClass::Vector => Location::Gpr(register.hw_enc() as u8),
        }
    }
}
