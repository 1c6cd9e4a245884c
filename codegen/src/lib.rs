//! From the intermediate representation to machine code of x86-64.
//!
//! Last step of the compiled tier: a verified function in the low stage becomes machine
//! instructions over virtual registers, `regalloc2` assigns registers and slots, `iced-x86`
//! encodes. The result is bytes that work at any address, and the tables by which the VM collects,
//! walks, throws and deoptimizes.
//!
//! Main types:
//!
//! * [`compile`], with the reusable [`Compiler`] behind it.
//! * [`Target`]: [`Layout`], [`Facts`] and [`Options`].
//! * [`Helper`]: what compiled code calls, with exact signatures.
//! * [`Artifact`]: bytes, [`Safepoint`]s, [`Exit`]s; [`Listing`] shows it as text.
//!
//! Invariants:
//!
//! * **No VM, no optimizer, no unsafe code.** Addresses and offsets come in as numbers; nothing
//!   here executes what it makes.
//! * **Every verified function compiles**, whatever passes have run.
//! * **Nothing survives a call in a register**, so at a safepoint every reference is in a slot of
//!   the map; a checker proves it after allocation.
//!
//! Start reading at `docs/code-generation.md`, then `lower/mod.rs`.

#![forbid(unsafe_code)]

mod allocate;
mod artifact;
mod bailout;
mod emit;
mod entry_points;
mod facts;
mod layout;
mod listing;
mod liveness;
mod lower;
mod machine;
mod order;
pub mod patch;
mod registers;
mod stale;
mod states;
mod target;
mod times;

pub use artifact::{
    Artifact, DirectCall, Exit, ExitReason, Fault, FrameDesc, InlineCache, Location, NullCheck,
    Safepoint, SlotDesc, UNMAPPED, VirtualObject,
};
pub use bailout::Bailout;
pub use entry_points::{Convention, Helper};
pub use facts::{ClassFacts, ClassKind, Facts, FieldFacts, Kind, MethodFacts};
pub use layout::{Bump, CacheLayout, ClassLayout, Layout, LockLayout, ThreadLayout};
pub use listing::Listing;
use lower::Polls;
pub use target::{Algorithm, Options, Target};
pub use times::Times;

/// Compiles a function that the verifier accepts in the low stage.
pub fn compile(func: &ir::Function, target: &Target<'_>) -> Result<Artifact, Bailout> {
    Compiler::default().compile(func, target)
}

/// Compiles functions one after the other and keeps its memory.
#[derive(Default)]
pub struct Compiler {
    machine: machine::Machine,
    numbering: states::Numbering,
    allocator: allocate::Allocator,
    times: Times,
}

impl Compiler {
    /// As [`compile`].
    pub fn compile(
        &mut self,
        func: &ir::Function,
        target: &Target<'_>,
    ) -> Result<Artifact, Bailout> {
        if func.stage != ir::Stage::Low {
            return Err(Bailout::NotLow);
        }
        if !target.options.saves_at_polls {
            return self.compile_with(func, target, Polls::Spill);
        }
        match self.compile_with(func, target, Polls::Save) {
            Err(Bailout::StaleReference(_)) => self.compile_with(func, target, Polls::Spill),
            done => done,
        }
    }

    fn compile_with(
        &mut self,
        func: &ir::Function,
        target: &Target<'_>,
        polls: Polls,
    ) -> Result<Artifact, Bailout> {
        let mut watch = times::Watch::start(target.options.clock);
        self.machine.clear();
        self.numbering.reset(func.n_values());
        lower::lower(func, target, &mut self.machine, &mut self.numbering, polls)?;
        liveness::list_references(&mut self.machine);
        watch.lap(&mut self.times.lowering);
        let output = self.allocator.run(&self.machine, &target.options);
        watch.lap(&mut self.times.allocation);
        let artifact = emit::emit(func, target, &self.machine, output?, &mut self.numbering);
        watch.lap(&mut self.times.emission);
        artifact
    }

    /// How long its parts took so far, with [`Options::clock`].
    pub fn times(&self) -> Times {
        self.times
    }
}
