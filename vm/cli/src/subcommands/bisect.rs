//! `kiln bisect`: the run of a pass that makes a program wrong, by halving.
//!
//! The program is run in the interpreter first: what it prints and how it exits is right. Then it
//! is run deterministically with ever other limits on the number of runs of passes
//! (`--bisect-limit`). The first limit with which it is wrong names the pass and the method.

use super::USAGE_ERROR;
use crate::launcher::bytes::Word;
use crate::launcher::message::{error, output};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Command, Output};

const USAGE: &str = "usage: kiln bisect [options] MAIN [args]    (options as for kiln run)";

/// What the VM says before a number of runs.
const PREFIX: &str = "bisect: ";

/// How a run of the program ended.
#[derive(PartialEq, Eq, Debug)]
struct Observed {
    stdout: Vec<u8>,
    code: Option<i32>,
}

/// A run with a limit.
struct Limited {
    observed: Observed,
    /// Runs of passes that were asked for.
    n_asked: Option<u64>,
    /// The last run that took place, as the VM names it.
    last: Option<String>,
}

/// Looks for the run.
pub fn run(program: &Path, words: &[Word]) -> i32 {
    if words.is_empty() {
        error(&[USAGE.as_bytes()]);
        return USAGE_ERROR;
    }
    let executable = std::env::current_exe().unwrap_or_else(|_| program.to_owned());
    match search(&executable, words) {
        Ok(found) => {
            output(&[found.as_bytes()]);
            0
        }
        Err(message) => {
            error(&[b"kiln bisect: ", message.as_bytes()]);
            1
        }
    }
}

fn search(executable: &Path, words: &[Word]) -> Result<String, String> {
    let right = observe(execute(executable, &[], words, true)?);
    let all = limited(executable, u64::MAX >> 1, words)?;
    let n = all.n_asked.ok_or("the VM does not count runs of passes")?;
    if all.observed == right {
        return Err(format!(
            "the program does what it should with all {n} runs of passes"
        ));
    }
    if limited(executable, 0, words)?.observed != right {
        return Err("the program is wrong even without passes".to_owned());
    }
    let first = halve(n, |limit| {
        let is_right = limited(executable, limit, words)?.observed == right;
        let what = if is_right { "right" } else { "wrong" };
        error(&[format!("kiln bisect: {what} with {limit} of {n} runs").as_bytes()]);
        Ok(is_right)
    })?;
    let last = limited(executable, first, words)?.last;
    last.ok_or_else(|| format!("run {first} is the first that is wrong, but was not named"))
}

/// The least limit that is not right: 0 is, and `n` is not.
fn halve(n: u64, mut is_right: impl FnMut(u64) -> Result<bool, String>) -> Result<u64, String> {
    let (mut good, mut bad) = (0, n);
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        if is_right(middle)? {
            good = middle;
        } else {
            bad = middle;
        }
    }
    Ok(bad)
}

/// Runs the program; what it reads from standard input is nothing.
fn execute(
    executable: &Path,
    options: &[&str],
    words: &[Word],
    is_interpreted: bool,
) -> Result<Output, String> {
    let words = words.iter().map(|word| OsStr::from_bytes(word));
    let mut command = Command::new(executable);
    command.arg("run").args(options).args(words);
    command.stdin(std::process::Stdio::null());
    if is_interpreted {
        // Options from there win over those of the command line.
        command.env("_JAVA_OPTIONS", "-Xint");
    }
    command.output().map_err(|cause| cause.to_string())
}

fn limited(executable: &Path, limit: u64, words: &[Word]) -> Result<Limited, String> {
    let limit = format!("--bisect-limit={limit}");
    let output = execute(executable, &["--deterministic", &limit], words, false)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let (n_asked, last) = read(&said);
    Ok(Limited {
        observed: observe(output),
        n_asked,
        last,
    })
}

fn observe(output: Output) -> Observed {
    Observed {
        stdout: output.stdout,
        code: output.status.code(),
    }
}

/// The number of runs, and the last one, in what the VM has said.
fn read(said: &str) -> (Option<u64>, Option<String>) {
    let lines = said.lines().filter_map(|line| line.strip_prefix(PREFIX));
    let (mut n_asked, mut last) = (None, None);
    for line in lines {
        let number = line.split_once(" of ").and_then(|(_, rest)| {
            let number = rest.strip_suffix(" runs of passes")?;
            number.parse().ok()
        });
        match number {
            Some(number) => n_asked = Some(number),
            None => last = Some(line.to_owned()),
        }
    }
    (n_asked, last)
}

#[cfg(test)]
mod tests {
    use super::{halve, read};

    #[test]
    fn halving_finds_the_first_wrong_limit() {
        for n in [1, 2, 3, 100, 1001] {
            for first in 1..=n {
                assert_eq!(halve(n, |limit| Ok(limit < first)), Ok(first));
            }
        }
    }

    #[test]
    fn lines_of_the_vm_are_told_from_those_of_the_program() {
        let said = "oops\nbisect: run 7 is gvn in A::f\nbisect: 7 of 1000 runs of passes\n";
        assert_eq!(
            read(said),
            (Some(1000), Some("run 7 is gvn in A::f".to_owned()))
        );
        assert_eq!(read("no pass\n"), (None, None));
    }
}
