//! Checks that instructions make when they run: selection, instantiation, casts.

use super::errors;
use crate::class::Class;
use crate::exceptions;
use crate::known::KnownClass;
use crate::link;
use crate::method::{Method, MethodKind, OverpassError};
use crate::modules;
use crate::thread::{Cx, JResult, Thrown};

/// Throws `InstantiationError` for abstract classes and interfaces, and for `java.lang.Class`.
pub fn check_instantiable(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    if !class.is_abstract() && !class.is_interface() && class != KnownClass::Class.get() {
        return Ok(());
    }
    let name = class.external_name();
    Err(exceptions::throw(
        cx,
        "java/lang/InstantiationError",
        Some(&name),
    ))
}

/// Selection for `invokeinterface`: the method that `class` selects for `method` of `interface`.
/// Throws `IncompatibleClassChangeError`, `AbstractMethodError` or `IllegalAccessError`. Reaches no
/// safepoint unless it throws.
pub fn select_interface_method(
    cx: &mut Cx,
    class: &'static Class,
    interface: &'static Class,
    method: &'static Method,
) -> JResult<&'static Method> {
    if let Some(selected) = find_interface_method(class, interface, method) {
        return Ok(selected);
    }
    if !class.is_subtype_of(interface) {
        return Err(errors::missing_interface_error(cx, class, interface));
    }
    let selected = link::select(class, method);
    if selected.kind == MethodKind::Overpass(OverpassError::Conflict) {
        // HotSpot's itables leave such entries empty: the method counts as missing.
        return Err(errors::abstract_method_error(
            cx,
            Some(class),
            method,
            method,
        ));
    }
    if selected.is_abstract() {
        return Err(errors::abstract_method_error(
            cx,
            Some(class),
            method,
            selected,
        ));
    }
    Err(errors::non_public_selection_error(cx, class, selected))
}

/// As [`select_interface_method`], with `None` where that throws. Reaches no safepoint.
pub fn find_interface_method(
    class: &'static Class,
    interface: &'static Class,
    method: &'static Method,
) -> Option<&'static Method> {
    if !class.is_subtype_of(interface) {
        return None;
    }
    let selected = link::select(class, method);
    let is_conflict = selected.kind == MethodKind::Overpass(OverpassError::Conflict);
    // A private interface method is its own selection.
    let may_run = (selected.is_public() || method.is_private()) && !selected.is_abstract();
    (may_run && !is_conflict).then_some(selected)
}

/// Throws the error of calling an abstract or overpass method on a receiver of `class`.
pub fn throw_abstract_method(
    cx: &mut Cx,
    class: &'static Class,
    method: &'static Method,
) -> Thrown {
    let selected = link::select(class, method);
    let selected = match selected.kind {
        MethodKind::Overpass(_) => selected,
        _ if selected.is_abstract() => selected,
        _ => method,
    };
    errors::abstract_method_error(cx, Some(class), method, selected)
}

/// Throws `ClassCastException` with HotSpot's text.
pub fn throw_class_cast(cx: &mut Cx, from: &'static Class, to: &'static Class) -> Thrown {
    let message = modules::cast_message(cx, from, to);
    exceptions::throw(cx, KnownClass::ClassCastException.name(), Some(&message))
}
