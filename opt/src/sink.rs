//! Who hears what the passes do.

use crate::diff::diff;
use crate::registry::{Changed, Info};
use ir::entities::MethodRef;
use std::time::Duration;

/// One rewrite.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// Name of the pass.
    pub pass: &'static str,
    /// What kind of rewrite.
    pub event: &'static str,
    /// The instruction or block, printed.
    pub text: String,
}

/// One run of a pass.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PassRun {
    /// The pass.
    pub pass: &'static Info,
    /// Its position in the pipeline.
    pub position: usize,
    /// Its number among all runs that can be bisected; `None` for a required pass.
    pub number: Option<u64>,
    /// Did it change the function?
    pub changed: Changed,
    /// How long it took.
    pub time: Duration,
    /// Instructions before and after.
    pub n_insts: (usize, usize),
    /// The function before and after, when the sink wants dumps.
    pub dump: Option<(String, String)>,
}

impl PassRun {
    /// What the pass changed, as lines that begin with a blank, `-` or `+`; empty without dump.
    pub fn diff(&self) -> String {
        match &self.dump {
            Some((before, after)) => diff(before, after),
            None => String::new(),
        }
    }
}

/// What was decided about inlining a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InlineDecision {
    /// The methods from the function's own to the caller, with the bytecode in each.
    pub path: Vec<(MethodRef, u32)>,
    /// The method that is called.
    pub callee: MethodRef,
    /// Length of its bytecode.
    pub n_code_bytes: usize,
    /// Is it inlined?
    pub is_inlined: bool,
    /// Why, or why not.
    pub reason: &'static str,
}

/// Hears what the passes do. Everything may be left out.
pub trait Sink {
    /// Are texts of remarks wanted? They are counted anyway.
    fn wants_remarks(&self) -> bool {
        false
    }

    /// Is this pass to be dumped?
    fn wants_dump(&self, pass: &'static Info) -> bool {
        let _ = pass;
        false
    }

    /// A rewrite.
    fn remark(&mut self, remark: &Remark) {
        let _ = remark;
    }

    /// Are decisions about inlining wanted?
    fn wants_inlining(&self) -> bool {
        false
    }

    /// A decision about inlining.
    fn inlining(&mut self, decision: &InlineDecision) {
        let _ = decision;
    }

    /// A pass has run.
    fn pass_ended(&mut self, run: &PassRun) {
        let _ = run;
    }
}

/// Wants nothing.
#[derive(Clone, Copy, Default, Debug)]
pub struct Silent;

impl Sink for Silent {}

/// Keeps everything.
#[derive(Clone, Default, Debug)]
pub struct Recorder {
    /// All remarks.
    pub remarks: Vec<Remark>,
    /// All runs, with dumps.
    pub runs: Vec<PassRun>,
}

impl Sink for Recorder {
    fn wants_remarks(&self) -> bool {
        true
    }

    fn wants_dump(&self, _: &'static Info) -> bool {
        true
    }

    fn remark(&mut self, remark: &Remark) {
        self.remarks.push(remark.clone());
    }

    fn pass_ended(&mut self, run: &PassRun) {
        self.runs.push(run.clone());
    }
}
