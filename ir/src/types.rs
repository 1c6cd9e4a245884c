//! Types of values.
//!
//! Values have the machine's view of a Java type: `boolean`, `byte`, `char` and `short` are `i32`
//! (JVMS 2.11.1). What is known beyond the type (ranges, nullness, classes) is no part of the
//! function; analyses compute it.

use std::fmt;

/// Type of a value.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Type {
    /// 32-bit integer.
    I32,
    /// 64-bit integer.
    I64,
    /// Single precision.
    F32,
    /// Double precision.
    F64,
    /// Reference, perhaps null.
    Ref,
    /// Proof that a check has passed. It has no bits; it orders the uses after the check.
    Guard,
}

impl Type {
    /// All types.
    pub const ALL: [Type; 6] = [
        Type::I32,
        Type::I64,
        Type::F32,
        Type::F64,
        Type::Ref,
        Type::Guard,
    ];

    /// As the text form writes it.
    pub fn name(self) -> &'static str {
        match self {
            Type::I32 => "i32",
            Type::I64 => "i64",
            Type::F32 => "f32",
            Type::F64 => "f64",
            Type::Ref => "ref",
            Type::Guard => "guard",
        }
    }

    /// The type that the text form writes so.
    pub fn from_name(name: &str) -> Option<Type> {
        Type::ALL.into_iter().find(|ty| ty.name() == name)
    }

    /// The type of values of a field descriptor (JVMS 4.3.2); `None` for `V` and what is no descriptor.
    pub fn of_descriptor(descriptor: &str) -> Option<Type> {
        match descriptor.as_bytes().first()? {
            b'Z' | b'B' | b'C' | b'S' | b'I' => Some(Type::I32),
            b'J' => Some(Type::I64),
            b'F' => Some(Type::F32),
            b'D' => Some(Type::F64),
            b'L' | b'[' => Some(Type::Ref),
            _ => None,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Types of parameters and result.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Signature {
    /// Parameters.
    pub params: Vec<Type>,
    /// Result, if there is one.
    pub returns: Option<Type>,
}

impl Signature {
    /// Of a method descriptor (JVMS 4.3.3), without receiver. `None`: it is malformed.
    pub fn of_descriptor(descriptor: &str) -> Option<Signature> {
        let (params, returns) = descriptor.strip_prefix('(')?.split_once(')')?;
        let mut signature = Signature {
            params: Vec::new(),
            returns: Type::of_descriptor(returns),
        };
        let mut rest = params;
        while !rest.is_empty() {
            signature.params.push(Type::of_descriptor(rest)?);
            let element = rest.trim_start_matches('[');
            rest = match element.strip_prefix('L') {
                Some(name) => name.split_once(';')?.1,
                None => element.get(1..)?,
            };
        }
        (returns == "V" || signature.returns.is_some()).then_some(signature)
    }
}

#[cfg(test)]
mod tests {
    use super::{Signature, Type};

    #[test]
    fn descriptors_give_types() {
        use Type::{F64, I32, I64, Ref};
        for (descriptor, params, returns) in [
            ("()V", &[][..], None),
            ("(IJ)D", &[I32, I64], Some(F64)),
            ("([[I[LA;Z)[LB;", &[Ref, Ref, I32], Some(Ref)),
        ] {
            let signature = Signature::of_descriptor(descriptor).expect(descriptor);
            assert_eq!(signature.params, params, "{descriptor}");
            assert_eq!(signature.returns, returns, "{descriptor}");
        }
        for malformed in ["", "()", "(V)V", "(LA)V", "([)V", "(I", "()X"] {
            assert_eq!(Signature::of_descriptor(malformed), None, "{malformed}");
        }
    }
}
