//! What a row of the table says is built.

use ir::Opcode;
use ir::immediate::Element;
use ir::opcode::TypeRule;
use ir::routine::Routine;

/// What is built instead of a call. The table's words are in the comments.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// `op mnemonic`: this operation of the arguments. Where it wants to know that the divisor is
    /// not 0, that is checked.
    Op(Opcode),
    /// `expand name`: several operations.
    Expand(Expansion),
    /// `fence mnemonic`: this fence.
    Fence(Opcode),
    /// `load type order`, `store type order`: memory at an offset of an object.
    Access(Element, Order),
    /// `compare_and_set type`, `get_and_add type`, ..: this operation on such memory.
    Atomic(Opcode, Element),
    /// `routine name checks`: a function of the VM, once the arguments are checked.
    Routine(Routine, Vec<Check>),
}

/// How an access is ordered with others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    /// Not at all: also what is called opaque, as nothing is made of two accesses or of none.
    Plain,
    /// A load before what follows, a store after what is before it.
    Half,
    /// As a volatile field.
    Volatile,
}

/// What must hold of the arguments, by their numbers; otherwise the interpreter calls the method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Check {
    /// `nonnull:n`: it is not null.
    NonNull(usize),
    /// `range:array,offset,count`: so many elements are inside; `wide`: of two bytes each, in an
    /// array of bytes.
    Range {
        /// The array, the offset and the count.
        args: [usize; 3],
        /// Elements have twice the array's size.
        is_wide: bool,
    },
}

impl Check {
    fn parse(word: &str) -> Option<Check> {
        let (kind, args) = word.split_once(':')?;
        let args: Option<Vec<usize>> = args.split(',').map(|arg| arg.parse().ok()).collect();
        match (kind, args?.as_slice()) {
            ("nonnull", [arg]) => Some(Check::NonNull(*arg)),
            ("range" | "wide", &[array, offset, count]) => Some(Check::Range {
                args: [array, offset, count],
                is_wide: kind == "wide",
            }),
            _ => None,
        }
    }
}

macro_rules! expansions {
    ($($(#[doc = $doc:literal])+ $variant:ident $word:literal,)*) => {
        /// What is made of several operations.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Expansion {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl Expansion {
            fn parse(word: &str) -> Option<Expansion> {
                match word {
                    $($word => Some(Expansion::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

expansions! {
    /// Absolute value of an integer.
    Abs "abs",
    /// The smaller integer.
    Min "min",
    /// The larger integer.
    Max "max",
    /// Addition that may not overflow.
    AddExact "add_exact",
    /// Subtraction that may not overflow.
    SubtractExact "subtract_exact",
    /// Multiplication that may not overflow.
    MultiplyExact "multiply_exact",
    /// One more, if there is such a number.
    IncrementExact "increment_exact",
    /// One less, if there is such a number.
    DecrementExact "decrement_exact",
    /// Negation that may not overflow.
    NegateExact "negate_exact",
    /// The same number as `int`, if there is one.
    ToIntExact "to_int_exact",
    /// -1, 0 or 1, of numbers without sign.
    CompareUnsigned "compare_unsigned",
    /// The bytes of a `char` in reverse.
    ReverseChar "reverse_char",
    /// The bytes of a `short` in reverse.
    ReverseShort "reverse_short",
    /// Bits of floating point, of each NaN the same.
    CanonicalBits "canonical_bits",
    /// The object's class.
    Mirror "mirror",
    /// The current thread.
    CurrentThread "current_thread",
    /// The index, if it is from 0 to below the length.
    CheckIndex "check_index",
    /// `System.arraycopy`.
    ArrayCopy "array_copy",
    /// Index of the first difference, or the complement of how many elements were not compared.
    Mismatch "mismatch",
    /// Index of a Latin-1 character between two others.
    IndexOfByte "index_of_byte",
    /// Index of a Latin-1 text in another.
    IndexOfBytes "index_of_bytes",
    /// Index of a character of 16 bits between two others.
    IndexOfUnit "index_of_unit",
    /// Index of a UTF-16 text in another.
    IndexOfUnits "index_of_units",
    /// Index of a Latin-1 text in a UTF-16 text.
    IndexOfLatin1 "index_of_latin1",
}

/// What the processor must have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feature {
    /// `POPCNT`.
    Popcnt,
    /// `LZCNT`.
    Lzcnt,
    /// `TZCNT`.
    Bmi1,
    /// `ROUNDSD`.
    Sse41,
    /// Fused multiplication and addition.
    Fma,
}

impl Meaning {
    /// Reads the table's words.
    pub(super) fn parse(text: &str) -> Option<Meaning> {
        let mut words = text.split(' ');
        let kind = words.next()?;
        let word = words.next()?;
        let meaning = match kind {
            "op" => Meaning::Op(Opcode::from_mnemonic(word)?),
            "expand" => Meaning::Expand(Expansion::parse(word)?),
            "fence" => Meaning::Fence(Opcode::from_mnemonic(word)?),
            "load" | "store" => {
                let order = match words.next()? {
                    "plain" | "opaque" => Order::Plain,
                    "acquire" | "release" => Order::Half,
                    "volatile" => Order::Volatile,
                    _ => return None,
                };
                Meaning::Access(Element::from_word(word)?, order)
            }
            "compare_and_set" | "compare_and_exchange" | "get_and_add" | "get_and_set" => {
                Meaning::Atomic(Opcode::from_mnemonic(kind)?, Element::from_word(word)?)
            }
            "routine" => {
                let checks: Option<Vec<Check>> = words.by_ref().map(Check::parse).collect();
                Meaning::Routine(Routine::from_word(word)?, checks?)
            }
            _ => return None,
        };
        words.next().is_none().then_some(meaning)
    }

    /// What the processor must have for it.
    pub fn needs(&self) -> Option<Feature> {
        let Meaning::Op(opcode) = self else {
            return None;
        };
        Some(match opcode {
            Opcode::IBitCount | Opcode::LBitCount => Feature::Popcnt,
            Opcode::ILeadingZeros | Opcode::LLeadingZeros => Feature::Lzcnt,
            Opcode::ITrailingZeros | Opcode::LTrailingZeros => Feature::Bmi1,
            Opcode::DFloor | Opcode::DCeil | Opcode::DRint => Feature::Sse41,
            Opcode::FFma | Opcode::DFma => Feature::Fma,
            _ => return None,
        })
    }
}

/// Does the operation take the proof that its second operand is not 0?
pub(super) fn divides(opcode: Opcode) -> bool {
    let last = opcode.row().operands.last();
    last.is_some_and(|operand| operand.rule == TypeRule::Exactly(ir::Type::Guard))
}
