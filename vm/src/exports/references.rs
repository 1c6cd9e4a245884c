//! `java.lang.ref`: the pending list and referents.

use crate::jni::entry::jvm_functions;
use crate::jni::types::Ref;
use vm_runtime::heap::references;
use vm_runtime::known;
use vm_runtime::oop::Oop;

jvm_functions! {
    fn JVM_GetAndClearReferencePendingList(cx, _scope) -> Ref {
        Ok(references::take_pending_list(cx).into())
    }

    fn JVM_HasReferencePendingList(_cx, _scope) -> u8 {
        Ok(u8::from(references::has_pending()))
    }

    fn JVM_WaitForReferencePendingList(cx, _scope) {
        references::wait_pending(cx);
        Ok(())
    }

    fn JVM_ReferenceRefersTo(cx, _scope, reference: Ref, object: Ref) -> u8 {
        let referent = known::REFERENCE_REFERENT.load(reference.oop(cx));
        Ok(u8::from(referent == object.oop(cx)))
    }

    fn JVM_PhantomReferenceRefersTo(cx, _scope, reference: Ref, object: Ref) -> u8 {
        let referent = known::REFERENCE_REFERENT.load(reference.oop(cx));
        Ok(u8::from(referent == object.oop(cx)))
    }

    fn JVM_ReferenceClear(cx, _scope, reference: Ref) {
        known::REFERENCE_REFERENT.store(reference.oop(cx), Oop::NULL);
        Ok(())
    }
}
