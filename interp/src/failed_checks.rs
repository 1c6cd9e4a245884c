//! How often the checks of an instruction failed: null references, indices, divisors and casts.
//!
//! Compiled code leaves for the interpreter where a check fails, and the state that it leaves with
//! may be that of an earlier instruction. So the interpreter counts what it throws, by the
//! instruction that throws it; a compiler reads here where exceptions are to be expected.

use hashbrown::HashMap;
use parking_lot::Mutex;
use std::sync::LazyLock;
use vm_runtime::method::Method;
use vm_runtime::thread::Thread;

/// What is checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Check {
    /// A reference is not null.
    NonNull,
    /// An index is that of an element.
    Index,
    /// A divisor is not 0.
    Divisor,
    /// An object is an instance.
    Cast,
}

/// By method: how often which check failed at which bci.
type Failures = HashMap<usize, Vec<(u16, Check, u32)>>;

static FAILURES: LazyLock<Mutex<Failures>> = LazyLock::new(Mutex::default);

/// A check of the instruction that the top frame executes has failed.
pub(crate) fn record(thread: &Thread, check: Check) {
    // SAFETY: the top frame of the current thread, whose instruction is saved.
    let Some(frame) = (unsafe { thread.top_frame.get().as_ref() }) else {
        return;
    };
    let Some(bci) = frame.bci() else {
        return;
    };
    let method = std::ptr::from_ref(frame.method).addr();
    let mut failures = FAILURES.lock();
    let rows = failures.entry(method).or_default();
    match rows.iter_mut().find(|row| (row.0, row.1) == (bci, check)) {
        Some(row) => row.2 = row.2.saturating_add(1),
        None => rows.push((bci, check, 1)),
    }
}

/// Checks of the method that failed at least `often` times, with their bcis.
pub fn failed(method: &Method, often: u32) -> Vec<(u16, Check)> {
    let failures = FAILURES.lock();
    let rows = failures.get(&std::ptr::from_ref(method).addr());
    let rows = rows.into_iter().flatten();
    let rows = rows.filter(|(_, _, count)| *count >= often);
    rows.map(|(bci, check, _)| (*bci, *check)).collect()
}
