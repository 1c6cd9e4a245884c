//! Expansion: what a resolved `MemberName` does not say about its member yet.

use super::{ALL_KINDS, IS_CONSTRUCTOR, IS_FIELD, IS_METHOD};
use crate::class::Class;
use crate::define;
use crate::exceptions;
use crate::handle::{Handle, HandleScope};
use crate::known;
use crate::method::Field;
use crate::resolve::handle_call;
use crate::strings;
use crate::thread::{Cx, JResult, Thrown};
use vm_classfile::access_flags as acc;

/// `MethodHandleNatives.expand`: fills in missing class, name and type of a resolved member.
pub fn expand(cx: &mut Cx, member: Handle<'_>) -> JResult<()> {
    let object = member.get(cx);
    let has_class = !known::MEMBER_CLAZZ.load(object).is_null();
    let flags = object.load_u32(known::MEMBER_FLAGS.offset());
    let (class, name, descriptor) = match flags & ALL_KINDS {
        IS_FIELD if has_class => {
            let class = known::class_of_mirror(known::MEMBER_CLAZZ.load(object));
            let offset = object.load_i64(known::MEMBER_VMINDEX.offset()) as u32;
            let is_static = flags & u32::from(acc::STATIC) != 0;
            match field_at(class, offset, is_static) {
                Some(field) => (class, field.name, field.descriptor),
                None => return Err(unrecognized(cx)),
            }
        }
        IS_METHOD | IS_CONSTRUCTOR => match handle_call::member_target(object) {
            Some(method) => (method.class, method.name, method.descriptor),
            None => {
                let error = "java/lang/IllegalArgumentException";
                return Err(exceptions::throw(cx, error, Some("nothing to expand")));
            }
        },
        _ => return Err(unrecognized(cx)),
    };
    let scope = HandleScope::enter(cx);
    let name = scope.handle(strings::intern_symbol(cx, name)?);
    let primitive = match descriptor.as_bytes() {
        [one] => crate::layout::BasicType::from_descriptor_char(*one).map(define::primitive),
        _ => None,
    };
    let type_object = match primitive {
        Some(class) => scope.handle(class.mirror(cx)),
        None => scope.handle(strings::from_modified_utf8(cx, descriptor.as_bytes())?),
    };
    let object = member.get(cx);
    if !has_class {
        known::MEMBER_CLAZZ.store(object, class.mirror(cx));
    }
    if known::MEMBER_NAME.load(object).is_null() {
        known::MEMBER_NAME.store(object, name.get(cx));
    }
    if known::MEMBER_TYPE.load(object).is_null() {
        known::MEMBER_TYPE.store(object, type_object.get(cx));
    }
    Ok(())
}

fn unrecognized(cx: &mut Cx) -> Thrown {
    let message = "unrecognized MemberName format";
    exceptions::throw(cx, "java/lang/InternalError", Some(message))
}

/// The field of `class` or a superclass at this offset.
fn field_at(class: &'static Class, offset: u32, is_static: bool) -> Option<&'static Field> {
    class
        .super_chain()
        .flat_map(|class| class.fields())
        .find(|field| field.offset == offset && field.is_static() == is_static)
}
