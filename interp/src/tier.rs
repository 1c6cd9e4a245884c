//! Asking the VM whether a method is to go on in another tier.
//!
//! The interpreter counts calls of methods and back edges of branches anyway. Each of these counters
//! has a limit next to it; when the counter has passed it, the VM is asked through the registered
//! [`TierHooks`] and says after how many more calls or back edges it wants to be asked again. Back
//! edges of switches and of `ret` are not counted.
//!
//! At a method entry the VM answers by replacing the method's `interpreter_entry` (see
//! [`crate::compiled`]). At a back edge it can continue the frame itself in compiled code (OSR).

use crate::compiled::{Outcome, continue_after, continue_top};
use crate::dispatch::Next;
use crate::entry::{
    Entry, begin_bytecode, begin_synchronized, enter, entry_word, overflow, push_argument_frame,
};
use crate::sites::BranchSite;
use crate::stack::Stack;
use crate::unwind::unwind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use vm_runtime::frame::Insn;
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, Thread};

/// Do not ask again.
pub const NEVER: u32 = u32::MAX;

/// What the VM is asked.
#[derive(Clone, Copy)]
pub struct TierHooks {
    /// The method is about to be called, and has been called often. Its arguments are roots. The
    /// answer is after how many calls to ask again.
    pub at_entry: fn(&mut Cx, &'static Method) -> u32,
    /// The top frame has taken a back edge often.
    pub at_back_edge: fn(&mut Cx, BackEdge) -> BackEdgeAnswer,
}

/// A back edge that has been taken by the top frame, which is about to execute its target.
#[derive(Clone, Copy)]
pub struct BackEdge {
    /// The frame's method.
    pub method: &'static Method,
    /// Where the back edge leads.
    pub target: u16,
    /// How often it was taken so far, by all threads.
    pub taken: u32,
}

/// What the VM wants at a back edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BackEdgeAnswer {
    /// Interpret on; ask again after so many.
    Continue(u32),
    /// Compiled code has continued the frame, which is gone, and was left.
    Entered(Outcome),
}

static HOOKS: OnceLock<TierHooks> = OnceLock::new();
/// Calls of a method, and back edges of a branch, before the first question.
static FIRST_ENTRY: AtomicU32 = AtomicU32::new(NEVER);
static FIRST_BACK_EDGE: AtomicU32 = AtomicU32::new(NEVER);

/// Registers who is asked, and how many calls of a method and back edges of a branch there are
/// before the first question. Holds for methods that have not been called yet.
pub fn set_tier_hooks(hooks: TierHooks, first_entry: u32, first_back_edge: u32) {
    assert!(HOOKS.set(hooks).is_ok(), "the hooks are registered once");
    FIRST_ENTRY.store(first_entry, Ordering::Relaxed);
    FIRST_BACK_EDGE.store(first_back_edge, Ordering::Relaxed);
}

/// Asks at the call of `method` after `n_calls` more.
pub fn ask_after(method: &Method, n_calls: u32) {
    let count = method.invocations.load(Ordering::Relaxed);
    let limit = count.saturating_add(n_calls);
    method.invocation_limit.store(limit, Ordering::Relaxed);
}

/// Sets the limit of a method that is prepared for its first call.
pub(crate) fn arm(method: &Method) {
    let limit = FIRST_ENTRY.load(Ordering::Relaxed);
    method.invocation_limit.store(limit, Ordering::Relaxed);
}

/// The first limit of a branch.
pub(crate) fn first_branch_limit() -> u32 {
    FIRST_BACK_EDGE.load(Ordering::Relaxed)
}

/// Entry of a method whose calls have reached their limit; this one is counted already.
#[cold]
pub(crate) unsafe extern "sysv64" fn enter_asking(
    method: *const Method,
    sp: *mut u64,
    locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: entries are called with an immortal method and `sp` above its arguments.
    let method: &'static Method = unsafe { &*method };
    // The argument frame keeps the arguments alive while the VM is asked.
    // SAFETY: as above.
    if !unsafe { push_argument_frame(method, sp, thread) } {
        return overflow(thread);
    }
    let is_changed = ask_at_entry(method, thread);
    // SAFETY: the top frame is the one just pushed.
    thread
        .top_frame
        .set(unsafe { (*thread.top_frame.get()).prev });
    if thread.has_pending() {
        // An asynchronous exception.
        return unwind(thread);
    }
    // SAFETY: as above; the method is prepared.
    unsafe {
        if is_changed {
            let s = Stack {
                insn: std::ptr::null(),
                sp,
                locals,
                thread,
            };
            enter(method, s)
        } else if method.is_synchronized() {
            begin_synchronized(method, sp, thread)
        } else {
            begin_bytecode(method, sp, thread)
        }
    }
}

/// Asks, and says whether the method is entered in another way now.
#[inline(never)]
fn ask_at_entry(method: &'static Method, thread: &Thread) -> bool {
    let again = match HOOKS.get() {
        // SAFETY: on the current thread, no other token is in use.
        Some(hooks) => (hooks.at_entry)(unsafe { thread.cx() }, method),
        None => NEVER,
    };
    ask_after(method, again);
    method.interpreter_entry.load(Ordering::Acquire) != entry_word(method)
}

/// Continues at `target`, the target of a back edge that has reached its limit.
#[inline(always)]
pub(crate) fn back_edge(mut s: Stack<'_>, target: *const Insn, site: &BranchSite) -> Next {
    s.insn = target;
    s.save();
    // SAFETY: the site is that of the back edge just taken by the saved frame.
    unsafe { back_edge_entry(site, std::ptr::null_mut(), std::ptr::null_mut(), s.thread) }
}

/// Has the shape of a handler so that it is reached and left by jumps.
#[cold]
unsafe extern "sysv64" fn back_edge_entry(
    site: *const BranchSite,
    _sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    // SAFETY: the top frame is the running one. It may be gone after the question.
    let method = unsafe { (*thread.top_frame.get()).method };
    // SAFETY: by contract; sites are immortal.
    match ask_at_back_edge(method, unsafe { &*site }, thread) {
        None => continue_top(thread),
        Some(outcome) => continue_after(outcome, method, thread),
    }
}

#[inline(never)]
fn ask_at_back_edge(
    method: &'static Method,
    site: &BranchSite,
    thread: &Thread,
) -> Option<Outcome> {
    // SAFETY: on the current thread, no other token is in use; the top frame is the running one.
    let (cx, frame) = unsafe { (thread.cx(), &*thread.top_frame.get()) };
    let taken = site.taken.load(Ordering::Relaxed);
    let new = taken.wrapping_sub(site.summed.swap(taken, Ordering::Relaxed));
    method.back_edges.fetch_add(new, Ordering::Relaxed);
    let answer = match HOOKS.get() {
        Some(hooks) => {
            let edge = BackEdge {
                method,
                target: frame.bci().expect("a running bytecode frame has a bci"),
                taken,
            };
            (hooks.at_back_edge)(cx, edge)
        }
        None => BackEdgeAnswer::Continue(NEVER),
    };
    match answer {
        BackEdgeAnswer::Continue(again) => {
            site.limit
                .store(taken.saturating_add(again), Ordering::Relaxed);
            None
        }
        BackEdgeAnswer::Entered(outcome) => Some(outcome),
    }
}

/// Name and address of the functions here that hand over to handlers.
pub(crate) fn entries() -> Vec<(&'static str, usize)> {
    let asking: Entry = enter_asking;
    vec![
        ("enter_asking", asking as usize),
        ("back_edge_entry", back_edge_entry as *const () as usize),
        ("enter_compiled", crate::compiled::entry_word()),
    ]
}
