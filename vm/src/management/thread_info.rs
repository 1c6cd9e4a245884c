//! `java.lang.management.ThreadInfo` objects and deadlocks.

use super::thread_times::by_id;
use crate::backtraces::{captured, element_array};
use crate::class_lookup;
use crate::jni::entry::{Raw, enter};
use crate::jni::types::{Env, Ref};
use crate::reflection::object_array;
use std::sync::atomic::Ordering;
use vm_runtime::backtrace::{Element, visible_frames};
use vm_runtime::call::{self, Arg};
use vm_runtime::class::Class;
use vm_runtime::define;
use vm_runtime::exceptions;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::layout::BasicType;
use vm_runtime::loader;
use vm_runtime::monitor;
use vm_runtime::oop::Oop;
use vm_runtime::safepoint;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult, Thread};
use vm_runtime::threads;

const CONSTRUCTOR: &str =
    "(Ljava/lang/Thread;ILjava/lang/Object;Ljava/lang/Thread;JJJJ[Ljava/lang/StackTraceElement;)V";
const CONSTRUCTOR_WITH_LOCKS: &str = "(Ljava/lang/Thread;ILjava/lang/Object;Ljava/lang/Thread;JJJJ[Ljava/lang/StackTraceElement;[Ljava/lang/Object;[I[Ljava/lang/Object;)V";

/// `Thread.State` BLOCKED as the status word has it.
const BLOCKED: i32 = 0x401;
/// Parked, without and with a time limit.
const PARKED: [i32; 2] = [0x291, 0x2a1];

/// What is known of one thread at one moment. The objects are in handles.
struct Snapshot<'s> {
    thread: Handle<'s>,
    status: i32,
    lock: Handle<'s>,
    owner: Handle<'s>,
    elements: Vec<Element>,
    /// How often and how long it was blocked, and waited.
    blocked: (i64, i64),
    waited: (i64, i64),
    /// Locked monitors with the depth of the frame that locked each.
    monitors: Vec<(Handle<'s>, i32)>,
    /// Owned `java.util.concurrent` locks.
    synchronizers: Vec<Handle<'s>>,
}

/// What a snapshot is to hold besides the thread's state.
#[derive(Clone, Copy)]
struct Wanted {
    depth: i32,
    monitors: bool,
    synchronizers: bool,
}

/// The monitors that the thread's frames have locked, with the depth of the frame.
fn locked_monitors<'s>(cx: &Cx, thread: &Thread, scope: &'s HandleScope) -> Vec<(Handle<'s>, i32)> {
    let mut found = Vec::new();
    for (depth, frame) in visible_frames(thread).enumerate() {
        for object in frame.locked(cx, thread).into_iter().rev() {
            found.push((scope.handle(object), depth as i32));
        }
    }
    found
}

/// Where `AbstractOwnableSynchronizer` keeps its owner; `None` before the class is loaded.
fn owner_field() -> Option<(&'static Class, usize)> {
    let name = Symbol::from("java/util/concurrent/locks/AbstractOwnableSynchronizer");
    let class = loader::boot().find_loaded(name)?;
    let field = class.declared_field(
        Symbol::from("exclusiveOwnerThread"),
        Symbol::from("Ljava/lang/Thread;"),
    )?;
    Some((class, field.offset as usize))
}

/// Adds the synchronizers that the threads own, found by a walk over the whole heap.
fn add_synchronizers<'s>(cx: &Cx, scope: &'s HandleScope, snapshots: &mut [Option<Snapshot<'s>>]) {
    let Some((class, offset)) = owner_field() else {
        return;
    };
    heap::verify::for_each_reachable(cx, |object| {
        if !object.is_instance_of(class) {
            return;
        }
        let owner = object.load_ref(offset);
        let of_owner =
            |snapshot: &&mut Snapshot<'s>| !owner.is_null() && snapshot.thread.get(cx) == owner;
        if let Some(snapshot) = snapshots.iter_mut().flatten().find(of_owner) {
            snapshot.synchronizers.push(scope.handle(object));
        }
    });
}

/// The object that the thread is blocked on, waits for, or is parked with.
pub(crate) fn lock_of<'a>(cx: &'a Cx, thread: &Thread, object: Oop<'a>, status: i32) -> Oop<'a> {
    if PARKED.contains(&status) {
        return known::THREAD_PARK_BLOCKER.load(object);
    }
    // SAFETY: the word is a root of the thread's record.
    unsafe { Oop::new(cx, thread.blocked_on.load(Ordering::Acquire)) }
}

/// The `Thread` object of the thread that owns the lock that `thread` is blocked on.
pub(crate) fn owner_of<'a>(cx: &'a Cx, lock: Oop<'a>, status: i32) -> Oop<'a> {
    if lock.is_null() {
        return Oop::NULL;
    }
    if status == BLOCKED {
        // SAFETY: the object of an attached thread is a root.
        return monitor::owner(lock).map_or(Oop::NULL, |owner| unsafe {
            Oop::new(cx, owner.object.get())
        });
    }
    match owner_field() {
        Some((class, offset)) if lock.is_instance_of(class) => lock.load_ref(offset),
        _ => Oop::NULL,
    }
}

/// Snapshots of these threads, with at most `wanted.depth` frames each (-1: all).
fn snapshots<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    wanted: Wanted,
    which: impl FnOnce(&Cx) -> Vec<Option<&'static Thread>>,
) -> Vec<Option<Snapshot<'s>>> {
    safepoint::stop_the_world(cx, |cx| {
        let threads = which(cx);
        let mut found: Vec<Option<Snapshot<'s>>> = threads
            .into_iter()
            .map(|thread| {
                let thread = thread?;
                // SAFETY: the object of a listed thread is a root.
                let object = unsafe { Oop::new(cx, thread.object.get()) }.non_null()?;
                let status = object.load_i32(known::THREAD_STATUS.offset());
                let lock = lock_of(cx, thread, object, status);
                let owner = owner_of(cx, lock, status);
                let mut elements = if wanted.depth == 0 {
                    Vec::new()
                } else {
                    captured(thread)
                };
                if let Ok(depth) = usize::try_from(wanted.depth) {
                    elements.truncate(depth);
                }
                Some(Snapshot {
                    thread: scope.handle(object),
                    status,
                    lock: scope.handle(lock),
                    owner: scope.handle(owner),
                    elements,
                    blocked: thread.blocked.get(),
                    waited: thread.waited.get(),
                    monitors: if wanted.monitors {
                        locked_monitors(cx, thread, scope)
                    } else {
                        Vec::new()
                    },
                    synchronizers: Vec::new(),
                })
            })
            .collect();
        if wanted.synchronizers {
            add_synchronizers(cx, scope, &mut found);
        }
        found
    })
}

/// An `Object[]` of what the handles hold.
fn array_of_objects<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    objects: &[Handle<'_>],
) -> JResult<Handle<'s>> {
    let array = object_array(cx, scope, KnownClass::Object.get(), objects.len())?;
    for (index, object) in objects.iter().enumerate() {
        array.get(cx).store_element(index, object.get(cx));
    }
    Ok(array)
}

/// The `ThreadInfo` of a snapshot.
fn thread_info<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    class: &'static Class,
    snapshot: &Snapshot<'_>,
    with_locks: bool,
) -> JResult<Handle<'s>> {
    let object = heap::alloc_instance(cx, class)?;
    let object = scope.handle(object);
    let elements = element_array(cx, scope, &snapshot.elements)?;
    let mut args = vec![
        Arg::Ref(object),
        Arg::Ref(snapshot.thread),
        Arg::Int(snapshot.status),
        Arg::Ref(snapshot.lock),
        Arg::Ref(snapshot.owner),
        Arg::Long(snapshot.blocked.0),
        Arg::Long(snapshot.blocked.1),
        Arg::Long(snapshot.waited.0),
        Arg::Long(snapshot.waited.1),
        Arg::Ref(elements),
    ];
    if with_locks {
        let objects: Vec<Handle<'_>> = snapshot
            .monitors
            .iter()
            .map(|(object, _)| *object)
            .collect();
        let objects = array_of_objects(cx, scope, &objects)?;
        let n_monitors = snapshot.monitors.len();
        let depths = heap::alloc_array(cx, define::primitive_array(BasicType::Int), n_monitors)?;
        for (index, (_, depth)) in snapshot.monitors.iter().enumerate() {
            depths.store_i32(Oop::element_offset(BasicType::Int, index), *depth);
        }
        let depths = scope.handle(depths);
        let synchronizers = array_of_objects(cx, scope, &snapshot.synchronizers)?;
        args.extend([Arg::Ref(objects), Arg::Ref(depths), Arg::Ref(synchronizers)]);
    }
    let descriptor = if with_locks {
        CONSTRUCTOR_WITH_LOCKS
    } else {
        CONSTRUCTOR
    };
    let constructor = class
        .declared_method(Symbol::from("<init>"), Symbol::from(descriptor))
        .expect("java.lang.management.ThreadInfo has the constructor for the VM");
    call::invoke(cx, constructor, &args)?;
    Ok(object)
}

fn id_list(ids: Oop<'_>) -> Vec<i64> {
    (0..ids.array_length())
        .map(|index| ids.load_i64(Oop::element_offset(BasicType::Long, index)))
        .collect()
}

fn fill(
    cx: &mut Cx,
    class: &'static Class,
    snapshots: &[Option<Snapshot<'_>>],
    target: Handle<'_>,
    with_locks: bool,
) -> JResult<()> {
    for (index, snapshot) in snapshots.iter().enumerate() {
        let inner = HandleScope::enter(cx);
        let info = match snapshot {
            Some(snapshot) => thread_info(cx, &inner, class, snapshot, with_locks)?,
            None => inner.handle(Oop::NULL),
        };
        target.get(cx).store_element(index, info.get(cx));
    }
    Ok(())
}

pub(super) extern "C" fn get_thread_info(env: Env, ids: Ref, depth: i32, target: Ref) -> i32 {
    enter(env, |cx, scope| {
        if ids.oop(cx).is_null() || target.oop(cx).is_null() {
            return Err(exceptions::throw(
                cx,
                "java/lang/NullPointerException",
                None,
            ));
        }
        let ids = id_list(ids.oop(cx));
        let target = target.handle(cx, scope);
        if ids.len() != target.get(cx).array_length() {
            let message = "The length of the given ThreadInfo array does not match the length of the given array of thread IDs";
            return Err(exceptions::throw(
                cx,
                "java/lang/IllegalArgumentException",
                Some(message),
            ));
        }
        let class = class_lookup::boot_initialized(cx, "java/lang/management/ThreadInfo")?;
        let wanted = Wanted {
            depth,
            monitors: false,
            synchronizers: false,
        };
        let found = snapshots(cx, scope, wanted, |cx| {
            ids.iter().map(|&id| by_id(cx, id)).collect()
        });
        fill(cx, class, &found, target, false)?;
        Ok(0)
    })
}

pub(super) extern "C" fn dump_threads(
    env: Env,
    ids: Ref,
    monitors: u8,
    synchronizers: u8,
    depth: i32,
) -> Ref {
    enter(env, |cx, scope| {
        let ids = ids.oop(cx).non_null().map(id_list);
        let depth = if depth == i32::MAX { -1 } else { depth };
        let wanted = Wanted {
            depth,
            monitors: monitors != 0,
            synchronizers: synchronizers != 0,
        };
        let class = class_lookup::boot_initialized(cx, "java/lang/management/ThreadInfo")?;
        let found = snapshots(cx, scope, wanted, |cx| match ids {
            Some(ids) => ids.into_iter().map(|id| by_id(cx, id)).collect(),
            None => threads::java_threads(cx).into_iter().map(Some).collect(),
        });
        let array = object_array(cx, scope, class, found.len())?;
        fill(cx, class, &found, array, true)?;
        Ok(array.get(cx).into())
    })
}

/// A `Thread[]` of the threads in cycles of waiting for each other; null if there are none.
fn deadlocked(cx: &mut Cx, scope: &HandleScope, monitors_only: bool) -> JResult<Raw> {
    let all = snapshots(
        cx,
        scope,
        Wanted {
            depth: 0,
            monitors: false,
            synchronizers: false,
        },
        |cx| threads::java_threads(cx).into_iter().map(Some).collect(),
    );
    let all: Vec<Snapshot<'_>> = all.into_iter().flatten().collect();
    let next: Vec<Option<usize>> = all
        .iter()
        .map(|snapshot| {
            let waits =
                snapshot.status == BLOCKED || (!monitors_only && PARKED.contains(&snapshot.status));
            let owner = snapshot.owner.get(cx);
            if !waits || owner.is_null() {
                None
            } else {
                all.iter().position(|other| other.thread.get(cx) == owner)
            }
        })
        .collect();
    let in_cycle = |start: usize| {
        let mut at = next[start];
        for _ in 0..next.len() {
            match at {
                Some(index) if index == start => return true,
                Some(index) => at = next[index],
                None => return false,
            }
        }
        false
    };
    let cycle: Vec<usize> = (0..all.len()).filter(|&index| in_cycle(index)).collect();
    if cycle.is_empty() {
        return Ok(Raw::NULL);
    }
    let array = object_array(cx, scope, KnownClass::Thread.get(), cycle.len())?;
    for (index, &at) in cycle.iter().enumerate() {
        array.get(cx).store_element(index, all[at].thread.get(cx));
    }
    Ok(array.get(cx).into())
}

pub(super) extern "C" fn find_monitor_deadlocks(env: Env) -> Ref {
    enter(env, |cx, scope| deadlocked(cx, scope, true))
}

pub(super) extern "C" fn find_deadlocks(env: Env, monitors_only: u8) -> Ref {
    enter(env, |cx, scope| deadlocked(cx, scope, monitors_only != 0))
}
