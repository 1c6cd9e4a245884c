//! Copies of one round of a loop.
//!
//! A copy begins with a header of its own, which has the parameters and, for them, the state of the
//! loop's header. Where the round goes back to the header, the copy goes on at `next`.

use crate::preheaders::copy_state;
use ir::entities::SideMap;
use ir::instruction::InstData;
use ir::{Block, Function, Inst, State, Value};

/// A block behind `place` with the header's parameters and, for them, its state.
pub(crate) fn new_header(func: &mut Function, header: Block, place: Block) -> Block {
    let block = func.add_block();
    func.layout.move_block_after(block, place);
    let olds = func.params(header).to_vec();
    for &old in &olds {
        let ty = func.value_type(old);
        func.add_param(block, ty);
    }
    let news = func.params(block).to_vec();
    if let Some(state) = func.block_state(header) {
        let state = copy_state(func, state, &|value| {
            let position = olds.iter().position(|old| *old == value);
            position.map_or(value, |position| news[position])
        });
        func.set_block_state(block, Some(state));
    }
    block
}

/// A round that is being copied.
pub(crate) struct Round<'f> {
    func: &'f mut Function,
    header: Block,
    /// The round that follows.
    next: Block,
    blocks: SideMap<Block, Option<Block>>,
    values: SideMap<Value, Option<Value>>,
}

impl<'f> Round<'f> {
    /// Of the loop with this header; the copy's header has been made.
    pub(crate) fn new(
        func: &'f mut Function,
        header: Block,
        copy_of_header: Block,
        next: Block,
    ) -> Round<'f> {
        let mut round = Round {
            func,
            header,
            next,
            blocks: SideMap::new(None),
            values: SideMap::new(None),
        };
        round.blocks[header] = Some(copy_of_header);
        round.name_params(header, copy_of_header);
        round
    }

    /// Copies these blocks, the header first, definitions before uses. `edit` may change an
    /// instruction of a block before its operands are replaced; false leaves it out.
    pub(crate) fn copy(
        &mut self,
        blocks: &[Block],
        edit: &mut dyn FnMut(Block, &mut InstData) -> bool,
    ) {
        let mut last = self.block(self.header);
        for &old in &blocks[1..] {
            let new = self.func.add_block();
            self.func.layout.move_block_after(new, last);
            last = new;
            self.blocks[old] = Some(new);
            for param in self.func.params(old).to_vec() {
                let ty = self.func.value_type(param);
                self.func.add_param(new, ty);
            }
            self.name_params(old, new);
        }
        for old in blocks {
            self.copy_block(*old, edit);
        }
    }

    /// The copies of blocks and values.
    pub(crate) fn copies(self) -> (SideMap<Block, Option<Block>>, SideMap<Value, Option<Value>>) {
        (self.blocks, self.values)
    }

    /// The copy of a block; one outside the loop stands for itself.
    fn block(&self, old: Block) -> Block {
        self.blocks[old].unwrap_or(old)
    }

    /// The copy of a value; one from outside the loop stands for itself.
    fn value(&self, old: Value) -> Value {
        let old = self.func.resolve(old);
        self.values[old].unwrap_or(old)
    }

    fn name_params(&mut self, old: Block, new: Block) {
        let olds = self.func.params(old).to_vec();
        for (position, old) in olds.into_iter().enumerate() {
            self.values[old] = Some(self.func.params(new)[position]);
        }
    }

    fn copy_block(&mut self, old: Block, edit: &mut dyn FnMut(Block, &mut InstData) -> bool) {
        let new = self.block(old);
        if old != self.header
            && let Some(state) = self.func.block_state(old)
        {
            let state = self.copy_state(state);
            self.func.set_block_state(new, Some(state));
        }
        let insts: Vec<Inst> = self.func.layout.insts(old).collect();
        for inst in insts {
            let mut data = self.func.inst(inst).clone();
            if edit(old, &mut data) {
                self.append(inst, data, new);
            }
        }
    }

    fn append(&mut self, inst: Inst, mut data: InstData, to: Block) {
        for value in data.uses_mut() {
            *value = self.value(*value);
        }
        for target in &mut data.targets {
            target.block = if target.block == self.header {
                self.next
            } else {
                self.block(target.block)
            };
        }
        let state = data.state.take();
        let copy = self.func.add_inst(data);
        self.func.layout.append_inst(copy, to);
        if let (Some(old), Some(new)) = (self.func.result(inst), self.func.result(copy)) {
            self.values[old] = Some(new);
        }
        // The state after a call names the call's own result.
        let state = state.map(|state| self.copy_state(state));
        self.func.inst_mut(copy).state = state;
    }

    fn copy_state(&mut self, state: State) -> State {
        let values = &self.values;
        copy_state(self.func, state, &|value| values[value].unwrap_or(value))
    }
}
