//! `kiln bench`: the harness of `bench/harness`, with the JDK and the launcher that run it.

use super::USAGE_ERROR;
use crate::jdk;
use crate::launcher::bytes::Word;
use crate::launcher::message::{error, output};
use bench_harness::options::{Options, USAGE};
use std::io;
use std::path::Path;

/// Measures, or says what is wrong.
pub fn run(_program: &Path, words: &[Word]) -> i32 {
    let words: Vec<String> = words
        .iter()
        .map(|word| String::from_utf8_lossy(word).into_owned())
        .collect();
    if words.iter().any(|word| word == "--help") {
        output(&[USAGE.as_bytes()]);
        return 0;
    }
    let jdk = match jdk::find() {
        Ok(jdk) => jdk,
        Err(not_found) => return failed(&not_found.to_string(), USAGE_ERROR),
    };
    let options = match own_path().map(|kiln| Options::parse(&words, &kiln, &jdk.home)) {
        Ok(Ok(options)) => options,
        Ok(Err(message)) => {
            failed(&message, USAGE_ERROR);
            error(&[USAGE.as_bytes()]);
            return USAGE_ERROR;
        }
        Err(cause) => return failed(&cause.to_string(), 1),
    };
    match bench_harness::run(&options, &mut io::stdout()) {
        Ok(is_met) => i32::from(!is_met),
        Err(cause) => failed(&cause.to_string(), 1),
    }
}

/// The launcher, which starts itself again for each run.
fn own_path() -> io::Result<std::path::PathBuf> {
    std::env::current_exe()
}

fn failed(message: &str, code: i32) -> i32 {
    error(&[b"kiln bench: ", message.as_bytes()]);
    code
}
