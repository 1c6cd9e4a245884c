//! Java monitors: thin locks that inflate, and identity hashes (both live in the header word).

use crate::handle::Handle;
use crate::oop::Oop;
use crate::thread::{Cx, JResult};

/// Enters the monitor of the object (JVMS monitorenter). Fast path: thin lock by one CAS.
pub fn enter(_cx: &mut Cx, _object: Handle<'_>) {
    panic!("not linked in yet")
}
/// Tries the uncontended fast path without a safepoint; `false`: call [`enter`].
#[inline]
pub fn enter_fast(_cx: &Cx, _object: Oop<'_>) -> bool {
    panic!("not linked in yet")
}
/// Leaves the monitor; throws `IllegalMonitorStateException` if the thread does not own it. Never reaches a safepoint.
pub fn exit(_cx: &Cx, _object: Oop<'_>) -> JResult<()> {
    panic!("not linked in yet")
}
/// `Object.wait(ms)`; 0 waits for ever.
pub fn wait(_cx: &mut Cx, _object: Handle<'_>, _millis: i64) -> JResult<()> {
    panic!("not linked in yet")
}
/// `Object.notify` / `notifyAll`.
pub fn notify(_cx: &mut Cx, _object: Handle<'_>, _all: bool) -> JResult<()> {
    panic!("not linked in yet")
}
/// Does the current thread own the monitor?
pub fn holds(_cx: &Cx, _object: Oop<'_>) -> bool {
    panic!("not linked in yet")
}
/// The identity hash: positive, 27 bits or fewer, stable.
pub fn identity_hash(_cx: &Cx, _object: Oop<'_>) -> i32 {
    panic!("not linked in yet")
}
