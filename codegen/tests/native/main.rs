//! Compiled functions run and are compared with the evaluator: their outcome, the frames for which
//! they leave, calls and memory. Every object moves at every safepoint.
//!
//! The VM around them is a small one of these tests: stubs, helpers, fake classes and a heap at
//! the addresses that compressed references want.

mod classes;
mod conventions;
mod executor;
mod heap;
mod memory;
mod operations;
mod stubs;
mod vm;

use executor::{Compiled, Mode, lowered, modes};
use ir::Function;
use ir::fold::Constant;
use ir_eval::{Heap, Val};
use ir_filetest::file::{File, Run};
use ir_filetest::world::Classes;
use ir_filetest::{observe, observe_run};
use ir_generate::{Random, generate};
use std::fs;
use std::path::{Path, PathBuf};

/// Random functions that are tried; `KILN_SEED` and `KILN_SEEDS` say other ones.
const N_FUNCTIONS: u64 = 60;

/// The files of a folder.
fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("the folder exists");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    paths
        .map(|path| {
            let text = fs::read_to_string(&path).expect("the file can be read");
            (path, text)
        })
        .collect()
}

/// Numbers of objects say nothing.
fn without_numbers(text: &str) -> String {
    let mut kept = String::new();
    let mut is_number = false;
    for character in text.chars() {
        is_number = character == '#' || is_number && character.is_ascii_digit();
        if !is_number || character == '#' {
            kept.push(character);
        }
    }
    kept
}

fn values(func: &Function, run: &Run) -> Vec<Val> {
    let texts = run.arguments.iter().zip(&func.signature.params);
    texts
        .map(|(text, ty)| Val::parse(*ty, text).expect("an argument of the parameter's type"))
        .collect()
}

/// Runs of a folder's files end natively as they do in the evaluator.
fn run_files(folder: &str) -> usize {
    let mut n_runs = 0;
    for (path, text) in files(folder) {
        let file = File::parse(&text).expect("the file is functions");
        let functions: Vec<Function> = file
            .cases
            .iter()
            .map(|case| lowered(ir::text::parse(&case.text).expect("a function")))
            .collect();
        let world = Classes::of(&file, functions.iter().cloned());
        for run in &file.runs {
            if run.outcome.starts_with("stuck") || run.outcome == "out of steps" {
                continue;
            }
            let named = functions.iter().find(|func| func.name == run.name);
            let func = named.expect("the file has the function");
            let expected = without_numbers(&run.outcome);
            let evaluated = world.run(run).expect("arguments of the function's types");
            assert_eq!(without_numbers(&evaluated.to_string()), expected, "{run:?}");
            for mode in modes() {
                let mut world = &world;
                let args = values(func, run);
                let compiled = Compiled::of(func, &world, mode);
                let outcome = compiled.run(&args, &mut Heap::default(), &mut world);
                assert_eq!(
                    without_numbers(&outcome.to_string()),
                    expected,
                    "{}: {run:?} {mode:?}",
                    path.display()
                );
            }
            n_runs += 1;
        }
    }
    n_runs
}

#[test]
fn files_of_the_evaluator_run_natively() {
    let n_runs = run_files("../ir/eval/tests/filetests");
    assert!(n_runs > 60, "only {n_runs} runs");
}

#[test]
fn files_run_natively() {
    let n_runs = run_files("tests/filetests/run");
    assert!(n_runs > 40, "only {n_runs} runs");
}

fn random_arguments(random: &mut Random) -> [Constant; 5] {
    [
        Constant::I32(random.int()),
        Constant::I32(random.int()),
        Constant::I64(random.long()),
        Constant::F64(random.double()),
        Constant::Null,
    ]
}

fn check_random(seed: u64) {
    let func = lowered(generate(seed));
    let mut random = Random::new(seed);
    for _ in 0..2 {
        let args = random_arguments(&mut random);
        let Some(expected) = observe(&func, &args) else {
            continue;
        };
        for mode in modes() {
            let mode = Mode {
                has_loose_fields: true,
                ..mode
            };
            let seen = observe_run(&args, |args, heap, world| {
                Compiled::of(&func, world, mode).run(args, heap, world)
            });
            assert_eq!(
                seen.as_ref(),
                Some(&expected),
                "seed {seed} {mode:?}\n{func}"
            );
        }
    }
}

#[test]
fn random_functions_do_what_the_evaluator_does() {
    let number = |name: &str, default: u64| {
        let text = std::env::var(name).ok();
        text.and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let first = number("KILN_SEED", 0);
    for seed in first..first + number("KILN_SEEDS", N_FUNCTIONS) {
        check_random(seed);
    }
}
