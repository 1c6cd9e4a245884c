//! The policy of `-Xint`.

use super::wait;
use crate::tiering::{Decision, Event, Next, Reason, TierPolicy, View};

/// Compiles nothing.
#[derive(Clone, Copy, Debug)]
pub struct Never;

impl TierPolicy for Never {
    fn decide(&mut self, _event: Event, _view: &View<'_>) -> Decision {
        wait(Reason::Never, Next::NEVER)
    }
}
