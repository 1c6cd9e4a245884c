//! Folds constants and applies local rules until none fits.
//!
//! ```text
//! b0(v0: i32):
//!     v1 = iconst 3
//!     v2 = iconst 4
//!     v3 = iadd v1, v2
//!     v4 = isub v0, v3
//!     v5 = iadd v4, v3
//!     ret v5
//! ```
//! becomes, but for instructions that nothing needs any more,
//! ```text
//! b0(v0: i32):
//!     ret v0
//! ```
//!
//! Operands are seen before the instructions that use them, but on the edges of loops back; so one
//! walk over the blocks in reverse postorder does nearly all. A result that is another value or a
//! constant replaces the instruction; otherwise it is changed in place. Of a branch, its condition
//! is simplified.
//!
//! Works in both stages; linear in the number of instructions. The rules are in
//! [`rules`].

use crate::context::Context;
use crate::registry::{Changed, Info, Pass};
use crate::rewrite::{constant_before, constant_of, definition, replace_inst, resolve_uses};
use crate::rules::{self, Operand, Rewrite, View};
use ir::fold::{Constant, check, fold};
use ir::immediate::{Condition, Immediate};
use ir::{Function, Inst, Opcode, Type, Value};
use smallvec::SmallVec;

static INFO: Info = Info::new("canonicalize", "Folds constants and applies local rules.");

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Canonicalize;

/// Rules that are applied to one instruction; there is no need of so many.
const MAX_REWRITES: usize = 16;

impl Pass for Canonicalize {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let flow = cx.flow(func);
        let mut changed = false;
        for &block in flow.reverse_postorder() {
            let mut next = func.layout.first_inst(block);
            while let Some(inst) = next {
                next = func.layout.next_inst(inst);
                resolve_uses(func, inst);
                changed |= simplify(func, inst, cx);
            }
        }
        if changed {
            func.resolve_all();
        }
        Changed::when(changed)
    }
}

/// Applies what fits to one instruction.
fn simplify(func: &mut Function, inst: Inst, cx: &mut Context<'_>) -> bool {
    if func.inst(inst).opcode == Opcode::Branch {
        return simplify_branch(func, inst, cx);
    }
    let mut changed = false;
    for _ in 0..MAX_REWRITES {
        let Some((event, rewrite)) = find(func, inst) else {
            break;
        };
        cx.remark(func, event, inst);
        changed = true;
        if apply(func, inst, rewrite) {
            break;
        }
    }
    changed
}

/// What an instruction becomes, and by which rule.
fn find(func: &Function, inst: Inst) -> Option<(&'static str, Rewrite)> {
    if let Some(rewrite) = folded(func, inst) {
        return Some(("folded", rewrite));
    }
    let data = func.inst(inst);
    let view = View { func, data };
    let rules = rules::about(data.opcode).iter();
    rules
        .into_iter()
        .find_map(|rule| Some((rule.name, (rule.apply)(&view)?)))
}

/// What follows from constant operands.
fn folded(func: &Function, inst: Inst) -> Option<Rewrite> {
    let data = func.inst(inst);
    let result = func.result(inst)?;
    let is_done = matches!(data.opcode, Opcode::GuardPassed | Opcode::GuardHere);
    if is_done || Constant::of(data).is_some() {
        return None;
    }
    let mut constants: SmallVec<[Constant; 3]> = SmallVec::new();
    for &arg in &data.args {
        if func.value_type(arg) != Type::Guard {
            constants.push(constant_of(func, arg)?);
        }
    }
    if func.value_type(result) == Type::Guard {
        return match check(data.opcode, data.immediate, &constants)? {
            Ok(()) => Rewrite::passed(),
            Err(_) => None,
        };
    }
    fold(data.opcode, data.immediate, &constants).map(Rewrite::Constant)
}

/// True: the instruction is gone.
fn apply(func: &mut Function, inst: Inst, rewrite: Rewrite) -> bool {
    match rewrite {
        Rewrite::Value(value) => replace_inst(func, inst, value),
        Rewrite::Constant(constant) => {
            let value = constant_before(func, constant, inst);
            replace_inst(func, inst, value);
        }
        Rewrite::Op(opcode, immediate, operands) => {
            let value = |func: &mut Function, operand| match operand {
                Operand::Value(value) => value,
                Operand::Constant(constant) => constant_before(func, constant, inst),
            };
            let args = operands.into_iter().map(|operand| value(func, operand));
            let args: SmallVec<[Value; 4]> = args.collect();
            let data = func.inst_mut(inst);
            data.opcode = opcode;
            data.immediate = immediate;
            data.args = args;
            if !opcode.effects().needs_state() && !opcode.effects().is_observable() {
                data.state = None;
            }
            return false;
        }
    }
    true
}

/// A branch on a comparison with zero is one on what is compared.
fn simplify_branch(func: &mut Function, inst: Inst, cx: &mut Context<'_>) -> bool {
    let mut changed = false;
    for _ in 0..MAX_REWRITES {
        let Some((condition, is_inverted)) = compared_with_zero(func, func.inst(inst).args[0])
        else {
            break;
        };
        cx.remark(func, "branch-on-nonzero", inst);
        let data = func.inst_mut(inst);
        data.args[0] = condition;
        if is_inverted {
            data.targets.swap(0, 1);
            cx.forget_analyses();
        }
        changed = true;
    }
    changed
}

/// What is compared with zero, and whether for equality.
fn compared_with_zero(func: &Function, value: Value) -> Option<(Value, bool)> {
    let data = func.inst(definition(func, value)?);
    let is_zero = |value| constant_of(func, value) == Some(Constant::I32(0));
    match (data.opcode, data.immediate) {
        (Opcode::ICmp, Immediate::Condition(condition)) if is_zero(data.args[1]) => match condition
        {
            Condition::Ne => Some((data.args[0], false)),
            Condition::Eq => Some((data.args[0], true)),
            _ => None,
        },
        _ => None,
    }
}
