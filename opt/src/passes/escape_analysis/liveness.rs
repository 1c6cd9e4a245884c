//! Which references are used behind the entries of blocks, in states too.
//!
//! Where paths meet, objects that nobody names any more need not agree. Backward dataflow over bit
//! sets, one bit for each reference.

use crate::rewrite::state_values;
use ir::analysis::ControlFlow;
use ir::{Block, Entity, Function, Type, Value};

/// Most bits that are kept.
const MAX_BITS: usize = 1 << 25;

pub(super) struct Liveness {
    /// The references, by number.
    references: Vec<Value>,
    n_words: usize,
    live_in: Vec<u64>,
}

impl Liveness {
    /// `None`: the function is too large.
    pub(super) fn of(func: &Function, flow: &ControlFlow) -> Option<Liveness> {
        let mut numbers: Vec<Option<u32>> = vec![None; func.n_values()];
        let mut references = Vec::new();
        let mut add = |value: Value| {
            if func.value_type(value) == Type::Ref {
                numbers[value.index()] = Some(references.len() as u32);
                references.push(value);
            }
        };
        for &block in flow.reverse_postorder() {
            func.params(block).iter().for_each(|param| add(*param));
            let insts = func.layout.insts(block);
            insts
                .filter_map(|inst| func.result(inst))
                .for_each(&mut add);
        }
        let n_words = references.len().div_ceil(64);
        if n_words * 64 * func.n_blocks() > MAX_BITS {
            return None;
        }
        let mut liveness = Liveness {
            references,
            n_words,
            live_in: vec![0; n_words * func.n_blocks()],
        };
        while liveness.round(func, flow, &numbers) {}
        Some(liveness)
    }

    /// Goes over all blocks backwards; false when nothing is new.
    fn round(&mut self, func: &Function, flow: &ControlFlow, numbers: &[Option<u32>]) -> bool {
        let mut changed = false;
        let mut live = vec![0_u64; self.n_words];
        for &block in flow.reverse_postorder().iter().rev() {
            live.fill(0);
            for &successor in flow.successors(block) {
                let words = self.words(successor);
                live.iter_mut()
                    .zip(words)
                    .for_each(|(to, from)| *to |= from);
            }
            let mut put = |value: Value, is_live: bool| {
                if let Some(number) = numbers[value.index()] {
                    let bit = 1 << (number % 64);
                    let word = &mut live[number as usize / 64];
                    *word = if is_live { *word | bit } else { *word & !bit };
                }
            };
            for inst in func.layout.insts(block).rev() {
                // A state after an instruction may hold its result.
                let state = func.inst(inst).state;
                let named = state
                    .into_iter()
                    .flat_map(|state| state_values(func, state));
                named.for_each(|value| put(value, true));
                if let Some(result) = func.result(inst) {
                    put(result, false);
                }
                func.inst(inst).uses().for_each(|value| put(value, true));
            }
            if let Some(state) = func.block_state(block) {
                state_values(func, state).for_each(|value| put(value, true));
            }
            for &param in func.params(block) {
                put(param, false);
            }
            let start = block.index() * self.n_words;
            let known = &mut self.live_in[start..start + self.n_words];
            if known != live {
                known.copy_from_slice(&live);
                changed = true;
            }
        }
        changed
    }

    fn words(&self, block: Block) -> &[u64] {
        &self.live_in[block.index() * self.n_words..][..self.n_words]
    }

    /// References that are used behind the block's entry, without its parameters.
    pub(super) fn at_entry(&self, block: Block) -> impl Iterator<Item = Value> {
        let words = self.words(block).iter().enumerate();
        words.flat_map(move |(index, &word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 != 0)
                .map(move |bit| self.references[index * 64 + bit])
        })
    }
}
