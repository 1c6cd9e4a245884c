//! The JNI invocation API, driven by a C program that embeds the VM (`invocation/embed.c`).
//!
//! Each case is run on HotSpot, whose answers are kept in `invocation/<case>.expected`
//! (`KILN_BLESS=1` rewrites them), and on the VM in the directory that `KILN_TEST_LIBJVM_DIR`
//! names, which must answer the same.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// A VM that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(120);

macro_rules! cases {
    ($($name:ident)*) => { $( #[test] fn $name() { check(stringify!($name)); } )* };
}

cases! {
    life refused unknown_option ignored_option exit_hook print_hook attach many waiting elsewhere
    pending natives stack
}

/// The JDK, and the directory with the C program and the classes, compiled.
struct Prepared {
    jdk: PathBuf,
    directory: PathBuf,
}

fn check(case: &str) {
    let prepared = prepared();
    let file = sources().join(format!("{case}.expected"));
    let hotspot = run(prepared, &prepared.jdk.join("lib/server"), case);
    if std::env::var_os("KILN_BLESS").is_some() {
        std::fs::write(&file, &hotspot).expect("the expected output can be written");
    }
    let expected = std::fs::read_to_string(&file).expect("KILN_BLESS=1 writes this file");
    assert_eq!(hotspot, expected, "{case} on HotSpot");
    if let Some(directory) = std::env::var_os("KILN_TEST_LIBJVM_DIR") {
        assert_eq!(
            run(prepared, Path::new(&directory), case),
            expected,
            "{case}"
        );
    }
}

/// Standard output, then standard error, then the exit code.
fn run(prepared: &Prepared, libjvm: &Path, case: &str) -> String {
    let mut command = Command::new(prepared.directory.join("embed"));
    command
        .arg(libjvm.join("libjvm.so"))
        .arg(&prepared.directory)
        .arg(&prepared.jdk)
        .arg(case);
    for name in [
        "JAVA_TOOL_OPTIONS",
        "_JAVA_OPTIONS",
        "CLASSPATH",
        "LD_LIBRARY_PATH",
    ] {
        command.env_remove(name);
    }
    command
        .current_dir(&prepared.directory)
        .stdin(Stdio::null());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the embedding program starts");
    let start = Instant::now();
    while child.try_wait().expect("the child is ours").is_none() {
        if start.elapsed() > LIMIT {
            child.kill().expect("the child is ours");
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("the child has ended");
    format!(
        "{}--- stderr\n{}--- {}\n",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
        output.status
    )
}

fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invocation")
}

fn prepared() -> &'static Prepared {
    static PREPARED: OnceLock<Prepared> = OnceLock::new();
    PREPARED.get_or_init(|| {
        let jdk = find_jdk().expect("these tests need a JDK 17: set KILN_JDK or JAVA_HOME");
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("invocation");
        std::fs::create_dir_all(&directory).expect("the target directory is writable");
        let include = jdk.join("include");
        let mut compiler = Command::new("cc");
        compiler
            .args(["-Wall", "-O1", "-o"])
            .arg(directory.join("embed"));
        compiler
            .arg("-I")
            .arg(&include)
            .arg("-I")
            .arg(include.join("linux"));
        compile(
            compiler
                .arg(sources().join("embed.c"))
                .args(["-ldl", "-lpthread"]),
        );
        let mut javac = Command::new(jdk.join("bin/javac"));
        compile(
            javac
                .arg("-d")
                .arg(&directory)
                .arg(sources().join("Embedded.java")),
        );
        Prepared { jdk, directory }
    })
}

fn compile(command: &mut Command) {
    let output = command
        .output()
        .unwrap_or_else(|e| panic!("{command:?}: {e}"));
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// As the launcher looks for it, without its explanations.
fn find_jdk() -> Option<PathBuf> {
    let named = ["KILN_JDK", "JAVA_HOME"]
        .into_iter()
        .filter_map(std::env::var_os);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path: Vec<PathBuf> = std::env::split_paths(&path)
        .filter_map(|dir| dir.join("java").canonicalize().ok())
        .filter_map(|java| Some(java.parent()?.parent()?.to_owned()))
        .collect();
    let system = std::fs::read_dir("/usr/lib/jvm")
        .into_iter()
        .flatten()
        .flatten();
    let candidates = named
        .map(PathBuf::from)
        .chain(on_path)
        .chain(system.map(|e| e.path()));
    candidates
        .map(|home| home.canonicalize().unwrap_or(home))
        .find(|home| {
            let release = std::fs::read_to_string(home.join("release")).unwrap_or_default();
            release.contains("JAVA_VERSION=\"17") && home.join("include/jni.h").exists()
        })
}
