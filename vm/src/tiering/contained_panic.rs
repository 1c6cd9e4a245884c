//! A panic of the compiler costs one method its compilation, not the process.
//!
//! The VM's panic hook writes a crash report and ends the process. It asks [`record`] first,
//! which says yes inside of [`contain`].

use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

/// A panic that was contained.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Panic {
    /// What it said.
    pub message: String,
    /// File and line.
    pub place: String,
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.message, self.place)
    }
}

/// What this thread's panics do.
enum Fate {
    /// They end the process.
    Fatal,
    /// They are contained; the first one, if it has happened.
    Contained(Option<Panic>),
}

thread_local! {
    static FATE: RefCell<Fate> = const { RefCell::new(Fate::Fatal) };
}

/// Runs `work`, which may panic. What it had borrowed mutably must not be used afterwards.
pub(crate) fn contain<R>(work: impl FnOnce() -> R) -> Result<R, Panic> {
    let outer = FATE.replace(Fate::Contained(None));
    let result = catch_unwind(AssertUnwindSafe(work));
    let fate = FATE.replace(outer);
    result.map_err(|payload| match fate {
        Fate::Contained(Some(panic)) => panic,
        // The hook is not installed: in tests.
        _ => Panic {
            message: payload
                .downcast_ref::<&str>()
                .map(|text| (*text).to_owned())
                .or_else(|| payload.downcast_ref::<String>().cloned())
                .unwrap_or_else(|| "a panic without message".to_owned()),
            place: "an unknown place".to_owned(),
        },
    })
}

/// Takes note of a panic of this thread. False: it is not contained.
pub(crate) fn record(info: &PanicHookInfo<'_>) -> bool {
    FATE.with_borrow_mut(|fate| match fate {
        Fate::Fatal => false,
        Fate::Contained(first) => {
            first.get_or_insert_with(|| Panic {
                message: info
                    .payload_as_str()
                    .unwrap_or("a panic without message")
                    .to_owned(),
                place: info
                    .location()
                    .map_or_else(String::new, ToString::to_string),
            });
            true
        }
    })
}

#[cfg(test)]
mod tests {
    use super::contain;

    #[test]
    fn a_panic_becomes_a_value() {
        assert_eq!(contain(|| 5), Ok(5));
        let panic = contain(|| panic!("no {}", "luck")).expect_err("it panics");
        assert_eq!(panic.message, "no luck");
        let inner = contain(|| contain(|| panic!("inner")).is_err());
        assert_eq!(inner, Ok(true));
    }
}
