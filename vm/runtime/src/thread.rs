//! Threads of the VM, and the token that stands for "may reach a safepoint".
//!
//! One [`Thread`] record exists per attached native thread. It is only ever `&Thread`, with
//! cells and atomics: collector workers, other threads and re-entrant JNI read and write it. The
//! record begins with the JNI function table pointer, so `JNIEnv*` is the address of the record.
//!
//! [`Cx`] is a zero-sized token whose *address* is that of the current thread's record: `&mut
//! Cx` as a parameter says *may reach a safepoint*, `&Cx` says *runs in VM state, reaches none*.

use crate::frame::{Activation, Frame};
use crate::heap::MutatorCell;
use crate::oop::Oop;
use crate::threads::contention::Delay;
use std::cell::{Cell, UnsafeCell};
use std::marker::PhantomPinned;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

/// What a thread is doing, as far as a stop of the world cares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u32)]
pub enum ThreadState {
    /// Created, not yet running Java: not counted.
    New = 0,
    /// Executing Java code: reaches polls.
    InJava = 1,
    /// Executing VM code: reaches polls, must not touch oops while safe.
    InVm = 2,
    /// Executing native code: safe; checks for a stop when it returns.
    InNative = 3,
    /// Waiting in the VM (lock, monitor, safepoint): safe; checks for a stop when it wakes.
    Blocked = 4,
    /// Detached.
    Terminated = 5,
}

impl ThreadState {
    /// The state with this number.
    pub fn from_u32(value: u32) -> ThreadState {
        match value {
            0 => ThreadState::New,
            1 => ThreadState::InJava,
            2 => ThreadState::InVm,
            3 => ThreadState::InNative,
            4 => ThreadState::Blocked,
            _ => ThreadState::Terminated,
        }
    }

    /// Does the thread touch no oop until it has checked for a stop?
    pub fn is_safe(self) -> bool {
        !matches!(self, ThreadState::InJava | ThreadState::InVm)
    }
}

/// The token: its address is that of the current [`Thread`].
///
/// The cell and the pin keep the compiler from assuming that memory reached through a reference to
/// the token (the thread record) is immutable or unaliased.
pub struct Cx {
    _not_send: std::marker::PhantomData<*const ()>,
    _not_frozen: UnsafeCell<()>,
    _not_unique: PhantomPinned,
}

/// A Java exception is pending on the current thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a pending exception must be propagated or cleared"]
pub struct Thrown;

/// Result of VM code that may leave a Java exception pending.
pub type JResult<T> = Result<T, Thrown>;

/// The record of one attached thread.
#[repr(C)]
pub struct Thread {
    /// JNI function table: `JNIEnv*` is the address of this record.
    pub jni_functions: Cell<*const ()>,
    /// Nonzero when the thread must call [`crate::safepoint::poll_slow`] at its next poll.
    pub poll: AtomicU32,
    /// A [`ThreadState`].
    pub state: AtomicU32,
    /// The top interpreter frame, or null.
    pub top_frame: Cell<*mut Frame>,
    /// Stack pointer of the first compiled frame above the top interpreter frame, 0 if there is
    /// none. Set while compiled code calls the VM; see [`crate::walk`].
    pub anchor: Cell<usize>,
    /// Counted down at each check of compiled code, if that is wanted; the code is left when it is
    /// below 0.
    pub check_countdown: Cell<u32>,
    /// Addresses of what compiled code calls in the VM.
    pub helpers: [Cell<usize>; N_HELPERS],
    /// Bottom of the Java stack: where the first frame goes.
    pub java_base: Cell<*mut u64>,
    /// Stack pointer and locals between two handlers of the looping interpreter build.
    pub loop_registers: Cell<(*mut u64, *mut u64)>,
    /// End of the usable Java stack.
    pub java_limit: Cell<*mut u64>,
    /// Native stack addresses below this raise `StackOverflowError`.
    pub native_limit: Cell<usize>,
    /// The pending exception (a root), 0 if none.
    pub pending: Cell<u64>,
    /// Result of the last Java call.
    pub result: Cell<u64>,
    /// The innermost activation.
    pub activation: Cell<*const Activation>,
    /// First free slot of the handle area.
    pub handle_top: Cell<*mut u64>,
    /// Free list of the current JNI frame: address of a freed slot, or 0.
    pub handle_free: Cell<u64>,
    /// Start of the handle area.
    pub handle_base: Cell<*mut u64>,
    /// End of the handle area.
    pub handle_limit: Cell<*mut u64>,
    /// First slot of the current JNI local frame (null: the area's start). `PushLocalFrame` keeps
    /// the outer frame's start and free list in the two tagged slots below it.
    pub handle_frame: Cell<*mut u64>,
    /// The collector's per-thread state with the allocation buffer.
    pub mutator: MutatorCell,
    /// The `java.lang.Thread` object (a root).
    pub object: Cell<u64>,
    /// Small number of the thread, 1 to 65535, unique among live threads: the owner in thin locks.
    pub ordinal: Cell<u16>,
    /// Header word of an object that the thread has locked once: what compiled code writes to lock.
    pub entered_once: Cell<u32>,
    /// State of the identity-hash generator, seeded from a counter of created threads.
    pub hash_state: Cell<[u32; 4]>,
    /// Objects locked by frames of the interpreter: (frame, object); objects are roots. What compiled
    /// frames hold is in their frame states, but while one is being replaced.
    pub lock_stack: UnsafeCell<Vec<LockRecord>>,
    /// Permit of `LockSupport.park`, and what interrupts waits: see the parker.
    pub parker: crate::parker::Parker,
    /// OS thread id, for dumps.
    pub native_id: Cell<i32>,
    /// Is this a Java thread that is to be counted as a daemon?
    pub daemon: AtomicBool,
    /// The object of the monitor that the thread is blocked on or waits for (a root), 0 if none.
    pub blocked_on: AtomicU64,
    /// How often the thread waited, slept or was parked.
    pub waited: Delay,
    /// How often the thread had to wait for a monitor.
    pub blocked: Delay,
    /// What `Thread.stop` has sent and the thread has not thrown yet (a root), 0 if nothing.
    pub(crate) sent_exception: AtomicU64,
    /// Bounds of the memory mapping with Java stack and handle area.
    pub(crate) memory: Cell<(usize, usize)>,
    /// Depth of nested "no safepoint may happen here" assertions (debug).
    pub no_safepoint: Cell<u32>,
    /// The monitor on whose list the thread waits, and other state of the monitor module.
    pub wait_node: crate::parker::WaitNode,
    /// Native code has entered monitors that may have to be left when the thread ends.
    pub has_native_locks: Cell<bool>,
    /// Set while the yellow reserve of the stacks is in use.
    pub in_stack_reserve: Cell<bool>,
    /// Name for crash reports and dumps of threads without a Java object.
    pub native_name: UnsafeCell<String>,
}

/// Room for addresses of helpers in a thread record.
pub const N_HELPERS: usize = 32;

/// A lock held by a frame.
#[derive(Clone, Copy)]
pub struct LockRecord {
    /// Address of the interpreter frame that locked, or `sp` of the compiled frame.
    pub frame: usize,
    /// The object (full address, a root).
    pub object: u64,
}

// SAFETY: other threads touch the cells only while this thread is stopped or at a safe state
// (safepoint protocol); the rest are atomics.
unsafe impl Sync for Thread {}
// SAFETY: a record is created by the starting thread and handed to the new one before it runs.
unsafe impl Send for Thread {}

thread_local! {
    static CURRENT: Cell<*const Thread> = const { Cell::new(std::ptr::null()) };
}

impl Thread {
    /// A record that belongs to no thread yet. Never unmapped.
    pub(crate) fn new_record() -> &'static Thread {
        Box::leak(Box::new(Thread {
            jni_functions: Cell::new(std::ptr::null()),
            poll: AtomicU32::new(0),
            state: AtomicU32::new(ThreadState::New as u32),
            top_frame: Cell::new(std::ptr::null_mut()),
            anchor: Cell::new(0),
            check_countdown: Cell::new(0),
            helpers: std::array::from_fn(|_| Cell::new(0)),
            java_base: Cell::new(std::ptr::null_mut()),
            loop_registers: Cell::new((std::ptr::null_mut(), std::ptr::null_mut())),
            java_limit: Cell::new(std::ptr::null_mut()),
            native_limit: Cell::new(0),
            pending: Cell::new(0),
            result: Cell::new(0),
            activation: Cell::new(std::ptr::null()),
            handle_top: Cell::new(std::ptr::null_mut()),
            handle_free: Cell::new(0),
            handle_frame: Cell::new(std::ptr::null_mut()),
            handle_base: Cell::new(std::ptr::null_mut()),
            handle_limit: Cell::new(std::ptr::null_mut()),
            mutator: MutatorCell::new(),
            object: Cell::new(0),
            ordinal: Cell::new(0),
            entered_once: Cell::new(0),
            hash_state: Cell::new([0; 4]),
            lock_stack: UnsafeCell::new(Vec::new()),
            parker: crate::parker::Parker::new(),
            native_id: Cell::new(0),
            daemon: AtomicBool::new(false),
            blocked_on: AtomicU64::new(0),
            waited: Delay::default(),
            blocked: Delay::default(),
            sent_exception: AtomicU64::new(0),
            memory: Cell::new((0, 0)),
            no_safepoint: Cell::new(0),
            wait_node: crate::parker::WaitNode::new(),
            in_stack_reserve: Cell::new(false),
            has_native_locks: Cell::new(false),
            native_name: UnsafeCell::new(String::new()),
        }))
    }

    /// The record of the current native thread, if it is attached.
    #[inline]
    pub fn current() -> Option<&'static Thread> {
        let thread = CURRENT.get();
        // SAFETY: the pointer is set while the record lives; it is cleared at detach.
        unsafe { thread.as_ref() }
    }

    /// Makes `thread` (or none) the current native thread's record.
    pub fn set_current(thread: Option<&'static Thread>) {
        CURRENT.set(thread.map_or(std::ptr::null(), std::ptr::from_ref));
    }

    /// The token of this thread.
    ///
    /// # Safety
    /// `self` is the current thread, in state `InVm` or `InJava`, and no other token of it is in
    /// use while this one is.
    #[expect(
        clippy::mut_from_ref,
        reason = "the token is zero-sized: it aliases no memory"
    )]
    #[inline(always)]
    pub unsafe fn cx(&self) -> &mut Cx {
        let address = std::ptr::from_ref(self).expose_provenance();
        // SAFETY: a reference to a zero-sized type needs only a non-null, aligned address.
        unsafe { &mut *std::ptr::with_exposed_provenance_mut::<Cx>(address) }
    }

    /// The state.
    #[inline]
    pub fn state(&self) -> ThreadState {
        ThreadState::from_u32(self.state.load(Ordering::Acquire))
    }

    /// Pushes a slot on the handle area.
    #[inline]
    pub fn push_handle(&self, raw: u64) -> *mut u64 {
        let slot = self.handle_top.get();
        assert!(slot < self.handle_limit.get(), "handle area exhausted");
        // SAFETY: the slot lies within the mapped handle area (just checked) of this thread.
        unsafe {
            *slot = raw;
            self.handle_top.set(slot.add(1));
        }
        slot
    }

    /// Is an exception pending?
    #[inline]
    pub fn has_pending(&self) -> bool {
        self.pending.get() != 0
    }
}

impl Cx {
    /// The current thread.
    #[inline(always)]
    pub fn thread(&self) -> &'static Thread {
        let address = std::ptr::from_ref(self).expose_provenance();
        // SAFETY: the token's address is that of a live thread record (see `Thread::cx`).
        unsafe { &*std::ptr::with_exposed_provenance::<Thread>(address) }
    }

    /// The pending exception, or null.
    pub fn pending(&self) -> Oop<'_> {
        // SAFETY: the slot is a root.
        unsafe { Oop::new(self, self.thread().pending.get()) }
    }

    /// Makes `exception` pending and returns the marker to propagate.
    pub fn set_pending(&self, exception: Oop<'_>) -> Thrown {
        debug_assert!(!exception.is_null());
        self.thread().pending.set(exception.raw());
        Thrown
    }

    /// Takes the pending exception away (null if there is none).
    pub fn take_pending(&self) -> Oop<'_> {
        let raw = self.thread().pending.replace(0);
        // SAFETY: the slot was a root until now.
        unsafe { Oop::new(self, raw) }
    }

    /// `Err(Thrown)` if an exception is pending.
    #[inline]
    pub fn check(&self) -> JResult<()> {
        if self.thread().has_pending() {
            Err(Thrown)
        } else {
            Ok(())
        }
    }

    /// The `java.lang.Thread` object of the current thread.
    pub fn thread_object(&self) -> Oop<'_> {
        // SAFETY: the slot is a root.
        unsafe { Oop::new(self, self.thread().object.get()) }
    }
}

const _: () = assert!(size_of::<Cx>() == 0 && align_of::<Cx>() == 1);
