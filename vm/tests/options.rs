//! Command lines with VM options (`options/lines.txt`), compared with HotSpot.
//!
//! Each line is run with the stock `java -version`; its answers are kept in `options/expected.txt`
//! (`KILN_BLESS=1` rewrites them). With `KILN_TEST_LIBJVM_DIR` set, the VM in that directory must
//! answer the same, but for its name.

use std::path::{Path, PathBuf};
use std::process::Command;

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/options")
}

/// Standard output, standard error and exit code, with the VM's name made equal.
fn run(line: &str, libjvm: Option<&str>) -> String {
    let java =
        std::env::var("JAVA_HOME").map_or("java".to_owned(), |home| format!("{home}/bin/java"));
    let mut command = Command::new(java);
    if let Some(directory) = libjvm {
        command.arg(format!("-XXaltjvm={directory}/"));
    }
    command
        .args(line.split(' '))
        .arg("-version")
        .current_dir(directory());
    for name in ["JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"] {
        command.env_remove(name);
    }
    let output = command.output().expect("java can be run");
    let mut text = format!("=== {line}\n");
    for (name, bytes) in [("out", &output.stdout), ("err", &output.stderr)] {
        for part in String::from_utf8_lossy(bytes).lines() {
            let part = without_time(part)
                .replace("OpenJDK 64-Bit Server VM", "VM")
                .replace("Kiln 64-Bit VM", "VM");
            let is_version = part.contains("openjdk version") || part.contains("(build ");
            // The guess ends without a line end: the version follows on its line.
            let part = part.split("openjdk version").next().unwrap_or("");
            if !is_version || part.starts_with("Did you mean") {
                text.push_str(&format!("{name}: {}\n", part.trim_end()));
            }
        }
    }
    text.push_str(&format!("exit: {}\n", output.status.code().unwrap_or(-1)));
    text
}

/// A line without the time since the start that log lines begin with.
fn without_time(line: &str) -> &str {
    let rest = line
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("s]"));
    match rest {
        Some((time, rest)) if time.parse::<f64>().is_ok() => rest,
        _ => line,
    }
}

/// Compares section by section, so that a failure names its line.
fn compare(actual: &[String], expected: &str, who: &str) {
    let expected: Vec<&str> = expected.split_inclusive("=== ").collect();
    let actual = actual.concat();
    let actual: Vec<&str> = actual.split_inclusive("=== ").collect();
    assert_eq!(
        actual.len(),
        expected.len(),
        "{who}: KILN_BLESS=1 takes new lines"
    );
    for (one, other) in actual.iter().zip(&expected) {
        assert_eq!(one, other, "{who}");
    }
}

#[test]
fn options_are_answered_as_hotspot_does() {
    let lines =
        std::fs::read_to_string(directory().join("lines.txt")).expect("the lines are there");
    let all = |libjvm: Option<&str>| {
        lines
            .lines()
            .map(|line| run(line, libjvm))
            .collect::<Vec<String>>()
    };
    let file = directory().join("expected.txt");
    let hotspot = all(None);
    if std::env::var_os("KILN_BLESS").is_some() {
        std::fs::write(&file, hotspot.concat()).expect("the expected answers can be written");
    }
    let expected = std::fs::read_to_string(&file).expect("KILN_BLESS=1 writes this file");
    compare(&hotspot, &expected, "HotSpot");
    if let Ok(libjvm) = std::env::var("KILN_TEST_LIBJVM_DIR") {
        compare(&all(Some(&libjvm)), &expected, "the VM");
    }
}
