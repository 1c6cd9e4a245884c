//! The gate: every check there is, in one order.
//!
//! Steps run one after the other even if an earlier one failed, so that one run tells
//! everything. A step that runs tests counts each test; any other step counts as one test.
//! All steps build with profile `vmtest` (optimized, with assertions), so that the
//! collector and the VM are compiled once.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::repository::Repository;
use crate::summary::Counts;
use crate::tidy;

/// The profile of everything the gate builds.
pub const PROFILE: &str = "vmtest";

/// The plans of the collector; modes of the differential tests have their names.
pub const PLANS: [&str; 5] = ["immix", "genimmix", "stickyimmix", "gencopy", "semispace"];

/// Modes of the differential tests that put compiled code under stress.
pub const TIERS: [&str; 7] = [
    "deopt",
    "comp-deopt",
    "budget",
    "osr",
    "invalidate",
    "comp-gc",
    "small-code",
];

/// One command of the gate.
struct Step {
    name: &'static str,
    args: &'static [&'static str],
    env: &'static [(&'static str, &'static str)],
    /// Whether it prints summaries of tests.
    tests: bool,
    /// It is stopped after this time.
    limit: Duration,
}

const MINUTE: Duration = Duration::from_secs(60);

const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        args: &["fmt", "--all", "--check"],
        env: &[],
        tests: false,
        limit: MINUTE,
    },
    Step {
        name: "clippy",
        args: &[
            "clippy",
            "--profile",
            PROFILE,
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        env: &[],
        tests: false,
        limit: MINUTE.saturating_mul(12),
    },
    Step {
        name: "doc",
        args: &[
            "doc",
            "--profile",
            PROFILE,
            "--workspace",
            "--no-deps",
            "--document-private-items",
        ],
        env: &[(
            "RUSTDOCFLAGS",
            "-D warnings -A rustdoc::private_intra_doc_links",
        )],
        tests: false,
        limit: MINUTE.saturating_mul(5),
    },
    Step {
        name: "test",
        args: &[
            "test",
            "--profile",
            PROFILE,
            "--workspace",
            "--exclude",
            "bench-difftest",
            "--no-fail-fast",
        ],
        env: &[],
        tests: true,
        limit: MINUTE.saturating_mul(20),
    },
    // The VM itself, for the steps that run it.
    Step {
        name: "build",
        args: &[
            "build",
            "--profile",
            PROFILE,
            "--package",
            "kiln",
            "--package",
            "jvm",
        ],
        env: &[],
        tests: false,
        limit: MINUTE.saturating_mul(10),
    },
    // The invocation interface, from C, and crashes, on the VM and not on the stock JDK alone.
    Step {
        name: "embed",
        args: &[
            "test",
            "--profile",
            PROFILE,
            "--package",
            "jvm",
            "--test",
            "invocation",
            "--test",
            "diagnostics",
            "--test",
            "compiling",
            "--test",
            "by_hand",
        ],
        env: &[("KILN_TEST_LIBJVM_DIR", "{libjvm}")],
        tests: true,
        limit: MINUTE.saturating_mul(5),
    },
    // What anybody runs first, with both launchers on the VM.
    Step {
        name: "launch",
        args: &[
            "test",
            "--profile",
            PROFILE,
            "--package",
            "kiln",
            "--test",
            "first_run",
            "--test",
            "compile",
            "--test",
            "tour",
            "--test",
            "subcommands",
        ],
        env: &[("KILN_TEST_LIBJVM_DIR", "{libjvm}")],
        tests: true,
        limit: MINUTE.saturating_mul(5),
    },
    // Ten seconds of threads against each other.
    Step {
        name: "soak",
        args: &["xtask", "soak", "--seconds", "10", "--plan", "GenImmix"],
        env: &[],
        tests: false,
        limit: MINUTE.saturating_mul(5),
    },
    Step {
        name: "difftest",
        args: &[
            "test",
            "--profile",
            PROFILE,
            "--package",
            "bench-difftest",
            "--no-fail-fast",
        ],
        env: &[],
        tests: true,
        limit: MINUTE.saturating_mul(45),
    },
];

/// Runs every step and prints what happened; returns the totals.
///
/// # Errors
/// When standard output is closed.
pub fn run(repository: &Repository, out: &mut dyn Write) -> io::Result<Counts> {
    let mut total = Counts::default();
    let mut lines = Vec::new();
    for step in STEPS {
        writeln!(out, "== {}: cargo {}", step.name, step.args.join(" "))?;
        let start = Instant::now();
        let counts = run_step(step, repository.root(), out)?;
        lines.push(line(step.name, counts, start.elapsed()));
        total += counts;
        if step.name == "fmt" {
            writeln!(out, "== tidy")?;
            let start = Instant::now();
            let counts = run_tidy(repository, out)?;
            lines.push(line("tidy", counts, start.elapsed()));
            total += counts;
        }
    }
    writeln!(out, "== summary")?;
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(total)
}

fn line(name: &str, counts: Counts, took: Duration) -> String {
    format!(
        "{name:<10} {:>5} passed {:>4} failed {:>4} known failing {:>6.1} s",
        counts.passed,
        counts.failed,
        counts.known_failing,
        took.as_secs_f64()
    )
}

/// Runs tidy in this process, as one test.
///
/// # Errors
/// When standard output is closed.
pub fn run_tidy(repository: &Repository, out: &mut dyn Write) -> io::Result<Counts> {
    let tidy = match tidy::check(repository) {
        Ok(findings) => {
            for finding in &findings {
                writeln!(out, "{finding}")?;
            }
            findings.is_empty()
        }
        Err(error) => {
            writeln!(out, "{error}")?;
            false
        }
    };
    Ok(one(tidy))
}

fn one(passed: bool) -> Counts {
    Counts {
        passed: u64::from(passed),
        failed: u64::from(!passed),
        known_failing: 0,
    }
}

fn run_step(step: &Step, root: &Path, out: &mut dyn Write) -> io::Result<Counts> {
    let libjvm = libjvm_folder(root);
    // `timeout` stops the whole process group, which a kill of `cargo` alone would not.
    let mut child = Command::new("timeout")
        .arg("--kill-after=10")
        .arg(step.limit.as_secs().to_string())
        .arg("cargo")
        .args(step.args)
        .envs(
            step.env
                .iter()
                .map(|(name, value)| (name, value.replace("{libjvm}", &libjvm))),
        )
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let stdout = child.stdout.take().expect("stdout is piped");
    let mut reader = BufReader::new(stdout);
    let mut counts = Counts::default();
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line)? > 0 {
        out.write_all(&line)?;
        if step.tests {
            counts += Counts::from_line(&String::from_utf8_lossy(&line));
        }
        line.clear();
    }
    let status = child.wait()?;
    if status.code() == Some(124) {
        writeln!(out, "{}: stopped after {:?}", step.name, step.limit)?;
    }
    if !step.tests {
        return Ok(one(status.success()));
    }
    // A test binary that dies, or does not build, prints no summary.
    if !status.success() && counts.failed == 0 {
        counts.failed = 1;
    }
    Ok(counts)
}

/// The folder of the `libjvm.so` that step `build` makes.
fn libjvm_folder(root: &Path) -> String {
    target_folder(root).join(PROFILE).display().to_string()
}

/// The target folder of the checkout at `root`.
#[must_use]
pub fn target_folder(root: &Path) -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    root.join(target)
}
