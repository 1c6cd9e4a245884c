//! Collections on request: `System.gc()` and the stress mode `--gc-every=N`, with `--seed=N`.

use super::binding::{mmtk, mutator_token};
use super::log;
use crate::thread::Cx;
use std::sync::atomic::{AtomicU64, Ordering};

static EVERY: AtomicU64 = AtomicU64::new(0);
static COUNT: AtomicU64 = AtomicU64::new(0);
/// The count at which to collect next.
static NEXT: AtomicU64 = AtomicU64::new(0);
/// State of the generator that varies the intervals; 0: they are all alike.
static RANDOM: AtomicU64 = AtomicU64::new(0);

/// Turns the mode on, from the first allocation of booting on. With a seed, the intervals between
/// collections vary, and follow from it.
pub(super) fn configure(every: u64, seed: Option<u64>) {
    RANDOM.store(seed.map_or(0, |seed| seed | 1), Ordering::Relaxed);
    EVERY.store(every, Ordering::Relaxed);
    if every > 0 {
        NEXT.store(interval(every), Ordering::Relaxed);
    }
}

/// How far it is to the next collection: `every`, or on the average. Whoever collects draws, one
/// thread at a time.
fn interval(every: u64) -> u64 {
    let random = RANDOM.load(Ordering::Relaxed);
    if random == 0 {
        return every;
    }
    let random = advance(random);
    RANDOM.store(random, Ordering::Relaxed);
    spread(random, every)
}

/// The next state of the generator: xorshift64.
fn advance(mut random: u64) -> u64 {
    random ^= random >> 12;
    random ^= random << 25;
    random ^ random >> 27
}

/// A number from 1 to twice `every` less one.
fn spread(random: u64, every: u64) -> u64 {
    1 + (random >> 16) % (2 * every - 1)
}

/// Is the stress mode on? Then every thread's poll word stays set, so that polls are counted.
pub fn is_on() -> bool {
    EVERY.load(Ordering::Relaxed) > 0
}

/// Counts an allocation or a poll, and collects when its turn has come.
#[inline]
pub(crate) fn count(cx: &mut Cx) {
    let every = EVERY.load(Ordering::Relaxed);
    if every == 0 {
        return;
    }
    let count = COUNT.fetch_add(1, Ordering::Relaxed) + 1;
    let next = NEXT.load(Ordering::Relaxed);
    // Of the threads that get past it, one collects; until it has drawn, there is no next time.
    if count >= next
        && NEXT
            .compare_exchange(next, u64::MAX, Ordering::Relaxed, Ordering::Relaxed)
            .is_ok()
    {
        NEXT.store(count + interval(every), Ordering::Relaxed);
        request(cx, log::CAUSE_STRESS);
    }
}

#[inline]
pub(super) fn before_allocation(cx: &mut Cx) {
    if EVERY.load(Ordering::Relaxed) > 0 {
        count(cx);
    }
}

/// `System.gc()`: collects the whole heap, and returns when that is done.
pub fn collect_exhaustively(cx: &mut Cx) {
    request(cx, log::CAUSE_SYSTEM_GC);
}

/// Collects the whole heap because a large object finds no place.
pub(super) fn collect_for_space(cx: &mut Cx) {
    request(cx, log::CAUSE_ALLOCATION);
}

/// Collects as the plan sees fit (with a generational plan, perhaps only the nursery).
pub fn collect(cx: &mut Cx) {
    log::set_cause(log::CAUSE_SYSTEM_GC);
    mmtk().handle_user_collection_request(mutator_token(cx.thread()), true, false);
}

fn request(cx: &mut Cx, cause: usize) {
    log::set_cause(cause);
    mmtk().handle_user_collection_request(mutator_token(cx.thread()), true, true);
}

#[cfg(test)]
mod tests {
    use super::{advance, spread};

    #[test]
    fn intervals_spread_around_their_mean() {
        let mut random = 7 | 1;
        let mut sum = 0;
        for _ in 0..10_000 {
            random = advance(random);
            let interval = spread(random, 100);
            assert!((1..200).contains(&interval));
            assert_eq!(spread(random, 1), 1);
            sum += interval;
        }
        assert!((95..105).contains(&(sum / 10_000)), "{sum}");
    }
}
