//! Preparation (JVMS 5.4.2): initial values of static fields, and loader constraints of overriding.

use crate::class::Class;
use crate::exceptions;
use crate::handle::HandleScope;
use crate::layout::BasicType;
use crate::loader;
use crate::method::{Field, Method, MethodKind};
use crate::modules;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use vm_classfile::Constant;

/// Gives static fields the values of their `ConstantValue` attributes.
pub(super) fn constant_values(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    let Some(file) = class.file else {
        return Ok(());
    };
    for field in class.fields() {
        let Some(index) = field.info.constant_value.filter(|_| field.is_static()) else {
            continue;
        };
        let Some(constant) = file.pool.get(index) else {
            continue;
        };
        store_constant(cx, field, constant)?;
    }
    Ok(())
}

fn store_constant(cx: &mut Cx, field: &'static Field, constant: &Constant<'_>) -> JResult<()> {
    let offset = field.offset as usize;
    match *constant {
        Constant::Integer(value) => {
            let mirror = field.class.mirror(cx);
            match field.basic_type {
                BasicType::Boolean => mirror.store_u8(offset, value as u8 & 1),
                BasicType::Byte => mirror.store_i8(offset, value as i8),
                BasicType::Char => mirror.store_u16(offset, value as u16),
                BasicType::Short => mirror.store_i16(offset, value as i16),
                _ => mirror.store_i32(offset, value),
            }
        }
        Constant::Float(value) => field.class.mirror(cx).store_u32(offset, value.to_bits()),
        Constant::Long(value) => field.class.mirror(cx).store_i64(offset, value),
        Constant::Double(value) => field.class.mirror(cx).store_u64(offset, value.to_bits()),
        Constant::String { utf8_index } => {
            let text = field
                .class
                .class_file()
                .pool
                .utf8(utf8_index)
                .unwrap_or_default();
            let scope = HandleScope::enter(cx);
            let string = scope.handle(strings::intern_symbol(cx, Symbol::intern(text))?);
            field.class.mirror(cx).store_ref(offset, string.get(cx));
        }
        _ => {}
    }
    Ok(())
}

/// A method that overrides one of another loader must agree with it on the classes of its
/// descriptor (JVMS 5.4.2).
pub(super) fn check_override_constraints(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    if class.loader.is_boot || class.is_interface() {
        return Ok(());
    }
    let Some(parent) = class.super_class else {
        return Ok(());
    };
    for index in 0..parent.vtable_len as usize {
        let (method, overridden) = (class.vtable_method(index), parent.vtable_method(index));
        if let Some(name) = disagreement(method, overridden) {
            return Err(override_violation(cx, class, method, overridden, name));
        }
    }
    for itable in class.itables.get().copied().unwrap_or(&[]) {
        for method in itable.interface.methods() {
            let selected = super::select(class, method);
            if !selected.is_abstract()
                && let Some(name) = disagreement(selected, method)
            {
                return Err(itable_violation(cx, class, selected, method, name));
            }
        }
    }
    Ok(())
}

/// The class name on which the loaders of two methods do not agree.
fn disagreement(selected: &'static Method, other: &'static Method) -> Option<Symbol> {
    let is_overpass = matches!(selected.kind, MethodKind::Overpass(_));
    if std::ptr::eq(selected, other) || is_overpass {
        return None;
    }
    let (mine, theirs) = (selected.class.loader, other.class.loader);
    loader::check_constraints(selected.descriptor, mine, theirs).err()
}

fn override_violation(
    cx: &mut Cx,
    class: &'static Class,
    selected: &'static Method,
    other: &'static Method,
    name: Symbol,
) -> Thrown {
    let message = format!(
        "loader constraint violation for class {}: when selecting overriding method '{}' the class loader {} of the selected method's type {}, and the class loader {} for its super type {} have different Class objects for the type {} used in the signature ({}; {})",
        class.external_name(),
        selected.external_name(),
        modules::loader_name(cx, selected.class.loader),
        selected.class.external_name(),
        modules::loader_name(cx, other.class.loader),
        other.class.external_name(),
        name.external(),
        modules::in_module(cx, selected.class, false, true),
        modules::in_module(cx, other.class, false, true),
    );
    exceptions::throw(cx, "java/lang/LinkageError", Some(&message))
}

fn itable_violation(
    cx: &mut Cx,
    class: &'static Class,
    selected: &'static Method,
    other: &'static Method,
    name: Symbol,
) -> Thrown {
    let message = format!(
        "loader constraint violation in interface itable initialization for class {}: when selecting method '{}' the class loader {} for super interface {}, and the class loader {} of the selected method's {}, {} have different Class objects for the type {} used in the signature ({}; {})",
        class.external_name(),
        other.external_name(),
        modules::loader_name(cx, other.class.loader),
        other.class.external_name(),
        modules::loader_name(cx, selected.class.loader),
        selected.class.kind_name(),
        selected.class.external_name(),
        name.external(),
        modules::in_module(cx, other.class, false, true),
        modules::in_module(cx, selected.class, false, true),
    );
    exceptions::throw(cx, "java/lang/LinkageError", Some(&message))
}
