//! `cargo xtask <command>`: see `bench/xtask/src/lib.rs`.
#![forbid(unsafe_code)]

use std::io::{self, Write};
use std::process::{Command, ExitCode};

use xtask::gate;
use xtask::repository::Repository;
use xtask::soak;

const USAGE: &str = "\
usage: cargo xtask <command>

  ci                                every check; the last line is `ci: N passed, M failed`
  tidy                              the rules of docs/style.md that a program can check
  difftest [--mode M]... [FILTER]  build the VM, run Java programs on it and compare
                                    with the stock JDK; other options go to the test binary
  bench [interp|startup|gc|plans]... [--runs N] [--filter TEXT]
                                    build release Kiln and measure it beside the stock JDK
  bench jit [kiln bench's options]  the same for compiled code: `kiln bench --measures`
  stress [tiers|plans] [FILTER]     the Java programs with compiled code left, entered and ended
                                    for no reason; with every plan of the collector, and with
                                    collections at every Nth allocation: some hours
  soak [--minutes N] [--plan P]     threads against each other, with frequent collections
  bless [difftest's arguments]      the same, and rewrite the list of known failures
";

fn main() -> ExitCode {
    let mut out = io::stdout();
    let result = run(&mut out);
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            let told = writeln!(io::stderr(), "xtask: {error}");
            debug_assert!(told.is_ok(), "stderr is open");
            ExitCode::from(2)
        }
    }
}

/// The differential tests in all modes of a kind, or of both.
fn stress(args: Vec<String>) -> io::Result<bool> {
    let (kind, rest) = match args.split_first() {
        Some((kind, rest)) if matches!(kind.as_str(), "tiers" | "plans") => (kind.as_str(), rest),
        _ => ("", &args[..]),
    };
    let mut modes = Vec::new();
    if kind != "plans" {
        modes.extend(gate::TIERS.map(|mode| format!("--mode={mode}")));
    }
    if kind != "tiers" {
        modes.extend(gate::PLANS.map(|plan| format!("--mode={plan}")));
        modes.extend(gate::PLANS.map(|plan| format!("--mode=gc-{plan}")));
    }
    modes.extend_from_slice(rest);
    difftest(modes, false)
}

fn run(out: &mut dyn Write) -> io::Result<bool> {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    match command.as_str() {
        "ci" => {
            let counts = gate::run(&Repository::open()?, out)?;
            writeln!(
                out,
                "ci: {} passed, {} failed",
                counts.passed, counts.failed
            )?;
            Ok(counts.failed == 0)
        }
        "tidy" => Ok(gate::run_tidy(&Repository::open()?, out)?.failed == 0),
        "soak" => {
            let options = soak::Options::parse(args).map_err(io::Error::other)?;
            soak::run(&Repository::open()?, &options, out)
        }
        "difftest" => difftest(args.collect(), false),
        "bench" => bench(args.collect()),
        "stress" => stress(args.collect()),
        "bless" => difftest(args.collect(), true),
        _ => {
            write!(out, "{USAGE}")?;
            Ok(matches!(command.as_str(), "help" | "-h" | "--help"))
        }
    }
}

/// Runs the differential tests through `cargo test`, which builds what they need.
fn difftest(args: Vec<String>, bless: bool) -> io::Result<bool> {
    let mut modes = Vec::new();
    let mut rest = Vec::new();
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        if arg == "--mode" {
            modes.extend(args.next());
        } else if let Some(mode) = arg.strip_prefix("--mode=") {
            modes.push(mode.to_owned());
        } else {
            rest.push(arg);
        }
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args(["test", "--quiet", "--profile", gate::PROFILE])
        .args(["--package", "bench-difftest", "--test", "difftest", "--"])
        .args(rest)
        .current_dir(Repository::open()?.root());
    if !modes.is_empty() {
        cargo.env("DIFFTEST_MODES", modes.join(","));
    }
    if bless {
        cargo.env("KILN_BLESS", "1");
    }
    Ok(cargo.status()?.success())
}

/// Builds what users run, and measures it: compiled code with `kiln bench`, the rest with
/// `bench-compare`.
fn bench(args: Vec<String>) -> io::Result<bool> {
    let root = Repository::open()?.root().to_path_buf();
    let built = Command::new("cargo")
        .args(["build", "--quiet", "--release"])
        .args(["--package", "kiln", "--package", "jvm"])
        .current_dir(&root)
        .status()?;
    if !built.success() {
        return Ok(false);
    }
    let kiln = gate::target_folder(&root).join("release/kiln");
    let mut measure = match args.split_first() {
        Some((first, rest)) if first == "jit" => {
            let mut bench = Command::new(kiln);
            bench.args(["bench", "--suite", "jit", "--measures"]);
            bench.args(rest);
            bench
        }
        _ => {
            let mut compare = Command::new("cargo");
            compare
                .args(["run", "--quiet", "--profile", gate::PROFILE])
                .args(["--package", "bench-compare", "--", "--kiln"])
                .arg(kiln)
                .args(args);
            compare
        }
    };
    Ok(measure.current_dir(&root).status()?.success())
}
