//! Natural loops, and how they nest.
//!
//! A loop has one header, which dominates all its blocks, and *latches*, the blocks that jump back
//! to it. Loops with the same header are one loop. A cycle that can be entered at several blocks
//! (irreducible control flow) is no loop: its blocks belong to the loop around it, and
//! [`LoopNest::has_irreducible`] says that there is one.
//!
//! Source: Havlak, "Nesting of reducible and irreducible loops" (1997), for the reducible case.

use super::cfg::ControlFlow;
use super::dominators::Dominators;
use crate::entities::{Block, Entity};
use crate::function::Function;

/// A loop of a [`LoopNest`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LoopId(usize);

#[derive(Clone, Debug)]
struct LoopData {
    header: Block,
    latches: Vec<Block>,
    outer: Option<LoopId>,
    depth: usize,
    /// Blocks of the loop, those of inner loops too, in reverse postorder.
    blocks: Vec<Block>,
}

/// The loops of a function.
#[derive(Clone, Debug)]
pub struct LoopNest {
    /// Inner loops come after outer ones.
    loops: Vec<LoopData>,
    /// Of each block: the innermost loop.
    innermost: Vec<Option<LoopId>>,
    has_irreducible: bool,
}

impl LoopNest {
    /// Of a function. Linear in the number of blocks times the depth of the nest.
    pub fn of(func: &Function, flow: &ControlFlow, tree: &Dominators) -> LoopNest {
        let mut nest = LoopNest {
            loops: Vec::new(),
            innermost: vec![None; func.n_blocks()],
            has_irreducible: false,
        };
        nest.find_headers(flow, tree);
        // Inner headers come later in reverse postorder: from the last to the first, each block is
        // claimed by its innermost loop.
        for index in (0..nest.loops.len()).rev() {
            nest.claim(LoopId(index), flow, tree);
        }
        nest.finish(flow);
        nest
    }

    fn find_headers(&mut self, flow: &ControlFlow, tree: &Dominators) {
        let mut is_seen = vec![false; self.innermost.len()];
        for &block in flow.reverse_postorder() {
            is_seen[block.index()] = true;
            let back = flow.predecessor_blocks(block).filter(|predecessor| {
                tree.is_reachable(*predecessor) && tree.dominates(block, *predecessor)
            });
            let latches: Vec<Block> = back.collect();
            if !latches.is_empty() {
                self.loops.push(LoopData {
                    header: block,
                    latches,
                    outer: None,
                    depth: 0,
                    blocks: Vec::new(),
                });
            }
            self.has_irreducible |= flow
                .successors(block)
                .iter()
                .any(|next| is_seen[next.index()] && !tree.dominates(*next, block));
        }
    }

    /// Finds the blocks of a loop from its latches upwards. Inner loops, which have been claimed,
    /// are crossed at once.
    fn claim(&mut self, id: LoopId, flow: &ControlFlow, tree: &Dominators) {
        let header = self.loops[id.0].header;
        let mut left = self.loops[id.0].latches.clone();
        self.innermost[header.index()] = Some(id);
        while let Some(block) = left.pop() {
            let outermost = self.outermost_claimed(block);
            match outermost {
                Some(inner) if inner == id => {}
                Some(inner) => {
                    self.loops[inner.0].outer = Some(id);
                    let entered = self.loops[inner.0].header;
                    left.extend(entries(entered, flow, tree));
                }
                None => {
                    self.innermost[block.index()] = Some(id);
                    left.extend(entries(block, flow, tree));
                }
            }
        }
    }

    /// The outermost loop around a block that is known so far.
    fn outermost_claimed(&self, block: Block) -> Option<LoopId> {
        let mut id = self.innermost[block.index()]?;
        while let Some(outer) = self.loops[id.0].outer {
            id = outer;
        }
        Some(id)
    }

    fn finish(&mut self, flow: &ControlFlow) {
        for index in 0..self.loops.len() {
            let outer = self.loops[index].outer;
            self.loops[index].depth = outer.map_or(1, |outer| self.loops[outer.0].depth + 1);
        }
        for &block in flow.reverse_postorder() {
            let mut next = self.innermost[block.index()];
            while let Some(id) = next {
                self.loops[id.0].blocks.push(block);
                next = self.loops[id.0].outer;
            }
        }
    }

    /// All loops, outer ones before inner ones.
    pub fn loops(&self) -> impl DoubleEndedIterator<Item = LoopId> + use<> {
        (0..self.loops.len()).map(LoopId)
    }

    /// The block that every round begins with.
    pub fn header(&self, id: LoopId) -> Block {
        self.loops[id.0].header
    }

    /// Blocks that jump back to the header.
    pub fn latches(&self, id: LoopId) -> &[Block] {
        &self.loops[id.0].latches
    }

    /// The loop around it.
    pub fn outer(&self, id: LoopId) -> Option<LoopId> {
        self.loops[id.0].outer
    }

    /// 1 for a loop that stands in no other one.
    pub fn depth(&self, id: LoopId) -> usize {
        self.loops[id.0].depth
    }

    /// All blocks, those of inner loops too, in reverse postorder.
    pub fn blocks(&self, id: LoopId) -> &[Block] {
        &self.loops[id.0].blocks
    }

    /// The innermost loop that a block stands in.
    pub fn innermost(&self, block: Block) -> Option<LoopId> {
        *self.innermost.get(block.index())?
    }

    /// Does the block stand in the loop, perhaps in an inner one?
    pub fn contains(&self, id: LoopId, block: Block) -> bool {
        let mut next = self.innermost(block);
        while let Some(inner) = next {
            if inner == id {
                return true;
            }
            next = self.loops[inner.0].outer;
        }
        false
    }

    /// Has it no loop inside?
    pub fn is_innermost(&self, id: LoopId) -> bool {
        !self.loops.iter().any(|inner| inner.outer == Some(id))
    }

    /// Blocks outside that jump to the header, each once.
    pub fn entries(&self, id: LoopId, flow: &ControlFlow) -> Vec<Block> {
        let header = self.header(id);
        let blocks = flow.predecessor_blocks(header);
        blocks.filter(|block| !self.contains(id, *block)).collect()
    }

    /// Edges that leave the loop: from, to.
    pub fn exits(&self, id: LoopId, flow: &ControlFlow) -> Vec<(Block, Block)> {
        let blocks = self.blocks(id).iter();
        let edges = blocks.flat_map(|from| flow.successors(*from).iter().map(|to| (*from, *to)));
        edges.filter(|(_, to)| !self.contains(id, *to)).collect()
    }

    /// Is there a cycle that can be entered at several blocks?
    pub fn has_irreducible(&self) -> bool {
        self.has_irreducible
    }
}

/// Blocks before this one from which it is entered, but for its own latches.
fn entries(block: Block, flow: &ControlFlow, tree: &Dominators) -> impl Iterator<Item = Block> {
    flow.predecessor_blocks(block)
        .filter(move |before| tree.is_reachable(*before) && !tree.dominates(block, *before))
}

#[cfg(test)]
mod tests {
    use super::LoopNest;
    use crate::analysis::{ControlFlow, Dominators};
    use crate::entities::{Block, Entity};
    use crate::text::parse;

    fn nest(text: &str) -> (ControlFlow, LoopNest) {
        let func = parse(text).expect("the text is a function");
        let flow = ControlFlow::of(&func);
        let tree = Dominators::of(&func, &flow);
        let nest = LoopNest::of(&func, &flow, &tree);
        (flow, nest)
    }

    fn numbers(blocks: &[Block]) -> Vec<usize> {
        let mut numbers: Vec<usize> = blocks.iter().map(|block| block.index()).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn loops_nest_and_share_headers() {
        // b1: outer, with latches b5 and b6; b2: inner, of b2 and b3; b4 leaves the outer one.
        let (flow, nest) = nest(
            "\
fn @f(i32) {
b0(v0: i32):
    branch v0, b1, b8
b1:
    branch v0, b2, b4
b2:
    branch v0, b3, b5
b3:
    branch v0, b2, b8
b4:
    branch v0, b6, b7
b5:
    jump b1
b6:
    jump b1
b7:
    branch v0, b7, b8
b8:
    ret_void
b9:
    jump b9
}
",
        );
        let found: Vec<String> = nest
            .loops()
            .map(|id| {
                let header = nest.header(id).index();
                let latches = numbers(nest.latches(id));
                let inside = numbers(nest.blocks(id));
                let (depth, is_innermost) = (nest.depth(id), nest.is_innermost(id));
                format!("{header} {latches:?} {inside:?} {depth} {is_innermost}")
            })
            .collect();
        let outer = "1 [5, 6] [1, 2, 3, 4, 5, 6] 1 false";
        let inner = "2 [3] [2, 3] 2 true";
        let alone = "7 [7] [7] 1 true";
        assert_eq!(found.len(), 3);
        for wanted in [outer, inner, alone] {
            assert!(
                found.iter().any(|one| one == wanted),
                "{wanted} in {found:?}"
            );
        }
        let ids: Vec<_> = nest.loops().collect();
        let with_header = |header| {
            let header = Block::new(header);
            *ids.iter()
                .find(|id| nest.header(**id) == header)
                .expect("a header")
        };
        let (outer, inner) = (with_header(1), with_header(2));
        assert_eq!(nest.outer(inner), Some(outer));
        assert!(nest.contains(outer, Block::new(3)) && !nest.contains(inner, Block::new(5)));
        assert_eq!(nest.entries(outer, &flow), [Block::new(0)]);
        let exits = nest.exits(inner, &flow);
        assert!(exits.contains(&(Block::new(3), Block::new(8))));
        assert!(exits.contains(&(Block::new(2), Block::new(5))));
        assert_eq!(exits.len(), 2);
        assert!(!nest.has_irreducible());
        assert_eq!(nest.innermost(Block::new(9)), None);
    }

    #[test]
    fn a_cycle_with_two_entries_is_no_loop() {
        let (_, nest) = nest(
            "\
fn @f(i32) {
b0(v0: i32):
    jump b1
b1:
    branch v0, b2, b3
b2:
    branch v0, b3, b4
b3:
    jump b2
b4:
    branch v0, b1, b5
b5:
    ret_void
}
",
        );
        assert!(nest.has_irreducible());
        let ids: Vec<_> = nest.loops().collect();
        assert_eq!(ids.len(), 1);
        assert_eq!(numbers(nest.blocks(ids[0])), [1, 2, 3, 4]);
    }
}
