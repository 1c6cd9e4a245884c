//! Loadable constants that are objects (JVMS 5.1, 5.4.3.5, 5.4.3.6).

use super::{bootstrap, errors, handle_call, intrinsics, member_names, method_type, refs};
use crate::call::{self, Arg};
use crate::class::Class;
use crate::exceptions;
use crate::handle::HandleScope;
use crate::heap;
use crate::known::{self, KnownClass};
use crate::oop::Oop;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use vm_classfile::Constant;
use vm_classfile::descriptor::FieldType;

/// The value of a loadable constant that is an object: String, Class, MethodType, MethodHandle,
/// Dynamic (boxed when primitive). Cached in the resolved-references array.
pub fn constant<'a>(cx: &'a mut Cx, holder: &'static Class, index: u16) -> JResult<Oop<'a>> {
    if let Some(Constant::Class { .. }) = holder.class_file().pool.get(index) {
        let class = super::class(cx, holder, index)?;
        return Ok(class.mirror(cx));
    }
    let slot = holder.pool().ref_slot(index);
    if refs::load_constant(cx, holder, slot).is_none() {
        if let Some(thrown) = errors::rethrow(cx, holder, u32::from(index)) {
            return Err(thrown);
        }
        if resolve(cx, holder, index, slot).is_err() {
            return Err(errors::record(cx, holder, u32::from(index)));
        }
    }
    Ok(refs::load_constant(cx, holder, slot).unwrap_or(Oop::NULL))
}

/// The value of a constant that has been resolved before.
pub fn cached_constant<'a>(cx: &'a Cx, holder: &'static Class, index: u16) -> Option<Oop<'a>> {
    match holder.class_file().pool.get(index) {
        Some(Constant::Class { .. }) => holder.pool().class(index).map(|class| class.mirror(cx)),
        _ => refs::load_constant(cx, holder, holder.pool().ref_slot(index)),
    }
}

fn resolve(cx: &mut Cx, holder: &'static Class, index: u16, slot: u32) -> JResult<()> {
    let pool = &holder.class_file().pool;
    let scope = HandleScope::enter(cx);
    let value = match *pool
        .get(index)
        .expect("the verifier checks constant indexes")
    {
        Constant::String { utf8_index } => {
            let text = pool
                .utf8(utf8_index)
                .expect("the parser checks string constants");
            strings::intern_symbol(cx, Symbol::intern(text))?
        }
        Constant::MethodType { descriptor_index } => {
            let text = pool
                .utf8(descriptor_index)
                .expect("the parser checks method types");
            method_type::method_type(cx, holder, Symbol::intern(text))?
        }
        Constant::MethodHandle {
            kind,
            reference_index,
        } => method_handle(cx, holder, kind, reference_index)?,
        Constant::Dynamic { .. } => {
            return dynamic(cx, holder, index).map_err(|_| bootstrap::wrap(cx));
        }
        _ => {
            let message = "constant is not an object";
            return Err(exceptions::throw(
                cx,
                "java/lang/InternalError",
                Some(message),
            ));
        }
    };
    let value = scope.handle(value);
    refs::store_constant(cx, holder, slot, value)?;
    Ok(())
}

/// The value of a static argument of a bootstrap method: any loadable constant, boxed.
pub fn boxed<'a>(cx: &'a mut Cx, holder: &'static Class, index: u16) -> JResult<Oop<'a>> {
    let (class, offset, bits) = match *holder
        .class_file()
        .pool
        .get(index)
        .expect("the parser checks bootstrap arguments")
    {
        Constant::Integer(value) => (
            KnownClass::Integer,
            &known::BOX_INTEGER,
            u64::from(value as u32),
        ),
        Constant::Float(value) => (
            KnownClass::Float,
            &known::BOX_FLOAT,
            u64::from(value.to_bits()),
        ),
        Constant::Long(value) => (KnownClass::Long, &known::BOX_LONG, value as u64),
        Constant::Double(value) => (KnownClass::Double, &known::BOX_DOUBLE, value.to_bits()),
        _ => return constant(cx, holder, index),
    };
    let object = heap::alloc_instance(cx, class.get())?;
    match class {
        KnownClass::Integer | KnownClass::Float => object.store_u32(offset.offset(), bits as u32),
        _ => object.store_u64(offset.offset(), bits),
    }
    Ok(object)
}

fn method_handle<'a>(
    cx: &'a mut Cx,
    holder: &'static Class,
    kind: u8,
    reference: u16,
) -> JResult<Oop<'a>> {
    let pool = &holder.class_file().pool;
    let member = pool
        .member_ref(reference)
        .expect("the parser checks method handles");
    let callee = super::class(cx, holder, member.class_index)?;
    let (name, descriptor) = (
        Symbol::intern(member.name),
        Symbol::intern(member.descriptor),
    );
    let is_method = member.descriptor.first() == Some(&b'(');
    if is_method {
        let is_interface = matches!(
            pool.get(reference),
            Some(Constant::InterfaceMethodRef { .. })
        );
        if is_interface != callee.is_interface() {
            let (is, should) = if is_interface {
                ("CONSTANT_InterfaceMethodref", "CONSTANT_Methodref")
            } else {
                ("CONSTANT_Methodref", "CONSTANT_InterfaceMethodref")
            };
            let message = format!(
                "Inconsistent constant pool data in classfile for class {}. Method {} at index {reference} is {is} and should be {should}",
                callee.name,
                errors::quoted(callee, name, descriptor),
            );
            return Err(errors::incompatible(cx, &message));
        }
    }
    let scope = HandleScope::enter(cx);
    let polymorphic = handle_call::polymorphic_method(callee, name).is_some()
        && intrinsics::by_name(name).is_none();
    if !polymorphic {
        member_names::check_access(cx, holder, callee, name, descriptor, kind)?;
    }
    let type_object = if is_method {
        scope.handle(method_type::method_type(cx, holder, descriptor)?)
    } else {
        let parsed =
            FieldType::parse(descriptor.as_bytes()).expect("the parser checks descriptors");
        let class = method_type::class_of_descriptor(cx, holder, parsed)?;
        scope.handle(class.mirror(cx))
    };
    let name = scope.handle(strings::intern_symbol(cx, name)?);
    let caller = scope.handle(holder.mirror(cx));
    let callee = scope.handle(callee.mirror(cx));
    let handle = call::invoke_static(
        cx,
        KnownClass::MethodHandleNatives.get(),
        "linkMethodHandleConstant",
        "(Ljava/lang/Class;ILjava/lang/Class;Ljava/lang/String;Ljava/lang/Object;)Ljava/lang/invoke/MethodHandle;",
        &[
            Arg::Ref(caller),
            Arg::Int(i32::from(kind)),
            Arg::Ref(callee),
            Arg::Ref(name),
            Arg::Ref(type_object),
        ],
    )?;
    Ok(handle.oop(cx))
}

/// Computes a dynamic constant and stores it: its value may be null.
fn dynamic(cx: &mut Cx, holder: &'static Class, index: u16) -> JResult<()> {
    let scope = HandleScope::enter(cx);
    let invocation = bootstrap::resolve(cx, &scope, holder, index)?;
    let caller = scope.handle(holder.mirror(cx));
    let value = call::invoke_static(
        cx,
        KnownClass::MethodHandleNatives.get(),
        "linkDynamicConstant",
        "(Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
        &invocation.link_arguments(caller, index),
    )?;
    let value = scope.handle(value.oop(cx));
    let slot = holder.pool().ref_slot(index);
    refs::store_constant(cx, holder, slot, value)?;
    Ok(())
}
