//! Calls of signature-polymorphic methods (JVMS 5.4.3.3, 2.9.3): `MethodHandle.invoke` and
//! `invokeExact`, the access modes of `VarHandle`, and the linkers.
//!
//! Java code of the class library decides what such a call does: it returns a static adapter
//! method and an appendix object to be passed as last argument.

use super::{intrinsics, method_type, refs};
use crate::call::{self, Arg};
use crate::class::{Class, ClassFlag};
use crate::define;
use crate::exceptions;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::known::{self, KnownClass};
use crate::method::{Method, MethodFlag};
use crate::oop::Oop;
use crate::pool::MethodTarget;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use vm_classfile::constants::reference_kind;

/// The signature-polymorphic method that a reference to `named.name` denotes, if any.
pub fn polymorphic_method(named: &'static Class, name: Symbol) -> Option<&'static Method> {
    if !named.has(ClassFlag::SignaturePolymorphic) {
        return None;
    }
    named
        .methods()
        .iter()
        .find(|m| m.name == name && m.has(MethodFlag::SignaturePolymorphic))
}

/// Links the signature-polymorphic call at `index`: the same as [`method`](fn@super::method).
pub fn handle_call(
    cx: &mut Cx,
    holder: &'static Class,
    index: u16,
) -> JResult<&'static MethodTarget> {
    super::method(cx, holder, index, super::InvokeKind::Virtual)
}

/// The target of a `MemberName`: `None` if it is not resolved to a method.
pub fn member_target(member: Oop<'_>) -> Option<&'static Method> {
    let resolved = known::MEMBER_METHOD.load(member).non_null()?;
    let address = resolved.load_u64(known::RESOLVED_METHOD_TARGET.offset()) as usize;
    // SAFETY: the injected field is 0 or the address of an immortal method.
    unsafe { (address as *const Method).as_ref() }
}

/// A new `Object[]` of length one: where an upcall puts the appendix.
pub(super) fn appendix_box<'s>(cx: &mut Cx, scope: &'s HandleScope) -> JResult<Handle<'s>> {
    let objects = define::array_of(cx, KnownClass::Object.get())?;
    Ok(scope.handle(heap::alloc_array(cx, objects, 1)?))
}

/// Links a call of the polymorphic method with this descriptor.
pub(super) fn link(
    cx: &mut Cx,
    holder: &'static Class,
    _index: u16,
    named: &'static Class,
    polymorphic: &'static Method,
    descriptor: Symbol,
) -> JResult<MethodTarget> {
    if named == KnownClass::MethodHandle.get()
        && let Some(intrinsic) = intrinsics::by_name(polymorphic.name)
    {
        let method = intrinsics::method(intrinsic, descriptor);
        return Ok(MethodTarget {
            method,
            named,
            appendix: None,
        });
    }
    let scope = HandleScope::enter(cx);
    let method_type = scope.handle(method_type::method_type(cx, holder, descriptor)?);
    let name = scope.handle(strings::intern_symbol(cx, polymorphic.name)?);
    let caller = scope.handle(holder.mirror(cx));
    let definer = scope.handle(named.mirror(cx));
    let appendix = appendix_box(cx, &scope)?;
    let member = call::invoke_static(
        cx,
        KnownClass::MethodHandleNatives.get(),
        "linkMethod",
        "(Ljava/lang/Class;ILjava/lang/Class;Ljava/lang/String;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/invoke/MemberName;",
        &[
            Arg::Ref(caller),
            Arg::Int(i32::from(reference_kind::INVOKE_VIRTUAL)),
            Arg::Ref(definer),
            Arg::Ref(name),
            Arg::Ref(method_type),
            Arg::Ref(appendix),
        ],
    )?;
    let Some(method) = member.oop(cx).non_null().and_then(member_target) else {
        return Err(bad_value(cx));
    };
    let value = appendix.get(cx).load_element(0);
    let appendix = if value.is_null() {
        None
    } else {
        let value = scope.handle(value);
        let slot = holder.pool().new_ref_slot();
        refs::store(cx, holder, slot, value)?;
        Some(slot)
    };
    Ok(MethodTarget {
        method,
        named,
        appendix,
    })
}

pub(super) fn bad_value(cx: &mut Cx) -> crate::thread::Thrown {
    let message = "bad value from MethodHandleNatives";
    exceptions::throw(cx, "java/lang/LinkageError", Some(message))
}
