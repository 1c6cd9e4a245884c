//! Reads what constant objects hold for good, and answers what is asked of the class of objects of
//! which it is known.
//!
//! ```text
//! v1 = object object0
//! v2 = guard_passed
//! v3 = has_class class0, v1, v2
//! ```
//! becomes, when `object0` is of `class0`, `v3 = iconst 1`. The inliner does the same to the bodies
//! that it puts in place; this is for what escape analysis and others have found to be a constant.
//! The last call may be gone by then: so the poll at the entry goes here, too.

use super::inline::{is_call, known};
use crate::context::Context;
use crate::registry::{Changed, Info, Pass, Preserved};
use ir::analysis::ControlFlow;
use ir::{Function, Inst, Opcode, Stage};

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Blocks,
    ..Info::new(
        "constant-objects",
        "Reads what constant objects hold for good, and tests of known classes.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct ConstantObjects;

impl Pass for ConstantObjects {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let flow = ControlFlow::of(func);
        let blocks = flow.reverse_postorder().iter();
        let insts: Vec<Inst> = blocks.flat_map(|block| func.layout.insts(*block)).collect();
        let is_changed = known::read_all(func, cx.env(), &insts);
        let is_dropped = drop_entry_poll(func, &flow, &insts);
        Changed::when(is_changed | is_dropped)
    }
}

/// Takes the poll at the entry out when no call is left: what is called returns soon.
fn drop_entry_poll(func: &mut Function, flow: &ControlFlow, insts: &[Inst]) -> bool {
    let entry = func.layout.entry().expect("a function has an entry");
    if insts.iter().any(|inst| is_call(func, *inst)) || !flow.predecessors(entry).is_empty() {
        return false;
    }
    let mut polls = func.layout.insts(entry);
    let poll = polls.find(|inst| func.inst(*inst).opcode == Opcode::SafepointPoll);
    drop(polls);
    if let Some(poll) = poll {
        func.layout.remove_inst(poll);
    }
    poll.is_some()
}
