//! What a policy sees of the VM: plain data, taken when the event happened.

use super::tier::Tier;

/// How often a method was called, and its loops went round, in the tiers that count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Calls.
    pub calls: u64,
    /// Back edges.
    pub back_edges: u64,
}

impl Counts {
    /// Both.
    pub fn sum(self) -> u64 {
        self.calls + self.back_edges
    }
}

/// A method.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct MethodView<'a> {
    /// Name for people, as `java.lang.String::hashCode`.
    pub name: &'a str,
    /// Bytes of bytecode.
    pub size: u32,
    /// Since the class was loaded.
    pub counts: Counts,
    /// The tier of the code that calls of it reach now.
    pub tier: Tier,
    /// The tier that is requested or being compiled, for the same entry: the method's beginning,
    /// or the loop of an [`Event::BackEdge`](super::Event).
    pub queued: Option<Tier>,
    /// Deoptimizations of its code.
    pub n_deopts: u32,
    /// Those at the place, and for the reason, of an [`Event::Deoptimized`](super::Event).
    pub n_deopts_here: u32,
    /// How often its code was discarded.
    pub n_discarded: u32,
    /// Has the quick preset declined it for good?
    pub quick_declined: bool,
    /// Has the full preset declined it for good?
    pub full_declined: bool,
    /// Has the command line excluded it?
    pub is_excluded: bool,
}

impl MethodView<'_> {
    /// Has the tier's compiler declined the method?
    pub fn is_declined(&self, tier: Tier) -> bool {
        match tier {
            Tier::Interpreter => false,
            Tier::Quick => self.quick_declined,
            Tier::Full => self.full_declined,
        }
    }

    /// Bytecodes executed so far, estimated: each call and each round of a loop runs half of the
    /// method, and an instruction has two bytes.
    pub fn work(&self) -> f64 {
        self.counts.sum() as f64 * self.work_of_one()
    }

    /// Bytecodes that one call or one round of a loop executes, by the same estimate.
    pub fn work_of_one(&self) -> f64 {
        (f64::from(self.size) / 4.0).max(1.0)
    }
}

/// The queue of one tier's compiler.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct QueueView {
    /// Requests that wait.
    pub n_waiting: u32,
    /// Compiler threads.
    pub n_workers: u32,
}

impl QueueView {
    /// Requests that wait for each worker.
    pub fn load(self) -> f64 {
        f64::from(self.n_waiting) / f64::from(self.n_workers.max(1))
    }
}

/// Everything.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct View<'a> {
    /// The method.
    pub method: MethodView<'a>,
    /// The queue.
    pub queue: QueueView,
    /// Milliseconds since the VM started; a logical clock under `--deterministic`.
    pub now_ms: u64,
    /// Free bytes of the code cache.
    pub code_cache_free: usize,
}
