//! Which frame state governs a place: the one that the interpreter would go on from.
//!
//! It is the nearest state before the place. A block without a state of its own continues that of
//! its only predecessor, unless this one ends in a call with a handler: the state of the call
//! holds neither its result nor its exception.

use super::cfg::ControlFlow;
use crate::entities::{Block, Entity, State};
use crate::function::Function;
use crate::opcode::Targets;

/// The governing state at each block's entry.
#[derive(Clone, Debug)]
pub struct Governing {
    entries: Vec<Option<State>>,
}

impl Governing {
    /// Of a function with these edges. Each block is looked at once.
    pub fn of(func: &Function, flow: &ControlFlow) -> Governing {
        let mut governing = Governing {
            entries: vec![None; func.n_blocks()],
        };
        let mut is_known = vec![false; func.n_blocks()];
        let mut chain = Vec::new();
        for block in func.layout.blocks() {
            let state = governing.walk(func, flow, block, &mut is_known, &mut chain);
            for block in chain.drain(..) {
                governing.entries[block.index()] = state;
            }
        }
        governing
    }

    /// Goes up from a block until a state is met; `chain` gets the blocks that it governs.
    fn walk(
        &self,
        func: &Function,
        flow: &ControlFlow,
        mut block: Block,
        is_known: &mut [bool],
        chain: &mut Vec<Block>,
    ) -> Option<State> {
        loop {
            if std::mem::replace(&mut is_known[block.index()], true) {
                return self.entries[block.index()];
            }
            chain.push(block);
            if let Some(state) = func.block_state(block) {
                return Some(state);
            }
            let [predecessor] = *flow.predecessors(block) else {
                return None;
            };
            let end = func.terminator(predecessor)?;
            if func.inst(end).opcode.row().targets == Targets::Handler {
                return None;
            }
            let mut insts = func.layout.insts(predecessor).rev();
            if let Some(state) = insts.find_map(|inst| func.inst(inst).state) {
                return Some(state);
            }
            block = predecessor;
        }
    }

    /// The state that governs the first instruction of the block.
    pub fn at_entry(&self, block: Block) -> Option<State> {
        self.entries[block.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::Governing;
    use crate::analysis::ControlFlow;
    use crate::text::parse;

    #[test]
    fn states_reach_through_single_predecessors() {
        let text = "\
fn @f(i32) {
    method0 = \"A.f(I)V\"
b0(v0: i32) @ method0:0 before:
    branch v0, b1, b2
b1:
    jump b3
b2:
    call_static method0, v0 @ method0:1 after
    branch v0, b4, b3
b3:
    ret_void
b4:
    try_static method0, v0, b5, b6 @ method0:2 after
b5:
    ret_void
b6(v1: ref) @ method0:3 before:
    jump b7
b7:
    ret_void
b8:
    jump b9
b9:
    jump b8
}
";
        let func = parse(text).expect("the text is a function");
        let governing = Governing::of(&func, &ControlFlow::of(&func));
        let bcis: Vec<Option<u32>> = func
            .layout
            .blocks()
            .map(|block| Some(func.states[governing.at_entry(block)?].bci))
            .collect();
        let expected = [0, 0, 0, -1, 1, -1, 3, 3, -1, -1].map(|bci| u32::try_from(bci).ok());
        assert_eq!(bcis, expected);
    }
}
