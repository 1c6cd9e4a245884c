//! `jdk.internal.misc.Unsafe`: compare-and-set, and parking.
//!
//! Arguments of compare-and-set: receiver 0, base 1, offset 2-3, expected 4, new value after it.

use super::unsafe_memory::address;
use super::{Rows, VOID, boolean, guarded};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use vm_runtime::call::Args;
use vm_runtime::heap;
use vm_runtime::parker;
use vm_runtime::thread::{Cx, JResult};

fn exchange_int(cx: &mut Cx, args: Args<'_>) -> JResult<u32> {
    let (expected, new) = (args.int(4) as u32, args.int(5) as u32);
    if args.raw(1) == 0 {
        let (expected, new) = (u64::from(expected), u64::from(new));
        return Ok(guarded::exchange(cx, address(args, 1), 4, expected, new)? as u32);
    }
    // SAFETY: callers of Unsafe vouch for the address and its alignment.
    let cell = unsafe { AtomicU32::from_ptr(address(args, 1) as *mut u32) };
    let (Ok(seen) | Err(seen)) =
        cell.compare_exchange(expected, new, Ordering::SeqCst, Ordering::SeqCst);
    Ok(seen)
}

fn exchange_long(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let (expected, new) = (args.raw(4), args.raw(6));
    if args.raw(1) == 0 {
        return guarded::exchange(cx, address(args, 1), 8, expected, new);
    }
    // SAFETY: callers of Unsafe vouch for the address and its alignment.
    let cell = unsafe { AtomicU64::from_ptr(address(args, 1) as *mut u64) };
    let (Ok(seen) | Err(seen)) =
        cell.compare_exchange(expected, new, Ordering::SeqCst, Ordering::SeqCst);
    Ok(seen)
}

fn compare_and_set_int(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    boolean(exchange_int(cx, args)? == args.int(4) as u32)
}
fn compare_and_exchange_int(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    Ok(u64::from(exchange_int(cx, args)?))
}
fn compare_and_set_long(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    boolean(exchange_long(cx, args)? == args.raw(4))
}
fn compare_and_exchange_long(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    exchange_long(cx, args)
}
fn compare_and_set_reference(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let (base, offset) = (args.oop(cx, 1), args.long(2) as usize);
    boolean(heap::compare_and_set(
        base,
        offset,
        args.oop(cx, 4),
        args.oop(cx, 5),
    ))
}
fn compare_and_exchange_reference(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let (base, offset) = (args.oop(cx, 1), args.long(2) as usize);
    Ok(heap::compare_and_exchange(base, offset, args.oop(cx, 4), args.oop(cx, 5)).raw())
}

fn park(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    parker::park(cx, args.boolean(1), args.long(2));
    VOID
}

fn unpark(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    if !args.oop(cx, 1).is_null() {
        parker::unpark_object(cx, args.handle(1));
    }
    VOID
}

pub(super) const ROWS: Rows = &[
    (
        "compareAndSetInt",
        "(Ljava/lang/Object;JII)Z",
        compare_and_set_int,
    ),
    (
        "compareAndExchangeInt",
        "(Ljava/lang/Object;JII)I",
        compare_and_exchange_int,
    ),
    (
        "compareAndSetLong",
        "(Ljava/lang/Object;JJJ)Z",
        compare_and_set_long,
    ),
    (
        "compareAndExchangeLong",
        "(Ljava/lang/Object;JJJ)J",
        compare_and_exchange_long,
    ),
    (
        "compareAndSetReference",
        "(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;)Z",
        compare_and_set_reference,
    ),
    (
        "compareAndExchangeReference",
        "(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
        compare_and_exchange_reference,
    ),
    ("park", "(ZJ)V", park),
    ("unpark", "(Ljava/lang/Object;)V", unpark),
];
