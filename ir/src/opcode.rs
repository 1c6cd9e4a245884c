//! What follows from the table of [`ops`](crate::for_each_op): opcodes and their rows.

use crate::effects::{Effects, Region};
use crate::immediate::ImmediateKind;
use crate::types::Type;
use std::fmt;

/// Type of an operand or a result, as a row says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeRule {
    /// This type.
    Exactly(Type),
    /// Every type but a guard.
    Any,
    /// The type of the operand with the rule [`TypeRule::Any`].
    Same,
    /// The type of the field or element that the immediate names.
    Member,
    /// What the method that the immediate names returns.
    Returned,
    /// There is none.
    None,
}

/// Which blocks an operation goes on at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Targets {
    /// None: it goes on with the next instruction, or leaves the function.
    None,
    /// One.
    One,
    /// When the condition holds, and otherwise.
    Two,
    /// A default, and one for each key.
    Table,
    /// After a normal return, and with an exception.
    Handler,
}

/// An operand of a row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Operand {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub rule: TypeRule,
}

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// As the text form writes it.
    pub mnemonic: &'static str,
    /// What it does.
    pub doc: &'static str,
    /// Operands that it always has.
    pub operands: &'static [Operand],
    /// More operands follow: the arguments of a call.
    pub variadic: bool,
    /// Its immediate.
    pub immediate: ImmediateKind,
    /// Its result.
    pub result: TypeRule,
    /// Its targets.
    pub targets: Targets,
    /// What else it does.
    pub effects: Effects,
}

macro_rules! rule {
    (Any) => {
        TypeRule::Any
    };
    (Same) => {
        TypeRule::Same
    };
    (Member) => {
        TypeRule::Member
    };
    (Returned) => {
        TypeRule::Returned
    };
    (None) => {
        TypeRule::None
    };
    ($type:ident) => {
        TypeRule::Exactly(Type::$type)
    };
}

macro_rules! effect {
    (READS $region:ident) => {
        Effects::reading(Region::$region)
    };
    (WRITES $region:ident) => {
        Effects::writing(Region::$region)
    };
    ($flag:ident) => {
        Effects::$flag
    };
}

macro_rules! or_none {
    ($kind:ident :) => {
        $kind::None
    };
    ($kind:ident : $variant:ident) => {
        $kind::$variant
    };
}

macro_rules! define_opcodes {
    ($(
        $(#[doc = $doc:literal])+
        $mnemonic:ident = $opcode:ident :
            ($($operand:ident: $type:ident),* $(..$rest:ident)? $(; $immediate:ident)?) -> $result:ident $(=> $targets:ident)?
            [$($effect:ident $(($region:ident))?)*];
    )*) => {
        /// An operation.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Opcode {
            $($(#[doc = $doc])+ $opcode,)*
        }

        impl Opcode {
            /// All operations, in the order of the table.
            pub const ALL: &[Opcode] = &[$(Opcode::$opcode),*];
        }

        static ROWS: &[Row] = &[$(
            Row {
                mnemonic: stringify!($mnemonic),
                doc: concat!($($doc),+).trim_ascii(),
                operands: &[$(Operand { name: stringify!($operand), rule: rule!($type) }),*],
                variadic: [$(stringify!($rest),)? ""].len() > 1,
                immediate: or_none!(ImmediateKind: $($immediate)?),
                result: rule!($result),
                targets: or_none!(Targets: $($targets)?),
                effects: Effects::NONE$(.union(effect!($effect $($region)?)))*,
            },
        )*];
    };
}

crate::for_each_op!(define_opcodes);

impl Opcode {
    /// Its row.
    pub fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// As the text form writes it.
    pub fn mnemonic(self) -> &'static str {
        self.row().mnemonic
    }

    /// The operation that the text form writes so.
    pub fn from_mnemonic(mnemonic: &str) -> Option<Opcode> {
        Opcode::ALL
            .iter()
            .copied()
            .find(|opcode| opcode.mnemonic() == mnemonic)
    }

    /// What it does besides computing its result.
    pub fn effects(self) -> Effects {
        self.row().effects
    }

    /// Does it end its block?
    pub fn is_terminator(self) -> bool {
        self.effects().has(Effects::TERMINATOR)
    }
}

impl fmt::Display for Opcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.mnemonic())
    }
}

#[cfg(test)]
mod tests {
    use super::{Opcode, Targets, TypeRule};
    use crate::effects::Effects;
    use crate::types::Type;

    #[test]
    fn mnemonics_lead_back() {
        for &opcode in Opcode::ALL {
            assert_eq!(Opcode::from_mnemonic(opcode.mnemonic()), Some(opcode));
        }
        assert_eq!(Opcode::from_mnemonic("nonsense"), None);
    }

    #[test]
    fn rows_are_consistent() {
        for &opcode in Opcode::ALL {
            let row = opcode.row();
            assert!(row.doc.ends_with('.'), "{opcode}: {}", row.doc);
            if row.targets != Targets::None {
                assert!(opcode.is_terminator(), "{opcode} has targets");
            }
            let is_guard = row.result == TypeRule::Exactly(Type::Guard);
            assert_eq!(
                is_guard,
                row.mnemonic.starts_with("guard"),
                "{opcode}: checks give guards"
            );
            if is_guard {
                let checks = !matches!(opcode, Opcode::GuardPassed | Opcode::GuardHere);
                assert_eq!(row.effects.has(Effects::DEOPT), checks, "{opcode}");
                assert!(!row.effects.is_observable());
            }
            if row.effects.has(Effects::COMMUTATIVE) {
                assert_eq!(row.operands[0].rule, row.operands[1].rule, "{opcode}");
            }
        }
    }
}
