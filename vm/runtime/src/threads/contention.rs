//! How often, and on request how long, a thread waited and was blocked: what
//! `java.lang.management.ThreadInfo` tells. Waiting is `Object.wait`, sleeping and parking; being
//! blocked is entering a monitor of another thread, but not entering one again after a wait.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

/// Are times measured?
static MEASURED: AtomicBool = AtomicBool::new(false);

/// Switches the measuring of times; returns what it was.
pub fn set_measured(on: bool) -> bool {
    MEASURED.swap(on, Ordering::Relaxed)
}

/// Are times measured?
pub fn is_measured() -> bool {
    MEASURED.load(Ordering::Relaxed)
}

/// A count with a time.
#[derive(Debug, Default)]
pub struct Delay {
    count: AtomicU64,
    nanos: AtomicU64,
}

impl Delay {
    /// Counts `action` and measures it if times are measured.
    pub fn count<R>(&self, action: impl FnOnce() -> R) -> R {
        self.count.fetch_add(1, Ordering::Relaxed);
        if !is_measured() {
            return action();
        }
        let start = Instant::now();
        let result = action();
        let nanos = start.elapsed().as_nanos() as u64;
        self.nanos.fetch_add(nanos, Ordering::Relaxed);
        result
    }

    /// The count, and the milliseconds, -1 when they are not measured.
    pub fn get(&self) -> (i64, i64) {
        let millis = self.nanos.load(Ordering::Relaxed) / 1_000_000;
        let millis = if is_measured() { millis as i64 } else { -1 };
        (self.count.load(Ordering::Relaxed) as i64, millis)
    }

    /// Forgets count and time.
    pub fn reset(&self) {
        self.count.store(0, Ordering::Relaxed);
        self.nanos.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{Delay, set_measured};

    #[test]
    fn delays_are_counted_and_measured_on_request() {
        let delay = Delay::default();
        delay.count(|| ());
        assert_eq!(delay.get(), (1, -1));
        set_measured(true);
        delay.count(|| std::thread::sleep(std::time::Duration::from_millis(3)));
        let (count, millis) = delay.get();
        assert_eq!(count, 2);
        assert!(millis >= 3);
        set_measured(false);
        delay.reset();
        assert_eq!(delay.get(), (0, -1));
    }
}
