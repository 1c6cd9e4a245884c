//! The installed JDK: its compiler, its launcher, its classes.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// Home of the installed JDK 17; `None`: there is none.
pub fn home() -> Option<PathBuf> {
    let home = std::env::var_os("JAVA_HOME")
        .map(PathBuf::from)
        .or_else(|| {
            let script = "readlink -f \"$(command -v java)\"";
            let output = Command::new("sh").args(["-c", script]).output().ok()?;
            let java = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
            Some(java.parent()?.parent()?.to_path_buf())
        })?;
    let release = std::fs::read_to_string(home.join("release")).ok()?;
    let is_right = release.contains("JAVA_VERSION=\"17.");
    (is_right && home.join("bin/javac").exists()).then_some(home)
}

/// Extracts the classes matching a pattern from the JDK; `None` if it cannot be done.
pub fn extract(pattern: &str, name: &str) -> Option<PathBuf> {
    let home = home()?;
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if dir.exists() {
        return Some(dir);
    }
    let done = Command::new(home.join("bin/jimage"))
        .arg("extract")
        .arg("--dir")
        .arg(&dir)
        .args(["--include", pattern])
        .arg(home.join("lib/modules"))
        .status();
    done.is_ok_and(|status| status.success()).then_some(dir)
}

/// The Java sources of the tests, compiled once in a process; `None`: there is no JDK.
pub fn compiled() -> Option<&'static Path> {
    static CLASSES: OnceLock<Option<PathBuf>> = OnceLock::new();
    CLASSES.get_or_init(compile).as_deref()
}

fn compile() -> Option<PathBuf> {
    let home = home()?;
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/java");
    // Test programs that run side by side have folders of their own.
    let program = std::env::current_exe().unwrap();
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(program.file_stem().unwrap())
        .join("classes");
    let mut files: Vec<PathBuf> = std::fs::read_dir(sources)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let done = Command::new(home.join("bin/javac"))
        .args(["-nowarn", "-Xlint:none", "-d"])
        .arg(&dir)
        .args(files)
        .status()
        .unwrap();
    assert!(done.success(), "javac fails");
    Some(dir)
}

/// What `java` prints when it runs a class; it must succeed.
pub fn run(classes: &Path, main: &str) -> String {
    let home = home().unwrap();
    let output = Command::new(home.join("bin/java"))
        .args(["-Xshare:auto", "-cp"])
        .arg(classes)
        .arg(main)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// All class files below a directory.
pub fn class_files(dir: &Path, found: &mut Vec<Vec<u8>>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            class_files(&path, found);
        } else if path.extension().is_some_and(|it| it == "class")
            && path.file_name().unwrap() != "module-info.class"
        {
            found.push(std::fs::read(&path).unwrap());
        }
    }
}
