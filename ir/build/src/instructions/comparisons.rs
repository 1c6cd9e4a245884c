//! Comparisons, JVMS 6.5: `lcmp` to `dcmpg`, and conditional branches.
//!
//! A comparison before a branch on its result is one comparison. With a NaN `fcmpl` gives -1 and
//! `fcmpg` 1, so that one of a test and its opposite is right as it stands, and the other one is
//! the first one with the branches exchanged.

use crate::code::invalid;
use crate::method::{Building, Flow, MethodBuilder};
use ir::frame_state::Moment;
use ir::immediate::{Condition, Reason};
use ir::{Block, Type, Value};
use vm_bytecode::{Op, Operands};

/// A condition of a branch: a value, and whether the branch is taken when it is 0.
#[derive(Clone, Copy, Debug)]
struct Test {
    value: Value,
    is_negated: bool,
}

/// How a branch compares with zero.
fn compared_with_zero(op: Op) -> Option<Condition> {
    Some(match op {
        Op::IfEq => Condition::Eq,
        Op::IfNe => Condition::Ne,
        Op::IfLt => Condition::Lt,
        Op::IfGe => Condition::Ge,
        Op::IfGt => Condition::Gt,
        Op::IfLe => Condition::Le,
        _ => return None,
    })
}

/// How a branch compares two ints.
fn compared_ints(op: Op) -> Option<Condition> {
    Some(match op {
        Op::IfICmpEq => Condition::Eq,
        Op::IfICmpNe => Condition::Ne,
        Op::IfICmpLt => Condition::Lt,
        Op::IfICmpGe => Condition::Ge,
        Op::IfICmpGt => Condition::Gt,
        Op::IfICmpLe => Condition::Le,
        _ => return None,
    })
}

/// The opposite of a condition, but for NaNs.
fn opposite(condition: Condition) -> Condition {
    match condition {
        Condition::Eq => Condition::Ne,
        Condition::Ne => Condition::Eq,
        Condition::Lt | Condition::Ult => Condition::Ge,
        Condition::Ge => Condition::Lt,
        Condition::Gt => Condition::Le,
        Condition::Le => Condition::Gt,
    }
}

/// A test of `x ? y`: the condition that is evaluated, and whether it is to be negated, when the
/// comparison gives -1 (`nan_is_less`) or 1 for NaNs.
fn without_nan(condition: Condition, nan_is_less: bool) -> (Condition, bool) {
    let holds_for_nan = match condition {
        Condition::Lt | Condition::Le => nan_is_less,
        Condition::Gt | Condition::Ge => !nan_is_less,
        // With a NaN `eq` is 0 and `ne` 1, as wanted.
        Condition::Eq | Condition::Ne | Condition::Ult => false,
    };
    if holds_for_nan {
        (opposite(condition), true)
    } else {
        (condition, false)
    }
}

impl MethodBuilder<'_> {
    /// A comparison, and the branch on it if that comes next.
    pub(super) fn compare(&mut self, op: Op) -> Building<Flow> {
        let ty = match op {
            Op::LCmp => Type::I64,
            Op::FCmpL | Op::FCmpG => Type::F32,
            _ => Type::F64,
        };
        let (y, x) = (self.pop(ty)?, self.pop(ty)?);
        let nan_is_less = matches!(op, Op::FCmpL | Op::DCmpL);
        let next = self.index + 1;
        let branch = self
            .code
            .insns
            .get(next)
            .filter(|_| !self.blocks.is_leader(next));
        if let Some(condition) = branch.and_then(|insn| compared_with_zero(insn.op)) {
            self.index = next;
            self.bci = self.code.insns[next].bci;
            let (condition, is_negated) = match ty {
                Type::I64 => (condition, false),
                _ => without_nan(condition, nan_is_less),
            };
            let value = self.comparison(x, y, condition);
            return self.branch(Test { value, is_negated });
        }
        let result = self.three_way(x, y, nan_is_less);
        self.push(result);
        Ok(Flow::Next)
    }

    fn comparison(&mut self, x: Value, y: Value, condition: Condition) -> Value {
        match self.func.value_type(x) {
            Type::I64 => self.at().lcmp(x, y, condition),
            Type::F32 => self.at().fcmp(x, y, condition),
            Type::F64 => self.at().dcmp(x, y, condition),
            Type::I32 | Type::Ref | Type::Guard => self.at().icmp(x, y, condition),
        }
    }

    /// -1, 0 or 1. With a NaN `lt` and `gt` give 0, so the result is that of the other, negated one.
    fn three_way(&mut self, x: Value, y: Value, nan_is_less: bool) -> Value {
        let mut test = |condition| {
            let (condition, is_negated) = without_nan(condition, nan_is_less);
            let value = self.comparison(x, y, condition);
            if !is_negated {
                return value;
            }
            let one = self.at().iconst(1);
            self.at().ixor(value, one)
        };
        let (greater, less) = (test(Condition::Gt), test(Condition::Lt));
        self.at().isub(greater, less)
    }

    /// A branch.
    pub(super) fn branch_if(&mut self, op: Op) -> Building<Flow> {
        if let Some(condition) = compared_ints(op) {
            let (y, x) = (self.pop(Type::I32)?, self.pop(Type::I32)?);
            let value = self.at().icmp(x, y, condition);
            let is_negated = false;
            return self.branch(Test { value, is_negated });
        }
        if let Some(condition) = compared_with_zero(op) {
            let x = self.pop(Type::I32)?;
            let is_negated = condition == Condition::Eq;
            if matches!(condition, Condition::Eq | Condition::Ne) {
                return self.branch(Test {
                    value: x,
                    is_negated,
                });
            }
            let zero = self.at().iconst(0);
            let value = self.at().icmp(x, zero, condition);
            return self.branch(Test { value, is_negated });
        }
        let y = match op {
            Op::IfACmpEq | Op::IfACmpNe => self.pop(Type::Ref)?,
            _ => self.at().null(),
        };
        let x = self.pop(Type::Ref)?;
        let value = self.at().same(x, y);
        let is_negated = matches!(op, Op::IfACmpNe | Op::IfNonNull);
        self.branch(Test { value, is_negated })
    }

    /// Ends the block at the current instruction, a branch whose operands have been popped.
    fn branch(&mut self, test: Test) -> Building<Flow> {
        let insn = self.code.insns[self.index];
        let Operands::Branch(target) = insn.operands else {
            return Err(invalid(self.bci));
        };
        let (taken, not_taken) = (self.code.target(target), self.index + 1);
        let is_pruned = self.pruned(taken, not_taken);
        let taken = self.side(taken, is_pruned == Some(taken))?;
        let not_taken = self.side(not_taken, is_pruned == Some(not_taken))?;
        let (yes, no) = match test.is_negated {
            false => (taken, not_taken),
            true => (not_taken, taken),
        };
        self.at().branch(test.value, (yes.0, &yes.1), (no.0, &no.1));
        Ok(Flow::End)
    }

    /// The side of the branch that was never taken, while the other one often was.
    fn pruned(&self, taken: usize, not_taken: usize) -> Option<usize> {
        let often = self.options.prune?;
        let profile = self.profile.branch(self.bci)?;
        let side = match (profile.n_taken, profile.n_not_taken) {
            (0, others) if others >= often => taken,
            (others, 0) if others >= often => not_taken,
            _ => return None,
        };
        let bci = self.code.insns[side].bci;
        let has_failed = self
            .source
            .speculation_failed(self.id, bci, Reason::Unreached);
        (taken != not_taken && !has_failed).then_some(side)
    }

    /// Where a side of a branch goes on.
    fn side(&mut self, index: usize, is_pruned: bool) -> Building<(Block, Vec<Value>)> {
        if !is_pruned {
            return self.edge(index);
        }
        self.n_pruned += 1;
        let bci = self.code.insns[index].bci;
        let frame = self.frame.clone();
        let state = self.state_of(&frame, bci, Moment::Before, self.live.before(index));
        Ok((self.exit(state, Reason::Unreached), Vec::new()))
    }
}
