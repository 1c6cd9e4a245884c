//! One test per mode and program. `docs/testing.md` tells how to choose among them.
#![expect(
    clippy::print_stdout,
    reason = "a test harness reports on standard output"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};

use bench_difftest::cache::{Cache, Key};
use bench_difftest::child::{Exit, Invocation, Outcome};
use bench_difftest::classes;
use bench_difftest::comparison;
use bench_difftest::javac;
use bench_difftest::jdk::Jdk;
use bench_difftest::known::KnownFailures;
use bench_difftest::launcher::Launcher;
use bench_difftest::mode::{self, Kind, Mode};
use bench_difftest::program::{self, Program};
use libtest_mimic::{Arguments, Completion, Failed, Trial};

/// A program with its key and, once asked for, what the stock JDK did.
struct Case {
    program: Program,
    key: Key,
    stock: OnceLock<Result<Outcome, String>>,
}

/// What all tests share.
struct Suite {
    jdk: Jdk,
    cache: Cache,
    cases: Vec<Case>,
    known: KnownFailures,
    /// The VM under test; `None` when tests are only listed.
    launcher: Option<Launcher>,
}

fn main() -> ExitCode {
    let mut args = Arguments::from_args();
    if args.test_threads.is_none() {
        args.test_threads = Some(std::thread::available_parallelism().map_or(1, usize::from));
    }
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            println!("difftest: {error}");
            println!(
                "test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out"
            );
            ExitCode::from(101)
        }
    }
}

fn run(args: &Arguments) -> io::Result<ExitCode> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the folder for tests is in the target folder");
    let jdk = Jdk::find()?;
    let modes = mode::read(&folder.join("modes.toml"))?;
    let cases = program::find(&folder.join("programs"))?
        .into_iter()
        .map(|program| {
            Ok(Case {
                key: Key::of(&program, &jdk)?,
                stock: OnceLock::new(),
                program,
            })
        })
        .collect::<io::Result<Vec<_>>>()?;
    let cache = Cache::below(target)?;
    let mut launcher = None;
    if !args.list {
        launcher = Some(Launcher::prepare(&jdk, target)?);
        let all: Vec<_> = cases
            .iter()
            .map(|case| (&case.program, &case.key))
            .collect();
        classes::compile(&jdk, &cache, &all)?;
    }
    let suite = Arc::new(Suite {
        known: KnownFailures::read(&folder.join("expected-failures.toml"))?,
        jdk,
        cache,
        cases,
        launcher,
    });
    let mut trials = vec![list_of_known_failures(&suite)];
    let mut skipped = Vec::new();
    for mode in modes {
        let mode = Arc::new(mode);
        match mode.kind {
            Kind::Programs | Kind::StockLauncher => {
                program_trials(&suite, &mode, &mut trials, &mut skipped);
            }
            Kind::Javac => javac_trials(&suite, &mode, &mut trials),
        }
    }
    for (test, reason) in &skipped {
        println!("not run: {test}: {reason}");
    }
    let conclusion = libtest_mimic::run(args, trials);
    if conclusion.num_ignored > 0 {
        println!(
            "{} known failures, listed in bench/difftest/expected-failures.toml",
            conclusion.num_ignored
        );
    }
    Ok(conclusion.exit_code())
}

fn program_trials(
    suite: &Arc<Suite>,
    mode: &Arc<Mode>,
    trials: &mut Vec<Trial>,
    skipped: &mut Vec<(String, String)>,
) {
    for index in 0..suite.cases.len() {
        let program = &suite.cases[index].program;
        let test = format!("{}::{}", mode.name, program.name);
        match mode.wants(program) {
            Ok(()) => {
                let (suite, mode) = (Arc::clone(suite), Arc::clone(mode));
                trials.push(Trial::ignorable_test(test, move || {
                    let program = &suite.cases[index].program;
                    let result = run_program(&suite, &mode, &suite.cases[index]);
                    suite.conclude(&program.name, &mode.name, result)
                }));
            }
            Err(reason) if reason.is_empty() => {}
            Err(reason) => skipped.push((test, reason)),
        }
    }
}

fn javac_trials(suite: &Arc<Suite>, mode: &Arc<Mode>, trials: &mut Vec<Trial>) {
    let mut areas: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, case) in suite.cases.iter().enumerate() {
        areas
            .entry(case.program.area().to_owned())
            .or_default()
            .push(index);
    }
    for (area, indices) in areas {
        let (suite, mode) = (Arc::clone(suite), Arc::clone(mode));
        trials.push(Trial::ignorable_test(
            format!("{}::{area}", mode.name),
            move || {
                let programs: Vec<_> = indices
                    .iter()
                    .map(|&index| &suite.cases[index])
                    .map(|case| (&case.program, &case.key))
                    .collect();
                let result = javac::compare(
                    &suite.jdk,
                    suite.launcher(),
                    &suite.cache,
                    &mode,
                    &area,
                    &programs,
                )?;
                suite.conclude(&area, &mode.name, result.map_or(Ok(()), Err))
            },
        ));
    }
}

/// The list of known failures names programs that exist, and gives reasons.
fn list_of_known_failures(suite: &Arc<Suite>) -> Trial {
    let suite = Arc::clone(suite);
    Trial::test("expected-failures", move || {
        let is_test = |name: &str| {
            suite
                .cases
                .iter()
                .any(|case| case.program.name == name || case.program.area() == name)
        };
        let mistakes: Vec<String> = suite
            .known
            .mistakes(is_test)
            .map(|known| {
                format!(
                    "{} in {}: no such program, or no reason",
                    known.program, known.mode
                )
            })
            .collect();
        if mistakes.is_empty() {
            Ok(())
        } else {
            Err(mistakes.join("\n").into())
        }
    })
}

impl Suite {
    fn launcher(&self) -> &Launcher {
        self.launcher
            .as_ref()
            .expect("tests run only when the launcher was prepared")
    }

    /// Turns a result into the test's, with a look at the list of known failures.
    fn conclude(
        &self,
        program: &str,
        mode: &str,
        result: Result<(), String>,
    ) -> Result<Completion, Failed> {
        // The list is about the VM under test, not about the stock JDK in its place.
        let known = if self.launcher().stock {
            None
        } else {
            self.known.reason(program, mode)
        };
        match (result, known) {
            (Ok(()), None) => Ok(Completion::Completed),
            (Ok(()), Some(reason)) => Err(format!(
                "passes, but is listed as known to fail ({reason}): remove it from expected-failures.toml"
            )
            .into()),
            (Err(_), Some(reason)) => Ok(Completion::ignored_with(format!("known failing: {reason}"))),
            (Err(report), None) => Err(report.into()),
        }
    }
}

fn run_program(suite: &Suite, mode: &Mode, case: &Case) -> Result<(), String> {
    let program = &case.program;
    let classes = classes::folder(&suite.cache, &case.key)?;
    let stock = case
        .stock
        .get_or_init(|| stock_outcome(suite, case, &classes).map_err(|error| error.to_string()))
        .as_ref()
        .map_err(Clone::clone)?;
    let invocation = mode.invocation(&suite.jdk, suite.launcher(), program, &classes);
    let ours = invocation
        .run(&suite.cache.run(&mode.name, program))
        .map_err(|error| error.to_string())?;
    match comparison::compare(&program.directives, stock, &ours) {
        None => Ok(()),
        Some(report) => Err(format!(
            "{report}run it again: {}",
            invocation.command_line()
        )),
    }
}

/// What the stock JDK did, from the cache if it is there.
fn stock_outcome(suite: &Suite, case: &Case, classes: &Path) -> io::Result<Outcome> {
    let folder = suite.cache.stock(&case.key);
    let [exit, stdout, stderr] = ["exit", "stdout", "stderr"].map(|name| folder.join(name));
    if let Some(outcome) = read_outcome(&exit, &stdout, &stderr) {
        return Ok(outcome);
    }
    let invocation: Invocation = mode::stock_invocation(&suite.jdk, &case.program, classes);
    let outcome = invocation.run(&suite.cache.run("stock", &case.program))?;
    let code = match &outcome.exit {
        Exit::Code(code) => code.to_string(),
        Exit::Signal(signal) => format!("-{signal}"),
        Exit::TimedOut(_) | Exit::TooMuchOutput => {
            return Err(io::Error::other(format!(
                "the stock JDK: {}\nrun it again: {}",
                outcome.exit,
                invocation.command_line()
            )));
        }
    };
    fs::create_dir_all(&folder)?;
    fs::write(stdout, &outcome.stdout)?;
    fs::write(stderr, &outcome.stderr)?;
    fs::write(exit, code)?;
    Ok(outcome)
}

fn read_outcome(exit: &PathBuf, stdout: &PathBuf, stderr: &PathBuf) -> Option<Outcome> {
    let code: i32 = fs::read_to_string(exit).ok()?.parse().ok()?;
    Some(Outcome {
        exit: if code < 0 {
            Exit::Signal(-code)
        } else {
            Exit::Code(code)
        },
        stdout: fs::read_to_string(stdout).ok()?,
        stderr: fs::read_to_string(stderr).ok()?,
    })
}
