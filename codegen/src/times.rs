//! How long the parts of code generation take.

use std::time::Duration;

/// Of all functions that a compiler has compiled.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Times {
    /// To instructions over virtual registers, and their liveness.
    pub lowering: Duration,
    /// Of registers.
    pub allocation: Duration,
    /// Of bytes and tables.
    pub emission: Duration,
}

/// Measures one part after the other, if there is a clock.
pub(crate) struct Watch {
    clock: Option<fn() -> Duration>,
    last: Duration,
}

impl Watch {
    /// The first part begins.
    pub(crate) fn start(clock: Option<fn() -> Duration>) -> Watch {
        Watch {
            clock,
            last: clock.map_or(Duration::ZERO, |clock| clock()),
        }
    }

    /// A part ends, the next one begins.
    pub(crate) fn lap(&mut self, part: &mut Duration) {
        let Some(clock) = self.clock else { return };
        let now = clock();
        *part += now.saturating_sub(self.last);
        self.last = now;
    }
}

#[cfg(test)]
mod tests {
    use super::Watch;
    use std::cell::Cell;
    use std::time::Duration;

    thread_local! {
        static NOW: Cell<u64> = const { Cell::new(0) };
    }

    fn clock() -> Duration {
        NOW.set(NOW.get() + 5);
        Duration::from_nanos(NOW.get())
    }

    #[test]
    fn parts_add_up() {
        let (mut first, mut second) = (Duration::ZERO, Duration::ZERO);
        let mut watch = Watch::start(Some(clock));
        watch.lap(&mut first);
        watch.lap(&mut second);
        watch.lap(&mut first);
        assert_eq!((first.as_nanos(), second.as_nanos()), (10, 5));
        Watch::start(None).lap(&mut second);
        assert_eq!(second.as_nanos(), 5);
    }
}
