//! Definitions dominate uses.

use super::{Place, Report};
use crate::analysis::{ControlFlow, Dominators};
use crate::entities::{Block, Entity, State, Value};
use crate::function::{Function, ValueDef};

pub(super) fn check(func: &Function, report: &mut Report<'_>) {
    let flow = ControlFlow::of(func);
    let tree = Dominators::of(func, &flow);
    let mut check = Check {
        func,
        tree,
        is_defined: vec![false; func.n_values()],
        report,
    };
    for block in func.layout.blocks() {
        check.block(block);
    }
}

struct Check<'c, 'f, 'r> {
    func: &'f Function,
    tree: Dominators,
    /// Of each value of the block that is checked: has its definition been passed?
    is_defined: Vec<bool>,
    report: &'c mut Report<'r>,
}

impl Check<'_, '_, '_> {
    fn block(&mut self, block: Block) {
        let func = self.func;
        if let Some(state) = func.block_state(block) {
            for value in state_values(func, state) {
                self.value(value, block, Place::Block(block));
            }
        }
        for inst in func.layout.insts(block) {
            for value in func.inst(inst).uses() {
                self.value(value, block, Place::Inst(inst));
            }
            // A state after an instruction may hold its result.
            if let Some(result) = func.result(inst) {
                self.is_defined[result.index()] = true;
            }
            if let Some(state) = func.inst(inst).state {
                for value in state_values(func, state) {
                    self.value(value, block, Place::Inst(inst));
                }
            }
        }
    }

    fn value(&mut self, value: Value, block: Block, place: Place) {
        if !self.func.has_value(value) {
            self.report.add(place, format!("{value} does not exist"));
            return;
        }
        let is_reached = match self.func.value_def(value) {
            ValueDef::Param(definition, _) => {
                self.func.layout.has_block(definition) && self.tree.dominates(definition, block)
            }
            ValueDef::Result(inst) => match self.func.layout.block_of(inst) {
                Some(definition) if definition == block => self.is_defined[value.index()],
                Some(definition) => self.tree.dominates(definition, block),
                None => false,
            },
            ValueDef::Alias(_) | ValueDef::Unused => false,
        };
        if !is_reached {
            self.report.add(
                place,
                format!("{value} is not defined on all paths to here"),
            );
        }
    }
}

/// Values of a state and of those of the callers.
fn state_values(func: &Function, state: State) -> Vec<Value> {
    func.state_chain(state)
        .flat_map(|state| state.values())
        .collect()
}
