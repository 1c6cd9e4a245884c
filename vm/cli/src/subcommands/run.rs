//! `kiln run`: the launcher, for programs whose name is that of a subcommand.

use crate::launcher::{self, bytes::Word};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Launches the words given.
pub fn run(program: &Path, words: &[Word]) -> i32 {
    let mut args = vec![program.as_os_str().as_bytes().to_vec()];
    args.extend_from_slice(words);
    launcher::launch(args, "kiln")
}
