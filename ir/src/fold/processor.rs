//! Meaning of the operations that are single instructions of the processor: what methods of
//! `Integer`, `Long`, `Float`, `Double` and `Math` compute (their specifications in the JDK).

use super::Constant::{self, F32, F64, I32, I64};
use crate::opcode::Opcode;

/// Operations with one operand.
pub(super) fn one(opcode: Opcode, value: Constant) -> Option<Constant> {
    Some(match (opcode, value) {
        (Opcode::IBitCount, I32(x)) => count(x.count_ones()),
        (Opcode::LBitCount, I64(x)) => count(x.count_ones()),
        (Opcode::ILeadingZeros, I32(x)) => count(x.leading_zeros()),
        (Opcode::LLeadingZeros, I64(x)) => count(x.leading_zeros()),
        (Opcode::ITrailingZeros, I32(x)) => count(x.trailing_zeros()),
        (Opcode::LTrailingZeros, I64(x)) => count(x.trailing_zeros()),
        (Opcode::IReverseBytes, I32(x)) => I32(x.swap_bytes()),
        (Opcode::LReverseBytes, I64(x)) => I64(x.swap_bytes()),
        (Opcode::FAbs, F32(x)) => F32(x.abs()),
        (Opcode::DAbs, F64(x)) => F64(x.abs()),
        (Opcode::FSqrt, F32(x)) => F32(x.sqrt()),
        (Opcode::DSqrt, F64(x)) => F64(x.sqrt()),
        (Opcode::DFloor, F64(x)) => F64(x.floor()),
        (Opcode::DCeil, F64(x)) => F64(x.ceil()),
        (Opcode::DRint, F64(x)) => F64(x.round_ties_even()),
        (Opcode::F2Bits, F32(x)) => I32(x.to_bits() as i32),
        (Opcode::Bits2f, I32(x)) => F32(f32::from_bits(x as u32)),
        (Opcode::D2Bits, F64(x)) => I64(x.to_bits() as i64),
        (Opcode::Bits2d, I64(x)) => F64(f64::from_bits(x as u64)),
        _ => return None,
    })
}

fn count(n: u32) -> Constant {
    I32(n as i32)
}

/// The smaller or larger one: the first NaN, and of equal ones that with the sign that counts.
macro_rules! extreme {
    ($x:expr, $y:expr, $wins:tt, $counts:ident) => {
        if $x.is_nan() || ($x $wins $y && !($x == $y && $y.$counts())) {
            $x
        } else {
            $y
        }
    };
}

/// Operations with two or three operands.
pub(super) fn several(opcode: Opcode, args: &[Constant]) -> Option<Constant> {
    Some(match (opcode, args) {
        (Opcode::IRotateLeft, [I32(x), I32(distance)]) => I32(x.rotate_left(*distance as u32 % 32)),
        (Opcode::IRotateRight, [I32(x), I32(distance)]) => {
            I32(x.rotate_right(*distance as u32 % 32))
        }
        (Opcode::LRotateLeft, [I64(x), I32(distance)]) => I64(x.rotate_left(*distance as u32 % 64)),
        (Opcode::LRotateRight, [I64(x), I32(distance)]) => {
            I64(x.rotate_right(*distance as u32 % 64))
        }
        (Opcode::IUdiv, [I32(x), I32(y)]) => I32((*x as u32).checked_div(*y as u32)? as i32),
        (Opcode::IUrem, [I32(x), I32(y)]) => I32((*x as u32).checked_rem(*y as u32)? as i32),
        (Opcode::LUdiv, [I64(x), I64(y)]) => I64((*x as u64).checked_div(*y as u64)? as i64),
        (Opcode::LUrem, [I64(x), I64(y)]) => I64((*x as u64).checked_rem(*y as u64)? as i64),
        (Opcode::LMulHigh, [I64(x), I64(y)]) => {
            I64(((i128::from(*x) * i128::from(*y)) >> 64) as i64)
        }
        (Opcode::FMin, [F32(x), F32(y)]) => F32(extreme!(*x, *y, <=, is_sign_negative)),
        (Opcode::FMax, [F32(x), F32(y)]) => F32(extreme!(*x, *y, >=, is_sign_positive)),
        (Opcode::DMin, [F64(x), F64(y)]) => F64(extreme!(*x, *y, <=, is_sign_negative)),
        (Opcode::DMax, [F64(x), F64(y)]) => F64(extreme!(*x, *y, >=, is_sign_positive)),
        (Opcode::FFma, [F32(x), F32(y), F32(z)]) => F32(x.mul_add(*y, *z)),
        (Opcode::DFma, [F64(x), F64(y), F64(z)]) => F64(x.mul_add(*y, *z)),
        _ => return None,
    })
}
