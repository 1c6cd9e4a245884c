//! `kiln javap`: class files as text.

use crate::launcher::bytes::Word;
use crate::launcher::message::error;
use std::path::Path;

/// Disassembles the class files named.
pub fn run(_program: &Path, _words: &[Word]) -> i32 {
    error(&[b"kiln javap: not available in this version"]);
    1
}
