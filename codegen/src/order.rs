//! The order of blocks, and which of them are hardly ever reached.
//!
//! Blocks are lowered in a reverse postorder in which a loop stands in one piece: what follows a
//! loop comes behind all of its blocks. Of two ways on inside a loop, the one that stays in it comes
//! next. The allocator takes what stands between a header and the last jump back to it for the loop.
//!
//! Hardly ever reached are blocks that leave compiled code or throw, handlers, and what lies only
//! before or behind such blocks. They are put behind all others when code is emitted.

use ir::analysis::{ControlFlow, Dominators, LoopNest};
use ir::opcode::Targets;
use ir::{Block, Entity, Function, Opcode};

/// For each block, whether it is cold.
pub fn cold_blocks(func: &Function, flow: &ControlFlow) -> Vec<bool> {
    let mut is_cold = vec![false; func.n_blocks()];
    let order = flow.reverse_postorder();
    for &block in order {
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
    for &block in order.iter().rev() {
        spread(flow.successors(block), block, &mut is_cold);
    }
    for &block in order {
        spread(flow.predecessors(block), block, &mut is_cold);
    }
    is_cold
}

/// A block is cold when all of its neighbours on one side are.
fn spread(neighbours: &[Block], block: Block, is_cold: &mut [bool]) {
    let are_cold = neighbours.iter().all(|other| is_cold[other.index()]);
    is_cold[block.index()] |= are_cold && !neighbours.is_empty();
}

/// The reachable blocks in the order in which they are lowered.
pub fn blocks(func: &Function, flow: &ControlFlow, is_cold: &[bool]) -> Vec<Block> {
    let Some(entry) = func.layout.entry() else {
        return Vec::new();
    };
    let tree = Dominators::of(func, flow);
    let nest = LoopNest::of(func, flow, &tree);
    // What is visited first comes last.
    let next = |block: Block| {
        let depth = |block| nest.innermost(block).map_or(0, |id| nest.depth(id));
        let mut next = flow.successors(block).to_vec();
        next.sort_by_key(|next| (!is_cold[next.index()], depth(*next)));
        next.into_iter()
    };
    let mut order = Vec::new();
    let mut is_seen = vec![false; func.n_blocks()];
    is_seen[entry.index()] = true;
    let mut path = vec![(entry, next(entry))];
    while let Some((block, left)) = path.last_mut() {
        match left.next() {
            Some(successor) => {
                if !std::mem::replace(&mut is_seen[successor.index()], true) {
                    path.push((successor, next(successor)));
                }
            }
            None => {
                order.push(*block);
                path.pop();
            }
        }
    }
    order.reverse();
    order
}

#[cfg(test)]
mod tests {
    use super::{blocks, cold_blocks};
    use ir::Entity;
    use ir::analysis::ControlFlow;
    use ir::text::parse;

    /// A loop whose test leads into it first, and which leaves for code behind it in the middle,
    /// for a block that throws, and for one that only leads there.
    const LOOPS: &str = "\
fn @f(i32, ref) {
b0(v0: i32, v1: ref):
    v2 = guard_passed
    jump b1
b1:
    branch v0, b2, b6
b2:
    branch v0, b5, b3
b3:
    branch v0, b4, b6
b4:
    jump b1
b5:
    jump b7
b6:
    ret_void
b7:
    throw v1, v2
}
";

    #[test]
    fn loops_stand_in_one_piece() {
        let func = parse(LOOPS).expect("the text is a function");
        let flow = ControlFlow::of(&func);
        let is_cold = cold_blocks(&func, &flow);
        assert_eq!(
            is_cold,
            [false, false, false, false, false, true, false, true]
        );
        let order: Vec<usize> = blocks(&func, &flow, &is_cold)
            .iter()
            .map(|block| block.index())
            .collect();
        assert_eq!(order, [0, 1, 2, 3, 4, 5, 7, 6]);
    }
}
