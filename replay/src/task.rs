//! What is compiled, and how.

use codegen::Algorithm;
use ir_build::MethodId;
use serde::{Deserialize, Serialize};

/// A compilation, apart from what it is told about the VM.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Task {
    /// Number of the compilation in its VM.
    pub id: u32,
    /// The method, as the builder's source numbers it.
    pub method: MethodId,
    /// Its name: `java.lang.String::hashCode()I`.
    pub name: String,
    /// The tier, as traces name it.
    pub tier: String,
    /// How it is built.
    pub build: ir_build::Options,
    /// Names of the passes.
    pub passes: String,
    /// Allocation of registers.
    pub algorithm: Algorithm,
    /// Offset in the thread record of the countdown of checks.
    pub check_countdown: Option<i32>,
    /// Are null checks left to the accesses behind them?
    pub implicit_null_checks: bool,
    /// Does the compiler panic between passes and code? For tests of what happens then.
    pub panics: bool,
}

impl Task {
    /// What the code generator is told.
    pub fn code_options(&self) -> codegen::Options {
        codegen::Options {
            algorithm: self.algorithm,
            direct_calls: true,
            check_countdown: self.check_countdown,
            implicit_null_checks: self.implicit_null_checks,
            ..codegen::Options::default()
        }
    }

    /// Panics if that is asked for.
    pub fn panic_if_asked(&self) {
        assert!(
            !self.panics,
            "a panic was asked for in compiling {}",
            self.name
        );
    }
}
