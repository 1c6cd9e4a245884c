//! Resolution of constant-pool entries (JVMS 5.4.3) with access checks.

use crate::class::Class;
use crate::oop::Oop;
use crate::pool::{FieldTarget, MethodTarget};
use crate::thread::{Cx, JResult};

/// How a method reference is used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names are the instructions'")]
pub enum InvokeKind {
    Virtual,
    Special,
    Static,
    Interface,
}
/// Resolves the class constant at `index` of `holder`'s pool.
pub fn class(_cx: &mut Cx, _holder: &'static Class, _index: u16) -> JResult<&'static Class> {
    panic!("not linked in yet")
}
/// Resolves a field reference; checks static/instance and final writes are the caller's.
pub fn field(_cx: &mut Cx, _holder: &'static Class, _index: u16) -> JResult<&'static FieldTarget> {
    panic!("not linked in yet")
}
/// Resolves a method reference; for signature-polymorphic methods see `resolve_handle_call`.
pub fn method(
    _cx: &mut Cx,
    _holder: &'static Class,
    _index: u16,
    _kind: InvokeKind,
) -> JResult<&'static MethodTarget> {
    panic!("not linked in yet")
}
/// The value of a loadable constant that is an object: String, Class, MethodType, MethodHandle, Dynamic
/// (boxed when primitive). Cached in the resolved-references array.
pub fn constant<'a>(_cx: &'a mut Cx, _holder: &'static Class, _index: u16) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}
