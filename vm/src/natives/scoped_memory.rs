//! `jdk.internal.misc.ScopedMemoryAccess.closeScope0`: may the memory of a scope be freed?
//!
//! A method marked `@Scoped` checks that its scope is alive and then accesses the memory. No thread is
//! between the two while the world is stopped, because there is no poll between them; but one that is
//! inside such a method with this scope may be about to go there, having checked or not. As HotSpot's
//! `scopedMemoryAccess.cpp` does, the scope is then said to be in use.

use super::{Rows, VOID, boolean};
use vm_runtime::call::Args;
use vm_runtime::frame::{FRAME_ENTRY, all_frames};
use vm_runtime::heap::roots;
use vm_runtime::method::MethodFlag;
use vm_runtime::safepoint;
use vm_runtime::thread::{Cx, JResult, Thread};

/// How far below the top the scoped method of an access can be.
const MAX_DEPTH: usize = 10;

fn nothing(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

/// Is the stopped thread accessing memory of the scope at this address?
fn accesses(thread: &Thread, scope: u64) -> bool {
    let mut is_top = true;
    let mut depth = 0;
    for frame in all_frames(thread.top_frame.get()) {
        let is_stub = frame.flags & FRAME_ENTRY != 0;
        if !is_stub && frame.method.has(MethodFlag::Scoped) {
            let mut found = false;
            let mut visit = |slot: *mut u64| {
                // SAFETY: the slot belongs to a frame of a stopped thread.
                found |= unsafe { *slot } == scope;
            };
            roots::visit_frame(frame, is_top, &mut visit);
            return found;
        }
        depth += usize::from(!is_stub);
        if depth == MAX_DEPTH {
            break;
        }
        is_top = is_stub;
    }
    false
}

fn close_scope(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let in_use = safepoint::stop_the_world(cx, |cx| {
        let scope = args.oop(cx, 1).raw();
        let own = cx.thread();
        safepoint::threads()
            .into_iter()
            .any(|thread| !std::ptr::eq(thread, own) && accesses(thread, scope))
    });
    boolean(!in_use)
}

pub(super) const ROWS: Rows = &[
    ("registerNatives", "()V", nothing),
    (
        "closeScope0",
        "(Ljdk/internal/misc/ScopedMemoryAccess$Scope;Ljdk/internal/misc/ScopedMemoryAccess$Scope$ScopedAccessError;)Z",
        close_scope,
    ),
];
