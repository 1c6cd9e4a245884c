//! `-XX:+PrintInlining`: what became of the calls of a method that was compiled, in HotSpot's
//! layout (`CompileTask::print_inlining_inner` of JDK 17). The lines follow that of the method.

use super::environment::Environment;
use super::report;
use crate::options;
use crate::output;
use opt::sink::InlineDecision;
use std::fmt::Write;

/// What stands before the first level.
const INDENT: usize = 30;

/// Decisions about the calls of one method, in the order in which they were made.
#[derive(Default)]
pub(super) struct PrintInlining {
    decisions: Vec<InlineDecision>,
}

impl PrintInlining {
    /// Does the command line ask for it?
    pub(super) fn is_wanted() -> bool {
        options::get().jit.print_inlining
    }

    /// Keeps a decision.
    pub(super) fn add(&mut self, decision: &InlineDecision) {
        self.decisions.push(decision.clone());
    }

    /// Prints callees behind their callers.
    pub(super) fn print(mut self, environment: &Environment<'_>) {
        let bcis = |decision: &InlineDecision| -> Vec<u32> {
            decision.path.iter().map(|(_, bci)| *bci).collect()
        };
        self.decisions.sort_by_key(bcis);
        let mut text = String::new();
        for decision in &self.decisions {
            let Some((_, bci)) = decision.path.last() else {
                continue;
            };
            let indent = INDENT + 2 * (decision.path.len() - 1);
            let callee = report::name(environment.method_named(decision.callee));
            let (size, reason) = (decision.n_code_bytes, decision.reason);
            let _ = writeln!(
                text,
                "{:indent$}@ {bci}   {callee} ({size} bytes)   {reason}",
                ""
            );
        }
        if !text.is_empty() {
            output::vm_text(&text);
        }
    }
}
