//! Immediates: what an instruction names besides its operands.

use crate::entities::{ClassRef, FieldRef, MethodRef, ObjectRef};
use crate::routine::Routine;
use crate::types::Type;
use std::fmt;

macro_rules! words {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $variant_doc:literal])+ $variant:ident $word:literal,)* }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum $name {
            $($(#[doc = $variant_doc])+ $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// As the text form writes it.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }

            /// What the text form writes so.
            pub fn from_word(word: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|one| one.word() == word)
            }
        }

        /// As its word.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                $name::from_word(&word)
                    .ok_or_else(|| serde::de::Error::custom(format!("`{word}` is no word for this")))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words! {
    /// How two numbers are compared.
    Condition {
        /// Equal.
        Eq "eq",
        /// Not equal.
        Ne "ne",
        /// Less; signed for integers.
        Lt "lt",
        /// Less or equal.
        Le "le",
        /// Greater.
        Gt "gt",
        /// Greater or equal.
        Ge "ge",
        /// Less, unsigned; integers only.
        Ult "ult",
    }
}

words! {
    /// Why compiled code is left.
    Reason {
        /// A null reference.
        NullCheck "null_check",
        /// An index out of bounds.
        BoundsCheck "bounds_check",
        /// A division by zero.
        ZeroCheck "zero_check",
        /// An object of an unexpected class.
        ClassCheck "class_check",
        /// A value that the array may not hold.
        StoreCheck "store_check",
        /// A negative array size.
        NegativeSize "negative_size",
        /// A branch that was never taken before.
        Unreached "unreached",
        /// A constant that is not resolved.
        Unresolved "unresolved",
        /// A class that is not initialized.
        Uninitialized "uninitialized",
        /// A speculation of the optimizer.
        Speculation "speculation",
    }
}

words! {
    /// Type of the elements of an array.
    Element {
        /// `boolean`: in allocations. Elements of such arrays are read and written as `byte`, since
        /// the bytecode does not tell them apart.
        Boolean "boolean",
        /// `byte`, and `boolean`.
        Byte "byte",
        /// `char`.
        Char "char",
        /// `short`.
        Short "short",
        /// `int`.
        Int "int",
        /// `long`.
        Long "long",
        /// `float`.
        Float "float",
        /// `double`.
        Double "double",
        /// References.
        Ref "ref",
    }
}

impl Element {
    /// Type of the value that is read or written.
    pub fn ty(self) -> Type {
        match self {
            Element::Boolean | Element::Byte | Element::Char | Element::Short | Element::Int => {
                Type::I32
            }
            Element::Long => Type::I64,
            Element::Float => Type::F32,
            Element::Double => Type::F64,
            Element::Ref => Type::Ref,
        }
    }
}

/// Which immediate an operation has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ImmediateKind {
    /// None.
    None,
    /// `i32`.
    Int,
    /// `i64`.
    Long,
    /// Bits of an `f32`.
    Float,
    /// Bits of an `f64`.
    Double,
    /// [`Condition`].
    Condition,
    /// [`Reason`].
    Reason,
    /// [`Element`].
    Element,
    /// [`ClassRef`].
    Class,
    /// [`FieldRef`].
    Field,
    /// [`MethodRef`].
    Method,
    /// [`ObjectRef`].
    Object,
    /// [`Routine`].
    Routine,
}

macro_rules! immediates {
    ($($kind:ident($type:ty),)*) => {
        /// What an instruction names besides its operands. Floating point is kept as bits, so that
        /// equality is that of the text.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Immediate {
            /// Nothing.
            None,
            $(#[doc = concat!("[`ImmediateKind::", stringify!($kind), "`].")] $kind($type),)*
        }

        impl Immediate {
            /// Its kind.
            pub fn kind(self) -> ImmediateKind {
                match self {
                    Immediate::None => ImmediateKind::None,
                    $(Immediate::$kind(_) => ImmediateKind::$kind,)*
                }
            }
        }
    };
}

immediates! {
    Int(i32),
    Long(i64),
    Float(u32),
    Double(u64),
    Condition(Condition),
    Reason(Reason),
    Element(Element),
    Class(ClassRef),
    Field(FieldRef),
    Method(MethodRef),
    Object(ObjectRef),
    Routine(Routine),
}

impl fmt::Display for Immediate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Immediate::None => Ok(()),
            Immediate::Int(value) => write!(f, "{value}"),
            Immediate::Long(value) => write!(f, "{value}"),
            Immediate::Float(bits) => float(f, f64::from(f32::from_bits(*bits)), u64::from(*bits)),
            Immediate::Double(bits) => float(f, f64::from_bits(*bits), *bits),
            Immediate::Condition(condition) => condition.fmt(f),
            Immediate::Reason(reason) => reason.fmt(f),
            Immediate::Element(element) => element.fmt(f),
            Immediate::Class(class) => class.fmt(f),
            Immediate::Field(field) => field.fmt(f),
            Immediate::Method(method) => method.fmt(f),
            Immediate::Object(object) => object.fmt(f),
            Immediate::Routine(routine) => routine.fmt(f),
        }
    }
}

/// The shortest decimal that gives the number back; a NaN as its bits.
fn float(f: &mut fmt::Formatter<'_>, value: f64, bits: u64) -> fmt::Result {
    if value.is_nan() {
        write!(f, "nan_{bits:#x}")
    } else if value.is_infinite() {
        f.write_str(if value < 0.0 { "-inf" } else { "inf" })
    } else {
        write!(f, "{value:?}")
    }
}
