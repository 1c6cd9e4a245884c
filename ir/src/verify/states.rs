//! Frame states stand where the stage wants them.

use super::{Place, Report};
use crate::analysis::ControlFlow;
use crate::effects::Effects;
use crate::entities::{Block, Inst, State};
use crate::frame_state::Slot;
use crate::function::{Function, Stage};

pub(super) fn check(func: &Function, report: &mut Report<'_>) {
    let flow = ControlFlow::of(func);
    for block in func.layout.blocks() {
        if let Some(state) = func.block_state(block) {
            check_objects(func, state, Place::Block(block), report);
        }
        for inst in func.layout.insts(block) {
            match func.stage {
                Stage::High => check_high(func, &flow, block, inst, report),
                Stage::Low => check_low(func, inst, report),
            }
            if let Some(state) = func.inst(inst).state {
                check_objects(func, state, Place::Inst(inst), report);
            }
        }
    }
}

/// Observable effects carry a state, nothing else does, and guards are governed by one.
fn check_high(
    func: &Function,
    flow: &ControlFlow,
    block: Block,
    inst: Inst,
    report: &mut Report<'_>,
) {
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
    if effects.has(Effects::DEOPT)
        && !effects.is_observable()
        && governing_state(func, flow, block, inst).is_none()
    {
        report.add(Place::Inst(inst), "no state governs it");
    }
}

/// The state that holds at `inst`: the nearest one before it.
fn governing_state(func: &Function, flow: &ControlFlow, block: Block, inst: Inst) -> Option<State> {
    let before = std::iter::successors(func.layout.prev_inst(inst), |inst| {
        func.layout.prev_inst(*inst)
    });
    if let Some(state) = before.into_iter().find_map(|inst| func.inst(inst).state) {
        return Some(state);
    }
    let mut block = block;
    // A chain of blocks with one predecessor each is no longer than there are blocks.
    for _ in 0..func.n_blocks() {
        if let Some(state) = func.block_state(block) {
            return Some(state);
        }
        let [predecessor] = flow.predecessors(block) else {
            return None;
        };
        block = *predecessor;
        let state = |inst| func.inst(inst).state;
        if let Some(state) = func.layout.insts(block).rev().find_map(state) {
            return Some(state);
        }
    }
    None
}

/// Whatever may leave compiled code or stop for a collection carries a state.
fn check_low(func: &Function, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let effects = data.opcode.effects();
    let needs_state = effects.has(Effects::DEOPT) || effects.has(Effects::SAFEPOINT);
    if needs_state && data.state.is_none() {
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
