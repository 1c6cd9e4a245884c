//! The thread that creates the VM and runs Java's `main`.
//!
//! Not the primordial thread, whose stack grows on demand and has no fixed lower end. The new
//! thread gets the stack size asked for and no guard page from the C library: guarding the stack
//! is the VM's business. (Standard-library threads always have a guard page, hence pthreads.)

use std::ffi::c_void;

struct Work {
    run: Option<Box<dyn FnOnce() -> i32 + Send>>,
    result: i32,
}

extern "C" fn start(work: *mut c_void) -> *mut c_void {
    // SAFETY: `run_on_new_thread` passes a `Work` that it does not touch until this thread ends.
    let work = unsafe { &mut *work.cast::<Work>() };
    if let Some(run) = work.run.take() {
        work.result = run();
    }
    std::ptr::null_mut()
}

/// Runs `run` on a new thread and waits for its result; on this thread if none can be made.
pub fn run_on_new_thread(
    stack_size: Option<usize>,
    run: impl FnOnce() -> i32 + Send + 'static,
) -> i32 {
    let mut work = Work {
        run: Some(Box::new(run)),
        result: 0,
    };
    // SAFETY: `attributes` is initialized before use and destroyed after; `work` outlives the
    // thread because the thread is joined before it is looked at again.
    let started = unsafe {
        let mut attributes = std::mem::zeroed::<libc::pthread_attr_t>();
        libc::pthread_attr_init(&raw mut attributes);
        if let Some(size) = stack_size {
            libc::pthread_attr_setstacksize(&raw mut attributes, size);
        }
        libc::pthread_attr_setguardsize(&raw mut attributes, 0);
        let mut thread = std::mem::zeroed::<libc::pthread_t>();
        let argument = (&raw mut work).cast();
        let status = libc::pthread_create(&raw mut thread, &raw const attributes, start, argument);
        if status == 0 {
            libc::pthread_join(thread, std::ptr::null_mut());
        }
        libc::pthread_attr_destroy(&raw mut attributes);
        status == 0
    };
    if !started && let Some(run) = work.run.take() {
        return run();
    }
    work.result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_comes_back() {
        assert_eq!(run_on_new_thread(Some(1 << 20), || 42), 42);
        assert_eq!(run_on_new_thread(None, || -1), -1);
    }
}
