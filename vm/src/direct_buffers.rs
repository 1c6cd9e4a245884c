//! `java.nio.DirectByteBuffer` objects for memory outside the heap.

use crate::class_lookup;
use std::sync::OnceLock;
use vm_runtime::call::{self, Arg};
use vm_runtime::class::Class;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::link;
use vm_runtime::method::Method;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// Classes, fields and methods of direct buffers.
struct Buffers {
    buffer: &'static Class,
    direct: &'static Class,
    constructor: &'static Method,
    address: usize,
    capacity: usize,
}

static BUFFERS: OnceLock<Buffers> = OnceLock::new();

fn buffers(cx: &mut Cx) -> JResult<&'static Buffers> {
    if let Some(buffers) = BUFFERS.get() {
        return Ok(buffers);
    }
    let buffer = class_lookup::boot_initialized(cx, "java/nio/Buffer")?;
    let class = class_lookup::boot_initialized(cx, "java/nio/DirectByteBuffer")?;
    let direct = class_lookup::boot_initialized(cx, "sun/nio/ch/DirectBuffer")?;
    let field = |name: &str, descriptor: &str| {
        let field = link::find_field(buffer, Symbol::from(name), Symbol::from(descriptor));
        field
            .expect("java.nio.Buffer has address and capacity")
            .offset as usize
    };
    let constructor = class.declared_method(Symbol::from("<init>"), Symbol::from("(JI)V"));
    Ok(BUFFERS.get_or_init(|| Buffers {
        buffer,
        direct,
        constructor: constructor.expect("java.nio.DirectByteBuffer has a constructor (long, int)"),
        address: field("address", "J"),
        capacity: field("capacity", "I"),
    }))
}

/// A new direct buffer on `length` bytes at `address`: the raw reference.
pub(crate) fn new(cx: &mut Cx, address: *mut u8, length: usize) -> JResult<u64> {
    let scope = HandleScope::enter(cx);
    let constructor = buffers(cx)?.constructor;
    let object = heap::alloc_instance(cx, constructor.class)?;
    let object = scope.handle(object);
    let address = address.expose_provenance() as i64;
    call::invoke(
        cx,
        constructor,
        &[
            Arg::Ref(object),
            Arg::Long(address),
            Arg::Int(length as i32),
        ],
    )?;
    Ok(object.get(cx).raw())
}

/// The record of buffer classes, if the object is a direct buffer.
fn of(cx: &mut Cx, buffer: Handle<'_>) -> JResult<Option<&'static Buffers>> {
    let buffers = buffers(cx)?;
    let object = buffer.get(cx);
    let is_direct = object.is_instance_of(buffers.direct) && object.is_instance_of(buffers.buffer);
    Ok(is_direct.then_some(buffers))
}

/// The address of a direct buffer's memory; `None` for other objects.
pub(crate) fn address(cx: &mut Cx, buffer: Handle<'_>) -> JResult<Option<i64>> {
    Ok(of(cx, buffer)?.map(|buffers| buffer.get(cx).load_i64(buffers.address)))
}

/// The capacity of a direct buffer in elements; `None` for other objects.
pub(crate) fn capacity(cx: &mut Cx, buffer: Handle<'_>) -> JResult<Option<i64>> {
    Ok(of(cx, buffer)?.map(|buffers| i64::from(buffer.get(cx).load_i32(buffers.capacity))))
}
