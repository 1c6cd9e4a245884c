//! The record of an inflated monitor.

use super::queue::Queues;
use crate::handle::Handle;
use crate::safepoint;
use crate::thread::{Cx, Thread};
use crate::threads::{JavaThreadStatus, with_status};
use parking_lot::Mutex;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};

/// An inflated monitor. Its memory is never unmapped.
pub(super) struct Monitor {
    owner: AtomicPtr<Thread>,
    /// Entries of the owner beyond the first.
    recursion: AtomicU32,
    /// The object's identity hash, 0 when it has none.
    hash: AtomicU32,
    /// The object, weakly (0: the record is free).
    pub(super) object: AtomicU64,
    /// Threads that contend for the monitor or wait on it: the record may not be deflated.
    busy: AtomicU32,
    pub(super) queues: Mutex<Queues>,
}

/// Attempts before a contending thread goes to sleep.
const SPINS: u32 = 200;

impl Monitor {
    pub(super) const fn new() -> Monitor {
        Monitor {
            owner: AtomicPtr::new(std::ptr::null_mut()),
            recursion: AtomicU32::new(0),
            hash: AtomicU32::new(0),
            object: AtomicU64::new(0),
            busy: AtomicU32::new(0),
            queues: Mutex::new(Queues::new()),
        }
    }

    /// Fills a fresh record, before it is published in the header.
    pub(super) fn prepare(
        &self,
        object: u64,
        owner: Option<&'static Thread>,
        recursion: u32,
        hash: u32,
    ) {
        self.owner.store(
            owner.map_or(std::ptr::null_mut(), as_pointer),
            Ordering::Relaxed,
        );
        self.recursion.store(recursion, Ordering::Relaxed);
        self.hash.store(hash, Ordering::Relaxed);
        self.object.store(object, Ordering::Release);
    }

    pub(super) fn owner(&self) -> Option<&'static Thread> {
        // SAFETY: null or a thread record, which is never unmapped.
        unsafe { self.owner.load(Ordering::Acquire).as_ref() }
    }

    pub(super) fn is_owned_by(&self, thread: &Thread) -> bool {
        std::ptr::eq(self.owner.load(Ordering::Relaxed), thread)
    }

    /// May the record be given up? Asked with the world stopped.
    pub(super) fn is_idle(&self) -> bool {
        self.owner.load(Ordering::Relaxed).is_null() && self.busy.load(Ordering::Relaxed) == 0
    }

    pub(super) fn current_hash(&self) -> u32 {
        self.hash.load(Ordering::Relaxed)
    }

    /// The identity hash, chosen by `generate` at the first time.
    pub(super) fn hash(&self, generate: impl FnOnce() -> u32) -> u32 {
        let hash = self.hash.load(Ordering::Acquire);
        if hash != 0 {
            return hash;
        }
        let new = generate();
        match self
            .hash
            .compare_exchange(0, new, Ordering::AcqRel, Ordering::Acquire)
        {
            Ok(_) => new,
            Err(other) => other,
        }
    }

    /// Enters if the monitor is free or already this thread's.
    #[inline]
    pub(super) fn try_enter(&self, thread: &'static Thread) -> bool {
        if self.is_owned_by(thread) {
            self.recursion.fetch_add(1, Ordering::Relaxed);
            return true;
        }
        self.try_acquire(thread)
    }

    #[inline]
    fn try_acquire(&self, thread: &'static Thread) -> bool {
        self.owner
            .compare_exchange(
                std::ptr::null_mut(),
                as_pointer(thread),
                Ordering::SeqCst,
                Ordering::Relaxed,
            )
            .is_ok()
    }

    /// Leaves once. The thread is the owner.
    pub(super) fn exit(&self) {
        if self.recursion.load(Ordering::Relaxed) > 0 {
            self.recursion.fetch_sub(1, Ordering::Relaxed);
        } else {
            self.give_up();
        }
    }

    /// Gives the monitor up and wakes a thread that wants it.
    fn give_up(&self) {
        self.owner.swap(std::ptr::null_mut(), Ordering::SeqCst);
        if self.busy.load(Ordering::SeqCst) > 0
            && let Some(next) = self.queues.lock().next_entry()
        {
            next.wait_node.event.set();
        }
    }

    /// Leaves all entries at once, for `wait`; returns how many beyond the first there were.
    pub(super) fn exit_all(&self) -> u32 {
        let recursion = self.recursion.swap(0, Ordering::Relaxed);
        self.give_up();
        recursion
    }

    /// Undoes [`Monitor::exit_all`] once the monitor has been entered again.
    pub(super) fn restore(&self, recursion: u32) {
        self.recursion.store(recursion, Ordering::Relaxed);
    }

    /// Keeps the record from being deflated.
    pub(super) fn hold(&self) {
        self.busy.fetch_add(1, Ordering::SeqCst);
    }

    /// Ends [`Monitor::hold`].
    pub(super) fn unhold(&self) {
        self.busy.fetch_sub(1, Ordering::SeqCst);
    }

    /// Waits for the monitor and enters it.
    pub(super) fn enter_contended(&self, cx: &mut Cx, object: Handle<'_>) {
        let thread = cx.thread();
        self.hold();
        thread
            .blocked_on
            .store(object.get(cx).raw(), Ordering::Release);
        with_status(cx, JavaThreadStatus::BlockedOnMonitorEnter, |cx| {
            thread.blocked.count(|| self.acquire(cx))
        });
        thread.blocked_on.store(0, Ordering::Release);
        self.unhold();
    }

    /// Sleeps until the monitor is this thread's. The record is held.
    pub(super) fn acquire(&self, cx: &mut Cx) {
        let thread = cx.thread();
        for _ in 0..SPINS {
            if self.owner.load(Ordering::Relaxed).is_null() && self.try_acquire(thread) {
                self.queues.lock().remove_entry(thread);
                return;
            }
            std::hint::spin_loop();
        }
        let mut woken = false;
        loop {
            while safepoint::is_suspended(thread) {
                self.pass_on(thread);
                safepoint::wait_for_resumption(cx);
            }
            {
                let mut queues = self.queues.lock();
                // With the lock held: whoever gives the monitor up after this sees the entry.
                if self.try_acquire(thread) {
                    queues.remove_entry(thread);
                    return;
                }
                queues.add_entry(thread, woken);
            }
            safepoint::blocked(cx, || thread.wait_node.event.wait(None));
            woken = true;
        }
    }

    /// A suspended thread that was woken does not take the monitor: wakes the next that wants it.
    fn pass_on(&self, thread: &Thread) {
        let mut queues = self.queues.lock();
        queues.remove_entry(thread);
        if self.owner.load(Ordering::SeqCst).is_null()
            && let Some(next) = queues.next_entry()
        {
            next.wait_node.event.set();
        }
    }
}

fn as_pointer(thread: &'static Thread) -> *mut Thread {
    std::ptr::from_ref(thread).cast_mut()
}
