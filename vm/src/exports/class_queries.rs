//! `java.lang.Class`: names, flags, superinterfaces, annotations.

use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::Ref;
use crate::reflection::{
    class_array, object_array, optional_bytes, optional_utf8, record_component,
};
use vm_classfile::access_flags as acc;
use vm_runtime::class::{Class, ClassFlag};
use vm_runtime::handle::HandleScope;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::strings;

/// Access flags of primitives and of arrays of primitives.
const PRIMITIVE_FLAGS: u16 = acc::PUBLIC | acc::FINAL | acc::ABSTRACT;

/// `Class.getModifiers`: as declared in the source.
pub(crate) fn modifiers(class: &'static Class) -> u16 {
    if class.is_primitive() {
        return PRIMITIVE_FLAGS;
    }
    if class.is_array() {
        let (_, element) = class.array_element();
        let visibility =
            element.map_or(acc::PUBLIC, modifiers) & (acc::PUBLIC | acc::PRIVATE | acc::PROTECTED);
        return visibility | acc::FINAL | acc::ABSTRACT;
    }
    class.cold.inner_flags.unwrap_or(class.access) & 0x7fff & !acc::SUPER
}

jvm_functions! {
    fn JVM_InitClassName(cx, scope, class: Ref) -> Ref {
        let name = class.class(cx).external_name();
        let text = strings::new_string(cx, &name)?;
        let text = scope.handle(text);
        let interned = strings::intern(cx, text)?;
        let interned = scope.handle(interned);
        known::CLASS_NAME.store(class.oop(cx), interned.get(cx));
        Ok(interned.get(cx).into())
    }

    fn JVM_GetClassInterfaces(cx, scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let of_arrays = [KnownClass::Cloneable.get(), KnownClass::Serializable.get()];
        let interfaces = if class.is_array() { &of_arrays[..] } else { class.cold.direct_interfaces };
        Ok(class_array(cx, scope, interfaces)?.get(cx).into())
    }

    fn JVM_IsInterface(cx, _scope, class: Ref) -> u8 {
        let class = class.class(cx);
        Ok(u8::from(!class.is_primitive() && class.is_interface()))
    }

    fn JVM_IsArrayClass(cx, _scope, class: Ref) -> u8 {
        Ok(u8::from(class.class(cx).is_array()))
    }

    fn JVM_IsPrimitiveClass(cx, _scope, class: Ref) -> u8 {
        Ok(u8::from(class.class(cx).is_primitive()))
    }

    fn JVM_IsHiddenClass(cx, _scope, class: Ref) -> u8 {
        Ok(u8::from(class.class(cx).has(ClassFlag::Hidden)))
    }

    fn JVM_IsRecord(cx, _scope, class: Ref) -> u8 {
        Ok(u8::from(class.class(cx).has(ClassFlag::Record)))
    }

    fn JVM_GetClassModifiers(cx, _scope, class: Ref) -> i32 {
        Ok(i32::from(modifiers(class.class(cx))))
    }

    fn JVM_GetClassAccessFlags(cx, _scope, class: Ref) -> i32 {
        let class = class.class(cx);
        if class.is_primitive() {
            return Ok(i32::from(PRIMITIVE_FLAGS));
        }
        if class.is_array() {
            return Ok(i32::from(modifiers(class)));
        }
        Ok(i32::from(class.access & 0x7fff))
    }

    fn JVM_GetClassSignature(cx, _scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let Some(file) = class.file else { return Ok(Raw::NULL) };
        Ok(optional_utf8(cx, class, file.attributes.signature)?.into())
    }

    fn JVM_GetClassAnnotations(cx, _scope, class: Ref) -> Ref {
        let Some(file) = class.class(cx).file else { return Ok(Raw::NULL) };
        Ok(optional_bytes(cx, file.attributes.runtime_visible_annotations)?.into())
    }

    fn JVM_GetClassTypeAnnotations(cx, _scope, class: Ref) -> Ref {
        let Some(file) = class.class(cx).file else { return Ok(Raw::NULL) };
        Ok(optional_bytes(cx, file.attributes.runtime_visible_type_annotations)?.into())
    }

    fn JVM_GetRecordComponents(cx, scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let components = class.file.and_then(|file| file.attributes.record.as_deref()).unwrap_or(&[]);
        let component_class = KnownClass::RecordComponent.get();
        let array = object_array(cx, scope, component_class, components.len())?;
        for (index, component) in components.iter().enumerate() {
            let inner = HandleScope::enter(cx);
            let object = record_component(cx, &inner, class, component)?;
            array.get(cx).store_element(index, object.get(cx));
        }
        Ok(array.get(cx).into())
    }
}
