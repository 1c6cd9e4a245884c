//! Puts a block on every edge that leaves a block with several successors and enters one with
//! several predecessors.
//!
//! ```text
//! b0(v0: i32):
//!     branch v0, b1, b2(v0)
//! b1:
//!     jump b2(v0)
//! ```
//! becomes
//! ```text
//! b0(v0: i32):
//!     branch v0, b1, b3
//! b3:
//!     jump b2(v0)
//! b1:
//!     jump b2(v0)
//! ```
//!
//! The moves that an edge stands for then have a place where nothing else happens: register
//! allocation relies on that. Works in both stages, and is linear in the number of edges.

use crate::context::Context;
use crate::registry::{After, Changed, Info, Pass, Preserved};
use ir::analysis::ControlFlow;
use ir::{Block, Builder, Function};

static INFO: Info = Info {
    preserves: Preserved::Nothing,
    is_required: true,
    after: &[After {
        pass: "simplify-cfg",
        reason: "it removes the blocks that only jump",
    }],
    ..Info::new(
        "split-critical-edges",
        "Puts a block on edges from a block with several successors to one with several predecessors.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct SplitCriticalEdges;

impl Pass for SplitCriticalEdges {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let flow = cx.flow(func);
        let blocks: Vec<Block> = func.layout.blocks().collect();
        let mut changed = false;
        for block in blocks {
            changed |= split_edges_of(func, &flow, block, cx);
        }
        Changed::when(changed)
    }
}

fn split_edges_of(
    func: &mut Function,
    flow: &ControlFlow,
    block: Block,
    cx: &mut Context<'_>,
) -> bool {
    let targets = flow.successors(block);
    let Some(end) = func.terminator(block).filter(|_| targets.len() > 1) else {
        return false;
    };
    let mut changed = false;
    for (index, &target) in targets.iter().enumerate() {
        if flow.predecessors(target).len() < 2 {
            continue;
        }
        let middle = func.add_block();
        func.layout.move_block_after(middle, block);
        let edge = &mut func.inst_mut(end).targets[index];
        edge.block = middle;
        let args = std::mem::take(&mut edge.args);
        Builder::at(func, middle).jump(target, &args);
        cx.remark(func, "split", end);
        changed = true;
    }
    changed
}
