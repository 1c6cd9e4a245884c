//! `java.lang.Class`: declared methods, constructors and fields.

use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::Ref;
use crate::reflection::{executable, field, object_array};
use vm_runtime::class::Class;
use vm_runtime::handle::HandleScope;
use vm_runtime::known::KnownClass;
use vm_runtime::link;
use vm_runtime::method::{Method, MethodKind};
use vm_runtime::thread::{Cx, JResult};

/// An array of the objects of these methods.
fn executables(
    cx: &mut Cx,
    scope: &HandleScope,
    class: &'static Class,
    element: KnownClass,
    wanted: impl Fn(&Method) -> bool,
) -> JResult<Raw> {
    let methods: Vec<&'static Method> = if class.file.is_some() {
        link::link(cx, class)?;
        class
            .methods()
            .iter()
            .filter(|method| method.kind == MethodKind::ClassFile && wanted(method))
            .collect()
    } else {
        Vec::new()
    };
    let array = object_array(cx, scope, element.get(), methods.len())?;
    for (index, method) in methods.into_iter().enumerate() {
        let inner = HandleScope::enter(cx);
        let object = executable(cx, &inner, method)?;
        array.get(cx).store_element(index, object.get(cx));
    }
    Ok(array.get(cx).into())
}

jvm_functions! {
    fn JVM_GetClassDeclaredMethods(cx, scope, class: Ref, public_only: u8) -> Ref {
        let class = class.class(cx);
        executables(cx, scope, class, KnownClass::Method, |method| {
            !method.is_constructor() && !method.is_class_initializer() && (public_only == 0 || method.is_public())
        })
    }

    fn JVM_GetClassDeclaredConstructors(cx, scope, class: Ref, public_only: u8) -> Ref {
        let class = class.class(cx);
        executables(cx, scope, class, KnownClass::Constructor, |method| {
            method.is_constructor() && (public_only == 0 || method.is_public())
        })
    }

    fn JVM_GetClassDeclaredFields(cx, scope, class: Ref, public_only: u8) -> Ref {
        let class = class.class(cx);
        if class.file.is_some() {
            link::link(cx, class)?;
        }
        let is_public = |access: u16| access & vm_classfile::access_flags::PUBLIC != 0;
        let fields: Vec<_> =
            class.fields().iter().filter(|field| public_only == 0 || is_public(field.access)).collect();
        let array = object_array(cx, scope, KnownClass::Field.get(), fields.len())?;
        for (index, declared) in fields.into_iter().enumerate() {
            let inner = HandleScope::enter(cx);
            let object = field(cx, &inner, declared)?;
            array.get(cx).store_element(index, object.get(cx));
        }
        Ok(array.get(cx).into())
    }
}
