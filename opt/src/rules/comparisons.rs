//! Comparisons of numbers.

use super::{Rewrite, Rule, View};
use ir::Opcode::{DCmp, FCmp, I2l, IAdd, ICmp, ISub, IXor, LAdd, LCmp, LSub, LXor};
use ir::fold::Constant;
use ir::immediate::Condition::{self, Eq, Ge, Gt, Le, Lt, Ne, Ult};

pub(super) static RULES: &[Rule] = &[
    Rule {
        name: "compare-with-itself",
        on: &[ICmp, LCmp],
        apply: |view| {
            let holds = matches!(view.condition()?, Eq | Le | Ge);
            (view.arg(0) == view.arg(1)).then(|| Rewrite::int(i32::from(holds)))?
        },
        example: "i64 -> i32: lcmp le, v0, v0",
    },
    Rule {
        name: "compare-constant-right",
        on: &[ICmp, LCmp, FCmp, DCmp],
        apply: |view| {
            let flipped = flip(view.condition()?)?;
            let fits = view.constant(0).is_some() && view.constant(1).is_none();
            fits.then(|| Rewrite::compare(view.opcode(), flipped, view.arg(1), view.arg(0)))?
        },
        example: "i32 -> i32: iconst ?; icmp lt, v1, v0",
    },
    Rule {
        name: "compare-sum",
        on: &[ICmp, LCmp],
        apply: |view| {
            let inner = view.def_of(0, view.pick(IAdd, LAdd))?;
            let rest = view.number(1)?.wrapping_sub(inner.number(1)?);
            let condition = equality(view)?;
            Rewrite::compare(view.opcode(), condition, inner.arg(0), view.integer(rest))
        },
        example: "i32 -> i32: iconst ?; iadd v0, v1; iconst ?; icmp ne, v2, v3",
    },
    Rule {
        name: "compare-difference",
        on: &[ICmp, LCmp],
        apply: |view| {
            let inner = view.def(0)?;
            let subtraction = view.pick(ISub, LSub);
            let exclusive = view.pick(IXor, LXor);
            let tells_equal = inner.opcode() == subtraction || inner.opcode() == exclusive;
            let condition = equality(view).filter(|_| tells_equal)?;
            (view.number(1)? == 0)
                .then(|| Rewrite::compare(view.opcode(), condition, inner.arg(0), inner.arg(1)))?
        },
        example: "i64 i64 -> i32: lsub v0, v1; lconst 0; lcmp eq, v2, v3",
    },
    Rule {
        name: "compare-with-extreme",
        on: &[ICmp, LCmp],
        apply: |view| {
            let (smallest, largest) = match view.constant(1)? {
                Constant::I32(value) => (value == i32::MIN, value == i32::MAX),
                Constant::I64(value) => (value == i64::MIN, value == i64::MAX),
                Constant::F32(_) | Constant::F64(_) | Constant::Null => return None,
            };
            match view.condition()? {
                Lt if smallest => Rewrite::int(0),
                Ge if smallest => Rewrite::int(1),
                Gt if largest => Rewrite::int(0),
                Le if largest => Rewrite::int(1),
                Ult if view.number(1)? == 0 => Rewrite::int(0),
                _ => None,
            }
        },
        example: "i32 -> i32: iconst -2147483648; icmp lt, v0, v1",
    },
    Rule {
        name: "below-one",
        on: &[ICmp, LCmp],
        apply: |view| {
            let fits = view.condition()? == Ult && view.number(1)? == 1;
            let zero = view.integer(0);
            fits.then(|| Rewrite::compare(view.opcode(), Eq, view.arg(0), zero))?
        },
        example: "i32 -> i32: iconst 1; icmp ult, v0, v1",
    },
    Rule {
        name: "compare-extended",
        on: &[LCmp],
        apply: |view| {
            let x = view.def_of(0, I2l)?.arg(0);
            let condition = view.condition()?;
            if let Some(number) = view.number(1) {
                let number = i32::try_from(number).ok()?;
                return Rewrite::compare(ICmp, condition, x, Constant::I32(number));
            }
            let y = view.def_of(1, I2l)?.arg(0);
            Rewrite::compare(ICmp, condition, x, y)
        },
        example: "i32 i32 -> i32: i2l v0; i2l v1; lcmp ult, v2, v3",
    },
];

/// The condition, if it is about equality alone.
fn equality(view: &View<'_>) -> Option<Condition> {
    view.condition()
        .filter(|condition| matches!(condition, Eq | Ne))
}

/// The condition with the operands swapped. There is no unsigned `gt`.
fn flip(condition: Condition) -> Option<Condition> {
    match condition {
        Eq | Ne => Some(condition),
        Lt => Some(Gt),
        Le => Some(Ge),
        Gt => Some(Lt),
        Ge => Some(Le),
        Ult => None,
    }
}
