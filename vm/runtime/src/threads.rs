//! Life of threads: records, ordinals, attaching and detaching, `Thread.start`, the end of a thread.
//!
//! Records are never unmapped: a detached one is used again, so a stale `&Thread` (from
//! `Thread.eetop` of a thread that is just ending) is at worst a spurious wake-up.

pub mod contention;
pub mod stacks;
mod start;
pub mod status;
pub mod stop;

pub use stacks::set_default_size;
pub use start::{StartError, destroy_wait, exit_current, run_detached_protocol, start_java_thread};
pub use status::{JavaThreadStatus, clear_interrupted, is_interrupted, set_status, with_status};

use crate::known::THREAD_EETOP;
use crate::monitor;
use crate::oop::Oop;
use crate::safepoint;
use crate::thread::{Cx, N_HELPERS, Thread, ThreadState};
use parking_lot::Mutex;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicUsize, Ordering};

/// Threads by ordinal.
static ORDINALS: [AtomicPtr<Thread>; 1 << 16] =
    [const { AtomicPtr::new(std::ptr::null_mut()) }; 1 << 16];
/// Records of threads that have ended.
static FREE: Mutex<Vec<&'static Thread>> = Mutex::new(Vec::new());
/// Threads created so far; seeds the identity-hash generators.
static CREATED: AtomicU32 = AtomicU32::new(0);
/// The JNI function table that new records begin with.
static JNI_FUNCTIONS: AtomicPtr<()> = AtomicPtr::new(std::ptr::null_mut());

/// How many threads have been attached or started so far.
pub fn n_started() -> u32 {
    CREATED.load(Ordering::Relaxed)
}

/// Sets the JNI function table of records made from now on.
pub fn set_jni_functions(table: *const ()) {
    JNI_FUNCTIONS.store(table.cast_mut(), Ordering::Release);
}

/// What compiled code calls in the VM, for the records of threads made from now on.
static HELPERS: [AtomicUsize; N_HELPERS] = [const { AtomicUsize::new(0) }; N_HELPERS];

/// Sets what compiled code calls in the VM, before a thread is made.
pub fn set_helpers(addresses: &[usize]) {
    for (helper, address) in HELPERS.iter().zip(addresses) {
        helper.store(*address, Ordering::Relaxed);
    }
}

/// Why a thread cannot be attached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttachError {
    /// No memory for its stacks.
    NoMemory,
    /// 65,535 threads are attached.
    TooMany,
}

impl std::fmt::Display for AttachError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            AttachError::NoMemory => "no memory for the stacks of a thread",
            AttachError::TooMany => "too many threads",
        })
    }
}

impl std::error::Error for AttachError {}

/// Makes a record with stacks and ordinal, not yet listed.
fn create(name: &str, java_stack: usize) -> Result<&'static Thread, AttachError> {
    let thread = FREE.lock().pop().unwrap_or_else(Thread::new_record);
    if !stacks::map(thread, java_stack) {
        FREE.lock().push(thread);
        return Err(AttachError::NoMemory);
    }
    let Some(ordinal) = claim_ordinal(thread) else {
        stacks::unmap(thread);
        FREE.lock().push(thread);
        return Err(AttachError::TooMany);
    };
    thread.ordinal.set(ordinal);
    thread.entered_once.set(monitor::entered_once(ordinal));
    thread
        .jni_functions
        .set(JNI_FUNCTIONS.load(Ordering::Acquire));
    thread
        .state
        .store(ThreadState::New as u32, Ordering::SeqCst);
    let number = CREATED.fetch_add(1, Ordering::Relaxed);
    thread
        .hash_state
        .set([scramble(number), 842_502_087, 0x8767, 273_326_509]);
    thread.parker.reset();
    for (helper, address) in thread.helpers.iter().zip(&HELPERS) {
        helper.set(address.load(Ordering::Relaxed));
    }
    // SAFETY: nobody else knows the record's contents yet.
    unsafe { name.clone_into(&mut *thread.native_name.get()) };
    Ok(thread)
}

/// A well-mixed nonzero seed from a thread's number.
fn scramble(number: u32) -> u32 {
    let mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9);
    (mixed ^ (mixed >> 15)).wrapping_mul(0x85eb_ca6b) | 1
}

fn claim_ordinal(thread: &'static Thread) -> Option<u16> {
    let record = std::ptr::from_ref(thread).cast_mut();
    (1..=u16::MAX).find(|&ordinal| {
        ORDINALS[usize::from(ordinal)]
            .compare_exchange(
                std::ptr::null_mut(),
                record,
                Ordering::AcqRel,
                Ordering::Relaxed,
            )
            .is_ok()
    })
}

/// The attached thread with this ordinal.
pub fn by_ordinal(ordinal: u16) -> Option<&'static Thread> {
    // SAFETY: entries are null or records, which are never unmapped.
    unsafe {
        ORDINALS[usize::from(ordinal)]
            .load(Ordering::Acquire)
            .as_ref()
    }
}

fn release(thread: &'static Thread) {
    ORDINALS[usize::from(thread.ordinal.get())].store(std::ptr::null_mut(), Ordering::Release);
    FREE.lock().push(thread);
}

/// Attaches the calling native thread: it becomes the current thread, in state `InVm`, without a
/// `java.lang.Thread` object yet (see [`set_thread_object`]).
pub fn attach_current(name: &str, daemon: bool) -> Result<&'static Thread, AttachError> {
    assert!(
        Thread::current().is_none(),
        "the thread is attached already"
    );
    let thread = create(name, stacks::default_size())?;
    thread.daemon.store(daemon, Ordering::Relaxed);
    enter_native_thread(thread);
    safepoint::attach(thread, ThreadState::InVm, || crate::heap::bind(thread));
    start::count_thread(daemon);
    Ok(thread)
}

/// Sets what only the native thread itself knows, and makes the record current.
fn enter_native_thread(thread: &'static Thread) {
    stacks::measure_native(thread);
    stacks::install_signal_stack(thread);
    // SAFETY: gettid has no preconditions.
    thread
        .native_id
        .set(unsafe { libc::syscall(libc::SYS_gettid) } as i32);
    Thread::set_current(Some(thread));
}

/// Gives the current thread its `java.lang.Thread` object.
pub fn set_thread_object(cx: &Cx, object: Oop<'_>) {
    let thread = cx.thread();
    thread.object.set(object.raw());
    object.store_i64(
        THREAD_EETOP.offset(),
        std::ptr::from_ref(thread).addr() as i64,
    );
}

/// Detaches the current thread without any Java-level protocol (see [`run_detached_protocol`]).
pub fn detach_current() {
    let thread = Thread::current().expect("the thread is attached");
    let daemon = thread.daemon.load(Ordering::Relaxed);
    safepoint::detach(thread, || {
        crate::heap::unbind(thread);
        forget(thread);
    });
    Thread::set_current(None);
    stacks::remove_signal_stack(thread);
    stacks::unmap(thread);
    release(thread);
    start::uncount_thread(daemon);
}

/// Clears the roots and chains of a record.
fn forget(thread: &Thread) {
    thread.top_frame.set(std::ptr::null_mut());
    thread.anchor.set(0);
    thread.pending.set(0);
    thread.object.set(0);
    thread.activation.set(std::ptr::null());
    thread.handle_top.set(thread.handle_base.get());
    thread.handle_free.set(0);
    thread.handle_frame.set(std::ptr::null_mut());
    thread.blocked_on.store(0, Ordering::Relaxed);
    thread.waited.reset();
    thread.blocked.reset();
    thread.sent_exception.store(0, Ordering::Relaxed);
    thread.in_stack_reserve.set(false);
    // SAFETY: the collector looks at it only while the world is stopped, which it is not.
    unsafe { (*thread.lock_stack.get()).clear() };
}

/// The thread of a `java.lang.Thread` object, while it is alive.
pub fn of_object(_cx: &Cx, object: Oop<'_>) -> Option<&'static Thread> {
    let address = object.load_i64(THREAD_EETOP.offset()) as usize;
    // SAFETY: `eetop` is 0 or the address of a record, which is never unmapped.
    unsafe { (address as *const Thread).as_ref() }
}

/// All attached threads that have a `java.lang.Thread` object.
pub fn java_threads(_cx: &Cx) -> Vec<&'static Thread> {
    safepoint::threads()
        .into_iter()
        .filter(|thread| thread.object.get() != 0)
        .collect()
}
