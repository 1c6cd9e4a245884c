//! Jumps, subroutines, switches, returns.

use crate::dispatch::{Execute, LEAVE, Next, dispatch, jump};
use crate::sites::{BranchSite, SwitchSite, bump, site};
use crate::stack::Stack;
use std::sync::atomic::Ordering;
use vm_bytecode::instruction::{
    AReturn, DReturn, FReturn, Goto, IReturn, Jsr, LReturn, LookupSwitch, Ret, Return, TableSwitch,
};
use vm_runtime::frame::{FRAME_HAS_LOCKS, FRAME_LOCKED, Insn};
use vm_runtime::layout::BasicType;
use vm_runtime::method::Method;
use vm_runtime::thread::Thread;

impl Execute for Goto {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        jump!(s, site::<BranchSite>(self.site))
    }
}

/// A return address is the index of the instruction after the `jsr`.
impl Execute for Jsr {
    #[inline(always)]
    fn execute(&self, mut s: Stack<'_>) -> Next {
        let index = code_index(s.frame().method, s.insn) + 1;
        s.push(index as u64);
        jump!(s, site::<BranchSite>(self.site))
    }
}
impl Execute for Ret {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let index = s.local(self.local) as usize;
        let from = code_index(s.frame().method, s.insn);
        let target = s.insn.wrapping_offset(index as isize - from as isize);
        if index <= from && s.thread.poll.load(Ordering::Relaxed) != 0 {
            return crate::stack::poll_at(s, target);
        }
        dispatch(s, target)
    }
}

/// Takes values, not the stack: a local whose address is taken would prevent the final jump.
fn code_index(method: &Method, insn: *const Insn) -> usize {
    method
        .decoded()
        .expect("running code is decoded")
        .index_of(insn)
}

#[inline(always)]
fn switch_to(s: Stack<'_>, entry: &SwitchSite, case: Option<usize>) -> Next {
    let (delta, count) = match case {
        Some(case) => (entry.deltas[case], &entry.counts[case]),
        None => (entry.default, &entry.counts[entry.deltas.len()]),
    };
    bump(count);
    let target = s.insn.wrapping_offset(delta as isize);
    if delta <= 0 && s.thread.poll.load(Ordering::Relaxed) != 0 {
        return crate::stack::poll_at(s, target);
    }
    dispatch(s, target)
}

impl Execute for TableSwitch {
    #[inline(always)]
    fn execute(&self, mut s: Stack<'_>) -> Next {
        let entry = site::<SwitchSite>(self.site);
        let case = i64::from(s.pop_int()) - i64::from(entry.low);
        let case = usize::try_from(case)
            .ok()
            .filter(|case| *case < entry.deltas.len());
        switch_to(s, entry, case)
    }
}
impl Execute for LookupSwitch {
    #[inline(always)]
    fn execute(&self, mut s: Stack<'_>) -> Next {
        let entry = site::<SwitchSite>(self.site);
        let case = entry.keys.binary_search(&s.pop_int()).ok();
        switch_to(s, entry, case)
    }
}

macro_rules! returns {
    ($($op:ident $slots:literal;)*) => {$(
        impl Execute for $op {
            #[inline(always)]
            fn execute(&self, s: Stack<'_>) -> Next {
                let frame = s.frame();
                if frame.flags & (FRAME_LOCKED | FRAME_HAS_LOCKS) != 0 {
                    s.save();
                    if crate::monitors::release_at_return(s.cx(), frame).is_err() {
                        return crate::unwind::unwind(s.thread);
                    }
                }
                let value = match $slots {
                    0 => 0,
                    n => s.peek(n - 1),
                };
                return_to_caller(s, value, $slots)
            }
        }
    )*};
}
returns! {
    IReturn 1;
    FReturn 1;
    AReturn 1;
    LReturn 2;
    DReturn 2;
    Return 0;
}

/// Pops the top frame and continues after the caller's call instruction with the result pushed.
#[inline(always)]
pub(crate) fn return_to_caller(s: Stack<'_>, value: u64, n_slots: usize) -> Next {
    s.thread.top_frame.set(s.frame().prev);
    resume_caller(s.thread, value, n_slots)
}

/// Continues after the call instruction of the top frame, with the result pushed.
#[inline(always)]
pub(crate) fn resume_caller(thread: &Thread, value: u64, n_slots: usize) -> Next {
    // SAFETY: a call is in progress, so there is a caller's frame (at least the entry stub).
    let caller = unsafe { &*thread.top_frame.get() };
    let mut s = Stack {
        insn: caller.insn,
        sp: caller.sp,
        locals: caller.locals,
        thread,
    };
    // Both forms write one slot; the second slot of a long is never read.
    // SAFETY: the caller reserved room for the result of its call, or had an argument there.
    unsafe {
        *s.sp = value;
    }
    s.sp = s.sp.wrapping_add(n_slots);
    dispatch(s, s.insn.wrapping_add(1))
}

/// Second instruction of the entry stub: hands the result to the VM code that called.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct LeaveStub {}

impl Execute for LeaveStub {
    #[inline(always)]
    fn execute(&self, mut s: Stack<'_>) -> Next {
        let frame = s.frame();
        let value = match frame.method.return_type {
            BasicType::Void => 0,
            BasicType::Long | BasicType::Double => s.pop_long() as u64,
            _ => s.pop(),
        };
        s.thread.result.set(value);
        s.thread.top_frame.set(frame.prev);
        LEAVE
    }
}
