//! `jdk.internal.misc.Unsafe`: plain and volatile access to fields, elements and raw memory.
//!
//! With a null base the offset is an absolute address; otherwise it is relative to the object.
//! Arguments: receiver 0, base 1, offset 2-3, value 4.

use super::{Rows, VOID, guarded};
use std::sync::atomic::{Ordering, fence};
use vm_runtime::call::Args;
use vm_runtime::exceptions;
use vm_runtime::heap;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult};

/// The address of (base, offset) in the slots at `slot`.
pub(super) fn address(args: Args<'_>, slot: usize) -> usize {
    (args.raw(slot) as usize).wrapping_add(args.long(slot + 1) as usize)
}

macro_rules! access {
    ($($get:ident $put:ident $get_volatile:ident $put_volatile:ident $type:ty, |$raw:ident| $from:expr, |$value:ident| $into:expr;)*) => {$(
        fn $get(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
            let $value = if args.raw(1) == 0 {
                guarded::load(cx, address(args, 1), size_of::<$type>())? as $type
            } else {
                // SAFETY: callers of Unsafe vouch for the address.
                unsafe { (address(args, 1) as *const $type).read_unaligned() }
            };
            Ok($into)
        }
        fn $put(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
            let $raw = args.raw(4);
            if args.raw(1) == 0 {
                let value: $type = $from;
                return guarded::store(cx, address(args, 1), size_of::<$type>(), value as u64);
            }
            // SAFETY: callers of Unsafe vouch for the address.
            unsafe { (address(args, 1) as *mut $type).write_unaligned($from) };
            VOID
        }
        fn $get_volatile(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
            // Loads acquire on x86-64; the compiler must not move later accesses up.
            let value = $get(cx, args);
            fence(Ordering::Acquire);
            value
        }
        fn $put_volatile(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
            fence(Ordering::Release);
            let result = $put(cx, args);
            fence(Ordering::SeqCst);
            result
        }
    )*};
}

access! {
    get_boolean put_boolean get_boolean_volatile put_boolean_volatile u8, |raw| raw as u8 & 1, |value| u64::from(value != 0);
    get_byte put_byte get_byte_volatile put_byte_volatile i8, |raw| raw as i8, |value| u64::from(i32::from(value) as u32);
    get_short put_short get_short_volatile put_short_volatile i16, |raw| raw as i16, |value| u64::from(i32::from(value) as u32);
    get_char put_char get_char_volatile put_char_volatile u16, |raw| raw as u16, |value| u64::from(value);
    get_int put_int get_int_volatile put_int_volatile u32, |raw| raw as u32, |value| u64::from(value);
    get_long put_long get_long_volatile put_long_volatile u64, |raw| raw, |value| value;
}

fn get_reference(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let base = args.oop(cx, 1);
    let offset = args.long(2) as usize;
    if base.is_null() {
        // SAFETY: callers of Unsafe vouch for the address; it holds a stored reference.
        return Ok(unsafe { Oop::from_narrow((offset as *const u32).read_unaligned()) }.raw());
    }
    Ok(base.load_ref(offset).raw())
}

fn put_reference(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    heap::store(args.oop(cx, 1), args.long(2) as usize, args.oop(cx, 4));
    VOID
}

fn get_reference_volatile(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let value = get_reference(cx, args);
    fence(Ordering::Acquire);
    value
}

fn put_reference_volatile(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    fence(Ordering::Release);
    heap::store(args.oop(cx, 1), args.long(2) as usize, args.oop(cx, 4));
    fence(Ordering::SeqCst);
    VOID
}

fn get_uncompressed_object(_cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    // SAFETY: callers of Unsafe vouch for the address.
    Ok(unsafe { (args.long(1) as usize as *const u64).read_unaligned() })
}

fn allocate_memory(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    // SAFETY: malloc has no precondition.
    let block = unsafe { libc::malloc(args.long(1) as usize) };
    if block.is_null() {
        return Err(exceptions::throw_out_of_memory(cx, "Java heap space"));
    }
    Ok(block.expose_provenance() as u64)
}

fn reallocate_memory(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    // SAFETY: callers of Unsafe pass a block of `allocateMemory` or 0.
    let block = unsafe {
        libc::realloc(
            args.long(1) as usize as *mut libc::c_void,
            args.long(3) as usize,
        )
    };
    if block.is_null() {
        return Err(exceptions::throw_out_of_memory(cx, "Java heap space"));
    }
    Ok(block.expose_provenance() as u64)
}

fn free_memory(_cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    // SAFETY: callers of Unsafe pass a block of `allocateMemory` or 0.
    unsafe { libc::free(args.long(1) as usize as *mut libc::c_void) };
    VOID
}

fn set_memory(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let value = args.int(6) as u8;
    guarded::fill(cx, address(args, 1), value, args.long(4) as usize)
}

fn copy_memory(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let (from, to) = (address(args, 1), address(args, 4));
    if args.raw(1) == 0 || args.raw(4) == 0 {
        return guarded::copy(cx, from, to, args.long(7) as usize);
    }
    // SAFETY: callers of Unsafe vouch for both ranges.
    unsafe { std::ptr::copy(from as *const u8, to as *mut u8, args.long(7) as usize) };
    VOID
}

fn copy_swap_memory(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let (from, to) = (address(args, 1), address(args, 4));
    let (n_bytes, element) = (args.long(7) as usize, args.long(9) as usize);
    guarded::copy(cx, from, to, n_bytes)?;
    guarded::swap(cx, to, n_bytes / element, element)
}

fn load_fence(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    fence(Ordering::Acquire);
    VOID
}
fn store_fence(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    fence(Ordering::Release);
    VOID
}
fn full_fence(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    fence(Ordering::SeqCst);
    VOID
}

pub(super) const ROWS: Rows = &[
    ("getBoolean", "(Ljava/lang/Object;J)Z", get_boolean),
    ("putBoolean", "(Ljava/lang/Object;JZ)V", put_boolean),
    (
        "getBooleanVolatile",
        "(Ljava/lang/Object;J)Z",
        get_boolean_volatile,
    ),
    (
        "putBooleanVolatile",
        "(Ljava/lang/Object;JZ)V",
        put_boolean_volatile,
    ),
    ("getByte", "(Ljava/lang/Object;J)B", get_byte),
    ("putByte", "(Ljava/lang/Object;JB)V", put_byte),
    (
        "getByteVolatile",
        "(Ljava/lang/Object;J)B",
        get_byte_volatile,
    ),
    (
        "putByteVolatile",
        "(Ljava/lang/Object;JB)V",
        put_byte_volatile,
    ),
    ("getShort", "(Ljava/lang/Object;J)S", get_short),
    ("putShort", "(Ljava/lang/Object;JS)V", put_short),
    (
        "getShortVolatile",
        "(Ljava/lang/Object;J)S",
        get_short_volatile,
    ),
    (
        "putShortVolatile",
        "(Ljava/lang/Object;JS)V",
        put_short_volatile,
    ),
    ("getChar", "(Ljava/lang/Object;J)C", get_char),
    ("putChar", "(Ljava/lang/Object;JC)V", put_char),
    (
        "getCharVolatile",
        "(Ljava/lang/Object;J)C",
        get_char_volatile,
    ),
    (
        "putCharVolatile",
        "(Ljava/lang/Object;JC)V",
        put_char_volatile,
    ),
    ("getInt", "(Ljava/lang/Object;J)I", get_int),
    ("putInt", "(Ljava/lang/Object;JI)V", put_int),
    ("getIntVolatile", "(Ljava/lang/Object;J)I", get_int_volatile),
    (
        "putIntVolatile",
        "(Ljava/lang/Object;JI)V",
        put_int_volatile,
    ),
    ("getLong", "(Ljava/lang/Object;J)J", get_long),
    ("putLong", "(Ljava/lang/Object;JJ)V", put_long),
    (
        "getLongVolatile",
        "(Ljava/lang/Object;J)J",
        get_long_volatile,
    ),
    (
        "putLongVolatile",
        "(Ljava/lang/Object;JJ)V",
        put_long_volatile,
    ),
    // Floating-point values travel as their bits.
    ("getFloat", "(Ljava/lang/Object;J)F", get_int),
    ("putFloat", "(Ljava/lang/Object;JF)V", put_int),
    (
        "getFloatVolatile",
        "(Ljava/lang/Object;J)F",
        get_int_volatile,
    ),
    (
        "putFloatVolatile",
        "(Ljava/lang/Object;JF)V",
        put_int_volatile,
    ),
    ("getDouble", "(Ljava/lang/Object;J)D", get_long),
    ("putDouble", "(Ljava/lang/Object;JD)V", put_long),
    (
        "getDoubleVolatile",
        "(Ljava/lang/Object;J)D",
        get_long_volatile,
    ),
    (
        "putDoubleVolatile",
        "(Ljava/lang/Object;JD)V",
        put_long_volatile,
    ),
    (
        "getReference",
        "(Ljava/lang/Object;J)Ljava/lang/Object;",
        get_reference,
    ),
    (
        "putReference",
        "(Ljava/lang/Object;JLjava/lang/Object;)V",
        put_reference,
    ),
    (
        "getReferenceVolatile",
        "(Ljava/lang/Object;J)Ljava/lang/Object;",
        get_reference_volatile,
    ),
    (
        "putReferenceVolatile",
        "(Ljava/lang/Object;JLjava/lang/Object;)V",
        put_reference_volatile,
    ),
    (
        "getUncompressedObject",
        "(J)Ljava/lang/Object;",
        get_uncompressed_object,
    ),
    ("allocateMemory0", "(J)J", allocate_memory),
    ("reallocateMemory0", "(JJ)J", reallocate_memory),
    ("freeMemory0", "(J)V", free_memory),
    ("setMemory0", "(Ljava/lang/Object;JJB)V", set_memory),
    (
        "copyMemory0",
        "(Ljava/lang/Object;JLjava/lang/Object;JJ)V",
        copy_memory,
    ),
    (
        "copySwapMemory0",
        "(Ljava/lang/Object;JLjava/lang/Object;JJJ)V",
        copy_swap_memory,
    ),
    ("loadFence", "()V", load_fence),
    ("storeFence", "()V", store_fence),
    ("fullFence", "()V", full_fence),
];
