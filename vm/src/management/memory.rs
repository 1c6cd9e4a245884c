//! Memory: the heap as one pool, the collector as its manager.

use crate::class_lookup;
use crate::jni::entry::{Raw, enter, jni_functions};
use crate::jni::types::{Env, Ref};
use crate::reflection::object_array;
use std::sync::atomic::{AtomicUsize, Ordering};
use vm_runtime::call::{self, Arg};
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::heap::roots::Root;
use vm_runtime::heap::statistics;
use vm_runtime::loader;
use vm_runtime::oop::Oop;
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// Name of the only pool.
const POOL_NAME: &str = "Java Heap";
/// Name of the only manager.
const MANAGER_NAME: &str = "Kiln Collector";

static POOL: Root = Root::new();
static MANAGER: Root = Root::new();
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// The pool's bean, made at first use.
fn pool<'s>(cx: &mut Cx, scope: &'s HandleScope) -> JResult<Handle<'s>> {
    if POOL.get(cx).is_null() {
        let class = class_lookup::boot_initialized(cx, "sun/management/ManagementFactoryHelper")?;
        let name = strings::new_string(cx, POOL_NAME)?;
        let name = scope.handle(name);
        let ret = call::invoke_static(
            cx,
            class,
            "createMemoryPool",
            "(Ljava/lang/String;ZJJ)Ljava/lang/management/MemoryPoolMXBean;",
            &[Arg::Ref(name), Arg::Int(1), Arg::Long(-1), Arg::Long(-1)],
        )?;
        POOL.set(ret.oop(cx));
    }
    Ok(scope.handle(POOL.get(cx)))
}

/// The collector's bean, made at first use.
fn manager<'s>(cx: &mut Cx, scope: &'s HandleScope) -> JResult<Handle<'s>> {
    if MANAGER.get(cx).is_null() {
        let extended = Symbol::from("com/sun/management/internal/GarbageCollectorExtImpl");
        // The module jdk.management may be absent.
        let class = match loader::load_class_or_none(cx, extended, loader::boot())? {
            Some(class) => class,
            None => class_lookup::boot_initialized(cx, "sun/management/ManagementFactoryHelper")?,
        };
        let name = strings::new_string(cx, MANAGER_NAME)?;
        let name = scope.handle(name);
        let ret = call::invoke_static(
            cx,
            class,
            "createGarbageCollector",
            "(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/management/GarbageCollectorMXBean;",
            &[Arg::Ref(name), Arg::Null],
        )?;
        MANAGER.set(ret.oop(cx));
    }
    Ok(scope.handle(MANAGER.get(cx)))
}

/// A `java.lang.management.MemoryUsage`.
fn usage(
    cx: &mut Cx,
    scope: &HandleScope,
    used: usize,
    committed: usize,
    max: i64,
) -> JResult<Raw> {
    let class = class_lookup::boot_initialized(cx, "java/lang/management/MemoryUsage")?;
    let object = heap::alloc_instance(cx, class)?;
    let object = scope.handle(object);
    let constructor = class
        .declared_method(Symbol::from("<init>"), Symbol::from("(JJJJ)V"))
        .expect("java.lang.management.MemoryUsage has a constructor with four numbers");
    let numbers = [0, used as i64, committed.max(used) as i64, max];
    let [init, used, committed, max] = numbers.map(Arg::Long);
    call::invoke(
        cx,
        constructor,
        &[Arg::Ref(object), init, used, committed, max],
    )?;
    Ok(object.get(cx).into())
}

fn heap_usage(cx: &mut Cx, scope: &HandleScope) -> JResult<Raw> {
    let used = statistics::used_memory();
    PEAK.fetch_max(used, Ordering::Relaxed);
    usage(
        cx,
        scope,
        used,
        statistics::total_memory(),
        statistics::max_memory() as i64,
    )
}

/// An array of one bean.
fn one(cx: &mut Cx, scope: &HandleScope, class: &str, bean: Handle<'_>) -> JResult<Raw> {
    let class = class_lookup::boot_initialized(cx, class)?;
    let array = object_array(cx, scope, class, 1)?;
    array.get(cx).store_element(0, bean.get(cx));
    Ok(array.get(cx).into())
}

jni_functions! {
    fn get_memory_pools(cx, scope, _manager: Ref) -> Ref {
        let bean = pool(cx, scope)?;
        one(cx, scope, "java/lang/management/MemoryPoolMXBean", bean)
    }

    fn get_memory_managers(cx, scope, _pool: Ref) -> Ref {
        let bean = manager(cx, scope)?;
        one(cx, scope, "java/lang/management/MemoryManagerMXBean", bean)
    }
}

/// Heap, or memory of the VM outside it, of which no account is kept.
pub(super) extern "C" fn get_memory_usage(env: Env, is_heap: u8) -> Ref {
    enter(env, |cx, scope| {
        if is_heap != 0 {
            heap_usage(cx, scope)
        } else {
            usage(cx, scope, 0, 0, -1)
        }
    })
}

pub(super) extern "C" fn get_pool_usage(env: Env, _pool: Ref) -> Ref {
    enter(env, heap_usage)
}

pub(super) extern "C" fn get_peak_pool_usage(env: Env, _pool: Ref) -> Ref {
    enter(env, |cx, scope| {
        let peak = PEAK
            .fetch_max(statistics::used_memory(), Ordering::Relaxed)
            .max(statistics::used_memory());
        usage(
            cx,
            scope,
            peak,
            statistics::total_memory(),
            statistics::max_memory() as i64,
        )
    })
}

/// Usage after the last collection is not recorded.
pub(super) extern "C" fn get_pool_collection_usage(env: Env, _pool: Ref) -> Ref {
    enter(env, |_, _| Ok(Oop::NULL.into()))
}

pub(super) extern "C" fn set_pool_sensor(_env: Env, _pool: Ref, _kind: i32, _sensor: Ref) {}

pub(super) extern "C" fn set_pool_threshold(
    _env: Env,
    _pool: Ref,
    _kind: i32,
    _threshold: i64,
) -> i64 {
    -1
}

pub(super) extern "C" fn get_collector_attributes(
    _env: Env,
    _manager: Ref,
    _info: *mut u8,
    _count: i32,
) -> i32 {
    0
}

/// Leaves the record as it is: no collection is described.
pub(super) extern "C" fn get_last_collection(_env: Env, _manager: Ref, _record: *mut u8) {}

pub(super) extern "C" fn set_collector_notification(_env: Env, _manager: Ref, _enabled: u8) {}
