//! Removes instructions and parameters of blocks that nothing needs.
//!
//! ```text
//! b0(v0: i32):
//!     v1 = iconst 1
//!     v2 = iadd v0, v1
//!     jump b1(v0, v2)
//! b1(v3: i32, v4: i32):
//!     ret v3
//! ```
//! becomes
//! ```text
//! b0(v0: i32):
//!     jump b1(v0)
//! b1(v3: i32):
//!     ret v3
//! ```
//!
//! Needed is what has an effect besides its result, what a needed instruction uses, and what a
//! state names that may be asked for; an argument is needed when its parameter is. So values that
//! only go round a loop and feed themselves go too.
//!
//! Works in both stages. Linear in the number of instructions and of slots of states.

use crate::context::Context;
use crate::registry::{Changed, Info, Pass};
use crate::rewrite::{drop_params, state_values};
use ir::analysis::ControlFlow;
use ir::function::ValueDef;
use ir::{Block, Entity, Function, Inst, State, Value};

static INFO: Info = Info::new(
    "dce",
    "Removes instructions and parameters of blocks that nothing needs.",
);

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Dce;

impl Pass for Dce {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let flow = cx.flow(func);
        let mut needed = Needed::of(func, &flow);
        needed.start();
        needed.spread();
        let (insts, values) = (needed.insts, needed.values);
        let changed =
            remove_insts(func, &insts, cx) | drop_params(func, |_, param| !values[param.index()]);
        Changed::when(changed)
    }
}

/// What is needed, as far as it has been found out.
struct Needed<'n> {
    func: &'n Function,
    flow: &'n ControlFlow,
    insts: Vec<bool>,
    values: Vec<bool>,
    states: Vec<bool>,
    /// Needed values whose definitions have not been looked at.
    left: Vec<Value>,
}

impl<'n> Needed<'n> {
    fn of(func: &'n Function, flow: &'n ControlFlow) -> Needed<'n> {
        Needed {
            func,
            flow,
            insts: vec![false; func.n_insts()],
            values: vec![false; func.n_values()],
            states: vec![false; func.states.len()],
            left: Vec::new(),
        }
    }

    /// What is needed for its own sake.
    fn start(&mut self) {
        let func = self.func;
        if let Some(entry) = func.layout.entry() {
            self.keep_params(entry, func.params(entry).len());
        }
        for block in func.layout.blocks() {
            if let Some(state) = func.block_state(block) {
                self.state(state);
            }
            for inst in func.layout.insts(block) {
                let data = func.inst(inst);
                if !data.opcode.effects().is_removable() {
                    self.inst(inst);
                }
                let passed = func.passed_by_call(data);
                for (target, n_passed) in data.targets.iter().zip(passed) {
                    self.keep_params(target.block, n_passed);
                }
            }
        }
    }

    /// The first parameters of a block are given from outside and stay, needed or not.
    fn keep_params(&mut self, block: Block, n: usize) {
        for param in &self.func.params(block)[..n] {
            self.values[param.index()] = true;
        }
    }

    fn value(&mut self, value: Value) {
        if !std::mem::replace(&mut self.values[value.index()], true) {
            self.left.push(value);
        }
    }

    fn state(&mut self, state: State) {
        if !std::mem::replace(&mut self.states[state.index()], true) {
            for value in state_values(self.func, state) {
                self.value(value);
            }
        }
    }

    fn inst(&mut self, inst: Inst) {
        if std::mem::replace(&mut self.insts[inst.index()], true) {
            return;
        }
        let data = self.func.inst(inst);
        for &value in &data.args {
            self.value(value);
        }
        if let Some(state) = data.state {
            self.state(state);
        }
    }

    /// What is needed for something else.
    fn spread(&mut self) {
        while let Some(value) = self.left.pop() {
            match self.func.value_def(value) {
                ValueDef::Result(inst) => self.inst(inst),
                ValueDef::Param(block, position) => self.arguments(block, position),
                ValueDef::Alias(_) | ValueDef::Unused => {}
            }
        }
    }

    /// The arguments that all edges to the block pass for its parameter.
    fn arguments(&mut self, block: Block, position: usize) {
        for predecessor in self.flow.predecessor_blocks(block) {
            let Some(end) = self.func.terminator(predecessor) else {
                continue;
            };
            let data = self.func.inst(end);
            let passed = self.func.passed_by_call(data);
            for (index, target) in data.targets.iter().enumerate() {
                if target.block == block {
                    let n_passed = passed.get(index).copied().unwrap_or(0);
                    let argument = position.checked_sub(n_passed);
                    if let Some(&value) = argument.and_then(|index| target.args.get(index)) {
                        self.value(value);
                    }
                }
            }
        }
    }
}

fn remove_insts(func: &mut Function, needed: &[bool], cx: &mut Context<'_>) -> bool {
    let mut changed = false;
    let blocks: Vec<Block> = func.layout.blocks().collect();
    for block in blocks {
        let mut next = func.layout.first_inst(block);
        while let Some(inst) = next {
            next = func.layout.next_inst(inst);
            if !needed[inst.index()] {
                cx.remark(func, "removed", inst);
                func.layout.remove_inst(inst);
                changed = true;
            }
        }
    }
    changed
}
