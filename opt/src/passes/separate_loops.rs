//! Separates loops that share a header because compiled code is entered at the inner one.
//!
//! ```text
//! b0(v0: i64):
//!     v1 = load_osr_int 0, v0
//!     v2 = load_osr_int 1, v0
//!     jump b1(v1, v2)
//! b1(v3: i32, v4: i32):                             ; from b0, from itself, and from b2
//!     v5 = iadd v4, v3
//!     branch v5, b1(v3, v5), b2
//! b2:
//!     v6 = iadd v3, v4
//!     jump b1(v6, v1)
//! ```
//! becomes, with a header of its own for the outer loop,
//! ```text
//! b3(v7: i32, v8: i32):                             ; from b0 and from b2
//!     jump b1(v7, v8)
//! ```
//!
//! Code for entry on the stack begins in the middle of a nest of loops: its entry and the outer
//! loop both come to the header of the inner one. The inner loop is the one whose rounds pass some
//! parameter on as it is, while others do not. Only functions that are entered on the stack are
//! looked at: elsewhere that would be taken for a loop inside which goes on early.
//!
//! Works in both stages. Linear in the number of blocks, for each nested loop.

use crate::context::Context;
use crate::preheaders::redirect_through_new_block;
use crate::registry::{Changed, Info, Pass, Preserved};
use ir::analysis::{LoopId, LoopNest};
use ir::effects::{Effects, Region};
use ir::opcode::Targets;
use ir::{Block, Function, Value};

static INFO: Info = Info {
    preserves: Preserved::Nothing,
    ..Info::new(
        "separate-loops",
        "Separates loops that share a header because code is entered at the inner one.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct SeparateLoops;

/// Loops that are separated in one function.
const MAX_LOOPS: usize = 8;

impl Pass for SeparateLoops {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let mut changed = false;
        if !is_entered_on_stack(func) {
            return Changed::No;
        }
        for _ in 0..MAX_LOOPS {
            let (flow, nest) = (cx.flow(func), cx.loops(func));
            let mut loops = nest.loops();
            let Some((id, inner)) =
                loops.find_map(|id| Some((id, inner_latches(func, &nest, id)?)))
            else {
                break;
            };
            let mut others = nest.entries(id, &flow);
            let latches = nest.latches(id).iter();
            others.extend(latches.filter(|latch| !inner.contains(latch)));
            cx.remark_at("separated", nest.header(id));
            redirect_through_new_block(func, nest.header(id), &others);
            cx.forget_analyses();
            changed = true;
        }
        Changed::when(changed)
    }
}

/// Does it begin with the locals of an interpreter's frame?
fn is_entered_on_stack(func: &Function) -> bool {
    let entry = func.layout.entry().into_iter();
    let mut insts = entry.flat_map(|entry| func.layout.insts(entry));
    insts.any(|inst| func.inst(inst).opcode.effects().reads == Effects::reading(Region::Osr).reads)
}

/// Those latches of a loop that are of an inner one, if others are not.
fn inner_latches(func: &Function, nest: &LoopNest, id: LoopId) -> Option<Vec<Block>> {
    let header = nest.header(id);
    let latches = nest.latches(id);
    if latches.len() < 2 || func.layout.entry() == Some(header) {
        return None;
    }
    let mut params = func.params(header).iter().enumerate();
    params.find_map(|(position, &param)| {
        let passes_on = |latch: &&Block| passes_on(func, **latch, header, position, param);
        let inner: Vec<Block> = latches.iter().filter(passes_on).copied().collect();
        (!inner.is_empty() && inner.len() < latches.len()).then_some(inner)
    })
}

/// Do all edges between the blocks pass the parameter on as it is?
fn passes_on(func: &Function, latch: Block, header: Block, position: usize, param: Value) -> bool {
    func.terminator(latch).is_some_and(|end| {
        let data = func.inst(end);
        let mut edges = data.targets.iter().filter(|target| target.block == header);
        data.opcode.row().targets != Targets::Handler
            && edges.all(|edge| func.resolve(edge.args[position]) == param)
    })
}
