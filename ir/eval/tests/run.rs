//! Functions in `tests/filetests`, evaluated: a comment `; run: @name(arguments) == outcome` says
//! with what, and what comes of it.
//!
//! A function calls another one of its file when a method has that name. Comments
//! `; class B extends A` make the hierarchy, `; uninitialized A` a class that is not initialized.

use ir::{Function, Type};
use ir_eval::{CallOutcome, Heap, Outcome, Val, World, evaluate};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

/// Steps that a run may take.
const STEPS: usize = 10_000;

/// The functions of a file, and what its comments say about classes.
#[derive(Default)]
struct File {
    functions: BTreeMap<String, Function>,
    supers: BTreeMap<String, String>,
    uninitialized: BTreeSet<String>,
}

impl World for &File {
    fn call(
        &mut self,
        heap: &mut Heap,
        method: &str,
        _is_virtual: bool,
        args: &[Val],
    ) -> Option<CallOutcome> {
        let name = method.split('(').next()?;
        let function = self.functions.get(name)?;
        match evaluate(function, args, heap, self, STEPS) {
            Outcome::Returned(value) => Some(CallOutcome::Returned(value)),
            Outcome::Threw(Val::Ref(Some(exception))) => Some(CallOutcome::Threw(exception)),
            _ => None,
        }
    }

    fn is_subclass(&self, sub: &str, super_class: &str) -> bool {
        let up = |class: &&str| self.supers.get(*class).map(String::as_str);
        super_class == "java.lang.Object"
            || std::iter::successors(Some(sub), up).any(|class| class == super_class)
    }

    fn is_initialized(&self, class: &str) -> bool {
        !self.uninitialized.contains(class)
    }
}

fn read(text: &str) -> File {
    let mut file = File::default();
    for function in ir::text::parse_all(text).expect("the file is functions") {
        if let Err(violations) = ir::verify::verify(&function) {
            let listed: Vec<String> = violations.iter().map(ToString::to_string).collect();
            panic!("@{}: {listed:#?}", function.name);
        }
        file.functions.insert(function.name.clone(), function);
    }
    for line in text.lines() {
        if let Some((sub, super_class)) = line
            .strip_prefix("; class ")
            .and_then(|rest| rest.split_once(" extends "))
        {
            file.supers.insert(sub.to_owned(), super_class.to_owned());
        }
        if let Some(class) = line.strip_prefix("; uninitialized ") {
            file.uninitialized.insert(class.to_owned());
        }
    }
    file
}

/// Runs `@name(arguments)`.
fn run(file: &File, call: &str) -> Outcome {
    let (name, arguments) = call
        .strip_prefix('@')
        .and_then(|call| call.strip_suffix(')'))
        .and_then(|call| call.split_once('('))
        .expect("a call");
    let function = &file.functions[name];
    let texts = arguments
        .split(',')
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let params: &[Type] = &function.signature.params;
    let args: Vec<Val> = texts
        .zip(params)
        .map(|(text, ty)| Val::parse(*ty, text).expect("an argument of the parameter's type"))
        .collect();
    assert_eq!(args.len(), params.len(), "{call}: number of arguments");
    let mut world = file;
    evaluate(function, &args, &mut Heap::default(), &mut world, STEPS)
}

#[test]
fn runs_end_as_the_comments_say() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/filetests");
    let mut n_runs = 0;
    for entry in fs::read_dir(folder).expect("the folder exists") {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(&path).expect("the file can be read");
        let file = read(&text);
        for directive in text.lines().filter_map(|line| line.strip_prefix("; run: ")) {
            let (call, expected) = directive.split_once(" == ").expect("call and outcome");
            let outcome = run(&file, call).to_string();
            assert_eq!(outcome, expected, "{}: {call}", path.display());
            n_runs += 1;
        }
    }
    assert!(n_runs > 50, "only {n_runs} runs");
}
