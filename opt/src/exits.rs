//! Values of a loop that are used behind it, when a copy of a round leads there too.
//!
//! Where ways from the loop and from the copy meet, a parameter stands for the value of either.

use crate::preheaders::copy_state;
use crate::rewrite::state_values;
use ir::analysis::{ControlFlow, Governing, LoopId, LoopNest};
use ir::entities::SideMap;
use ir::opcode::Targets;
use ir::{Block, Function, Inst, Value};

/// Gives blocks behind the loop the states that govern them from inside, since more than one way
/// will lead to them. False: a call with a handler leaves the loop, and nothing was done.
pub(crate) fn govern_exits(
    func: &mut Function,
    flow: &ControlFlow,
    nest: &LoopNest,
    id: LoopId,
) -> bool {
    let exits = nest.exits(id, flow);
    let leaves_by_handler = exits.iter().any(|(from, _)| {
        let end = func.terminator(*from);
        end.is_some_and(|end| func.inst(end).opcode.row().targets == Targets::Handler)
    });
    if leaves_by_handler {
        return false;
    }
    let governing = Governing::of(func, flow);
    for (from, to) in exits {
        if func.block_state(to).is_some() || flow.predecessors(to).len() > 1 {
            continue;
        }
        let last = func
            .layout
            .insts(from)
            .rev()
            .find_map(|inst| func.inst(inst).state);
        func.set_block_state(to, last.or(governing.at_entry(from)));
    }
    true
}

/// A loop and the copy of a round of it.
pub(crate) struct Twice<'t> {
    /// The edges, with those of the copy.
    pub(crate) flow: &'t ControlFlow,
    /// Blocks of the loop and of the copy, each with whether it is of the copy.
    pub(crate) sides: SideMap<Block, Option<bool>>,
    /// For each value of the loop the copy's.
    pub(crate) copies: SideMap<Value, Option<Value>>,
}

impl Twice<'_> {
    /// Makes all uses behind the loop use the value of the way that they were reached by.
    pub(crate) fn join(&self, func: &mut Function) {
        let mut joined = Joined {
            twice: self,
            known: Vec::new(),
        };
        for &block in self.flow.reverse_postorder() {
            if self.sides[block].is_none() {
                joined.visit(func, block);
            }
        }
    }

    /// Does the loop define the value?
    fn is_twice(&self, value: Value) -> bool {
        self.copies[value].is_some()
    }
}

struct Joined<'j> {
    twice: &'j Twice<'j>,
    /// What stands for a value of the loop at the entry of a block.
    known: Vec<(Value, Block, Value)>,
}

impl Joined<'_> {
    fn visit(&mut self, func: &mut Function, block: Block) {
        if let Some(state) = func.block_state(block) {
            let state = self.state(func, state, block);
            func.set_block_state(block, Some(state));
        }
        let insts: Vec<Inst> = func.layout.insts(block).collect();
        for inst in insts {
            let mut data = func.inst(inst).clone();
            let mut is_changed = false;
            for value in data.uses_mut() {
                let new = self.value(func, *value, block);
                is_changed |= new != *value;
                *value = new;
            }
            if let Some(state) = &mut data.state {
                let new = self.state(func, *state, block);
                is_changed |= new != *state;
                *state = new;
            }
            if is_changed {
                // Parameters that were made meanwhile have got their arguments.
                for (target, now) in data.targets.iter_mut().zip(&func.inst(inst).targets) {
                    let n_old = target.args.len();
                    target.args.extend_from_slice(&now.args[n_old..]);
                }
                *func.inst_mut(inst) = data;
            }
        }
    }

    fn state(&mut self, func: &mut Function, state: ir::State, block: Block) -> ir::State {
        let mut news: Vec<(Value, Value)> = Vec::new();
        let values: Vec<Value> = state_values(func, state).collect();
        for value in values {
            let old = func.resolve(value);
            if self.twice.is_twice(old) {
                news.push((old, self.value(func, old, block)));
            }
        }
        if news.is_empty() {
            return state;
        }
        copy_state(func, state, &|value| {
            let new = news.iter().find(|(old, _)| *old == value);
            new.map_or(value, |(_, new)| *new)
        })
    }

    /// What stands for a value in a block behind the loop.
    fn value(&mut self, func: &mut Function, value: Value, block: Block) -> Value {
        let value = func.resolve(value);
        if self.twice.is_twice(value) {
            self.at_entry(func, value, block)
        } else {
            value
        }
    }

    fn at_entry(&mut self, func: &mut Function, value: Value, block: Block) -> Value {
        let is_it = |known: &&(Value, Block, Value)| (known.0, known.1) == (value, block);
        if let Some((_, _, new)) = self.known.iter().find(is_it) {
            return *new;
        }
        let before: Vec<Block> = self.twice.flow.predecessor_blocks(block).collect();
        if let [only] = before[..] {
            let new = self.at_exit(func, value, only);
            self.known.push((value, block, new));
            return new;
        }
        let param = func.add_param(block, func.value_type(value));
        self.known.push((value, block, param));
        for from in before {
            let passed = self.at_exit(func, value, from);
            let end = func.terminator(from).expect("it has a successor");
            for target in &mut func.inst_mut(end).targets {
                if target.block == block {
                    target.args.push(passed);
                }
            }
        }
        param
    }

    fn at_exit(&mut self, func: &mut Function, value: Value, block: Block) -> Value {
        match self.twice.sides[block] {
            Some(true) => self.twice.copies[value].expect("the loop defines it"),
            Some(false) => value,
            None => self.at_entry(func, value, block),
        }
    }
}
