//! Compiling again.

use crate::addresses::Addresses;
use crate::file::Header;
use crate::questions::Answers;
use crate::task::Task;
use crate::world::World;
use codegen::{Artifact, Target};
use ir_build::Names;
use opt::pipeline::{Pipeline, PipelineError};
use std::cell::RefCell;
use std::fmt;

/// What a replayed compilation made.
#[derive(Debug)]
pub struct Compiled {
    /// As the builder made it.
    pub built: ir::Function,
    /// After all passes.
    pub function: ir::Function,
    /// Machine code with its tables.
    pub artifact: Artifact,
    /// What the passes did.
    pub statistics: opt::Statistics,
    /// Questions that the recorded compilation did not ask: their answers are guesses.
    pub n_unknown: usize,
}

/// Why nothing was made.
#[derive(Debug)]
pub enum Refusal {
    /// The passes of the task are none.
    Passes(PipelineError),
    /// The builder gave up.
    Build(ir_build::Bailout),
    /// A pass broke the function.
    Optimizer(opt::Broken),
    /// The code generator gave up.
    Code(codegen::Bailout),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Passes(error) => error.fmt(f),
            Refusal::Build(bailout) => bailout.fmt(f),
            Refusal::Optimizer(broken) => broken.fmt(f),
            Refusal::Code(bailout) => bailout.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}

/// Compiles a task with recorded answers; `sink` hears of the passes.
///
/// # Errors
/// As the recorded compilation; see [`Refusal`].
pub fn compile(
    header: &Header,
    task: &Task,
    answers: &Answers,
    addresses: Addresses,
    sink: &mut dyn opt::Sink,
) -> Result<Compiled, Refusal> {
    let pipeline = Pipeline::parse(&task.passes).map_err(Refusal::Passes)?;
    let source = answers.source.borrow();
    let n_before = source.n_unknown();
    let names = RefCell::new(Names::default());
    let built = ir_build::build_body(&*source, task.method, &task.build, &mut names.borrow_mut());
    let built = built.map_err(Refusal::Build)?.function;
    let world = World::recorded(&*source, &names, answers, addresses, task.build.prune);
    let options = opt::Options {
        env: &world,
        ..opt::Options::default()
    };
    let mut function = built.clone();
    let statistics = opt::run(&pipeline, &mut function, &options, sink);
    let statistics = statistics.map_err(Refusal::Optimizer)?;
    task.panic_if_asked();
    let layout = addresses.layout(&header.layout);
    let target = Target {
        layout: &layout,
        facts: &world,
        options: task.code_options(),
    };
    let artifact = codegen::compile(&function, &target).map_err(Refusal::Code)?;
    Ok(Compiled {
        n_unknown: world.n_unknown() + source.n_unknown() - n_before,
        built,
        function,
        artifact,
        statistics,
    })
}
