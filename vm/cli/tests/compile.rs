//! Recordings of compilations, and `kiln compile`. Needs the VM in `KILN_TEST_LIBJVM_DIR`: without
//! it nothing is tested, since no other VM makes recordings.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A directory of its own with the compiled program, if there is a VM.
fn prepared(test: &str) -> Option<PathBuf> {
    std::env::var_os("KILN_TEST_LIBJVM_DIR")?;
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("compile")
        .join(test);
    // It may not be there.
    let _ = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).expect("a directory can be made");
    let javac = std::env::var("JAVA_HOME").map_or("javac".to_owned(), |home| home + "/bin/javac");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile/Sieve.java");
    let mut command = Command::new(javac);
    let status = command.arg("-d").arg(&directory).arg(source).status();
    assert!(status.expect("javac can be run").success());
    Some(directory)
}

/// Runs `kiln` in the directory on the VM under test.
fn kiln(directory: &Path, words: &[&str]) -> Output {
    let libjvm = std::env::var_os("KILN_TEST_LIBJVM_DIR").expect("asked before");
    Command::new(env!("CARGO_BIN_EXE_kiln"))
        .env("KILN_LIBJVM_DIR", libjvm)
        .env_remove("RUST_BACKTRACE")
        .args(words)
        .current_dir(directory)
        .output()
        .expect("kiln starts")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const RUN: [&str; 4] = ["--policy=hotspot", "-Xbatch", "-cp", "."];

/// Runs the program with further options; its standard error.
fn run(directory: &Path, options: &[&str]) -> String {
    let mut words = RUN.to_vec();
    words.extend(options);
    words.push("Sieve");
    let output = kiln(directory, &words);
    assert_eq!(stdout(&output), "1834048826\n", "{}", stderr(&output));
    stderr(&output)
}

/// The replay files in a directory.
fn replay_files(directory: &Path) -> Vec<String> {
    let files = std::fs::read_dir(directory).expect("it is there");
    let names = files.map(|file| file.expect("readable").file_name());
    let names = names.map(|name| name.into_string().expect("the VM's names are ASCII"));
    let mut names: Vec<String> = names
        .filter(|name| name.starts_with("replay_pid"))
        .collect();
    names.sort();
    names
}

#[test]
fn every_recorded_compilation_yields_the_same_again() {
    let Some(directory) = prepared("same") else {
        return;
    };
    run(&directory, &["--profile-out=p.log"]);
    let list = stdout(&kiln(
        &directory,
        &["compile", "--replay", "p.log", "--list"],
    ));
    assert!(
        list.contains("full  Sieve::sum(Ljava/util/List;)I"),
        "{list}"
    );
    for line in list.lines() {
        let mut words = line.split_whitespace();
        let id = words.next().expect("a number");
        let check = ["compile", "--replay=p.log", "--id", id, "--check"];
        let method = words.nth(1).expect("a method");
        let output = kiln(&directory, &[&check[..], &[method]].concat());
        let text = stdout(&output) + &stderr(&output);
        assert!(
            text.contains(": the same function, the same "),
            "{line}: {text}"
        );
    }
    let words = [
        "compile",
        "--profile-in",
        "p.log",
        "Sieve::sum",
        "--passes",
        "quick",
    ];
    let other = kiln(&directory, &words);
    assert_eq!(other.status.code(), Some(0), "{}", stderr(&other));
}

#[test]
fn a_panic_leaves_a_file_that_panics_again() {
    let Some(directory) = prepared("panic") else {
        return;
    };
    let said = run(&directory, &["--panic-in=Sieve.run"]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(
        said.contains("the compiler panicked in Sieve::run: "),
        "{said}"
    );
    let files = replay_files(&directory);
    let [file] = &files[..] else {
        panic!("one file, not {files:?}");
    };
    assert!(said.contains(&format!("`kiln compile --replay {file}` compiles again")));
    let again = kiln(&directory, &["compile", "--replay", file]);
    assert_eq!(again.status.code(), Some(3));
    assert!(
        stderr(&again).contains("the compiler panicked at "),
        "{}",
        stderr(&again)
    );
    let check = kiln(&directory, &["compile", "--check", "--replay", file]);
    assert_eq!(
        stdout(&check),
        "Sieve::run(I)I: the compiler panicked again\n"
    );
    run(
        &directory,
        &["--panic-in=Sieve.sum", "-XX:ReplayDataFile=my.log"],
    );
    let listed = stdout(&kiln(&directory, &["compile", "--replay=my.log", "--list"]));
    assert!(
        listed.contains("panicked: a panic was asked for"),
        "{listed}"
    );
}

#[test]
fn commands_dump_single_methods() {
    let Some(directory) = prepared("dump") else {
        return;
    };
    let options = [
        "-XX:CompileCommand=quiet",
        "-XX:CompileCommand=DumpReplay,Sieve.square",
    ];
    run(&directory, &options);
    let files = replay_files(&directory);
    assert!(!files.is_empty());
    let words = [
        "compile",
        "--emit=ir",
        "--tier",
        "full",
        "--replay",
        &files[0],
    ];
    let text = stdout(&kiln(&directory, &words));
    assert!(
        text.starts_with("; Sieve::square(I)I, full, ir\n"),
        "{text}"
    );
    assert!(text.contains(" = imul v0, v0\n"), "{text}");
}

#[test]
fn a_method_that_never_ran_is_compiled_from_a_class_path() {
    let Some(directory) = prepared("path") else {
        return;
    };
    let words = ["compile", "-cp", ".", "Sieve.run(I)I", "--emit=task,ir,asm"];
    let first = kiln(&directory, &words);
    let text = stdout(&first);
    assert!(
        text.contains("entered at the beginning; "),
        "{text}{}",
        stderr(&first)
    );
    assert!(text.contains("store_element"), "{text}");
    assert_eq!(
        stdout(&kiln(&directory, &words)),
        text,
        "the text is stable"
    );
    let quick = [
        "compile",
        "-cp",
        ".",
        "Sieve::run",
        "--tier=quick",
        "--emit=task",
    ];
    assert!(stdout(&kiln(&directory, &quick)).contains("Fastalloc"));
}

#[test]
fn mistakes_are_shown_with_the_nearest_names() {
    let Some(directory) = prepared("mistakes") else {
        return;
    };
    run(&directory, &["--profile-out=p.log"]);
    std::fs::write(
        directory.join("bad.log"),
        "{\"schema\":\"kiln.replay/7\"}\n",
    )
    .expect("writable");
    for (words, expected) in [
        (
            &["-cp", ".", "Sieve::rum"][..],
            "Sieve::rum: Sieve has no method rum; did you mean run",
        ),
        (
            &["-cp", ".", "Sieves::run"],
            "Sieves::run: java.lang.ClassNotFoundException: Sieves; did you mean Sieve",
        ),
        (
            &["--replay=p.log", "Sieve::smu"],
            "kiln compile: no compilation of Sieve::smu is recorded; did you mean Sieve::sum",
        ),
        (
            &["--replay=p.log", "Sieve::sum", "--id=9999"],
            "kiln compile: there is no compilation 9999 of it; there are ",
        ),
        (
            &["--replay=p.log", "Sieve::sum", "--passes=gvn,lcim"],
            "kiln compile: no pass or preset is called `lcim`; did you mean `licm`?\n    gvn,lcim\n        ^^^^",
        ),
        (
            &["--replay=bad.log"],
            "kiln compile: bad.log:1: the file is of `kiln.replay/7`, not `kiln.replay/1`",
        ),
        (
            &["--replay=no.log"],
            "kiln compile: no.log: No such file or directory",
        ),
    ] {
        let output = kiln(&directory, &[&["compile"], words].concat());
        let said = stderr(&output);
        assert!(said.starts_with(expected), "{words:?}: {said}");
        assert_eq!(output.status.code(), Some(1), "{words:?}");
    }
}

#[test]
fn bisection_counts_runs_of_passes_and_names_the_last() {
    let Some(directory) = prepared("bisect") else {
        return;
    };
    let words = ["--bisect-limit=5", "--deterministic", "-cp", ".", "Sieve"];
    let output = kiln(&directory, &words);
    assert_eq!(stdout(&output), "1834048826\n");
    let said = stderr(&output);
    let lines: Vec<&str> = said.lines().collect();
    let [named, counted] = lines[..] else {
        panic!("two lines, not {said}");
    };
    assert!(named.starts_with("bisect: run 5 is "), "{said}");
    assert!(
        counted.starts_with("bisect: 5 of ") && counted.ends_with(" runs of passes"),
        "{said}"
    );
    let none_wrong = kiln(&directory, &["bisect", "-cp", ".", "Sieve"]);
    let said = stderr(&none_wrong);
    assert!(
        said.contains("the program does what it should with all "),
        "{said}"
    );
}
