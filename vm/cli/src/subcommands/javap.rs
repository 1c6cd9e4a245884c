//! `kiln javap`: class files as text.

use crate::javap;
use crate::launcher::bytes::Word;
use std::path::Path;

/// Disassembles the class files named.
pub fn run(_program: &Path, words: &[Word]) -> i32 {
    javap::main(words)
}
