//! The tiers, and the levels by which HotSpot's options and output call them.

use std::fmt;

/// How code runs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Tier {
    /// T0.
    Interpreter,
    /// T2 with the preset `quick`.
    Quick,
    /// T2 with the preset `full`.
    Full,
}

impl Tier {
    /// HotSpot's level: 0 is the interpreter, 1 to 3 are its first compiler, 4 its second.
    pub fn level(self) -> u8 {
        match self {
            Tier::Interpreter => 0,
            Tier::Quick => 1,
            Tier::Full => 4,
        }
    }

    /// The best tier that `-XX:TieredStopAtLevel` admits.
    pub fn of_level(level: u8) -> Tier {
        match level {
            0 => Tier::Interpreter,
            1..=3 => Tier::Quick,
            _ => Tier::Full,
        }
    }

    /// The name in traces and messages.
    pub fn name(self) -> &'static str {
        match self {
            Tier::Interpreter => "T0",
            Tier::Quick => "quick",
            Tier::Full => "full",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
