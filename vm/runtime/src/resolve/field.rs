//! Resolution of field references (JVMS 5.4.3.2).

use super::access::{self, denial_details, illegal_access, visibility};
use super::errors;
use crate::class::Class;
use crate::exceptions;
use crate::link;
use crate::loader;
use crate::method::{Field, Method};
use crate::modules;
use crate::pool::FieldTarget;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};

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
/// (`IncompatibleClassChangeError` for static/instance, `IllegalAccessError` for writes to finals
/// outside of initializers). Does not initialize the class.
pub fn field_for(
    cx: &mut Cx,
    method: &'static Method,
    index: u16,
    access: FieldAccess,
) -> JResult<&'static FieldTarget> {
    let target = field(cx, method.class, index)?;
    let is_static = matches!(access, FieldAccess::GetStatic | FieldAccess::PutStatic);
    let is_put = matches!(access, FieldAccess::PutField | FieldAccess::PutStatic);
    check_use(cx, method, target, is_static, is_put)?;
    Ok(target)
}

/// Resolves a field reference, without the checks that depend on the instruction.
pub fn field(cx: &mut Cx, holder: &'static Class, index: u16) -> JResult<&'static FieldTarget> {
    if let Some(target) = holder.pool().field(index) {
        return Ok(target);
    }
    if let Some(thrown) = errors::rethrow(cx, holder, u32::from(index)) {
        return Err(thrown);
    }
    match resolve(cx, holder, index) {
        Ok(target) => Ok(holder.pool().set_field(index, target)),
        Err(_) => Err(errors::record(cx, holder, u32::from(index))),
    }
}

fn resolve(cx: &mut Cx, holder: &'static Class, index: u16) -> JResult<FieldTarget> {
    let reference = holder
        .class_file()
        .pool
        .member_ref(index)
        .expect("the parser checks member references");
    let named = super::class(cx, holder, reference.class_index)?;
    let (name, descriptor) = (
        Symbol::intern(reference.name),
        Symbol::intern(reference.descriptor),
    );
    let Some(field) = link::find_field(named, name, descriptor) else {
        let error = "java/lang/NoSuchFieldError";
        return Err(exceptions::throw(cx, error, Some(&name.text())));
    };
    require_access(cx, holder, named, field)?;
    check_constraints(cx, holder, field)?;
    Ok(FieldTarget { field, named })
}

/// Throws `IllegalAccessError` unless `from` may access the field.
pub(super) fn require_access(
    cx: &mut Cx,
    from: &'static Class,
    named: &'static Class,
    field: &'static Field,
) -> JResult<()> {
    if access::can_access_member(cx, from, named, field.class, field.access)? {
        return Ok(());
    }
    let message = format!(
        "class {} tried to access {}field {}.{} {}",
        from.external_name(),
        visibility(field.access),
        field.class.external_name(),
        field.name,
        denial_details(cx, from, field.class, field.is_private()),
    );
    Err(illegal_access(cx, &message))
}

fn check_constraints(cx: &mut Cx, holder: &'static Class, field: &'static Field) -> JResult<()> {
    let (mine, theirs) = (holder.loader, field.class.loader);
    let Err(name) = loader::check_constraints(field.descriptor, mine, theirs) else {
        return Ok(());
    };
    let kind = field.class.kind_name();
    let message = format!(
        "loader constraint violation: when resolving field \"{}\" of type {}, the class loader {} of the current class, {}, and the class loader {} for the field's defining {kind}, {}, have different Class objects for type {} ({}; {})",
        field.name,
        name.external(),
        modules::loader_name(cx, mine),
        holder.external_name(),
        modules::loader_name(cx, theirs),
        field.class.external_name(),
        name.external(),
        modules::in_module(cx, holder, false, true),
        modules::in_module(cx, field.class, false, true),
    );
    Err(exceptions::throw(
        cx,
        "java/lang/LinkageError",
        Some(&message),
    ))
}

/// Checks that `method` may use the resolved field in a get/put instruction of this kind.
fn check_use(
    cx: &mut Cx,
    method: &'static Method,
    target: &FieldTarget,
    is_static: bool,
    is_put: bool,
) -> JResult<()> {
    let field = target.field;
    let kind = if is_static { "static" } else { "non-static" };
    let text = format!("{}.{}", target.named.external_name(), field.name);
    if is_static != field.is_static() {
        return Err(errors::incompatible(
            cx,
            &format!("Expected {kind} field {text}"),
        ));
    }
    if !is_put || !field.is_final() {
        return Ok(());
    }
    if !std::ptr::eq(field.class, method.class) {
        let message = format!(
            "Update to {kind} final field {text} attempted from a different class ({}) than the field's declaring class",
            method.class.external_name()
        );
        return Err(illegal_access(cx, &message));
    }
    let is_initializer = if is_static {
        method.is_class_initializer()
    } else {
        method.is_constructor()
    };
    if field.class.class_file().major >= 53 && !is_initializer {
        let initializer = if is_static { "<clinit>" } else { "<init>" };
        let message = format!(
            "Update to {kind} final field {text} attempted from a different method ({}) than the initializer method {initializer} ",
            method.name
        );
        return Err(illegal_access(cx, &message));
    }
    Ok(())
}
