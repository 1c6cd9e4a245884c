//! Floating point. Only what is exact for all numbers, zeros and infinities; which NaN comes out is
//! not specified.

use super::{Rewrite, Rule, View};
use ir::Opcode::{DAdd, DDiv, DMul, DNeg, DSub, FAdd, FDiv, FMul, FNeg, FSub};
use ir::Type;
use ir::fold::Constant;

pub(super) static RULES: &[Rule] = &[
    Rule {
        name: "real-right-one",
        on: &[FMul, DMul, FDiv, DDiv],
        apply: |view| (view.real(1)? == 1.0).then(|| Rewrite::Value(view.arg(0))),
        example: "f32 -> f32: fconst 1.0; fdiv v0, v1",
    },
    Rule {
        name: "real-right-minus-one",
        on: &[FMul, DMul, FDiv, DDiv],
        apply: |view| {
            let negation = view.pick(FNeg, DNeg);
            (view.real(1)? == -1.0).then(|| Rewrite::op(negation, [view.arg(0).into()]))?
        },
        example: "f64 -> f64: dconst -1.0; dmul v0, v1",
    },
    Rule {
        name: "real-subtract-zero",
        on: &[FSub, DSub],
        apply: |view| is_zero(view, false)?.then(|| Rewrite::Value(view.arg(0))),
        example: "f64 -> f64: dconst 0.0; dsub v0, v1",
    },
    Rule {
        name: "real-add-minus-zero",
        on: &[FAdd, DAdd],
        apply: |view| is_zero(view, true)?.then(|| Rewrite::Value(view.arg(0))),
        example: "f32 -> f32: fconst -0.0; fadd v0, v1",
    },
    Rule {
        name: "real-double",
        on: &[FMul, DMul],
        apply: |view| {
            let operands = [view.arg(0).into(), view.arg(0).into()];
            (view.real(1)? == 2.0).then(|| Rewrite::op(view.pick(FAdd, DAdd), operands))?
        },
        example: "f64 -> f64: dconst 2.0; dmul v0, v1",
    },
    Rule {
        name: "divide-by-power",
        on: &[FDiv, DDiv],
        apply: |view| {
            let inverse = exact_inverse(view.real(1)?, view.ty(0))?;
            let operands = [view.arg(0).into(), inverse.into()];
            Rewrite::op(view.pick(FMul, DMul), operands)
        },
        example: "f64 -> f64: dconst 8.0; ddiv v0, v1",
    },
    Rule {
        name: "real-negate-twice",
        on: &[FNeg, DNeg],
        apply: |view| Some(Rewrite::Value(view.def_of(0, view.opcode())?.arg(0))),
        example: "f32 -> f32: fneg v0; fneg v1",
    },
    Rule {
        name: "real-subtract-negation",
        on: &[FSub, DSub],
        apply: |view| {
            let negation = view.def_of(1, view.pick(FNeg, DNeg))?;
            let operands = [view.arg(0).into(), negation.arg(0).into()];
            Rewrite::op(view.pick(FAdd, DAdd), operands)
        },
        example: "f64 f64 -> f64: dneg v1; dsub v0, v2",
    },
    Rule {
        name: "real-add-negation",
        on: &[FAdd, DAdd],
        apply: |view| {
            let negation = view.def_of(1, view.pick(FNeg, DNeg))?;
            let operands = [view.arg(0).into(), negation.arg(0).into()];
            Rewrite::op(view.pick(FSub, DSub), operands)
        },
        example: "f32 f32 -> f32: fneg v1; fadd v0, v2",
    },
];

/// Is the second operand the zero of this sign? `None`: it is no constant.
fn is_zero(view: &View<'_>, is_negative: bool) -> Option<bool> {
    let value = view.real(1)?;
    Some(value == 0.0 && value.is_sign_negative() == is_negative)
}

/// The number whose product is the quotient, bit for bit: the inverse of a power of two, if both
/// are normal in the type.
fn exact_inverse(value: f64, ty: Type) -> Option<Constant> {
    let is_power = value.to_bits() & ((1 << 52) - 1) == 0;
    let inverse = 1.0 / value;
    match ty {
        Type::F32 => {
            let (value, inverse) = (value as f32, inverse as f32);
            let fits = is_power && value.is_normal() && inverse.is_normal();
            fits.then_some(Constant::F32(inverse))
        }
        _ => {
            let fits = is_power && value.is_normal() && inverse.is_normal();
            fits.then_some(Constant::F64(inverse))
        }
    }
}
