//! All monitor records: blocks that are never unmapped, found by index.
//!
//! The collector updates their weak references to objects and gives up those that nobody uses; when
//! very many are in use between collections, a stop of the world does the same.

use super::record::Monitor;
use crate::heap::weak_tables::{self, Update, WeakTable};
use crate::layout::{FORWARDING_MASK, PAYLOAD_BITS, PAYLOAD_SHIFT};
use crate::safepoint::POLL_DEFLATE;
use crate::thread::Cx;
use parking_lot::Mutex;
use std::sync::Once;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};

const BLOCK: usize = 1024;
const BLOCKS: usize = (1 << PAYLOAD_BITS) / BLOCK;
/// Below this many records nothing is deflated outside collections.
const MANY: usize = 50_000;

type Block = [Monitor; BLOCK];

static TABLE: [AtomicPtr<Block>; BLOCKS] = [const { AtomicPtr::new(std::ptr::null_mut()) }; BLOCKS];
static IN_USE: AtomicUsize = AtomicUsize::new(0);
/// In use after the last deflation.
static LIVE: AtomicUsize = AtomicUsize::new(0);

struct Free {
    indexes: Vec<u32>,
    n_blocks: usize,
}

static FREE: Mutex<Free> = Mutex::new(Free {
    indexes: Vec::new(),
    n_blocks: 0,
});

/// The record with this index.
#[inline(always)]
pub(super) fn get(index: u32) -> &'static Monitor {
    let block = TABLE[index as usize / BLOCK].load(Ordering::Acquire);
    // SAFETY: indexes come from `allocate`, whose blocks are never unmapped.
    unsafe { &(*block)[index as usize % BLOCK] }
}

/// How many records are in use.
pub fn in_use() -> usize {
    IN_USE.load(Ordering::Relaxed)
}

/// A free record.
pub(super) fn allocate() -> (u32, &'static Monitor) {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| weak_tables::register(&Monitors));
    let mut free = FREE.lock();
    if free.indexes.is_empty() {
        let number = free.n_blocks;
        assert!(number < BLOCKS, "too many inflated monitors");
        let block: Box<Block> = Box::new([const { Monitor::new() }; BLOCK]);
        TABLE[number].store(Box::leak(block), Ordering::Release);
        free.n_blocks += 1;
        let first = number * BLOCK;
        free.indexes
            .extend((first..first + BLOCK).rev().map(|index| index as u32));
    }
    let index = free.indexes.pop().expect("a block was just added");
    IN_USE.fetch_add(1, Ordering::Relaxed);
    (index, get(index))
}

/// Gives a record back.
pub(super) fn free(index: u32) {
    get(index).prepare(0, None, 0, 0);
    FREE.lock().indexes.push(index);
    IN_USE.fetch_sub(1, Ordering::Relaxed);
}

/// Are so many records in use that it pays to look for idle ones?
fn are_many() -> bool {
    in_use() > MANY.max(2 * LIVE.load(Ordering::Relaxed))
}

/// Has the current thread call [`deflate_if_many`] at its next poll, if that may be worth while: for
/// callers that must not reach a safepoint.
pub(super) fn request_deflation_if_many(cx: &Cx) {
    if are_many() {
        cx.thread().poll.fetch_or(POLL_DEFLATE, Ordering::Relaxed);
    }
}

/// Stops the world and deflates when a great many records are in use.
pub(crate) fn deflate_if_many(cx: &mut Cx) {
    if are_many() {
        crate::safepoint::stop_the_world(cx, |_| Monitors.process(&mut |raw| raw));
    }
}

/// Calls `visit` with every record that stands for an object.
pub(super) fn for_each_in_use(mut visit: impl FnMut(&'static Monitor)) {
    let n_blocks = FREE.lock().n_blocks;
    for index in 0..(n_blocks * BLOCK) as u32 {
        let monitor = get(index);
        if monitor.object.load(Ordering::Relaxed) != 0 {
            visit(monitor);
        }
    }
}

struct Monitors;

impl WeakTable for Monitors {
    fn process(&self, update: Update<'_>) {
        let n_blocks = FREE.lock().n_blocks;
        for index in 0..(n_blocks * BLOCK) as u32 {
            let monitor = get(index);
            let raw = monitor.object.load(Ordering::Relaxed);
            if raw == 0 {
                continue;
            }
            let now = update(raw);
            if now == 0 {
                free(index);
            } else if monitor.is_idle() {
                // SAFETY: a live object in its final place; the world is stopped.
                let header = unsafe { &*(now as *const AtomicU32) };
                let bits = header.load(Ordering::Relaxed) & FORWARDING_MASK;
                header.store(
                    monitor.current_hash() << PAYLOAD_SHIFT | bits,
                    Ordering::Relaxed,
                );
                free(index);
            } else {
                monitor.object.store(now, Ordering::Relaxed);
            }
        }
        LIVE.store(in_use(), Ordering::Relaxed);
    }
}
