//! `java.lang.Object`: identity hash, monitors, clone.

use crate::jni::entry::jvm_functions;
use crate::jni::types::Ref;
use vm_runtime::class::InstanceKind;
use vm_runtime::exceptions;
use vm_runtime::handle::Handle;
use vm_runtime::heap;
use vm_runtime::known::KnownClass;
use vm_runtime::monitor;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult};

/// `Object.clone`.
pub(crate) fn clone<'a>(cx: &'a mut Cx, object: Handle<'_>) -> JResult<Oop<'a>> {
    let class = object.get(cx).class();
    let is_reference = matches!(
        class.instance_kind,
        InstanceKind::Soft | InstanceKind::Weak | InstanceKind::Final | InstanceKind::Phantom
    );
    let is_cloneable =
        class.is_array() || (class.is_subtype_of(KnownClass::Cloneable.get()) && !is_reference);
    if !is_cloneable {
        let name = class.external_name();
        return Err(exceptions::throw(
            cx,
            "java/lang/CloneNotSupportedException",
            Some(&name),
        ));
    }
    heap::clone_object(cx, object)
}

jvm_functions! {
    fn JVM_IHashCode(cx, _scope, object: Ref) -> i32 {
        let object = object.oop(cx);
        Ok(if object.is_null() { 0 } else { monitor::identity_hash(cx, object) })
    }

    fn JVM_MonitorWait(cx, scope, object: Ref, millis: i64) {
        let object = object.handle(cx, scope);
        monitor::wait(cx, object, millis)
    }

    fn JVM_MonitorNotify(cx, scope, object: Ref) {
        let object = object.handle(cx, scope);
        monitor::notify(cx, object, false)
    }

    fn JVM_MonitorNotifyAll(cx, scope, object: Ref) {
        let object = object.handle(cx, scope);
        monitor::notify(cx, object, true)
    }

    fn JVM_Clone(cx, scope, object: Ref) -> Ref {
        let object = object.handle(cx, scope);
        Ok(clone(cx, object)?.into())
    }
}
