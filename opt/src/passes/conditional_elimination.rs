//! Decides comparisons and checks whose outcome follows from the branches and checks above them.
//!
//! ```text
//! b1(v2: i32) @ method0:2 before:                   ; counts up from 0 in steps of 1
//!     v3 = icmp ge, v2, v1                          ; v1 is the length of v0
//!     branch v3, b3, b2
//! b2:
//!     v4 = guard_bounds v2, v1
//!     v5 = load_element int, v0, v2, v4
//! ```
//! becomes
//! ```text
//! b2:
//!     v4 = guard_here
//!     v5 = load_element int, v0, v2, v4
//! ```
//!
//! A walk over the dominator tree collects what branches and checks have found: how integers
//! compare, that references are not null, what objects are instances of. Ranges follow from that, from definitions, and from
//! parameters of loops that only grow. What relied on a check that is decided so relies on the place
//! where it stood: `guard_here` may not move up.
//!
//! Works in both stages. Linear but for the number of facts about one value.

use crate::context::Context;
use crate::dominator_tree::{Scoped, walk};
use crate::environment::CompileEnv;
use crate::facts::{EQUAL, Facts, GREATER, LESS, Shape};
use crate::registry::{Changed, Info, Pass};
use crate::rewrite::{
    bytes_of_array, constant_before, constant_of, is_primitive_array, replace_inst, resolve_uses,
};
use ir::analysis::{ControlFlow, Dominators};
use ir::fold::Constant;
use ir::immediate::Immediate;
use ir::instruction::InstData;
use ir::{Block, Function, Inst, Opcode, Type, Value};
use std::rc::Rc;

static INFO: Info = Info::new(
    "conditional-elimination",
    "Decides comparisons and checks that follow from branches and checks above them.",
);

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct ConditionalElimination;

impl Pass for ConditionalElimination {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let mut decider = Decider {
            flow: cx.flow(func),
            dominators: cx.dominators(func),
            facts: Facts::new(func),
        };
        Changed::when(walk(func, &mut decider, cx))
    }
}

/// What becomes of an instruction.
enum Verdict {
    /// Its result is this.
    Result(i32),
    /// It is a check that passes here.
    Passes,
    /// It branches on a number of which this is known.
    Truth(bool),
    /// It is this operation of the same operands.
    Becomes(Opcode),
    /// It is this operation, which wants the proof that its object is not null: a check, or that it
    /// stands here.
    OfObject(Opcode, Option<Value>),
}

struct Decider {
    flow: Rc<ControlFlow>,
    dominators: Rc<Dominators>,
    facts: Facts,
}

impl Scoped for Decider {
    fn block(&mut self, func: &mut Function, block: Block, cx: &mut Context<'_>) -> bool {
        self.assume_edge(func, block);
        let mut changed = false;
        let mut next = func.layout.first_inst(block);
        while let Some(inst) = next {
            next = func.layout.next_inst(inst);
            resolve_uses(func, inst);
            let verdict = self.verdict(func, func.inst(inst));
            let verdict = verdict.or_else(|| self.class_verdict(func, func.inst(inst), cx.env()));
            if let Some(verdict) = &verdict {
                cx.remark(func, "decided", inst);
                carry_out(func, inst, verdict);
                changed = true;
            }
            if matches!(verdict, None | Some(Verdict::OfObject(..))) {
                self.learn(func, block, inst);
            }
        }
        changed
    }

    fn mark(&self) -> usize {
        self.facts.mark()
    }

    fn forget(&mut self, mark: usize) {
        self.facts.forget(mark);
    }
}

impl Decider {
    /// What holds because the block is reached over its only edge.
    fn assume_edge(&mut self, func: &Function, block: Block) {
        let [predecessor] = *self.flow.predecessors(block) else {
            return;
        };
        let Some(end) = func.terminator(predecessor) else {
            return;
        };
        let data = func.inst(end);
        let Some(index) = data.targets.iter().position(|target| target.block == block) else {
            return;
        };
        match data.opcode {
            Opcode::Branch => {
                let condition = data.args[0];
                self.facts
                    .assume_condition(func, condition, index == 0, block);
            }
            Opcode::Switch if index > 0 => {
                let key = i64::from(data.keys[index - 1]);
                self.facts.assume_number(data.args[0], key, EQUAL, block);
            }
            _ => {}
        }
    }

    /// What is decided here, if anything.
    fn verdict(&self, func: &Function, data: &InstData) -> Option<Verdict> {
        let shape = Shape {
            func,
            flow: &self.flow,
            tree: &self.dominators,
        };
        let facts = &self.facts;
        let truth = |index: usize| facts.truth(shape, data.args[index]);
        let passes = |holds: bool| holds.then_some(Verdict::Passes);
        match (data.opcode, data.immediate) {
            (Opcode::ICmp | Opcode::LCmp, Immediate::Condition(condition)) => {
                let holds = facts.compares(shape, condition, data.args[0], data.args[1])?;
                Some(Verdict::Result(i32::from(holds)))
            }
            (Opcode::SameRef, _) => {
                let is_null = constant_of(func, data.args[1]) == Some(Constant::Null);
                (is_null && facts.is_not_null(data.args[0])).then_some(Verdict::Result(0))
            }
            (Opcode::Branch, _) if constant_of(func, data.args[0]).is_none() => {
                truth(0).map(Verdict::Truth)
            }
            (Opcode::GuardTrue | Opcode::GuardINonZero | Opcode::GuardLNonZero, _) => {
                passes(truth(0)?)
            }
            (Opcode::GuardNonNull, _) => passes(facts.is_not_null(data.args[0])),
            (Opcode::LoadRaw | Opcode::StoreRaw, _) if facts.is_primitive_array(data.args[0]) => {
                bytes_of_array(data.opcode).map(Verdict::Becomes)
            }
            (Opcode::GuardSize, _) => passes(facts.range(shape, data.args[0]).low >= 0),
            (Opcode::GuardBounds, _) => {
                let (index, length) = (data.args[0], data.args[1]);
                let is_below = facts.relation(shape, index, length) == LESS;
                passes(is_below && facts.range(shape, index).low >= 0)
            }
            _ => None,
        }
    }

    /// What is decided of a test of a class.
    fn class_verdict(
        &self,
        func: &Function,
        data: &InstData,
        env: &dyn CompileEnv,
    ) -> Option<Verdict> {
        let Immediate::Class(wanted) = data.immediate else {
            return None;
        };
        let object = *data.args.first()?;
        let facts = &self.facts;
        let is_not_null = facts.is_not_null(object);
        let is_instance = facts.is_instance(object, wanted);
        let is_exactly = match facts.class(object) {
            Some(class) => Some(class == wanted),
            None => (is_instance && is_not_null && env.is_final(func, wanted)).then_some(true),
        };
        let of_object = |opcode| {
            let becomes = Verdict::OfObject(opcode, facts.proof_of_not_null(object));
            (is_not_null && env.is_final(func, wanted)).then_some(becomes)
        };
        match data.opcode {
            Opcode::HasClass => Some(Verdict::Result(i32::from(is_exactly?))),
            Opcode::GuardClass => (is_exactly?).then_some(Verdict::Passes),
            Opcode::InstanceOf if is_instance && is_not_null => Some(Verdict::Result(1)),
            Opcode::InstanceOf => of_object(Opcode::HasClass),
            Opcode::GuardCast if is_instance => Some(Verdict::Passes),
            Opcode::GuardCast => of_object(Opcode::GuardClass),
            _ => None,
        }
    }

    /// What holds because a check has passed.
    fn learn(&mut self, func: &Function, block: Block, inst: Inst) {
        let data = func.inst(inst);
        match data.opcode {
            Opcode::GuardTrue => {
                self.facts.assume_condition(func, data.args[0], true, block);
            }
            Opcode::GuardNonNull => {
                self.facts
                    .assume_not_null(data.args[0], func.result(inst), block);
            }
            Opcode::GuardCast | Opcode::GuardClass => {
                let Immediate::Class(class) = data.immediate else {
                    return;
                };
                if is_primitive_array(&func.classes[class]) {
                    self.facts.assume_primitive_array(data.args[0], block);
                }
                if data.opcode == Opcode::GuardClass {
                    self.facts.assume_class(data.args[0], class, block);
                } else {
                    self.facts.assume_instance(data.args[0], class, block);
                }
            }
            Opcode::GuardINonZero | Opcode::GuardLNonZero => {
                self.facts
                    .assume_number(data.args[0], 0, LESS | GREATER, block);
            }
            Opcode::GuardSize => {
                self.facts
                    .assume_number(data.args[0], 0, EQUAL | GREATER, block);
            }
            Opcode::GuardBounds => {
                let (index, length) = (data.args[0], data.args[1]);
                self.facts.assume_number(index, 0, EQUAL | GREATER, block);
                self.facts.assume(func, index, length, LESS, block);
            }
            _ => {}
        }
    }
}

/// Proof that `before` is reached.
fn guard_here(func: &mut Function, before: Inst) -> Value {
    let proof = func.add_inst(InstData::new(Opcode::GuardHere, Immediate::None, &[]));
    func.layout.insert_before(proof, before);
    func.result(proof).expect("checks have results")
}

fn carry_out(func: &mut Function, inst: Inst, verdict: &Verdict) {
    match *verdict {
        Verdict::Result(number) => {
            let value = constant_before(func, Constant::I32(number), inst);
            replace_inst(func, inst, value);
        }
        Verdict::Passes => {
            let result = func.result(inst).map(|result| func.value_type(result));
            debug_assert_eq!(result, Some(Type::Guard), "only checks pass");
            *func.inst_mut(inst) = InstData::new(Opcode::GuardHere, Immediate::None, &[]);
        }
        Verdict::Becomes(opcode) => func.inst_mut(inst).opcode = opcode,
        Verdict::OfObject(opcode, proof) => {
            let proof = proof.unwrap_or_else(|| guard_here(func, inst));
            let data = func.inst_mut(inst);
            data.opcode = opcode;
            data.args.push(proof);
        }
        Verdict::Truth(holds) => {
            let value = constant_before(func, Constant::I32(i32::from(holds)), inst);
            func.inst_mut(inst).args[0] = value;
        }
    }
}
