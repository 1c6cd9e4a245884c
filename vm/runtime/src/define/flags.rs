//! Facts about a class that its file, its supertypes and its loader decide.

use super::vtable::OwnMethod;
use super::{DefineRequest, Definition, annotations, supers};
use crate::class::{Class, ClassFlag};
use crate::known::KnownClass;
use std::sync::atomic::Ordering;
use vm_classfile::ClassFile;
use vm_classfile::access_flags as acc;

/// Does the class declare or inherit a `finalize()` with a body (JLS 12.6)?
pub(super) fn has_finalizer(
    file: &ClassFile<'_>,
    own: &[OwnMethod],
    super_class: Option<&Class>,
) -> bool {
    let Some(super_class) = super_class else {
        return false;
    };
    let declared = own.iter().position(|method| {
        method.name == "finalize" && method.descriptor == "()V" && method.access & acc::STATIC == 0
    });
    match declared {
        // A lone `return` (0xb1) is an empty body.
        Some(number) => file.methods[number]
            .code
            .as_ref()
            .is_none_or(|code| code.code != [0xb1].as_slice()),
        None => super_class.has_finalizer,
    }
}

/// The bits of [`ClassFlag`].
pub(super) fn class_flags(
    definition: &Definition,
    request: &DefineRequest<'_>,
    supers: &supers::Supers,
    own: &[OwnMethod],
) -> u32 {
    let file = definition.file;
    let name = definition.name;
    let is_boot = definition.loader.is_boot;
    let inherited = supers
        .super_class
        .map_or(0, |class| class.flags.load(Ordering::Relaxed))
        & (ClassFlag::MagicAccessor as u32
            | ClassFlag::ClassLoader as u32
            | ClassFlag::HasDefaults as u32
            | ClassFlag::Cloneable as u32);
    let mut flags = inherited;
    let mut set = |condition: bool, flag: ClassFlag| {
        if condition {
            flags |= flag as u32;
        }
    };
    let is_known = |class: KnownClass| is_boot && name == class.name();
    set(definition.is_hidden, ClassFlag::Hidden);
    set(
        is_known(KnownClass::MagicAccessorImpl),
        ClassFlag::MagicAccessor,
    );
    set(is_known(KnownClass::ClassLoader), ClassFlag::ClassLoader);
    set(
        is_known(KnownClass::MethodHandle) || is_known(KnownClass::VarHandle),
        ClassFlag::SignaturePolymorphic,
    );
    let is_interface = file.access_flags & acc::INTERFACE != 0;
    let declares = is_interface
        && own
            .iter()
            .any(|m| m.access & (acc::STATIC | acc::ABSTRACT) == 0);
    set(declares, ClassFlag::DeclaresDefaults);
    let inherits = supers
        .interfaces
        .iter()
        .any(|class| class.has(ClassFlag::DeclaresDefaults));
    set(declares || inherits, ClassFlag::HasDefaults);
    set(
        file.attributes.record.is_some()
            && file.access_flags & acc::FINAL != 0
            && file.super_name() == Some(KnownClass::Record.name().as_bytes()),
        ClassFlag::Record,
    );
    let trusted = is_boot
        || definition.loader.is_platform.load(Ordering::Relaxed)
        || request
            .hidden
            .as_ref()
            .is_some_and(|hidden| hidden.vm_annotations);
    set(trusted, ClassFlag::TrustedAnnotations);
    let cloneable = is_known(KnownClass::Cloneable)
        || supers
            .interfaces
            .iter()
            .any(|class| class.name == KnownClass::Cloneable.name());
    set(cloneable, ClassFlag::Cloneable);
    if trusted && let Some(body) = file.attributes.runtime_visible_annotations {
        let value_based = annotations::types(body, &file.pool).contains(&annotations::VALUE_BASED);
        set(value_based, ClassFlag::ValueBased);
    }
    flags
}
