//! `MemberName`s: how Java code of `java.lang.invoke` names members, and how the VM resolves them.
//!
//! The flags of a `MemberName` are JVM modifiers in the low 16 bits, the kind of member above, and
//! a reference kind of JVMS table 5.4.3.5-A in bits 24 to 27. Its `method` is a `ResolvedMethodName`
//! with the address of the method; the injected `vmindex` is a vtable index, an itable index, a
//! field offset, or -2 for methods that are called directly. Natives of `MethodHandleNatives` are
//! built on these functions.

mod expand;

use super::{InvokeKind, handle_call, intrinsics, method_type, resolve_method, select_special};
use crate::class::{Class, ClassFlag};
use crate::define;
use crate::exceptions;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::known::{self, KnownClass};
use crate::link;
use crate::loader;
use crate::method::{Field, Method, MethodFlag, VTABLE_NONE};
use crate::oop::Oop;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use std::sync::atomic::Ordering;
use vm_classfile::access_flags as acc;
use vm_classfile::constants::reference_kind as kind;

pub use expand::expand;

const IS_METHOD: u32 = 0x1_0000;
const IS_CONSTRUCTOR: u32 = 0x2_0000;
const IS_FIELD: u32 = 0x4_0000;
const ALL_KINDS: u32 = 0xf_0000;
const CALLER_SENSITIVE: u32 = 0x10_0000;
const TRUSTED_FINAL: u32 = 0x20_0000;
const KIND_SHIFT: u32 = 24;
const KIND_MASK: u32 = 0xf;
const METHOD_MODIFIERS: u16 = 0x1dff;
const FIELD_MODIFIERS: u16 = 0x50df;
const LOOKUP_UNCONDITIONAL: i32 = 32;

/// A resolved member.
#[derive(Clone, Copy)]
enum Found {
    /// A method, and the class through which it was found.
    Method {
        method: &'static Method,
        named: &'static Class,
        is_direct: bool,
    },
    Field(&'static Field),
}

/// `MethodHandleNatives.init`: fills `member` from a reflected field, method or constructor.
pub fn init(cx: &mut Cx, member: Handle<'_>, target: Handle<'_>) -> JResult<()> {
    let object = target.get(cx);
    let class = object.class();
    let found = if class == KnownClass::Field.get() {
        let holder = known::class_of_mirror(known::FIELD_CLAZZ.load(object));
        let slot = object.load_i32(known::FIELD_SLOT.offset()) as usize;
        holder.fields().get(slot).map(Found::Field)
    } else {
        let (clazz, slot) = if class == KnownClass::Method.get() {
            (&known::METHOD_CLAZZ, &known::METHOD_SLOT)
        } else {
            (&known::CONSTRUCTOR_CLAZZ, &known::CONSTRUCTOR_SLOT)
        };
        let holder = known::class_of_mirror(clazz.load(object));
        let slot = object.load_i32(slot.offset()) as usize;
        let method = holder
            .methods()
            .get(slot)
            .filter(|m| !m.has(MethodFlag::SignaturePolymorphic));
        method.map(|method| Found::Method {
            method,
            named: holder,
            is_direct: false,
        })
    };
    match found {
        Some(Found::Field(field)) => {
            fill_field(cx, member, field, false)?;
            let (object, member) = (target.get(cx), member.get(cx));
            if known::MEMBER_NAME.load(member).is_null() {
                known::MEMBER_NAME.store(member, known::FIELD_NAME.load(object));
            }
            if known::MEMBER_TYPE.load(member).is_null() {
                known::MEMBER_TYPE.store(member, known::FIELD_TYPE.load(object));
            }
            Ok(())
        }
        Some(Found::Method {
            method,
            named,
            is_direct,
        }) => fill_method(cx, member, method, named, is_direct),
        None => Ok(()),
    }
}

/// Fills `member` so that it names `method`; name and type are found out when they are asked for.
pub fn init_method(cx: &mut Cx, member: Handle<'_>, method: &'static Method) -> JResult<()> {
    fill_method(cx, member, method, method.class, false)
}

/// `MethodHandleNatives.resolve`: resolves `member` by its class, name, type and reference kind.
/// Access is checked if there is a `caller`. `false`: not found, in a speculative lookup.
pub fn resolve(
    cx: &mut Cx,
    member: Handle<'_>,
    caller: Option<&'static Class>,
    lookup_mode: i32,
    is_speculative: bool,
) -> JResult<bool> {
    if handle_call::member_target(member.get(cx)).is_some() {
        return Ok(true);
    }
    let object = member.get(cx);
    let flags = object.load_u32(known::MEMBER_FLAGS.offset());
    let reference_kind = (flags >> KIND_SHIFT & KIND_MASK) as u8;
    if !(kind::GET_FIELD..=kind::INVOKE_INTERFACE).contains(&reference_kind) {
        let message = "obsolete MemberName format";
        return Err(exceptions::throw(
            cx,
            "java/lang/InternalError",
            Some(message),
        ));
    }
    let clazz = known::MEMBER_CLAZZ.load(object);
    let (name, type_object) = (
        known::MEMBER_NAME.load(object),
        known::MEMBER_TYPE.load(object),
    );
    if clazz.is_null() || name.is_null() || type_object.is_null() {
        let message = "nothing to resolve";
        return Err(exceptions::throw(
            cx,
            "java/lang/IllegalArgumentException",
            Some(message),
        ));
    }
    let mut named = known::class_of_mirror(clazz);
    let name = Symbol::intern(&strings::to_modified_utf8(name));
    let descriptor = descriptor_of(type_object);
    if named.is_array() {
        named = KnownClass::Object.get();
    }
    if named.is_primitive() || name == "<clinit>" {
        return not_found(cx, flags, is_speculative).map(|()| false);
    }
    link::link(cx, named)?;
    let constrained = caller.filter(|_| lookup_mode & LOOKUP_UNCONDITIONAL == 0);
    let outcome = look_up(cx, named, name, descriptor, flags, caller, constrained);
    let found = match outcome {
        Ok(Some(found)) => found,
        Ok(None) => return not_found(cx, flags, is_speculative).map(|()| false),
        Err(thrown) => {
            if is_speculative {
                let _ = cx.take_pending();
                return Ok(false);
            }
            return Err(thrown);
        }
    };
    match found {
        Found::Field(field) => {
            let is_setter = matches!(reference_kind, kind::PUT_FIELD | kind::PUT_STATIC);
            fill_field(cx, member, field, is_setter)?;
        }
        Found::Method {
            method,
            named,
            is_direct,
        } => {
            fill_method(cx, member, method, named, is_direct)?;
        }
    }
    Ok(true)
}

fn not_found(cx: &mut Cx, flags: u32, is_speculative: bool) -> JResult<()> {
    if is_speculative {
        return Ok(());
    }
    let (error, message) = match flags & ALL_KINDS {
        IS_FIELD => ("java/lang/NoSuchFieldError", "field resolution failed"),
        IS_METHOD | IS_CONSTRUCTOR => ("java/lang/NoSuchMethodError", "method resolution failed"),
        _ => ("java/lang/LinkageError", "resolution failed"),
    };
    Err(exceptions::throw(cx, error, Some(message)))
}

/// The descriptor that a member's type stands for: a `MethodType`, a `Class` or a `String`.
fn descriptor_of(type_object: Oop<'_>) -> Symbol {
    let class = type_object.class();
    if class == KnownClass::MethodType.get() {
        return method_type::descriptor_of(type_object);
    }
    if class == KnownClass::Class.get() {
        let mut text = Vec::new();
        method_type::push_descriptor(&mut text, known::class_of_mirror(type_object));
        return Symbol::intern(&text);
    }
    Symbol::intern(&strings::to_modified_utf8(type_object))
}

fn look_up(
    cx: &mut Cx,
    named: &'static Class,
    name: Symbol,
    descriptor: Symbol,
    flags: u32,
    caller: Option<&'static Class>,
    constrained: Option<&'static Class>,
) -> JResult<Option<Found>> {
    let reference_kind = (flags >> KIND_SHIFT & KIND_MASK) as u8;
    match flags & ALL_KINDS {
        IS_FIELD => {
            let field = link::find_field(named, name, descriptor);
            if let (Some(field), Some(caller)) = (field, constrained)
                && let Err(name) =
                    loader::check_constraints(descriptor, caller.loader, field.class.loader)
            {
                return Err(constraint_violation(cx, name));
            }
            match field {
                Some(field) => Ok(Some(Found::Field(field))),
                None => {
                    let error = "java/lang/NoSuchFieldError";
                    Err(exceptions::throw(cx, error, Some(&name.text())))
                }
            }
        }
        IS_METHOD | IS_CONSTRUCTOR => {
            if let Some(polymorphic) = handle_call::polymorphic_method(named, name) {
                return Ok(intrinsic(named, polymorphic, descriptor, reference_kind));
            }
            look_up_method(cx, named, name, descriptor, reference_kind, caller).map(Some)
        }
        _ => {
            let message = "unrecognized MemberName format";
            Err(exceptions::throw(
                cx,
                "java/lang/InternalError",
                Some(message),
            ))
        }
    }
}

fn constraint_violation(cx: &mut Cx, name: Symbol) -> Thrown {
    let message = format!(
        "loader constraint violation: different Class objects for type {}",
        name.external()
    );
    exceptions::throw(cx, "java/lang/LinkageError", Some(&message))
}

/// A reference to a signature-polymorphic method resolves to an intrinsic, or not at all.
fn intrinsic(
    named: &'static Class,
    polymorphic: &'static Method,
    descriptor: Symbol,
    reference_kind: u8,
) -> Option<Found> {
    let intrinsic = intrinsics::by_name(polymorphic.name)?;
    let method = intrinsics::method(intrinsic, descriptor);
    let wants_static = reference_kind == kind::INVOKE_STATIC;
    (method.is_static() == wants_static).then_some(Found::Method {
        method,
        named,
        is_direct: true,
    })
}

fn look_up_method(
    cx: &mut Cx,
    named: &'static Class,
    name: Symbol,
    descriptor: Symbol,
    reference_kind: u8,
    caller: Option<&'static Class>,
) -> JResult<Found> {
    let invoke = match reference_kind {
        kind::INVOKE_STATIC => InvokeKind::Static,
        kind::INVOKE_INTERFACE => InvokeKind::Interface,
        kind::INVOKE_SPECIAL | kind::NEW_INVOKE_SPECIAL => InvokeKind::Special,
        _ => InvokeKind::Virtual,
    };
    let mut method = resolve_method(cx, caller, named, name, descriptor, invoke, None)?;
    if invoke == InvokeKind::Special {
        method = match caller {
            Some(caller) => select_special(cx, caller, named, method)?,
            None => method,
        };
        if method.is_abstract() {
            let text = super::errors::quoted(named, name, descriptor);
            return Err(exceptions::throw(
                cx,
                "java/lang/AbstractMethodError",
                Some(&text),
            ));
        }
    }
    let is_direct = matches!(invoke, InvokeKind::Special | InvokeKind::Static);
    Ok(Found::Method {
        method,
        named,
        is_direct,
    })
}

/// Resolves the member of a method handle constant, for the sake of its errors.
pub(super) fn check_access(
    cx: &mut Cx,
    caller: &'static Class,
    named: &'static Class,
    name: Symbol,
    descriptor: Symbol,
    reference_kind: u8,
) -> JResult<()> {
    link::link(cx, named)?;
    let member_kind = match reference_kind {
        kind::GET_FIELD | kind::GET_STATIC | kind::PUT_FIELD | kind::PUT_STATIC => IS_FIELD,
        _ => IS_METHOD,
    };
    let flags = member_kind | u32::from(reference_kind) << KIND_SHIFT;
    look_up(
        cx,
        named,
        name,
        descriptor,
        flags,
        Some(caller),
        Some(caller),
    )
    .map(|_| ())
}

/// Can no other method ever be selected for this one?
fn is_statically_bound(method: &Method) -> bool {
    method.is_static()
        || method.is_private()
        || method.is_constructor()
        || method.is_final()
        || method.class.access & acc::FINAL != 0
}

fn fill_method(
    cx: &mut Cx,
    member: Handle<'_>,
    method: &'static Method,
    named: &'static Class,
    is_direct: bool,
) -> JResult<()> {
    let mut flags = u32::from(method.access & METHOD_MODIFIERS);
    let mut holder = method.class;
    let (reference_kind, index) = if is_direct || is_statically_bound(method) {
        let reference_kind = if method.is_static() {
            kind::INVOKE_STATIC
        } else {
            kind::INVOKE_SPECIAL
        };
        (reference_kind, VTABLE_NONE)
    } else if !holder.is_interface() {
        (
            kind::INVOKE_VIRTUAL,
            method.vtable_index.load(Ordering::Relaxed),
        )
    } else if named.is_interface() {
        (
            kind::INVOKE_INTERFACE,
            method.itable_index.load(Ordering::Relaxed),
        )
    } else {
        // A default or abstract interface method found through a class: its slot there.
        holder = named;
        (kind::INVOKE_VIRTUAL, vtable_slot(named, method))
    };
    flags |= u32::from(reference_kind) << KIND_SHIFT;
    flags |= if method.is_constructor() {
        IS_CONSTRUCTOR
    } else {
        IS_METHOD
    };
    if method.has(MethodFlag::CallerSensitive) {
        flags |= CALLER_SENSITIVE;
    }
    let scope = HandleScope::enter(cx);
    let resolved = scope.handle(heap::alloc_instance(
        cx,
        KnownClass::ResolvedMethodName.get(),
    )?);
    let object = resolved.get(cx);
    known::RESOLVED_METHOD_HOLDER.store(object, method.class.mirror(cx));
    let address = std::ptr::from_ref(method).expose_provenance() as u64;
    object.store_u64(known::RESOLVED_METHOD_TARGET.offset(), address);
    let member = member.get(cx);
    member.store_u32(known::MEMBER_FLAGS.offset(), flags);
    known::MEMBER_METHOD.store(member, object);
    member.store_i64(known::MEMBER_VMINDEX.offset(), i64::from(index));
    known::MEMBER_CLAZZ.store(member, holder.mirror(cx));
    Ok(())
}

/// The slot in which `class` selects an implementation of an interface method.
fn vtable_slot(class: &'static Class, method: &Method) -> i32 {
    let slots = 0..class.vtable_len as usize;
    let found = slots.into_iter().position(|index| {
        let candidate = class.vtable_method(index);
        candidate.name == method.name && candidate.descriptor == method.descriptor
    });
    found.map_or(VTABLE_NONE, |index| index as i32)
}

fn fill_field(
    cx: &mut Cx,
    member: Handle<'_>,
    field: &'static Field,
    is_setter: bool,
) -> JResult<()> {
    let mut reference_kind = if field.is_static() {
        kind::GET_STATIC
    } else {
        kind::GET_FIELD
    };
    if is_setter {
        reference_kind += kind::PUT_FIELD - kind::GET_FIELD;
    }
    let mut flags = u32::from(field.access & FIELD_MODIFIERS)
        | IS_FIELD
        | u32::from(reference_kind) << KIND_SHIFT;
    if is_trusted_final(field) {
        flags |= TRUSTED_FINAL;
    }
    let scope = HandleScope::enter(cx);
    let name = scope.handle(strings::intern_symbol(cx, field.name)?);
    let member = member.get(cx);
    member.store_u32(known::MEMBER_FLAGS.offset(), flags);
    known::MEMBER_METHOD.store(member, Oop::NULL);
    member.store_i64(known::MEMBER_VMINDEX.offset(), i64::from(field.offset));
    known::MEMBER_CLAZZ.store(member, field.class.mirror(cx));
    known::MEMBER_NAME.store(member, name.get(cx));
    if !field.basic_type.is_reference() {
        known::MEMBER_TYPE.store(member, define::primitive(field.basic_type).mirror(cx));
    }
    Ok(())
}

/// May the value of a final field be trusted: static, or of a hidden class or a record?
pub fn is_trusted_final(field: &Field) -> bool {
    field.is_final()
        && (field.is_static()
            || field.class.has(ClassFlag::Hidden)
            || field.class.has(ClassFlag::Record))
}
