//! Java monitors: thin locks that inflate, and identity hashes (both live in the header word).
//!
//! *Neutral*: the payload is the identity hash, 0 when there is none. *Thin*: owner's ordinal and
//! recursion count. *Inflated*: index of a record in the `table`. Locking a hashed object, hashing
//! a locked one, waiting, contention, and overflow of the recursion count inflate. Records go back
//! to neutral only while the world is stopped, when nobody owns or wants them.

mod queue;
mod record;
mod table;
mod wait;

pub(crate) use table::deflate_if_many;
pub use table::in_use;
pub use wait::{notify, wait};

use crate::exceptions;
use crate::handle::Handle;
use crate::layout::{
    FORWARDING_MASK, HEADER_OFFSET, LOCK_INFLATED, LOCK_MASK, LOCK_NEUTRAL, LOCK_THIN,
    ONE_RECURSION, PAYLOAD_BITS, PAYLOAD_SHIFT, RECURSION_BITS,
};
use crate::oop::Oop;
use crate::thread::{Cx, JResult, Thread, Thrown};
use crate::threads;
use record::Monitor;
use std::sync::atomic::{AtomicU32, Ordering};

const MAX_RECURSION: u32 = (1 << RECURSION_BITS) - 1;

#[inline(always)]
fn header(object: Oop<'_>) -> &AtomicU32 {
    // SAFETY: every live object has a header; the borrow ends before the next safepoint.
    unsafe { &*object.at::<AtomicU32>(HEADER_OFFSET) }
}

/// A decoded header word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lock {
    /// Unlocked; the hash, or 0.
    Neutral(u32),
    /// Owner's ordinal, further entries.
    Thin(u16, u32),
    /// Index of the record.
    Inflated(u32),
}

#[inline(always)]
fn decode(word: u32) -> Lock {
    debug_assert!(
        word & FORWARDING_MASK == 0,
        "header {word:#x} outside a collection"
    );
    let payload = word >> PAYLOAD_SHIFT;
    match word & LOCK_MASK {
        LOCK_NEUTRAL => Lock::Neutral(payload),
        LOCK_THIN => Lock::Thin((payload >> RECURSION_BITS) as u16, payload & MAX_RECURSION),
        _ => Lock::Inflated(payload),
    }
}

#[inline(always)]
fn encode(lock: Lock) -> u32 {
    match lock {
        Lock::Neutral(hash) => hash << PAYLOAD_SHIFT | LOCK_NEUTRAL,
        Lock::Thin(owner, recursion) => {
            (u32::from(owner) << RECURSION_BITS | recursion) << PAYLOAD_SHIFT | LOCK_THIN
        }
        Lock::Inflated(index) => index << PAYLOAD_SHIFT | LOCK_INFLATED,
    }
}

#[inline(always)]
fn swap_header(object: Oop<'_>, old: u32, new: u32) -> bool {
    header(object)
        .compare_exchange(old, new, Ordering::AcqRel, Ordering::Relaxed)
        .is_ok()
}

/// The header word of an object that the thread with this ordinal has locked once.
pub(crate) fn entered_once(ordinal: u16) -> u32 {
    encode(Lock::Thin(ordinal, 0))
}

/// Tries the uncontended path without a safepoint; `false`: call [`enter`].
#[inline]
pub fn enter_fast(cx: &Cx, object: Oop<'_>) -> bool {
    let thread = cx.thread();
    let word = header(object).load(Ordering::Relaxed);
    if word == 0 {
        return swap_header(object, 0, thread.entered_once.get());
    }
    match decode(word) {
        Lock::Thin(owner, recursion)
            if owner == thread.ordinal.get() && recursion < MAX_RECURSION =>
        {
            swap_header(object, word, word + ONE_RECURSION)
        }
        Lock::Inflated(index) => table::get(index).try_enter(thread),
        _ => false,
    }
}

/// Enters the monitor of the object (JVMS monitorenter).
pub fn enter(cx: &mut Cx, object: Handle<'_>) {
    if !enter_fast(cx, object.get(cx)) {
        enter_slow(cx, object);
    }
}

#[cold]
fn enter_slow(cx: &mut Cx, object: Handle<'_>) {
    table::deflate_if_many(cx);
    // The thin lock may have been released meanwhile, or be this thread's.
    if enter_fast(cx, object.get(cx)) {
        return;
    }
    let thread = cx.thread();
    let monitor = inflate(object.get(cx));
    if !monitor.try_enter(thread) {
        monitor.enter_contended(cx, object);
    }
}

/// Leaves the monitor; throws `IllegalMonitorStateException` if the thread does not own it. Never
/// reaches a safepoint unless it throws.
pub fn exit(cx: &Cx, object: Oop<'_>) -> JResult<()> {
    let thread = cx.thread();
    loop {
        let word = header(object).load(Ordering::Relaxed);
        match decode(word) {
            Lock::Thin(owner, recursion) if owner == thread.ordinal.get() => {
                let new = if recursion == 0 {
                    encode(Lock::Neutral(0))
                } else {
                    word - ONE_RECURSION
                };
                if swap_header(object, word, new) {
                    return Ok(());
                }
            }
            Lock::Inflated(index) => {
                let monitor = table::get(index);
                if monitor.is_owned_by(thread) {
                    monitor.exit();
                    return Ok(());
                }
                return Err(throw_illegal_state(cx, None));
            }
            _ => return Err(throw_illegal_state(cx, None)),
        }
    }
}

/// `MonitorEnter` of JNI: as [`enter`], but inflates, so that the monitor is found when the thread
/// detaches without leaving it.
pub fn enter_from_native(cx: &mut Cx, object: Handle<'_>) {
    enter(cx, object);
    let _record = inflate(object.get(cx));
    cx.thread().has_native_locks.set(true);
}

/// Leaves all monitors that native code of the ending thread still holds.
pub(crate) fn release_native_locks(cx: &Cx) {
    if cx.thread().has_native_locks.replace(false) {
        table::for_each_in_use(|monitor| {
            while monitor.is_owned_by(cx.thread()) {
                monitor.exit();
            }
        });
    }
}

#[cold]
fn throw_illegal_state(cx: &Cx, message: Option<&str>) -> Thrown {
    // SAFETY: the caller returns the error at once, and says that it may reach a safepoint then.
    let cx = unsafe { cx.thread().cx() };
    exceptions::throw(cx, "java/lang/IllegalMonitorStateException", message)
}

/// Throws `IllegalMonitorStateException` ("current thread is not owner") unless the thread owns the
/// monitor.
pub fn check_owner(cx: &mut Cx, object: Handle<'_>) -> JResult<()> {
    if holds(cx, object.get(cx)) {
        Ok(())
    } else {
        Err(throw_illegal_state(cx, Some("current thread is not owner")))
    }
}

/// Does the current thread own the monitor?
pub fn holds(cx: &Cx, object: Oop<'_>) -> bool {
    owner(object).is_some_and(|owner| std::ptr::eq(owner, cx.thread()))
}

/// The thread that owns the monitor (at this moment, if that is not the current one).
pub fn owner(object: Oop<'_>) -> Option<&'static Thread> {
    match decode(header(object).load(Ordering::Acquire)) {
        Lock::Neutral(_) => None,
        Lock::Thin(ordinal, _) => threads::by_ordinal(ordinal),
        Lock::Inflated(index) => table::get(index).owner(),
    }
}

/// The record of the object's monitor, made if there is none.
fn inflate(object: Oop<'_>) -> &'static Monitor {
    loop {
        let word = header(object).load(Ordering::Acquire);
        let (owner, recursion, hash) = match decode(word) {
            Lock::Inflated(index) => return table::get(index),
            Lock::Neutral(hash) => (None, 0, hash),
            Lock::Thin(ordinal, recursion) => match threads::by_ordinal(ordinal) {
                Some(owner) => (Some(owner), recursion, 0),
                // The owner has just left: look again.
                None => continue,
            },
        };
        let (index, monitor) = table::allocate();
        monitor.prepare(object.raw(), owner, recursion, hash);
        if swap_header(object, word, encode(Lock::Inflated(index))) {
            return monitor;
        }
        table::free(index);
    }
}

/// The identity hash: positive, 27 bits or fewer, stable.
#[inline]
pub fn identity_hash(cx: &Cx, object: Oop<'_>) -> i32 {
    loop {
        let word = header(object).load(Ordering::Acquire);
        match decode(word) {
            Lock::Neutral(0) => {
                let hash = next_hash(cx.thread());
                if swap_header(object, word, encode(Lock::Neutral(hash))) {
                    return hash as i32;
                }
            }
            Lock::Neutral(hash) => return hash as i32,
            Lock::Thin(..) => {
                table::request_deflation_if_many(cx);
                let _record = inflate(object);
            }
            Lock::Inflated(index) => {
                return table::get(index).hash(|| next_hash(cx.thread())) as i32;
            }
        }
    }
}

/// Marsaglia's xor-shift generator, one per thread.
fn next_hash(thread: &Thread) -> u32 {
    loop {
        let [x, y, z, w] = thread.hash_state.get();
        let mixed = x ^ (x << 11);
        let next = (w ^ (w >> 19)) ^ (mixed ^ (mixed >> 8));
        thread.hash_state.set([y, z, w, next]);
        let hash = next & ((1 << PAYLOAD_BITS) - 1);
        if hash != 0 {
            return hash;
        }
    }
}

const _: () = assert!(16 + RECURSION_BITS == PAYLOAD_BITS);
