//! Running one command line with both launchers.

use super::table::{Row, directory};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Variables of the developer's environment that would change the outcome.
const CLEARED: [&str; 7] = [
    "JDK_JAVA_OPTIONS",
    "JAVA_TOOL_OPTIONS",
    "_JAVA_OPTIONS",
    "CLASSPATH",
    "JDK_ALTERNATE_VM",
    "LD_LIBRARY_PATH",
    "_JAVA_LAUNCHER_DEBUG",
];

/// The two launchers, and a directory with the programs of the tables, compiled.
pub struct Oracle {
    jdk: PathBuf,
    libjvm: PathBuf,
    directory: PathBuf,
    stock: PathBuf,
    ours: PathBuf,
}

impl Oracle {
    /// Finds the JDK through `kiln doctor`, compiles the programs and packs the jar files.
    pub fn prepare() -> Oracle {
        let kiln = Path::new(env!("CARGO_BIN_EXE_kiln"));
        let jdk = jdk_found_by(kiln);
        let libjvm = std::env::var_os("KILN_TEST_LIBJVM_DIR").map(PathBuf::from);
        let libjvm = libjvm.unwrap_or_else(|| jdk.join("lib/server"));
        let root = std::env::temp_dir().join(format!("kiln-launcher-{}", std::process::id()));
        let work = root.join("work");
        copy(&directory().join("programs"), &work);
        let ours = root.join("bin/java");
        std::fs::create_dir_all(root.join("bin")).expect("temporary directory");
        std::os::unix::fs::symlink(kiln, &ours).expect("a link to kiln");
        let stock = jdk.join("bin/java");
        let oracle = Oracle {
            jdk,
            libjvm,
            directory: root,
            stock,
            ours,
        };
        oracle.tool("sh", &["./prepare.sh"]);
        oracle
    }

    fn work(&self) -> PathBuf {
        self.directory.join("work")
    }

    fn tool(&self, program: &str, words: &[&str]) {
        let path = format!("{}/bin:/usr/bin:/bin", self.jdk.display());
        let mut command = Command::new(program);
        command
            .args(words)
            .env("PATH", path)
            .current_dir(self.work());
        let output = command.output().expect("the preparing shell starts");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }

    /// Runs a row with both; the error shows how they differ.
    pub fn check(&self, row: &Row) -> Result<(), String> {
        let mut expected = self.run(&self.stock, row);
        let mut actual = self.run(&self.ours, row);
        if row.unordered {
            for outcome in [&mut expected, &mut actual] {
                outcome.stdout = sorted_words(&outcome.stdout);
                outcome.stderr = sorted_words(&outcome.stderr);
            }
        }
        if expected == actual {
            return Ok(());
        }
        let mut text = String::new();
        for (what, outcome) in [("java", &expected), ("kiln", &actual)] {
            let _ = writeln!(text, "--- {what}: exit code {:?}", outcome.code);
            let _ = writeln!(text, "stdout: {}", String::from_utf8_lossy(&outcome.stdout));
            let _ = writeln!(text, "stderr: {}", String::from_utf8_lossy(&outcome.stderr));
        }
        Err(text)
    }

    fn run(&self, program: &Path, row: &Row) -> Outcome {
        let jdk = self.jdk.to_str().expect("JDK directories are UTF-8");
        let mut command = Command::new(program);
        for name in CLEARED {
            command.env_remove(name);
        }
        command
            .env("KILN_LIBJVM_DIR", &self.libjvm)
            .env("KILN_JDK", &self.jdk);
        command.envs(
            row.variables
                .iter()
                .map(|(key, value)| (key, value.replace("$JDK", jdk))),
        );
        command.args(row.words.iter().map(|word| word.replace("$JDK", jdk)));
        if self.libjvm != self.jdk.join("lib/server") && program == self.stock {
            // The stock launcher runs the same VM.
            command.env("JDK_ALTERNATE_VM", &self.libjvm);
        }
        command.current_dir(self.work()).stdin(Stdio::null());
        let output = command.output().expect("the launcher starts");
        Outcome {
            code: output.status.code(),
            stdout: output.stdout,
            stderr: output.stderr,
        }
    }
}

impl Drop for Oracle {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

#[derive(PartialEq)]
struct Outcome {
    code: Option<i32>,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
}

fn sorted_words(text: &[u8]) -> Vec<u8> {
    let mut words: Vec<&[u8]> = text
        .split(|b| b.is_ascii_whitespace() || *b == b',')
        .collect();
    words.sort_unstable();
    words.join(&b' ')
}

/// `kiln doctor` prints `JDK  /path (how found)`.
fn jdk_found_by(kiln: &Path) -> PathBuf {
    let output = Command::new(kiln)
        .arg("doctor")
        .output()
        .expect("kiln starts");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("JDK "))
        .unwrap_or_default()
        .trim();
    let path = line.rsplit_once(" (").map(|(path, _)| PathBuf::from(path));
    path.unwrap_or_else(|| panic!("these tests need a JDK 17; kiln doctor says:\n{text}"))
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("temporary directory");
    for entry in std::fs::read_dir(from).expect("the programs lie beside this file") {
        let entry = entry.expect("readable directory");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("temporary directory is writable");
        }
    }
}
