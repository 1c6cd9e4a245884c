//! What constant-pool entries mean that nobody has resolved yet, as far as that can be told
//! without loading a class, running Java, or throwing.
//!
//! Resolution would find the same: the classes are loaded, access is plainly allowed, and the
//! loaders agree on all classes of the descriptor. Everything less plain is left to resolution.

use vm_classfile::access_flags as acc;
use vm_runtime::class::{Class, ClassFlag};
use vm_runtime::link;
use vm_runtime::method::{Field, Method, MethodFlag, MethodKind};
use vm_runtime::pool::{Constant, FieldTarget, MethodTarget};
use vm_runtime::resolve::access;
use vm_runtime::symbol::Symbol;

/// The class that the constant at `index` names.
pub(super) fn class(holder: &'static Class, index: u16) -> Option<&'static Class> {
    if let Some(class) = holder.pool().class(index) {
        return Some(class);
    }
    if has_failed(holder, index) {
        return None;
    }
    let name = Symbol::intern(holder.class_file().pool.class_name(index)?);
    if holder.cold.hidden_original == Some(name) {
        return Some(holder);
    }
    let class = holder.loader.find_loaded(name)?;
    access::is_accessible(holder, class).then_some(class)
}

/// Has resolution of the constant failed? Then it fails for ever.
fn has_failed(holder: &Class, index: u16) -> bool {
    holder.pool().errors.lock().contains_key(&u32::from(index))
}

/// The field that the constant at `index` names.
pub(super) fn field(holder: &'static Class, index: u16) -> Option<FieldTarget> {
    if let Some(FieldTarget { field, named }) = holder.pool().field(index) {
        return Some(FieldTarget { field, named });
    }
    if has_failed(holder, index) {
        return None;
    }
    let reference = holder.class_file().pool.member_ref(index)?;
    let named = class(holder, reference.class_index)?;
    let (name, descriptor) = (
        Symbol::intern(reference.name),
        Symbol::intern(reference.descriptor),
    );
    let field: &'static Field = link::find_field(named, name, descriptor)?;
    let is_plain = may_use(holder, field.class, field.access)
        && loaders_agree(holder, field.class, descriptor);
    is_plain.then_some(FieldTarget { field, named })
}

/// The method that the constant at `index` names, for any instruction but `invokespecial`, whose
/// kind is yet to be checked.
pub(super) fn method(holder: &'static Class, index: u16) -> Option<MethodTarget> {
    if let Some(target) = holder.pool().method(index) {
        return Some(MethodTarget {
            method: target.method,
            named: target.named,
            appendix: target.appendix,
        });
    }
    if has_failed(holder, index) {
        return None;
    }
    let pool = &holder.class_file().pool;
    let reference = pool.member_ref(index)?;
    let is_interface_ref = matches!(pool.get(index), Some(Constant::InterfaceMethodRef { .. }));
    let named = class(holder, reference.class_index)?;
    let (name, descriptor) = (
        Symbol::intern(reference.name),
        Symbol::intern(reference.descriptor),
    );
    let method: &'static Method = link::find_method(named, name, descriptor)?;
    let is_plain = named.is_interface() == is_interface_ref
        && !named.has(ClassFlag::SignaturePolymorphic)
        && !named.is_array()
        && !method.has(MethodFlag::SignaturePolymorphic)
        && method.kind == MethodKind::ClassFile
        && may_use(holder, method.class, method.access)
        && loaders_agree(holder, method.class, descriptor);
    is_plain.then_some(MethodTarget {
        method,
        named,
        appendix: None,
    })
}

/// May `from` plainly use a member with these flags of `declaring`? Nest mates and protected
/// members are left to resolution.
fn may_use(from: &Class, declaring: &Class, flags: u16) -> bool {
    std::ptr::eq(from, declaring)
        || flags & acc::PUBLIC != 0
        || (flags & acc::PRIVATE == 0 && from.same_package(declaring))
}

/// Are all classes of the descriptor the same for both classes, whatever is loaded later?
fn loaders_agree(from: &Class, declaring: &Class, descriptor: Symbol) -> bool {
    let is_of_platform = |name: &str| name.starts_with("java/");
    std::ptr::eq(from.loader, declaring.loader)
        || (declaring.loader.is_boot
            && descriptor
                .text()
                .split([';', '(', ')'])
                .filter_map(|part| part.split_once('L'))
                .all(|(_, name)| is_of_platform(name)))
}
