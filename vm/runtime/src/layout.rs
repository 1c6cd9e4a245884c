//! The shape of objects in memory: the numbers that the collector, the interpreter and
//! generated code share.
//!
//! ```text
//! object:  0  u32  header word   bits 0-1 forwarding (0 outside a collection)
//!                                bits 2-3 lock state, bit 4 spare, bits 5-31 payload
//!          4  u32  class word    address of the `Class` record (low arena, below 4 GB)
//!          8  ...  fields        references are 4 bytes, address >> 3
//! array:   8  i32  length
//!         12  elements           at 16 for byte[], boolean[], long[], double[]
//! ```
//!
//! Objects are 8 bytes shorter than HotSpot's for many shapes, because the header is one
//! 8-byte word. `byte[]` elements start at 16 since programs observe their alignment through
//! `Unsafe` and byte-array views.

/// Bytes of an object header.
pub const HEADER_SIZE: usize = 8;
/// Offset of the header word (forwarding, lock, hash).
pub const HEADER_OFFSET: usize = 0;
/// Offset of the 32-bit class word.
pub const CLASS_OFFSET: usize = 4;
/// Offset of an array's `i32` length.
pub const ARRAY_LENGTH_OFFSET: usize = 8;
/// Bytes of a reference stored in an object.
pub const REF_SIZE: usize = 4;
/// A stored reference is the object's address shifted right by this.
pub const REF_SHIFT: u32 = 3;
/// Alignment of every object.
pub const OBJECT_ALIGNMENT: usize = 8;

/// Bits 0-1: owned by the collector, zero outside a collection.
pub const FORWARDING_MASK: u32 = 0b11;
/// Shift of the lock state.
pub const LOCK_SHIFT: u32 = 2;
/// Mask of the lock state, in place.
pub const LOCK_MASK: u32 = 0b11 << LOCK_SHIFT;
/// Neutral: the payload is the identity hash, 0 when there is none yet.
pub const LOCK_NEUTRAL: u32 = 0;
/// Thin lock: the payload is owner ordinal (16 bits) and recursion count (11 bits).
pub const LOCK_THIN: u32 = 1 << LOCK_SHIFT;
/// Inflated: the payload is the index of the monitor record.
pub const LOCK_INFLATED: u32 = 2 << LOCK_SHIFT;
/// Shift of the 27-bit payload.
pub const PAYLOAD_SHIFT: u32 = 5;
/// Number of bits in the payload.
pub const PAYLOAD_BITS: u32 = 27;
/// Number of bits for the further entries of a thin lock, the lowest of the payload.
pub const RECURSION_BITS: u32 = 11;
/// What a further entry adds to the header word of a thin lock.
pub const ONE_RECURSION: u32 = 1 << PAYLOAD_SHIFT;

/// The eight primitive kinds, references and `void`, with the codes of `newarray` (JVMS table
/// 6.5.newarray-A) where they exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names say it")]
pub enum BasicType {
    Boolean = 4,
    Char = 5,
    Float = 6,
    Double = 7,
    Byte = 8,
    Short = 9,
    Int = 10,
    Long = 11,
    Object = 12,
    Array = 13,
    Void = 14,
}

impl BasicType {
    /// The primitive types in the order of their `newarray` codes.
    pub const PRIMITIVES: [BasicType; 8] = [
        BasicType::Boolean,
        BasicType::Char,
        BasicType::Float,
        BasicType::Double,
        BasicType::Byte,
        BasicType::Short,
        BasicType::Int,
        BasicType::Long,
    ];

    /// The type whose descriptor begins with `c`.
    pub const fn from_descriptor_char(c: u8) -> Option<BasicType> {
        Some(match c {
            b'Z' => BasicType::Boolean,
            b'C' => BasicType::Char,
            b'F' => BasicType::Float,
            b'D' => BasicType::Double,
            b'B' => BasicType::Byte,
            b'S' => BasicType::Short,
            b'I' => BasicType::Int,
            b'J' => BasicType::Long,
            b'L' => BasicType::Object,
            b'[' => BasicType::Array,
            b'V' => BasicType::Void,
            _ => return None,
        })
    }

    /// The type with this `newarray` code (4 to 11).
    pub const fn from_newarray_code(code: u8) -> Option<BasicType> {
        if code >= 4 && code <= 11 {
            Some(BasicType::PRIMITIVES[code as usize - 4])
        } else {
            None
        }
    }

    /// The first character of the type's descriptor.
    pub const fn descriptor_char(self) -> u8 {
        match self {
            BasicType::Boolean => b'Z',
            BasicType::Char => b'C',
            BasicType::Float => b'F',
            BasicType::Double => b'D',
            BasicType::Byte => b'B',
            BasicType::Short => b'S',
            BasicType::Int => b'I',
            BasicType::Long => b'J',
            BasicType::Object => b'L',
            BasicType::Array => b'[',
            BasicType::Void => b'V',
        }
    }

    /// The keyword of a primitive type or `void`.
    pub const fn java_name(self) -> &'static str {
        match self {
            BasicType::Boolean => "boolean",
            BasicType::Char => "char",
            BasicType::Float => "float",
            BasicType::Double => "double",
            BasicType::Byte => "byte",
            BasicType::Short => "short",
            BasicType::Int => "int",
            BasicType::Long => "long",
            BasicType::Object => "object",
            BasicType::Array => "array",
            BasicType::Void => "void",
        }
    }

    /// log2 of the bytes that a field or element of this type takes in the heap.
    pub const fn log2_size(self) -> u32 {
        match self {
            BasicType::Boolean | BasicType::Byte => 0,
            BasicType::Char | BasicType::Short => 1,
            BasicType::Float | BasicType::Int | BasicType::Object | BasicType::Array => 2,
            BasicType::Double | BasicType::Long => 3,
            BasicType::Void => 0,
        }
    }

    /// Bytes that a field or element of this type takes in the heap.
    pub const fn size(self) -> usize {
        1 << self.log2_size()
    }

    /// Stack slots that a value takes (JVMS 2.6.1): 2 for `long` and `double`, 0 for `void`.
    pub const fn slots(self) -> usize {
        match self {
            BasicType::Long | BasicType::Double => 2,
            BasicType::Void => 0,
            _ => 1,
        }
    }

    /// Is it a reference (class, interface or array)?
    pub const fn is_reference(self) -> bool {
        matches!(self, BasicType::Object | BasicType::Array)
    }

    /// Offset of element 0 in an array of this element type.
    pub const fn array_base(self) -> usize {
        match self {
            BasicType::Byte | BasicType::Boolean | BasicType::Long | BasicType::Double => 16,
            _ => 12,
        }
    }
}

/// Bytes of an array object with `length` elements of type `element`, aligned.
pub const fn array_size(element: BasicType, length: usize) -> usize {
    align_up(
        element.array_base() + (length << element.log2_size()),
        OBJECT_ALIGNMENT,
    )
}

/// `value` rounded up to a multiple of `alignment` (a power of two).
pub const fn align_up(value: usize, alignment: usize) -> usize {
    (value + alignment - 1) & !(alignment - 1)
}

const _: () = {
    assert!(array_size(BasicType::Byte, 0) == 16);
    assert!(array_size(BasicType::Int, 1) == 16);
    assert!(PAYLOAD_SHIFT + PAYLOAD_BITS == 32);
};
