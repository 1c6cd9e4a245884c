//! Direct byte buffers.

use super::entry::{Raw, enter, jni_functions};
use super::types::{Env, Ref};
use crate::direct_buffers;
use vm_runtime::exceptions;

jni_functions! {
    fn new_direct_byte_buffer(cx, _scope, address: *mut u8, capacity: i64) -> Ref {
        let Ok(length) = i32::try_from(capacity).and_then(usize::try_from) else {
            let message = format!("JNI NewDirectByteBuffer passed invalid capacity: {capacity}");
            return Err(exceptions::throw(cx, "java/lang/IllegalArgumentException", Some(&message)));
        };
        direct_buffers::new(cx, address, length).map(Raw)
    }

    fn get_direct_buffer_address(cx, scope, buffer: Ref) -> *mut u8 {
        let buffer = buffer.handle(cx, scope);
        let address = direct_buffers::address(cx, buffer)?;
        Ok(std::ptr::with_exposed_provenance_mut(address.unwrap_or(0) as usize))
    }
}

pub(in crate::jni) extern "C" fn get_direct_buffer_capacity(env: Env, buffer: Ref) -> i64 {
    enter(env, |cx, scope| {
        let buffer = buffer.handle(cx, scope);
        Ok(direct_buffers::capacity(cx, buffer)?.unwrap_or(-1))
    })
}
