//! Functions in `tests/filetests`: `text` prints back as it was read but for lines that are
//! comments, `verify` has the violations
//! that its comments name.
//!
//! In `verify` a comment `; error: message` stands behind the instruction, the block header or the
//! first line of the function that has the violation.

use ir::Function;
use ir::text::{parse, parse_all};
use ir::verify::{Place, verify};
use std::fs;
use std::path::PathBuf;

/// Names and texts of the files of a folder.
fn files(folder: &str) -> Vec<(String, String)> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/filetests")
        .join(folder);
    let entries = fs::read_dir(&path).expect("the folder exists");
    let mut files: Vec<(String, String)> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .map(|path| {
            let text = fs::read_to_string(&path).expect("the file can be read");
            (path.display().to_string(), text)
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder} has files");
    files
}

/// A line without the comment behind it.
fn without_comment(line: &str) -> &str {
    line.split(" ; ").next().unwrap_or_default()
}

#[test]
fn functions_print_as_they_were_read() {
    for (name, text) in files("text") {
        let functions = parse_all(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let printed: String = functions.iter().map(Function::to_string).collect();
        let expected: String = text
            .lines()
            .filter(|line| !line.starts_with(';'))
            .map(|line| format!("{line}\n"))
            .collect();
        assert_eq!(printed, expected, "{name}");
        for function in functions {
            let again = parse(&function.to_string()).expect("what was printed is a function");
            assert_eq!(again.to_string(), function.to_string(), "{name}");
        }
    }
}

/// Each line that is expected to have violations, with their messages.
fn expected(text: &str) -> Vec<(String, String)> {
    let mut expected = Vec::new();
    for line in text.lines() {
        for message in line.split("; error: ").skip(1) {
            expected.push((
                without_comment(line).trim().to_owned(),
                message.trim().to_owned(),
            ));
        }
    }
    expected.sort();
    expected
}

/// The violations of a function, each with the line it is in.
fn found(function: &Function) -> Vec<(String, String)> {
    let text = function.to_string();
    let line_of = |place: Place, text_of_inst: &str| match place {
        Place::Inst(_) => text_of_inst.to_owned(),
        Place::Function => text.lines().next().unwrap_or_default().to_owned(),
        Place::Block(block) => {
            let is_header = |line: &&str| {
                let rest = line.strip_prefix(&block.to_string());
                rest.is_some_and(|rest| rest.starts_with([':', '(', ' ']))
            };
            text.lines().find(is_header).unwrap_or_default().to_owned()
        }
    };
    let mut found: Vec<(String, String)> = verify(function)
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|violation| (line_of(violation.place, &violation.text), violation.message))
        .collect();
    found.sort();
    found
}

#[test]
fn the_verifier_finds_what_the_comments_name() {
    for (name, text) in files("verify") {
        for function in text.split_inclusive("\n}\n") {
            if function.trim().is_empty() {
                continue;
            }
            let parsed = parse(function).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(
                found(&parsed),
                expected(function),
                "{name}: @{}",
                parsed.name
            );
        }
    }
}

#[test]
fn text_functions_are_valid() {
    for (name, text) in files("text") {
        for function in parse_all(&text).expect("the other test has parsed it") {
            let violations = verify(&function).err().unwrap_or_default();
            let listed: Vec<String> = violations.iter().map(ToString::to_string).collect();
            assert!(listed.is_empty(), "{name}: {listed:#?}");
        }
    }
}
