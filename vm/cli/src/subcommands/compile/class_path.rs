//! A recording of a method that never ran: a VM loads the class, initializes it, and compiles the
//! method once, with all classes loaded that its class names.

use super::arguments::{Arguments, Tier};
use crate::launcher::bytes::{Word, concat};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;

/// The text of the recording that the VM writes.
pub(super) fn record(program: &Path, path: &[u8], arguments: &Arguments) -> Result<String, String> {
    let method = arguments.method.as_deref().unwrap_or_default();
    let failed = |cause: std::io::Error| cause.to_string();
    let executable = std::env::current_exe().unwrap_or_else(|_| program.to_owned());
    let file = std::env::temp_dir().join(format!("kiln-compile-{}.log", std::process::id()));
    let tier = arguments.tier.unwrap_or(Tier::Full);
    let words: [Word; 8] = [
        b"run".to_vec(),
        b"-cp".to_vec(),
        path.to_vec(),
        b"--policy=hotspot".to_vec(),
        format!("-XX:TieredStopAtLevel={}", tier.level()).into_bytes(),
        concat("--profile-out=", file.as_os_str().as_bytes()),
        concat("--compile=", method.as_bytes()),
        b"java.lang.Object".to_vec(),
    ];
    let words = words.iter().map(|word| OsStr::from_bytes(word));
    let status = Command::new(executable).args(words).status();
    let status = status.map_err(failed)?;
    let text = std::fs::read_to_string(&file);
    // It may not be there.
    let _ = std::fs::remove_file(&file);
    if !status.success() {
        return Err(format!("{method} was not compiled"));
    }
    text.map_err(failed)
}
