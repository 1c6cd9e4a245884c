//! Blocks of bytecode and the order in which they are interpreted.
//!
//! The edges are those that compiled code may take: of what throws, calls and `athrow` alone lead
//! to handlers. Back edges of the depth-first search make loop headers; that holds for
//! irreducible loops too, and for handlers that cover themselves.

use crate::code::Code;
use vm_bytecode::Operands;

/// A block of bytecode.
#[derive(Debug)]
pub(crate) struct BytecodeBlock {
    /// Its first instruction.
    pub(crate) first: usize,
    /// The first instruction after it.
    pub(crate) end: usize,
    /// Its place in reverse postorder; `None`: it is not reachable.
    pub(crate) position: Option<usize>,
    /// Does an edge lead back to it?
    pub(crate) is_loop_header: bool,
}

/// All blocks of a method.
#[derive(Debug)]
pub(crate) struct Blocks {
    blocks: Vec<BytecodeBlock>,
    /// Of each instruction: its block.
    block_of: Vec<u32>,
    /// Reachable blocks in reverse postorder.
    order: Vec<usize>,
}

impl Blocks {
    /// Blocks of code that is entered at the instruction `entry`.
    pub(crate) fn of(code: &Code<'_>, entry: usize) -> Blocks {
        let is_leader = leaders(code, entry);
        let mut blocks: Vec<BytecodeBlock> = Vec::new();
        let mut block_of = Vec::with_capacity(code.insns.len());
        for (index, &is_leader) in is_leader.iter().enumerate() {
            if is_leader {
                blocks.push(BytecodeBlock {
                    first: index,
                    end: index,
                    position: None,
                    is_loop_header: false,
                });
            }
            let last = blocks.len() - 1;
            blocks[last].end = index + 1;
            block_of.push(last as u32);
        }
        let mut blocks = Blocks {
            blocks,
            block_of,
            order: Vec::new(),
        };
        let entry = blocks.block_of(entry);
        blocks.search(code, entry);
        blocks
    }

    /// Depth-first search: order and loop headers.
    fn search(&mut self, code: &Code<'_>, entry: usize) {
        let mut is_seen = vec![false; self.blocks.len()];
        let mut is_open = vec![false; self.blocks.len()];
        let mut order = Vec::new();
        is_seen[entry] = true;
        is_open[entry] = true;
        // Blocks on the path from the entry, each with the successors that are left.
        let mut path = vec![(entry, self.successors(code, entry))];
        while let Some((block, left)) = path.last_mut() {
            match left.pop() {
                Some(next) if is_open[next] => self.blocks[next].is_loop_header = true,
                Some(next) if is_seen[next] => {}
                Some(next) => {
                    is_seen[next] = true;
                    is_open[next] = true;
                    let successors = self.successors(code, next);
                    path.push((next, successors));
                }
                None => {
                    is_open[*block] = false;
                    order.push(*block);
                    path.pop();
                }
            }
        }
        order.reverse();
        for (position, block) in order.iter().enumerate() {
            self.blocks[*block].position = Some(position);
        }
        self.order = order;
    }

    /// Blocks that compiled code may go to from this one.
    fn successors(&self, code: &Code<'_>, block: usize) -> Vec<usize> {
        let BytecodeBlock { first, end, .. } = self.blocks[block];
        let mut successors: Vec<usize> = Vec::new();
        let throwing = (first..end).filter(|index| code.throws(*index));
        if code.has_handlers() {
            for index in throwing {
                successors.extend(code.handlers_at(index).map(|row| self.block_of(row.index)));
            }
        }
        let following = code.successors(end - 1).iter();
        successors.extend(following.map(|index| self.block_of(*index as usize)));
        successors.sort_unstable_by(|a, b| b.cmp(a));
        successors.dedup();
        successors
    }

    /// The block of an instruction.
    pub(crate) fn block_of(&self, index: usize) -> usize {
        self.block_of[index] as usize
    }

    /// Does a block start at this instruction?
    pub(crate) fn is_leader(&self, index: usize) -> bool {
        self.blocks[self.block_of(index)].first == index
    }

    /// A block.
    pub(crate) fn get(&self, block: usize) -> &BytecodeBlock {
        &self.blocks[block]
    }

    /// Number of blocks, reachable or not.
    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The block at a place of the order.
    pub(crate) fn at(&self, position: usize) -> usize {
        self.order[position]
    }
}

/// Of each instruction: does a block start there?
fn leaders(code: &Code<'_>, entry: usize) -> Vec<bool> {
    let mut is_leader = vec![false; code.insns.len()];
    is_leader[0] = true;
    is_leader[entry] = true;
    for handler in code.handlers() {
        is_leader[handler.index] = true;
    }
    for (index, insn) in code.insns.iter().enumerate() {
        let branches = matches!(insn.operands, Operands::Branch(_) | Operands::Switch(_));
        if branches || insn.op.ends_block() {
            for &target in code.successors(index) {
                is_leader[target as usize] = true;
            }
            if let Some(next) = is_leader.get_mut(index + 1) {
                *next = true;
            }
        }
    }
    is_leader
}
