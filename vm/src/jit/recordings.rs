//! What compilations were told, for files that are compiled again without the VM.
//!
//! Every compilation keeps a [`Record`]. It is written when the compiler panics, to a file of its
//! own; when `-XX:CompileCommand=DumpReplay` names the method, likewise; and to the file of
//! `--profile-out`, which has all compilations of a run. `docs/replay.md` describes the format.

use super::report::{self, Compilation};
use crate::tiering::MethodPattern;
use crate::{options, output};
use parking_lot::Mutex;
use replay::{Answers, Digest, Header, Outcome, Recording, Task};
use std::cell::OnceCell;
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::OnceLock;

/// The file of `--profile-out`.
static PROFILE: OnceLock<Mutex<File>> = OnceLock::new();

/// What one compilation is, and was told. It outlives the compilation, should that panic.
#[derive(Default)]
pub(super) struct Record {
    pub(super) task: OnceCell<Task>,
    pub(super) answers: Answers,
}

/// Makes the file of `--profile-out`, if it is asked for.
pub(super) fn start() {
    let Some(path) = &options::get().jit.profile_out else {
        return;
    };
    let made = File::create(path).and_then(|mut file| {
        header().write(&mut file)?;
        Ok(file)
    });
    match made {
        Ok(file) => _ = PROFILE.set(Mutex::new(file)),
        Err(error) => output::warning(&format!("cannot write {path}: {error}")),
    }
}

/// The name of the VM in files.
fn header() -> Header {
    let vm = format!("{} {}", crate::boot::VM_NAME, env!("CARGO_PKG_VERSION"));
    Header::new(&vm, &super::facts::layout())
}

/// Is the compiler to panic in this method? `--panic-in`.
pub(super) fn panics(compilation: &Compilation) -> bool {
    let pattern = &options::get().jit.panic_in;
    let matches = |pattern: &MethodPattern| {
        report::with_name(compilation.place.method(), |name| {
            pattern.matches(name.class, name.method, name.descriptor)
        })
    };
    pattern.as_ref().is_some_and(matches)
}

impl Record {
    /// A compilation has made this code.
    pub(super) fn compiled(
        &self,
        compilation: &Compilation,
        function: &ir::Function,
        artifact: &codegen::Artifact,
    ) {
        if is_wanted(compilation) {
            self.keep(compilation, &Outcome::Code(Digest::of(function, artifact)));
        }
    }

    /// A compilation has made nothing.
    pub(super) fn declined(&self, compilation: &Compilation, why: &str) {
        if is_wanted(compilation) {
            self.keep(compilation, &Outcome::Declined(why.to_owned()));
        }
    }

    /// The compiler has panicked; the file that was written.
    pub(super) fn panicked(&self, compilation: &Compilation, message: &str) -> Option<PathBuf> {
        let path = match options::get().flags.get("ReplayDataFile") {
            "" => dump_path(compilation),
            pattern => PathBuf::from(pattern.replace("%p", &std::process::id().to_string())),
        };
        self.dump(path, &Outcome::Panicked(message.to_owned()))
    }

    /// Writes the compilation wherever it is asked for.
    fn keep(&self, compilation: &Compilation, outcome: &Outcome) {
        if let Some(profile) = PROFILE.get()
            && let Err(error) = self.write(&mut *profile.lock(), outcome)
        {
            output::warning(&format!("a compilation is not recorded: {error}"));
        }
        if is_dumped(compilation) {
            self.dump(dump_path(compilation), outcome);
        }
    }

    fn write(&self, output: &mut dyn Write, outcome: &Outcome) -> io::Result<()> {
        match self.task.get() {
            Some(task) => Recording::write(output, task, outcome, &self.answers),
            None => Ok(()),
        }
    }

    fn dump(&self, path: PathBuf, outcome: &Outcome) -> Option<PathBuf> {
        self.task.get()?;
        let written = File::create(&path).and_then(|mut file| {
            header().write(&mut file)?;
            self.write(&mut file, outcome)
        });
        match written {
            Ok(()) => Some(path),
            Err(error) => {
                output::warning(&format!("cannot write {}: {error}", path.display()));
                None
            }
        }
    }
}

fn is_wanted(compilation: &Compilation) -> bool {
    PROFILE.get().is_some() || is_dumped(compilation)
}

fn is_dumped(compilation: &Compilation) -> bool {
    let commands = &options::get().jit.commands;
    report::with_name(compilation.place.method(), |name| commands.dumps(name))
}

/// HotSpot's name for such a file.
fn dump_path(compilation: &Compilation) -> PathBuf {
    let process = std::process::id();
    PathBuf::from(format!("replay_pid{process}_compid{}.log", compilation.id))
}
