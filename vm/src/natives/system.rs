//! Hot natives of `System`, `Thread`, `Float`, `Double`, `Runtime`, and small ones that the VM owns.

use super::{Rows, VOID, boolean, int, long};
use std::sync::atomic::Ordering;
use vm_runtime::call::Args;
use vm_runtime::class::InstanceKind;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::{exceptions, heap, monitor, safepoint};

fn nothing(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

fn identity_hash_code(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let object = args.oop(cx, 0);
    int(if object.is_null() { 0 } else { monitor::identity_hash(cx, object) })
}

fn clock(id: libc::clockid_t) -> libc::timespec {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
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
pub(crate) fn arraycopy(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let (source, target) = (args.oop(cx, 0), args.oop(cx, 2));
    let (from, to, length) = (args.int(1), args.int(3), args.int(4));
    if source.is_null() || target.is_null() {
        return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
    }
    let (source_class, target_class) = (source.class(), target.class());
    let kinds = (source_class.instance_kind, target_class.instance_kind);
    let is_compatible = match kinds {
        (InstanceKind::RefArray, InstanceKind::RefArray) => true,
        (InstanceKind::PrimArray, InstanceKind::PrimArray) => {
            source_class.element_type == target_class.element_type
        }
        _ => false,
    };
    if !is_compatible {
        let message = store_error(source_class, target_class);
        return Err(exceptions::throw(cx, "java/lang/ArrayStoreException", Some(&message)));
    }
    if let Some(message) = range_error(source, target, from, to, length) {
        return Err(exceptions::throw(cx, "java/lang/ArrayIndexOutOfBoundsException", Some(&message)));
    }
    let (from, to, length) = (from as usize, to as usize, length as usize);
    if length == 0 {
        return VOID;
    }
    if kinds.0 == InstanceKind::RefArray {
        let (Some(have), Some(want)) = (source_class.component, target_class.component) else {
            unreachable!("reference arrays have component classes")
        };
        if !have.is_subtype_of(want) {
            return copy_checked(cx, args, from, to, length);
        }
    }
    heap::copy_elements(source, from, target, to, length);
    VOID
}

/// Copies element by element, checking each against the target's component class.
fn copy_checked(cx: &mut Cx, args: Args<'_>, from: usize, to: usize, length: usize) -> JResult<u64> {
    let (source, target) = (args.oop(cx, 0), args.oop(cx, 2));
    let want = target.class().component.expect("a reference array has a component class");
    for index in 0..length {
        let element = source.load_element(from + index);
        if !element.is_null() && !element.class().is_subtype_of(want) {
            let have = source.class().component.expect("a reference array has a component class");
            let message = format!(
                "arraycopy: element type mismatch: can not cast one of the elements of {} to the type of the destination array, {}",
                array_name(have),
                type_name(want)
            );
            return Err(exceptions::throw(cx, "java/lang/ArrayStoreException", Some(&message)));
        }
        target.store_element(to + index, element);
    }
    VOID
}

fn type_name(class: &'static vm_runtime::class::Class) -> String {
    if !class.is_array() {
        return class.external_name();
    }
    let (dims, element) = class.array_element();
    let mut innermost = class;
    while let Some(component) = innermost.component {
        innermost = component;
    }
    let base = element.map_or_else(
        || innermost.element_type.java_name().to_owned(),
        vm_runtime::class::Class::external_name,
    );
    format!("{base}{}", "[]".repeat(dims))
}

fn array_name(component: &'static vm_runtime::class::Class) -> String {
    format!("{}[]", type_name(component))
}

fn store_error(source: &'static vm_runtime::class::Class, target: &'static vm_runtime::class::Class) -> String {
    if !source.is_array() {
        return format!("arraycopy: source type {} is not an array", source.external_name());
    }
    if !target.is_array() {
        return format!("arraycopy: destination type {} is not an array", target.external_name());
    }
    let describe = |class: &vm_runtime::class::Class| match class.instance_kind {
        InstanceKind::RefArray => "object array[]".to_owned(),
        _ => format!("{}[]", class.element_type.java_name()),
    };
    format!("arraycopy: type mismatch: can not copy {} into {}", describe(source), describe(target))
}

fn range_error(source: Oop<'_>, target: Oop<'_>, from: i32, to: i32, length: i32) -> Option<String> {
    let describe = |array: Oop<'_>| {
        let kind = match array.class().instance_kind {
            InstanceKind::RefArray => "object array".to_owned(),
            _ => array.class().element_type.java_name().to_owned(),
        };
        format!("{kind}[{}]", array.array_length())
    };
    let (n_source, n_target) = (source.array_length() as i64, target.array_length() as i64);
    if from < 0 {
        Some(format!("arraycopy: source index {from} out of bounds for {}", describe(source)))
    } else if to < 0 {
        Some(format!("arraycopy: destination index {to} out of bounds for {}", describe(target)))
    } else if length < 0 {
        Some(format!("arraycopy: length {length} is negative"))
    } else if i64::from(from) + i64::from(length) > n_source {
        let last = from as u32 + length as u32;
        Some(format!("arraycopy: last source index {last} out of bounds for {}", describe(source)))
    } else if i64::from(to) + i64::from(length) > n_target {
        let last = to as u32 + length as u32;
        Some(format!("arraycopy: last destination index {last} out of bounds for {}", describe(target)))
    } else {
        None
    }
}

pub(super) const SYSTEM: Rows = &[
    ("identityHashCode", "(Ljava/lang/Object;)I", identity_hash_code),
    ("nanoTime", "()J", nano_time),
    ("currentTimeMillis", "()J", current_time_millis),
    ("arraycopy", "(Ljava/lang/Object;ILjava/lang/Object;II)V", arraycopy),
];

fn current_thread(cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    Ok(cx.thread_object().raw())
}

fn holds_lock(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let object = args.oop(cx, 0);
    if object.is_null() {
        return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
    }
    boolean(monitor::holds(cx, object))
}

fn yield_now(cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    safepoint::blocked(cx, std::thread::yield_now);
    VOID
}

fn on_spin_wait(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    std::hint::spin_loop();
    VOID
}

pub(super) const THREAD: Rows = &[
    ("currentThread", "()Ljava/lang/Thread;", current_thread),
    ("holdsLock", "(Ljava/lang/Object;)Z", holds_lock),
    ("yield", "()V", yield_now),
    ("onSpinWait", "()V", on_spin_wait),
];

/// The bits of a floating-point value are how it travels: conversions are the identity.
fn same_bits(_cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    Ok(args.raw(0))
}
fn same_int_bits(_cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    int(args.int(0))
}

pub(super) const FLOAT: Rows =
    &[("floatToRawIntBits", "(F)I", same_int_bits), ("intBitsToFloat", "(I)F", same_int_bits)];
pub(super) const DOUBLE: Rows =
    &[("doubleToRawLongBits", "(D)J", same_bits), ("longBitsToDouble", "(J)D", same_bits)];

fn total_memory(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    long(heap::total_memory() as i64)
}
fn free_memory(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    long(heap::free_memory() as i64)
}
fn max_memory(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    long(heap::max_memory() as i64)
}

pub(super) const RUNTIME: Rows = &[
    ("totalMemory", "()J", total_memory),
    ("freeMemory", "()J", free_memory),
    ("maxMemory", "()J", max_memory),
];

fn close_scope(cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    // A handshake with all threads: none of them is inside a scoped access when the world is
    // stopped, because scoped accesses contain no poll between check and access.
    safepoint::stop_the_world(cx, |_| ());
    std::sync::atomic::fence(Ordering::SeqCst);
    boolean(true)
}

pub(super) const SCOPED_MEMORY_ACCESS: Rows = &[
    ("registerNatives", "()V", nothing),
    ("closeScope0", "(Ljdk/internal/misc/ScopedMemoryAccess$Scope;)Z", close_scope),
];

fn no_lanes(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    int(-1)
}

pub(super) const VECTOR_SUPPORT: Rows = &[
    ("registerNatives", "()I", no_lanes),
    ("getMaxLaneCount", "(Ljava/lang/Class;)I", no_lanes),
];

pub(super) const NATIVE_ENTRY_POINT: Rows = &[("registerNatives", "()V", nothing)];
