//! Frame states stand where the stage wants them.

use super::{Place, Report};
use crate::analysis::{ControlFlow, Governing};
use crate::entities::{Inst, State};
use crate::frame_state::Slot;
use crate::function::{Function, Stage};

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
    if effects.needs_state() && !effects.is_observable() && governor.is_none() {
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
