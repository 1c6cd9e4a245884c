//! The heap: allocation, the write barrier, collection. (Owner of everything about mmtk.)

use crate::class::Class;
use crate::oop::Oop;
use crate::thread::{Cx, JResult};

/// The collector's part of a thread record.
pub struct MutatorCell {
    _private: std::cell::UnsafeCell<()>,
}

/// Allocates an instance of `class` (header written, fields zero). Throws `OutOfMemoryError`.
/// Does not register a finalizer (see [`alloc_instance`]'s callers in `new`: `finalizers::register`).
pub fn alloc_instance<'a>(_cx: &'a mut Cx, _class: &'static Class) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}

/// Allocates an array of `class` with `length >= 0` elements, zeroed.
pub fn alloc_array<'a>(
    _cx: &'a mut Cx,
    _class: &'static Class,
    _length: usize,
) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}

/// Allocates a mirror: an instance of `java.lang.Class` of `size` bytes in the non-moving space.
/// The injected size and static-reference count are written before it is published.
pub fn alloc_mirror<'a>(_cx: &'a mut Cx, _size: usize, _n_static_refs: u32) -> JResult<Oop<'a>> {
    panic!("not linked in yet")
}

/// Stores a reference into an object with the write barrier.
#[inline(always)]
pub fn store(_object: Oop<'_>, _offset: usize, _value: Oop<'_>) {
    panic!("not linked in yet")
}
