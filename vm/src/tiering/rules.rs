//! The rules by which the policies of the VM decide. What holds for all of them is in [`Limits`].

mod always;
mod budget;
mod hotspot;
mod limits;
mod never;
mod replay;

pub use always::Always;
pub use budget::Budget;
pub use hotspot::HotSpot;
pub use limits::Limits;
pub use never::Never;
pub use replay::Replay;

use super::decision::{Action, Decision, Next, Reason};
use super::settings::{Rule, Settings};
use super::tier::Tier;
use super::view::MethodView;

/// Nothing is done until `next`.
fn wait(reason: Reason, next: Next) -> Decision {
    Decision {
        action: Action::Wait,
        reason,
        next,
    }
}

/// Compile the method, or its loop.
fn compile(tier: Tier, osr: Option<u32>, priority: u64, reason: Reason) -> Decision {
    Decision {
        action: Action::Compile {
            tier,
            osr,
            priority,
        },
        reason,
        next: Next::after(AFTER_REQUEST),
    }
}

/// Calls or back edges after a request, until the policy looks what became of it.
const AFTER_REQUEST: u32 = 1000;

/// May the method be compiled in that tier?
fn is_usable(settings: &Settings, method: &MethodView<'_>, tier: Tier) -> bool {
    let is_enabled = match tier {
        Tier::Interpreter => true,
        Tier::Quick => settings.quick_enabled,
        Tier::Full => settings.full_enabled,
    };
    is_enabled && !method.is_declined(tier)
}

/// The best tier that the method may be compiled in; the interpreter if there is none.
fn best_usable(settings: &Settings, method: &MethodView<'_>) -> Tier {
    [Tier::Full, Tier::Quick]
        .into_iter()
        .find(|tier| is_usable(settings, method, *tier))
        .unwrap_or(Tier::Interpreter)
}

/// When the interpreter asks about a method for the first time.
pub fn first_question(settings: &Settings) -> Next {
    match settings.rule {
        Rule::Never => Next::NEVER,
        Rule::Always | Rule::Replay => Next::AT_ONCE,
        Rule::HotSpot => HotSpot::new(settings.clone()).first_question(),
        Rule::Budget => Next {
            calls: settings.min_calls.max(1),
            back_edges: settings.min_back_edges.max(1),
        },
    }
}
