//! Registering native methods, monitors, and the VM of an environment.

use super::entry::jni_functions;
use super::invocation;
use super::types::{CText, Env, JNI_ERR, JNI_OK, JNI_VERSION_10, Ref, native_slice, native_write};
use std::sync::atomic::Ordering;
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::method::{Method, MethodFlag, external_method_name};
use vm_runtime::monitor;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// `JNINativeMethod`.
#[repr(C)]
pub(crate) struct NativeMethod {
    name: CText,
    descriptor: CText,
    function: *const (),
}

fn register(cx: &mut Cx, class: &'static Class, native: &NativeMethod) -> JResult<()> {
    let method = match (
        Symbol::lookup(native.name.bytes()),
        Symbol::lookup(native.descriptor.bytes()),
    ) {
        (Some(name), Some(descriptor)) => class.declared_method(name, descriptor),
        _ => None,
    };
    let display = || {
        let (name, descriptor) = (native.name.bytes(), native.descriptor.bytes());
        external_method_name(
            class.name(),
            Symbol::intern(name),
            Symbol::intern(descriptor),
        )
    };
    let Some(method) = method else {
        let message = format!("Method '{}' name or signature does not match", display());
        return Err(exceptions::throw(
            cx,
            "java/lang/NoSuchMethodError",
            Some(&message),
        ));
    };
    if !method.is_native() {
        let message = format!("Method '{}' is not declared as native", display());
        return Err(exceptions::throw(
            cx,
            "java/lang/NoSuchMethodError",
            Some(&message),
        ));
    }
    bind(method, native.function.expose_provenance());
    crate::jni_log::registered(method);
    Ok(())
}

/// Binds the C function, unless the VM has a native of its own for the method.
pub(crate) fn bind(method: &Method, function: usize) {
    if !method.has(MethodFlag::VmNative) && crate::natives::bind(method).is_none() {
        method.native_entry.store(function, Ordering::Release);
    }
}

jni_functions! {
    fn register_natives(cx, _scope, class: Ref, methods: *const NativeMethod, count: i32) -> i32 {
        let class = class.class(cx);
        for native in native_slice(methods, count.max(0) as usize) {
            if register(cx, class, native).is_err() {
                return Ok(JNI_ERR);
            }
        }
        Ok(JNI_OK)
    }

    fn unregister_natives(cx, _scope, class: Ref) -> i32 {
        for method in class.class(cx).methods() {
            if method.is_native() {
                bind(method, 0);
            }
        }
        Ok(JNI_OK)
    }

    fn monitor_enter(cx, scope, object: Ref) -> i32 {
        if object.oop(cx).is_null() {
            let _ = exceptions::throw(cx, "java/lang/NullPointerException", None);
            return Ok(JNI_ERR);
        }
        let object = object.handle(cx, scope);
        monitor::enter_from_native(cx, object);
        Ok(JNI_OK)
    }

    fn monitor_exit(cx, scope, object: Ref) -> i32 {
        if object.oop(cx).is_null() {
            let _ = exceptions::throw(cx, "java/lang/NullPointerException", None);
            return Ok(JNI_ERR);
        }
        let object = object.handle(cx, scope);
        if monitor::check_owner(cx, object).is_err() {
            return Ok(JNI_ERR);
        }
        Ok(if monitor::exit(cx, object.get(cx)).is_ok() { JNI_OK } else { JNI_ERR })
    }
}

pub(in crate::jni) extern "C" fn get_version(_env: Env) -> i32 {
    JNI_VERSION_10
}

pub(in crate::jni) extern "C" fn get_java_vm(_env: Env, vm: *mut *const ()) -> i32 {
    native_write(vm, invocation::java_vm());
    JNI_OK
}
