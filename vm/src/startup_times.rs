//! `--time-startup`: how long each part of starting the VM took.

use crate::output;
use parking_lot::Mutex;
use std::time::Instant;

/// The parts that have ended, with the moments.
static MARKS: Mutex<Vec<(&str, Instant)>> = Mutex::new(Vec::new());

/// A part of the start has ended (the first call: starting has begun).
pub(crate) fn mark(part: &'static str) {
    MARKS.lock().push((part, Instant::now()));
}

/// Seconds since the start began, as log lines have them.
pub(crate) fn uptime() -> f64 {
    MARKS
        .lock()
        .first()
        .map_or(0.0, |(_, begin)| begin.elapsed().as_secs_f64())
}

/// Prints the parts, if the option was given.
pub(crate) fn print() {
    if !crate::options::get().time_startup {
        return;
    }
    let marks = MARKS.lock();
    let millis = |from: Instant, to: Instant| to.duration_since(from).as_secs_f64() * 1e3;
    for pair in marks.windows(2) {
        output::vm_line(&format!(
            "[startup] {:<24} {:>9.3} ms",
            pair[1].0,
            millis(pair[0].1, pair[1].1)
        ));
    }
    if let (Some(first), Some(last)) = (marks.first(), marks.last()) {
        output::vm_line(&format!(
            "[startup] {:<24} {:>9.3} ms",
            "total",
            millis(first.1, last.1)
        ));
    }
}
