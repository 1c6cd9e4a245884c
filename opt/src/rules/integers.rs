//! Arithmetic and bits of integers.

use super::{Rewrite, Rule};
use ir::Opcode::{
    IAdd, IAnd, IDiv, IMul, INeg, IOr, IRem, IShl, IShr, ISub, IUshr, IXor, LAdd, LAnd, LDiv, LMul,
    LNeg, LOr, LRem, LShl, LShr, LSub, LUshr, LXor,
};
use ir::fold::{Constant, fold};
use ir::immediate::Immediate;
use ir::{Opcode, Type};

const REASSOCIATED: &[Opcode] = &[IAdd, LAdd, IMul, LMul, IAnd, LAnd, IOr, LOr, IXor, LXor];
const SHIFTS: &[Opcode] = &[IShl, IShr, IUshr, LShl, LShr, LUshr];

pub(super) static RULES: &[Rule] = &[
    Rule {
        name: "constant-right",
        on: &[
            IAdd,
            LAdd,
            IMul,
            LMul,
            IAnd,
            LAnd,
            IOr,
            LOr,
            IXor,
            LXor,
            Opcode::FAdd,
            Opcode::DAdd,
            Opcode::FMul,
            Opcode::DMul,
            Opcode::SameRef,
        ],
        apply: |view| {
            let fits =
                view.is_commutative() && view.constant(0).is_some() && view.constant(1).is_none();
            fits.then(|| Rewrite::op(view.opcode(), [view.arg(1).into(), view.arg(0).into()]))?
        },
        example: "i32 -> i32: iconst ?; iadd v1, v0",
    },
    Rule {
        name: "right-zero",
        on: &[IAdd, LAdd, ISub, LSub, IOr, LOr, IXor, LXor],
        apply: |view| (view.number(1)? == 0).then(|| Rewrite::Value(view.arg(0))),
        example: "i64 -> i64: lconst 0; lxor v0, v1",
    },
    Rule {
        name: "shift-by-nothing",
        on: SHIFTS,
        apply: |view| {
            (view.number(1)? & (view.width() - 1) == 0).then(|| Rewrite::Value(view.arg(0)))
        },
        example: "i64 -> i64: iconst 64; lshr v0, v1",
    },
    Rule {
        name: "becomes-zero",
        on: &[IMul, LMul, IAnd, LAnd],
        apply: |view| (view.number(1)? == 0).then(|| Rewrite::Constant(view.integer(0))),
        example: "i64 -> i64: lconst 0; lmul v0, v1",
    },
    Rule {
        name: "right-one",
        on: &[IMul, LMul, IDiv, LDiv],
        apply: |view| (view.number(1)? == 1).then(|| Rewrite::Value(view.arg(0))),
        example: "i32 -> i32: iconst 1; guard_inonzero v1; idiv v0, v1, v2",
    },
    Rule {
        name: "right-minus-one",
        on: &[IMul, LMul, IDiv, LDiv],
        apply: |view| {
            let negation = view.pick(INeg, LNeg);
            (view.number(1)? == -1).then(|| Rewrite::op(negation, [view.arg(0).into()]))?
        },
        example: "i64 -> i64: lconst -1; guard_lnonzero v1; ldiv v0, v1, v2",
    },
    Rule {
        name: "remainder-of-one",
        on: &[IRem, LRem],
        apply: |view| {
            (view.number(1)?.unsigned_abs() == 1).then(|| Rewrite::Constant(view.integer(0)))
        },
        example: "i32 -> i32: iconst -1; guard_inonzero v1; irem v0, v1, v2",
    },
    Rule {
        name: "all-ones",
        on: &[IAnd, LAnd],
        apply: |view| (view.number(1)? == -1).then(|| Rewrite::Value(view.arg(0))),
        example: "i32 -> i32: iconst -1; iand v0, v1",
    },
    Rule {
        name: "or-all-ones",
        on: &[IOr, LOr],
        apply: |view| (view.number(1)? == -1).then(|| Rewrite::Value(view.arg(1))),
        example: "i32 -> i32: iconst -1; ior v0, v1",
    },
    Rule {
        name: "multiply-by-power",
        on: &[IMul, LMul],
        apply: |view| {
            let bits = match view.constant(1)? {
                Constant::I32(factor) => u64::from(factor as u32),
                Constant::I64(factor) => factor as u64,
                Constant::F32(_) | Constant::F64(_) | Constant::Null => return None,
            };
            let distance = Constant::I32(bits.trailing_zeros() as i32);
            let shift = view.pick(IShl, LShl);
            let fits = bits.is_power_of_two() && bits > 1;
            fits.then(|| Rewrite::op(shift, [view.arg(0).into(), distance.into()]))?
        },
        example: "i64 -> i64: lconst 64; lmul v0, v1",
    },
    Rule {
        name: "with-itself",
        on: &[IAnd, LAnd, IOr, LOr],
        apply: |view| (view.arg(0) == view.arg(1)).then(|| Rewrite::Value(view.arg(0))),
        example: "i32 -> i32: iand v0, v0",
    },
    Rule {
        name: "cancels-itself",
        on: &[ISub, LSub, IXor, LXor],
        apply: |view| (view.arg(0) == view.arg(1)).then(|| Rewrite::Constant(view.integer(0))),
        example: "i64 -> i64: lsub v0, v0",
    },
    Rule {
        name: "subtract-constant",
        on: &[ISub, LSub],
        apply: |view| {
            let negated = view.integer(view.number(1)?.wrapping_neg());
            Rewrite::op(view.pick(IAdd, LAdd), [view.arg(0).into(), negated.into()])
        },
        example: "i32 -> i32: iconst ?; isub v0, v1",
    },
    Rule {
        name: "reassociate",
        on: REASSOCIATED,
        apply: |view| {
            let inner = view.def_of(0, view.opcode())?;
            let both = [inner.constant(1)?, view.constant(1)?];
            let folded = fold(view.opcode(), Immediate::None, &both)?;
            Rewrite::op(view.opcode(), [inner.arg(0).into(), folded.into()])
        },
        example: "i32 -> i32: iconst ?; imul v0, v1; iconst ?; imul v2, v3",
    },
    Rule {
        name: "join-shifts",
        on: SHIFTS,
        apply: |view| {
            let inner = view.def_of(0, view.opcode())?;
            let mask = view.width() - 1;
            let sum = (inner.number(1)? & mask) + (view.number(1)? & mask);
            let distance = Constant::I32(sum as i32);
            let operands = [inner.arg(0).into(), distance.into()];
            (sum <= mask).then(|| Rewrite::op(view.opcode(), operands))?
        },
        example: "i64 -> i64: iconst 7; lshr v0, v1; iconst 9; lshr v2, v3",
    },
    Rule {
        name: "masked-distance",
        on: SHIFTS,
        apply: |view| {
            let mask = view.width() - 1;
            let inner = view.def_of(1, IAnd)?;
            let operands = [view.arg(0).into(), inner.arg(0).into()];
            (inner.number(1)? & mask == mask).then(|| Rewrite::op(view.opcode(), operands))?
        },
        example: "i64 i32 -> i64: iconst 127; iand v1, v2; lushr v0, v3",
    },
    Rule {
        name: "distance-modulo-width",
        on: SHIFTS,
        apply: |view| {
            let mask = view.width() - 1;
            let distance = view.number(1)?;
            let reduced = Constant::I32((distance & mask) as i32);
            let operands = [view.arg(0).into(), reduced.into()];
            (distance & mask != distance).then(|| Rewrite::op(view.opcode(), operands))?
        },
        example: "i32 -> i32: iconst ?; ishl v0, v1",
    },
    Rule {
        name: "negate-twice",
        on: &[INeg, LNeg],
        apply: |view| Some(Rewrite::Value(view.def_of(0, view.opcode())?.arg(0))),
        example: "i32 -> i32: ineg v0; ineg v1",
    },
    Rule {
        name: "negate-difference",
        on: &[INeg, LNeg],
        apply: |view| {
            let subtraction = view.pick(ISub, LSub);
            let inner = view.def_of(0, subtraction)?;
            Rewrite::op(subtraction, [inner.arg(1).into(), inner.arg(0).into()])
        },
        example: "i64 i64 -> i64: lsub v0, v1; lneg v2",
    },
    Rule {
        name: "subtract-from-zero",
        on: &[ISub, LSub],
        apply: |view| {
            let negation = view.pick(INeg, LNeg);
            (view.number(0)? == 0).then(|| Rewrite::op(negation, [view.arg(1).into()]))?
        },
        example: "i32 -> i32: iconst 0; isub v1, v0",
    },
    Rule {
        name: "subtract-negation",
        on: &[ISub, LSub],
        apply: |view| {
            let negation = view.def_of(1, view.pick(INeg, LNeg))?;
            let operands = [view.arg(0).into(), negation.arg(0).into()];
            Rewrite::op(view.pick(IAdd, LAdd), operands)
        },
        example: "i32 i32 -> i32: ineg v1; isub v0, v2",
    },
    Rule {
        name: "add-negation",
        on: &[IAdd, LAdd],
        apply: |view| {
            let negation = view.pick(INeg, LNeg);
            let (x, negation) = match (view.def_of(1, negation), view.def_of(0, negation)) {
                (Some(right), _) => (view.arg(0), right),
                (None, Some(left)) => (view.arg(1), left),
                (None, None) => return None,
            };
            Rewrite::op(view.pick(ISub, LSub), [x.into(), negation.arg(0).into()])
        },
        example: "i64 i64 -> i64: lneg v0; ladd v2, v1",
    },
    Rule {
        name: "add-what-was-subtracted",
        on: &[IAdd, LAdd],
        apply: |view| {
            let subtraction = view.pick(ISub, LSub);
            let undoes = |index: usize| {
                let inner = view.def_of(index, subtraction)?;
                (inner.arg(1) == view.arg(1 - index)).then(|| Rewrite::Value(inner.arg(0)))
            };
            undoes(0).or_else(|| undoes(1))
        },
        example: "i32 i32 -> i32: isub v0, v1; iadd v1, v2",
    },
    Rule {
        name: "subtract-what-was-added",
        on: &[ISub, LSub],
        apply: |view| {
            let inner = view.def_of(0, view.pick(IAdd, LAdd))?;
            let other = |index: usize| {
                (inner.arg(index) == view.arg(1)).then(|| Rewrite::Value(inner.arg(1 - index)))
            };
            other(0).or_else(|| other(1))
        },
        example: "i64 i64 -> i64: ladd v0, v1; lsub v2, v0",
    },
    Rule {
        name: "sign-extend",
        on: &[IShr],
        apply: |view| {
            let inner = view.def_of(0, IShl)?;
            let opcode = match (inner.number(1)?, view.number(1)?) {
                (24, 24) => Opcode::I2b,
                (16, 16) => Opcode::I2s,
                _ => return None,
            };
            Rewrite::op(opcode, [inner.arg(0).into()])
        },
        example: "i32 -> i32: iconst 24; ishl v0, v1; ishr v2, v1",
    },
    Rule {
        name: "clear-high-bits",
        on: &[IUshr, LUshr],
        apply: |view| {
            let inner = view.def_of(0, view.pick(IShl, LShl))?;
            let distance = view.number(1)?;
            let fits = inner.number(1)? == distance && (1..view.width()).contains(&distance);
            let ones = match view.ty(0) {
                Type::I64 => u64::MAX >> distance,
                _ => u64::from(u32::MAX >> distance),
            };
            let mask = view.integer(ones as i64);
            let opcode = view.pick(IAnd, LAnd);
            fits.then(|| Rewrite::op(opcode, [inner.arg(0).into(), mask.into()]))?
        },
        example: "i32 -> i32: iconst 7; ishl v0, v1; iushr v2, v1",
    },
];
