//! Why a method is not built. Nothing runs differently then: the method stays where it is.

use std::fmt;

/// A method that is not built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bailout {
    /// Why.
    pub reason: BailoutReason,
    /// Where the builder gave up.
    pub bci: u32,
}

macro_rules! reasons {
    ($($(#[doc = $doc:literal])+ $variant:ident $word:literal,)*) => {
        /// Why a method is not built: what a VM counts.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum BailoutReason {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl BailoutReason {
            /// All of them.
            pub const ALL: &[BailoutReason] = &[$(BailoutReason::$variant),*];

            /// Its name in logs and counters.
            pub fn word(self) -> &'static str {
                match self {
                    $(BailoutReason::$variant => $word,)*
                }
            }
        }
    };
}

reasons! {
    /// The method is native or abstract.
    NoCode "no_code",
    /// More code, locals or states than the limits allow.
    TooLarge "too_large",
    /// `jsr` or `ret`.
    Subroutine "subroutine",
    /// Monitors are not left in the reverse order of entering on every path.
    UnbalancedMonitors "unbalanced_monitors",
    /// The code is not what a verifier accepts. Classes of the boot loader are not verified.
    InvalidCode "invalid_code",
    /// A linked call does not pass what its target takes.
    CallMismatch "call_mismatch",
    /// The frame to be replaced has operands on its stack.
    OsrStack "osr_stack",
    /// The frame to be replaced holds monitors.
    OsrMonitors "osr_monitors",
    /// The place where a frame is to be replaced is no instruction, or a local there has no type.
    OsrPlace "osr_place",
    /// The object that a synchronized static method locks does not exist yet.
    NoMirror "no_mirror",
}

impl fmt::Display for BailoutReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl fmt::Display for Bailout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.reason, self.bci)
    }
}

impl std::error::Error for Bailout {}
