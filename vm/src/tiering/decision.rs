//! What a policy answers, and why.

use super::event::DeoptReason;
use super::tier::Tier;
use std::fmt;

/// What to do, why, and when to ask again.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Decision {
    /// What to do.
    pub action: Action,
    /// Why.
    pub reason: Reason,
    /// When to ask again. Whoever ends a request, by installing code or declining, sets
    /// [`Next::AT_ONCE`] instead.
    pub next: Next,
}

/// What to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Nothing.
    Wait,
    /// Compile.
    Compile {
        /// How well.
        tier: Tier,
        /// The loop header to enter at; `None`: the method's beginning.
        osr: Option<u32>,
        /// Greater goes first.
        priority: u64,
    },
    /// The code that was left is good: go on using it. The request that waits is still wanted.
    Keep,
    /// No new calls enter the code that was left. The request that waits is dropped.
    Discard,
}

/// After how many further calls or back edges to ask again, whichever comes first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Next {
    /// Calls.
    pub calls: u32,
    /// Back edges.
    pub back_edges: u32,
}

impl Next {
    /// Not before the method's state changes.
    pub const NEVER: Next = Next {
        calls: u32::MAX,
        back_edges: u32::MAX,
    };
    /// At the next call or back edge.
    pub const AT_ONCE: Next = Next {
        calls: 1,
        back_edges: 1,
    };

    /// After this many of either.
    pub fn after(n: u32) -> Next {
        Next {
            calls: n,
            back_edges: n,
        }
    }
}

/// Why. Every decision has one; there is none that says nothing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Reason {
    /// The policy compiles nothing.
    Never,
    /// The policy compiles everything.
    Always,
    /// Calls: how many there were, and how many were needed.
    Calls(u64, u64),
    /// Back edges: how many there were, and how many were needed.
    BackEdges(u64, u64),
    /// Calls and back edges together: how many there were, and how many were needed.
    Combined(u64, u64),
    /// Calls and back edges: too few.
    TooFew(u64, u64),
    /// Milliseconds that faster code would have saved, and that compiling costs.
    PaysOff(f64, f64),
    /// Milliseconds that faster code would have saved, and that compiling costs.
    TooDear(f64, f64),
    /// The method runs in this tier, and no better one is allowed.
    Best(Tier),
    /// A request for this tier waits already.
    Queued(Tier),
    /// The command line excludes the method.
    Excluded,
    /// The tier's compiler has declined the method.
    Declined(Tier),
    /// Bytes of bytecode, and the limit.
    TooLarge(u32, u32),
    /// Times that code was discarded, and the limit.
    DiscardedTooOften(u32, u32),
    /// Bytes left in the code cache, and needed.
    CodeCacheFull(usize, usize),
    /// The interpreter throws an exception there.
    Exception(DeoptReason),
    /// Deoptimizations at that place so far, and how many are tolerated.
    Tolerated(DeoptReason, u32, u32),
    /// A stress option asked for the deoptimization.
    Stress,
    /// The code cannot go on there.
    Refuted(DeoptReason),
    /// Milliseconds that a request has waited without a call or back edge of its method.
    Stale(u64),
    /// The request's method is in use.
    InUse,
    /// The policy repeats what an earlier run has decided.
    Replayed,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Reason::Never => f.write_str("policy never"),
            Reason::Always => f.write_str("policy always"),
            Reason::Calls(n, needed) => write!(f, "calls {n} >= {needed}"),
            Reason::BackEdges(n, needed) => write!(f, "back edges {n} >= {needed}"),
            Reason::Combined(n, needed) => write!(f, "calls and back edges {n} >= {needed}"),
            Reason::TooFew(calls, back_edges) => {
                write!(f, "too few: calls {calls}, back edges {back_edges}")
            }
            Reason::PaysOff(gain, cost) => {
                write!(f, "pays off: gain {gain:.3} ms > cost {cost:.3} ms")
            }
            Reason::TooDear(gain, cost) => {
                write!(f, "too dear: gain {gain:.3} ms <= cost {cost:.3} ms")
            }
            Reason::Best(tier) => write!(f, "{tier} is the best tier allowed"),
            Reason::Queued(tier) => write!(f, "{tier} is requested already"),
            Reason::Excluded => f.write_str("excluded by CompileCommand"),
            Reason::Declined(tier) => write!(f, "declined by {tier}"),
            Reason::TooLarge(size, limit) => write!(f, "{size} bytes > {limit}"),
            Reason::DiscardedTooOften(n, limit) => write!(f, "discarded {n} times >= {limit}"),
            Reason::CodeCacheFull(left, needed) => {
                write!(f, "code cache: {left} bytes left < {needed}")
            }
            Reason::Exception(reason) => write!(f, "{reason}: an exception"),
            Reason::Tolerated(reason, n, limit) => write!(f, "{reason} {n} times <= {limit}"),
            Reason::Stress => f.write_str("a stress option"),
            Reason::Refuted(reason) => write!(f, "{reason}"),
            Reason::Stale(waited) => write!(f, "unused for {waited} ms in the queue"),
            Reason::InUse => f.write_str("in use"),
            Reason::Replayed => f.write_str("as recorded"),
        }
    }
}
