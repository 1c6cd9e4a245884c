//! Roots: everything outside the heap that keeps objects alive and follows them when they move.
//!
//! A thread has its frames (through the oop maps of the registered providers), handle
//! area, lock stack and a few words of its record. The VM has mirrors, JNI globals, words
//! registered with [`register_slot`], and static [`Root`]s.

use super::slots::RefSlot;
use super::{globals, statistics};
use crate::frame::Frame;
use crate::handle::FREE_SLOT_TAG;
use crate::oop::Oop;
use crate::thread::{Cx, Thread};
use crate::walk::{self, Record};
use mmtk::vm::RootsWorkFactory;
use parking_lot::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Calls `visit` with every slot of the frame that holds a reference. `is_top` says that the
/// frame has no callee in its activation, so its outgoing arguments are still its own. Runs on
/// collector threads.
pub type FrameMapProvider = fn(frame: &Frame, is_top: bool, visit: &mut dyn FnMut(*mut u64));

static FRAME_MAPS: OnceLock<FrameMapProvider> = OnceLock::new();

/// Registers the interpreter's oop maps. Native frames are not asked about.
pub fn set_frame_map_provider(provider: FrameMapProvider) {
    FRAME_MAPS
        .set(provider)
        .expect("one interpreter registers itself once");
}

/// Calls `visit` with every word of installed code that holds a constant object. Runs on a
/// collector thread while the world is stopped.
pub type CodeRoots = fn(visit: &mut dyn FnMut(*mut u64));

static CODE_ROOTS: OnceLock<CodeRoots> = OnceLock::new();

/// Registers who knows the constants of compiled code.
pub fn set_code_roots(roots: CodeRoots) {
    assert!(
        CODE_ROOTS.set(roots).is_ok(),
        "one compiler registers itself once"
    );
}

/// A reference held by a static of the VM.
pub struct Root {
    slot: AtomicU64,
    registered: AtomicBool,
}

impl Root {
    /// An empty root.
    pub const fn new() -> Root {
        Root {
            slot: AtomicU64::new(0),
            registered: AtomicBool::new(false),
        }
    }

    /// The reference.
    #[inline]
    pub fn get<'a>(&self, cx: &'a Cx) -> Oop<'a> {
        // SAFETY: the slot is registered before it holds anything.
        unsafe { Oop::new(cx, self.slot.load(Ordering::Acquire)) }
    }

    /// Replaces the reference.
    pub fn set(&'static self, object: Oop<'_>) {
        self.register();
        self.slot.store(object.raw(), Ordering::Release);
    }

    /// Takes the reference away atomically.
    pub fn take<'a>(&self, cx: &'a Cx) -> Oop<'a> {
        // SAFETY: as in `get`.
        unsafe { Oop::new(cx, self.slot.swap(0, Ordering::AcqRel)) }
    }

    pub(super) fn register(&'static self) {
        if !self.registered.swap(true, Ordering::AcqRel) {
            register_slot(&self.slot);
        }
    }

    pub(super) fn raw(&self) -> &AtomicU64 {
        &self.slot
    }

    /// The address of the word, valid as a JNI global reference.
    pub fn slot(&'static self) -> *mut u64 {
        self.register();
        self.slot.as_ptr()
    }
}

impl Default for Root {
    fn default() -> Self {
        Root::new()
    }
}

static SLOTS: Mutex<Vec<&'static AtomicU64>> = Mutex::new(Vec::new());
/// Mirrors, as root slots. They neither move nor die.
static MIRRORS: Mutex<Vec<u64>> = Mutex::new(Vec::new());

/// Makes an immortal word (0, or a full address) a root.
pub fn register_slot(slot: &'static AtomicU64) {
    SLOTS.lock().push(slot);
}

pub(super) fn add_mirror(address: usize) {
    MIRRORS.lock().push(address as u64);
}

/// Visits all roots of one thread.
pub(super) fn scan_thread(thread: &Thread, visit: &mut dyn FnMut(RefSlot)) {
    let mut word = |slot: *mut u64| visit(RefSlot::root(slot.addr()));
    word(thread.pending.as_ptr());
    word(thread.object.as_ptr());
    word(thread.blocked_on.as_ptr());
    word(thread.sent_exception.as_ptr());
    // SAFETY: the thread is stopped, and its lock stack is not being changed.
    unsafe {
        for record in &mut *thread.lock_stack.get() {
            word(&raw mut record.object);
        }
        let mut slot = thread.handle_base.get();
        let top = thread.handle_top.get();
        while slot < top {
            if *slot & FREE_SLOT_TAG == 0 {
                word(slot);
            }
            slot = slot.add(1);
        }
    }
    for record in walk::records(thread) {
        match record {
            Record::Interpreter { frame, is_top } => visit_frame(frame, is_top, &mut word),
            Record::Compiled(frame) => walk::visit_compiled(&frame, &mut word),
        }
    }
}

/// Visits the slots of a stopped thread's frame that hold references.
pub fn visit_frame(frame: &Frame, is_top: bool, word: &mut dyn FnMut(*mut u64)) {
    if frame.is_native() {
        native_arguments(frame, word);
    } else {
        let maps = FRAME_MAPS
            .get()
            .expect("the interpreter registers its oop maps before it runs");
        maps(frame, is_top, word);
    }
}

/// Visits the reference arguments of a native method's frame.
fn native_arguments(frame: &Frame, word: &mut dyn FnMut(*mut u64)) {
    let mut slot = 0;
    if !frame.method.is_static() {
        word(frame.locals);
        slot = 1;
    }
    let descriptor = frame.method.descriptor.as_bytes();
    let mut at = 1;
    while at < descriptor.len() && descriptor[at] != b')' {
        let is_array = descriptor[at] == b'[';
        while descriptor[at] == b'[' {
            at += 1;
        }
        let kind = descriptor[at];
        if kind == b'L' {
            while descriptor[at] != b';' {
                at += 1;
            }
        }
        at += 1;
        if is_array || kind == b'L' {
            // SAFETY: the frame has a local for each argument slot of its descriptor.
            word(unsafe { frame.locals.add(slot) });
            slot += 1;
        } else {
            slot += if matches!(kind, b'J' | b'D') { 2 } else { 1 };
        }
    }
}

/// Visits the roots that belong to no thread.
pub(super) fn scan_vm(visit: &mut dyn FnMut(RefSlot)) {
    for slot in SLOTS.lock().iter() {
        visit(RefSlot::root(slot.as_ptr().addr()));
    }
    if let Some(code_roots) = CODE_ROOTS.get() {
        code_roots(&mut |slot| visit(RefSlot::root(slot.addr())));
    }
    globals::for_each_strong(&mut |slot| visit(RefSlot::root(slot.addr())));
    // Mirrors are old from birth, so a nursery collection knows their young referents already.
    if !statistics::is_nursery_collection() {
        for mirror in MIRRORS.lock().iter() {
            visit(RefSlot::root(std::ptr::from_ref(mirror).addr()));
        }
    }
}

/// Collects slots into work packets.
pub(super) struct Batch<F: RootsWorkFactory<RefSlot>> {
    factory: F,
    slots: Vec<RefSlot>,
}

const BATCH: usize = 4096;

impl<F: RootsWorkFactory<RefSlot>> Batch<F> {
    pub(super) fn new(factory: F) -> Batch<F> {
        Batch {
            factory,
            slots: Vec::with_capacity(BATCH),
        }
    }

    pub(super) fn push(&mut self, slot: RefSlot) {
        self.slots.push(slot);
        if self.slots.len() == BATCH {
            self.flush();
        }
    }

    pub(super) fn flush(&mut self) {
        if !self.slots.is_empty() {
            let slots = std::mem::replace(&mut self.slots, Vec::with_capacity(BATCH));
            self.factory.create_process_roots_work(slots);
        }
    }
}
