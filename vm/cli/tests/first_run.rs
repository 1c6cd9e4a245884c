//! The first things that anybody runs: `-version`, a class, and the embedded example, each with
//! `kiln` and with the JDK's launcher on our VM, against the JDK's launcher on its own VM.
//!
//! The VM is the JDK's own unless `KILN_TEST_LIBJVM_DIR` names the directory of another.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a user sees of a run.
#[derive(PartialEq, Eq, Debug)]
struct Seen {
    out: String,
    err: String,
    code: Option<i32>,
}

impl From<Output> for Seen {
    fn from(output: Output) -> Seen {
        Seen {
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code(),
        }
    }
}

/// Without the variables that change what a launcher does or prints.
fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    for name in ["JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "CLASSPATH"] {
        command.env_remove(name);
    }
    command
}

fn kiln() -> Command {
    command(Path::new(env!("CARGO_BIN_EXE_kiln")))
}

fn jdk() -> PathBuf {
    let seen = Seen::from(kiln().arg("doctor").output().expect("kiln starts"));
    let line = seen
        .out
        .lines()
        .find_map(|line| line.strip_prefix("JDK "))
        .expect("a JDK 17");
    PathBuf::from(line.trim().rsplit_once(" (").expect("how it was found").0)
}

fn java() -> Command {
    command(&jdk().join("bin/java"))
}

/// `kiln`, and the JDK's launcher, each on the VM under test.
fn on_our_vm() -> [Command; 2] {
    let named = std::env::var_os("KILN_TEST_LIBJVM_DIR").map(PathBuf::from);
    let library = named.unwrap_or_else(|| jdk().join("lib/server"));
    let mut ours = kiln();
    ours.env("KILN_LIBJVM_DIR", &library);
    let mut theirs = java();
    theirs.arg(format!("-XXaltjvm={}", library.display()));
    [ours, theirs]
}

fn run(command: &mut Command) -> Seen {
    Seen::from(command.output().expect("the launcher starts"))
}

/// A folder that is removed at the end of the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("kiln-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder for the test");
        Folder(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays is no failure of the test.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The lines of `-version` but the last, which names the VM.
fn version_without_vm(seen: &Seen) -> Vec<&str> {
    let mut lines: Vec<&str> = seen.err.lines().collect();
    let vm = lines.pop().expect("a line about the VM");
    assert!(vm.contains(" 64-Bit ") && vm.contains("VM (build "), "{vm}");
    lines
}

#[test]
fn the_version_differs_in_the_line_of_the_vm_only() {
    let stock = run(java().arg("-version"));
    assert_eq!(version_without_vm(&stock).len(), 2);
    for mut command in on_our_vm() {
        let seen = run(command.arg("-version"));
        assert_eq!(version_without_vm(&seen), version_without_vm(&stock));
        assert_eq!((&seen.out, seen.code), (&stock.out, stock.code));
        if std::env::var_os("KILN_TEST_LIBJVM_DIR").is_some() {
            assert!(seen.err.contains("Kiln 64-Bit VM (build "), "{}", seen.err);
        }
    }
}

#[test]
fn a_class_runs_alike() {
    let folder = Folder::new("first-run");
    let source = folder.0.join("HelloWorld.java");
    let text = "public class HelloWorld {\n    public static void main(String[] args) {\n        \
                System.out.println(\"Hello, \" + args[0]);\n        System.err.println(args.length);\n    }\n}\n";
    std::fs::write(&source, text).expect("the source is written");
    let compiled = run(command(&jdk().join("bin/javac")).arg(&source));
    assert_eq!(compiled.code, Some(0), "{}", compiled.err);
    // The second run ends with an exception that nobody catches.
    for words in [&["HelloWorld", "World"][..], &["HelloWorld"]] {
        let stock = run(java().arg("-cp").arg(&folder.0).args(words));
        for mut command in on_our_vm() {
            assert_eq!(run(command.arg("-cp").arg(&folder.0).args(words)), stock);
        }
    }
}

#[test]
fn the_example_runs_alike() {
    let folder = Folder::new("example");
    let source = folder.0.join("Example.java");
    let text = run(kiln().args(["example", "--source"])).out;
    std::fs::write(&source, text).expect("the source is written");
    let stock = run(java().arg(&source));
    assert_eq!(stock.code, Some(0), "{}", stock.err);
    let [mut ours, mut theirs] = on_our_vm();
    assert_eq!(run(ours.arg("example")), stock);
    assert_eq!(run(theirs.arg(&source)), stock);
}
