//! From bytecode and profile to the SSA intermediate representation.
//!
//! Place in the pipeline: a method's bytecode goes in, a function of the high stage comes out, which
//! the optimizer transforms. Bytecode blocks are interpreted abstractly in reverse postorder; locals
//! and operand stack hold SSA values; where paths meet, values become block parameters, and those
//! that turn out to be needless go again.
//!
//! Main types:
//!
//! * [`BytecodeSource`]: all questions about methods, constants and profiles; numbers in, plain data
//!   out.
//! * [`Options`]: where to enter, what to leave out, limits.
//! * [`Built`]: the function, and what its entities are to the source.
//! * [`Recorder`] and [`Transcript`]: what was asked and answered, to build the same without a VM.
//! * [`Bailout`]: why a method is not built.
//! * [`Intrinsic`](intrinsics::Intrinsic): a method that is built as something better than a call.
//!
//! Invariants:
//!
//! * **No VM, no resolution.** What is not resolved, linked or initialized leaves for the
//!   interpreter.
//! * **No panics on bad code.** Boot classes are not verified; what a verifier would refuse is a
//!   bailout.
//! * **One thing, one entity.** A class, field, method or object of the source has one entity in a
//!   function.
//! * **No unsafe code.**
//!
//! Start reading at `source.rs`, then `method.rs`; the families of instructions are in
//! `instructions`. What the states mean is in `docs/frame-states-and-deopt.md`.
//!
//! ```
//! use ir_build::{BranchProfile, Profile};
//! let branch = BranchProfile { bci: 7, n_taken: 0, n_not_taken: 40 };
//! let profile = Profile { branches: vec![branch], types: vec![] };
//! assert_eq!(profile.branch(7).map(|branch| branch.n_not_taken), Some(40));
//! ```

#![forbid(unsafe_code)]

mod bailout;
mod bits;
mod blocks;
mod cleanup;
mod code;
mod frame;
mod instructions;
pub mod intrinsics;
mod liveness;
mod method;
mod names;
mod osr;
mod source;
mod states;
mod transcript;

pub use bailout::{Bailout, BailoutReason};
pub use names::Names;
pub use source::{
    Access, Answer, BranchProfile, BytecodeSource, CallFacts, ClassFacts, ClassId, Constant,
    Dispatch, FastThrow, FieldFacts, FieldId, Invoke, MethodFacts, MethodId, ObjectFacts, ObjectId,
    Profile, Site, TypeProfile,
};

pub use transcript::{Question, Recorder, Response, Transcript};

use ir::Function;
use serde::{Deserialize, Serialize};

/// Builds a method.
///
/// # Errors
/// When it cannot be built; see [`BailoutReason`].
pub fn build(
    source: &dyn BytecodeSource,
    method: MethodId,
    options: &Options,
) -> Result<Built, Bailout> {
    let mut names = Names::default();
    let body = method::build_method(source, method, options, &mut names)?;
    Ok(Built {
        function: body.function,
        classes: names.classes,
        fields: names.fields,
        methods: names.methods,
        objects: names.objects,
        n_pruned: body.n_pruned,
    })
}

/// Builds a method as one of several functions of a compilation, which share the names.
///
/// # Errors
/// When it cannot be built; see [`BailoutReason`].
pub fn build_body(
    source: &dyn BytecodeSource,
    method: MethodId,
    options: &Options,
    names: &mut Names,
) -> Result<Body, Bailout> {
    method::build_method(source, method, options, names)
}

/// One of several functions of a compilation.
#[derive(Clone, Debug)]
pub struct Body {
    /// The function, which the verifier accepts.
    pub function: Function,
    /// Branches that were left out.
    pub n_pruned: usize,
}

/// How a method is built.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Options {
    /// Enter here instead of at the start, with the locals of an interpreter frame. The function
    /// then has one parameter, an `i64`: the address of the locals in the order of their slots. The
    /// frame must have an empty operand stack and hold no monitors.
    pub osr: Option<u32>,
    /// Leave out branches that were never taken while the other one was, at least so often.
    pub prune: Option<u32>,
    /// Longest code, in bytes.
    pub max_code_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            osr: None,
            prune: None,
            max_code_bytes: 8000,
        }
    }
}

/// What was built.
#[derive(Clone, Debug)]
pub struct Built {
    /// The function, which the verifier accepts.
    pub function: Function,
    /// Of each class of the function, in order: what it is to the source.
    pub classes: Vec<ClassId>,
    /// Of each field.
    pub fields: Vec<FieldId>,
    /// Of each method; the first one is the method that was built.
    pub methods: Vec<MethodId>,
    /// Of each constant object.
    pub objects: Vec<ObjectId>,
    /// Branches that were left out.
    pub n_pruned: usize,
}
