//! Random Java programs, which must do the same on the stock JDK and in every mode of the VM.
//!
//! Programs are written as source, some hundred to a batch, and compiled together; a Java program
//! runs each many times, so that methods become hot, and prints a checksum for each. Source rather
//! than class files: `javac` then makes lambdas, string switches and concatenation as it does in
//! real programs, and a finding can be read.

mod compiler;
mod expressions;
mod modes;
mod program;
mod statements;
mod writer;

use crate::mutation::Rng;
use crate::options::Options;
use bench_difftest::cache::{Cache, make_empty};
use bench_difftest::child::{Invocation, Outcome};
use bench_difftest::jdk::{Jdk, workspace_root};
use bench_difftest::launcher::Launcher;
use compiler::Compiler;
use modes::Modes;
use std::fmt;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::Duration;

/// Programs per process.
const BATCH: usize = 400;
/// Options of the stock JDK: what it does most cheaply is as right as anything.
const CHEAP: [&str; 3] = [
    "-XX:TieredStopAtLevel=1",
    "-XX:+UseSerialGC",
    "-Xshare:auto",
];
/// Statements that one call of `run` executes, at most.
const MAX_COST: u64 = 2500;
/// Calls of `run`.
const ROUNDS: usize = 40;
/// For a batch.
const LIMIT: Duration = Duration::from_secs(1200);

/// What a run came to.
#[derive(Default)]
pub struct Report {
    pub n_programs: usize,
    /// Runs of a program in a mode that were compared with the stock JDK.
    pub n_compared: usize,
    /// Programs with another result, or that a VM did not survive.
    pub n_different: usize,
    seed: u64,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "seed {}: {} programs, {} comparisons, {} different",
            self.seed, self.n_programs, self.n_compared, self.n_different
        )
    }
}

/// One batch: its sources and classes.
struct Batch {
    folder: PathBuf,
    /// Names of the programs.
    names: Vec<String>,
}

/// Runs as many programs as the options say.
///
/// # Errors
/// When a VM cannot be built or run, a program does not compile, or files cannot be written.
pub fn run(options: &Options) -> io::Result<Report> {
    let jdk = Jdk::find()?;
    let target = crate::target_folder();
    let cache = Cache::below(&target)?;
    let launcher = Launcher::prepare(&jdk, &target)?;
    let folder = cache.other(&format!("fuzz-java-{}", std::process::id()));
    let mut fuzzing = Fuzzing {
        options,
        compiler: Compiler::start(&jdk)?,
        jdk,
        launcher,
        modes: Modes::of(options),
        folder,
        report: Report {
            seed: options.seed,
            ..Report::default()
        },
    };
    let mut rng = Rng::new(options.seed);
    while fuzzing.report.n_programs < options.count {
        let n = BATCH.min(options.count - fuzzing.report.n_programs);
        fuzzing.batch(n, &mut rng)?;
    }
    fs::remove_dir_all(&fuzzing.folder)?;
    Ok(fuzzing.report)
}

struct Fuzzing<'a> {
    options: &'a Options,
    jdk: Jdk,
    launcher: Launcher,
    modes: Modes,
    compiler: Compiler,
    folder: PathBuf,
    report: Report,
}

impl Fuzzing<'_> {
    fn batch(&mut self, n: usize, rng: &mut Rng) -> io::Result<()> {
        let batch = self.write(n, rng)?;
        let stock = self.outcome(&batch, None)?;
        let expected = results(&stock, &batch);
        for mode in self.modes.next(rng) {
            let ours = self.outcome(&batch, Some(&mode))?;
            self.compare(&batch, &expected, &ours, &mode)?;
        }
        self.report.n_programs += n;
        crate::tell(&self.report.to_string());
        Ok(())
    }

    /// Writes programs and compiles them, together with what runs them.
    fn write(&mut self, n: usize, rng: &mut Rng) -> io::Result<Batch> {
        make_empty(&self.folder)?;
        let names: Vec<String> = (0..n)
            .map(|number| format!("P{}", self.report.n_programs + number))
            .collect();
        let mut sources = vec![workspace_root().join("bench/fuzz/driver/Programs.java")];
        for name in &names {
            let source = self.folder.join(format!("{name}.java"));
            fs::write(&source, program::program(name, rng))?;
            sources.push(source);
        }
        self.compiler.compile(&self.folder, &sources)?;
        Ok(Batch {
            folder: self.folder.clone(),
            names,
        })
    }

    /// Runs a batch, on the stock JDK or in a mode.
    fn outcome(&self, batch: &Batch, mode: Option<&[String]>) -> io::Result<Outcome> {
        let mut args = mode.map_or_else(|| CHEAP.map(str::to_owned).to_vec(), <[String]>::to_vec);
        args.extend(["-Xmx512m".to_owned(), "-cp".to_owned()]);
        args.push(batch.folder.display().to_string());
        args.extend(["Programs".to_owned(), ROUNDS.to_string()]);
        args.extend(batch.names.iter().cloned());
        let invocation = Invocation {
            launcher: match mode {
                Some(_) => self.launcher.path.clone(),
                None => self.jdk.java(),
            },
            args,
            java_home: self.jdk.home().to_path_buf(),
            input: String::new(),
            limit: LIMIT,
            variables: Vec::new(),
            template: None,
            classes: None,
        };
        invocation.run(&batch.folder.join("run"))
    }

    fn compare(
        &mut self,
        batch: &Batch,
        expected: &[Option<&str>],
        ours: &Outcome,
        mode: &[String],
    ) -> io::Result<()> {
        let results = results(ours, batch);
        for (number, name) in batch.names.iter().enumerate() {
            // What the stock JDK does not survive is nobody's result.
            let Some(expected) = expected[number] else {
                continue;
            };
            self.report.n_compared += 1;
            let what = match results[number] {
                Some(result) if result == expected => continue,
                Some(result) => format!("stock: {expected}\nours:  {result}"),
                None => format!("{}\n{}", ours.exit, ours.stderr),
            };
            self.report.n_different += 1;
            self.save(batch, name, mode, &what)?;
            if results[number].is_none() {
                // The rest was not run.
                break;
            }
        }
        Ok(())
    }

    /// Keeps a program that fails, with the command that shows it.
    fn save(&self, batch: &Batch, name: &str, mode: &[String], what: &str) -> io::Result<()> {
        let folder = &self.options.save;
        fs::create_dir_all(folder)?;
        let file = format!("{name}.java");
        let source = fs::read_to_string(batch.folder.join(&file))?;
        let note = format!(
            "// seed {}, {} Programs {ROUNDS} {name}\n// {}\n{source}",
            self.options.seed,
            mode.join(" "),
            what.replace('\n', "\n// ")
        );
        fs::write(folder.join(&file), note)?;
        crate::tell(&format!(
            "{}: {}: {}",
            folder.join(&file).display(),
            mode.join(" "),
            what.lines().next().unwrap_or_default()
        ));
        Ok(())
    }
}

/// What each program of a batch printed, if it came to that.
fn results<'o>(outcome: &'o Outcome, batch: &Batch) -> Vec<Option<&'o str>> {
    let result_of = |name: &String| {
        let mut lines = outcome.stdout.lines();
        lines.find_map(|line| line.strip_prefix(name.as_str())?.strip_prefix(' '))
    };
    batch.names.iter().map(result_of).collect()
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::options::{Options, Target};

    #[test]
    fn smoke() {
        let mut options = Options::new(Target::Java);
        options.count = 60;
        options.save = std::env::temp_dir().join(format!("fuzz-java-{}", std::process::id()));
        let report = run(&options).expect("VMs can be run");
        assert_eq!(report.n_programs, 60);
        assert!(report.n_compared >= 60, "{report}");
        assert_eq!(report.n_different, 0, "{report}");
        assert!(!options.save.exists());
    }
}
