//! What happens to a method that a policy may want to act on.

use super::tier::Tier;
use super::view::Counts;
use std::fmt;

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// The interpreter is about to run the method.
    Call,
    /// The interpreter has reached a loop header through a back edge, and has found no code to
    /// enter there.
    BackEdge {
        /// The header.
        bci: u32,
    },
    /// Compiled code was left at a guard.
    Deoptimized {
        /// The instruction that the interpreter goes on with.
        bci: u32,
        /// Why.
        reason: DeoptReason,
    },
    /// A request is next in the queue: is it still wanted?
    Waiting {
        /// The tier that was requested.
        tier: Tier,
        /// What the counters were then.
        requested_at: Counts,
        /// How long ago that was.
        waited_ms: u64,
    },
}

/// Why compiled code was left. The words are those of the IR's `deopt` and `guard`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DeoptReason {
    /// A null reference.
    NullCheck,
    /// An index out of bounds.
    BoundsCheck,
    /// A division by zero.
    ZeroCheck,
    /// An object of an unexpected class.
    ClassCheck,
    /// A value that the array may not hold.
    StoreCheck,
    /// A negative array size.
    NegativeSize,
    /// A branch that was never taken before.
    Unreached,
    /// A constant that is not resolved.
    Unresolved,
    /// A class that is not initialized.
    Uninitialized,
    /// A speculation of the optimizer.
    Speculation,
    /// What the code relied on holds no more: a class was loaded, for example.
    Invalidated,
    /// A stress option asked for it.
    Stress,
}

impl DeoptReason {
    /// All of them.
    pub const ALL: [DeoptReason; 12] = [
        DeoptReason::NullCheck,
        DeoptReason::BoundsCheck,
        DeoptReason::ZeroCheck,
        DeoptReason::ClassCheck,
        DeoptReason::StoreCheck,
        DeoptReason::NegativeSize,
        DeoptReason::Unreached,
        DeoptReason::Unresolved,
        DeoptReason::Uninitialized,
        DeoptReason::Speculation,
        DeoptReason::Invalidated,
        DeoptReason::Stress,
    ];

    /// The word.
    pub fn name(self) -> &'static str {
        match self {
            DeoptReason::NullCheck => "null_check",
            DeoptReason::BoundsCheck => "bounds_check",
            DeoptReason::ZeroCheck => "zero_check",
            DeoptReason::ClassCheck => "class_check",
            DeoptReason::StoreCheck => "store_check",
            DeoptReason::NegativeSize => "negative_size",
            DeoptReason::Unreached => "unreached",
            DeoptReason::Unresolved => "unresolved",
            DeoptReason::Uninitialized => "uninitialized",
            DeoptReason::Speculation => "speculation",
            DeoptReason::Invalidated => "invalidated",
            DeoptReason::Stress => "stress",
        }
    }

    /// The reason with this word.
    pub fn from_name(name: &str) -> Option<DeoptReason> {
        DeoptReason::ALL
            .into_iter()
            .find(|reason| reason.name() == name)
    }

    /// Does the interpreter throw an exception there, which new code would do no better?
    pub fn is_exception(self) -> bool {
        matches!(
            self,
            DeoptReason::NullCheck
                | DeoptReason::BoundsCheck
                | DeoptReason::ZeroCheck
                | DeoptReason::StoreCheck
                | DeoptReason::NegativeSize
        )
    }
}

impl fmt::Display for DeoptReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
