//! Asking a policy, and tracing what it wants done.

use super::{Action, Decision, Event, TierPolicy, View};
use crate::tracing;

/// What the policy decides. What is to be done is written to the trace; that nothing is to be
/// done is not, since it is what is answered nearly always.
pub fn ask(policy: &mut dyn TierPolicy, event: Event, view: &View<'_>) -> Decision {
    let decision = policy.decide(event, view);
    if decision.action != Action::Wait {
        tracing::emit(|| traced(event, view, &decision));
    }
    decision
}

/// The decision as an event of the trace.
fn traced(event: Event, view: &View<'_>, decision: &Decision) -> vm_events::Event {
    let event = match event {
        Event::Call => "call",
        Event::BackEdge { .. } => "back_edge",
        Event::Deoptimized { .. } => "deoptimized",
        Event::Waiting { .. } => "waiting",
    };
    let (action, tier, osr) = match decision.action {
        Action::Wait => ("wait", None, None),
        Action::Keep => ("keep", None, None),
        Action::Discard => ("discard", None, None),
        Action::Compile { tier, osr, .. } => ("compile", Some(tier.name().to_owned()), osr),
    };
    vm_events::Event::PolicyDecision {
        method: view.method.name.to_owned(),
        event: event.to_owned(),
        action: action.to_owned(),
        tier,
        osr,
        reason: decision.reason.to_string(),
        calls: view.method.counts.calls,
        back_edges: view.method.counts.back_edges,
        n_waiting: view.queue.n_waiting,
        size: Some(view.method.size),
    }
}

#[cfg(test)]
mod tests {
    use super::traced;
    use crate::tiering::{Counts, Event, MethodView, QueueView, Tier, View, load, policy};

    #[test]
    fn a_decision_says_what_it_was_based_on() {
        let view = View {
            method: MethodView {
                name: "A::f",
                size: 9,
                counts: Counts {
                    calls: 5000,
                    back_edges: 3,
                },
                tier: Tier::Interpreter,
                queued: None,
                n_deopts: 0,
                n_deopts_here: 0,
                n_discarded: 0,
                quick_declined: false,
                full_declined: false,
                is_excluded: false,
            },
            queue: QueueView::default(),
            now_ms: 0,
            code_cache_free: usize::MAX,
        };
        let settings = load("hotspot", &[], &[]).expect("it comes with the VM");
        let decision = policy(settings).decide(Event::Call, &view);
        assert_eq!(
            serde_json::to_string(&traced(Event::Call, &view, &decision))
                .ok()
                .as_deref(),
            Some(
                r#"{"kind":"policy_decision","method":"A::f","event":"call","action":"compile","tier":"full","osr":null,"reason":"calls 5000 >= 5000","calls":5000,"back_edges":3,"n_waiting":0,"size":9}"#
            )
        );
    }
}
