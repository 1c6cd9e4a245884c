//! Hot natives of `System`, `Thread`, `Float`, `Double`, `Runtime`, and small ones that the VM owns.

use super::{Rows, VOID, boolean, int, long};
use vm_runtime::call::Args;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::{exceptions, heap, monitor, safepoint};

fn nothing(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

fn identity_hash_code(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let object = args.oop(cx, 0);
    int(if object.is_null() {
        0
    } else {
        monitor::identity_hash(cx, object)
    })
}

fn clock(id: libc::clockid_t) -> libc::timespec {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the buffer is writable, the clock exists.
    unsafe { libc::clock_gettime(id, &raw mut time) };
    time
}

fn nano_time(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    let time = clock(libc::CLOCK_MONOTONIC);
    long(time.tv_sec * 1_000_000_000 + time.tv_nsec)
}

fn current_time_millis(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    let time = clock(libc::CLOCK_REALTIME);
    long(time.tv_sec * 1000 + time.tv_nsec / 1_000_000)
}

/// `System.arraycopy(src, srcPos, dest, destPos, length)`.
fn arraycopy(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    crate::array_copy::array_copy(
        cx,
        args.handle(0),
        args.int(1),
        args.handle(2),
        args.int(3),
        args.int(4),
    )?;
    VOID
}

pub(super) const SYSTEM: Rows = &[
    (
        "identityHashCode",
        "(Ljava/lang/Object;)I",
        identity_hash_code,
    ),
    ("nanoTime", "()J", nano_time),
    ("currentTimeMillis", "()J", current_time_millis),
    (
        "arraycopy",
        "(Ljava/lang/Object;ILjava/lang/Object;II)V",
        arraycopy,
    ),
];

fn current_thread(cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    Ok(cx.thread_object().raw())
}

fn holds_lock(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let object = args.oop(cx, 0);
    if object.is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            None,
        ));
    }
    boolean(monitor::holds(cx, object))
}

fn yield_now(cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    safepoint::blocked(cx, std::thread::yield_now);
    VOID
}

pub(super) const THREAD: Rows = &[
    ("currentThread", "()Ljava/lang/Thread;", current_thread),
    ("holdsLock", "(Ljava/lang/Object;)Z", holds_lock),
    ("yield", "()V", yield_now),
];

/// The bits of a floating-point value are how it travels: conversions are the identity.
fn same_bits(_cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    Ok(args.raw(0))
}
fn same_int_bits(_cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    int(args.int(0))
}

pub(super) const FLOAT: Rows = &[
    ("floatToRawIntBits", "(F)I", same_int_bits),
    ("intBitsToFloat", "(I)F", same_int_bits),
];
pub(super) const DOUBLE: Rows = &[
    ("doubleToRawLongBits", "(D)J", same_bits),
    ("longBitsToDouble", "(J)D", same_bits),
];

fn total_memory(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    long(heap::statistics::total_memory() as i64)
}
fn free_memory(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    long(heap::statistics::free_memory() as i64)
}
fn max_memory(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    long(heap::statistics::max_memory() as i64)
}

pub(super) const RUNTIME: Rows = &[
    ("totalMemory", "()J", total_memory),
    ("freeMemory", "()J", free_memory),
    ("maxMemory", "()J", max_memory),
];

fn no_lanes(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    int(-1)
}

pub(super) const VECTOR_SUPPORT: Rows = &[
    ("registerNatives", "()I", no_lanes),
    ("getMaxLaneCount", "(Ljava/lang/Class;)I", no_lanes),
];

pub(super) const NATIVE_ENTRY_POINT: Rows = &[("registerNatives", "()V", nothing)];
