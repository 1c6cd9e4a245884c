//! One compilation, from bytecode to installed code.

use super::assembly::Assembly;
use super::bisect;
use super::code::Names;
use super::dumps::Dumps;
use super::environment::Environment;
use super::facts::Answers;
use super::install::{self, Product, Rejection};
use super::print_inlining::PrintInlining;
use super::recordings::{self, Record};
use super::report::{self, Compilation};
use super::statistics::{self, Part, Watch};
use super::stress;
use crate::options::jit::ChangedForm;
use crate::tiering::Tier;
use codegen::{Algorithm, Compiler, Layout, Target};
use ir_build::MethodId;
use replay::{Live, Task, World};
use std::fmt;
use vm_codecache::InstallError;
use vm_runtime::handle::HandleScope;
use vm_runtime::thread::Thread;

/// Why a method was not compiled.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The builder of the intermediate representation gave up.
    Build(ir_build::Bailout),
    /// A pass broke the function: a defect of the optimizer.
    Optimizer(String),
    /// The code generator gave up.
    Code(codegen::Bailout),
    /// The code was not installed.
    Install(Rejection),
}

impl Refusal {
    /// Would another attempt end in the same way?
    pub(super) fn is_final(&self) -> bool {
        !matches!(self, Refusal::Install(_))
    }

    /// Is there no room for the code?
    pub(super) fn is_for_want_of_room(&self) -> bool {
        matches!(
            self,
            Refusal::Install(Rejection::Cache(InstallError::Full(_)))
        )
    }

    /// Has the VM changed during the compilation, so that another one is wanted at once?
    pub(super) fn is_outdated(&self) -> bool {
        matches!(self, Refusal::Install(Rejection::Outdated(_)))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Build(bailout) => bailout.fmt(f),
            Refusal::Optimizer(what) => f.write_str(what),
            Refusal::Code(bailout) => bailout.fmt(f),
            Refusal::Install(rejection) => rejection.fmt(f),
        }
    }
}

/// How methods are compiled.
pub(super) struct Settings {
    /// Where things are in memory.
    pub(super) layout: Layout,
    /// Passes of each tier.
    pub(super) quick: opt::Pipeline,
    /// As `quick`.
    pub(super) full: opt::Pipeline,
    /// Null checks are left to the accesses behind them.
    pub(super) implicit_null_checks: bool,
    /// What is printed meanwhile.
    pub(super) dumps: DumpSettings,
}

impl Settings {
    /// Passes of a tier.
    fn pipeline(&self, tier: Tier) -> &opt::Pipeline {
        match tier {
            Tier::Full => &self.full,
            Tier::Interpreter | Tier::Quick => &self.quick,
        }
    }
}

/// Which functions are printed, and when.
#[derive(Default)]
pub(super) struct DumpSettings {
    /// After these passes; `all`: after each.
    pub(super) passes: Vec<String>,
    /// What passes have changed.
    pub(super) changed: Option<ChangedForm>,
    /// Only of methods whose name contains this.
    pub(super) filter: String,
}

/// Compiles a method, or for entry at one of its loops, and installs the code; returns its size,
/// constants included. The thread is the current one, in native. The record gets all that the
/// compiler was told.
pub(super) fn compile(
    thread: &'static Thread,
    settings: &Settings,
    compilation: Compilation,
    record: &Record,
) -> Result<usize, Refusal> {
    let method = compilation.place.method();
    let scope = HandleScope::of(thread);
    let environment = Environment::new(thread, &scope);
    let id = environment.method_id(method);
    let task = record.task.get_or_init(|| task(settings, compilation, id));
    let source = ir_build::Recorder::new(&environment, record.answers.transcript());
    let mut watch = Watch::start();
    let built = ir_build::build_body(
        &source,
        id,
        &task.build,
        &mut environment.names.borrow_mut(),
    );
    watch.lap(Part::Build);
    let mut function = built.map_err(Refusal::Build)?.function;
    let facts = Answers {
        environment: &environment,
    };
    let live = Live {
        env: &environment,
        facts: &facts,
    };
    let world = World::live(
        &source,
        live,
        &environment.names,
        &record.answers,
        task.build.prune,
    );
    let optimized = optimize(settings, compilation, (&environment, &world), &mut function);
    watch.lap(Part::Passes);
    optimized?;
    task.panic_if_asked();
    let target = Target {
        layout: &settings.layout,
        facts: &world,
        options: codegen::Options {
            clock: statistics::clock_if_wanted(),
            ..task.code_options()
        },
    };
    let mut compiler = Compiler::default();
    let artifact = compiler.compile(&function, &target);
    watch.lap_code(compiler.times());
    let artifact = artifact.map_err(Refusal::Code)?;
    record.compiled(&compilation, &function, &artifact);
    let size = artifact.bytes.len();
    let names = names(&environment);
    statistics::compiled(&compilation, &artifact, &names.methods);
    let shown = Assembly::wanted(compilation, &artifact);
    let product = Product {
        compilation,
        artifact,
        names,
        dependencies: environment.dependencies(),
    };
    let entry = environment
        .in_vm(|cx| {
            install::install(cx, product, |object| {
                environment.object_named(object).get(cx).raw()
            })
        })
        .map_err(Refusal::Install)?;
    watch.lap(Part::Install);
    if let Some(assembly) = shown {
        assembly.print(&function, entry);
    }
    Ok(size)
}

/// What is compiled, and how.
fn task(settings: &Settings, compilation: Compilation, id: MethodId) -> Task {
    let method = compilation.place.method();
    Task {
        id: compilation.id,
        method: id,
        name: format!("{}{}", report::name(method), method.descriptor),
        tier: compilation.tier.name().to_owned(),
        build: ir_build::Options {
            osr: compilation.place.loop_bci().map(u32::from),
            prune: super::tiers().prune(method, compilation.tier),
            ..ir_build::Options::default()
        },
        passes: settings.pipeline(compilation.tier).to_string(),
        algorithm: match compilation.tier {
            Tier::Full => Algorithm::Ion,
            Tier::Interpreter | Tier::Quick => Algorithm::Fastalloc,
        },
        check_countdown: stress::check_countdown(),
        implicit_null_checks: settings.implicit_null_checks,
        panics: recordings::panics(&compilation),
    }
}

/// What the entities of the compilation's functions are.
fn names(environment: &Environment<'_>) -> Names {
    let names = environment.names.borrow();
    let methods = names.methods.iter().map(|id| environment.method_of(*id));
    let classes = names.classes.iter().map(|id| environment.class_of(*id));
    let fields = names.fields.iter().map(|id| environment.field_of(*id));
    Names {
        methods: methods.collect(),
        classes: classes.collect(),
        fields: fields.collect(),
    }
}

/// Runs the passes of the tier.
fn optimize(
    settings: &Settings,
    compilation: Compilation,
    (environment, world): (&Environment<'_>, &World<'_>),
    function: &mut ir::Function,
) -> Result<(), Refusal> {
    let pipeline = settings.pipeline(compilation.tier);
    let mut dumps = Dumps {
        settings: &settings.dumps,
        method: &report::name(compilation.place.method()),
        inlining: PrintInlining::of(compilation.place.method()),
    };
    dumps.built(function);
    let mut options = opt::Options {
        env: world,
        bisect: bisect::current(),
        ..opt::Options::default()
    };
    options.clock = statistics::clock_if_wanted().unwrap_or(options.clock);
    let done = opt::run(pipeline, function, &options, &mut dumps);
    dumps.inlining.print(environment);
    done.map(|statistics| statistics::optimized(&statistics))
        .map_err(|broken| Refusal::Optimizer(broken.to_string()))
}
