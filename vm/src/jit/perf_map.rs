//! `--perf-map`: names of compiled methods for `perf`, which looks for them in
//! `/tmp/perf-PID.map` (tools/perf/Documentation/jit-interface.txt of Linux).
//!
//! A line is the address and the length of a piece of code in hexadecimal, and its name. Of lines
//! that overlap `perf` believes the last, so code that takes the place of dead code needs no care.

use super::code::Code;
use super::report;
use crate::output;
use parking_lot::Mutex;
use std::fs::File;
use std::io::{self, Write};
use std::sync::OnceLock;
use vm_codecache::Blob;

static MAP: OnceLock<Mutex<File>> = OnceLock::new();

/// Makes the file.
pub(super) fn start() {
    let path = format!("/tmp/perf-{}.map", std::process::id());
    match File::create(&path) {
        Ok(file) => _ = MAP.set(Mutex::new(file)),
        Err(error) => output::warning(&format!("cannot write {path}: {error}")),
    }
}

/// Names a piece of code, if the option was given. What the disk does not take is lost.
pub(super) fn installed(blob: &Blob<Code>) {
    let Some(map) = MAP.get() else { return };
    let line = line(blob.start(), blob.len(), &symbol(blob));
    let _: io::Result<()> = map.lock().write_all(line.as_bytes());
}

/// The name of a piece of code: method, loop and tier.
pub(super) fn symbol(blob: &Blob<Code>) -> String {
    let compilation = &blob.data().compilation;
    let name = report::name(compilation.place.method());
    let osr = match compilation.place.loop_bci() {
        Some(bci) => format!(" @ {bci}"),
        None => String::new(),
    };
    format!("{name}{osr} [{}]", compilation.tier.name())
}

fn line(start: usize, len: usize, name: &str) -> String {
    format!("{start:x} {len:x} {name}\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_line_is_what_perf_reads() {
        assert_eq!(
            super::line(0x7f00, 0x40, "A::f @ 7 [full]"),
            "7f00 40 A::f @ 7 [full]\n"
        );
    }
}
