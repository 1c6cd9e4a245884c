//! Signals that Java programs handle, and the thread that tells Java about them.
//!
//! A handler only counts the signal and posts a semaphore; the "Signal Dispatcher" thread waits for
//! it and calls `jdk.internal.misc.Signal.dispatch`. SIGQUIT prints a thread dump. SIGPIPE gets a
//! handler that does nothing, so that writing to a closed socket fails with an error code; unlike
//! an ignored signal, that is not inherited by child processes.

use crate::java_thread::{self, Description, HIGH_PRIORITY};
use crate::thread_groups;
use std::cell::UnsafeCell;
use std::ffi::c_int;
use std::mem::MaybeUninit;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use vm_runtime::call::{self, Arg};
use vm_runtime::exceptions;
use vm_runtime::handle::HandleScope;
use vm_runtime::loader;
use vm_runtime::safepoint;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::threads;

/// Signals that exist.
pub(crate) const N_SIGNALS: usize = 65;

/// How often each signal has come and has not been dispatched.
static PENDING: [AtomicU32; N_SIGNALS] = [const { AtomicU32::new(0) }; N_SIGNALS];

/// A POSIX semaphore, the only lock that a signal handler may use.
struct Semaphore(UnsafeCell<MaybeUninit<libc::sem_t>>);

// SAFETY: a semaphore is made for concurrent use; it is initialized once before.
unsafe impl Sync for Semaphore {}

static POSTED: Semaphore = Semaphore(UnsafeCell::new(MaybeUninit::uninit()));
static INITIALIZE: Once = Once::new();

impl Semaphore {
    fn pointer(&self) -> *mut libc::sem_t {
        self.0.get().cast()
    }

    fn initialize(&self) {
        // SAFETY: called once, before the semaphore is used.
        INITIALIZE.call_once(|| unsafe {
            libc::sem_init(self.pointer(), 0, 0);
        });
    }

    fn post(&self) {
        // SAFETY: handlers are installed after the semaphore is initialized.
        unsafe { libc::sem_post(self.pointer()) };
    }

    fn wait(&self) {
        // SAFETY: the dispatcher starts after the semaphore is initialized.
        while unsafe { libc::sem_wait(self.pointer()) } != 0 {}
    }
}

/// The handler of signals that go to Java.
pub(crate) extern "C" fn deliver(signal: c_int) {
    // SAFETY: `errno` is saved because the handler may interrupt code that is about to read it.
    let errno = unsafe { *libc::__errno_location() };
    if let Some(count) = PENDING.get(signal as usize) {
        count.fetch_add(1, Ordering::AcqRel);
        POSTED.post();
    }
    // SAFETY: as above.
    unsafe { *libc::__errno_location() = errno };
}

extern "C" fn nothing(_signal: c_int) {}

/// Installs `handler` and returns what was installed before.
pub(crate) fn install(signal: c_int, handler: usize) -> Option<usize> {
    POSTED.initialize();
    let mut old = MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: the action is complete: all-zero but for handler, mask and flags; the handler is a
    // function of the right type, or one of the special values.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        action.sa_flags = libc::SA_RESTART | if handler > 1 { libc::SA_ONSTACK } else { 0 };
        libc::sigfillset(&raw mut action.sa_mask);
        if libc::sigaction(signal, &raw const action, old.as_mut_ptr()) != 0 {
            return None;
        }
        Some(old.assume_init().sa_sigaction)
    }
}

/// Is the signal ignored, as `nohup` arranges for SIGHUP?
pub(crate) fn is_ignored(signal: c_int) -> bool {
    let mut old = MaybeUninit::<libc::sigaction>::uninit();
    // SAFETY: only asks for the current action.
    unsafe {
        libc::sigaction(signal, std::ptr::null(), old.as_mut_ptr()) == 0
            && old.assume_init().sa_sigaction == libc::SIG_IGN
    }
}

/// Starts the "Signal Dispatcher" thread and takes SIGQUIT and SIGPIPE.
pub(crate) fn start_dispatcher(cx: &mut Cx) -> JResult<()> {
    POSTED.initialize();
    install(libc::SIGPIPE, (nothing as extern "C" fn(c_int)) as usize);
    let options = crate::options::get();
    if options.reduce_signals {
        return Ok(());
    }
    install(libc::SIGQUIT, (deliver as extern "C" fn(c_int)) as usize);
    let spawned = std::thread::Builder::new()
        .name("Signal Dispatcher".to_owned())
        .spawn(run);
    match spawned {
        Ok(_detached) => Ok(()),
        Err(_) => Err(exceptions::throw_out_of_memory(
            cx,
            "unable to create native thread",
        )),
    }
}

fn run() {
    let Ok(thread) = threads::attach_current("Signal Dispatcher", true) else {
        return;
    };
    // SAFETY: the thread was attached just now, in VM state, and has no other token.
    let cx = unsafe { thread.cx() };
    let scope = HandleScope::enter(cx);
    let group = scope.handle(thread_groups::system(cx));
    let description = Description {
        name: Some("Signal Dispatcher"),
        group: Some(group),
        priority: HIGH_PRIORITY,
        daemon: true,
    };
    if java_thread::create_current(cx, &description).is_err() {
        let _ = cx.take_pending();
    }
    loop {
        safepoint::blocked(cx, || POSTED.wait());
        for (signal, pending) in PENDING.iter().enumerate().skip(1) {
            let taken = pending.fetch_update(Ordering::AcqRel, Ordering::Acquire, |count| {
                count.checked_sub(1)
            });
            if taken.is_ok() {
                dispatch(cx, signal as c_int);
                break;
            }
        }
    }
}

fn dispatch(cx: &mut Cx, signal: c_int) {
    if signal == libc::SIGQUIT {
        crate::thread_dump::print_all(cx);
        return;
    }
    let class = loader::resolve_class(cx, Symbol::from("jdk/internal/misc/Signal"), loader::boot());
    let done = class
        .and_then(|class| call::invoke_static(cx, class, "dispatch", "(I)V", &[Arg::Int(signal)]));
    if done.is_err() {
        let _ = cx.take_pending();
    }
}
