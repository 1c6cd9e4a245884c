//! Frame states stand where the stage wants them.

use super::{Place, Report};
use crate::analysis::{ControlFlow, Governing};
use crate::entities::{Inst, State};
use crate::frame_state::{Shape, Slot, VirtualObject};
use crate::function::{Function, Stage};
use crate::immediate::Immediate;
use crate::types::Type;

pub(super) fn check(func: &Function, report: &mut Report<'_>) {
    let governing = Governing::of(func, &ControlFlow::of(func));
    for block in func.layout.blocks() {
        if let Some(state) = func.block_state(block) {
            check_objects(func, state, Place::Block(block), report);
        }
        let mut governor = governing.at_entry(block);
        for inst in func.layout.insts(block) {
            match func.stage {
                Stage::High => check_high(func, governor, inst, report),
                Stage::Low => check_low(func, inst, report),
            }
            if let Some(state) = func.inst(inst).state {
                check_objects(func, state, Place::Inst(inst), report);
                governor = Some(state);
            }
        }
    }
}

/// Observable effects carry a state, nothing else does, and what may leave or stop is governed by
/// one.
fn check_high(func: &Function, governor: Option<State>, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let effects = data.opcode.effects();
    match (effects.is_observable(), data.state.is_some()) {
        (true, false) => report.add(Place::Inst(inst), "what can be observed carries a state"),
        (false, true) => report.add(
            Place::Inst(inst),
            "only what can be observed carries a state in the high stage",
        ),
        (true, true) | (false, false) => {}
    }
    let wants_governor = effects.needs_state() && !effects.is_observable();
    if (wants_governor || effects.may_leave_before()) && governor.is_none() {
        report.add(Place::Inst(inst), "no state governs it");
    }
}

/// Whatever may leave compiled code or stop for a collection carries a state.
fn check_low(func: &Function, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let effects = data.opcode.effects();
    if effects.needs_state() && data.state.is_none() {
        report.add(
            Place::Inst(inst),
            "what may deoptimize or stop carries a state in the low stage",
        );
    }
}

/// Virtual objects are described in the innermost state of the chain.
fn check_objects(func: &Function, state: State, place: Place, report: &mut Report<'_>) {
    let n_objects = func.states[state].objects.len();
    for object in &func.states[state].objects {
        check_object(func, object, place, report);
    }
    for (depth, frame) in func.state_chain(state).enumerate() {
        if depth > 0 && !frame.objects.is_empty() {
            report.add(place, "virtual objects stand in the innermost state");
        }
        for slot in frame.slots() {
            if let Slot::Virtual(number) = slot
                && *number as usize >= n_objects
            {
                report.add(place, format!("virtual{number} is not described"));
            }
        }
    }
}

/// Fields hold values of their types.
fn check_object(func: &Function, object: &VirtualObject, place: Place, report: &mut Report<'_>) {
    let n_members = match object.shape {
        Shape::Instance(_) => object.fields.len(),
        Shape::ObjectArray(_) | Shape::Array(_) => 0,
    };
    if object.members.len() != n_members {
        report.add(place, "fields of a virtual object are not named");
        return;
    }
    for (index, slot) in object.fields.iter().enumerate() {
        let wanted = match object.shape {
            Shape::Instance(_) => func.member_type(Immediate::Field(object.members[index])),
            Shape::ObjectArray(_) => Some(Type::Ref),
            Shape::Array(element) => Some(element.ty()),
        };
        let found = match slot {
            Slot::Dead => wanted,
            Slot::Virtual(_) => Some(Type::Ref),
            Slot::Value(value) => Some(func.value_type(*value)),
        };
        if wanted != found {
            report.add(place, format!("{slot} is in a field of another type"));
        }
    }
}
