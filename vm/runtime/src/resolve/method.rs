//! Resolution of method references (JVMS 5.4.3.3, 5.4.3.4), and selection of `invokespecial`.

use super::access::{self, denial_details, illegal_access, visibility};
use super::errors::{self, incompatible, quoted};
use super::{InvokeKind, handle_call};
use crate::class::{Class, ClassFlag};
use crate::exceptions;
use crate::known::KnownClass;
use crate::link;
use crate::loader;
use crate::method::{Method, MethodFlag};
use crate::modules;
use crate::pool::MethodTarget;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use vm_classfile::Constant;
use vm_classfile::access_flags as acc;

/// Resolves a method reference. The target of `invokespecial` is already the selected method. A
/// call of a signature-polymorphic method is linked ([`handle_call`](fn@handle_call)): its target is a static
/// method that gets the receiver, the arguments, and the appendix if there is one; or an intrinsic.
pub fn method(
    cx: &mut Cx,
    holder: &'static Class,
    index: u16,
    kind: InvokeKind,
) -> JResult<&'static MethodTarget> {
    let target = match holder.pool().method(index) {
        Some(target) => target,
        None => {
            if let Some(thrown) = errors::rethrow(cx, holder, u32::from(index)) {
                return Err(thrown);
            }
            match resolve(cx, holder, index, kind) {
                Ok(target) => holder.pool().set_method(index, target),
                Err(_) => return Err(errors::record(cx, holder, u32::from(index))),
            }
        }
    };
    if kind == InvokeKind::Special {
        let selected = select_special(cx, holder, target.named, target.method)?;
        if !std::ptr::eq(selected, target.method) {
            let MethodTarget {
                named, appendix, ..
            } = *target;
            return Ok(Box::leak(Box::new(MethodTarget {
                method: selected,
                named,
                appendix,
            })));
        }
    } else if target.appendix.is_none() && !is_polymorphic(target) {
        check_kind(cx, target.named, target.method, kind)?;
    }
    Ok(target)
}

/// Was the target made for a signature-polymorphic call? Its method is static or an intrinsic,
/// whatever the instruction.
fn is_polymorphic(target: &MethodTarget) -> bool {
    target.named.has(ClassFlag::SignaturePolymorphic)
        && (!std::ptr::eq(target.method.class, target.named)
            || matches!(target.method.kind, crate::method::MethodKind::Intrinsic(_)))
}

fn resolve(
    cx: &mut Cx,
    holder: &'static Class,
    index: u16,
    kind: InvokeKind,
) -> JResult<MethodTarget> {
    let pool = &holder.class_file().pool;
    let reference = pool
        .member_ref(index)
        .expect("the parser checks member references");
    let is_interface_ref = matches!(pool.get(index), Some(Constant::InterfaceMethodRef { .. }));
    let named = super::class(cx, holder, reference.class_index)?;
    let (name, descriptor) = (
        Symbol::intern(reference.name),
        Symbol::intern(reference.descriptor),
    );
    if let Some(polymorphic) = handle_call::polymorphic_method(named, name) {
        return handle_call::link(cx, holder, index, named, polymorphic, descriptor);
    }
    let method = resolve_method(
        cx,
        Some(holder),
        named,
        name,
        descriptor,
        kind,
        Some(is_interface_ref),
    )?;
    Ok(MethodTarget {
        method,
        named,
        appendix: None,
    })
}

/// Resolves a method by class, name and descriptor. Without `from` nothing is checked that depends
/// on the accessing class. `is_interface_ref` is the kind of the constant, if there is one.
pub fn resolve_method(
    cx: &mut Cx,
    from: Option<&'static Class>,
    named: &'static Class,
    name: Symbol,
    descriptor: Symbol,
    kind: InvokeKind,
    is_interface_ref: Option<bool>,
) -> JResult<&'static Method> {
    let wants_interface = match kind {
        InvokeKind::Interface => true,
        InvokeKind::Virtual => false,
        InvokeKind::Special | InvokeKind::Static => named.is_interface(),
    };
    if wants_interface != named.is_interface() {
        let (found, expected) = if wants_interface {
            ("class", "interface")
        } else {
            ("interface", "class")
        };
        let message = format!(
            "Found {found} {}, but {expected} was expected",
            named.external_name()
        );
        return Err(incompatible(cx, &message));
    }
    if is_interface_ref.is_some_and(|is| is != wants_interface) {
        let constant = if wants_interface {
            "InterfaceMethodref"
        } else {
            "Methodref"
        };
        let text = quoted(named, name, descriptor);
        return Err(incompatible(
            cx,
            &format!("Method {text} must be {constant} constant"),
        ));
    }
    let Some(method) = link::find_method(named, name, descriptor) else {
        let text = quoted(named, name, descriptor);
        return Err(exceptions::throw(
            cx,
            "java/lang/NoSuchMethodError",
            Some(&text),
        ));
    };
    if let Some(from) = from {
        require_access(cx, from, named, method)?;
        let what = if wants_interface {
            "interface method"
        } else {
            "method"
        };
        check_constraints(cx, from, named, method, what)?;
    }
    if method.is_constructor() && !std::ptr::eq(method.class, named) {
        let text = crate::method::external_method_name(named.name, name, descriptor);
        let bare = text.replacen(&format!("{}.", named.name.external()), "", 1);
        let message = format!("{}: method '{bare}' not found", named.external_name());
        return Err(exceptions::throw(
            cx,
            "java/lang/NoSuchMethodError",
            Some(&message),
        ));
    }
    check_kind(cx, named, method, kind)?;
    if let Some(from) = from
        && kind == InvokeKind::Special
        && named.is_interface()
        && !from.has(ClassFlag::MagicAccessor)
        && !std::ptr::eq(from, named)
        && !from
            .cold
            .direct_interfaces
            .iter()
            .any(|direct| std::ptr::eq(*direct, named))
    {
        let message = format!(
            "Interface method reference: '{}', is in an indirect superinterface of {}",
            method.external_name(),
            from.external_name()
        );
        return Err(incompatible(cx, &message));
    }
    Ok(method)
}

/// Is the method static exactly if the instruction wants that?
fn check_kind(
    cx: &mut Cx,
    named: &'static Class,
    method: &'static Method,
    kind: InvokeKind,
) -> JResult<()> {
    let wants_static = kind == InvokeKind::Static;
    if method.is_static() == wants_static {
        return Ok(());
    }
    let text = method.external_name();
    let message = if wants_static {
        format!("Expected static method '{text}'")
    } else if named.is_interface() {
        let text = quoted(named, method.name, method.descriptor);
        format!("Expected instance not static method {text}")
    } else {
        format!("Expecting non-static method '{text}'")
    };
    Err(incompatible(cx, &message))
}

/// Throws `IllegalAccessError` unless `from` may call the method.
fn require_access(
    cx: &mut Cx,
    from: &'static Class,
    named: &'static Class,
    method: &'static Method,
) -> JResult<()> {
    let mut flags = method.access;
    // Arrays override Object.clone with a public method (JLS 10.7).
    if named.is_array() && method.name == "clone" && method.class == KnownClass::Object.get() {
        flags = flags & !acc::PROTECTED | acc::PUBLIC;
    }
    if access::can_access_member(cx, from, named, method.class, flags)? {
        return Ok(());
    }
    let message = format!(
        "class {} tried to access {}{}method '{}' {}",
        from.external_name(),
        if method.is_abstract() {
            "abstract "
        } else {
            ""
        },
        visibility(flags),
        method.external_name(),
        denial_details(cx, from, method.class, method.is_private()),
    );
    Err(illegal_access(cx, &message))
}

fn check_constraints(
    cx: &mut Cx,
    from: &'static Class,
    named: &'static Class,
    method: &'static Method,
    what: &str,
) -> JResult<()> {
    if method.has(MethodFlag::SignaturePolymorphic) {
        return Ok(());
    }
    let (mine, theirs) = (from.loader, method.class.loader);
    let Err(name) = loader::check_constraints(method.descriptor, mine, theirs) else {
        return Ok(());
    };
    let message = format!(
        "loader constraint violation: when resolving {what} {} the class loader {} of the current class, {}, and the class loader {} for the method's defining class, {}, have different Class objects for the type {} used in the signature ({}; {})",
        quoted(named, method.name, method.descriptor),
        modules::loader_name(cx, mine),
        from.name,
        modules::loader_name(cx, theirs),
        method.class.name,
        name,
        modules::in_module(cx, from, false, true),
        modules::in_module(cx, method.class, false, true),
    );
    Err(exceptions::throw(
        cx,
        "java/lang/LinkageError",
        Some(&message),
    ))
}

/// The method that `invokespecial` in `from` invokes (JVMS 6.5.invokespecial): for a superclass of
/// `from` lookup starts again at the direct superclass.
pub fn select_special(
    cx: &mut Cx,
    from: &'static Class,
    named: &'static Class,
    resolved: &'static Method,
) -> JResult<&'static Method> {
    let mut selected = resolved;
    if !resolved.is_constructor()
        && !named.is_interface()
        && !std::ptr::eq(from, named)
        && from.is_subtype_of(named)
        && let Some(parent) = from.super_class
    {
        selected = match link::find_instance_method(parent, resolved.name, resolved.descriptor) {
            Some(method) => method,
            None => {
                let text = format!("'{}'", resolved.external_name());
                return Err(exceptions::throw(
                    cx,
                    "java/lang/AbstractMethodError",
                    Some(&text),
                ));
            }
        };
    }
    if selected.is_static() {
        let text = format!("Expecting non-static method '{}'", resolved.external_name());
        return Err(incompatible(cx, &text));
    }
    if selected.is_abstract() {
        let text = quoted(named, selected.name, selected.descriptor);
        return Err(exceptions::throw(
            cx,
            "java/lang/AbstractMethodError",
            Some(&text),
        ));
    }
    Ok(selected)
}

/// `invokespecial` of a method in the interface `from` checks its receiver when it runs: for the
/// verifier every object is an interface.
pub fn check_special_receiver(
    cx: &mut Cx,
    from: &'static Class,
    receiver: &'static Class,
) -> JResult<()> {
    if receiver.is_subtype_of(from) {
        return Ok(());
    }
    let message = format!(
        "Receiver class {} must be the current class or a subtype of interface {}",
        receiver.external_name(),
        from.external_name()
    );
    Err(illegal_access(cx, &message))
}
