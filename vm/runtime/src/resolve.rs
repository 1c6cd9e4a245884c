//! Resolution of constant-pool entries (JVMS 5.4.3) with access checks.

use crate::class::Class;
use crate::method::Method;
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

/// How a field is accessed: decides the static/instance check and the rule for finals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names are the instructions'")]
pub enum FieldAccess {
    GetField,
    PutField,
    GetStatic,
    PutStatic,
}
/// Resolves a field reference for an instruction of `method`, with all its checks
/// (IncompatibleClassChangeError for static/instance, IllegalAccessError for writes to finals outside
/// of initializers). Does not initialize the class.
pub fn field_for(
    _cx: &mut Cx,
    _method: &'static Method,
    _index: u16,
    _access: FieldAccess,
) -> JResult<&'static FieldTarget> {
    panic!("not linked in yet")
}
/// Throws `InstantiationError` for abstract classes and interfaces (and java.lang.Class).
pub fn check_instantiable(_cx: &mut Cx, _class: &'static Class) -> JResult<()> {
    panic!("not linked in yet")
}
/// Selection for `invokeinterface` (and calls of interface methods through a class): the method that
/// `class` selects for `method` of `interface`. Throws IncompatibleClassChangeError ("Class X does not
/// implement the requested interface Y"), AbstractMethodError, IllegalAccessError. Reaches no safepoint unless it throws.
pub fn select_interface_method(
    _cx: &mut Cx,
    _class: &'static Class,
    _interface: &'static Class,
    _method: &'static Method,
) -> JResult<&'static Method> {
    panic!("not linked in yet")
}
/// Throws the error of calling an abstract or overpass method on a receiver of `class`.
pub fn throw_abstract_method(
    _cx: &mut Cx,
    _class: &'static Class,
    _method: &'static Method,
) -> crate::thread::Thrown {
    panic!("not linked in yet")
}
/// Throws `ClassCastException` with HotSpot's text ("class A cannot be cast to class B (A is in ...)").
pub fn throw_class_cast(
    _cx: &mut Cx,
    _from: &'static Class,
    _to: &'static Class,
) -> crate::thread::Thrown {
    panic!("not linked in yet")
}
/// Links an `invokedynamic` instruction with the constant at `index`. `slot` is the instruction's own slot in the
/// resolved-references array (from `RuntimePool::new_ref_slot`); the array is grown to hold it. Returns the adapter method
/// and `Some(slot)` if it takes an appendix, which then stands in the slot. The first of racing threads wins (so what is
/// stored in the slot must be decided together with the method: e.g. store a small pair under a lock).
/// For `invokevirtual` of signature-polymorphic methods, [`method`] returns a target with a static method and its appendix slot.
pub fn call_site(
    _cx: &mut Cx,
    _holder: &'static Class,
    _index: u16,
    _slot: u32,
) -> JResult<(&'static Method, Option<u32>)> {
    panic!("not linked in yet")
}
