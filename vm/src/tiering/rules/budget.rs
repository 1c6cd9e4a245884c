//! Costs and benefits: a method is compiled when the time that faster code would have saved so
//! far exceeds what compiling costs, for as much time is expected to come as has passed. (The
//! argument of the rented skis: whoever buys when the rent paid equals the price never pays more
//! than twice the least possible.)
//!
//! Time is not measured: it is estimated from the work that was counted, so that decisions can be
//! repeated.

use super::{compile, is_usable, wait};
use crate::tiering::view::MethodView;
use crate::tiering::{Decision, Event, Next, Reason, Settings, Tier, TierPolicy, View};

/// Compiles what pays.
#[derive(Clone, Debug)]
pub struct Budget {
    settings: Settings,
}

/// Most calls or back edges until the rule is asked again.
const UNTIL_ASKED: f64 = 10_000.0;
const NS_PER_MS: f64 = 1e6;

/// What a tier would bring, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Offer {
    tier: Tier,
    gain: f64,
    cost: f64,
}

impl Offer {
    fn profit(&self) -> f64 {
        self.gain - self.cost
    }
}

impl Budget {
    /// The rule with these settings.
    pub fn new(settings: Settings) -> Budget {
        Budget { settings }
    }

    /// How many times faster than the interpreter the tier is.
    fn speed(&self, tier: Tier) -> f64 {
        match tier {
            Tier::Interpreter => 1.0,
            Tier::Quick => self.settings.quick_speed,
            Tier::Full => self.settings.full_speed,
        }
    }

    fn offer(&self, tier: Tier, view: &View<'_>) -> Offer {
        let method = &view.method;
        let from = self.speed(method.tier);
        let spent = method.work() * self.settings.interpreter_ns / from / NS_PER_MS;
        let compile_ns = if tier == Tier::Quick {
            self.settings.quick_compile_ns
        } else {
            self.settings.full_compile_ns
        };
        let bytes = f64::from(method.size) * self.settings.growth;
        let price = self.settings.price * (1.0 + view.queue.load());
        Offer {
            tier,
            gain: spent * (1.0 - from / self.speed(tier)),
            cost: price * bytes * compile_ns / NS_PER_MS,
        }
    }

    fn is_mature(&self, method: &MethodView<'_>) -> bool {
        method.counts.calls >= u64::from(self.settings.min_calls)
            || method.counts.back_edges >= u64::from(self.settings.min_back_edges)
    }

    /// When the offer will have become good, if the method goes on as it does.
    fn next(&self, offer: &Offer, method: &MethodView<'_>) -> Next {
        let per_one = offer.gain / method.counts.sum().max(1) as f64;
        let n = (-offer.profit() / per_one).clamp(1.0, UNTIL_ASKED);
        Next::after(n.ceil() as u32)
    }
}

impl TierPolicy for Budget {
    fn decide(&mut self, event: Event, view: &View<'_>) -> Decision {
        let method = &view.method;
        if !self.is_mature(method) {
            let left = |needed: u32, n: u64| u64::from(needed).saturating_sub(n).max(1) as u32;
            let counts = method.counts;
            return wait(
                Reason::TooFew(counts.calls, counts.back_edges),
                Next {
                    calls: left(self.settings.min_calls, counts.calls),
                    back_edges: left(self.settings.min_back_edges, counts.back_edges),
                },
            );
        }
        let osr = match event {
            Event::BackEdge { bci } => Some(bci),
            _ => None,
        };
        let best = [Tier::Quick, Tier::Full]
            .into_iter()
            .filter(|tier| is_usable(&self.settings, method, *tier))
            // A loop that the interpreter runs may have compiled code elsewhere.
            .filter(|tier| *tier > method.tier || osr.is_some())
            .map(|tier| self.offer(tier, view))
            .max_by(|a, b| a.profit().total_cmp(&b.profit()));
        let Some(offer) = best else {
            return wait(Reason::Best(method.tier), Next::NEVER);
        };
        if offer.profit() > 0.0 {
            let priority = (offer.profit() / offer.cost.max(f64::MIN_POSITIVE) * 1000.0) as u64;
            let reason = Reason::PaysOff(offer.gain, offer.cost);
            return compile(offer.tier, osr, priority, reason);
        }
        wait(
            Reason::TooDear(offer.gain, offer.cost),
            self.next(&offer, method),
        )
    }
}
