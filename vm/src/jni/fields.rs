//! Field IDs, `Get<Type>Field`, `Set<Type>Field` and their static forms.
//!
//! A field ID is the address of the [`Field`] record. Finality is not enforced: the class library
//! itself writes `System.out` this way.

use super::entry::{Raw, enter_jni, jni_functions};
use super::types::{CText, Env, FieldId, MethodId, Ref};
use std::sync::atomic::{Ordering, fence};
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::init;
use vm_runtime::link;
use vm_runtime::method::Field;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

fn field_id(
    cx: &mut Cx,
    class: Ref,
    name: CText,
    descriptor: CText,
    is_static: bool,
) -> JResult<FieldId> {
    let class = class.class(cx);
    init::initialize(cx, class)?;
    let found = match (
        Symbol::lookup(name.bytes()),
        Symbol::lookup(descriptor.bytes()),
    ) {
        (Some(name), Some(descriptor)) if !class.is_primitive() => {
            link::find_field(class, name, descriptor)
        }
        _ => None,
    };
    match found.filter(|field| field.is_static() == is_static) {
        Some(field) => Ok(field.into()),
        None => {
            let (owner, name) = (class.external_name(), name.text());
            let message = if is_static {
                name.into_owned()
            } else {
                format!("{owner}.{name} {}", descriptor.text())
            };
            Err(exceptions::throw(
                cx,
                "java/lang/NoSuchFieldError",
                Some(&message),
            ))
        }
    }
}

fn method_id(
    cx: &mut Cx,
    class: Ref,
    name: CText,
    descriptor: CText,
    is_static: bool,
) -> JResult<MethodId> {
    let class = class.class(cx);
    init::initialize(cx, class)?;
    let symbols = Symbol::lookup(name.bytes()).zip(Symbol::lookup(descriptor.bytes()));
    let Some((symbol, type_symbol)) = symbols else {
        // Nothing anywhere has this name or descriptor.
        let class = "java/lang/NoSuchMethodError";
        return Err(exceptions::throw(cx, class, Some(&name.text())));
    };
    let found = if class.is_primitive() {
        None
    } else {
        find_method(class, symbol, type_symbol)
    };
    match found.filter(|method| method.is_static() == is_static) {
        Some(method) => Ok(method.into()),
        None => {
            let kind = if is_static { "static " } else { "" };
            let message = format!(
                "{kind}{}.{}{}",
                signature_name(class),
                name.text(),
                descriptor.text()
            );
            Err(exceptions::throw(
                cx,
                "java/lang/NoSuchMethodError",
                Some(&message),
            ))
        }
    }
}

/// The class's descriptor.
fn signature_name(class: &Class) -> String {
    if class.is_array() {
        class.name().to_string()
    } else {
        format!("L{};", class.name())
    }
}

/// Constructors and class initializers are looked up in the class itself only.
fn find_method(
    class: &'static Class,
    name: Symbol,
    descriptor: Symbol,
) -> Option<&'static vm_runtime::method::Method> {
    if name == "<init>" || name == "<clinit>" {
        return class.declared_method(name, descriptor);
    }
    link::find_method(class, name, descriptor)
}

jni_functions! {
    fn get_field_id(cx, _scope, class: Ref, name: CText, descriptor: CText) -> FieldId {
        field_id(cx, class, name, descriptor, false)
    }

    fn get_static_field_id(cx, _scope, class: Ref, name: CText, descriptor: CText) -> FieldId {
        field_id(cx, class, name, descriptor, true)
    }

    fn get_method_id(cx, _scope, class: Ref, name: CText, descriptor: CText) -> MethodId {
        method_id(cx, class, name, descriptor, false)
    }

    fn get_static_method_id(cx, _scope, class: Ref, name: CText, descriptor: CText) -> MethodId {
        method_id(cx, class, name, descriptor, true)
    }

    fn get_object_field(cx, _scope, object: Ref, field: FieldId) -> Ref {
        Ok(object.oop(cx).load_ref(offset(field.get())).into())
    }

    fn set_object_field(cx, _scope, object: Ref, field: FieldId, value: Ref) {
        object.oop(cx).store_ref(offset(field.get()), value.oop(cx));
        after_store(field.get());
        Ok(())
    }

    fn get_static_object_field(cx, _scope, _class: Ref, field: FieldId) -> Ref {
        let field = field.get();
        Ok(Raw::from(field.class.mirror(cx).load_ref(offset(field))))
    }

    fn set_static_object_field(cx, _scope, _class: Ref, field: FieldId, value: Ref) {
        let field = field.get();
        field.class.mirror(cx).store_ref(offset(field), value.oop(cx));
        after_store(field);
        Ok(())
    }
}

fn offset(field: &Field) -> usize {
    field.offset as usize
}

/// A store to a volatile field is ordered before later loads (JLS 17.4).
fn after_store(field: &Field) {
    if field.is_volatile() {
        fence(Ordering::SeqCst);
    }
}

macro_rules! primitive_fields {
    ($($type:ty: $get:ident $set:ident $get_static:ident $set_static:ident,
        |$object:ident, $offset:ident| $load:expr, |$value:ident| $store:expr;)*) => {$(
        pub(in crate::jni) extern "C" fn $get(env: Env, object: Ref, field: FieldId) -> $type {
            enter_jni(env, "", |cx, _| {
                let ($object, $offset) = (object.oop(cx), offset(field.get()));
                Ok($load)
            })
        }
        pub(in crate::jni) extern "C" fn $set(env: Env, object: Ref, field: FieldId, $value: $type) {
            enter_jni(env, "", |cx, _| {
                let ($object, $offset) = (object.oop(cx), offset(field.get()));
                $store;
                after_store(field.get());
                Ok(())
            })
        }
        pub(in crate::jni) extern "C" fn $get_static(env: Env, _class: Ref, field: FieldId) -> $type {
            enter_jni(env, "", |cx, _| {
                let field = field.get();
                let ($object, $offset) = (field.class.mirror(cx), offset(field));
                Ok($load)
            })
        }
        pub(in crate::jni) extern "C" fn $set_static(env: Env, _class: Ref, field: FieldId, $value: $type) {
            enter_jni(env, "", |cx, _| {
                let field = field.get();
                let ($object, $offset) = (field.class.mirror(cx), offset(field));
                $store;
                after_store(field);
                Ok(())
            })
        }
    )*};
}

primitive_fields! {
    u8: get_boolean_field set_boolean_field get_static_boolean_field set_static_boolean_field,
        |object, at| object.load_u8(at), |value| object.store_u8(at, value & 1);
    i8: get_byte_field set_byte_field get_static_byte_field set_static_byte_field,
        |object, at| object.load_i8(at), |value| object.store_i8(at, value);
    u16: get_char_field set_char_field get_static_char_field set_static_char_field,
        |object, at| object.load_u16(at), |value| object.store_u16(at, value);
    i16: get_short_field set_short_field get_static_short_field set_static_short_field,
        |object, at| object.load_i16(at), |value| object.store_i16(at, value);
    i32: get_int_field set_int_field get_static_int_field set_static_int_field,
        |object, at| object.load_i32(at), |value| object.store_i32(at, value);
    i64: get_long_field set_long_field get_static_long_field set_static_long_field,
        |object, at| object.load_i64(at), |value| object.store_i64(at, value);
    f32: get_float_field set_float_field get_static_float_field set_static_float_field,
        |object, at| f32::from_bits(object.load_u32(at)), |value| object.store_u32(at, value.to_bits());
    f64: get_double_field set_double_field get_static_double_field set_static_double_field,
        |object, at| f64::from_bits(object.load_u64(at)), |value| object.store_u64(at, value.to_bits());
}
