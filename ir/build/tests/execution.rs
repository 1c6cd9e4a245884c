//! Java programs, built and evaluated, print what `java` prints: with everything resolved, where
//! compiled code leaves at failing checks; with nothing resolved, where it leaves at once; and with
//! some places resolved, so that it leaves everywhere and an interpreter goes on from its states.
//! So they do after the optimizer's passes.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use ir_build::{BranchProfile, Options, Profile};
use ir_eval::{CallOutcome, Heap, Val, World};
use opt::Pipeline;
use support::jdk;
use support::program::Program;
use support::source::Resolves;
use support::vm::Vm;

/// The programs, and the lines `Class.method = result` that `java` prints.
fn programs() -> Option<(Program, String)> {
    let dir = jdk::compiled()?;
    let mut files = Vec::new();
    jdk::class_files(dir, &mut files);
    Some((Program::parse(files), jdk::run(dir, "Main")))
}

/// Runs all methods that `java` ran, in its order, and returns what it would print.
fn run(vm: &mut Vm<'_>, expected: &str) -> String {
    let mut heap = Heap::default();
    vm.initialize(&mut heap);
    let mut printed = String::new();
    for line in expected.lines() {
        let name = line.split(' ').next().unwrap();
        let methods: Vec<_> = vm.program.methods().collect();
        let is_it = |full: &str| {
            full.strip_prefix(name)
                .is_some_and(|it| it.starts_with("()"))
        };
        let found = methods
            .iter()
            .find(|found| is_it(&found.full_name()))
            .unwrap();
        let text = match vm.call(&mut heap, &found.full_name(), false, &[]).unwrap() {
            CallOutcome::Returned(Some(Val::F32(value))) => format!("= {:#x}", value.to_bits()),
            CallOutcome::Returned(Some(Val::F64(value))) => format!("= {:#x}", value.to_bits()),
            CallOutcome::Returned(Some(value)) => format!("= {value}"),
            CallOutcome::Returned(None) => "= nothing".to_owned(),
            CallOutcome::Threw(exception) => format!("threw {}", heap.object(exception).class),
        };
        printed.push_str(&format!("{name} {text}\n"));
        assert_eq!(heap.n_locks(), 0, "{name}: monitors that are not left");
    }
    printed
}

fn differences(printed: &str, expected: &str) -> Vec<String> {
    let pairs = printed.lines().zip(expected.lines());
    let differing = pairs.filter(|(printed, expected)| printed != expected);
    differing
        .map(|(printed, expected)| format!("{printed}, not {expected}"))
        .collect()
}

#[test]
fn programs_print_what_java_prints() {
    let Some((program, expected)) = programs() else {
        return;
    };
    let mut resolves = vec![Resolves::Everything, Resolves::Nothing];
    resolves.extend((0..12).map(Resolves::Some));
    for resolves in resolves {
        let mut vm = Vm::new(&program, resolves, Options::default());
        let printed = run(&mut vm, &expected);
        assert_eq!(differences(&printed, &expected), [""; 0], "{resolves:?}");
        assert!(
            vm.n_built > 90 && vm.n_left > 10,
            "{} {}",
            vm.n_built,
            vm.n_left
        );
    }
}

#[test]
fn branches_that_are_left_out_are_interpreted() {
    let Some((program, expected)) = programs() else {
        return;
    };
    for parity in 0..4 {
        let options = Options {
            prune: Some(1),
            ..Options::default()
        };
        let mut vm = Vm::new(&program, Resolves::Everything, options);
        vm.source.profile = Profile {
            branches: (0..4000)
                .map(|bci| BranchProfile {
                    bci,
                    n_taken: u32::from(bci % 4 != parity),
                    n_not_taken: u32::from(bci % 4 != 3 - parity),
                })
                .collect(),
            types: Vec::new(),
        };
        let printed = run(&mut vm, &expected);
        assert_eq!(differences(&printed, &expected), [""; 0], "{parity}");
    }
}

#[test]
fn frames_are_replaced_at_loop_headers() {
    let Some((program, expected)) = programs() else {
        return;
    };
    for resolves in [
        Resolves::Everything,
        Resolves::Some(3),
        Resolves::Some(4),
        Resolves::Some(8),
    ] {
        let mut vm = Vm::new(&program, resolves, Options::default());
        vm.osr_every = Some(5);
        let printed = run(&mut vm, &expected);
        assert_eq!(differences(&printed, &expected), [""; 0], "{resolves:?}");
        assert!(vm.n_replaced > 20, "{} {}", vm.n_replaced, vm.n_left);
    }
}

#[test]
fn optimized_programs_print_what_java_prints() {
    let Some((program, expected)) = programs() else {
        return;
    };
    let passes = Pipeline::parse("default").unwrap();
    for (passes, osr_every) in [
        (passes.clone(), None),
        (passes.clone().lowered(), None),
        (passes.lowered(), Some(7)),
    ] {
        for resolves in [Resolves::Everything, Resolves::Some(1), Resolves::Some(2)] {
            let mut vm = Vm::new(&program, resolves, Options::default());
            vm.passes = Some(passes.clone());
            vm.osr_every = osr_every;
            let printed = run(&mut vm, &expected);
            assert_eq!(differences(&printed, &expected), [""; 0], "{resolves:?}");
        }
    }
}
