//! Induction variables, and loops that count them up or down to a bound.
//!
//! An induction variable is a parameter of a loop's header that grows by the same number from round
//! to round. A loop is *counted* when every round passes one test that compares such a variable
//! with a bound from outside, and leaves the loop when it fails. Whether the variable wraps on its
//! way is not said here: see [`Counted`].

use super::cfg::ControlFlow;
use super::dominators::Dominators;
use super::loops::{LoopId, LoopNest};
use crate::entities::{Block, Value};
use crate::fold::Constant;
use crate::function::{Function, ValueDef};
use crate::immediate::{Condition, Immediate};
use crate::opcode::{Opcode, Targets};

/// By how much a variable grows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// By a constant, which is not 0.
    By(i64),
    /// By a value from outside the loop.
    Value(Value),
}

/// A parameter of a header that grows by the same number, 32 or 64 bits wide, and wraps.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Induction {
    /// The parameter.
    pub param: Value,
    /// Its position.
    pub position: usize,
    /// What it is in the first round.
    pub init: Value,
    /// What it is in the next round.
    pub next: Value,
    /// By how much it grows.
    pub step: Step,
}

/// A counted loop: a round goes on at `body` when `variable condition bound`, else the loop ends.
///
/// A variable that goes up in steps of 1 until it is not less than the bound does not wrap; of
/// other steps, where it may equal the bound, and where the bound is wider, that has to be found
/// out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counted {
    /// The variable.
    pub variable: Induction,
    /// The condition under which the round goes on; not `Eq` and not `Ult`.
    pub condition: Condition,
    /// What it is compared with, from outside the loop. Of a variable with 32 bits it may have 64:
    /// then the variable is extended for the test.
    pub bound: Value,
    /// The block that ends in the test. It stands on the way of every round.
    pub test: Block,
    /// Where the round goes on; only the test leads there.
    pub body: Block,
    /// Is it tested whether the *next* round may come, so that the first one always does? Then
    /// `body` is the header.
    pub is_tested_late: bool,
}

/// The function with the analyses that questions about its loops need.
#[derive(Clone, Copy, Debug)]
pub struct LoopShape<'s> {
    /// The function.
    pub func: &'s Function,
    /// Its edges.
    pub flow: &'s ControlFlow,
    /// Its dominators.
    pub tree: &'s Dominators,
    /// Its loops.
    pub nest: &'s LoopNest,
}

impl LoopShape<'_> {
    /// The block that defines a value. `None`: nothing does.
    pub fn block_of(&self, value: Value) -> Option<Block> {
        match self.func.value_def(self.func.resolve(value)) {
            ValueDef::Param(block, _) => Some(block),
            ValueDef::Result(inst) => self.func.layout.block_of(inst),
            ValueDef::Alias(_) | ValueDef::Unused => None,
        }
    }

    /// Is the value the same in all rounds, because it comes from outside?
    pub fn is_invariant(&self, id: LoopId, value: Value) -> bool {
        self.block_of(value)
            .is_some_and(|block| !self.nest.contains(id, block))
    }

    /// Does every round that is followed by another one pass the block?
    pub fn is_in_every_round(&self, id: LoopId, block: Block) -> bool {
        let latches = self.nest.latches(id).iter();
        latches
            .copied()
            .all(|latch| self.tree.dominates(block, latch))
    }

    /// The constant that a value is.
    pub fn constant(&self, value: Value) -> Option<i64> {
        let ValueDef::Result(inst) = self.func.value_def(self.func.resolve(value)) else {
            return None;
        };
        match Constant::of(self.func.inst(inst))? {
            Constant::I32(number) => Some(number.into()),
            Constant::I64(number) => Some(number),
            _ => None,
        }
    }

    /// The argument that all edges from `blocks` pass for a parameter of `to`, if it is one.
    fn argument(&self, blocks: &[Block], to: Block, position: usize) -> Option<Value> {
        let mut only = None;
        for block in blocks {
            let data = self.func.inst(self.func.terminator(*block)?);
            if data.opcode.row().targets == Targets::Handler {
                return None;
            }
            for target in data.targets.iter().filter(|target| target.block == to) {
                let value = self.func.resolve(target.args[position]);
                if *only.get_or_insert(value) != value {
                    return None;
                }
            }
        }
        only
    }

    /// The induction variables of a loop.
    pub fn inductions(&self, id: LoopId) -> Vec<Induction> {
        let header = self.nest.header(id);
        let entries = self.nest.entries(id, self.flow);
        let params = self.func.params(header).iter().enumerate();
        params
            .filter_map(|(position, &param)| {
                let init = self.argument(&entries, header, position)?;
                let next = self.argument(self.nest.latches(id), header, position)?;
                let step = self.step(id, param, next)?;
                Some(Induction {
                    param,
                    position,
                    init,
                    next,
                    step,
                })
            })
            .collect()
    }

    /// How `next` follows from the parameter.
    fn step(&self, id: LoopId, param: Value, next: Value) -> Option<Step> {
        let ValueDef::Result(inst) = self.func.value_def(next) else {
            return None;
        };
        let data = self.func.inst(inst);
        if !matches!(data.opcode, Opcode::IAdd | Opcode::LAdd) {
            return None;
        }
        let args = [data.args[0], data.args[1]].map(|arg| self.func.resolve(arg));
        let added = match args {
            [x, added] if x == param => added,
            [added, x] if x == param => added,
            _ => return None,
        };
        match self.constant(added) {
            Some(0) => None,
            Some(step) => Some(Step::By(step)),
            None if self.is_invariant(id, added) => Some(Step::Value(added)),
            None => None,
        }
    }

    /// How a loop is counted, if it is: by the first test in reverse postorder that does it.
    pub fn counted(&self, id: LoopId) -> Option<Counted> {
        let inductions = self.inductions(id);
        if inductions.is_empty() {
            return None;
        }
        let mut blocks = self.nest.blocks(id).iter();
        blocks.find_map(|block| self.counted_by(id, *block, &inductions))
    }

    /// The value with 32 bits that has been extended to this one, else the value itself.
    fn before_widening(&self, value: Value) -> Value {
        match self.func.value_def(value) {
            ValueDef::Result(inst) if self.func.inst(inst).opcode == Opcode::I2l => {
                self.func.resolve(self.func.inst(inst).args[0])
            }
            _ => value,
        }
    }

    /// The loop as it is counted by the end of this block.
    fn counted_by(&self, id: LoopId, test: Block, inductions: &[Induction]) -> Option<Counted> {
        if self.nest.innermost(test) != Some(id) || !self.is_in_every_round(id, test) {
            return None;
        }
        let end = self.func.inst(self.func.terminator(test)?);
        if end.opcode != Opcode::Branch {
            return None;
        }
        let [yes, no] = [end.targets[0].block, end.targets[1].block];
        let (stays, body) = match [yes, no].map(|block| self.nest.contains(id, block)) {
            [true, false] => (true, yes),
            [false, true] => (false, no),
            _ => return None,
        };
        let ValueDef::Result(inst) = self.func.value_def(self.func.resolve(end.args[0])) else {
            return None;
        };
        let compare = self.func.inst(inst);
        let (Opcode::ICmp | Opcode::LCmp, Immediate::Condition(condition)) =
            (compare.opcode, compare.immediate)
        else {
            return None;
        };
        let condition = if stays {
            condition
        } else {
            negated(condition)?
        };
        let [x, y] = [compare.args[0], compare.args[1]].map(|arg| self.func.resolve(arg));
        let is_variable = |value| {
            let value = self.before_widening(value);
            let mut all = inductions.iter();
            all.find(|variable| variable.param == value || variable.next == value)
        };
        let (variable, tested, bound, condition) = match (is_variable(x), is_variable(y)) {
            (Some(variable), None) => (variable, x, y, condition),
            (None, Some(variable)) => (variable, y, x, swapped(condition)?),
            _ => return None,
        };
        let is_tested_late = self.before_widening(tested) == variable.next;
        let is_entered_well = if is_tested_late {
            body == self.nest.header(id) && self.nest.latches(id) == [test]
        } else {
            self.flow.predecessors(body).len() == 1
        };
        let is_useful = !matches!(condition, Condition::Eq | Condition::Ult);
        (is_entered_well && is_useful && self.is_invariant(id, bound)).then_some(Counted {
            variable: *variable,
            condition,
            bound,
            test,
            body,
            is_tested_late,
        })
    }
}

/// The condition that holds when this one does not, for integers.
fn negated(condition: Condition) -> Option<Condition> {
    Some(match condition {
        Condition::Eq => Condition::Ne,
        Condition::Ne => Condition::Eq,
        Condition::Lt => Condition::Ge,
        Condition::Le => Condition::Gt,
        Condition::Gt => Condition::Le,
        Condition::Ge => Condition::Lt,
        Condition::Ult => return None,
    })
}

/// The condition with its sides exchanged.
fn swapped(condition: Condition) -> Option<Condition> {
    Some(match condition {
        Condition::Lt => Condition::Gt,
        Condition::Le => Condition::Ge,
        Condition::Gt => Condition::Lt,
        Condition::Ge => Condition::Le,
        Condition::Ult => return None,
        same => same,
    })
}

#[cfg(test)]
mod tests {
    use super::{LoopShape, Step};
    use crate::analysis::{ControlFlow, Dominators, LoopNest};
    use crate::entities::{Entity, Value};
    use crate::immediate::Condition;
    use crate::text::parse;

    /// Asks about the only loop of a function.
    fn with_loop(text: &str, ask: impl FnOnce(&LoopShape<'_>, super::LoopId)) {
        let func = parse(text).expect("the text is a function");
        let flow = ControlFlow::of(&func);
        let tree = Dominators::of(&func, &flow);
        let nest = LoopNest::of(&func, &flow, &tree);
        let id = nest.loops().next().expect("there is a loop");
        let shape = LoopShape {
            func: &func,
            flow: &flow,
            tree: &tree,
            nest: &nest,
        };
        ask(&shape, id);
    }

    #[test]
    fn a_loop_that_leaves_at_its_header_is_counted() {
        let text = "\
fn @f(i32) {
b0(v0: i32):
    v1 = iconst 0
    v2 = iconst 2
    jump b1(v1, v1)
b1(v3: i32, v9: i32):
    v4 = icmp le, v0, v3
    branch v4, b3, b2
b2:
    v5 = iadd v3, v2
    v6 = iadd v9, v0
    jump b1(v5, v6)
b3:
    ret_void
}
";
        with_loop(text, |shape, id| {
            let inductions = shape.inductions(id);
            let steps: Vec<Step> = inductions.iter().map(|variable| variable.step).collect();
            assert_eq!(steps, [Step::By(2), Step::Value(Value::new(0))]);
            let counted = shape.counted(id).expect("it is counted");
            assert_eq!(counted.variable, inductions[0]);
            assert_eq!(counted.condition, Condition::Lt);
            assert_eq!(counted.bound, Value::new(0));
            assert!(!counted.is_tested_late);
        });
    }

    #[test]
    fn a_loop_that_tests_late_is_counted() {
        let text = "\
fn @f(i64) {
b0(v0: i64):
    v1 = lconst -1
    jump b1(v0)
b1(v3: i64):
    v5 = ladd v1, v3
    v4 = lcmp gt, v5, v1
    branch v4, b1(v5), b3
b3:
    ret_void
}
";
        with_loop(text, |shape, id| {
            let counted = shape.counted(id).expect("it is counted");
            assert_eq!(counted.variable.step, Step::By(-1));
            assert_eq!(counted.condition, Condition::Gt);
            assert!(counted.is_tested_late && counted.body == counted.test);
        });
    }

    #[test]
    fn a_variable_is_compared_with_a_wider_bound() {
        let text = "\
fn @f(i64) {
b0(v0: i64):
    v1 = iconst 0
    v2 = iconst 1
    jump b1(v1)
b1(v3: i32):
    v4 = i2l v3
    v5 = lcmp gt, v0, v4
    branch v5, b2, b3
b2:
    v6 = iadd v3, v2
    jump b1(v6)
b3:
    ret_void
}
";
        with_loop(text, |shape, id| {
            let counted = shape.counted(id).expect("it is counted");
            assert_eq!(counted.variable.param, Value::new(3));
            assert_eq!(counted.bound, Value::new(0));
            assert_eq!(counted.condition, Condition::Lt);
            assert!(!counted.is_tested_late);
        });
    }

    #[test]
    fn a_test_that_rounds_may_avoid_or_a_bound_that_changes_counts_nothing() {
        let text = "\
fn @f(i32) {
b0(v0: i32):
    v1 = iconst 1
    jump b1(v1, v0)
b1(v3: i32, v4: i32):
    v5 = iadd v3, v1
    branch v0, b2, b3
b2:
    v6 = icmp lt, v3, v0
    branch v6, b3, b4
b3:
    v7 = imul v4, v4
    v8 = icmp lt, v3, v4
    branch v8, b1(v5, v7), b4
b4:
    ret_void
}
";
        with_loop(text, |shape, id| {
            assert_eq!(shape.inductions(id).len(), 1);
            assert_eq!(shape.counted(id), None);
        });
    }
}
