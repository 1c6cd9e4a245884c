//! What is to be reached, and whether it was.

use std::io::{self, Write};

/// Says whether `ratio` is within `limit`, in one line; returns whether it is.
pub fn judge(out: &mut dyn Write, what: &str, ratio: f64, limit: f64) -> io::Result<bool> {
    let met = ratio <= limit;
    let verdict = if met { "met" } else { "MISSED" };
    writeln!(out, "{what}: {ratio:.2} (limit {limit}): {verdict}")?;
    Ok(met)
}
