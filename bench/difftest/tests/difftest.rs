//! One test per mode and program. `docs/testing.md` tells how to choose among them.
#![expect(
    clippy::print_stdout,
    reason = "a test harness reports on standard output"
)]

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock};

use bench_difftest::cache::{Cache, Key};
use bench_difftest::child::Outcome;
use bench_difftest::classes;
use bench_difftest::commands::{self, Row};
use bench_difftest::comparison;
use bench_difftest::javac::{self, Way};
use bench_difftest::jdk::Jdk;
use bench_difftest::known::KnownFailures;
use bench_difftest::launcher::Launcher;
use bench_difftest::mode::{self, Kind, Mode};
use bench_difftest::program::{self, Program};
use bench_difftest::refused::Refused;
use bench_difftest::stock;
use bench_difftest::tools;
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
    commands: Vec<Row>,
    tools: Vec<tools::Row>,
    known: KnownFailures,
    refused: Refused,
    /// Program, mode and first line of the failure, for `KILN_BLESS=1`.
    results: Mutex<Vec<(String, String, Option<String>)>>,
    /// The VM under test; `None` when tests are only listed.
    launcher: Option<Launcher>,
}

/// How often a program that says `timing` is run before a difference counts.
const RUNS_OF_A_TIMED_PROGRAM: u32 = 3;

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
    let commands = commands::rows(&commands::tables())?;
    let tools = tools::rows()?;
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
    let list_of_known = folder.join("expected-failures.toml");
    let suite = Arc::new(Suite {
        known: KnownFailures::read(&list_of_known)?,
        refused: Refused::read(&folder.join("refused.toml"))?,
        results: Mutex::default(),
        jdk,
        cache,
        cases,
        commands,
        tools,
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
            Kind::Commands => command_trials(&suite, &mode, &mut trials),
            Kind::Tools => tool_trials(&suite, &mode, &mut trials),
        }
    }
    for (test, reason) in &skipped {
        println!("not run: {test}: {reason}");
    }
    let conclusion = libtest_mimic::run(args, trials);
    if std::env::var_os("KILN_BLESS").is_some() {
        let results = suite
            .results
            .lock()
            .expect("no test panics holding the lock");
        suite.known.blessed(&results).write(&list_of_known)?;
        println!("blessed {}", list_of_known.display());
    }
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
    let mut tests: Vec<(String, Way, Vec<usize>)> = Vec::new();
    for (area, indices) in areas {
        if area == "lambda" {
            // Whole-command runs take single files without options of their own.
            let plain: Vec<usize> = indices
                .iter()
                .copied()
                .filter(|&index| {
                    let program = &suite.cases[index].program;
                    program.folder.is_none() && program.javac_options().is_empty()
                })
                .collect();
            tests.push(("main-class".to_owned(), Way::MainClass, plain.clone()));
            tests.push(("altjvm".to_owned(), Way::AltJvm, plain));
        }
        tests.push((area, Way::Driver, indices));
    }
    for (test, way, indices) in tests {
        let (suite, mode) = (Arc::clone(suite), Arc::clone(mode));
        trials.push(Trial::ignorable_test(
            format!("{}::{test}", mode.name),
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
                    &test,
                    (way, &programs),
                )?;
                suite.conclude(&test, &mode.name, result.map_or(Ok(()), Err))
            },
        ));
    }
}

fn command_trials(suite: &Arc<Suite>, mode: &Arc<Mode>, trials: &mut Vec<Trial>) {
    let prepared: Arc<OnceLock<Result<PathBuf, String>>> = Arc::default();
    for index in 0..suite.commands.len() {
        let (suite, mode, prepared) = (Arc::clone(suite), Arc::clone(mode), Arc::clone(&prepared));
        let test = format!("{}::{}", mode.name, suite.commands[index].name);
        trials.push(Trial::ignorable_test(test, move || {
            let row = &suite.commands[index];
            let folder = prepared
                .get_or_init(|| {
                    let folder = suite.cache.other("commands");
                    commands::prepare(&suite.jdk, folder).map_err(|error| error.to_string())
                })
                .as_ref()?;
            let result = commands::compare(
                &suite.jdk,
                suite.launcher(),
                &suite.cache,
                &mode,
                (folder, &suite.refused),
                row,
            )?;
            suite.conclude(&row.name, &mode.name, result.map_or(Ok(()), Err))
        }));
    }
}

fn tool_trials(suite: &Arc<Suite>, mode: &Arc<Mode>, trials: &mut Vec<Trial>) {
    let prepared: Arc<OnceLock<Result<PathBuf, String>>> = Arc::default();
    for index in 0..suite.tools.len() {
        let (suite, mode, prepared) = (Arc::clone(suite), Arc::clone(mode), Arc::clone(&prepared));
        let test = format!("{}::{}", mode.name, suite.tools[index].name);
        trials.push(Trial::ignorable_test(test, move || {
            let row = &suite.tools[index];
            let folder = prepared
                .get_or_init(|| {
                    tools::prepare(&suite.jdk, &suite.cache).map_err(|error| error.to_string())
                })
                .as_ref()?;
            let result = tools::compare(
                &suite.jdk,
                suite.launcher(),
                &suite.cache,
                &mode,
                folder,
                row,
            )?;
            suite.conclude(&row.name, &mode.name, result.map_or(Ok(()), Err))
        }));
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
                || ["main-class", "altjvm"].contains(&name)
                || suite.commands.iter().any(|row| row.name == name)
                || suite.tools.iter().any(|row| row.name == name)
        };
        let is_command = |name: &str| suite.commands.iter().any(|row| row.name == name);
        let unknown = suite.refused.unknown(is_command);
        let mistakes: Vec<String> = suite
            .known
            .mistakes(is_test)
            .map(|known| {
                format!(
                    "{} in {}: no such program, or no reason",
                    known.program, known.mode
                )
            })
            .chain(unknown.map(|command| format!("{command} is refused: no such command line")))
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
        if self.launcher().stock {
            return result.map(|()| Completion::Completed).map_err(Into::into);
        }
        let first_line = result.as_ref().err().map(|report| {
            let difference =
                |line: &&str| line.starts_with(['+', '-']) && !line[1..].starts_with(['+', '-']);
            let line = report.lines().find(difference).or(report.lines().next());
            line.unwrap_or_default().chars().take(100).collect()
        });
        self.results
            .lock()
            .expect("no test panics holding the lock")
            .push((program.to_owned(), mode.to_owned(), first_line));
        match (result, self.known.entry(program, mode)) {
            (Ok(()), Some(known)) if known.program != "*" => Err(format!(
                "passes, but is listed as known to fail ({}): remove it from expected-failures.toml",
                known.reason
            )
            .into()),
            (Ok(()), _) => Ok(Completion::Completed),
            (Err(_), Some(known)) => Ok(Completion::ignored_with(format!("known failing: {}", known.reason))),
            (Err(report), None) => Err(report.into()),
        }
    }
}

fn run_program(suite: &Suite, mode: &Mode, case: &Case) -> Result<(), String> {
    let program = &case.program;
    let classes = classes::folder(&suite.cache, &case.key)?;
    let stock = case
        .stock
        .get_or_init(|| {
            let invocation = mode::stock_invocation(&suite.jdk, program, &classes);
            let run = suite.cache.run("stock", program);
            let outcome = stock::outcome(&invocation, &suite.cache.stock(&case.key), &run)
                .map_err(|error| error.to_string())?;
            stock::check_started(&outcome, &invocation)?;
            Ok(outcome)
        })
        .as_ref()
        .map_err(Clone::clone)?;
    let invocation = mode.invocation(&suite.jdk, suite.launcher(), program, &classes);
    let difference = || -> Result<Option<String>, String> {
        let ours = invocation
            .run(&suite.cache.run(&mode.name, program))
            .map_err(|error| error.to_string())?;
        Ok(comparison::compare(&program.directives, stock, &ours))
    };
    let mut found = difference()?;
    if program.directives.timing.is_some() {
        for _ in 1..RUNS_OF_A_TIMED_PROGRAM {
            let Some(report) = &found else { break };
            println!(
                "once more, as it depends on time: {}\n{report}",
                program.name
            );
            found = difference()?;
        }
    }
    match found {
        None => Ok(()),
        Some(report) => Err(format!(
            "{report}run it again: {}",
            invocation.command_line()
        )),
    }
}
