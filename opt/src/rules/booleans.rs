//! Results of comparisons that are used as numbers, and selections.

use super::{Rewrite, Rule, View};
use ir::Opcode::{self, GuardTrue, I2b, I2c, I2s, IAnd, ICmp, Select};
use ir::fold::Constant;
use ir::immediate::Condition::{self, Eq, Ge, Gt, Le, Lt, Ne};
use ir::immediate::Immediate;
use smallvec::smallvec;

pub(super) static RULES: &[Rule] = &[
    Rule {
        name: "boolean-as-it-is",
        on: &[ICmp],
        apply: |view| {
            let fits = matches!(
                (view.condition()?, view.number(1)?),
                (Ne, 0) | (Eq, 1) | (Gt, 0) | (Ge, 1)
            );
            (fits && is_boolean(view, 0)).then(|| Rewrite::Value(view.arg(0)))
        },
        example: "i32 i32 -> i32: icmp lt, v0, v1; iconst 0; icmp ne, v2, v3",
    },
    Rule {
        name: "boolean-inverted",
        on: &[ICmp],
        apply: |view| {
            let fits = matches!(
                (view.condition()?, view.number(1)?),
                (Eq, 0) | (Ne, 1) | (Lt, 1) | (Le, 0)
            );
            if fits { inverted(&view.def(0)?) } else { None }
        },
        example: "i64 i64 -> i32: lcmp le, v0, v1; iconst 0; icmp eq, v2, v3",
    },
    Rule {
        name: "narrow-boolean",
        on: &[I2b, I2s, I2c],
        apply: |view| is_boolean(view, 0).then(|| Rewrite::Value(view.arg(0))),
        example: "i32 i32 -> i32: icmp lt, v0, v1; i2b v2",
    },
    Rule {
        name: "mask-boolean",
        on: &[IAnd],
        apply: |view| {
            let fits = view.number(1)? & 1 == 1 && is_boolean(view, 0);
            fits.then(|| Rewrite::Value(view.arg(0)))
        },
        example: "f64 f64 -> i32: dcmp lt, v0, v1; iconst 1; iand v2, v3",
    },
    Rule {
        name: "select-the-same",
        on: &[Select],
        apply: |view| (view.arg(1) == view.arg(2)).then(|| Rewrite::Value(view.arg(1))),
        example: "i32 f64 -> f64: select v0, v1, v1",
    },
    Rule {
        name: "select-decided",
        on: &[Select],
        apply: |view| {
            let index = if view.number(0)? == 0 { 2 } else { 1 };
            Some(Rewrite::Value(view.arg(index)))
        },
        example: "i64 i64 -> i64: iconst ?; select v2, v0, v1",
    },
    Rule {
        name: "select-on-nonzero",
        on: &[Select],
        apply: |view| {
            let inner = view.def_of(0, ICmp)?;
            let condition = inner.arg(0).into();
            let (yes, no) = (view.arg(1).into(), view.arg(2).into());
            match (inner.condition()?, inner.number(1)?) {
                (Ne, 0) => Rewrite::op(Select, [condition, yes, no]),
                (Eq, 0) => Rewrite::op(Select, [condition, no, yes]),
                _ => None,
            }
        },
        example: "i32 i64 i64 -> i64: iconst 0; icmp eq, v0, v3; select v4, v1, v2",
    },
    Rule {
        name: "select-boolean",
        on: &[Select],
        apply: |view| {
            let arms = (view.constant(1)?, view.constant(2)?);
            match arms {
                (Constant::I32(1), Constant::I32(0)) if is_boolean(view, 0) => {
                    Some(Rewrite::Value(view.arg(0)))
                }
                (Constant::I32(0), Constant::I32(1)) => inverted(&view.def(0)?),
                _ => None,
            }
        },
        example: "i32 i32 -> i32: icmp lt, v0, v1; iconst 0; iconst 1; select v2, v3, v4",
    },
    Rule {
        name: "guard-nonzero",
        on: &[GuardTrue],
        apply: |view| {
            let inner = view.def_of(0, ICmp)?;
            let fits = inner.condition()? == Ne && inner.number(1)? == 0;
            let operands = smallvec![inner.arg(0).into()];
            fits.then(|| Rewrite::Op(GuardTrue, view.data.immediate, operands))
        },
        example: "i32 -> i32: iconst 0; icmp ne, v0, v1; guard speculation, v2; iadd v0, v0",
    },
];

/// Is an operand 0 or 1?
pub(super) fn is_boolean(view: &View<'_>, index: usize) -> bool {
    let Some(inner) = view.def(index) else {
        return false;
    };
    match inner.opcode() {
        ICmp
        | Opcode::LCmp
        | Opcode::FCmp
        | Opcode::DCmp
        | Opcode::SameRef
        | Opcode::InstanceOf
        | Opcode::HasClass => true,
        IAnd => inner.number(1) == Some(1),
        _ => matches!(view.number(index), Some(0 | 1)),
    }
}

/// The comparison that holds when this one does not.
fn inverted(view: &View<'_>) -> Option<Rewrite> {
    let condition = view.condition()?;
    let is_integral = matches!(view.opcode(), ICmp | Opcode::LCmp);
    // With a NaN neither an order nor its opposite holds.
    let opposite = match condition {
        Eq => Ne,
        Ne => Eq,
        Lt if is_integral => Ge,
        Ge if is_integral => Lt,
        Gt if is_integral => Le,
        Le if is_integral => Gt,
        Lt | Ge | Gt | Le | Condition::Ult => return None,
    };
    let operands = smallvec![view.arg(0).into(), view.arg(1).into()];
    Some(Rewrite::Op(
        view.opcode(),
        Immediate::Condition(opposite),
        operands,
    ))
}
