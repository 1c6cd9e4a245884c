//! Throwing Java exceptions from the VM, and capturing backtraces.

use crate::thread::{Cx, Thrown};

/// Creates an exception of the boot class `class` (internal name) as `new E(message)` does, makes it pending.
pub fn throw(_cx: &mut Cx, _class: &str, _message: Option<&str>) -> Thrown {
    panic!("not linked in yet")
}
/// As [`throw`], with the exception that is pending (if any) as the cause.
pub fn throw_with_cause(
    _cx: &mut Cx,
    _class: &str,
    _message: Option<&str>,
    _cause: crate::handle::Handle<'_>,
) -> Thrown {
    panic!("not linked in yet")
}
/// The preallocated `OutOfMemoryError` for `message` ("Java heap space", ...).
pub fn throw_out_of_memory(_cx: &mut Cx, _message: &str) -> Thrown {
    panic!("not linked in yet")
}
/// A `StackOverflowError`, built in the stack reserve.
pub fn throw_stack_overflow(_cx: &mut Cx) -> Thrown {
    panic!("not linked in yet")
}
