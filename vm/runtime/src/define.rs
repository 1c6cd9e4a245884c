//! Creating classes: from bytes to a [`Class`] with layout, vtable, itables and mirror.

use crate::class::Class;
use crate::loader::LoaderData;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};

/// The boot loader's record.
pub fn boot_loader() -> &'static LoaderData {
    panic!("not linked in yet")
}
/// The record of the loader object at this address (0: boot loader), made at first use.
pub fn loader_data(_cx: &mut Cx, _loader: u64) -> &'static LoaderData {
    panic!("not linked in yet")
}
/// See [`crate::loader::load_class`].
pub fn load_class(
    _cx: &mut Cx,
    _name: Symbol,
    _loader: &'static LoaderData,
) -> JResult<&'static Class> {
    panic!("not linked in yet")
}
/// Loads a boot class that must exist.
pub fn load_boot(_cx: &mut Cx, _name: &str) -> &'static Class {
    panic!("not linked in yet")
}
/// The array class with this component (JVMS 5.3.3).
pub fn array_of(_cx: &mut Cx, _component: &'static Class) -> JResult<&'static Class> {
    panic!("not linked in yet")
}
/// The class record behind a primitive type's mirror, `void` included.
pub fn primitive(_basic: crate::layout::BasicType) -> &'static Class {
    panic!("not linked in yet")
}
/// The array class of primitives.
pub fn primitive_array(_element: crate::layout::BasicType) -> &'static Class {
    panic!("not linked in yet")
}
