//! `-XX:+PrintInlining`: what became of the calls of a method that was compiled, in HotSpot's
//! layout (`CompileTask::print_inlining_inner` of JDK 17). The lines follow that of the method.

use super::environment::Environment;
use super::report;
use crate::options;
use crate::output;
use opt::sink::InlineDecision;
use std::fmt::Write;
use vm_runtime::method::Method;

/// What stands before the first level.
const INDENT: usize = 30;

/// Decisions about the calls of one method, in the order in which they were made.
pub(super) struct PrintInlining {
    is_wanted: bool,
    decisions: Vec<InlineDecision>,
}

impl PrintInlining {
    /// Does the command line ask for it, in general or for this method?
    pub(super) fn of(method: &Method) -> PrintInlining {
        let options = &options::get().jit;
        PrintInlining {
            is_wanted: options.print_inlining
                || report::with_name(method, |name| options.commands.prints_inlining(name)),
            decisions: Vec::new(),
        }
    }

    /// Does it want to hear of decisions?
    pub(super) fn is_wanted(&self) -> bool {
        self.is_wanted
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
