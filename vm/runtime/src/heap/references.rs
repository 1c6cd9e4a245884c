//! `java.lang.ref`: discovery while scanning, clearing afterwards, and the pending list.
//!
//! Scanning reports every `Reference` whose referent is not (yet) known to be alive. When the strong
//! closure is complete, dead referents of soft and weak references are cleared; then those of
//! `FinalReference`s are kept alive once more for the finalizer, and the closure continues; phantom
//! references and the VM's weak tables come last. Cleared references are linked through
//! `Reference.discovered` to the pending list, which the reference handler thread takes.

use super::allocate::is_large;
use super::binding::{Kiln, WORKERS, Worker, mmtk};
use super::object_model::{KilnObjectModel, u32_at};
use super::roots::Root;
use super::{statistics, weak_tables};
use crate::class::InstanceKind;
use crate::known::{self, KnownClass};
use crate::layout::REF_SHIFT;
use crate::oop::Oop;
use crate::thread::Cx;
use mmtk::scheduler::GCWorker;
use mmtk::util::{Address, ObjectReference};
use mmtk::vm::{ObjectModel, ObjectTracer, ObjectTracerContext};
use parking_lot::{Condvar, Mutex};
use std::cell::UnsafeCell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::time::Instant;

/// References that one collector thread has discovered.
#[derive(Default)]
pub struct WorkerReferences {
    found: UnsafeCell<Vec<(usize, InstanceKind)>>,
}

// SAFETY: written by the worker that owns it while it scans; read by another only in
// `process`, when no scanning is going on.
unsafe impl Sync for WorkerReferences {}

static MS_PER_MB: AtomicU64 = AtomicU64::new(1000);
/// Soft references unused for longer than this are cleared, in milliseconds.
static SOFT_LIMIT: AtomicI64 = AtomicI64::new(i64::MAX);
/// The time of the last collection, as `SoftReference.clock` shows it: milliseconds since the heap
/// was made, so that references made before the first collection (clock 0) count as young.
static SOFT_NOW: AtomicI64 = AtomicI64::new(0);
static START: OnceLock<Instant> = OnceLock::new();
/// Phantom references discovered in this collection.
static PHANTOMS: Mutex<Vec<usize>> = Mutex::new(Vec::new());
/// Head of the pending list.
static PENDING: Root = Root::new();
static HAS_PENDING: AtomicBool = AtomicBool::new(false);
static WAIT_LOCK: Mutex<()> = Mutex::new(());
static WAIT: Condvar = Condvar::new();

pub(super) fn configure(ms_per_mb: u64) {
    MS_PER_MB.store(ms_per_mb, Ordering::Relaxed);
    let _first_wins = START.set(Instant::now());
    PENDING.register();
}

fn object(address: usize) -> ObjectReference {
    // SAFETY: addresses here are those of objects.
    unsafe { ObjectReference::from_raw_address_unchecked(Address::from_usize(address)) }
}

fn slot(address: usize, offset: usize) -> &'static AtomicU32 {
    // SAFETY: a reference field of a live object; the world is stopped.
    unsafe { &*((address + offset) as *const AtomicU32) }
}

fn referent(address: usize) -> usize {
    (slot(address, known::REFERENCE_REFERENT.offset()).load(Ordering::Relaxed) as usize)
        << REF_SHIFT
}

fn set_referent(address: usize, referent: usize) {
    slot(address, known::REFERENCE_REFERENT.offset())
        .store((referent >> REF_SHIFT) as u32, Ordering::Relaxed);
}

/// Bit of mmtk's large-object metadata: allocated since the last collection, and not traced yet.
const LARGE_NURSERY_BIT: u8 = 0b10;

/// Will the object survive the collection under way? Mirrors always do, though nursery collections
/// do not trace them. mmtk calls new large objects live in nursery collections even when nothing
/// refers to them, so their state is read from its metadata.
fn is_alive(object: ObjectReference) -> bool {
    if !object.is_live() {
        return false;
    }
    if object.is_movable() || !statistics::is_nursery_collection() {
        return true;
    }
    // SAFETY: the object does not move, so its header is intact.
    if !unsafe { is_large(object.to_raw_address().as_usize()) } {
        return true;
    }
    let state = KilnObjectModel::LOCAL_LOS_MARK_NURSERY_SPEC.load_atomic::<Kiln, u8>(
        object,
        None,
        Ordering::SeqCst,
    );
    state & LARGE_NURSERY_BIT == 0
}

/// Where a live object is now.
fn forwarded(object: ObjectReference) -> usize {
    object
        .get_forwarded_object()
        .unwrap_or(object)
        .to_raw_address()
        .as_usize()
}

/// Decides about a `Reference` that is being scanned. True: its referent is to be treated as a
/// strong field. False: it has been noted for [`process`], or needs nothing.
#[inline]
pub(super) fn discover(worker: &Worker, address: usize, kind: InstanceKind) -> bool {
    let target = referent(address);
    if target == 0 {
        return false;
    }
    // SAFETY: a live `Reference`.
    let is_inactive = unsafe { u32_at(address, known::REFERENCE_NEXT.offset()) } != 0;
    // A referent that is alive already only needs its slot updated, as a strong field does. (Alive, not
    // reachable: mirrors are not traced in nursery collections, but are always alive.)
    if is_inactive || is_alive(object(target)) {
        return true;
    }
    if kind == InstanceKind::Soft && !is_soft_due(address) {
        return true;
    }
    // SAFETY: the calling worker's own list.
    unsafe { (*worker.references.found.get()).push((address, kind)) };
    false
}

fn is_soft_due(address: usize) -> bool {
    // SAFETY: a live `SoftReference`, which has this field.
    let timestamp = unsafe { *((address + known::SOFT_TIMESTAMP.offset()) as *const i64) };
    SOFT_NOW.load(Ordering::Relaxed) - timestamp > SOFT_LIMIT.load(Ordering::Relaxed)
}

/// Fixes the policy for soft references before a collection scans anything.
pub(super) fn collection_begins() {
    let limit = if mmtk().is_emergency_collection() {
        -1
    } else {
        let free_mb =
            (statistics::max_memory().saturating_sub(statistics::used_memory()) >> 20) as u64;
        (free_mb * MS_PER_MB.load(Ordering::Relaxed)) as i64
    };
    SOFT_LIMIT.store(limit, Ordering::Relaxed);
}

/// Clears what is dead. True: objects were kept alive, call again when their closure is complete.
pub(super) fn process(
    worker: &mut GCWorker<Kiln>,
    context: impl ObjectTracerContext<Kiln>,
) -> bool {
    let mut found = Vec::new();
    for worker in WORKERS.lock().iter() {
        // SAFETY: no worker scans while weak references are processed.
        found.append(unsafe { &mut *worker.references.found.get() });
    }
    // An object may be scanned twice.
    found.sort_unstable_by_key(|&(address, _)| address);
    found.dedup_by_key(|&mut (address, _)| address);

    for &(address, kind) in &found {
        if matches!(kind, InstanceKind::Soft | InstanceKind::Weak) {
            update_or_clear(address);
        }
    }
    let mut kept = false;
    context.with_tracer(worker, |tracer| {
        for &(address, kind) in &found {
            let target = referent(address);
            if kind != InstanceKind::Final || target == 0 {
                continue;
            }
            let target = object(target);
            if is_alive(target) {
                set_referent(address, forwarded(target));
            } else {
                set_referent(
                    address,
                    tracer.trace_object(target).to_raw_address().as_usize(),
                );
                // Inactive from now on, so that later collections treat the referent as strong.
                slot(address, known::REFERENCE_NEXT.offset())
                    .store((address >> REF_SHIFT) as u32, Ordering::Relaxed);
                enqueue(address);
                kept = true;
            }
        }
    });
    let mut phantoms = PHANTOMS.lock();
    phantoms.extend(
        found
            .iter()
            .filter(|(_, kind)| *kind == InstanceKind::Phantom)
            .map(|&(address, _)| address),
    );
    if kept {
        return true;
    }
    phantoms.sort_unstable();
    phantoms.dedup();
    for address in phantoms.drain(..) {
        update_or_clear(address);
    }
    weak_tables::process(&mut |raw| {
        let target = object(raw as usize);
        if is_alive(target) {
            forwarded(target) as u64
        } else {
            0
        }
    });
    false
}

fn update_or_clear(address: usize) {
    let target = referent(address);
    if target == 0 {
        return;
    }
    let target = object(target);
    if is_alive(target) {
        set_referent(address, forwarded(target));
    } else {
        set_referent(address, 0);
        enqueue(address);
    }
}

/// Links a reference to the pending list. The list is old-to-old after the collection, so no
/// barrier is needed.
fn enqueue(address: usize) {
    let head = PENDING.raw().swap(address as u64, Ordering::Relaxed);
    slot(address, known::REFERENCE_DISCOVERED.offset())
        .store((head >> REF_SHIFT) as u32, Ordering::Relaxed);
}

/// Moves the soft references' clock and wakes the reference handler.
pub(super) fn collection_ends() {
    let now = START
        .get()
        .map_or(0, |start| start.elapsed().as_millis() as i64);
    SOFT_NOW.store(now, Ordering::Relaxed);
    if let Some(class) = KnownClass::SoftReference.try_get() {
        let mirror = class.mirror.load(Ordering::Acquire) as usize;
        if mirror != 0 {
            // SAFETY: the static field `clock` lies in the mirror; the world is stopped.
            unsafe {
                (*((mirror + known::SOFT_CLOCK.offset()) as *const AtomicI64))
                    .store(now, Ordering::Relaxed)
            };
        }
    }
    if PENDING.raw().load(Ordering::Relaxed) != 0 {
        HAS_PENDING.store(true, Ordering::Release);
        let _guard = WAIT_LOCK.lock();
        WAIT.notify_all();
    }
}

/// Takes the whole pending list (linked through `discovered`), null if it is empty.
pub fn take_pending_list<'a>(cx: &'a Cx) -> Oop<'a> {
    HAS_PENDING.store(false, Ordering::Release);
    PENDING.take(cx)
}

/// Is there anything on the pending list?
pub fn has_pending() -> bool {
    PENDING.raw().load(Ordering::Acquire) != 0
}

/// Blocks until there is something on the pending list.
pub fn wait_pending(cx: &mut Cx) {
    while !has_pending() {
        crate::safepoint::blocked(cx, || {
            let mut guard = WAIT_LOCK.lock();
            while !HAS_PENDING.load(Ordering::Acquire) {
                WAIT.wait(&mut guard);
            }
        });
    }
}
