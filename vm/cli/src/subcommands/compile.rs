//! `kiln compile`: one method, compiled without running the program, from a recording.
//!
//! The recording is a replay file (`--replay`), the profile of a run (`--profile-in`), or is made
//! on the spot by a VM that loads the method's class from a class path (`class_path.rs`). Passes and
//! tier may be other ones than in the recording; questions that were not asked then have the
//! answer of who knows nothing, and a note says how many there were.

mod arguments;
mod choose;
mod class_path;
mod nearest;
mod show;

use super::USAGE_ERROR;
use crate::launcher::bytes::Word;
use crate::launcher::message::error;
use arguments::{Arguments, Emit, Origin};
use replay::{Addresses, Compiled, Digest, File, Outcome, Recording};
use std::io::Write;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::Path;

const USAGE: &str = "\
usage: kiln compile [options] --replay FILE [METHOD]
       kiln compile [options] --profile-in FILE METHOD
       kiln compile [options] -cp PATH METHOD
METHOD is CLASS::NAME, or CLASS::NAME(PARAMETERS)RESULT as class files write it
  --tier quick|full        compile for this tier instead of the recorded one
  --passes LIST            optimize with these passes
  --disable-pass NAME      optimize without this pass
  --emit LIST              of task, built, ir, asm, stats; without it: ir,asm
  --print-after PASS       also show the function after a pass, or after `all`
  --print-changed[=diff]   also show what each pass has changed
  --addresses recorded     addresses of the recording in the code, not made-up ones
  --id N                   of several compilations of the method, the one with this number
  --check                  compile as recorded, and compare with what was made then
  --list                   list the compilations of the file";

/// What the compiler's panic ends with.
const PANICKED: i32 = 3;

/// Compiles a method.
pub fn run(program: &Path, words: &[Word]) -> i32 {
    let arguments = match arguments::parse(words) {
        Ok(arguments) => arguments,
        Err(message) => {
            error(&[b"kiln compile: ", message.as_bytes()]);
            error(&[USAGE.as_bytes()]);
            return USAGE_ERROR;
        }
    };
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(panicked));
    }
    match file(program, &arguments).and_then(|file| compile(&file, &arguments)) {
        Ok(code) => code,
        Err(message) => {
            error(&[b"kiln compile: ", message.as_bytes()]);
            1
        }
    }
}

/// Says in a line that the compiler has panicked.
fn panicked(info: &PanicHookInfo<'_>) {
    let what = info.payload_as_str().unwrap_or("without a message");
    let place = info
        .location()
        .map_or_else(String::new, ToString::to_string);
    let line = format!("kiln compile: the compiler panicked at {place}: {what}");
    error(&[line.as_bytes()]);
}

/// The recordings to choose from.
fn file(program: &Path, arguments: &Arguments) -> Result<File, String> {
    let text = match &arguments.origin {
        Origin::File(path) => {
            std::fs::read_to_string(path).map_err(|cause| format!("{}: {cause}", path.display()))?
        }
        Origin::ClassPath(path) => class_path::record(program, path, arguments)?,
    };
    replay::read(&text).map_err(|cause| match &arguments.origin {
        Origin::File(path) => format!("{}:{cause}", path.display()),
        Origin::ClassPath(_) => cause.to_string(),
    })
}

fn compile(file: &File, arguments: &Arguments) -> Result<i32, String> {
    if arguments.is_list {
        print(&choose::list(file));
        return Ok(0);
    }
    let recording = choose::recording(file, arguments)?;
    if arguments.is_check {
        return check(file, recording);
    }
    let changed = arguments.changed(recording)?;
    let mut passes = show::Passes::new(arguments, &recording.task.name);
    let compiled = catch_unwind(AssertUnwindSafe(|| {
        let recording = (file, recording, &changed);
        compile_as(recording, arguments.addresses, &mut passes)
    }));
    print(&passes.text);
    let Ok(compiled) = compiled else {
        return Ok(PANICKED);
    };
    let compiled = compiled?;
    print(&show::text(&changed, &compiled, &arguments.emit));
    if compiled.n_unknown > 0 {
        let n = compiled.n_unknown;
        let note = format!("kiln compile: note: {n} questions were not asked in the recording");
        error(&[note.as_bytes()]);
    }
    Ok(0)
}

/// Compiles a recording as another task.
fn compile_as(
    (file, recording, task): (&File, &Recording, &replay::Task),
    addresses: Addresses,
    sink: &mut dyn opt::Sink,
) -> Result<Compiled, String> {
    replay::compile(&file.header, task, &recording.answers, addresses, sink)
        .map_err(|refusal| format!("{}: {refusal}", task.name))
}

/// Does the recording yield what it did?
fn check(file: &File, recording: &Recording) -> Result<i32, String> {
    let task = &recording.task;
    let name = &task.name;
    let replayed = catch_unwind(AssertUnwindSafe(|| {
        let recording = (file, recording, task);
        compile_as(recording, Addresses::Recorded, &mut opt::Silent)
    }));
    let (is_same, text) = match (&recording.outcome, &replayed) {
        (Outcome::Code(recorded), Ok(Ok(compiled))) => {
            let digest = Digest::of(&compiled.function, &compiled.artifact);
            let is_same = digest.function == recorded.function;
            let n = compiled.artifact.bytes.len();
            if digest == *recorded {
                (
                    true,
                    format!("{name}: the same function, the same {n} bytes"),
                )
            } else if is_same {
                (false, format!("{name}: the same function, other code"))
            } else {
                (false, format!("{name}: another function"))
            }
        }
        (Outcome::Declined(_), Ok(Err(why))) => (true, format!("declined again: {why}")),
        (Outcome::Panicked(_), Err(_)) => (true, format!("{name}: the compiler panicked again")),
        (outcome, _) => (false, format!("{name}: another end than {outcome:?}")),
    };
    print(&format!("{text}\n"));
    Ok(if is_same { 0 } else { 1 })
}

/// Writes to standard output; nobody may be listening.
fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
