//! The two stacks of a thread: one mapping with Java stack and handle area, and the native stack
//! whose bounds the system tells.
//!
//! The top of the Java stack and the bottom of the native stack are a reserve, in which
//! `StackOverflowError` is made; it is opened by [`open_reserve`] and closed again on unwinding.

use crate::thread::Thread;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Reserve at the end of the Java stack, in words.
const JAVA_RESERVE: usize = 4096;
/// Reserve of the native stack, in bytes.
const NATIVE_RESERVE: usize = 128 << 10;
/// Part of the native stack that nobody may use: VM code runs here unchecked.
const NATIVE_RED: usize = 96 << 10;
/// Bytes of the handle area: address space only.
const HANDLE_AREA: usize = 16 << 20;
/// Bytes of the alternate stack on which signal handlers run.
const SIGNAL_STACK: usize = 64 << 10;
const PAGE: usize = 4096;

static DEFAULT: AtomicUsize = AtomicUsize::new(1 << 20);

/// `-Xss`.
pub fn set_default_size(bytes: usize) {
    DEFAULT.store(bytes.max(128 << 10), Ordering::Relaxed);
}

/// Bytes of the Java stack of threads that ask for nothing else.
pub fn default_size() -> usize {
    DEFAULT.load(Ordering::Relaxed)
}

/// Bytes of the native stack for a Java thread with this Java stack. A call from Java through native
/// code to Java takes some 4 KB of it, several times what it takes elsewhere: with room for that,
/// programs that recurse so get as deep as they are used to.
pub fn native_size(java_stack: usize) -> usize {
    2 * java_stack.max(512 << 10) + (1 << 20)
}

/// Maps Java stack, handle area and signal stack. False if there is no memory.
///
/// One mapping without guard pages between the parts, because the system limits the number of
/// mappings, and so of threads. The interpreter checks the Java stack and [`Thread::push_handle`]
/// the handle area; a signal handler that needs too much stack reaches the end of the handle area,
/// which is all but never in use.
pub(super) fn map(thread: &Thread, java_stack: usize) -> bool {
    let java = (java_stack.max(64 << 10) + JAVA_RESERVE * 8).next_multiple_of(PAGE);
    let handles_end = java + HANDLE_AREA;
    let total = handles_end + SIGNAL_STACK;
    // SAFETY: a fresh private mapping.
    let base = unsafe {
        libc::mmap(
            std::ptr::null_mut(),
            total,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
            -1,
            0,
        )
    };
    if base == libc::MAP_FAILED {
        return false;
    }
    let at = |offset: usize| base.cast::<u8>().wrapping_add(offset).cast::<u64>();
    thread.java_base.set(at(0));
    thread.java_limit.set(at(java).wrapping_sub(JAVA_RESERVE));
    thread.handle_base.set(at(java));
    thread.handle_limit.set(at(handles_end));
    thread.handle_top.set(thread.handle_base.get());
    thread.memory.set((base.addr(), total));
    true
}

/// Unmaps what [`map`] mapped.
pub(super) fn unmap(thread: &Thread) {
    let (start, length) = thread.memory.replace((0, 0));
    thread.java_base.set(std::ptr::null_mut());
    thread.java_limit.set(std::ptr::null_mut());
    thread.handle_base.set(std::ptr::null_mut());
    thread.handle_top.set(std::ptr::null_mut());
    thread.handle_limit.set(std::ptr::null_mut());
    if length != 0 {
        // SAFETY: the thread has no frames and no handles any more.
        unsafe { libc::munmap(start as *mut libc::c_void, length) };
    }
}

/// Where the signal stack of a thread is.
fn signal_stack(thread: &Thread) -> *mut libc::c_void {
    let (start, length) = thread.memory.get();
    (start + length - SIGNAL_STACK) as *mut libc::c_void
}

/// Gives the calling thread a stack for signal handlers, unless it has one.
pub(super) fn install_signal_stack(thread: &Thread) {
    // SAFETY: the memory is mapped, and used for nothing else until `remove_signal_stack`.
    unsafe {
        let mut present: libc::stack_t = std::mem::zeroed();
        if libc::sigaltstack(std::ptr::null(), &raw mut present) == 0
            && present.ss_flags & libc::SS_DISABLE != 0
        {
            let stack = libc::stack_t {
                ss_sp: signal_stack(thread),
                ss_flags: 0,
                ss_size: SIGNAL_STACK,
            };
            libc::sigaltstack(&raw const stack, std::ptr::null_mut());
        }
    }
}

/// Undoes [`install_signal_stack`].
pub(super) fn remove_signal_stack(thread: &Thread) {
    // SAFETY: plain queries and changes of the calling thread's signal stack.
    unsafe {
        let mut present: libc::stack_t = std::mem::zeroed();
        if libc::sigaltstack(std::ptr::null(), &raw mut present) == 0
            && present.ss_sp == signal_stack(thread)
        {
            let none = libc::stack_t {
                ss_sp: std::ptr::null_mut(),
                ss_flags: libc::SS_DISABLE,
                ss_size: 0,
            };
            libc::sigaltstack(&raw const none, std::ptr::null_mut());
        }
    }
}

/// Finds the bounds of the calling thread's native stack.
pub(super) fn measure_native(thread: &Thread) {
    // SAFETY: plain queries of the calling thread's attributes.
    let (low, size, guard) = unsafe {
        let mut attributes: libc::pthread_attr_t = std::mem::zeroed();
        let mut address = std::ptr::null_mut();
        let mut size = 0;
        let mut guard = 0;
        if libc::pthread_getattr_np(libc::pthread_self(), &raw mut attributes) != 0 {
            // Without bounds nothing can be checked.
            thread.native_limit.set(0);
            return;
        }
        libc::pthread_attr_getstack(&raw const attributes, &raw mut address, &raw mut size);
        libc::pthread_attr_getguardsize(&raw const attributes, &raw mut guard);
        libc::pthread_attr_destroy(&raw mut attributes);
        (address.addr(), size, guard)
    };
    let keep = (NATIVE_RED + NATIVE_RESERVE).min(size / 2);
    thread.native_limit.set(low + guard + keep);
}

/// Opens the reserve of both stacks, so that an error can be made. False if it is open already.
pub fn open_reserve(thread: &Thread) -> bool {
    if thread.in_stack_reserve.replace(true) {
        return false;
    }
    thread
        .java_limit
        .set(thread.java_limit.get().wrapping_add(JAVA_RESERVE));
    thread
        .native_limit
        .set(thread.native_limit.get().saturating_sub(NATIVE_RESERVE));
    true
}

/// Closes the reserve again (when the error unwinds, or is caught).
pub fn close_reserve(thread: &Thread) {
    if thread.in_stack_reserve.replace(false) {
        thread
            .java_limit
            .set(thread.java_limit.get().wrapping_sub(JAVA_RESERVE));
        thread
            .native_limit
            .set(thread.native_limit.get() + NATIVE_RESERVE);
    }
}

/// Is the native stack nearly used up? To be asked before each recursion in VM code.
#[inline]
pub fn native_is_low(thread: &Thread) -> bool {
    let here = 0u8;
    std::ptr::from_ref(&here).addr() < thread.native_limit.get()
}
