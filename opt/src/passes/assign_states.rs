//! Gives everything that may leave compiled code or stop for a collection its frame state, and so
//! ends the high stage.
//!
//! ```text
//! b0(v0: ref) @ method0:0 before locals=[v0]:
//!     v1 = guard_nonnull v0
//! ```
//! becomes
//! ```text
//! b0(v0: ref):
//!     v1 = guard_nonnull v0 @ method0:0 before locals=[v0]
//! ```
//!
//! An instruction without a state gets the one that governs it: the nearest before it, along a
//! chain of single predecessors ([`Governing`]). What can be observed keeps its own state, unless it
//! may leave before it is done: then it gets the governing one, and its own governs what follows.
//! States at the entries of blocks have then served, and are dropped; values that only they named are
//! dead.
//!
//! It wants the high stage as the verifier checks it, and leaves the low stage. From then on guards
//! stay where they are. Linear in the number of instructions.

use crate::context::Context;
use crate::registry::{Changed, Info, Pass};
use ir::analysis::Governing;
use ir::{Block, Function, Stage};

static INFO: Info = Info {
    stage: Some(Stage::High),
    leaves: Some(Stage::Low),
    is_required: true,
    ..Info::new(
        "assign-states",
        "Gives what may leave compiled code or stop its frame state: ends the high stage.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct AssignStates;

impl Pass for AssignStates {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let governing = Governing::of(func, &cx.flow(func));
        let blocks: Vec<Block> = func.layout.blocks().collect();
        for block in blocks {
            let mut state = governing.at_entry(block);
            let mut next = func.layout.first_inst(block);
            while let Some(inst) = next {
                next = func.layout.next_inst(inst);
                let data = func.inst_mut(inst);
                let effects = data.opcode.effects();
                if effects.may_leave_before() {
                    std::mem::swap(&mut data.state, &mut state);
                } else if data.state.is_none() && effects.needs_state() {
                    data.state = state;
                    cx.remark(func, "assigned", inst);
                } else if data.state.is_some() {
                    state = data.state;
                }
            }
            func.set_block_state(block, None);
        }
        func.stage = Stage::Low;
        Changed::Yes
    }
}
