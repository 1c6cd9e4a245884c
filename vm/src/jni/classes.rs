//! Classes: finding and defining them, relations, reflection conversions, instances.

use super::calls;
use super::entry::{Raw, jni_functions};
use super::types::{CText, FieldId, MethodId, Ref, native_slice};
use crate::class_lookup;
use crate::reflection;
use vm_runtime::call;
use vm_runtime::class::Class;
use vm_runtime::define;
use vm_runtime::exceptions;
use vm_runtime::handle::HandleScope;
use vm_runtime::init;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::loader::{self, LoaderData};
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult, Thrown};
use vm_runtime::walk;

/// The loader that `FindClass` uses: that of the calling native method; while a library is being
/// loaded, that of the class which loads it; without a Java frame, the system loader.
fn caller_loader(cx: &mut Cx) -> JResult<&'static LoaderData> {
    let caller = walk::frames(cx.thread())
        .next()
        .map(|frame| frame.method.class);
    let Some(caller) = caller else {
        return system_loader(cx);
    };
    if caller.loader.is_boot && caller.name() == "jdk/internal/loader/NativeLibraries" {
        let ret = call::invoke_static(cx, caller, "getFromClass", "()Ljava/lang/Class;", &[])?;
        let mirror = ret.oop(cx);
        if mirror.is_null() {
            return system_loader(cx);
        }
        return Ok(known::class_of_mirror(mirror).loader);
    }
    Ok(caller.loader)
}

/// The record of the system class loader.
pub(crate) fn system_loader(cx: &mut Cx) -> JResult<&'static LoaderData> {
    let class = KnownClass::ClassLoader.get();
    if !class.is_initialized() {
        return Ok(loader::boot());
    }
    let ret = call::invoke_static(
        cx,
        class,
        "getSystemClassLoader",
        "()Ljava/lang/ClassLoader;",
        &[],
    )?;
    let raw = ret.0;
    Ok(define::loader_data(cx, raw))
}

/// `NoClassDefFoundError`, whose cause is the loader's `ClassNotFoundException`; that exists even for
/// malformed array names, which HotSpot asks the loader for. Other exceptions stay.
fn not_found(cx: &mut Cx, scope: &HandleScope, name: Symbol) -> Thrown {
    if !cx.thread().has_pending() {
        if name.as_bytes().first() != Some(&b'[') {
            return exceptions::throw(cx, "java/lang/NoClassDefFoundError", Some(&name.text()));
        }
        let _ = exceptions::throw(
            cx,
            "java/lang/ClassNotFoundException",
            Some(&name.external()),
        );
    }
    if !cx
        .pending()
        .is_instance_of(KnownClass::ClassNotFoundException.get())
    {
        return Thrown;
    }
    let cause = scope.handle(cx.take_pending());
    exceptions::throw_with_cause(
        cx,
        "java/lang/NoClassDefFoundError",
        Some(&name.text()),
        cause,
    )
}

fn mirror_or_null(cx: &Cx, class: Option<&'static Class>) -> Raw {
    class.map_or(Raw::NULL, |class| class.mirror(cx).into())
}

jni_functions! {
    fn find_class(cx, scope, name: CText) -> Ref {
        if name.is_null() {
            return Err(exceptions::throw(cx, "java/lang/NoClassDefFoundError", Some("No class name given")));
        }
        let loader = caller_loader(cx)?;
        // The form of a descriptor is understood, too.
        let bytes = name.bytes();
        let bytes = bytes.strip_prefix(b"L").and_then(|rest| rest.strip_suffix(b";")).unwrap_or(bytes);
        let name = Symbol::intern(bytes);
        if let Some(class) = loader::load_class_or_none(cx, name, loader).ok().flatten() {
            init::initialize(cx, class)?;
            return Ok(class.mirror(cx).into());
        }
        Err(not_found(cx, scope, name))
    }

    fn define_class(cx, scope, name: CText, loader: Ref, bytes: *const u8, length: i32) -> Ref {
        let name = (!name.is_null()).then(|| Symbol::intern(name.bytes()));
        let (loader, domain) = (loader.handle(cx, scope), Ref::NULL.handle(cx, scope));
        let class = class_lookup::define(cx, name, native_slice(bytes, length.max(0) as usize), loader, domain)?;
        Ok(class.mirror(cx).into())
    }

    fn get_superclass(cx, _scope, class: Ref) -> Ref {
        let class = class.class(cx);
        // Class files of interfaces name Object, but the Java view is that they have none.
        if class.is_interface() || class.is_primitive() {
            return Ok(Raw::NULL);
        }
        Ok(mirror_or_null(cx, class.super_class))
    }

    fn is_assignable_from(cx, _scope, sub: Ref, sup: Ref) -> u8 {
        let (sub, sup) = (sub.class(cx), sup.class(cx));
        if sub.is_primitive() || sup.is_primitive() {
            return Ok(u8::from(sub == sup));
        }
        Ok(u8::from(sub.is_subtype_of(sup)))
    }

    fn get_object_class(cx, _scope, object: Ref) -> Ref {
        Ok(object.oop(cx).class().mirror(cx).into())
    }

    fn is_instance_of(cx, _scope, object: Ref, class: Ref) -> u8 {
        let class = class.class(cx);
        let object = object.oop(cx);
        Ok(u8::from(object.is_null() || (!class.is_primitive() && object.is_instance_of(class))))
    }

    fn alloc_object(cx, scope, class: Ref) -> Ref {
        let class = class.class(cx);
        Ok(calls::allocate(cx, scope, class)?.get(cx).into())
    }

    fn get_module(cx, _scope, class: Ref) -> Ref {
        let mirror = class.oop(cx);
        if mirror.is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        Ok(known::CLASS_MODULE.load(mirror).into())
    }

    fn from_reflected_method(cx, _scope, method: Ref) -> MethodId {
        let method = reflection::method_of(method.oop(cx));
        init::initialize(cx, method.class)?;
        Ok(method.into())
    }

    fn from_reflected_field(cx, _scope, field: Ref) -> FieldId {
        let field = reflection::field_of(field.oop(cx));
        init::initialize(cx, field.class)?;
        Ok(field.into())
    }

    fn to_reflected_method(cx, scope, _class: Ref, method: MethodId, _is_static: u8) -> Ref {
        Ok(reflection::executable(cx, scope, method.get())?.get(cx).into())
    }

    fn to_reflected_field(cx, scope, _class: Ref, field: FieldId, _is_static: u8) -> Ref {
        Ok(reflection::field(cx, scope, field.get())?.get(cx).into())
    }
}
