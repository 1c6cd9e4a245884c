//! Which blocks are hardly ever reached: those that leave compiled code or throw, and handlers.
//!
//! They are put behind all others when code is emitted. Until then blocks stand in reverse
//! postorder, which the allocator's checker wants and its estimate of loops is made for.

use ir::analysis::ControlFlow;
use ir::opcode::Targets;
use ir::{Entity, Function, Opcode};

/// For each block, whether it is cold.
pub fn cold_blocks(func: &Function, flow: &ControlFlow) -> Vec<bool> {
    let mut is_cold = vec![false; func.n_blocks()];
    for &block in flow.reverse_postorder() {
        let Some(end) = func.terminator(block).map(|inst| func.inst(inst)) else {
            continue;
        };
        if matches!(
            end.opcode,
            Opcode::Deopt | Opcode::Throw | Opcode::Unreachable
        ) {
            is_cold[block.index()] = true;
        }
        if end.opcode.row().targets == Targets::Handler {
            is_cold[end.targets[1].block.index()] = true;
        }
    }
    is_cold
}
