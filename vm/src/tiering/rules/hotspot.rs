//! HotSpot's rule: thresholds on calls and back edges, raised while the queue is long.
//!
//! A method is worth a tier after so many calls, or after fewer if calls and back edges together
//! are many; a loop after so many back edges. Source: `compilationPolicy.cpp` of JDK 17.
//!
//! HotSpot looks at its counters each time they reach a multiple of a power of two; here the
//! distance to the next threshold says when, so that decisions say round numbers.

use super::{compile, is_usable, wait};
use crate::tiering::view::{MethodView, QueueView};
use crate::tiering::{Counts, Decision, Event, Next, Reason, Settings, Tier, TierPolicy, View};

/// Compiles what has been used often.
#[derive(Clone, Debug)]
pub struct HotSpot {
    settings: Settings,
}

/// Thresholds of one tier.
#[derive(Clone, Copy, Debug)]
struct Thresholds {
    calls: u64,
    min_calls: u64,
    combined: u64,
    back_edges: u64,
}

/// Most calls until the rule is asked again: the queue may have become shorter.
const CALLS_UNTIL_ASKED: u64 = 128;
/// Most back edges until the rule is asked again.
const BACK_EDGES_UNTIL_ASKED: u64 = 1024;

impl Thresholds {
    /// Why calls of the method are worth the tier.
    fn reached_by_call(&self, counts: Counts) -> Option<Reason> {
        if counts.calls >= self.calls {
            return Some(Reason::Calls(counts.calls, self.calls));
        }
        (counts.calls >= self.min_calls && counts.sum() >= self.combined)
            .then_some(Reason::Combined(counts.sum(), self.combined))
    }

    /// Why the loop is worth the tier.
    fn reached_by_loop(&self, counts: Counts) -> Option<Reason> {
        (counts.back_edges >= self.back_edges)
            .then_some(Reason::BackEdges(counts.back_edges, self.back_edges))
    }

    /// When the next threshold may be reached; those of calls count if they `can_move` the method.
    fn next(&self, counts: Counts, can_move: bool) -> Next {
        let until = |threshold: u64, count: u64| threshold.saturating_sub(count);
        let until_combined = if can_move {
            until(self.combined, counts.sum())
        } else {
            u64::MAX
        };
        let until_min_calls = until(self.min_calls, counts.calls);
        let until_calls = until(self.calls, counts.calls);
        let calls = until_calls.min(until_combined.max(until_min_calls));
        let mut back_edges = until(self.back_edges, counts.back_edges);
        if until_min_calls == 0 {
            back_edges = back_edges.min(until_combined);
        }
        Next {
            // Both are small, so they fit.
            calls: calls.clamp(1, CALLS_UNTIL_ASKED) as u32,
            back_edges: back_edges.clamp(1, BACK_EDGES_UNTIL_ASKED) as u32,
        }
    }
}

impl HotSpot {
    /// The rule with these settings.
    pub fn new(settings: Settings) -> HotSpot {
        HotSpot { settings }
    }

    /// When a method that was never called is looked at.
    pub(super) fn first_question(&self) -> Next {
        let tier = if self.settings.quick_enabled {
            Tier::Quick
        } else {
            Tier::Full
        };
        let thresholds = self.thresholds(tier, QueueView::default());
        thresholds.next(Counts::default(), true)
    }

    fn thresholds(&self, tier: Tier, queue: QueueView) -> Thresholds {
        let s = &self.settings;
        let (calls, min_calls, combined, back_edges, feedback) = if tier == Tier::Quick {
            (
                s.quick_invocations,
                s.quick_min_invocations,
                s.quick_combined,
                s.quick_back_edges,
                s.quick_load_feedback,
            )
        } else {
            (
                s.full_invocations,
                s.full_min_invocations,
                s.full_combined,
                s.full_back_edges,
                s.full_load_feedback,
            )
        };
        let load = if feedback == 0 {
            0.0
        } else {
            queue.load() / f64::from(feedback)
        };
        let scaled = |threshold: u32| (f64::from(threshold) * s.scaling * (1.0 + load)) as u64;
        Thresholds {
            calls: scaled(calls),
            min_calls: scaled(min_calls),
            combined: scaled(combined),
            back_edges: scaled(back_edges),
        }
    }

    /// The tier that the method would move to next.
    fn target(&self, method: &MethodView<'_>) -> Tier {
        let can_be_quick = is_usable(&self.settings, method, Tier::Quick);
        let can_be_full = is_usable(&self.settings, method, Tier::Full);
        if can_be_quick && (method.tier == Tier::Interpreter || !can_be_full) {
            Tier::Quick
        } else {
            Tier::Full
        }
    }
}

/// Hotter methods go first, and before them those that had better code already.
fn priority(method: &MethodView<'_>) -> u64 {
    let weight = (method.counts.calls + 1).saturating_mul(method.counts.back_edges + 1);
    let was_compiled = u64::from(method.n_discarded > 0);
    weight.min(u64::MAX >> 1) | was_compiled << 63
}

impl TierPolicy for HotSpot {
    fn decide(&mut self, event: Event, view: &View<'_>) -> Decision {
        if self.settings.scaling == 0.0 {
            return wait(Reason::Never, Next::NEVER);
        }
        let method = &view.method;
        let tier = self.target(method);
        let thresholds = self.thresholds(tier, view.queue);
        let counts = method.counts;
        if let Event::BackEdge { bci } = event
            && let Some(reason) = thresholds.reached_by_loop(counts)
        {
            return compile(tier, Some(bci), priority(method), reason);
        }
        let can_move = tier > method.tier;
        if can_move && let Some(reason) = thresholds.reached_by_call(counts) {
            return compile(tier, None, priority(method), reason);
        }
        wait(
            Reason::TooFew(counts.calls, counts.back_edges),
            thresholds.next(counts, can_move),
        )
    }
}
