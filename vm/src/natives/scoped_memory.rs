//! `jdk.internal.misc.ScopedMemoryAccess.closeScope0`: may the memory of a scope be freed?
//!
//! A method marked `@Scoped` checks that its scope is alive and then accesses the memory. No thread is
//! between the two while the world is stopped, because there is no poll between them; but one that is
//! inside such a method with this scope may be about to go there, having checked or not. As HotSpot's
//! `scopedMemoryAccess.cpp` does, the scope is then said to be in use.

use super::{Rows, VOID, boolean};
use vm_runtime::call::Args;
use vm_runtime::method::MethodFlag;
use vm_runtime::safepoint;
use vm_runtime::thread::{Cx, JResult, Thread};
use vm_runtime::walk;

/// How far below the top the scoped method of an access can be.
const MAX_DEPTH: usize = 10;

fn nothing(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

/// Is the stopped thread accessing memory of the scope at this address?
fn accesses(thread: &Thread, scope: u64) -> bool {
    let scoped = walk::frames(thread)
        .take(MAX_DEPTH)
        .find(|frame| frame.method.has(MethodFlag::Scoped));
    let mut found = false;
    if let Some(frame) = scoped {
        frame.visit_references(&mut |slot| {
            // SAFETY: the slot belongs to a frame of a stopped thread.
            found |= unsafe { *slot } == scope;
        });
    }
    found
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
