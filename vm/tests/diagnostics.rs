//! What the VM says when it is asked or in trouble: thread dumps, crash reports, faults in mapped
//! files. The programs in `diagnostics/` are run on HotSpot and, with `KILN_TEST_LIBJVM_DIR` set,
//! on the VM in that directory, which must say the same as far as it can be compared.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn jdk_tool(name: &str) -> String {
    std::env::var("JAVA_HOME").map_or(name.to_owned(), |home| format!("{home}/bin/{name}"))
}

/// A directory of its own with the compiled program.
fn compiled(class: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("diagnostics")
        .join(class);
    std::fs::create_dir_all(&directory).expect("a directory can be made");
    let source =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/diagnostics/{class}.java"));
    let output = Command::new(jdk_tool("javac"))
        .args(["-XDignore.symbol.file", "-nowarn", "-d"])
        .arg(&directory)
        .arg(source)
        .output()
        .expect("javac can be run");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    directory
}

fn java(directory: &Path, class: &str, libjvm: Option<&str>) -> Command {
    let mut command = Command::new(jdk_tool("java"));
    if let Some(libjvm) = libjvm {
        command.arg(format!("-XXaltjvm={libjvm}/"));
    }
    command
        .args(["-Xint", "-XX:-CreateCoredumpOnCrash", "-cp"])
        .arg(directory)
        .arg(class)
        .current_dir(directory);
    command
}

fn run(class: &str, libjvm: Option<&str>) -> Output {
    java(&compiled(class), class, libjvm)
        .output()
        .expect("java can be run")
}

fn libjvm() -> Option<String> {
    std::env::var("KILN_TEST_LIBJVM_DIR").ok()
}

#[test]
fn lost_pages_of_mapped_files_are_internal_errors() {
    let hotspot = run("TruncatedMapping", None);
    let text = String::from_utf8_lossy(&hotspot.stdout).into_owned();
    assert!(
        text.ends_with("done\n") && !text.contains("no error"),
        "{text}"
    );
    if let Some(libjvm) = libjvm() {
        assert_eq!(
            String::from_utf8_lossy(&run("TruncatedMapping", Some(&libjvm)).stdout),
            text
        );
    }
}

#[test]
fn a_wild_access_is_reported() {
    // Without a core dump there is no abort either.
    assert_eq!(run("BadAddress", None).status.code(), Some(1));
    let Some(libjvm) = libjvm() else { return };
    let output = run("BadAddress", Some(&libjvm));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"before\n");
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    for part in [
        "SIGSEGV (0xb) at pc=0x",
        "address 0x0000000000000008",
        "\"main\"",
        "#   at jdk.internal.misc.Unsafe.putInt(Ljava/lang/Object;JI)V (native)\n",
        "#   at BadAddress.deep(ILsun/misc/Unsafe;)V @9 (line 8)\n",
        "#   at BadAddress.main([Ljava/lang/String;)V",
        "# To reproduce:\n",
        "# This report is in kiln_err_pid",
    ] {
        assert!(report.contains(part), "{part:?} is missing in\n{report}");
    }
}

/// The dump that SIGQUIT asks for.
fn dump(directory: &Path, libjvm: Option<&str>) -> String {
    let mut child = java(directory, "ThreadDump", libjvm)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("java can be run");
    let mut stdout = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    let mut line = String::new();
    stdout
        .read_line(&mut line)
        .expect("the program prints a line");
    assert_eq!(line, "READY\n");
    std::thread::sleep(Duration::from_millis(300));
    let killed = Command::new("kill")
        .args(["-QUIT", &child.id().to_string()])
        .status();
    assert!(killed.is_ok_and(|status| status.success()));
    std::thread::sleep(Duration::from_secs(2));
    child
        .stdin
        .take()
        .expect("standard input is a pipe")
        .write_all(b"\n")
        .expect("the program reads");
    let mut text = String::new();
    stdout.read_to_string(&mut text).expect("the dump is text");
    child.wait().expect("the program ends");
    text
}

/// The threads of the program and the deadlocks, without numbers that differ from run to run.
fn comparable(dump: &str) -> String {
    const OTHERS: [&str; 9] = [
        "Reference Handler",
        "Finalizer",
        "Signal Dispatcher",
        "Service Thread",
        "Monitor Deflation Thread",
        "Notification Thread",
        "Common-Cleaner",
        "VM ",
        "G",
    ];
    let mut out = String::new();
    let mut skips = true;
    for line in dump.lines() {
        if let Some(rest) = line.strip_prefix('"') {
            skips = OTHERS.iter().any(|name| rest.starts_with(name));
        } else if line.starts_with("Found ") {
            skips = false;
        } else if line.starts_with("JNI global") || line.starts_with("Heap") {
            skips = true;
        }
        if !skips {
            let words: Vec<String> = line.split(' ').map(plain).collect();
            out.push_str(&words.join(" "));
            out.push('\n');
        }
    }
    out
}

/// A word with its addresses, times and thread numbers replaced.
fn plain(word: &str) -> String {
    let is_number = word
        .strip_prefix('#')
        .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
    if is_number || word.starts_with("cpu=") || word.starts_with("elapsed=") {
        return "*".to_owned();
    }
    match word.split_once("0x") {
        Some((before, after)) => format!(
            "{before}*{}",
            after.trim_start_matches(|c: char| c.is_ascii_hexdigit())
        ),
        None => word.to_owned(),
    }
}

#[test]
fn thread_dumps_show_locks_and_deadlocks() {
    let directory = compiled("ThreadDump");
    let hotspot = comparable(&dump(&directory, None));
    assert!(
        hotspot.contains("Found 2 deadlocks.") && hotspot.contains("- locked <*>"),
        "{hotspot}"
    );
    if let Some(libjvm) = libjvm() {
        assert_eq!(comparable(&dump(&directory, Some(&libjvm))), hotspot);
    }
}
