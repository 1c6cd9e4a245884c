//! Values and objects of the evaluator.

use ir::Type;
use std::fmt;

/// Number of an object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjectId(pub(crate) usize);

/// A value. Floating point is compared by bits, but for NaNs, which are all equal.
#[derive(Clone, Copy, Debug)]
pub enum Val {
    /// 32-bit integer.
    I32(i32),
    /// 64-bit integer.
    I64(i64),
    /// Single precision.
    F32(f32),
    /// Double precision.
    F64(f64),
    /// Reference; `None` is null.
    Ref(Option<ObjectId>),
    /// Proof of a check.
    Guard,
}

impl Val {
    /// Its type.
    pub fn ty(self) -> Type {
        match self {
            Val::I32(_) => Type::I32,
            Val::I64(_) => Type::I64,
            Val::F32(_) => Type::F32,
            Val::F64(_) => Type::F64,
            Val::Ref(_) => Type::Ref,
            Val::Guard => Type::Guard,
        }
    }

    /// What memory of this type holds at first.
    pub fn zero(ty: Type) -> Val {
        match ty {
            Type::I32 => Val::I32(0),
            Type::I64 => Val::I64(0),
            Type::F32 => Val::F32(0.0),
            Type::F64 => Val::F64(0.0),
            Type::Ref => Val::Ref(None),
            Type::Guard => Val::Guard,
        }
    }

    /// The value of this type that a text stands for: a number, or `null`.
    pub fn parse(ty: Type, text: &str) -> Option<Val> {
        match ty {
            Type::I32 => text.parse().ok().map(Val::I32),
            Type::I64 => text.parse().ok().map(Val::I64),
            Type::F32 => text.parse().ok().map(Val::F32),
            Type::F64 => text.parse().ok().map(Val::F64),
            Type::Ref => (text == "null").then_some(Val::Ref(None)),
            Type::Guard => None,
        }
    }
}

impl PartialEq for Val {
    fn eq(&self, other: &Val) -> bool {
        match (self, other) {
            (Val::I32(a), Val::I32(b)) => a == b,
            (Val::I64(a), Val::I64(b)) => a == b,
            (Val::F32(a), Val::F32(b)) => a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan(),
            (Val::F64(a), Val::F64(b)) => a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan(),
            (Val::Ref(a), Val::Ref(b)) => a == b,
            (Val::Guard, Val::Guard) => true,
            _ => false,
        }
    }
}

impl fmt::Display for Val {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Val::I32(value) => write!(f, "{value}"),
            Val::I64(value) => write!(f, "{value}"),
            Val::F32(value) => write!(f, "{value:?}"),
            Val::F64(value) => write!(f, "{value:?}"),
            Val::Ref(None) => f.write_str("null"),
            Val::Ref(Some(ObjectId(number))) => write!(f, "#{number}"),
            Val::Guard => f.write_str("guard"),
        }
    }
}
