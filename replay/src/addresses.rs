//! Addresses in replayed code.
//!
//! Text for tests must not depend on where the VM of the recording happened to put things.

use codegen::Layout;
use serde::{Deserialize, Serialize};

/// Which addresses replayed code has.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub enum Addresses {
    /// Those of the recording: the code is the recorded one, byte by byte.
    Recorded,
    /// Made of the numbers of things, as wide as real ones.
    #[default]
    Numbered,
}

/// A table of things of `1 << SHIFT` bytes each.
struct Region {
    base: u64,
    shift: u32,
}

const CLASSES: Region = Region {
    base: 0x1000_0000,
    shift: 12,
};
const PRIMITIVE_ARRAYS: Region = Region {
    base: 0x0f00_0000,
    shift: 12,
};
const METHODS: Region = Region {
    base: 0x7f00_0000_0000,
    shift: 8,
};
const MIRRORS: Region = Region {
    base: 0x7_0000_0000,
    shift: 8,
};
const ROUTINES: Region = Region {
    base: 0x7e00_0000_0000,
    shift: 4,
};
const LOG_TABLE: u64 = 0x6000_0000_0000;

impl Region {
    fn at(&self, number: u32) -> u64 {
        self.base + (u64::from(number) << self.shift)
    }
}

impl Addresses {
    fn of(self, recorded: u64, region: &Region, number: u32) -> u64 {
        match self {
            Addresses::Recorded => recorded,
            Addresses::Numbered => region.at(number),
        }
    }

    pub(crate) fn class(self, recorded: u32, number: u32) -> u32 {
        self.of(u64::from(recorded), &CLASSES, number) as u32
    }

    pub(crate) fn primitive_array(self, recorded: u32, number: u32) -> u32 {
        self.of(u64::from(recorded), &PRIMITIVE_ARRAYS, number) as u32
    }

    pub(crate) fn method(self, recorded: u64, number: u32) -> u64 {
        self.of(recorded, &METHODS, number)
    }

    pub(crate) fn routine(self, recorded: u64, number: u32) -> u64 {
        self.of(recorded, &ROUTINES, number)
    }

    /// Of the mirror that holds a static field; 0 for other fields.
    pub(crate) fn mirror(self, recorded: u64, field: u32) -> u64 {
        match recorded {
            0 => 0,
            _ => self.of(recorded, &MIRRORS, field),
        }
    }

    /// The layout with such addresses.
    pub(crate) fn layout(self, recorded: &Layout) -> Layout {
        let mut layout = recorded.clone();
        if self == Addresses::Numbered {
            layout.log_table = layout.log_table.map(|_| LOG_TABLE);
            layout.boolean_array = PRIMITIVE_ARRAYS.base as u32;
        }
        layout
    }
}
