//! Numbers, switches and diagnostic commands.

use crate::jit;
use crate::jni::entry::{Raw, enter, jni_functions};
use crate::jni::types::{Env, Ref, native_slice, native_write};
use crate::options::managed_flags;
use crate::reflection::object_array;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};
use vm_runtime::define;
use vm_runtime::exceptions;
use vm_runtime::heap;
use vm_runtime::known::KnownClass;
use vm_runtime::thread::{Cx, Thread, Thrown};
use vm_runtime::threads::{self, contention};

/// Bits of `jmmOptionalSupport`: times of compilations, of contention, CPU time of the current and of other threads, use
/// of object monitors and of ownable synchronizers.
const OPTIONAL_SUPPORT: u32 = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 4) | (1 << 5) | (1 << 6);

/// Numbers of `jmmLongAttribute`.
mod long {
    pub(super) const CLASS_LOADED_COUNT: i32 = 1;
    pub(super) const CLASS_UNLOADED_COUNT: i32 = 2;
    pub(super) const THREAD_TOTAL_COUNT: i32 = 3;
    pub(super) const THREAD_LIVE_COUNT: i32 = 4;
    pub(super) const THREAD_PEAK_COUNT: i32 = 5;
    pub(super) const THREAD_DAEMON_COUNT: i32 = 6;
    pub(super) const INIT_DONE_TIME: i32 = 7;
    pub(super) const COMPILE_TOTAL_TIME: i32 = 8;
    pub(super) const GC_TIME: i32 = 9;
    pub(super) const GC_COUNT: i32 = 10;
    pub(super) const UPTIME: i32 = 11;
    pub(super) const FLAG_COUNT: i32 = 104;
    pub(super) const PROCESS_ID: i32 = 201;
    pub(super) const PHYSICAL_MEMORY: i32 = 202;
}

/// Milliseconds since the epoch when the VM was started, as far as it is known.
fn start_time() -> i64 {
    static START: AtomicI64 = AtomicI64::new(0);
    let known = START.load(Ordering::Relaxed);
    if known != 0 {
        return known;
    }
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_millis() as i64);
    let start = now - process_age().unwrap_or(0);
    START.store(start, Ordering::Relaxed);
    start
}

/// Milliseconds since the process was started, from the kernel's ticks.
fn process_age() -> Option<i64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let started: f64 = stat
        .rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(19)?
        .parse()
        .ok()?;
    let uptime: f64 = std::fs::read_to_string("/proc/uptime")
        .ok()?
        .split_whitespace()
        .next()?
        .parse()
        .ok()?;
    // SAFETY: sysconf has no preconditions.
    let ticks = unsafe { libc::sysconf(libc::_SC_CLK_TCK) } as f64;
    Some(((uptime - started / ticks) * 1000.0) as i64)
}

static PEAK_THREADS: AtomicI64 = AtomicI64::new(0);

fn live_threads(cx: &Cx) -> Vec<&'static Thread> {
    let threads = threads::java_threads(cx);
    PEAK_THREADS.fetch_max(threads.len() as i64, Ordering::Relaxed);
    threads
}

fn long_attribute(cx: &Cx, attribute: i32) -> i64 {
    match attribute {
        long::CLASS_LOADED_COUNT => {
            let mut count = 0;
            define::for_each_class(|_| count += 1);
            count
        }
        long::CLASS_UNLOADED_COUNT => 0,
        long::COMPILE_TOTAL_TIME => jit::total_compile_time().as_millis() as i64,
        long::THREAD_TOTAL_COUNT => {
            live_threads(cx);
            i64::from(threads::n_started()).max(PEAK_THREADS.load(Ordering::Relaxed))
        }
        long::THREAD_LIVE_COUNT => live_threads(cx).len() as i64,
        long::THREAD_PEAK_COUNT => {
            live_threads(cx);
            PEAK_THREADS.load(Ordering::Relaxed)
        }
        long::THREAD_DAEMON_COUNT => live_threads(cx)
            .iter()
            .filter(|thread| thread.daemon.load(Ordering::Relaxed))
            .count() as i64,
        long::INIT_DONE_TIME => start_time(),
        long::UPTIME => {
            let now = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |elapsed| elapsed.as_millis() as i64);
            (now - start_time()).max(1)
        }
        long::GC_COUNT => heap::n_collections() as i64,
        long::GC_TIME => heap::log::total_pause().as_millis() as i64,
        long::FLAG_COUNT => managed_flags::names().len() as i64,
        long::PROCESS_ID => i64::from(std::process::id()),
        long::PHYSICAL_MEMORY => {
            // SAFETY: sysconf has no preconditions.
            unsafe { libc::sysconf(libc::_SC_PHYS_PAGES) * libc::sysconf(libc::_SC_PAGESIZE) }
        }
        _ => -1,
    }
}

pub(super) extern "C" fn get_version(_env: Env) -> i32 {
    super::JMM_VERSION
}

pub(super) extern "C" fn get_optional_support(_env: Env, support: *mut u32) -> i32 {
    native_write(support, OPTIONAL_SUPPORT);
    0
}

/// `THREAD_CONTENTION_MONITORING`.
const THREAD_CONTENTION_MONITORING: i32 = 23;
/// `THREAD_CPU_TIME`, a switch that is always on.
const THREAD_CPU_TIME: i32 = 24;
/// `VERBOSE_GC`.
const VERBOSE_GC: i32 = 21;
static VERBOSE: AtomicBool = AtomicBool::new(false);

pub(super) extern "C" fn get_bool_attribute(_env: Env, attribute: i32) -> u8 {
    match attribute {
        THREAD_CPU_TIME => 1,
        THREAD_CONTENTION_MONITORING => u8::from(contention::is_measured()),
        VERBOSE_GC => u8::from(VERBOSE.load(Ordering::Relaxed)),
        _ => 0,
    }
}

pub(super) extern "C" fn set_bool_attribute(env: Env, attribute: i32, flag: u8) -> u8 {
    if attribute == VERBOSE_GC {
        heap::log::set_enabled(flag != 0);
        return u8::from(VERBOSE.swap(flag != 0, Ordering::Relaxed));
    }
    if attribute == THREAD_CONTENTION_MONITORING {
        return u8::from(contention::set_measured(flag != 0));
    }
    get_bool_attribute(env, attribute)
}

pub(super) extern "C" fn get_long_attribute(env: Env, _object: Ref, attribute: i32) -> i64 {
    enter(env, |cx, _| Ok(long_attribute(cx, attribute)))
}

pub(super) extern "C" fn get_long_attributes(
    env: Env,
    _object: Ref,
    attributes: *const i32,
    count: i32,
    results: *mut i64,
) -> i32 {
    enter(env, |cx, _| {
        for (index, &attribute) in native_slice(attributes, count.max(0) as usize)
            .iter()
            .enumerate()
        {
            native_write(results.wrapping_add(index), long_attribute(cx, attribute));
        }
        Ok(count)
    })
}

/// The only statistic that is kept is the peak of live threads.
pub(super) extern "C" fn reset_statistic(env: Env, _object: u64, kind: i32) -> u8 {
    const PEAK_THREAD_COUNT: i32 = 801;
    enter(env, |cx, _| {
        if kind == PEAK_THREAD_COUNT {
            PEAK_THREADS.store(threads::java_threads(cx).len() as i64, Ordering::Relaxed);
        }
        Ok(1)
    })
}

fn unsupported(cx: &mut Cx, what: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/UnsupportedOperationException", Some(what))
}

jni_functions! {
    fn get_internal_thread_times(_cx, _scope, _names: Ref, _times: Ref) -> i32 {
        Ok(0)
    }

    fn dump_heap(cx, _scope, _file: Ref, _live: u8) -> i32 {
        Err(unsupported(cx, "heap dumps are not supported"))
    }

    fn get_diagnostic_commands(cx, scope) -> Ref {
        Ok(object_array(cx, scope, KnownClass::String.get(), 0)?.get(cx).into())
    }

    fn get_diagnostic_command_info(_cx, _scope) {
        Ok(())
    }

    fn execute_diagnostic_command(cx, _scope, _command: Ref) -> Ref {
        let thrown = unsupported(cx, "there are no diagnostic commands");
        Err::<Raw, Thrown>(thrown)
    }

    fn set_diagnostic_notification(_cx, _scope, _enabled: u8) {
        Ok(())
    }
}
