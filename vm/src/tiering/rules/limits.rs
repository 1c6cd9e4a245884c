//! What holds for every policy: exclusions, sizes, a full code cache, deoptimizations.

use super::{Always, Budget, HotSpot, Never, Replay, best_usable, wait};
use crate::tiering::settings::{Order, Rule};
use crate::tiering::view::MethodView;
use crate::tiering::{
    Action, Counts, Decision, DeoptReason, Event, Next, Reason, Settings, Tier, TierPolicy, View,
};

/// A rule behind the limits of its settings.
pub struct Limits {
    settings: Settings,
    rule: Box<dyn TierPolicy>,
}

/// Calls or back edges until a full code cache is looked at again.
const UNTIL_ROOM: u32 = 10_000;
/// The longest wait after code was discarded.
const LONGEST_WAIT: u32 = 1 << 20;

impl Limits {
    /// The rule that the settings name, behind their limits.
    pub fn new(settings: Settings) -> Limits {
        let rule: Box<dyn TierPolicy> = match settings.rule {
            Rule::Never => Box::new(Never),
            Rule::Always => Box::new(Always::new(settings.clone())),
            Rule::HotSpot => Box::new(HotSpot::new(settings.clone())),
            Rule::Budget => Box::new(Budget::new(settings.clone())),
            Rule::Replay => Box::new(Replay::new(&settings)),
        };
        Limits::around(settings, rule)
    }

    /// A rule of one's own behind the limits of the settings.
    pub fn around(settings: Settings, rule: Box<dyn TierPolicy>) -> Limits {
        Limits { settings, rule }
    }

    /// Why the method must not be compiled now, and when that may have changed.
    fn refusal(&self, event: Event, view: &View<'_>) -> Option<(Reason, Next)> {
        let method = &view.method;
        let best = best_usable(&self.settings, method);
        let is_call = event == Event::Call;
        let reason = if best == Tier::Interpreter {
            match self.settings.best_tier() {
                Tier::Interpreter => Reason::Best(best),
                enabled => Reason::Declined(enabled),
            }
        } else if is_call && method.tier >= best {
            // A deoptimized loop may still run in the interpreter.
            let next = Next {
                back_edges: 1,
                ..Next::NEVER
            };
            return Some((Reason::Best(best), next));
        } else if method.size > self.settings.huge_method {
            Reason::TooLarge(method.size, self.settings.huge_method)
        } else if method.n_discarded >= self.settings.deopt_max_per_method {
            Reason::DiscardedTooOften(method.n_discarded, self.settings.deopt_max_per_method)
        } else {
            return self.hindrance(view);
        };
        Some((reason, Next::NEVER))
    }

    /// Why the method must not be compiled just now.
    fn hindrance(&self, view: &View<'_>) -> Option<(Reason, Next)> {
        if let Some(tier) = view.method.queued {
            return Some((Reason::Queued(tier), Next::after(super::AFTER_REQUEST)));
        }
        let reserve = self.settings.code_cache_reserve as usize;
        (view.code_cache_free < reserve).then_some((
            Reason::CodeCacheFull(view.code_cache_free, reserve),
            Next::after(UNTIL_ROOM),
        ))
    }

    /// The decision, unless it is to compile what is excluded (which is said only of methods that
    /// would be compiled); without its priority, if requests are to be served in their order.
    fn permitted(&self, mut decision: Decision, is_excluded: bool) -> Decision {
        if let Action::Compile { priority, .. } = &mut decision.action {
            if is_excluded {
                return wait(Reason::Excluded, Next::NEVER);
            }
            if self.settings.order == Order::Fifo {
                *priority = 0;
            }
        }
        decision
    }

    /// What becomes of code that was left at a guard.
    fn after_deopt(&self, reason: DeoptReason, method: &MethodView<'_>) -> Decision {
        let tolerate = match reason {
            DeoptReason::ClassCheck => self.settings.deopt_tolerate,
            _ => 0,
        };
        let keep = |reason| Decision {
            action: Action::Keep,
            reason,
            next: Next::after(super::AFTER_REQUEST),
        };
        if reason == DeoptReason::Stress {
            return keep(Reason::Stress);
        }
        if reason.is_exception() && !self.is_time_to_throw(method.n_deopts_here) {
            return keep(Reason::Exception(reason));
        }
        if method.n_deopts_here <= tolerate {
            return keep(Reason::Tolerated(reason, method.n_deopts_here, tolerate));
        }
        let doubled = 1_u32.checked_shl(method.n_discarded).unwrap_or(u32::MAX);
        let next = self.settings.deopt_wait.saturating_mul(doubled);
        Decision {
            action: Action::Discard,
            reason: Reason::Refuted(reason),
            next: Next::after(next.clamp(1, LONGEST_WAIT)),
        }
    }

    /// Is new code wanted, which throws itself? After so many exceptions at a place, and if they do
    /// not end, after ten times as many, and so on.
    fn is_time_to_throw(&self, n_exceptions: u32) -> bool {
        let first = self.settings.deopt_exceptions;
        let limits = std::iter::successors(Some(first), |limit| limit.checked_mul(10));
        first > 0 && limits.into_iter().any(|limit| limit == n_exceptions)
    }

    /// Is a request that waits still wanted?
    fn after_waiting(&self, method: &MethodView<'_>, then: Counts, waited_ms: u64) -> Decision {
        let limit = u64::from(self.settings.stale_ms);
        let is_stale = limit > 0 && waited_ms > limit && method.counts == then;
        let (action, reason) = if is_stale {
            (Action::Discard, Reason::Stale(waited_ms))
        } else {
            (Action::Keep, Reason::InUse)
        };
        Decision {
            action,
            reason,
            next: Next::AT_ONCE,
        }
    }
}

impl TierPolicy for Limits {
    fn decide(&mut self, event: Event, view: &View<'_>) -> Decision {
        match event {
            Event::Deoptimized { reason, .. } => self.after_deopt(reason, &view.method),
            Event::Waiting {
                requested_at,
                waited_ms,
                ..
            } => self.after_waiting(&view.method, requested_at, waited_ms),
            Event::Call | Event::BackEdge { .. } => match self.refusal(event, view) {
                Some((reason, next)) if self.settings.rule != Rule::Never => wait(reason, next),
                _ => {
                    let decision = self.rule.decide(event, view);
                    self.permitted(decision, view.method.is_excluded)
                }
            },
        }
    }
}
