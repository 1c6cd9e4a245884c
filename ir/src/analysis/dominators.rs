//! Dominators. Source: Cooper, Harvey, Kennedy, "A simple, fast dominance algorithm" (2001).

use super::cfg::ControlFlow;
use crate::entities::{Block, Entity};
use crate::function::Function;

/// The dominator tree of the reachable blocks.
#[derive(Clone, Debug)]
pub struct Dominators {
    /// Of each block: its position in reverse postorder.
    position: Vec<Option<usize>>,
    /// Of each position: that of the immediate dominator; the entry's is its own.
    parent: Vec<usize>,
    order: Vec<Block>,
}

impl Dominators {
    /// Of a function with these edges.
    pub fn of(func: &Function, flow: &ControlFlow) -> Dominators {
        let order = flow.reverse_postorder().to_vec();
        let mut position = vec![None; func.n_blocks()];
        for (index, block) in order.iter().enumerate() {
            position[block.index()] = Some(index);
        }
        let mut tree = Dominators {
            position,
            parent: vec![usize::MAX; order.len()],
            order,
        };
        if let Some(entry) = tree.parent.first_mut() {
            *entry = 0;
        }
        while tree.improve(flow) {}
        tree
    }

    /// One round over all blocks; false when nothing has changed.
    fn improve(&mut self, flow: &ControlFlow) -> bool {
        let mut changed = false;
        for index in 1..self.order.len() {
            let parent = flow
                .predecessors(self.order[index])
                .iter()
                .filter_map(|block| self.position[block.index()])
                .filter(|position| self.parent[*position] != usize::MAX)
                .reduce(|a, b| self.meet(a, b))
                .expect("a reachable block has a predecessor that was visited before");
            changed |= std::mem::replace(&mut self.parent[index], parent) != parent;
        }
        changed
    }

    /// The nearest common dominator of two positions.
    fn meet(&self, mut a: usize, mut b: usize) -> usize {
        while a != b {
            if a > b {
                a = self.parent[a];
            } else {
                b = self.parent[b];
            }
        }
        a
    }

    /// Can the block be reached from the entry?
    pub fn is_reachable(&self, block: Block) -> bool {
        self.position[block.index()].is_some()
    }

    /// The immediate dominator; `None` for the entry and for blocks that are not reachable.
    pub fn parent(&self, block: Block) -> Option<Block> {
        let position = self.position[block.index()]?;
        (position > 0).then(|| self.order[self.parent[position]])
    }

    /// Does every path from the entry to `below` pass through `above`? A block dominates itself;
    /// what is not reachable is dominated by everything.
    pub fn dominates(&self, above: Block, below: Block) -> bool {
        let Some(mut position) = self.position[below.index()] else {
            return true;
        };
        let Some(above) = self.position[above.index()] else {
            return false;
        };
        while position > above {
            position = self.parent[position];
        }
        position == above
    }
}

#[cfg(test)]
mod tests {
    use super::{ControlFlow, Dominators};
    use crate::entities::{Block, Entity};
    use crate::text::parse;

    /// Dominance by its definition: `below` cannot be reached when `above` is taken out.
    fn dominates(flow: &ControlFlow, above: Block, below: Block) -> bool {
        let entry = flow.reverse_postorder()[0];
        let mut seen = vec![above];
        let mut left = if above == entry { vec![] } else { vec![entry] };
        while let Some(block) = left.pop() {
            if !seen.contains(&block) {
                seen.push(block);
                left.extend(flow.successors(block));
            }
        }
        above == below || !seen.contains(&below)
    }

    #[test]
    fn the_tree_agrees_with_the_definition() {
        // Nested loops, a join, an irreducible pair (b6, b7), and a block that is not reachable.
        let text = "\
fn @shape(i32) {
b0(v0: i32):
    branch v0, b1, b2
b1:
    branch v0, b3, b4
b2:
    jump b4
b3:
    branch v0, b1, b5
b4:
    branch v0, b6, b7
b5:
    branch v0, b3, b8
b6:
    branch v0, b7, b8
b7:
    branch v0, b6, b8
b8:
    ret_void
b9:
    jump b8
}
";
        let func = parse(text).expect("the text is a function");
        let flow = ControlFlow::of(&func);
        let tree = Dominators::of(&func, &flow);
        assert_eq!(flow.reverse_postorder().len(), 9);
        for above in 0..9 {
            for below in 0..9 {
                let (above, below) = (Block::new(above), Block::new(below));
                assert_eq!(
                    tree.dominates(above, below),
                    dominates(&flow, above, below),
                    "{above} {below}"
                );
            }
        }
        assert!(!tree.is_reachable(Block::new(9)));
        assert_eq!(tree.parent(Block::new(8)), Some(Block::new(0)));
        assert_eq!(tree.parent(Block::new(0)), None);
    }
}
