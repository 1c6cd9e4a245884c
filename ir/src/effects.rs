//! What an instruction does besides computing its result.
//!
//! Passes ask effects and never a list of opcodes. A flag that is missing in the table is a wrong
//! program that nothing local notices.

/// Parts of memory that do not overlap.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Region {
    /// Instance fields.
    Field,
    /// Static fields.
    Static,
    /// Array elements.
    Element,
    /// Lock states of objects.
    Monitor,
    /// Locals that the interpreter hands over where it is replaced on the stack.
    Osr,
}

/// A set of [`Region`]s.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Regions(u8);

impl Regions {
    /// No region.
    pub const NONE: Regions = Regions(0);
    /// All memory.
    pub const ALL: Regions = Regions(u8::MAX);

    /// One region.
    pub const fn of(region: Region) -> Regions {
        Regions(1 << region as u8)
    }

    /// Both sets.
    pub const fn union(self, other: Regions) -> Regions {
        Regions(self.0 | other.0)
    }

    /// Is there a region in both?
    pub const fn overlaps(self, other: Regions) -> bool {
        self.0 & other.0 != 0
    }

    /// Is it empty?
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What an instruction does besides computing its result.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Effects {
    flags: u8,
    /// Memory that is read.
    pub reads: Regions,
    /// Memory that is written.
    pub writes: Regions,
}

impl Effects {
    /// Computes its result, and nothing else.
    pub const NONE: Effects = Effects {
        flags: 0,
        reads: Regions::NONE,
        writes: Regions::NONE,
    };
    /// Makes an object.
    pub const ALLOC: Effects = Effects::flag(1);
    /// May leave compiled code for the interpreter.
    pub const DEOPT: Effects = Effects::flag(2);
    /// May stop for a collection: references move.
    pub const SAFEPOINT: Effects = Effects::flag(4);
    /// May throw a Java exception.
    pub const THROWS: Effects = Effects::flag(8);
    /// Ends its block.
    pub const TERMINATOR: Effects = Effects::flag(16);
    /// The first two operands may be swapped.
    pub const COMMUTATIVE: Effects = Effects::flag(32);
    /// Relies on what stands above it without naming it: it may not move up.
    pub const PINNED: Effects = Effects::flag(128);
    /// Reads memory that is not known.
    pub const READS_ALL: Effects = Effects {
        flags: 0,
        reads: Regions::ALL,
        writes: Regions::NONE,
    };
    /// Keeps reads and writes of memory on its two sides apart.
    pub const FENCE: Effects = Effects {
        flags: 0,
        reads: Regions::ALL,
        writes: Regions::ALL,
    };
    /// Runs code that may do anything.
    pub const CALL: Effects = Effects {
        flags: 64 | 2 | 4 | 8,
        reads: Regions::ALL,
        writes: Regions::ALL,
    };

    const fn flag(flags: u8) -> Effects {
        Effects {
            flags,
            reads: Regions::NONE,
            writes: Regions::NONE,
        }
    }

    /// Reads a region.
    pub const fn reading(region: Region) -> Effects {
        Effects {
            flags: 0,
            reads: Regions::of(region),
            writes: Regions::NONE,
        }
    }

    /// Writes a region.
    pub const fn writing(region: Region) -> Effects {
        Effects {
            flags: 0,
            reads: Regions::NONE,
            writes: Regions::of(region),
        }
    }

    /// Both effects.
    pub const fn union(self, other: Effects) -> Effects {
        Effects {
            flags: self.flags | other.flags,
            reads: self.reads.union(other.reads),
            writes: self.writes.union(other.writes),
        }
    }

    /// Are all flags of `other` among these?
    pub const fn has(self, other: Effects) -> bool {
        self.flags & other.flags == other.flags
    }

    /// The result depends on the operands alone, and nothing else happens: equal operands give an
    /// equal result, wherever the instruction stands.
    pub const fn is_pure(self) -> bool {
        self.flags & !Effects::COMMUTATIVE.flags == 0
            && self.reads.is_empty()
            && self.writes.is_empty()
    }

    /// Done again on equal operands below a place where it was done, it gives the same result and
    /// nothing else happens: pure instructions, and checks, which pass when they have passed before.
    pub const fn is_repeatable(self) -> bool {
        let harmless = Effects::COMMUTATIVE.flags | Effects::DEOPT.flags;
        self.flags & !harmless == 0 && self.reads.is_empty() && self.writes.is_empty()
    }

    /// The instruction may be dropped when nobody uses its result: what it does cannot be observed
    /// otherwise. A guard is not removable: what follows may rely on the check without naming it.
    pub const fn is_removable(self) -> bool {
        let harmless = Effects::COMMUTATIVE.flags
            | Effects::ALLOC.flags
            | Effects::SAFEPOINT.flags
            | Effects::PINNED.flags;
        self.flags & !harmless == 0 && self.writes.is_empty()
    }

    /// The instruction may stand anywhere between its operands and its uses.
    pub const fn is_movable(self) -> bool {
        self.is_pure()
    }

    /// The interpreter's frames must be known where the instruction stands: it may leave compiled
    /// code, or stop for a collection.
    pub const fn needs_state(self) -> bool {
        self.has(Effects::DEOPT) || self.has(Effects::SAFEPOINT)
    }

    /// The instruction may leave compiled code before it has done what can be observed: the state
    /// before it is wanted for that, besides its own. In the low stage it carries the former.
    pub const fn may_leave_before(self) -> bool {
        self.is_observable() && self.has(Effects::DEOPT) && !self.has(Effects::CALL)
    }

    /// The interpreter would see a difference if the instruction were executed twice.
    pub const fn is_observable(self) -> bool {
        !self.writes.is_empty() || self.has(Effects::CALL)
    }
}

#[cfg(test)]
mod tests {
    use super::{Effects, Region};

    #[test]
    fn predicates_follow_from_the_flags() {
        let load = Effects::reading(Region::Field);
        let store = Effects::writing(Region::Field);
        for (effects, is_pure, is_removable, is_observable) in [
            (Effects::NONE, true, true, false),
            (Effects::COMMUTATIVE, true, true, false),
            (load, false, true, false),
            (store, false, false, true),
            (Effects::DEOPT, false, false, false),
            (Effects::ALLOC.union(Effects::SAFEPOINT), false, true, false),
            (Effects::CALL, false, false, true),
            (Effects::THROWS, false, false, false),
            (Effects::TERMINATOR, false, false, false),
            (Effects::PINNED, false, true, false),
        ] {
            assert_eq!(effects.is_pure(), is_pure, "{effects:?}");
            assert_eq!(effects.is_removable(), is_removable, "{effects:?}");
            assert_eq!(effects.is_observable(), is_observable, "{effects:?}");
        }
        assert!(Effects::CALL.has(Effects::THROWS) && !Effects::THROWS.has(Effects::CALL));
    }
}
