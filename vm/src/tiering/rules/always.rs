//! The policy of `-Xcomp`: a method is compiled before its first call, and a loop that the
//! interpreter runs all the same (after a deoptimization) at its first back edge.

use super::{best_usable, compile};
use crate::tiering::{Decision, Event, Reason, Settings, TierPolicy, View};

/// Compiles everything, as well as it may.
#[derive(Clone, Debug)]
pub struct Always {
    settings: Settings,
}

impl Always {
    /// The rule with these settings.
    pub fn new(settings: Settings) -> Always {
        Always { settings }
    }
}

impl TierPolicy for Always {
    fn decide(&mut self, event: Event, view: &View<'_>) -> Decision {
        let osr = match event {
            Event::BackEdge { bci } => Some(bci),
            _ => None,
        };
        let tier = best_usable(&self.settings, &view.method);
        compile(tier, osr, 0, Reason::Always)
    }
}
