//! What the stock JDK did, kept under the target folder.

use std::fs;
use std::io;
use std::path::Path;

use crate::child::{Exit, Invocation, Outcome};

/// What `invocation` does, from `kept` if it is there; otherwise it is run in `run`.
///
/// # Errors
/// When it cannot be run, or does not end by itself.
pub fn outcome(invocation: &Invocation, kept: &Path, run: &Path) -> io::Result<Outcome> {
    if let Some(outcome) = read(kept) {
        return Ok(outcome);
    }
    let outcome = invocation.run(run)?;
    let code = match &outcome.exit {
        Exit::Code(code) => code.to_string(),
        Exit::Signal(signal) => format!("-{signal}"),
        Exit::TimedOut(_) | Exit::TooMuchOutput => {
            return Err(io::Error::other(format!(
                "the stock JDK: {}\nrun it again: {}",
                outcome.exit,
                invocation.command_line()
            )));
        }
    };
    fs::create_dir_all(kept)?;
    fs::write(kept.join("stdout"), &outcome.stdout)?;
    fs::write(kept.join("stderr"), &outcome.stderr)?;
    fs::write(kept.join("exit"), code)?;
    Ok(outcome)
}

/// Checks that the VM was created: a program whose options are refused compares nothing.
///
/// # Errors
/// When its options are refused, with what it said.
pub fn check_started(outcome: &Outcome, invocation: &Invocation) -> Result<(), String> {
    if outcome
        .stderr
        .contains("Could not create the Java Virtual Machine")
    {
        return Err(format!(
            "the stock JDK refuses the program's options:\n{}run it again: {}",
            outcome.stderr,
            invocation.command_line()
        ));
    }
    Ok(())
}

fn read(kept: &Path) -> Option<Outcome> {
    let code: i32 = fs::read_to_string(kept.join("exit")).ok()?.parse().ok()?;
    Some(Outcome {
        exit: if code < 0 {
            Exit::Signal(-code)
        } else {
            Exit::Code(code)
        },
        stdout: fs::read_to_string(kept.join("stdout")).ok()?,
        stderr: fs::read_to_string(kept.join("stderr")).ok()?,
    })
}
