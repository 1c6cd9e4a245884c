//! Stores of references into objects, with the collector's write barrier.
//!
//! One bit per 8 bytes of heap says *old and not remembered*. After a store the bit of the
//! written object is tested; if it is set, the object is remembered by mmtk, which clears it.
//! Plans without generations have no barrier: then the table's base is 0.

use super::binding::Kiln;
use super::object_model::KilnObjectModel;
use super::slots::{RefSlice, RefSlot};
use crate::layout::REF_SIZE;
use crate::oop::Oop;
use crate::thread::{Cx, Thread};
use mmtk::plan::BarrierSelector;
use mmtk::util::{Address, ObjectReference};
use mmtk::vm::ObjectModel;
use mmtk::{MMTK, Mutator};
use std::sync::atomic::{AtomicU8, AtomicU32, AtomicUsize, Ordering};

/// Start of the log-bit table; 0 when the plan needs no barrier.
static LOG_BASE: AtomicUsize = AtomicUsize::new(0);

pub(super) fn configure(mmtk: &'static MMTK<Kiln>) {
    if mmtk
        .get_plan()
        .constraints()
        .barrier
        .equals(BarrierSelector::ObjectBarrier)
    {
        let spec = KilnObjectModel::GLOBAL_LOG_BIT_SPEC;
        let base = spec.as_spec().extract_side_spec().get_starting_address();
        LOG_BASE.store(base.as_usize(), Ordering::Relaxed);
    }
}

/// Start of the table with one bit for each 8 bytes of heap that says *old and not remembered*;
/// `None` when stores need no barrier. For compiled code.
pub fn log_table() -> Option<usize> {
    let base = LOG_BASE.load(Ordering::Relaxed);
    (base != 0).then_some(base)
}

fn object_reference(object: Oop<'_>) -> ObjectReference {
    // SAFETY: an `Oop` that is not null is the address of a live object.
    unsafe {
        ObjectReference::from_raw_address_unchecked(Address::from_usize(object.raw() as usize))
    }
}

/// Is the object old and not remembered?
#[inline(always)]
fn is_unlogged(object: usize) -> bool {
    let base = LOG_BASE.load(Ordering::Relaxed);
    if base == 0 {
        return false;
    }
    // SAFETY: the table is mapped for every mapped part of the heap.
    let byte = unsafe { (*((base + (object >> 6)) as *const AtomicU8)).load(Ordering::Relaxed) };
    (byte >> ((object >> 3) & 7)) & 1 != 0
}

/// The barrier after stores of references into `object`.
#[inline(always)]
pub fn record_stores(object: Oop<'_>) {
    if is_unlogged(object.raw() as usize) {
        remember(object);
    }
}

#[cold]
#[inline(never)]
fn remember(object: Oop<'_>) {
    let slot = RefSlot::heap(object.raw() as usize);
    // SAFETY: see `current_mutator`.
    let mutator = unsafe { current_mutator() };
    mutator
        .barrier
        .object_reference_write_slow(object_reference(object), slot, None);
}

/// The mutator of the calling thread.
///
/// # Safety
/// The calling thread is attached, in VM or Java, and makes no other use of its mutator meanwhile.
unsafe fn current_mutator() -> &'static mut Mutator<Kiln> {
    let thread = Thread::current().expect("only attached threads store references");
    // SAFETY: by contract.
    unsafe { thread.mutator.get() }
}

/// Stores a reference into an object with the write barrier.
#[inline(always)]
pub fn store(object: Oop<'_>, offset: usize, value: Oop<'_>) {
    object.store_u32(offset, value.narrow());
    record_stores(object);
}

fn atomic(object: Oop<'_>, offset: usize) -> &AtomicU32 {
    // SAFETY: the offset is that of a reference slot of a live object; used before any safepoint.
    unsafe { &*object.at::<AtomicU32>(offset) }
}

/// Stores a reference as a Java volatile write.
#[inline]
pub fn store_volatile(object: Oop<'_>, offset: usize, value: Oop<'_>) {
    atomic(object, offset).store(value.narrow(), Ordering::SeqCst);
    record_stores(object);
}

/// Loads a reference as a Java volatile read.
#[inline]
pub fn load_volatile<'a>(object: Oop<'a>, offset: usize) -> Oop<'a> {
    let narrow = atomic(object, offset).load(Ordering::SeqCst);
    // SAFETY: a stored reference denotes a live object or null.
    unsafe { Oop::from_narrow(narrow) }
}

/// Replaces `old` by `new` atomically; true if the slot held `old`.
#[inline]
pub fn compare_and_set(object: Oop<'_>, offset: usize, old: Oop<'_>, new: Oop<'_>) -> bool {
    compare_and_exchange(object, offset, old, new) == old
}

/// Replaces `old` by `new` atomically if the slot holds `old`; returns what it held.
#[inline]
pub fn compare_and_exchange<'a>(
    object: Oop<'a>,
    offset: usize,
    old: Oop<'_>,
    new: Oop<'_>,
) -> Oop<'a> {
    let result = atomic(object, offset).compare_exchange(
        old.narrow(),
        new.narrow(),
        Ordering::SeqCst,
        Ordering::SeqCst,
    );
    if result.is_ok() {
        record_stores(object);
    }
    // SAFETY: as in `load_volatile`.
    unsafe { Oop::from_narrow(result.unwrap_or_else(|held| held)) }
}

/// Stores a reference atomically and returns what the slot held.
#[inline]
pub fn exchange<'a>(object: Oop<'a>, offset: usize, new: Oop<'_>) -> Oop<'a> {
    let held = atomic(object, offset).swap(new.narrow(), Ordering::SeqCst);
    record_stores(object);
    // SAFETY: as in `load_volatile`.
    unsafe { Oop::from_narrow(held) }
}

/// The barrier after a run of `count` references at `offset` of an array has been written.
pub(super) fn record_range(cx: &Cx, object: Oop<'_>, offset: usize, count: usize) {
    if LOG_BASE.load(Ordering::Relaxed) == 0 || count == 0 {
        return;
    }
    if count * REF_SIZE <= SMALL_RANGE {
        record_stores(object);
        return;
    }
    let slice = RefSlice {
        object: object_reference(object),
        start: object.raw() as usize + offset,
        count,
    };
    // SAFETY: the calling thread's own mutator.
    let mutator = unsafe { cx.thread().mutator.get() };
    mutator
        .barrier
        .memory_region_copy_post(slice.clone(), slice);
}

/// Ranges up to this size remember the whole object, whose log bit then stops further work.
const SMALL_RANGE: usize = 512;
