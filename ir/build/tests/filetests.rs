//! Functions that are built of the methods in `tests/java`, compared with files.
//!
//! A line `; build Class.method(descriptors)descriptor` says of which method the function behind it
//! is built; behind it may stand `nothing` (is resolved), `pruned` (branches at even bcis were
//! never taken), `throws` (all checks failed often) and `osr=BCI`. `KILN_BLESS=1` writes the functions anew.
#![allow(clippy::unwrap_used, reason = "a panic is how a test fails")]

mod support;

use ir_build::{BranchProfile, Options, Profile, Recorder, Transcript, build};
use std::cell::RefCell;
use std::path::PathBuf;
use support::jdk;
use support::program::Program;
use support::source::{Resolves, Source};

/// The function that a directive asks for.
fn built(program: &Program, directive: &str) -> String {
    let mut words = directive.split_whitespace();
    let found = program.named(words.next().unwrap()).expect(directive);
    let mut options = Options::default();
    let mut resolves = Resolves::Everything;
    let mut throws = false;
    for word in words {
        match word.split_once('=') {
            None if word == "nothing" => resolves = Resolves::Nothing,
            None if word == "throws" => throws = true,
            None if word == "pruned" => options.prune = Some(1),
            Some(("osr", bci)) => options.osr = Some(bci.parse().unwrap()),
            _ => panic!("{directive}"),
        }
    }
    let mut source = Source::new(program, resolves);
    source.throws = throws;
    source.profile.branches = (0..1000)
        .map(|bci| BranchProfile {
            bci,
            n_taken: bci % 2,
            n_not_taken: 1,
        })
        .collect();
    match build(&source, source.id(&found), &options) {
        Ok(built) => {
            let text = built.function.to_string();
            let parsed = ir::text::parse(&text).expect("what is printed parses");
            assert_eq!(parsed.to_string(), text);
            text
        }
        Err(bailout) => format!("; bailout {bailout}\n"),
    }
}

/// The file with its functions built anew; other comments stay.
fn rebuilt(program: &Program, text: &str) -> String {
    let mut made = String::new();
    for line in text.lines().filter(|line| line.starts_with("; ")) {
        if line.starts_with("; bailout") {
            continue;
        }
        made.push_str(line);
        made.push('\n');
        if let Some(directive) = line.strip_prefix("; build ") {
            made.push_str(&built(program, directive));
        }
    }
    made
}

#[test]
fn functions_are_those_of_the_files() {
    let Some(classes) = jdk::compiled() else {
        return;
    };
    let mut files = Vec::new();
    jdk::class_files(classes, &mut files);
    let program = Program::parse(files);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/filetests");
    let mut n_files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let made = rebuilt(&program, &text);
        if std::env::var_os("KILN_BLESS").is_some() {
            std::fs::write(&path, &made).unwrap();
        } else {
            assert_eq!(made, text, "{}", path.display());
        }
        n_files += 1;
    }
    assert!(n_files > 2, "only {n_files} files");
}

#[test]
fn profiles_are_found_by_bci() {
    let branch = |bci| BranchProfile {
        bci,
        n_taken: 1,
        n_not_taken: 2,
    };
    let profile = Profile {
        branches: vec![branch(3), branch(9)],
        types: Vec::new(),
    };
    assert_eq!(profile.branch(9), Some(&branch(9)));
    assert_eq!(profile.branch(4), None);
    assert_eq!(profile.types(3), None);
}

/// Answers to the questions of one build are enough to build the same again.
#[test]
fn transcripts_are_replayed() {
    let Some(classes) = jdk::compiled() else {
        return;
    };
    let mut files = Vec::new();
    jdk::class_files(classes, &mut files);
    let program = Program::parse(files);
    let options = Options {
        prune: Some(1),
        ..Options::default()
    };
    let source = Source::new(&program, Resolves::Some(5));
    for found in program.methods() {
        let id = source.id(&found);
        let recorded = RefCell::default();
        let built = build(&Recorder::new(&source, &recorded), id, &options).unwrap();
        let entries = recorded.into_inner().entries().to_vec();
        assert!(entries.len() > 1, "{entries:?}");
        let transcript = Transcript::new(entries);
        let again = build(&transcript, id, &options).unwrap();
        assert_eq!(transcript.n_unknown(), 0);
        assert_eq!(again.function.to_string(), built.function.to_string());
        assert_eq!(again.methods, built.methods);
    }
}
