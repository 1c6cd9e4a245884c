//! What the evaluator asks about the world outside the function.

use crate::heap::Heap;
use crate::value::{ObjectId, Val};

/// How a call ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum CallOutcome {
    /// With what the method returns.
    Returned(Option<Val>),
    /// With an exception.
    Threw(ObjectId),
}

/// Classes and methods outside the function.
pub trait World {
    /// Calls the method of this name (`Class.name(descriptors)descriptor`); `None`: there is none.
    /// `is_virtual`: the receiver's class chooses.
    fn call(
        &mut self,
        heap: &mut Heap,
        method: &str,
        is_virtual: bool,
        args: &[Val],
    ) -> Option<CallOutcome>;

    /// Is the class `sub` the class `super_class`, or below it?
    fn is_subclass(&self, sub: &str, super_class: &str) -> bool;

    /// Has the class been initialized?
    fn is_initialized(&self, class: &str) -> bool;
}

/// A world with nothing in it: classes are below themselves only, and initialized.
#[derive(Clone, Copy, Default, Debug)]
pub struct Nothing;

impl World for Nothing {
    fn call(&mut self, _: &mut Heap, _: &str, _: bool, _: &[Val]) -> Option<CallOutcome> {
        None
    }

    fn is_subclass(&self, sub: &str, super_class: &str) -> bool {
        sub == super_class
    }

    fn is_initialized(&self, _: &str) -> bool {
        true
    }
}
