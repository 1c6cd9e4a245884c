//! Ending compiled code that must not run any more, frames that are in it included.
//!
//! With all threads stopped every frame of the code is in a call. The return address of each call in
//! the code gets an exit to the interpreter written over what follows it, and the entry a jump to
//! whatever the method has instead: see [`codegen::patch`]. Return addresses stay what they are, so
//! that walks of stacks, maps of references and inlined frames need no second account. A frame leaves
//! when its call returns, with the result or the exception of the call.

use super::code::{self, Code};
use super::dependencies::{self, CodeName, Dependency};
use super::report::Compilation;
use crate::tiering::{DeoptReason, Reason};
use codegen::patch;
use vm_codecache::Blob;
use vm_runtime::class::Class;
use vm_runtime::safepoint;
use vm_runtime::thread::Cx;
use vm_runtime::walk::{self, Record};

/// A class is about to be linked: code that relied on its absence ends before it can have instances.
pub(super) fn class_appears(cx: &mut Cx, class: &'static Class) {
    let broken = dependencies::lock().enter(class);
    if broken.is_empty() {
        return;
    }
    let codes: Vec<CodeName> = broken.iter().map(|(code, _)| *code).collect();
    for compilation in end(cx, &codes) {
        let cause = broken.iter().find(|(code, _)| code.id == compilation.id);
        let cause = cause.map(|(_, dependency)| cause_of(dependency, class));
        compilation.invalidated(Reason::Refuted(DeoptReason::Invalidated), cause);
    }
}

fn cause_of(dependency: &Dependency, class: &Class) -> String {
    format!("{dependency}, until {} appeared", class.external_name())
}

/// Ends the code that is still installed under these names; tells which compilations that were.
pub(super) fn end(cx: &mut Cx, codes: &[CodeName]) -> Vec<Compilation> {
    safepoint::stop_the_world(cx, |_| {
        codes
            .iter()
            .filter_map(|name| {
                let blob = code::find(name.start)?;
                let compilation = blob.data().compilation;
                // SAFETY: the world is stopped.
                (compilation.id == name.id && unsafe { end_stopped(blob) }).then_some(compilation)
            })
            .collect()
    })
}

/// Ends the code of one of the thread's compiled frames: a stress mode.
pub(super) fn end_some(cx: &mut Cx, number: usize) {
    let codes: Vec<CodeName> = walk::records(cx.thread())
        .filter_map(|record| match record {
            Record::Compiled(frame) => code::of_frame(frame.sp),
            Record::Interpreter { .. } => None,
        })
        .map(|blob| blob.data().name())
        .collect();
    let Some(code) = codes.get(number % codes.len().max(1)) else {
        return;
    };
    for compilation in end(cx, &[*code]) {
        compilation.invalidated(Reason::Stress, None);
    }
}

/// Ends code; false: it was ended before.
///
/// # Safety
/// The world is stopped.
unsafe fn end_stopped(blob: &Blob<Code>) -> bool {
    let code = blob.data();
    if !code.end() {
        return false;
    }
    let tiers = super::tiers();
    tiers.forget(code);
    let layout = &tiers.settings.layout;
    let cache = code::cache();
    let returns = code.return_addresses();
    // SAFETY: every frame of the code is in a call, so no thread is between a return address and the
    // end of the patch; nor is one at the entry, where no call returns to.
    unsafe {
        cache.overwrite(returns, &patch::leave_at_return(layout));
        if code.compilation.place.loop_bci().is_none() {
            let method = code.compilation.place.address() as u64;
            cache.overwrite([code.entry], &patch::enter_elsewhere(layout, method));
        }
    }
    cache.retire(blob);
    // The policy may have said that it need not be asked about the method again.
    interp::tier::ask_after(code.compilation.place.method(), 1);
    true
}
