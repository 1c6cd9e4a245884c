//! Running everything, round by round.

use crate::configuration::Configuration;
use crate::counters::{self, Counters};
use crate::options::{Mode, Options};
use crate::process::{self, Run};
use crate::progress::Progress;
use crate::random::Random;
use crate::statistics::{Rounds, median};
use crate::suite::{Program, Suite};
use std::fs;
use std::io;
use std::time::Duration;

/// One run.
#[derive(Clone, PartialEq, Debug)]
pub struct Sample {
    /// Milliseconds of CPU time: of each iteration after warm-up, or one number, of the process.
    pub cpu_ms: Vec<f64>,
    /// Milliseconds from start to end of the process.
    pub wall_ms: f64,
    /// Milliseconds of CPU time of the whole process.
    pub process_ms: f64,
    /// Most memory, in bytes.
    pub peak: u64,
    /// What Kiln says of itself.
    pub counters: Option<Counters>,
}

/// The runs of one program on one configuration.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Cell {
    /// One per round.
    pub samples: Vec<Sample>,
    /// Why there are no more.
    pub failure: Option<String>,
}

impl Cell {
    /// The times of all rounds, unless the program has failed.
    pub fn rounds(&self) -> Option<Rounds> {
        let is_whole = self.failure.is_none() && !self.samples.is_empty();
        is_whole.then(|| self.samples.iter().map(|s| s.cpu_ms.clone()).collect())
    }

    /// The median of a number that samples have.
    pub fn median(&self, number: impl Fn(&Sample) -> Option<f64>) -> Option<f64> {
        let numbers: Option<Vec<f64>> = self.samples.iter().map(number).collect();
        numbers.filter(|numbers| !numbers.is_empty()).map(median)
    }
}

/// All samples.
#[derive(Debug)]
pub struct Session {
    /// What a sample is.
    pub mode: Mode,
    /// What was compared. The last one is the first again.
    pub configurations: Vec<Configuration>,
    /// Names of programs.
    pub programs: Vec<String>,
    /// By program and configuration.
    pub cells: Vec<Vec<Cell>>,
    /// For intervals.
    pub seed: u64,
}

impl Session {
    /// Runs all programs on all configurations, and on the first one twice.
    ///
    /// # Errors
    /// When a launcher is missing.
    pub fn run(
        options: &Options,
        suite: &Suite,
        configurations: &[Configuration],
        mode: Mode,
    ) -> io::Result<Session> {
        let mut configurations = configurations.to_vec();
        let mut again = configurations[0].clone();
        again.name.push_str(" (A/A)");
        configurations.push(again);
        let n_programs = suite.programs.len();
        let mut session = Session {
            mode,
            programs: suite.programs.iter().map(|p| p.name.clone()).collect(),
            cells: vec![vec![Cell::default(); configurations.len()]; n_programs],
            configurations,
            seed: options.seed,
        };
        let runner = Runner {
            options,
            suite,
            mode,
        };
        session.fill(&runner)?;
        Ok(session)
    }

    fn fill(&mut self, runner: &Runner<'_>) -> io::Result<()> {
        let n_configurations = self.configurations.len();
        let rounds = runner.options.rounds;
        let n_runs = rounds * self.programs.len() * n_configurations;
        let mut progress = Progress::new(n_runs, runner.options.is_quiet);
        let mut random = Random::new(self.seed);
        let mut order: Vec<usize> = (0..n_configurations).collect();
        for round in 1..=rounds {
            for (index, program) in runner.suite.programs.iter().enumerate() {
                random.shuffle(&mut order);
                for &column in &order {
                    let configuration = &self.configurations[column];
                    let (name, on) = (&program.name, &configuration.name);
                    progress.begins(&format!("round {round}: {name} on {on}"));
                    let cell = &mut self.cells[index][column];
                    if cell.failure.is_some() {
                        continue;
                    }
                    match runner.run(program, configuration) {
                        Ok(sample) => cell.samples.push(sample),
                        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(error),
                        Err(error) => cell.failure = Some(error.to_string()),
                    }
                }
            }
        }
        Ok(())
    }
}

/// Runs one program once.
struct Runner<'r> {
    options: &'r Options,
    suite: &'r Suite,
    mode: Mode,
}

impl Runner<'_> {
    fn run(&self, program: &Program, configuration: &Configuration) -> io::Result<Sample> {
        let statistics = self.suite.work().join("statistics.json");
        let mut command = configuration.command(&self.options.java_home);
        if configuration.is_kiln {
            command.arg(format!("--stats={}", statistics.display()));
        }
        command
            .arg("-cp")
            .arg(&program.classes)
            .args(program.words(self.mode, self.options));
        let limit = Duration::from_secs(self.options.timeout);
        let run = process::run_for(command, self.suite.work(), Some(limit))?;
        let counters = counters::read(&statistics);
        // It is missing the next time if the next run does not write it.
        let _ = fs::remove_file(&statistics);
        let cpu_ms = self.times(&run, &program.printed).ok_or_else(|| {
            let (name, stdout) = (&program.name, &run.stdout);
            io::Error::other(format!("{name} prints something else:\n{stdout}"))
        })?;
        Ok(Sample {
            cpu_ms,
            wall_ms: run.wall.as_secs_f64() * 1e3,
            process_ms: run.cpu.as_secs_f64() * 1e3,
            peak: run.peak,
            counters,
        })
    }

    /// The times of a run whose last line begins with `printed`.
    fn times(&self, run: &Run, printed: &str) -> Option<Vec<f64>> {
        let last = run.stdout.lines().next_back()?;
        if last.split(' ').next() != Some(printed) {
            return None;
        }
        if self.mode == Mode::OneShot {
            return Some(vec![run.cpu.as_secs_f64() * 1e3]);
        }
        iterations(&run.stdout)
    }
}

/// Milliseconds of the lines `iteration NANOSECONDS`.
fn iterations(stdout: &str) -> Option<Vec<f64>> {
    let lines = stdout
        .lines()
        .filter_map(|line| line.strip_prefix("iteration "));
    let times: Option<Vec<f64>> = lines
        .map(|text| Some(text.parse::<f64>().ok()? / 1e6))
        .collect();
    times.filter(|times| !times.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Cell, iterations};

    #[test]
    fn iterations_are_lines_of_the_output() {
        assert_eq!(
            iterations("hello\niteration 2500000\niteration 1000000\nFib 5\n"),
            Some(vec![2.5, 1.0])
        );
        assert_eq!(iterations("Fib 5\n"), None);
        assert_eq!(iterations("iteration x\n"), None);
    }

    #[test]
    fn a_program_that_failed_has_no_times() {
        let cell = Cell {
            failure: Some("crash".to_owned()),
            ..Cell::default()
        };
        assert_eq!(cell.rounds(), None);
        assert_eq!(cell.median(|sample| Some(sample.wall_ms)), None);
    }
}
