//! Fuzzing the class-file parser and, with the code it finds, the decoder of bytecode.

use crate::corpus;
use crate::mutation;
use crate::options::Options;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use vm_bytecode::RawCode;
use vm_classfile::{ClassFile, ParseOptions};

// Shared with the tests of vm-classfile.
#[path = "../../../vm/classfile/tests/cases/mod.rs"]
mod cases;
#[path = "../../../vm/classfile/tests/check/mod.rs"]
mod check;
#[path = "../../../vm/classfile/tests/rich/mod.rs"]
mod rich;
#[path = "../../../vm/classfile/tests/writer/mod.rs"]
mod writer;

/// No file of this size may keep the parser busy for so long.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often an input is damaged again instead of a fresh one.
const GENERATIONS: usize = 8;

/// What a run came to.
pub struct Report {
    pub n_inputs: u64,
    pub n_accepted: u64,
    pub n_failed: u64,
    seed: u64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            n_inputs,
            n_accepted,
            n_failed,
            seed,
        } = self;
        write!(
            f,
            "seed {seed}: {n_inputs} inputs, {n_accepted} accepted, {n_failed} failed"
        )
    }
}

/// A class with something of everything.
#[cfg(test)]
pub fn rich_class() -> Vec<u8> {
    rich::rich()
}

/// Damages class files until the time is up.
///
/// # Errors
/// When the corpus cannot be read or a failure not be saved.
pub fn run(options: &Options) -> io::Result<Report> {
    let mut originals = vec![rich::rich()];
    let cases = cases::all()
        .into_iter()
        .filter(|case| !case.message.is_empty());
    originals.extend(cases.map(|case| case.image));
    for folder in &options.corpus {
        corpus::read(folder, &mut originals)?;
    }
    let mut rng = mutation::Rng::new(options.seed);
    let mut report = Report {
        n_inputs: 0,
        n_accepted: 0,
        n_failed: 0,
        seed: options.seed,
    };
    let end = Instant::now() + options.time;
    // Panics are findings here, not news for the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    while Instant::now() < end {
        let mut image = originals[rng.below(originals.len())].clone();
        for _ in 0..1 + rng.below(GENERATIONS) {
            mutation::damage(&mut image, &mut rng);
            report.n_inputs += 1;
            match judge(&image) {
                Ok(accepted) => report.n_accepted += u64::from(accepted),
                Err(reason) => {
                    report.n_failed += 1;
                    save(options, &image, &reason)?;
                }
            }
        }
    }
    Ok(report)
}

/// Checks one input; whether it was accepted, or what is wrong.
fn judge(image: &[u8]) -> Result<bool, String> {
    let start = Instant::now();
    let verdict = catch_unwind(AssertUnwindSafe(|| {
        let accepted = check::check(image)?;
        decode_all(image);
        Ok(accepted)
    }));
    if start.elapsed() > PATIENCE {
        return Err("too slow".into());
    }
    match verdict {
        Ok(verdict) => verdict,
        Err(payload) => {
            let text = payload.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
            Err(format!("panic: {}", text.unwrap_or("?")))
        }
    }
}

/// Decodes the code of every method, whatever it is.
fn decode_all(image: &[u8]) {
    let options = ParseOptions {
        verify: false,
        ..ParseOptions::default()
    };
    let Ok(class) = ClassFile::parse(image, options) else {
        return;
    };
    for code in class
        .methods
        .iter()
        .filter_map(|method| method.code.as_ref())
    {
        for instruction in RawCode::new(code.code) {
            let Ok(instruction) = instruction else { break };
            assert!(instruction.next_bci() > instruction.bci, "no progress");
        }
    }
}

fn save(options: &Options, image: &[u8], reason: &str) -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    image.hash(&mut hasher);
    std::fs::create_dir_all(&options.save)?;
    let path = options.save.join(format!("{:016x}.class", hasher.finish()));
    std::fs::write(&path, image)?;
    crate::tell(&format!("{}: {reason}", path.display()));
    Ok(())
}
