//! Linking (JVMS 5.4): verification, preparation, method lookup and selection.

use crate::class::Class;
use crate::method::{Field, Method};
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};

/// Verifies and prepares the class and its supertypes.
pub fn link(_cx: &mut Cx, _class: &'static Class) -> JResult<()> {
    panic!("not linked in yet")
}
/// Method lookup by JVMS 5.4.3.3 (superclasses, then maximally-specific superinterface methods), no access check.
pub fn find_method(
    _class: &'static Class,
    _name: Symbol,
    _descriptor: Symbol,
) -> Option<&'static Method> {
    panic!("not linked in yet")
}
/// Field lookup by JVMS 5.4.3.2.
pub fn find_field(
    _class: &'static Class,
    _name: Symbol,
    _descriptor: Symbol,
) -> Option<&'static Field> {
    panic!("not linked in yet")
}
/// Method selection (JVMS 5.4.6) for an object of `class` and a resolved method.
pub fn select(_class: &'static Class, _method: &'static Method) -> &'static Method {
    panic!("not linked in yet")
}
