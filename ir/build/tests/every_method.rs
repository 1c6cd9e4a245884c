//! Every method of many class files is built or declined, never with a panic, and what is built
//! is accepted by the verifier, and so is what each pass makes of it: when everything is resolved, when nothing is, when branches are
//! pruned, when frames are replaced at loop headers, and when the code is damaged.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use ir_build::{BailoutReason, BranchProfile, Options, Profile, build};
use std::collections::BTreeMap;
use std::path::PathBuf;
use support::jdk;
use support::program::{Found, Program};
use support::source::{Resolves, Source};
use vm_bytecode::{Operands, RawCode};

/// One of so many functions is optimized too.
const OPTIMIZED: usize = 3;

/// What came of all methods.
#[derive(Default)]
struct Tally {
    n_built: usize,
    bailouts: BTreeMap<BailoutReason, usize>,
    problems: Vec<String>,
    /// What is done with each function; the last pass leaves what code generation wants.
    passes: opt::Pipeline,
}

impl Tally {
    fn build(&mut self, source: &Source<'_>, found: &Found<'_>, options: &Options) {
        match build(source, source.id(found), options) {
            Ok(mut built) => {
                self.n_built += 1;
                if let Err(violations) = ir::verify::verify(&built.function) {
                    let first = &violations[0];
                    let how = source.resolves;
                    let osr = options.osr;
                    let name = found.full_name();
                    self.problems
                        .push(format!("{name} {how:?} {osr:?}: {first}"));
                } else if self.n_built.is_multiple_of(OPTIMIZED) {
                    let options = opt::Options {
                        verify: true,
                        ..opt::Options::default()
                    };
                    let func = &mut built.function;
                    if let Err(broken) = opt::run(&self.passes, func, &options, &mut opt::Silent) {
                        self.problems
                            .push(format!("{}: {broken}", found.full_name()));
                    }
                }
            }
            Err(bailout) => *self.bailouts.entry(bailout.reason).or_default() += 1,
        }
    }
}

/// Targets of branches back, where frames are replaced.
fn loop_headers(found: &Found<'_>) -> Vec<u32> {
    let code = found.method.code.as_ref().unwrap();
    let mut headers = Vec::new();
    for insn in RawCode::new(code.code).map(Result::unwrap) {
        if let Operands::Branch(target) = insn.operands
            && target <= i64::from(insn.bci)
        {
            headers.push(target as u32);
        }
    }
    headers.sort_unstable();
    headers.dedup();
    headers
}

/// A profile in which half of all branches went one way only.
fn one_sided() -> Profile {
    let branch = |bci: u32| BranchProfile {
        bci,
        n_taken: if bci.is_multiple_of(4) { 0 } else { 100 },
        n_not_taken: if bci % 4 == 1 { 0 } else { 100 },
    };
    Profile {
        branches: (0..4000).map(branch).collect(),
        types: Vec::new(),
    }
}

fn build_all(program: &Program, every: usize) -> Tally {
    let mut tally = Tally {
        passes: opt::Pipeline::parse("full").unwrap(),
        ..Tally::default()
    };
    let plain = Options::default();
    let pruned = Options {
        prune: Some(10),
        ..Options::default()
    };
    let mut everything = Source::new(program, Resolves::Everything);
    everything.profile = one_sided();
    everything.throws = true;
    let nothing = Source::new(program, Resolves::Nothing);
    let some = Source::new(program, Resolves::Some(7));
    for found in program.methods().step_by(every) {
        tally.build(&everything, &found, &plain);
        tally.build(&everything, &found, &pruned);
        tally.build(&nothing, &found, &plain);
        tally.build(&some, &found, &plain);
        for header in loop_headers(&found) {
            let osr = Options {
                osr: Some(header),
                ..Options::default()
            };
            tally.build(&everything, &found, &osr);
            tally.build(&some, &found, &osr);
        }
    }
    tally
}

fn check(program: &Program, every: usize, n_least: usize) {
    let tally = build_all(program, every);
    let Tally {
        n_built,
        bailouts,
        problems,
        ..
    } = &tally;
    assert!(
        problems.is_empty(),
        "{} problems of {n_built}:\n{}",
        problems.len(),
        problems[..problems.len().min(20)].join("\n")
    );
    let summary = format!("{n_built} built, {bailouts:?}");
    assert!(*n_built >= n_least, "{summary}");
    for reason in [BailoutReason::InvalidCode, BailoutReason::CallMismatch] {
        assert_eq!(bailouts.get(&reason), None, "{summary}");
    }
    // Hand-written code of the JDK is no reason to decline more than a few methods.
    let n_declined: usize = bailouts.values().sum();
    assert!(n_declined * 100 < *n_built, "{summary}");
}

/// Damaged code is declined, or built to something that the verifier accepts.
#[test]
fn damaged_methods_do_not_panic() {
    let Some(dir) = jdk::extract("regex:/java.base/java/util/.*\\.class", "java.util") else {
        return;
    };
    let mut files = Vec::new();
    jdk::class_files(&dir, &mut files);
    let program = Program::parse(files);
    let mut tally = Tally::default();
    for seed in 0..4 {
        let mut source = Source::new(&program, Resolves::Everything);
        source.damage = Some(seed);
        source.throws = seed % 2 == 1;
        for found in program.methods() {
            tally.build(&source, &found, &Options::default());
        }
    }
    let n_invalid = tally.bailouts.get(&BailoutReason::InvalidCode);
    assert!(n_invalid.is_some_and(|n| *n > 1000), "{:?}", tally.bailouts);
    assert_eq!(tally.problems, [""; 0]);
}

/// Methods of `java.base`: one of so many. All methods of other class files are built with
/// `KILN_BUILD_CLASSES=FOLDER`.
const EVERY: usize = 9;

#[test]
fn methods_of_java_base_are_built() {
    let other = std::env::var_os("KILN_BUILD_CLASSES").map(PathBuf::from);
    let every = if other.is_some() { 1 } else { EVERY };
    let Some(dir) = other.or_else(|| jdk::extract("regex:/java.base/.*\\.class", "java.base"))
    else {
        return;
    };
    let mut files = Vec::new();
    jdk::class_files(&dir, &mut files);
    let program = Program::parse(files);
    let n_methods = program.methods().count();
    check(&program, every, n_methods / every);
}
