//! Repeats the decisions of an earlier run, from its trace.
//!
//! A method is compiled, as well and for the same entry as then, once it has been called or its
//! loops have gone round as often as when the decision was made. What a trace does not mention
//! stays in the interpreter. Methods are known by name and size, so overloads of one size share
//! their decisions.

use super::{compile, is_usable, wait};
use crate::tiering::{Counts, Decision, Event, Next, Reason, Settings, Tier, TierPolicy, View};
use std::collections::HashMap;
use std::path::Path;
use vm_events::{Line, ReadError, Reader};

/// A decision to compile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Recorded {
    tier: Tier,
    osr: Option<u32>,
    counts: Counts,
}

/// Name and bytes of bytecode of a method.
type Key = (String, u32);

/// The decisions of a trace.
#[derive(Clone, Debug, Default)]
pub struct Replay {
    settings: Settings,
    recorded: HashMap<Key, Vec<Recorded>>,
}

impl Replay {
    /// The rule that repeats the trace which the settings name.
    pub fn new(settings: &Settings) -> Replay {
        // The file was read when the settings were; it may have gone since.
        let read = Replay::read(Path::new(&settings.replay_trace)).unwrap_or_default();
        Replay {
            settings: settings.clone(),
            ..read
        }
    }

    /// Reads the decisions of a trace.
    ///
    /// # Errors
    /// When the file is no trace.
    pub fn read(path: &Path) -> Result<Replay, ReadError> {
        let mut replay = Replay::default();
        for line in Reader::open(path)? {
            match line {
                Ok(Line::Known(record)) => replay.take(&record.event),
                Ok(Line::Unknown(_)) | Err(ReadError::Truncated) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(replay)
    }

    fn take(&mut self, event: &vm_events::Event) {
        let vm_events::Event::PolicyDecision {
            method,
            tier: Some(tier),
            osr,
            calls,
            back_edges,
            size,
            ..
        } = event
        else {
            return;
        };
        let known = [Tier::Quick, Tier::Full];
        let Some(tier) = known.into_iter().find(|known| known.name() == tier) else {
            return;
        };
        let key = (method.clone(), size.unwrap_or(0));
        self.recorded.entry(key).or_default().push(Recorded {
            tier,
            osr: *osr,
            counts: Counts {
                calls: *calls,
                back_edges: *back_edges,
            },
        });
    }
}

impl TierPolicy for Replay {
    fn decide(&mut self, event: Event, view: &View<'_>) -> Decision {
        let osr = match event {
            Event::BackEdge { bci } => Some(bci),
            _ => None,
        };
        let counts = view.method.counts;
        let key = (view.method.name.to_owned(), view.method.size);
        let Some(recorded) = self.recorded.get_mut(&key) else {
            return wait(Reason::Replayed, Next::NEVER);
        };
        let is_due = |one: &Recorded| {
            let is_reached = match one.osr {
                Some(_) => counts.back_edges >= one.counts.back_edges,
                None => counts.calls >= one.counts.calls,
            };
            one.osr == osr && is_reached
        };
        if let Some(due) = recorded.iter().position(is_due) {
            let tier = recorded.remove(due).tier;
            if is_usable(&self.settings, &view.method, tier) {
                return compile(tier, osr, 0, Reason::Replayed);
            }
            return wait(Reason::Declined(tier), Next::AT_ONCE);
        }
        wait(Reason::Replayed, next(recorded, counts))
    }
}

/// When the next decision may be due.
fn next(recorded: &[Recorded], counts: Counts) -> Next {
    let until = |is_loop: bool, count: fn(&Counts) -> u64| {
        let due = recorded.iter().filter(|one| one.osr.is_some() == is_loop);
        let due = due.map(|one| count(&one.counts).saturating_sub(count(&counts)).max(1));
        due.min()
            .map_or(u32::MAX, |n| u32::try_from(n).unwrap_or(u32::MAX))
    };
    Next {
        calls: until(false, |counts| counts.calls),
        back_edges: until(true, |counts| counts.back_edges),
    }
}

#[cfg(test)]
mod tests {
    use super::Replay;
    use crate::tiering::{
        Action, Counts, Event, MethodView, QueueView, Reason, Tier, TierPolicy, View,
    };

    fn decided(osr: Option<u32>, calls: u64, back_edges: u64) -> vm_events::Event {
        vm_events::Event::PolicyDecision {
            method: "A::f".to_owned(),
            event: "call".to_owned(),
            action: "compile".to_owned(),
            tier: Some("full".to_owned()),
            osr,
            reason: "calls".to_owned(),
            calls,
            back_edges,
            n_waiting: 0,
            size: Some(9),
        }
    }

    fn view(name: &'static str, calls: u64, back_edges: u64) -> View<'static> {
        View {
            method: MethodView {
                name,
                size: 9,
                counts: Counts { calls, back_edges },
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
        }
    }

    #[test]
    fn decisions_are_repeated_when_their_time_has_come() {
        let mut replay = Replay::default();
        replay.take(&decided(None, 50, 0));
        replay.take(&decided(Some(4), 1, 700));
        let early = replay.decide(Event::Call, &view("A::f", 1, 0));
        assert_eq!(early.action, Action::Wait);
        assert_eq!((early.next.calls, early.next.back_edges), (49, 700));
        let in_loop = replay.decide(Event::BackEdge { bci: 4 }, &view("A::f", 1, 700));
        let compile = |osr| Action::Compile {
            tier: Tier::Full,
            osr,
            priority: 0,
        };
        assert_eq!(in_loop.action, compile(Some(4)));
        let called = replay.decide(Event::Call, &view("A::f", 50, 900));
        assert_eq!(
            (called.action, called.reason),
            (compile(None), Reason::Replayed)
        );
        let again = replay.decide(Event::Call, &view("A::f", 5000, 900));
        assert_eq!(again.action, Action::Wait, "each is repeated once");
        let unknown = replay.decide(Event::Call, &view("B::f", 5000, 900));
        assert_eq!(unknown.action, Action::Wait);
    }
}
