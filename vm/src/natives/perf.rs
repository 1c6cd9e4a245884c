//! `jdk.internal.perf.Perf`: performance counters. There is no shared-memory file: attaching fails,
//! counters are plain direct buffers.

use super::{Rows, VOID, long};
use vm_runtime::call::Args;
use vm_runtime::exceptions;
use vm_runtime::thread::{Cx, JResult};

fn register_natives(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

fn attach(cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    Err(exceptions::throw(
        cx,
        "java/lang/IllegalArgumentException",
        Some("performance counters of other VMs cannot be read"),
    ))
}

fn detach(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

/// A counter is an 8-byte block of its own that lives as long as the process.
fn create_long(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let block: &'static mut [i64] = Box::leak(vec![args.long(4)].into_boxed_slice());
    crate::direct_buffers::new(cx, block.as_mut_ptr().cast(), 8)
}

fn create_byte_array(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let length = args.int(5).max(0) as usize;
    let block: &'static mut [u8] = Box::leak(vec![0_u8; length].into_boxed_slice());
    crate::direct_buffers::new(cx, block.as_mut_ptr(), length)
}

fn high_res_counter(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the buffer is writable, the clock exists.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut time) };
    long(time.tv_sec * 1_000_000_000 + time.tv_nsec)
}

fn high_res_frequency(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    long(1_000_000_000)
}

pub(super) const ROWS: Rows = &[
    ("registerNatives", "()V", register_natives),
    (
        "attach",
        "(Ljava/lang/String;II)Ljava/nio/ByteBuffer;",
        attach,
    ),
    (
        "attach",
        "(Ljava/lang/String;I)Ljava/nio/ByteBuffer;",
        attach,
    ),
    ("detach", "(Ljava/nio/ByteBuffer;)V", detach),
    (
        "createLong",
        "(Ljava/lang/String;IIJ)Ljava/nio/ByteBuffer;",
        create_long,
    ),
    (
        "createByteArray",
        "(Ljava/lang/String;II[BI)Ljava/nio/ByteBuffer;",
        create_byte_array,
    ),
    ("highResCounter", "()J", high_res_counter),
    ("highResFrequency", "()J", high_res_frequency),
];
