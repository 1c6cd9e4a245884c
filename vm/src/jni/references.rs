//! Local, global and weak references, and their frames.

use super::entry::{self, Raw, enter, jni_functions};
use super::types::{Env, JNI_ENOMEM, JNI_OK, Ref, TAG_GLOBAL, TAG_WEAK};
use vm_runtime::heap::globals;

jni_functions! {
    fn new_global_ref(cx, _scope, object: Ref) -> *mut u8 {
        let oop = object.oop(cx);
        if oop.is_null() {
            return Ok(std::ptr::null_mut());
        }
        Ok(globals::new_global(cx, oop).cast::<u8>().wrapping_add(TAG_GLOBAL))
    }

    fn new_weak_global_ref(cx, _scope, object: Ref) -> *mut u8 {
        let oop = object.oop(cx);
        if oop.is_null() {
            return Ok(std::ptr::null_mut());
        }
        Ok(globals::new_weak_global(cx, oop).cast::<u8>().wrapping_add(TAG_WEAK))
    }

    fn delete_global_ref(_cx, _scope, reference: Ref) {
        if !reference.is_null() && reference.tag() == TAG_GLOBAL {
            globals::delete_global(reference.slot());
        }
        Ok(())
    }

    fn delete_weak_global_ref(_cx, _scope, reference: Ref) {
        if !reference.is_null() && reference.tag() == TAG_WEAK {
            globals::delete_weak_global(reference.slot());
        }
        Ok(())
    }

    fn new_local_ref(cx, _scope, object: Ref) -> Ref {
        Ok(object.oop(cx).into())
    }

    fn is_same_object(cx, _scope, a: Ref, b: Ref) -> u8 {
        Ok(u8::from(a.oop(cx) == b.oop(cx)))
    }
}

pub(in crate::jni) extern "C" fn delete_local_ref(env: Env, reference: Ref) {
    // The slot may be scanned while the thread is in native code, so the thread enters the VM.
    enter(env, |cx, _| {
        entry::delete_local(cx.thread(), reference);
        Ok(())
    })
}

pub(in crate::jni) extern "C" fn ensure_local_capacity(env: Env, capacity: i32) -> i32 {
    if capacity >= 0 && has_room(env, capacity) {
        JNI_OK
    } else {
        JNI_ENOMEM
    }
}

fn has_room(env: Env, capacity: i32) -> bool {
    let thread = env.thread();
    let free = thread
        .handle_limit
        .get()
        .addr()
        .saturating_sub(thread.handle_top.get().addr())
        / 8;
    free > capacity as usize + 64
}

pub(in crate::jni) extern "C" fn push_local_frame(env: Env, capacity: i32) -> i32 {
    if capacity < 0 || !has_room(env, capacity) {
        return JNI_ENOMEM;
    }
    entry::push_local_frame(env.thread());
    JNI_OK
}

pub(in crate::jni) extern "C" fn pop_local_frame(env: Env, result: Ref) -> Ref {
    entry::enter_without_scope(env, |cx| {
        let raw = Raw::from(result.oop(cx));
        entry::pop_local_frame(cx.thread());
        raw
    })
}

/// `jobjectRefType`: 0 invalid, 1 local, 2 global, 3 weak global.
pub(in crate::jni) extern "C" fn get_object_ref_type(env: Env, reference: Ref) -> i32 {
    if reference.is_null() {
        return 0;
    }
    match reference.tag() {
        TAG_GLOBAL => 2,
        TAG_WEAK => 3,
        _ => {
            let thread = env.thread();
            let slot = reference.slot();
            let in_area = slot >= thread.handle_base.get() && slot < thread.handle_limit.get();
            // SAFETY: the slot lies in the mapped handle area.
            let stale = in_area && (slot >= thread.handle_top.get() || unsafe { *slot } & 1 != 0);
            i32::from(!stale)
        }
    }
}
