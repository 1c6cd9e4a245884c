//! `kiln example`: a first program to run, without a file to write or download.
//!
//! The source is part of the executable and goes through the launcher's source-file mode, so
//! besides the VM this needs the JDK's compiler, and exercises it.

use super::USAGE_ERROR;
use crate::launcher;
use crate::launcher::bytes::Word;
use crate::launcher::message::{error, output};
use crate::native::memory_file::memory_file;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

const SOURCE: &str = include_str!("Example.java");

/// Runs the example, or with `--source` shows it.
pub fn run(program: &Path, words: &[Word]) -> i32 {
    match words {
        [] => {}
        [word] if word == b"--source" => {
            output(&[SOURCE.trim_end().as_bytes()]);
            return 0;
        }
        _ => {
            error(&[b"usage: kiln example [--source]"]);
            return USAGE_ERROR;
        }
    }
    let file = match memory_file(SOURCE.as_bytes()) {
        Ok(file) => file,
        Err(cause) => {
            error(&[
                b"kiln example: cannot store the source: ",
                cause.to_string().as_bytes(),
            ]);
            return 1;
        }
    };
    let words = [
        program.as_os_str().as_bytes(),
        b"--source",
        b"17",
        file.as_os_str().as_bytes(),
    ];
    launcher::launch(words.iter().map(|word| word.to_vec()).collect(), "kiln")
}
