//! Meaning of the operations whose result depends on their operands alone, on constants.
//!
//! The evaluator runs on it and passes fold with it, so that they cannot disagree. Integers wrap,
//! shift distances are taken modulo the width, conversions to integers saturate, and floating point
//! is IEEE 754 (JVMS 2.8, 2.11.4 and 6.5).

mod processor;

use crate::immediate::{Condition, Immediate, Reason};
use crate::instruction::InstData;
use crate::opcode::Opcode;
use crate::types::Type;
use Constant::{F32, F64, I32, I64, Null};
use std::cmp::Ordering;

/// A value that is known.
#[derive(Clone, Copy, Debug)]
pub enum Constant {
    /// 32-bit integer.
    I32(i32),
    /// 64-bit integer.
    I64(i64),
    /// Single precision.
    F32(f32),
    /// Double precision.
    F64(f64),
    /// The null reference.
    Null,
}

/// Floating point is compared by bits.
impl PartialEq for Constant {
    fn eq(&self, other: &Constant) -> bool {
        match (*self, *other) {
            (I32(a), I32(b)) => a == b,
            (I64(a), I64(b)) => a == b,
            (F32(a), F32(b)) => a.to_bits() == b.to_bits(),
            (F64(a), F64(b)) => a.to_bits() == b.to_bits(),
            (Null, Null) => true,
            _ => false,
        }
    }
}

impl Constant {
    /// The constant that an instruction makes, if it makes one.
    pub fn of(data: &InstData) -> Option<Constant> {
        match (data.opcode, data.immediate) {
            (Opcode::IConst, Immediate::Int(value)) => Some(I32(value)),
            (Opcode::LConst, Immediate::Long(value)) => Some(I64(value)),
            (Opcode::FConst, Immediate::Float(bits)) => Some(F32(f32::from_bits(bits))),
            (Opcode::DConst, Immediate::Double(bits)) => Some(F64(f64::from_bits(bits))),
            (Opcode::Null, Immediate::None) => Some(Null),
            _ => None,
        }
    }

    /// The instruction that makes it.
    pub fn inst(self) -> InstData {
        let (opcode, immediate) = match self {
            I32(value) => (Opcode::IConst, Immediate::Int(value)),
            I64(value) => (Opcode::LConst, Immediate::Long(value)),
            F32(value) => (Opcode::FConst, Immediate::Float(value.to_bits())),
            F64(value) => (Opcode::DConst, Immediate::Double(value.to_bits())),
            Null => (Opcode::Null, Immediate::None),
        };
        InstData::new(opcode, immediate, &[])
    }

    /// Its type.
    pub fn ty(self) -> Type {
        match self {
            I32(_) => Type::I32,
            I64(_) => Type::I64,
            F32(_) => Type::F32,
            F64(_) => Type::F64,
            Null => Type::Ref,
        }
    }
}

/// The result of an operation on its operands without the guards. `None`: it is not one of these,
/// the operands have other types, or the guard would not have let it come here.
#[deny(clippy::wildcard_enum_match_arm)]
pub fn fold(opcode: Opcode, immediate: Immediate, args: &[Constant]) -> Option<Constant> {
    let result = match opcode {
        Opcode::IConst | Opcode::LConst | Opcode::FConst | Opcode::DConst | Opcode::Null => {
            Constant::of(&InstData::new(opcode, immediate, &[]))?
        }

        Opcode::IAdd => int2(args, i32::wrapping_add)?,
        Opcode::ISub => int2(args, i32::wrapping_sub)?,
        Opcode::IMul => int2(args, i32::wrapping_mul)?,
        Opcode::IDiv => int2(nonzero_int(args)?, i32::wrapping_div)?,
        Opcode::IRem => int2(nonzero_int(args)?, i32::wrapping_rem)?,
        Opcode::INeg => int1(args, i32::wrapping_neg)?,
        Opcode::IAnd => int2(args, |x, y| x & y)?,
        Opcode::IOr => int2(args, |x, y| x | y)?,
        Opcode::IXor => int2(args, |x, y| x ^ y)?,
        Opcode::IShl => int2(args, |x, distance| x.wrapping_shl(distance as u32))?,
        Opcode::IShr => int2(args, |x, distance| x.wrapping_shr(distance as u32))?,
        Opcode::IUshr => int2(args, |x, distance| {
            (x as u32).wrapping_shr(distance as u32) as i32
        })?,

        Opcode::LAdd => long2(args, i64::wrapping_add)?,
        Opcode::LSub => long2(args, i64::wrapping_sub)?,
        Opcode::LMul => long2(args, i64::wrapping_mul)?,
        Opcode::LDiv => long2(nonzero_long(args)?, i64::wrapping_div)?,
        Opcode::LRem => long2(nonzero_long(args)?, i64::wrapping_rem)?,
        Opcode::LNeg => long1(args, i64::wrapping_neg)?,
        Opcode::LAnd => long2(args, |x, y| x & y)?,
        Opcode::LOr => long2(args, |x, y| x | y)?,
        Opcode::LXor => long2(args, |x, y| x ^ y)?,
        Opcode::LShl => long_shift(args, i64::wrapping_shl)?,
        Opcode::LShr => long_shift(args, i64::wrapping_shr)?,
        Opcode::LUshr => long_shift(args, |x, distance| (x as u64).wrapping_shr(distance) as i64)?,

        Opcode::FAdd => float2(args, |x, y| x + y)?,
        Opcode::FSub => float2(args, |x, y| x - y)?,
        Opcode::FMul => float2(args, |x, y| x * y)?,
        Opcode::FDiv => float2(args, |x, y| x / y)?,
        Opcode::FRem => float2(args, |x, y| x % y)?,
        Opcode::DAdd => double2(args, |x, y| x + y)?,
        Opcode::DSub => double2(args, |x, y| x - y)?,
        Opcode::DMul => double2(args, |x, y| x * y)?,
        Opcode::DDiv => double2(args, |x, y| x / y)?,
        Opcode::DRem => double2(args, |x, y| x % y)?,

        Opcode::FNeg
        | Opcode::DNeg
        | Opcode::I2b
        | Opcode::I2c
        | Opcode::I2s
        | Opcode::I2l
        | Opcode::I2f
        | Opcode::I2d
        | Opcode::L2i
        | Opcode::L2f
        | Opcode::L2d
        | Opcode::F2i
        | Opcode::F2l
        | Opcode::F2d
        | Opcode::D2i
        | Opcode::D2l
        | Opcode::D2f => convert(opcode, *args.first()?)?,

        Opcode::IBitCount
        | Opcode::LBitCount
        | Opcode::ILeadingZeros
        | Opcode::LLeadingZeros
        | Opcode::ITrailingZeros
        | Opcode::LTrailingZeros
        | Opcode::IReverseBytes
        | Opcode::LReverseBytes
        | Opcode::FAbs
        | Opcode::DAbs
        | Opcode::FSqrt
        | Opcode::DSqrt
        | Opcode::DFloor
        | Opcode::DCeil
        | Opcode::DRint
        | Opcode::F2Bits
        | Opcode::Bits2f
        | Opcode::D2Bits
        | Opcode::Bits2d => processor::one(opcode, *args.first()?)?,
        Opcode::IRotateLeft
        | Opcode::LRotateLeft
        | Opcode::IRotateRight
        | Opcode::LRotateRight
        | Opcode::IUdiv
        | Opcode::IUrem
        | Opcode::LUdiv
        | Opcode::LUrem
        | Opcode::LMulHigh
        | Opcode::FMin
        | Opcode::FMax
        | Opcode::DMin
        | Opcode::DMax
        | Opcode::FFma
        | Opcode::DFma => processor::several(opcode, args)?,

        Opcode::ICmp | Opcode::LCmp | Opcode::FCmp | Opcode::DCmp => {
            I32(i32::from(compare(immediate, args)?))
        }
        Opcode::SameRef => match args {
            [Null, Null] => I32(1),
            _ => return None,
        },
        Opcode::Select => match args {
            [I32(0), _, no] => *no,
            [I32(_), yes, _] => *yes,
            _ => return None,
        },

        Opcode::Object
        | Opcode::GuardTrue
        | Opcode::GuardNonNull
        | Opcode::GuardINonZero
        | Opcode::GuardLNonZero
        | Opcode::GuardBounds
        | Opcode::GuardSize
        | Opcode::GuardClass
        | Opcode::GuardCast
        | Opcode::GuardStore
        | Opcode::GuardInitialized
        | Opcode::GuardPassed
        | Opcode::GuardHere
        | Opcode::LoadField
        | Opcode::StoreField
        | Opcode::LoadStatic
        | Opcode::StoreStatic
        | Opcode::ArrayLength
        | Opcode::LoadElement
        | Opcode::StoreElement
        | Opcode::CopyElements
        | Opcode::LoadAt
        | Opcode::StoreAt
        | Opcode::LoadRaw
        | Opcode::StoreRaw
        | Opcode::LoadBytes
        | Opcode::StoreBytes
        | Opcode::CompareAndSet
        | Opcode::CompareAndExchange
        | Opcode::GetAndAdd
        | Opcode::GetAndSet
        | Opcode::Compute
        | Opcode::Inspect
        | Opcode::Transfer
        | Opcode::Mirror
        | Opcode::CurrentThread
        | Opcode::FenceAcquire
        | Opcode::FenceRelease
        | Opcode::FenceFull
        | Opcode::LoadOsrInt
        | Opcode::LoadOsrLong
        | Opcode::LoadOsrFloat
        | Opcode::LoadOsrDouble
        | Opcode::LoadOsrRef
        | Opcode::New
        | Opcode::NewArray
        | Opcode::NewObjectArray
        | Opcode::NewMultiArray
        | Opcode::InstanceOf
        | Opcode::HasClass
        | Opcode::MonitorEnter
        | Opcode::MonitorExit
        | Opcode::SafepointPoll
        | Opcode::CallStatic
        | Opcode::CallSpecial
        | Opcode::CallVirtual
        | Opcode::CallInterface
        | Opcode::TryStatic
        | Opcode::TrySpecial
        | Opcode::TryVirtual
        | Opcode::TryInterface
        | Opcode::Jump
        | Opcode::Branch
        | Opcode::Switch
        | Opcode::RetVoid
        | Opcode::Ret
        | Opcode::Throw
        | Opcode::Deopt
        | Opcode::Unreachable => return None,
    };
    Some(result)
}

/// Whether a check passes on its operands, or why it leaves. `None`: it is no check, or what it
/// finds does not follow from the operands alone.
pub fn check(
    opcode: Opcode,
    immediate: Immediate,
    args: &[Constant],
) -> Option<Result<(), Reason>> {
    let (passes, reason) = match (opcode, args) {
        (Opcode::GuardTrue, [I32(condition)]) => match immediate {
            Immediate::Reason(reason) => (*condition != 0, reason),
            _ => return None,
        },
        (Opcode::GuardNonNull, [Null]) => (false, Reason::NullCheck),
        (Opcode::GuardINonZero, [I32(divisor)]) => (*divisor != 0, Reason::ZeroCheck),
        (Opcode::GuardLNonZero, [I64(divisor)]) => (*divisor != 0, Reason::ZeroCheck),
        (Opcode::GuardBounds, [I32(index), I32(length)]) => {
            (*index >= 0 && index < length, Reason::BoundsCheck)
        }
        (Opcode::GuardSize, [I32(length)]) => (*length >= 0, Reason::NegativeSize),
        (Opcode::GuardCast, [Null]) => (true, Reason::ClassCheck),
        (Opcode::GuardPassed | Opcode::GuardHere, []) => return Some(Ok(())),
        _ => return None,
    };
    Some(if passes { Ok(()) } else { Err(reason) })
}

fn int1(args: &[Constant], f: impl FnOnce(i32) -> i32) -> Option<Constant> {
    match args {
        [I32(x)] => Some(I32(f(*x))),
        _ => None,
    }
}

fn int2(args: &[Constant], f: impl FnOnce(i32, i32) -> i32) -> Option<Constant> {
    match args {
        [I32(x), I32(y)] => Some(I32(f(*x, *y))),
        _ => None,
    }
}

/// The operands of a division, when it has a meaning.
fn nonzero_int(args: &[Constant]) -> Option<&[Constant]> {
    match args {
        [I32(_), I32(y)] if *y != 0 => Some(args),
        _ => None,
    }
}

fn long1(args: &[Constant], f: impl FnOnce(i64) -> i64) -> Option<Constant> {
    match args {
        [I64(x)] => Some(I64(f(*x))),
        _ => None,
    }
}

fn long2(args: &[Constant], f: impl FnOnce(i64, i64) -> i64) -> Option<Constant> {
    match args {
        [I64(x), I64(y)] => Some(I64(f(*x, *y))),
        _ => None,
    }
}

/// As [`nonzero_int`].
fn nonzero_long(args: &[Constant]) -> Option<&[Constant]> {
    match args {
        [I64(_), I64(y)] if *y != 0 => Some(args),
        _ => None,
    }
}

fn long_shift(args: &[Constant], f: impl FnOnce(i64, u32) -> i64) -> Option<Constant> {
    match args {
        [I64(x), I32(distance)] => Some(I64(f(*x, *distance as u32))),
        _ => None,
    }
}

fn float2(args: &[Constant], f: impl FnOnce(f32, f32) -> f32) -> Option<Constant> {
    match args {
        [F32(x), F32(y)] => Some(F32(f(*x, *y))),
        _ => None,
    }
}

fn double2(args: &[Constant], f: impl FnOnce(f64, f64) -> f64) -> Option<Constant> {
    match args {
        [F64(x), F64(y)] => Some(F64(f(*x, *y))),
        _ => None,
    }
}

/// Operations with one operand. Rust's casts are those of Java: integers are truncated, floating
/// point saturates and NaN gives 0.
fn convert(opcode: Opcode, value: Constant) -> Option<Constant> {
    Some(match (opcode, value) {
        (Opcode::FNeg, F32(x)) => F32(-x),
        (Opcode::DNeg, F64(x)) => F64(-x),
        (Opcode::I2b, I32(x)) => I32(i32::from(x as i8)),
        (Opcode::I2c, I32(x)) => I32(i32::from(x as u16)),
        (Opcode::I2s, I32(x)) => I32(i32::from(x as i16)),
        (Opcode::I2l, I32(x)) => I64(i64::from(x)),
        (Opcode::I2f, I32(x)) => F32(x as f32),
        (Opcode::I2d, I32(x)) => F64(f64::from(x)),
        (Opcode::L2i, I64(x)) => I32(x as i32),
        (Opcode::L2f, I64(x)) => F32(x as f32),
        (Opcode::L2d, I64(x)) => F64(x as f64),
        (Opcode::F2i, F32(x)) => I32(x as i32),
        (Opcode::F2l, F32(x)) => I64(x as i64),
        (Opcode::F2d, F32(x)) => F64(f64::from(x)),
        (Opcode::D2i, F64(x)) => I32(x as i32),
        (Opcode::D2l, F64(x)) => I64(x as i64),
        (Opcode::D2f, F64(x)) => F32(x as f32),
        _ => return None,
    })
}

fn compare(immediate: Immediate, args: &[Constant]) -> Option<bool> {
    let Immediate::Condition(condition) = immediate else {
        return None;
    };
    let (order, unsigned) = match args {
        [I32(x), I32(y)] => (Some(x.cmp(y)), (*x as u32).cmp(&(*y as u32))),
        [I64(x), I64(y)] => (Some(x.cmp(y)), (*x as u64).cmp(&(*y as u64))),
        [F32(x), F32(y)] => (x.partial_cmp(y), Ordering::Equal),
        [F64(x), F64(y)] => (x.partial_cmp(y), Ordering::Equal),
        _ => return None,
    };
    Some(match condition {
        Condition::Eq => order == Some(Ordering::Equal),
        Condition::Ne => order != Some(Ordering::Equal),
        Condition::Lt => order == Some(Ordering::Less),
        Condition::Le => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Condition::Gt => order == Some(Ordering::Greater),
        Condition::Ge => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        Condition::Ult => unsigned == Ordering::Less,
    })
}

#[cfg(test)]
mod tests {
    use super::{Constant, fold};
    use crate::immediate::Immediate;
    use crate::opcode::Opcode;

    #[test]
    fn constants_are_made_by_the_instruction_that_they_name() {
        for constant in [
            Constant::I32(-1),
            Constant::I64(i64::MIN),
            Constant::F32(-0.0),
            Constant::F64(f64::NAN),
            Constant::Null,
        ] {
            let data = constant.inst();
            assert_eq!(Constant::of(&data), Some(constant));
            assert_eq!(fold(data.opcode, data.immediate, &[]), Some(constant));
        }
    }

    #[test]
    fn what_a_guard_would_stop_has_no_result() {
        let divide = |x, y| {
            fold(
                Opcode::IDiv,
                Immediate::None,
                &[Constant::I32(x), Constant::I32(y)],
            )
        };
        assert_eq!(divide(1, 0), None);
        assert_eq!(divide(i32::MIN, -1), Some(Constant::I32(i32::MIN)));
    }
}
