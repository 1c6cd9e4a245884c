//! Edges between blocks, and the order in which a forward pass visits them.

use crate::entities::{Block, Entity, SideMap};
use crate::function::Function;

/// Predecessors, successors and reverse postorder.
#[derive(Clone, Debug)]
pub struct ControlFlow {
    successors: SideMap<Block, Vec<Block>>,
    predecessors: SideMap<Block, Vec<Block>>,
    order: Vec<Block>,
}

impl ControlFlow {
    /// Of a function. A block that ends without terminator has no successors.
    pub fn of(func: &Function) -> ControlFlow {
        let mut flow = ControlFlow {
            successors: SideMap::new(Vec::new()),
            predecessors: SideMap::new(Vec::new()),
            order: Vec::new(),
        };
        for block in func.layout.blocks() {
            let Some(inst) = func.terminator(block) else {
                continue;
            };
            for target in &func.inst(inst).targets {
                flow.successors[block].push(target.block);
                flow.predecessors[target.block].push(block);
            }
        }
        flow.order = reverse_postorder(func, &flow);
        flow
    }

    /// Targets of the block's terminator, each as often as it stands there.
    pub fn successors(&self, block: Block) -> &[Block] {
        &self.successors[block]
    }

    /// Blocks that end in this one, each as often as its terminator names it.
    pub fn predecessors(&self, block: Block) -> &[Block] {
        &self.predecessors[block]
    }

    /// Blocks that end in this one, each once.
    pub fn predecessor_blocks(&self, block: Block) -> impl Iterator<Item = Block> {
        let predecessors = self.predecessors(block);
        // Those of one terminator stand in a row.
        let is_first = |index: usize| index == 0 || predecessors[index] != predecessors[index - 1];
        let all = predecessors.iter().enumerate();
        all.filter(move |(index, _)| is_first(*index))
            .map(|(_, block)| *block)
    }

    /// Reachable blocks, each before its successors but for the edges of loops back.
    pub fn reverse_postorder(&self) -> &[Block] {
        &self.order
    }
}

fn reverse_postorder(func: &Function, flow: &ControlFlow) -> Vec<Block> {
    let mut order = Vec::new();
    let Some(entry) = func.layout.entry() else {
        return order;
    };
    let mut is_seen = vec![false; func.n_blocks()];
    is_seen[entry.index()] = true;
    // Blocks on the path from the entry, each with the number of successors that were visited.
    let mut path = vec![(entry, 0)];
    while let Some((block, n_visited)) = path.last_mut() {
        match flow.successors(*block).get(*n_visited) {
            Some(&next) => {
                *n_visited += 1;
                if !std::mem::replace(&mut is_seen[next.index()], true) {
                    path.push((next, 0));
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
