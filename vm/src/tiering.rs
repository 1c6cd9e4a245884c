//! When a method is compiled, how well, by which thread, and when its code is thrown away.
//!
//! A *policy* decides, and only decides: it gets an [`Event`] and an immutable [`View`] of what
//! the VM knows, and answers with a [`Decision`], which always carries a [`Reason`]. It never
//! touches a method or a thread, so policies are tested by simulation, decisions can be recorded
//! with their inputs, and a new one is a file. Policies that come with the VM are
//! [`never`](rules::Never), [`always`](rules::Always), [`hotspot`](rules::HotSpot),
//! [`budget`](rules::Budget) and [`replay`](rules::Replay); their numbers are [`Settings`], which files in TOML change.
//!
//! What was decided is carried out elsewhere: [`Compilers`] is the queue with its threads, and
//! knows neither methods nor compilers. `docs/writing-a-tiering-policy.md` is the tutorial.
//!
//! The interpreter asks seldom: [`Decision::next`] says after how many further calls or back
//! edges the policy wants to be asked again.

mod asking;
mod compile_commands;
mod compilers;
mod contained_panic;
mod decision;
mod event;
mod method_pattern;
pub mod policy_file;
mod print_compilation;
mod queue;
pub mod rules;
pub mod settings;
#[cfg(test)]
mod simulation;
mod tier;
mod view;

pub use asking::ask;
pub use compile_commands::{CompileCommands, MethodName};
pub use compilers::{Compile, Compilers};
pub use contained_panic::Panic;
pub(crate) use contained_panic::{contain as contain_panic, record as record_panic};
pub use decision::{Action, Decision, Next, Reason};
pub use event::{DeoptReason, Event};
pub use method_pattern::MethodPattern;
pub(crate) use policy_file::nearest;
pub use policy_file::{PolicyError, load};
pub use print_compilation::CompilationLine;
pub use queue::{Ended, Ticket};
pub use settings::Settings;
pub use tier::Tier;
pub use view::{Counts, MethodView, QueueView, View};

/// Decides about methods.
///
/// Implementations keep no state about single methods: all of it is in the view. What they may
/// keep is about the whole, for example averages, or a list of what is still to be done.
pub trait TierPolicy: Send {
    /// What to do about the method of `view` now that `event` has happened to it.
    fn decide(&mut self, event: Event, view: &View<'_>) -> Decision;
}

/// The policy that the settings describe, behind the limits that hold for all of them.
pub fn policy(settings: Settings) -> Box<dyn TierPolicy> {
    Box::new(rules::Limits::new(settings))
}

/// Compiles the code of the tutorial.
#[cfg(doctest)]
#[doc = include_str!("../../docs/writing-a-tiering-policy.md")]
struct Tutorial;
