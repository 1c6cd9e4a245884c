//! The order in which blocks are emitted.
//!
//! Blocks come in reverse postorder, those that are hardly ever reached behind all others. A loop
//! that is tested at its top would then jump twice in each round: back to the top, and out of the
//! test. So such a top is put at the bottom, where the test itself jumps back.

use crate::machine::{Machine, Op};
use regalloc2::{Block, Function as _};

/// The blocks that are emitted, in order. `forwarded` tells for each block where a jump to it ends;
/// a block from where jumps go on is not emitted.
pub fn order(machine: &Machine, forwarded: &[Block]) -> Vec<Block> {
    let entry = machine.entry_block();
    let (cold, mut order): (Vec<Block>, Vec<Block>) = (0..machine.num_blocks())
        .map(Block::new)
        .filter(|block| *block == entry || forwarded[block.index()] == *block)
        .partition(|block| machine.is_cold(*block) && *block != entry);
    rotate_loops(machine, forwarded, &mut order);
    order.extend(cold);
    order
}

/// Moves the tops of loops to their bottoms where that saves a jump.
fn rotate_loops(machine: &Machine, forwarded: &[Block], order: &mut [Block]) {
    let mut positions: Vec<Option<usize>> = vec![None; machine.num_blocks()];
    for (position, block) in order.iter().enumerate() {
        positions[block.index()] = Some(position);
    }
    let successors = |block: Block| {
        let successors = machine.block_succs(block).iter();
        successors.map(|block| forwarded[block.index()])
    };
    let mut bottoms: Vec<Option<Block>> = vec![None; machine.num_blocks()];
    for &block in order.iter() {
        if matches!(last_op(machine, block), Op::Jump) {
            for header in successors(block) {
                bottoms[header.index()] = Some(block);
            }
        }
    }
    // Inner loops begin later, and are done first: an outer one moves them as they are.
    for top in (1..order.len()).rev() {
        let header = order[top];
        let bottom = bottoms[header.index()].and_then(|block| positions[block.index()]);
        let Some(bottom) = bottom.filter(|bottom| *bottom > top) else {
            continue;
        };
        let is_inside = |block: &Block| {
            let position = positions[block.index()];
            position.is_some_and(|position| (top..=bottom).contains(&position))
        };
        let n_inside = successors(header).filter(is_inside).count();
        if !matches!(last_op(machine, header), Op::Branch(_)) || n_inside != 1 {
            continue;
        }
        order[top..=bottom].rotate_left(1);
        for (position, block) in order.iter().enumerate().take(bottom + 1).skip(top) {
            positions[block.index()] = Some(position);
        }
    }
}

fn last_op(machine: &Machine, block: Block) -> Op {
    machine.op(machine.block_insns(block).last())
}
