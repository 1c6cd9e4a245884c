//! Reflection on members: parameters, type annotations, invocation.

use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::Ref;
use crate::reflection::{
    field_of, invoke, method_of, optional_bytes, parameters, throw_constructed,
};
use vm_runtime::call::Arg;
use vm_runtime::strings;

jvm_functions! {
    fn JVM_GetMethodParameters(cx, scope, method: Ref) -> Ref {
        let executable = method.handle(cx, scope);
        let method = method_of(executable.get(cx));
        if let Some(array) = parameters(cx, scope, method, executable)? {
            return Ok(array.get(cx).into());
        }
        let text = strings::new_string(cx, "Wrong number of parameters in MethodParameters attribute")?;
        let text = scope.handle(text);
        let class = "java/lang/reflect/MalformedParametersException";
        Err(throw_constructed(cx, class, "(Ljava/lang/String;)V", &[Arg::Ref(text)]))
    }

    fn JVM_GetMethodTypeAnnotations(cx, _scope, method: Ref) -> Ref {
        let Some(info) = method_of(method.oop(cx)).info else { return Ok(Raw::NULL) };
        Ok(optional_bytes(cx, info.runtime_visible_type_annotations)?.into())
    }

    fn JVM_GetFieldTypeAnnotations(cx, _scope, field: Ref) -> Ref {
        let info = field_of(field.oop(cx)).info;
        Ok(optional_bytes(cx, info.runtime_visible_type_annotations)?.into())
    }

    fn JVM_InvokeMethod(cx, scope, method: Ref, receiver: Ref, arguments: Ref) -> Ref {
        let method = method_of(method.oop(cx));
        let (receiver, arguments) = (receiver.handle(cx, scope), arguments.handle(cx, scope));
        Ok(invoke::invoke_method(cx, method, receiver, arguments)?.into())
    }

    fn JVM_NewInstanceFromConstructor(cx, scope, constructor: Ref, arguments: Ref) -> Ref {
        let constructor = method_of(constructor.oop(cx));
        let arguments = arguments.handle(cx, scope);
        Ok(invoke::new_instance(cx, scope, constructor, arguments)?.get(cx).into())
    }
}
