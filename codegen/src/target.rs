//! What code is generated for.

use crate::facts::Facts;
use crate::layout::Layout;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Which algorithm allocates registers.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub enum Algorithm {
    /// Backtracking: better code.
    #[default]
    Ion,
    /// One pass: an order of magnitude faster, and frames with a slot for each value.
    Fastalloc,
}

/// How code is generated.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Allocation of registers.
    pub algorithm: Algorithm,
    /// Machine instructions above which [`Algorithm::Fastalloc`] is taken instead of Ion.
    pub max_ion: usize,
    /// The slow path of a poll saves all registers, so that loops keep values in them. Else the
    /// allocator spills what is live. Compiled again without when the stale check objects.
    pub saves_at_polls: bool,
    /// Calls of one method each have an aligned displacement that the VM patches; else they go
    /// through the entry word in the method's record.
    pub direct_calls: bool,
    /// Null checks are left to the accesses behind them where that is possible: these fault, and the
    /// VM goes on as [`Artifact::null_checks`](crate::Artifact::null_checks) says.
    pub implicit_null_checks: bool,
    /// Offset in the thread record of a `u32` that each guard counts down, and leaves when it was 0.
    pub check_countdown: Option<i32>,
    /// Fails when a reference is read that the collector does not know. Costs little. Functions
    /// with polls are always checked.
    pub check_references: bool,
    /// Fails when the allocation of registers is wrong. Slow: for tests of the code generator.
    pub check_allocation: bool,
    /// Tells the time, if [`Compiler::times`](crate::Compiler::times) is of interest.
    pub clock: Option<fn() -> Duration>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            algorithm: Algorithm::Ion,
            max_ion: 20_000,
            saves_at_polls: true,
            direct_calls: false,
            implicit_null_checks: false,
            check_countdown: None,
            check_references: cfg!(debug_assertions),
            check_allocation: false,
            clock: None,
        }
    }
}

/// What code is generated for.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// Where things are in memory.
    pub layout: &'a Layout,
    /// Classes, fields and methods.
    pub facts: &'a dyn Facts,
    /// How.
    pub options: Options,
}
