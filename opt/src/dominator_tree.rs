//! Walks over the dominator tree that know on each block what holds on all paths to it.

use crate::context::Context;
use ir::analysis::{ControlFlow, Dominators};
use ir::{Block, Entity, Function};

/// Visits blocks and collects facts, which hold in the blocks below.
pub(crate) trait Scoped {
    /// Visits a block; true: it was changed.
    fn block(&mut self, func: &mut Function, block: Block, cx: &mut Context<'_>) -> bool;

    /// How many facts there are.
    fn mark(&self) -> usize;

    /// Forgets facts until there are so many.
    fn forget(&mut self, mark: usize);
}

/// What is left of a walk.
enum Step {
    Enter(Block),
    Leave(usize),
}

/// Visits each block that can be reached below those that dominate it; true: something was changed.
/// Values that were replaced are replaced everywhere then.
pub(crate) fn walk(func: &mut Function, scoped: &mut dyn Scoped, cx: &mut Context<'_>) -> bool {
    let flow = cx.flow(func);
    let tree = Children::of(func, &flow, &cx.dominators(func));
    let mut left: Vec<Step> = func.layout.entry().map(Step::Enter).into_iter().collect();
    let mut changed = false;
    while let Some(step) = left.pop() {
        match step {
            Step::Enter(block) => {
                left.push(Step::Leave(scoped.mark()));
                changed |= scoped.block(func, block, cx);
                left.extend(tree.children(block).map(Step::Enter));
            }
            Step::Leave(mark) => scoped.forget(mark),
        }
    }
    if changed {
        func.resolve_all();
    }
    changed
}

/// The dominator tree from above.
struct Children {
    first: Vec<Option<Block>>,
    next: Vec<Option<Block>>,
}

impl Children {
    fn of(func: &Function, flow: &ControlFlow, tree: &Dominators) -> Children {
        let mut children = Children {
            first: vec![None; func.n_blocks()],
            next: vec![None; func.n_blocks()],
        };
        for &block in flow.reverse_postorder() {
            if let Some(parent) = tree.parent(block) {
                let first = children.first[parent.index()].replace(block);
                children.next[block.index()] = first;
            }
        }
        children
    }

    fn children(&self, block: Block) -> impl Iterator<Item = Block> {
        std::iter::successors(self.first[block.index()], |block| self.next[block.index()])
    }
}
