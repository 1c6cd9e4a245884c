//! Order of blocks and instructions, apart from their contents.
//!
//! Both are doubly linked lists, so that a pass inserts and removes in constant time.

use crate::entities::{Block, Inst, SideMap};

/// Neighbours of a block, and its instructions.
#[derive(Clone, Copy, Default, Debug)]
struct BlockNode {
    is_inserted: bool,
    prev: Option<Block>,
    next: Option<Block>,
    first: Option<Inst>,
    last: Option<Inst>,
}

/// Neighbours of an instruction.
#[derive(Clone, Copy, Default, Debug)]
struct InstNode {
    block: Option<Block>,
    prev: Option<Inst>,
    next: Option<Inst>,
}

/// The order of a function.
#[derive(Clone, Debug)]
pub struct Layout {
    blocks: SideMap<Block, BlockNode>,
    insts: SideMap<Inst, InstNode>,
    first: Option<Block>,
    last: Option<Block>,
}

impl Default for Layout {
    fn default() -> Self {
        Layout {
            blocks: SideMap::new(BlockNode::default()),
            insts: SideMap::new(InstNode::default()),
            first: None,
            last: None,
        }
    }
}

impl Layout {
    /// The entry block.
    pub fn entry(&self) -> Option<Block> {
        self.first
    }

    /// Is the block in the order?
    pub fn has_block(&self, block: Block) -> bool {
        self.blocks[block].is_inserted
    }

    /// Puts a block at the end.
    pub fn append_block(&mut self, block: Block) {
        debug_assert!(!self.has_block(block), "{block} is in the order");
        self.blocks[block] = BlockNode {
            is_inserted: true,
            prev: self.last,
            ..BlockNode::default()
        };
        match self.last {
            Some(last) => self.blocks[last].next = Some(block),
            None => self.first = Some(block),
        }
        self.last = Some(block);
    }

    /// Moves a block behind another one.
    pub fn move_block_after(&mut self, block: Block, after: Block) {
        debug_assert_ne!(block, after, "a block cannot stand behind itself");
        self.unlink_block(block);
        let next = self.blocks[after].next.replace(block);
        self.blocks[block].prev = Some(after);
        self.blocks[block].next = next;
        match next {
            Some(next) => self.blocks[next].prev = Some(block),
            None => self.last = Some(block),
        }
    }

    /// Takes a block out, with its instructions.
    pub fn remove_block(&mut self, block: Block) {
        while let Some(inst) = self.blocks[block].first {
            self.remove_inst(inst);
        }
        self.unlink_block(block);
        self.blocks[block] = BlockNode::default();
    }

    /// Joins the neighbours of a block.
    fn unlink_block(&mut self, block: Block) {
        let BlockNode { prev, next, .. } = self.blocks[block];
        match prev {
            Some(prev) => self.blocks[prev].next = next,
            None => self.first = next,
        }
        match next {
            Some(next) => self.blocks[next].prev = prev,
            None => self.last = prev,
        }
    }

    /// Blocks in order.
    pub fn blocks(&self) -> impl Iterator<Item = Block> {
        std::iter::successors(self.first, |block| self.blocks[*block].next)
    }

    /// The block that holds the instruction.
    pub fn block_of(&self, inst: Inst) -> Option<Block> {
        self.insts[inst].block
    }

    /// First instruction of a block.
    pub fn first_inst(&self, block: Block) -> Option<Inst> {
        self.blocks[block].first
    }

    /// Last instruction of a block.
    pub fn last_inst(&self, block: Block) -> Option<Inst> {
        self.blocks[block].last
    }

    /// The instruction after this one in its block.
    pub fn next_inst(&self, inst: Inst) -> Option<Inst> {
        self.insts[inst].next
    }

    /// The instruction before this one in its block.
    pub fn prev_inst(&self, inst: Inst) -> Option<Inst> {
        self.insts[inst].prev
    }

    /// Instructions of a block in order.
    pub fn insts(&self, block: Block) -> impl DoubleEndedIterator<Item = Inst> {
        Insts {
            layout: self,
            front: self.first_inst(block),
            back: self.last_inst(block),
        }
    }

    /// Puts an instruction at the end of a block.
    pub fn append_inst(&mut self, inst: Inst, block: Block) {
        debug_assert!(self.has_block(block), "{block} is not in the order");
        let last = self.blocks[block].last;
        self.insts[inst] = InstNode {
            block: Some(block),
            prev: last,
            next: None,
        };
        match last {
            Some(last) => self.insts[last].next = Some(inst),
            None => self.blocks[block].first = Some(inst),
        }
        self.blocks[block].last = Some(inst);
    }

    /// Puts an instruction before another one.
    pub fn insert_before(&mut self, inst: Inst, before: Inst) {
        let block = self.insts[before].block.expect("`before` is in a block");
        let prev = self.insts[before].prev;
        self.insts[inst] = InstNode {
            block: Some(block),
            prev,
            next: Some(before),
        };
        self.insts[before].prev = Some(inst);
        match prev {
            Some(prev) => self.insts[prev].next = Some(inst),
            None => self.blocks[block].first = Some(inst),
        }
    }

    /// Takes an instruction out of its block.
    pub fn remove_inst(&mut self, inst: Inst) {
        let InstNode { block, prev, next } = self.insts[inst];
        let block = block.expect("the instruction is in a block");
        match prev {
            Some(prev) => self.insts[prev].next = next,
            None => self.blocks[block].first = next,
        }
        match next {
            Some(next) => self.insts[next].prev = prev,
            None => self.blocks[block].last = prev,
        }
        self.insts[inst] = InstNode::default();
    }
}

/// Instructions of a block, from both ends.
struct Insts<'a> {
    layout: &'a Layout,
    front: Option<Inst>,
    back: Option<Inst>,
}

impl Insts<'_> {
    /// Ends the iteration when both ends have met at `inst`, which is about to be returned.
    fn meet(&mut self, inst: Inst) -> bool {
        let met = self.front == self.back;
        if met {
            self.front = None;
            self.back = None;
        }
        debug_assert!(self.layout.block_of(inst).is_some());
        met
    }
}

impl Iterator for Insts<'_> {
    type Item = Inst;
    fn next(&mut self) -> Option<Inst> {
        let inst = self.front?;
        if !self.meet(inst) {
            self.front = self.layout.next_inst(inst);
        }
        Some(inst)
    }
}

impl DoubleEndedIterator for Insts<'_> {
    fn next_back(&mut self) -> Option<Inst> {
        let inst = self.back?;
        if !self.meet(inst) {
            self.back = self.layout.prev_inst(inst);
        }
        Some(inst)
    }
}

#[cfg(test)]
mod tests {
    use super::Layout;
    use crate::entities::{Block, Entity, Inst};

    fn order(layout: &Layout, block: Block) -> (Vec<usize>, Vec<usize>) {
        let forward = layout.insts(block).map(Entity::index).collect();
        let backward = layout.insts(block).rev().map(Entity::index).collect();
        (forward, backward)
    }

    #[test]
    fn insertion_and_removal_keep_both_directions() {
        let mut layout = Layout::default();
        let block = Block::new(0);
        layout.append_block(block);
        let inst = Inst::new;
        layout.append_inst(inst(0), block);
        layout.append_inst(inst(1), block);
        layout.insert_before(inst(2), inst(1));
        layout.insert_before(inst(3), inst(0));
        assert_eq!(order(&layout, block), (vec![3, 0, 2, 1], vec![1, 2, 0, 3]));
        for (removed, left) in [
            (2, vec![3, 0, 1]),
            (3, vec![0, 1]),
            (1, vec![0]),
            (0, vec![]),
        ] {
            layout.remove_inst(inst(removed));
            let backward: Vec<usize> = left.iter().rev().copied().collect();
            assert_eq!(order(&layout, block), (left, backward));
        }
    }

    #[test]
    fn blocks_are_moved() {
        let mut layout = Layout::default();
        let block = Block::new;
        for index in 0..4 {
            layout.append_block(block(index));
        }
        for (moved, after, order) in [
            (3, 0, [0, 3, 1, 2]),
            (0, 2, [3, 1, 2, 0]),
            (1, 3, [3, 1, 2, 0]),
            (2, 0, [3, 1, 0, 2]),
        ] {
            layout.move_block_after(block(moved), block(after));
            let found: Vec<usize> = layout.blocks().map(Entity::index).collect();
            assert_eq!(found, order, "b{moved} behind b{after}");
        }
    }

    #[test]
    fn blocks_are_removed_with_their_instructions() {
        let mut layout = Layout::default();
        for index in 0..3 {
            layout.append_block(Block::new(index));
            layout.append_inst(Inst::new(index), Block::new(index));
        }
        layout.remove_block(Block::new(0));
        let left: Vec<Block> = layout.blocks().collect();
        assert_eq!(left, [Block::new(1), Block::new(2)]);
        assert_eq!(layout.block_of(Inst::new(0)), None);
        assert_eq!(layout.entry(), Some(Block::new(1)));
    }
}
