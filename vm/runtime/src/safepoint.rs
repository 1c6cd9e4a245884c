//! Safepoints: the one authority that stops the world.
//!
//! A stop sets a bit in the poll word of every thread and then waits until each thread is in a
//! *safe* state (native, blocked, not running). A thread that returns from a safe state stores its
//! state, fences, and looks at its poll word; the stopper sets the word, fences, and looks at the
//! state: one of the two sees the other. The collector's stop and VM operations are clients of the
//! same authority, one at a time; while it is taken nobody attaches or detaches.

use crate::oop::Oop;
use crate::thread::{Cx, Thread, ThreadState};
use parking_lot::{Condvar, Mutex};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering, fence};
use std::time::{Duration, Instant};

/// Poll bit: a stop is requested.
pub const POLL_STOP: u32 = 1;
/// Poll bit: polls are counted (`--gc-every`); never cleared.
pub const POLL_STRESS: u32 = 2;
/// Poll bit: `Thread.stop` has sent an exception.
pub const POLL_STOPPED: u32 = 4;
/// Poll bit: the thread is suspended (`Thread.suspend`).
pub const POLL_SUSPENDED: u32 = 8;
/// Poll bit: the thread has found very many monitors in use.
pub const POLL_DEFLATE: u32 = 16;

struct World {
    /// Somebody stops, or has stopped, the world.
    taken: bool,
    threads: Vec<&'static Thread>,
}

static WORLD: Mutex<World> = Mutex::new(World {
    taken: false,
    threads: Vec::new(),
});
/// The authority was given back.
static RESUMED: Condvar = Condvar::new();
/// Collections that have resumed the world.
static COLLECTION_EPOCH: AtomicU64 = AtomicU64::new(0);

/// Do all threads take the slow path of every poll?
static POLLS_ALWAYS: AtomicBool = AtomicBool::new(false);

/// Has threads that are attached from now on take the slow path of every poll: for stress modes.
pub fn poll_always() {
    POLLS_ALWAYS.store(true, Ordering::Relaxed);
}

/// Blocks while the world is stopped or the thread suspended, and handles asynchronous requests: it
/// may leave an exception pending. The interpreter tests `Thread::poll` itself.
#[cold]
pub fn poll_slow(cx: &mut Cx) {
    let thread = cx.thread();
    if thread.poll.load(Ordering::Relaxed) & (POLL_STOP | POLL_SUSPENDED) != 0 {
        let previous = thread.state();
        thread
            .state
            .store(ThreadState::Blocked as u32, Ordering::SeqCst);
        leave_suspension(thread, previous);
    }
    if thread.poll.load(Ordering::Relaxed) & POLL_DEFLATE != 0 {
        thread.poll.fetch_and(!POLL_DEFLATE, Ordering::Relaxed);
        crate::monitor::deflate_if_many(cx);
    }
    if thread.poll.load(Ordering::Relaxed) & POLL_STRESS != 0 {
        crate::heap::count_poll(cx);
    }
    throw_sent(cx);
}

/// Makes the exception that the thread was sent by `Thread.stop` pending. True if one is pending now.
#[inline]
pub fn throw_sent(cx: &Cx) -> bool {
    if cx.thread().poll.load(Ordering::Relaxed) & POLL_STOPPED != 0 {
        crate::threads::stop::throw_sent(cx);
    }
    cx.thread().has_pending()
}

/// Is the thread to block until `Thread.resume`?
pub fn is_suspended(thread: &Thread) -> bool {
    thread.poll.load(Ordering::Relaxed) & POLL_SUSPENDED != 0
}

/// Blocks until the thread, which is suspended, is resumed.
pub(crate) fn wait_for_resumption(cx: &mut Cx) {
    let thread = cx.thread();
    let previous = thread.state();
    thread
        .state
        .store(ThreadState::Blocked as u32, Ordering::SeqCst);
    leave_suspension(thread, previous);
}

/// Lets a suspended thread go on.
pub(crate) fn end_suspension(thread: &Thread) {
    let world = WORLD.lock();
    thread.poll.fetch_and(!POLL_SUSPENDED, Ordering::SeqCst);
    drop(world);
    RESUMED.notify_all();
}

/// `InVm`/`InJava` → `InNative`. Oops must not be touched until [`leave_native`].
#[inline]
pub fn enter_native(thread: &Thread) {
    debug_assert!(
        !thread.state().is_safe(),
        "entering native in state {:?}",
        thread.state()
    );
    thread
        .state
        .store(ThreadState::InNative as u32, Ordering::Release);
}

/// `InNative` → `InVm`: blocks while the world is stopped or the thread suspended.
#[inline]
pub fn leave_native(thread: &Thread) {
    debug_assert!(
        thread.state() == ThreadState::InNative,
        "leaving native in state {:?}",
        thread.state()
    );
    // A swap is a full fence.
    thread
        .state
        .swap(ThreadState::InVm as u32, Ordering::SeqCst);
    if thread.poll.load(Ordering::Relaxed) & (POLL_STOP | POLL_SUSPENDED) != 0 {
        thread
            .state
            .store(ThreadState::Blocked as u32, Ordering::SeqCst);
        leave_suspension(thread, ThreadState::InVm);
    }
}

/// Runs `wait` (which must not touch oops) in state `Blocked`; then blocks while the world is stopped.
pub fn blocked<R>(cx: &mut Cx, wait: impl FnOnce() -> R) -> R {
    let thread = cx.thread();
    let previous = thread.state();
    debug_assert!(!previous.is_safe(), "blocking in state {previous:?}");
    thread
        .state
        .store(ThreadState::Blocked as u32, Ordering::SeqCst);
    let result = wait();
    leave_safe_state(thread, previous);
    result
}

/// Goes from a safe state to `state`, waiting for a stopped world to go on.
#[cold]
fn leave_safe_state(thread: &Thread, state: ThreadState) {
    leave_safe_state_without(thread, state, POLL_STOP);
}

/// As [`leave_safe_state`], waiting also for a suspension to end. Only where the thread holds no lock
/// of the VM.
#[cold]
fn leave_suspension(thread: &Thread, state: ThreadState) {
    leave_safe_state_without(thread, state, POLL_STOP | POLL_SUSPENDED);
}

/// Goes from a safe state to `state` when none of the `obstacles` is in the poll word.
fn leave_safe_state_without(thread: &Thread, state: ThreadState, obstacles: u32) {
    loop {
        thread.state.swap(state as u32, Ordering::SeqCst);
        if thread.poll.load(Ordering::SeqCst) & obstacles == 0 {
            return;
        }
        thread
            .state
            .store(ThreadState::Blocked as u32, Ordering::SeqCst);
        // Both bits are cleared with the lock held.
        let mut world = WORLD.lock();
        while thread.poll.load(Ordering::Relaxed) & obstacles != 0 {
            RESUMED.wait(&mut world);
        }
    }
}

/// Takes the authority and stops every thread but `except`.
fn stop(except: Option<&Thread>) {
    stop_until(except, None);
}

/// As [`stop`]; gives up waiting for the other threads at `deadline`, with the authority taken.
fn stop_until(except: Option<&Thread>, deadline: Option<Instant>) {
    let mut world = WORLD.lock();
    while world.taken {
        RESUMED.wait(&mut world);
    }
    world.taken = true;
    let is_other =
        |thread: &&'static Thread| except.is_none_or(|except| !std::ptr::eq(except, *thread));
    let others: Vec<&'static Thread> = world.threads.iter().copied().filter(is_other).collect();
    for thread in &others {
        thread.poll.fetch_or(POLL_STOP, Ordering::SeqCst);
    }
    drop(world);
    fence(Ordering::SeqCst);
    for thread in others {
        let mut spins = 0u32;
        while !ThreadState::from_u32(thread.state.load(Ordering::SeqCst)).is_safe() {
            spins += 1;
            if spins > 200 && deadline.is_some_and(|deadline| Instant::now() > deadline) {
                break;
            }
            match spins {
                0..100 => std::hint::spin_loop(),
                100..200 => std::thread::yield_now(),
                _ => std::thread::sleep(Duration::from_micros(20)),
            }
        }
    }
}

/// Lets the world go on and gives the authority back.
fn resume() {
    let mut world = WORLD.lock();
    debug_assert!(world.taken);
    for thread in &world.threads {
        thread.poll.fetch_and(!POLL_STOP, Ordering::SeqCst);
    }
    world.taken = false;
    drop(world);
    RESUMED.notify_all();
}

/// Runs `operation` while every other thread is stopped. It must not allocate Java objects, wait
/// for other threads, or stop the world again.
pub fn stop_the_world<R>(cx: &mut Cx, operation: impl FnOnce(&mut Cx) -> R) -> R {
    let thread = cx.thread();
    blocked_without_return(thread, || stop(Some(thread)));
    let result = operation(cx);
    resume();
    result
}

/// Stops every other thread for good, because the process is about to end: they would run on while
/// libraries are torn down. The calling thread may be detached; if it is not, it must neither
/// detach nor allocate afterwards. A thread that reaches no poll within a second is left alone. A
/// second call by the same thread does nothing; one by another thread never returns.
pub fn stop_for_exit() {
    thread_local! {
        static STOPPED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if STOPPED.replace(true) {
        return;
    }
    let deadline = Some(Instant::now() + Duration::from_secs(1));
    match Thread::current() {
        Some(thread) if !thread.state().is_safe() => {
            blocked_without_return(thread, || stop_until(Some(thread), deadline));
        }
        current => stop_until(current, deadline),
    }
}

/// As [`blocked`], for a thread that holds the authority when it returns and so need not wait.
fn blocked_without_return(thread: &Thread, wait: impl FnOnce()) {
    let previous = thread.state();
    thread
        .state
        .store(ThreadState::Blocked as u32, Ordering::SeqCst);
    wait();
    thread.state.store(previous as u32, Ordering::SeqCst);
}

/// Stops every Java thread for a collection. Called on a collector thread.
pub(crate) fn stop_for_collection() {
    stop(None);
}

/// Ends what [`stop_for_collection`] began, perhaps on another collector thread.
pub(crate) fn resume_after_collection() {
    COLLECTION_EPOCH.fetch_add(1, Ordering::SeqCst);
    resume();
}

/// Blocks the thread, which has just requested a collection, until one has ended.
pub(crate) fn block_for_collection(thread: &Thread) {
    let previous = thread.state();
    debug_assert!(
        !previous.is_safe(),
        "collection requested in state {previous:?}"
    );
    let mut world = WORLD.lock();
    // The thread is not safe yet: the collection cannot have begun.
    let epoch = COLLECTION_EPOCH.load(Ordering::SeqCst);
    thread
        .state
        .store(ThreadState::Blocked as u32, Ordering::SeqCst);
    while COLLECTION_EPOCH.load(Ordering::SeqCst) == epoch {
        RESUMED.wait(&mut world);
    }
    drop(world);
    leave_safe_state(thread, previous);
}

/// The attached threads, while the world is stopped.
pub(crate) fn stopped_threads() -> Vec<&'static Thread> {
    WORLD.lock().threads.clone()
}

/// The threads that are attached at this moment. Records are never unmapped, but a thread may
/// detach before the caller looks at it: what is read is then stale, not wild.
pub fn threads() -> Vec<&'static Thread> {
    WORLD.lock().threads.clone()
}

/// Runs `action` if `thread` is attached as the thread of `object`. It does not detach meanwhile, so the
/// record cannot have become another thread's.
pub(crate) fn if_listed(thread: &Thread, object: Oop<'_>, action: impl FnOnce()) {
    let world = WORLD.lock();
    let is_listed = world
        .threads
        .iter()
        .any(|other| std::ptr::eq(*other, thread));
    if is_listed && thread.object.get() == object.raw() {
        action();
    }
}

/// Lists a new thread in `state`; waits while the world is stopped. `prepare` runs with the list locked.
pub(crate) fn attach(thread: &'static Thread, state: ThreadState, prepare: impl FnOnce()) {
    let mut world = WORLD.lock();
    while world.taken {
        RESUMED.wait(&mut world);
    }
    prepare();
    if crate::heap::is_stress_on() || POLLS_ALWAYS.load(Ordering::Relaxed) {
        thread.poll.fetch_or(POLL_STRESS, Ordering::Relaxed);
    }
    world.threads.push(thread);
    thread.state.store(state as u32, Ordering::SeqCst);
}

/// The first steps of a thread that another one has listed.
pub(crate) fn begin(thread: &Thread) {
    debug_assert!(thread.state() == ThreadState::New);
    leave_safe_state(thread, ThreadState::InVm);
}

/// Removes a thread from the list; waits while the world is stopped. `cleanup` runs with the list
/// locked. The thread is `Terminated` afterwards.
pub(crate) fn detach(thread: &'static Thread, cleanup: impl FnOnce()) {
    thread
        .state
        .store(ThreadState::Blocked as u32, Ordering::SeqCst);
    // Whoever stops the world from here on does not wait for this thread.
    let mut world = WORLD.lock();
    while world.taken {
        RESUMED.wait(&mut world);
    }
    cleanup();
    world.threads.retain(|other| !std::ptr::eq(*other, thread));
    thread
        .state
        .store(ThreadState::Terminated as u32, Ordering::SeqCst);
    thread.poll.store(0, Ordering::SeqCst);
}
