//! Finds values that are the same constant on all paths that can be taken, and the paths that
//! cannot.
//!
//! ```text
//! b0(v0: i32):
//!     v1 = iconst 1
//!     branch v1, b1(v1), b2
//! b1(v2: i32):
//!     v3 = iadd v2, v1
//!     ret v3
//! b2:
//!     ret v0
//! ```
//! becomes
//! ```text
//! b0(v0: i32):
//!     v1 = iconst 1
//!     v4 = iconst 1
//!     jump b1
//! b1:
//!     v5 = iconst 2
//!     ret v5
//! ```
//!
//! Algorithm: sparse conditional constant propagation (Wegman, Zadeck, "Constant propagation with
//! conditional branches", TOPLAS 1991). It supposes that no path is taken and nothing is known, and
//! follows only what this leads to, so constants round loops are found that no local rule sees.
//!
//! Works in both stages. Each value changes at most twice, so it is linear in the number of uses.

use crate::context::Context;
use crate::registry::{Changed, Info, Pass, Preserved};
use crate::rewrite::{
    constant_before, drop_params, jump_to_target, remove_unreachable, replace_inst,
};
use ir::analysis::Dominators;
use ir::fold::{Constant, fold};
use ir::instruction::InstData;
use ir::{Block, Entity, Function, Inst, Opcode, Type, Value};
use smallvec::SmallVec;

static INFO: Info = Info {
    preserves: Preserved::Nothing,
    ..Info::new(
        "sccp",
        "Finds values that are constant on all paths that can be taken, and paths that cannot.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Sccp;

impl Pass for Sccp {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let Some(entry) = func.layout.entry() else {
            return Changed::No;
        };
        let tree = cx.dominators(func);
        let mut solver = Solver::of(func);
        solver.enter(entry);
        solver.solve();
        let (facts, is_reached) = (solver.facts, solver.is_reached);
        let blocks: Vec<Block> = func
            .layout
            .blocks()
            .filter(|block| is_reached[block.index()])
            .collect();
        let mut changed = false;
        let mut are_params_replaced = false;
        for &block in &blocks {
            are_params_replaced |= replace_params(func, &facts, &tree, block, cx);
            changed |= replace_insts(func, &facts, block, cx);
            changed |= replace_terminator(func, &facts, block, cx);
        }
        if are_params_replaced {
            drop_params(func, |func, param| func.resolve(param) != param);
        }
        changed |= are_params_replaced | remove_unreachable(func, &blocks);
        if changed {
            func.resolve_all();
        }
        Changed::when(changed)
    }
}

/// What is known about a value.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fact {
    /// Nothing has defined it yet.
    Unknown,
    /// It is this one on all paths so far.
    Is(Constant),
    /// It varies, or nobody can tell.
    Varies,
}

impl Fact {
    fn meet(self, other: Fact) -> Fact {
        match (self, other) {
            (Fact::Unknown, fact) | (fact, Fact::Unknown) => fact,
            (Fact::Is(a), Fact::Is(b)) if a == b => self,
            _ => Fact::Varies,
        }
    }
}

struct Solver<'s> {
    func: &'s Function,
    uses: Uses,
    facts: Vec<Fact>,
    is_reached: Vec<bool>,
    /// Blocks to be visited for the first time.
    new_blocks: Vec<Block>,
    /// Values that have changed.
    new_facts: Vec<Value>,
    /// Of each instruction that ends a block: which of its targets are taken.
    taken: Vec<SmallVec<[bool; 2]>>,
}

impl<'s> Solver<'s> {
    fn of(func: &'s Function) -> Solver<'s> {
        let mut facts = vec![Fact::Unknown; func.n_values()];
        if let Some(entry) = func.layout.entry() {
            for param in func.params(entry) {
                facts[param.index()] = Fact::Varies;
            }
        }
        Solver {
            func,
            uses: Uses::of(func),
            facts,
            is_reached: vec![false; func.n_blocks()],
            new_blocks: Vec::new(),
            new_facts: Vec::new(),
            taken: vec![SmallVec::new(); func.n_blocks()],
        }
    }

    fn enter(&mut self, block: Block) {
        if !std::mem::replace(&mut self.is_reached[block.index()], true) {
            self.new_blocks.push(block);
        }
    }

    fn solve(&mut self) {
        loop {
            if let Some(value) = self.new_facts.pop() {
                for index in self.uses.range(value) {
                    let inst = self.uses.insts[index];
                    let block = self.func.layout.block_of(inst);
                    if block.is_some_and(|block| self.is_reached[block.index()]) {
                        self.visit(inst);
                    }
                }
            } else if let Some(block) = self.new_blocks.pop() {
                for inst in self.func.layout.insts(block) {
                    self.visit(inst);
                }
            } else {
                return;
            }
        }
    }

    fn fact(&self, value: Value) -> Fact {
        self.facts[value.index()]
    }

    fn lower(&mut self, value: Value, fact: Fact) {
        let old = self.fact(value);
        let new = old.meet(fact);
        if new != old {
            self.facts[value.index()] = new;
            self.new_facts.push(value);
        }
    }

    fn visit(&mut self, inst: Inst) {
        let data = self.func.inst(inst);
        if data.opcode.is_terminator() {
            self.visit_end(inst, data);
        } else if let Some(result) = self.func.result(inst) {
            let fact = self.evaluate(data);
            self.lower(result, fact);
        }
    }

    fn evaluate(&self, data: &InstData) -> Fact {
        if let (Opcode::Select, [condition, yes, no]) = (data.opcode, &data.args[..]) {
            return match self.fact(*condition) {
                Fact::Unknown => Fact::Unknown,
                Fact::Is(Constant::I32(0)) => self.fact(*no),
                Fact::Is(_) => self.fact(*yes),
                Fact::Varies => self.fact(*yes).meet(self.fact(*no)),
            };
        }
        if !data.opcode.effects().is_pure() {
            return Fact::Varies;
        }
        let mut constants: SmallVec<[Constant; 3]> = SmallVec::new();
        let mut is_unknown = false;
        for &arg in &data.args {
            if self.func.value_type(arg) == Type::Guard {
                continue;
            }
            match self.fact(arg) {
                Fact::Unknown => is_unknown = true,
                Fact::Is(constant) => constants.push(constant),
                Fact::Varies => return Fact::Varies,
            }
        }
        if is_unknown {
            return Fact::Unknown;
        }
        fold(data.opcode, data.immediate, &constants).map_or(Fact::Varies, Fact::Is)
    }

    fn visit_end(&mut self, end: Inst, data: &InstData) {
        let block = self.func.layout.block_of(end);
        let block = block.expect("it is in a block").index();
        let n_targets = data.targets.len();
        self.taken[block].resize(n_targets, false);
        match decided(data, |value| self.fact(value)) {
            Decision::Unknown => {}
            Decision::Target(target) => self.taken[block][target] = true,
            Decision::Any => self.taken[block].fill(true),
        }
        let passed = self.func.passed_by_call(data);
        for (index, target) in data.targets.iter().enumerate() {
            if !self.taken[block][index] {
                continue;
            }
            let (by_call, params) = self
                .func
                .params(target.block)
                .split_at(passed.get(index).copied().unwrap_or(0));
            for &param in by_call {
                self.lower(param, Fact::Varies);
            }
            for (&param, &arg) in params.iter().zip(&target.args) {
                self.lower(param, self.fact(arg));
            }
            self.enter(target.block);
        }
    }
}

/// Where a terminator goes on.
enum Decision {
    Unknown,
    Target(usize),
    Any,
}

fn decided(data: &InstData, fact: impl Fn(Value) -> Fact) -> Decision {
    let decides = matches!(data.opcode, Opcode::Branch | Opcode::Switch);
    let Some(&value) = data.args.first().filter(|_| decides) else {
        return Decision::Any;
    };
    match (data.opcode, fact(value)) {
        (_, Fact::Unknown) => Decision::Unknown,
        (Opcode::Branch, Fact::Is(Constant::I32(condition))) => {
            Decision::Target(usize::from(condition == 0))
        }
        (Opcode::Switch, Fact::Is(Constant::I32(key))) => {
            let case = data.keys.iter().position(|one| *one == key);
            Decision::Target(case.map_or(0, |case| case + 1))
        }
        _ => Decision::Any,
    }
}

/// Instructions that use each value.
struct Uses {
    /// Of each value: where its instructions begin.
    starts: Vec<u32>,
    insts: Vec<Inst>,
}

impl Uses {
    fn of(func: &Function) -> Uses {
        let mut starts = vec![0_u32; func.n_values() + 1];
        let all = || {
            let blocks = func.layout.blocks();
            let insts = blocks.flat_map(|block| func.layout.insts(block));
            insts.flat_map(|inst| func.inst(inst).uses().map(move |value| (inst, value)))
        };
        for (_, value) in all() {
            starts[value.index()] += 1;
        }
        let mut n = 0;
        for start in &mut starts {
            n += *start;
            *start = n;
        }
        let mut insts = vec![Inst::new(0); n as usize];
        for (inst, value) in all() {
            let start = &mut starts[value.index()];
            *start -= 1;
            insts[*start as usize] = inst;
        }
        Uses { starts, insts }
    }

    fn range(&self, value: Value) -> std::ops::Range<usize> {
        self.starts[value.index()] as usize..self.starts[value.index() + 1] as usize
    }
}

/// Uses of parameters that are constants become uses of these. They stand at the end of the block
/// above, because the block's own state may name them.
fn replace_params(
    func: &mut Function,
    facts: &[Fact],
    tree: &Dominators,
    block: Block,
    cx: &mut Context<'_>,
) -> bool {
    let Some(end) = tree.parent(block).and_then(|above| func.terminator(above)) else {
        return false;
    };
    let params: SmallVec<[Value; 8]> = SmallVec::from_slice(func.params(block));
    let mut changed = false;
    for param in params {
        if let Fact::Is(constant) = facts[param.index()] {
            let value = constant_before(func, constant, end);
            func.replace_value(param, value);
            cx.remark_at("constant parameter", param);
            changed = true;
        }
    }
    changed
}

fn replace_insts(func: &mut Function, facts: &[Fact], block: Block, cx: &mut Context<'_>) -> bool {
    let mut changed = false;
    let mut next = func.layout.first_inst(block);
    while let Some(inst) = next {
        next = func.layout.next_inst(inst);
        let fact = func
            .result(inst)
            .and_then(|result| facts.get(result.index()));
        if let Some(Fact::Is(constant)) = fact
            && Constant::of(func.inst(inst)).is_none()
        {
            cx.remark(func, "constant", inst);
            let value = constant_before(func, *constant, inst);
            replace_inst(func, inst, value);
            changed = true;
        }
    }
    changed
}

fn replace_terminator(
    func: &mut Function,
    facts: &[Fact],
    block: Block,
    cx: &mut Context<'_>,
) -> bool {
    let Some(end) = func.terminator(block) else {
        return false;
    };
    match decided(func.inst(end), |value| facts[value.index()]) {
        Decision::Target(target) => {
            cx.remark(func, "decided", end);
            jump_to_target(func, end, target);
            true
        }
        Decision::Unknown | Decision::Any => false,
    }
}
