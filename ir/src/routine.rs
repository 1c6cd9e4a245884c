//! Functions of the VM that compiled code calls like operations: no frame, no safepoint, no
//! exception.
//!
//! Arguments and results have the types of the row. The kind says which operation calls the
//! routine, and with it what the optimizer may do.

use crate::opcode::Opcode;
use crate::types::{Signature, Type};
use std::fmt;

/// What a routine does besides computing its result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoutineKind {
    /// Nothing.
    Computes,
    /// It reads memory.
    Inspects,
    /// It reads and writes memory.
    Transfers,
}

macro_rules! types {
    ($($type:ident)*) => {
        &[$(Type::$type),*]
    };
}

macro_rules! returned {
    (None) => {
        None
    };
    ($type:ident) => {
        Some(Type::$type)
    };
}

macro_rules! routines {
    ($($(#[doc = $doc:literal])+ $word:ident = $variant:ident($($param:ident)*) -> $returns:ident, $kind:ident;)*) => {
        /// A function of the VM.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize, serde::Deserialize)]
        pub enum Routine {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl Routine {
            /// All of them.
            pub const ALL: &[Routine] = &[$(Routine::$variant),*];

            /// As the text form writes it.
            pub fn word(self) -> &'static str {
                match self {
                    $(Routine::$variant => stringify!($word),)*
                }
            }

            /// What it does besides computing its result.
            pub fn kind(self) -> RoutineKind {
                match self {
                    $(Routine::$variant => RoutineKind::$kind,)*
                }
            }

            /// What it is given and gives back.
            pub fn signature(self) -> Signature {
                let (params, returns): (&[Type], Option<Type>) = match self {
                    $(Routine::$variant => (types!($($param)*), returned!($returns)),)*
                };
                Signature { params: params.to_vec(), returns }
            }
        }
    };
}

routines! {
    /// Sine, as `StrictMath` has it.
    sin = Sin(F64) -> F64, Computes;
    /// Cosine, as `StrictMath` has it.
    cos = Cos(F64) -> F64, Computes;
    /// Tangent, as `StrictMath` has it.
    tan = Tan(F64) -> F64, Computes;
    /// Natural logarithm, as `StrictMath` has it.
    log = Log(F64) -> F64, Computes;
    /// Logarithm to the base 10, as `StrictMath` has it.
    log10 = Log10(F64) -> F64, Computes;
    /// Angle of a point, as `StrictMath` has it.
    atan2 = Atan2(F64 F64) -> F64, Computes;

    /// Is the object an instance of the class with this mirror? Null is of none.
    is_instance = IsInstance(Ref Ref) -> I32, Computes;
    /// Is the class of the first mirror that of the second or a supertype of it?
    is_assignable = IsAssignable(Ref Ref) -> I32, Computes;
    /// Modifiers of the mirror's class.
    class_modifiers = ClassModifiers(Ref) -> I32, Computes;
    /// Is the mirror that of an array class?
    is_array_class = IsArrayClass(Ref) -> I32, Computes;
    /// Is the mirror that of an interface?
    is_interface = IsInterface(Ref) -> I32, Computes;
    /// Is the mirror that of a primitive type?
    is_primitive = IsPrimitive(Ref) -> I32, Computes;
    /// Mirror of the superclass; of an interface, a primitive type and `Object` null.
    superclass = Superclass(Ref) -> Ref, Computes;
    /// The identity hash; of null 0.
    identity_hash = IdentityHash(Ref) -> I32, Computes;

    /// Are both null, or arrays of integers with the same elements?
    equal_arrays = EqualArrays(Ref Ref) -> I32, Inspects;
    /// Is one of so many bytes from an index on negative?
    has_negatives = HasNegatives(Ref I32 I32) -> I32, Inspects;
    /// Index of the first element that differs, of so many at two addresses; -1 when none does.
    mismatch = Mismatch(Ref I64 Ref I64 I32 I32) -> I32, Inspects;
    /// Index of the byte of a character, from an index to an end; -1 when it is not there.
    index_of_byte = IndexOfByte(Ref I32 I32 I32) -> I32, Inspects;
    /// Index of the first so many bytes of the second array in those of the first, from an index.
    index_of_bytes = IndexOfBytes(Ref I32 Ref I32 I32) -> I32, Inspects;
    /// Order of two Latin-1 texts.
    compare_latin1 = CompareLatin1(Ref Ref) -> I32, Inspects;
    /// Order of two UTF-16 texts in byte arrays.
    compare_utf16 = CompareUtf16(Ref Ref) -> I32, Inspects;
    /// Order of a Latin-1 text and a UTF-16 text.
    compare_latin1_utf16 = CompareLatin1Utf16(Ref Ref) -> I32, Inspects;
    /// Order of a UTF-16 text and a Latin-1 text.
    compare_utf16_latin1 = CompareUtf16Latin1(Ref Ref) -> I32, Inspects;
    /// Index of a character of 16 bits in a UTF-16 text, from an index to an end; -1 when it is not there.
    index_of_unit = IndexOfUnit(Ref I32 I32 I32) -> I32, Inspects;
    /// Index of the first so many units of the second UTF-16 text in those of the first, from an index.
    index_of_units = IndexOfUnits(Ref I32 Ref I32 I32) -> I32, Inspects;
    /// As `index_of_units`, of a Latin-1 text in a UTF-16 text.
    index_of_latin1 = IndexOfLatin1(Ref I32 Ref I32 I32) -> I32, Inspects;
    /// Checksum `CRC32` after one byte more.
    crc32 = Crc32(I32 I32) -> I32, Computes;
    /// Checksum `CRC32` after so many bytes from an index on.
    crc32_of_bytes = Crc32OfBytes(I32 Ref I32 I32) -> I32, Inspects;
    /// Is the object what the reference refers to?
    refers_to = RefersTo(Ref Ref) -> I32, Inspects;
    /// Hash of a Latin-1 text, as `String.hashCode` defines it.
    hash_latin1 = HashLatin1(Ref) -> I32, Inspects;
    /// Hash of a UTF-16 text in a byte array, as `String.hashCode` defines it.
    hash_utf16 = HashUtf16(Ref) -> I32, Inspects;
    /// May so many elements be copied from the first array to the second, from these indices on?
    array_copy_fits = ArrayCopyFits(Ref I32 Ref I32 I32) -> I32, Inspects;

    /// Copies elements for which `array_copy_fits`.
    array_copy = ArrayCopy(Ref I32 Ref I32 I32) -> None, Transfers;
    /// Copies Latin-1 characters to 16 bits each.
    inflate = Inflate(Ref I32 Ref I32 I32) -> None, Transfers;
    /// Copies characters of 16 bits to Latin-1; 0 at the first that is none, else their number.
    compress = Compress(Ref I32 Ref I32 I32) -> I32, Transfers;
}

impl Routine {
    /// What the text form writes so.
    pub fn from_word(word: &str) -> Option<Routine> {
        Routine::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// The operation that calls it.
    pub fn opcode(self) -> Opcode {
        match self.kind() {
            RoutineKind::Computes => Opcode::Compute,
            RoutineKind::Inspects => Opcode::Inspect,
            RoutineKind::Transfers => Opcode::Transfer,
        }
    }
}

impl fmt::Display for Routine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
