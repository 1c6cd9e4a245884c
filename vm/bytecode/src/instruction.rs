//! What the instruction table generates: one struct per operation, [`Instruction`] over all
//! of them, [`Op`] naming them, and the [`opcode`] constants.
//!
//! The structs are at most 8 bytes so that an interpreter can keep decoded code as an array of
//! {handler word, 8 operand bytes}. See [`crate::table`] for the format of the entries.

use crate::Site;
use crate::raw::Format;

/// Operand values an operation may be built from, told apart by field type.
///
/// Each field type has one meaning: `u16` a local, `i16` an `iinc` amount, `u8` an array
/// element code, the wide types constants, [`Site`] what the embedder supplied.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Fields {
    pub(crate) local: u16,
    pub(crate) amount: i16,
    pub(crate) element: u8,
    pub(crate) int: i32,
    pub(crate) long: i64,
    pub(crate) float: f32,
    pub(crate) double: f64,
    pub(crate) site: Site,
}

trait FromFields {
    fn from_fields(fields: &Fields) -> Self;
}

macro_rules! from_fields {
    ($($ty:ty => $field:ident,)*) => {
        $(impl FromFields for $ty {
            fn from_fields(fields: &Fields) -> Self { fields.$field }
        })*
    };
}
from_fields! {
    u16 => local, i16 => amount, u8 => element, i32 => int, i64 => long, f32 => float,
    f64 => double, Site => site,
}

/// Type of one stack slot, or of a two-slot value, in a stack effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlotType {
    /// int, and the smaller integers.
    I,
    /// long: two slots.
    L,
    /// float.
    F,
    /// double: two slots.
    D,
    /// Reference.
    A,
    /// Return address of a `jsr`.
    R,
    /// One untyped word.
    W,
}

impl SlotType {
    /// Slots the value takes.
    pub const fn n_slots(self) -> usize {
        match self {
            SlotType::L | SlotType::D => 2,
            _ => 1,
        }
    }
}

/// What an operation does to the operand stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackEffect {
    /// Pops and pushes these, each listed from bottom to top.
    Fixed {
        /// Popped values.
        pops: &'static [SlotType],
        /// Pushed values.
        pushes: &'static [SlotType],
    },
    /// The constant-pool entry decides.
    ByOperand,
}

macro_rules! effect {
    (by_operand) => { StackEffect::ByOperand };
    (($($pop:ident),*) ($($push:ident),*)) => {
        StackEffect::Fixed { pops: &[$(SlotType::$pop),*], pushes: &[$(SlotType::$push),*] }
    };
}

macro_rules! define {
    ($(
        $(#[$doc:meta])*
        $name:ident { $($field:ident: $ty:ty)? $(, $field2:ident: $ty2:ty)? }:
            $pops:tt $(-> $pushes:tt)? =
            $($code:literal $mnemonic:ident $constant:ident $format:ident $(($arg:expr))?),+;
    )*) => {
        $(
            $(#[$doc])*
            #[repr(C)]
            #[derive(Clone, Copy, Debug, PartialEq)]
            pub struct $name {
                $(#[doc = "Operand; see the table."] pub $field: $ty,)?
                $(#[doc = "Second operand."] pub $field2: $ty2,)?
            }
            const _: () = assert!(size_of::<$name>() <= 8 && align_of::<$name>() <= 8);
        )*

        /// One decoded instruction.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Instruction {
            $($(#[$doc])* $name($name),)*
        }

        /// Names of the operations, in table order.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Op {
            $($(#[$doc])* $name,)*
        }

        impl Instruction {
            /// Operation of this instruction.
            pub const fn op(&self) -> Op {
                match self { $(Instruction::$name(_) => Op::$name,)* }
            }

            pub(crate) fn build(op: Op, fields: &Fields) -> Instruction {
                let _ = fields;
                match op {
                    $(Op::$name => Instruction::$name($name {
                        $($field: FromFields::from_fields(fields),)?
                        $($field2: FromFields::from_fields(fields),)?
                    }),)*
                }
            }
        }

        $(impl From<$name> for Instruction {
            fn from(operation: $name) -> Instruction { Instruction::$name(operation) }
        })*

        impl Op {
            /// All operations, in table order.
            pub const ALL: &'static [Op] = &[$(Op::$name),*];

            /// Name of the operation's struct, for traces.
            pub const fn name(self) -> &'static str {
                match self { $(Op::$name => stringify!($name),)* }
            }

            /// Effect on the operand stack.
            pub const fn effect(self) -> StackEffect {
                match self { $(Op::$name => effect!($pops $($pushes)?),)* }
            }
        }

        /// Opcode bytes.
        pub mod opcode {
            $($(
                #[doc = concat!("`", stringify!($mnemonic), "`.")]
                pub const $constant: u8 = $code;
            )+)*
            /// `wide`: prefix that gives the next instruction a 16-bit local index.
            pub const WIDE: u8 = 0xc4;
        }

        const OPCODES: [Option<OpcodeInfo>; 256] = {
            let mut table = [None; 256];
            $($(
                assert!(table[$code].is_none(), "an opcode is in the table twice");
                table[$code] = Some(OpcodeInfo {
                    mnemonic: stringify!($mnemonic),
                    op: Op::$name,
                    format: Format::$format $(($arg))?,
                });
            )+)*
            table
        };
    };
}
crate::for_each_operation!(define);

/// What the table says about one opcode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OpcodeInfo {
    /// Name in the JVMS and in listings.
    pub mnemonic: &'static str,
    /// Operation it decodes to.
    pub op: Op,
    /// Layout of the operand bytes.
    pub format: Format,
}

impl OpcodeInfo {
    /// Looks an opcode byte up; `None` for `wide` and the unassigned ones.
    pub const fn of(opcode: u8) -> Option<OpcodeInfo> {
        OPCODES[opcode as usize]
    }
}

impl Op {
    /// Whether this branches to its target or goes on with the next instruction.
    pub const fn is_conditional_branch(self) -> bool {
        matches!(
            self,
            Op::IfEq
                | Op::IfNe
                | Op::IfLt
                | Op::IfGe
                | Op::IfGt
                | Op::IfLe
                | Op::IfICmpEq
                | Op::IfICmpNe
                | Op::IfICmpLt
                | Op::IfICmpGe
                | Op::IfICmpGt
                | Op::IfICmpLe
                | Op::IfACmpEq
                | Op::IfACmpNe
                | Op::IfNull
                | Op::IfNonNull
        )
    }

    /// Whether the next instruction in order is not a successor.
    pub const fn ends_block(self) -> bool {
        matches!(
            self,
            Op::Goto | Op::Jsr | Op::Ret | Op::TableSwitch | Op::LookupSwitch | Op::AThrow
        ) || self.is_return()
    }

    /// Whether this returns from the method.
    pub const fn is_return(self) -> bool {
        matches!(
            self,
            Op::IReturn | Op::LReturn | Op::FReturn | Op::DReturn | Op::AReturn | Op::Return
        )
    }

    /// Whether this is one of the five calls.
    pub const fn is_invoke(self) -> bool {
        matches!(
            self,
            Op::InvokeVirtual
                | Op::InvokeSpecial
                | Op::InvokeStatic
                | Op::InvokeInterface
                | Op::InvokeDynamic
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_opcode_but_wide_is_in_the_table() {
        for code in 0..=255u8 {
            let known = code <= opcode::JSR_W && code != opcode::WIDE;
            assert_eq!(OpcodeInfo::of(code).is_some(), known, "opcode {code:#x}");
        }
    }

    #[test]
    fn effects_and_names_come_from_the_entries() {
        assert_eq!(Op::IDiv.name(), "IDiv");
        assert_eq!(
            Op::LShl.effect(),
            StackEffect::Fixed {
                pops: &[SlotType::L, SlotType::I],
                pushes: &[SlotType::L]
            }
        );
        assert_eq!(Op::GetField.effect(), StackEffect::ByOperand);
        assert!(Op::ALL.iter().enumerate().all(|(i, op)| *op as usize == i));
    }
}
