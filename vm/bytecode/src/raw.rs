//! Raw bytecode, instruction by instruction, without allocation.
//!
//! [`RawInstruction::at`] decodes the instruction at a bci; [`RawCode`] walks a whole method.
//! The verifiers, oop maps, listings and helpful messages all read code through this module,
//! and [`decode`](mod@crate::decode) is built on it. Malformed code is an error, never a panic; branch
//! targets are not checked here. Reference: JVMS §6.5, §4.9.1.

use crate::instruction::{Op, OpcodeInfo, opcode};

/// Layout of the bytes after an opcode, or the operand it implies.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "named after the operands they read; Operands documents those"
)]
pub enum Format {
    None,
    Int(i32),
    Long(i64),
    Float(f32),
    Double(f64),
    Byte,
    Short,
    Constant8,
    Constant16,
    Local,
    LocalIs(u16),
    LocalAndInt,
    Branch16,
    Branch32,
    TableSwitch,
    LookupSwitch,
    InvokeInterface,
    InvokeDynamic,
    ArrayType,
    MultiArray,
}

/// Operands of a raw instruction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operands<'a> {
    /// None.
    None,
    /// An int constant, implied or immediate.
    Int(i32),
    /// An implied long constant.
    Long(i64),
    /// An implied float constant.
    Float(f32),
    /// An implied double constant.
    Double(f64),
    /// A constant-pool index.
    Constant(u16),
    /// A local, implied, narrow or wide.
    Local(u16),
    /// `iinc`.
    LocalAndInt(u16, i16),
    /// Absolute target bci, unchecked.
    Branch(i64),
    /// `tableswitch` or `lookupswitch`.
    Switch(Switch<'a>),
    /// `invokeinterface`.
    InvokeInterface {
        /// Constant-pool index.
        index: u16,
        /// Argument slots, receiver included; redundant.
        count: u8,
        /// Last byte; must be 0.
        zero: u8,
    },
    /// `invokedynamic`.
    InvokeDynamic {
        /// Constant-pool index.
        index: u16,
        /// Last two bytes; must be 0.
        zero: u16,
    },
    /// `newarray` element code.
    ArrayType(u8),
    /// `multianewarray`.
    MultiArray {
        /// Constant-pool index of the array class.
        index: u16,
        /// Dimensions to allocate.
        n_dimensions: u8,
    },
}

/// Operands of a switch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Switch<'a> {
    bci: u32,
    default: i32,
    /// `Some(low)` for `tableswitch`.
    low: Option<i32>,
    n_pairs: u32,
    entries: &'a [u8],
}

impl<'a> Switch<'a> {
    /// Absolute target of the default branch, unchecked.
    pub fn default_target(&self) -> i64 {
        i64::from(self.bci) + i64::from(self.default)
    }

    /// Lowest key, if this is a `tableswitch`.
    pub fn low(&self) -> Option<i32> {
        self.low
    }

    /// Number of keys.
    pub fn n_pairs(&self) -> usize {
        self.n_pairs as usize
    }

    /// Pairs of key and absolute target (unchecked), in code order.
    pub fn pairs(&self) -> impl Iterator<Item = (i32, i64)> + 'a {
        let Switch { bci, low, .. } = *self;
        let target = move |offset: i32| i64::from(bci) + i64::from(offset);
        let width = if low.is_some() { 4 } else { 8 };
        self.entries
            .chunks_exact(width)
            .enumerate()
            .map(move |(i, entry)| match low {
                Some(low) => (low.wrapping_add(i as i32), target(be_i32(entry))),
                None => (be_i32(entry), target(be_i32(&entry[4..]))),
            })
    }

    /// Whether the keys ascend strictly, as `lookupswitch` demands.
    pub fn is_sorted(&self) -> bool {
        self.low.is_some()
            || self
                .pairs()
                .zip(self.pairs().skip(1))
                .all(|(a, b)| a.0 < b.0)
    }

    /// All targets, the default first.
    pub fn targets(&self) -> impl Iterator<Item = i64> + 'a {
        std::iter::once(self.default_target()).chain(self.pairs().map(|(_, target)| target))
    }
}

fn be_i32(bytes: &[u8]) -> i32 {
    i32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
}

/// Why raw code cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawError {
    /// Unassigned opcode, or `wide` before an instruction without a wide form.
    BadOpcode {
        /// Where.
        bci: u32,
    },
    /// The instruction extends beyond the code.
    Truncated {
        /// Where.
        bci: u32,
    },
    /// A `tableswitch` with high < low or a `lookupswitch` with a negative count.
    BadSwitch {
        /// Where.
        bci: u32,
    },
}

impl RawError {
    /// Where.
    pub const fn bci(self) -> u32 {
        match self {
            RawError::BadOpcode { bci }
            | RawError::Truncated { bci }
            | RawError::BadSwitch { bci } => bci,
        }
    }
}

/// One instruction of raw code.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RawInstruction<'a> {
    /// Where it starts.
    pub bci: u32,
    /// Opcode byte (the one after `wide`).
    pub opcode: u8,
    /// Operation.
    pub op: Op,
    /// Name of the opcode.
    pub mnemonic: &'static str,
    /// Whether a `wide` prefix is present.
    pub is_wide: bool,
    /// Operands.
    pub operands: Operands<'a>,
    /// Bytes, prefix and padding included.
    pub length: u32,
}

impl<'a> RawInstruction<'a> {
    /// Reads the instruction at `bci`, which must be a start of one (or the result is garbage).
    pub fn at(code: &'a [u8], bci: u32) -> Result<RawInstruction<'a>, RawError> {
        let truncated = RawError::Truncated { bci };
        let start = bci as usize;
        let first = *code.get(start).ok_or(truncated)?;
        let is_wide = first == opcode::WIDE;
        let head = start + usize::from(is_wide);
        let opcode = *code.get(head).ok_or(truncated)?;
        let info = OpcodeInfo::of(opcode).ok_or(RawError::BadOpcode { bci })?;
        if is_wide && !matches!(info.format, Format::Local | Format::LocalAndInt) {
            return Err(RawError::BadOpcode { bci });
        }
        let rest = &code[head + 1..];
        let byte = |i: usize| rest.get(i).copied().ok_or(truncated);
        let short = |i: usize| Ok(u16::from_be_bytes([byte(i)?, byte(i + 1)?]));
        let target = |offset: i32| Operands::Branch(i64::from(bci) + i64::from(offset));
        let (operands, n_bytes) = match info.format {
            Format::None => (Operands::None, 0),
            Format::Int(value) => (Operands::Int(value), 0),
            Format::Long(value) => (Operands::Long(value), 0),
            Format::Float(value) => (Operands::Float(value), 0),
            Format::Double(value) => (Operands::Double(value), 0),
            Format::Byte => (Operands::Int(i32::from(byte(0)? as i8)), 1),
            Format::Short => (Operands::Int(i32::from(short(0)? as i16)), 2),
            Format::Constant8 => (Operands::Constant(u16::from(byte(0)?)), 1),
            Format::Constant16 => (Operands::Constant(short(0)?), 2),
            Format::LocalIs(local) => (Operands::Local(local), 0),
            Format::Local if is_wide => (Operands::Local(short(0)?), 2),
            Format::Local => (Operands::Local(u16::from(byte(0)?)), 1),
            Format::LocalAndInt if is_wide => {
                (Operands::LocalAndInt(short(0)?, short(2)? as i16), 4)
            }
            Format::LocalAndInt => {
                let amount = i16::from(byte(1)? as i8);
                (Operands::LocalAndInt(u16::from(byte(0)?), amount), 2)
            }
            Format::Branch16 => (target(i32::from(short(0)? as i16)), 2),
            Format::Branch32 => (target(be_i32(rest.get(..4).ok_or(truncated)?)), 4),
            Format::TableSwitch | Format::LookupSwitch => {
                let padding = 3 - start % 4;
                let is_table = info.format == Format::TableSwitch;
                let n_head = if is_table { 12 } else { 8 };
                let fields = rest.get(padding..padding + n_head).ok_or(truncated)?;
                let (low, n_pairs) = if is_table {
                    let (low, high) = (be_i32(&fields[4..]), be_i32(&fields[8..]));
                    (Some(low), i64::from(high) - i64::from(low) + 1)
                } else {
                    (None, i64::from(be_i32(&fields[4..])))
                };
                if n_pairs < i64::from(is_table) {
                    return Err(RawError::BadSwitch { bci });
                }
                let n_bytes = n_pairs * if is_table { 4 } else { 8 };
                let from = padding + n_head;
                let n_bytes = usize::try_from(n_bytes).map_err(|_| truncated)?;
                let entries = rest.get(from..from + n_bytes).ok_or(truncated)?;
                let default = be_i32(fields);
                let n_pairs = n_pairs as u32;
                let switch = Switch {
                    bci,
                    default,
                    low,
                    n_pairs,
                    entries,
                };
                (Operands::Switch(switch), from + n_bytes)
            }
            Format::InvokeInterface => {
                let (index, count, zero) = (short(0)?, byte(2)?, byte(3)?);
                (Operands::InvokeInterface { index, count, zero }, 4)
            }
            Format::InvokeDynamic => (
                Operands::InvokeDynamic {
                    index: short(0)?,
                    zero: short(2)?,
                },
                4,
            ),
            Format::ArrayType => (Operands::ArrayType(byte(0)?), 1),
            Format::MultiArray => (
                Operands::MultiArray {
                    index: short(0)?,
                    n_dimensions: byte(2)?,
                },
                3,
            ),
        };
        Ok(RawInstruction {
            bci,
            opcode,
            op: info.op,
            mnemonic: info.mnemonic,
            is_wide,
            operands,
            length: (head - start + 1 + n_bytes) as u32,
        })
    }

    /// Bci of the next instruction in order.
    pub fn next_bci(&self) -> u32 {
        self.bci + self.length
    }

    /// Constant-pool index, if there is one.
    pub fn constant_index(&self) -> Option<u16> {
        match self.operands {
            Operands::Constant(index)
            | Operands::InvokeInterface { index, .. }
            | Operands::InvokeDynamic { index, .. }
            | Operands::MultiArray { index, .. } => Some(index),
            _ => None,
        }
    }

    /// Local variable, if there is one.
    pub fn local(&self) -> Option<u16> {
        match self.operands {
            Operands::Local(local) | Operands::LocalAndInt(local, _) => Some(local),
            _ => None,
        }
    }
}

/// Iterator over the instructions of a method; stops after the first error.
#[derive(Clone, Debug)]
pub struct RawCode<'a> {
    code: &'a [u8],
    bci: u32,
}

impl<'a> RawCode<'a> {
    /// Starts at bci 0.
    pub fn new(code: &'a [u8]) -> RawCode<'a> {
        RawCode { code, bci: 0 }
    }
}

impl<'a> Iterator for RawCode<'a> {
    type Item = Result<RawInstruction<'a>, RawError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.bci as usize >= self.code.len() {
            return None;
        }
        let instruction = RawInstruction::at(self.code, self.bci);
        self.bci = match instruction {
            Ok(instruction) => instruction.next_bci(),
            Err(_) => self.code.len() as u32,
        };
        Some(instruction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(code: &[u8]) -> RawInstruction<'_> {
        RawInstruction::at(code, 0).unwrap()
    }

    #[test]
    fn wide_forms() {
        let instruction = one(&[0xc4, 0x15, 1, 2]);
        assert_eq!((instruction.op, instruction.length), (Op::ILoad, 4));
        assert_eq!(instruction.operands, Operands::Local(0x102));
        let instruction = one(&[0xc4, 0x84, 0, 3, 0xff, 0xfe]);
        assert_eq!(instruction.operands, Operands::LocalAndInt(3, -2));
        assert_eq!(
            RawInstruction::at(&[0xc4, 0x60], 0),
            Err(RawError::BadOpcode { bci: 0 })
        );
    }

    #[test]
    fn switches() {
        let code = [
            0xaa, 0, 0, 0, 0, 0, 0, 24, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 30, 0, 0, 0, 31,
        ];
        let Operands::Switch(switch) = one(&code).operands else {
            panic!()
        };
        assert_eq!(switch.pairs().collect::<Vec<_>>(), [(1, 30), (2, 31)]);
        assert_eq!(switch.default_target(), 24);
        assert_eq!(one(&code).length, 24);
        let huge = [
            0xaa, 0, 0, 0, 0, 0, 0, 0, 0x80, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff,
        ];
        assert_eq!(
            RawInstruction::at(&huge, 0),
            Err(RawError::Truncated { bci: 0 })
        );
    }

    #[test]
    fn truncated_code_is_an_error() {
        let items: Vec<_> = RawCode::new(&[0x00, 0x11, 0x00]).collect();
        assert_eq!(items.len(), 2);
        assert_eq!(items[1], Err(RawError::Truncated { bci: 1 }));
    }
}
