//! Conversions between types, and narrowing of integers.

use super::{Rewrite, Rule, View};
use ir::Opcode::{self, I2b, I2c, I2l, I2s, IAnd, L2i};
use ir::Value;
use ir::fold::Constant;

pub(super) static RULES: &[Rule] = &[
    Rule {
        name: "narrow-twice",
        on: &[I2b, I2s, I2c],
        apply: |view| {
            let inner = view.def(0)?;
            let outer = bits_kept(view)?;
            let kept = bits_kept(&inner)?;
            if outer <= kept {
                return Rewrite::op(view.opcode(), [inner.arg(0).into()]);
            }
            // What the inner one makes of the sign survives an outer sign extension only.
            (view.opcode() == I2s).then(|| Rewrite::Value(view.arg(0)))
        },
        example: "i32 -> i32: i2b v0; i2s v1",
    },
    Rule {
        name: "narrow-masked",
        on: &[I2b, I2s, I2c],
        apply: |view| {
            let inner = view.def_of(0, IAnd)?;
            let kept = (1 << bits_kept(view)?) - 1;
            let fits = inner.number(1)? & kept == kept;
            fits.then(|| Rewrite::op(view.opcode(), [inner.arg(0).into()]))?
        },
        example: "i32 -> i32: iconst 255; iand v0, v1; i2b v2",
    },
    Rule {
        name: "narrow-what-is-narrow",
        on: &[I2b, I2s, I2c],
        apply: |view| {
            let inner = view.def_of(0, IAnd)?;
            let largest = match view.opcode() {
                I2b => 0x7f,
                I2s => 0x7fff,
                _ => 0xffff,
            };
            let fits = (0..=largest).contains(&inner.number(1)?);
            fits.then(|| Rewrite::Value(view.arg(0)))
        },
        example: "i32 -> i32: iconst 127; iand v0, v1; i2b v2",
    },
    Rule {
        name: "mask-narrowed",
        on: &[IAnd],
        apply: |view| {
            let inner = view.def(0)?;
            let kept = (1 << bits_kept(&inner)?) - 1;
            let fits = view.number(1)? & !kept == 0;
            fits.then(|| Rewrite::op(IAnd, [inner.arg(0).into(), view.arg(1).into()]))?
        },
        example: "i32 -> i32: i2b v0; iconst 255; iand v1, v2",
    },
    Rule {
        name: "mask-to-char",
        on: &[IAnd],
        apply: |view| {
            (view.number(1)? == 0xffff).then(|| Rewrite::op(I2c, [view.arg(0).into()]))?
        },
        example: "i32 -> i32: iconst 65535; iand v0, v1",
    },
    Rule {
        name: "there-and-back",
        on: &[L2i, Opcode::D2f, Opcode::D2i],
        apply: |view| {
            let widening = match view.opcode() {
                L2i => I2l,
                Opcode::D2f => Opcode::F2d,
                _ => Opcode::I2d,
            };
            Some(Rewrite::Value(view.def_of(0, widening)?.arg(0)))
        },
        example: "i32 -> i32: i2l v0; l2i v1",
    },
    Rule {
        name: "through-double",
        on: &[Opcode::D2i, Opcode::D2l],
        apply: |view| {
            let inner = view.def(0)?;
            let opcode = match (inner.opcode(), view.opcode()) {
                (Opcode::F2d, Opcode::D2i) => Opcode::F2i,
                (Opcode::F2d, Opcode::D2l) => Opcode::F2l,
                (Opcode::I2d, Opcode::D2l) => I2l,
                _ => return None,
            };
            Rewrite::op(opcode, [inner.arg(0).into()])
        },
        example: "f32 -> i64: f2d v0; d2l v1",
    },
    Rule {
        name: "narrow-arithmetic",
        on: &[L2i],
        apply: |view| {
            let inner = view.def(0)?;
            let opcode = match inner.opcode() {
                Opcode::LAdd => Opcode::IAdd,
                Opcode::LSub => Opcode::ISub,
                Opcode::LMul => Opcode::IMul,
                Opcode::LAnd => IAnd,
                Opcode::LOr => Opcode::IOr,
                Opcode::LXor => Opcode::IXor,
                _ => return None,
            };
            let x = extended(&inner, 0)?;
            match inner.constant(1) {
                Some(Constant::I64(y)) => {
                    Rewrite::op(opcode, [x.into(), Constant::I32(y as i32).into()])
                }
                _ => Rewrite::op(opcode, [x.into(), extended(&inner, 1)?.into()]),
            }
        },
        example: "i32 i32 -> i32: i2l v0; i2l v1; lmul v2, v3; l2i v4",
    },
];

/// The integer that an operand is the sign extension of.
fn extended(view: &View<'_>, index: usize) -> Option<Value> {
    Some(view.def_of(index, I2l)?.arg(0))
}

/// How many low bits a narrowing keeps.
fn bits_kept(view: &View<'_>) -> Option<i64> {
    match view.opcode() {
        I2b => Some(8),
        I2s | I2c => Some(16),
        _ => None,
    }
}
