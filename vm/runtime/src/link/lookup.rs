//! Lookup of members by name and descriptor, and selection (JVMS 5.4.3.2-5.4.3.4, 5.4.6).

use crate::class::Class;
use crate::define::vtable::maximally_specific;
use crate::known::KnownClass;
use crate::method::{Field, Method, MethodKind, VTABLE_ITABLE};
use crate::symbol::Symbol;
use std::sync::atomic::Ordering;

/// Method lookup by JVMS 5.4.3.3 (superclasses, then maximally-specific superinterface methods),
/// no access check.
pub fn find_method(
    class: &'static Class,
    name: Symbol,
    descriptor: Symbol,
) -> Option<&'static Method> {
    if class.is_interface() {
        return find_interface_method(class, name, descriptor);
    }
    class
        .super_chain()
        .find_map(|class| class.declared_method(name, descriptor))
        .or_else(|| conflict(class, name, descriptor))
        .or_else(|| from_interfaces(class, name, descriptor))
}

/// [`find_method`] in a class, without static methods: they do not hide inherited ones.
pub fn find_instance_method(
    class: &'static Class,
    name: Symbol,
    descriptor: Symbol,
) -> Option<&'static Method> {
    class
        .super_chain()
        .filter_map(|class| class.declared_method(name, descriptor))
        .find(|method| !method.is_static())
        .or_else(|| conflict(class, name, descriptor))
        .or_else(|| from_interfaces(class, name, descriptor))
}

/// The method that stands in the vtable of a class for conflicting default methods: the class
/// declares it as far as resolution is concerned, so `invokespecial` runs into the conflict too.
fn conflict(class: &'static Class, name: Symbol, descriptor: Symbol) -> Option<&'static Method> {
    let declared = maximally_specific(class.interfaces, name, descriptor);
    let n_concrete = declared
        .iter()
        .filter(|method| !method.is_abstract())
        .count();
    if n_concrete < 2 {
        return None;
    }
    (0..class.vtable_len as usize)
        .map(|index| class.vtable_method(index))
        .find(|method| {
            matches!(method.kind, MethodKind::Overpass(_))
                && method.name == name
                && method.descriptor == descriptor
        })
}

/// Method lookup in an interface by JVMS 5.4.3.4: also public instance methods of `Object`.
pub fn find_interface_method(
    class: &'static Class,
    name: Symbol,
    descriptor: Symbol,
) -> Option<&'static Method> {
    class
        .declared_method(name, descriptor)
        .or_else(|| {
            KnownClass::Object
                .get()
                .declared_method(name, descriptor)
                .filter(|method| method.is_public() && !method.is_static())
        })
        .or_else(|| from_interfaces(class, name, descriptor))
}

/// The maximally-specific method if there is one with a body, else any.
fn from_interfaces(class: &Class, name: Symbol, descriptor: Symbol) -> Option<&'static Method> {
    let found = maximally_specific(class.interfaces, name, descriptor);
    let mut concrete = found.iter().copied().filter(|method| !method.is_abstract());
    match (concrete.next(), concrete.next()) {
        (Some(only), None) => Some(only),
        _ => found.first().copied(),
    }
}

/// Field lookup by JVMS 5.4.3.2.
pub fn find_field(
    class: &'static Class,
    name: Symbol,
    descriptor: Symbol,
) -> Option<&'static Field> {
    for class in class.super_chain() {
        if let Some(field) = class.declared_field(name, descriptor) {
            return Some(field);
        }
        for interface in class.cold.direct_interfaces {
            if let Some(field) = find_field_in_interface(interface, name, descriptor) {
                return Some(field);
            }
        }
    }
    None
}

fn find_field_in_interface(
    interface: &'static Class,
    name: Symbol,
    descriptor: Symbol,
) -> Option<&'static Field> {
    interface.declared_field(name, descriptor).or_else(|| {
        let parents = interface.cold.direct_interfaces.iter();
        parents
            .copied()
            .find_map(|parent| find_field_in_interface(parent, name, descriptor))
    })
}

/// Method selection (JVMS 5.4.6) for an object of `class` and a resolved method. Where nothing
/// implements an interface method, that abstract method itself is selected.
#[inline]
pub fn select(class: &'static Class, method: &'static Method) -> &'static Method {
    try_select(class, method).unwrap_or(method)
}

/// As [`select`]; `None` if `class` does not implement the method's interface.
#[inline]
pub fn try_select(class: &'static Class, method: &'static Method) -> Option<&'static Method> {
    let index = method.vtable_index.load(Ordering::Relaxed);
    if index >= 0 {
        return Some(class.vtable_method(index as usize));
    }
    if index != VTABLE_ITABLE {
        return Some(method);
    }
    let index = method.itable_index.load(Ordering::Relaxed) as usize;
    if let Some(selected) = class.itable_method(method.class, index) {
        return Some(selected);
    }
    class.is_subtype_of(method.class).then_some(method)
}
