//! CPU time and allocation of threads.

use crate::jni::entry::enter;
use crate::jni::types::{Env, Ref};
use vm_runtime::known;
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, Thread};
use vm_runtime::threads;

/// The live thread with this `Thread.getId`; 0 is the current one.
pub(super) fn by_id(cx: &Cx, id: i64) -> Option<&'static Thread> {
    if id == 0 {
        return Some(cx.thread());
    }
    threads::java_threads(cx).into_iter().find(|thread| {
        // SAFETY: the object of a listed thread is a root; no safepoint is reached here.
        let object: Oop<'_> = unsafe { Oop::from_raw(thread.object.get()) };
        object.load_i64(known::THREAD_TID.offset()) == id
    })
}

/// Nanoseconds of CPU time from the kernel's account: in user mode, or in all.
fn cpu_time(thread: &Thread, with_system: bool) -> i64 {
    let path = format!("/proc/self/task/{}/stat", thread.native_id.get());
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let mut fields = text
        .rsplit_once(')')
        .map_or("", |(_, rest)| rest)
        .split_whitespace()
        .skip(11);
    let mut next = || {
        fields
            .next()
            .and_then(|field| field.parse::<i64>().ok())
            .unwrap_or(0)
    };
    let (user, system) = (next(), next());
    // SAFETY: sysconf has no preconditions.
    let ticks = unsafe { libc::sysconf(libc::_SC_CLK_TCK) };
    (user + if with_system { system } else { 0 }) * (1_000_000_000 / ticks.max(1))
}

/// CPU time of the current thread, exactly.
fn own_cpu_time() -> i64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: the buffer is writable, the clock exists.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut time) };
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

fn time_of(cx: &Cx, id: i64, with_system: bool) -> i64 {
    match by_id(cx, id) {
        Some(thread) if std::ptr::eq(thread, cx.thread()) && with_system => own_cpu_time(),
        Some(thread) => cpu_time(thread, with_system),
        None => -1,
    }
}

pub(super) extern "C" fn get_thread_cpu_time(env: Env, id: i64) -> i64 {
    enter(env, |cx, _| Ok(time_of(cx, id, true)))
}

pub(super) extern "C" fn get_thread_cpu_time_with_kind(env: Env, id: i64, with_system: u8) -> i64 {
    enter(env, |cx, _| Ok(time_of(cx, id, with_system != 0)))
}

pub(super) extern "C" fn get_thread_cpu_times_with_kind(
    env: Env,
    ids: Ref,
    times: Ref,
    with_system: u8,
) {
    enter(env, |cx, _| {
        for index in 0..ids.oop(cx).array_length().min(times.oop(cx).array_length()) {
            let offset = Oop::element_offset(BasicType::Long, index);
            let time = time_of(cx, ids.oop(cx).load_i64(offset), with_system != 0);
            times.oop(cx).store_i64(offset, time);
        }
        Ok(())
    })
}

/// Allocation is not counted by thread.
pub(super) extern "C" fn get_one_thread_allocated_memory(_env: Env, _id: i64) -> i64 {
    -1
}

pub(super) extern "C" fn get_thread_allocated_memory(env: Env, ids: Ref, sizes: Ref) {
    enter(env, |cx, _| {
        for index in 0..ids.oop(cx).array_length().min(sizes.oop(cx).array_length()) {
            sizes
                .oop(cx)
                .store_i64(Oop::element_offset(BasicType::Long, index), -1);
        }
        Ok(())
    })
}

pub(super) extern "C" fn get_total_allocated_memory(_env: Env) -> i64 {
    -1
}
