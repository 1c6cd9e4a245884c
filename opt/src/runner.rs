//! Running a pipeline: verification, timing, dumps, counting and bisection are here, not in passes.

use crate::context::{Analyses, Context};
use crate::environment::{CompileEnv, KnowsNothing};
use crate::pipeline::Pipeline;
use crate::registry::{Changed, Info, Pass, Preserved};
use crate::sink::{PassRun, Sink};
use crate::statistics::Statistics;
use ir::Function;
use ir::verify::{Violation, verify};
use std::fmt;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Stops optimizing after so many runs of passes, counted over all functions. Halving the limit
/// again and again finds the run that makes a program wrong.
#[derive(Debug)]
pub struct Bisect {
    limit: u64,
    next: AtomicU64,
}

impl Bisect {
    /// The first `limit` runs of passes that are not required take place.
    pub fn new(limit: u64) -> Bisect {
        Bisect {
            limit,
            next: AtomicU64::new(0),
        }
    }

    /// Runs that were asked for so far.
    pub fn n_asked(&self) -> u64 {
        self.next.load(Ordering::Relaxed)
    }
}

/// How a pipeline is run.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// Verify the function after the first pass and every pass that changed it.
    pub verify: bool,
    /// Compare what a pass says about changes with the function's text, and verify after those that
    /// changed nothing: slow.
    pub check_changed: bool,
    /// Where to stop, if anywhere.
    pub bisect: Option<&'o Bisect>,
    /// Tells the time: the difference of two answers is how long a pass took.
    pub clock: fn() -> Duration,
    /// The world outside the function.
    pub env: &'o dyn CompileEnv,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            verify: cfg!(debug_assertions),
            check_changed: false,
            bisect: None,
            clock: wall_clock,
            env: &KnowsNothing,
        }
    }
}

/// Time since the first call.
fn wall_clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed()
}

/// A pass that is wrong: what it left is no function, or it does not say that it changed it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Broken {
    /// Name of the pass.
    pub pass: &'static str,
    /// Violations; none: it changed the function and denies it.
    pub violations: Vec<Violation>,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.violations.is_empty() {
            return write!(f, "`{}` changed the function and denies it", self.pass);
        }
        write!(f, "`{}` left what is no function:", self.pass)?;
        for violation in &self.violations {
            write!(f, "\n    {violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Broken {}

/// Runs a pipeline on a function.
///
/// # Errors
/// The first pass that is found to be wrong, when `options` ask for such checks. The function is
/// then of no use.
pub fn run(
    pipeline: &Pipeline,
    func: &mut Function,
    options: &Options<'_>,
    sink: &mut dyn Sink,
) -> Result<Statistics, Broken> {
    let mut runner = Runner {
        options,
        sink,
        statistics: Statistics::default(),
        analyses: Analyses::default(),
    };
    for (position, pass) in pipeline.passes().enumerate() {
        runner.step(pass, position, func)?;
    }
    Ok(runner.statistics)
}

struct Runner<'r> {
    options: &'r Options<'r>,
    sink: &'r mut dyn Sink,
    statistics: Statistics,
    analyses: Analyses,
}

impl Runner<'_> {
    fn step(
        &mut self,
        pass: &'static dyn Pass,
        position: usize,
        func: &mut Function,
    ) -> Result<(), Broken> {
        let info = pass.info();
        let Ok(number) = self.admit(info) else {
            return Ok(());
        };
        let wants_dump = self.sink.wants_dump(info);
        let before = (wants_dump || self.options.check_changed).then(|| func.to_string());
        let n_before = func.n_live_insts();
        let start = (self.options.clock)();
        let changed = pass.run(
            func,
            &mut Context {
                pass: info,
                analyses: &mut self.analyses,
                sink: &mut *self.sink,
                statistics: &mut self.statistics,
                env: self.options.env,
            },
        );
        let time = (self.options.clock)().saturating_sub(start);
        if changed == Changed::Yes && info.preserves == Preserved::Nothing {
            self.analyses = Analyses::default();
        }
        let may_be_broken = position == 0 || changed == Changed::Yes;
        if self.options.verify && (may_be_broken || self.options.check_changed) {
            verify(func).map_err(|violations| Broken {
                pass: info.name,
                violations,
            })?;
        }
        self.check_denial(info, changed, before.as_deref(), func)?;
        let run = PassRun {
            pass: info,
            position,
            number,
            changed,
            time,
            n_insts: (n_before, func.n_live_insts()),
            dump: before
                .filter(|_| wants_dump)
                .map(|before| (before, func.to_string())),
        };
        self.statistics.ended(&run);
        self.sink.pass_ended(&run);
        Ok(())
    }

    /// The number of this run, if it is counted; `Err`: it is beyond the limit.
    fn admit(&self, info: &Info) -> Result<Option<u64>, BeyondLimit> {
        match self.options.bisect {
            Some(bisect) if !info.is_required => {
                let number = bisect.next.fetch_add(1, Ordering::Relaxed);
                if number < bisect.limit {
                    Ok(Some(number))
                } else {
                    Err(BeyondLimit)
                }
            }
            Some(_) | None => Ok(None),
        }
    }

    /// A pass that changed the function has to say so.
    fn check_denial(
        &self,
        info: &'static Info,
        changed: Changed,
        before: Option<&str>,
        func: &Function,
    ) -> Result<(), Broken> {
        let denies = changed == Changed::No
            && self.options.check_changed
            && before.is_some_and(|before| before != func.to_string());
        if denies {
            return Err(Broken {
                pass: info.name,
                violations: Vec::new(),
            });
        }
        Ok(())
    }
}

/// A run that bisection leaves out.
struct BeyondLimit;
