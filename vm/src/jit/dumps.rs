//! What the VM hears of the passes: `--print-after`, the function after each pass that was named;
//! `--print-changed`, what each pass has changed; and decisions for `-XX:+PrintInlining`.

use super::bisect;
use super::compile::DumpSettings;
use super::print_inlining::PrintInlining;
use crate::options::jit::ChangedForm;
use crate::output;
use opt::sink::{InlineDecision, PassRun};
use opt::{Info, Sink};

/// Prints dumps of one function.
pub(super) struct Dumps<'d> {
    /// What is printed.
    pub(super) settings: &'d DumpSettings,
    /// The method that is compiled.
    pub(super) method: &'d str,
    /// `-XX:+PrintInlining`.
    pub(super) inlining: PrintInlining,
}

impl Dumps<'_> {
    /// Prints what was built, if everything is wanted, or changes of it.
    pub(super) fn built(&self, function: &ir::Function) {
        let is_all = self.settings.passes.iter().any(|pass| pass == "all");
        if self.is_selected() && (is_all || self.settings.changed.is_some()) {
            self.print("build", &function.to_string());
        }
    }

    fn is_selected(&self) -> bool {
        self.method.contains(&self.settings.filter)
    }

    fn print(&self, pass: &str, text: &str) {
        output::vm_text(&format!("; {} after {pass}\n{text}\n", self.method));
    }

    fn print_change(&self, form: ChangedForm, run: &PassRun, before: &str, after: &str) {
        let pass = run.pass.name;
        match form {
            _ if before == after => {
                output::vm_text(&format!("; {} after {pass}: no change\n", self.method));
            }
            ChangedForm::Whole => self.print(pass, after),
            ChangedForm::Diff => self.print(pass, &run.diff()),
        }
    }
}

impl Sink for Dumps<'_> {
    fn wants_dump(&self, pass: &'static Info) -> bool {
        let wanted = |name: &String| name == "all" || name == pass.name;
        let is_wanted = self.settings.changed.is_some() || self.settings.passes.iter().any(wanted);
        is_wanted && self.is_selected()
    }

    fn wants_inlining(&self) -> bool {
        self.inlining.is_wanted()
    }

    fn inlining(&mut self, decision: &InlineDecision) {
        self.inlining.add(decision);
    }

    fn pass_ended(&mut self, run: &PassRun) {
        bisect::ran(run, self.method);
        let Some((before, after)) = &run.dump else {
            return;
        };
        match self.settings.changed {
            Some(form) => self.print_change(form, run, before, after),
            None => self.print(run.pass.name, after),
        }
    }
}
