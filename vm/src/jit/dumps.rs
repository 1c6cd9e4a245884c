//! `--print-after`: the function after each pass that was named.

use crate::output;
use opt::sink::PassRun;
use opt::{Info, Sink};

/// Prints dumps of one function.
pub(super) struct Dumps<'d> {
    /// Names of passes, or `all`.
    pub(super) passes: &'d [String],
    /// The method that is compiled.
    pub(super) method: &'d str,
}

impl Dumps<'_> {
    /// Prints what was built, if everything is wanted.
    pub(super) fn built(&self, function: &ir::Function) {
        if self.passes.iter().any(|pass| pass == "all") {
            self.print("build", &function.to_string());
        }
    }

    fn print(&self, pass: &str, text: &str) {
        output::vm_text(&format!("; {} after {pass}\n{text}\n", self.method));
    }
}

impl Sink for Dumps<'_> {
    fn wants_dump(&self, pass: &'static Info) -> bool {
        let wanted = |name: &String| name == "all" || name == pass.name;
        self.passes.iter().any(wanted)
    }

    fn pass_ended(&mut self, run: &PassRun) {
        if let Some((_, after)) = &run.dump {
            self.print(run.pass.name, after);
        }
    }
}
