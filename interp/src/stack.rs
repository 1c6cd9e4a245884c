//! The view of a frame that instructions work on: operand stack, locals, thread.

use crate::dispatch::{Next, dispatch};
use crate::sites::BranchSite;
use std::sync::atomic::Ordering;
use vm_runtime::frame::{Frame, Insn};
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, Thread};

/// The registers of the interpreter, passed by value.
#[derive(Clone, Copy)]
pub struct Stack<'a> {
    pub(crate) insn: *const Insn,
    /// First free operand slot.
    pub(crate) sp: *mut u64,
    pub(crate) locals: *mut u64,
    pub(crate) thread: &'a Thread,
}

impl<'a> Stack<'a> {
    /// Pushes a raw slot.
    #[inline(always)]
    pub fn push(&mut self, value: u64) {
        // SAFETY: verified code never exceeds `max_stack`, which the frame reserved.
        unsafe {
            *self.sp = value;
            self.sp = self.sp.add(1);
        }
    }
    /// Pops a raw slot.
    #[inline(always)]
    pub fn pop(&mut self) -> u64 {
        // SAFETY: verified code never underflows.
        unsafe {
            self.sp = self.sp.sub(1);
            *self.sp
        }
    }
    /// The raw slot `depth` below the top (0 is the top).
    #[inline(always)]
    pub fn peek(&self, depth: usize) -> u64 {
        // SAFETY: verified code has that many operands.
        unsafe { *self.sp.sub(depth + 1) }
    }
    /// Overwrites the slot `depth` below the top.
    #[inline(always)]
    pub fn poke(&mut self, depth: usize, value: u64) {
        // SAFETY: verified code has that many operands.
        unsafe { *self.sp.sub(depth + 1) = value }
    }
    /// Drops slots.
    #[inline(always)]
    pub fn drop_slots(&mut self, n: usize) {
        self.sp = self.sp.wrapping_sub(n);
    }

    /// Pushes an `int`.
    #[inline(always)]
    pub fn push_int(&mut self, value: i32) {
        self.push(u64::from(value as u32));
    }
    /// Pops an `int`.
    #[inline(always)]
    pub fn pop_int(&mut self) -> i32 {
        self.pop() as i32
    }
    /// Pushes a `long`: two slots, the value in the lower.
    #[inline(always)]
    pub fn push_long(&mut self, value: i64) {
        // SAFETY: as `push`.
        unsafe {
            *self.sp = value as u64;
            self.sp = self.sp.add(2);
        }
    }
    /// Pops a `long`.
    #[inline(always)]
    pub fn pop_long(&mut self) -> i64 {
        // SAFETY: as `pop`.
        unsafe {
            self.sp = self.sp.sub(2);
            *self.sp as i64
        }
    }
    /// Pushes a `float`.
    #[inline(always)]
    pub fn push_float(&mut self, value: f32) {
        self.push(u64::from(value.to_bits()));
    }
    /// Pops a `float`.
    #[inline(always)]
    pub fn pop_float(&mut self) -> f32 {
        f32::from_bits(self.pop() as u32)
    }
    /// Pushes a `double`.
    #[inline(always)]
    pub fn push_double(&mut self, value: f64) {
        self.push_long(value.to_bits() as i64);
    }
    /// Pops a `double`.
    #[inline(always)]
    pub fn pop_double(&mut self) -> f64 {
        f64::from_bits(self.pop_long() as u64)
    }
    /// Pushes a reference.
    #[inline(always)]
    pub fn push_ref(&mut self, value: Oop<'_>) {
        self.push(value.raw());
    }
    /// Pops a reference. It must not be kept across a safepoint.
    #[inline(always)]
    pub fn pop_ref(&mut self) -> Oop<'a> {
        let raw = self.pop();
        // SAFETY: the verifier typed the slot as a reference; handlers use it before they may
        // reach a safepoint.
        unsafe { Oop::from_raw(raw) }
    }
    /// The reference `depth` below the top.
    #[inline(always)]
    pub fn peek_ref(&self, depth: usize) -> Oop<'a> {
        // SAFETY: as `pop_ref`.
        unsafe { Oop::from_raw(self.peek(depth)) }
    }

    /// Reads a local slot.
    #[inline(always)]
    pub fn local(&self, index: u16) -> u64 {
        // SAFETY: verified code uses locals below `max_locals`.
        unsafe { *self.locals.add(usize::from(index)) }
    }
    /// Writes a local slot.
    #[inline(always)]
    pub fn set_local(&mut self, index: u16, value: u64) {
        // SAFETY: as `local`.
        unsafe { *self.locals.add(usize::from(index)) = value }
    }

    /// The current frame.
    #[inline(always)]
    pub fn frame(&self) -> &'a mut Frame {
        // SAFETY: the top frame is the running one; only this thread touches it while it runs.
        unsafe { &mut *self.thread.top_frame.get() }
    }

    /// Stores instruction and stack pointer into the frame: before anything that can reach a
    /// safepoint, call or throw. The operands are still on the stack (*before* state).
    #[inline(always)]
    pub fn save(&self) {
        let frame = self.frame();
        frame.insn = self.insn;
        frame.sp = self.sp;
    }

    /// The token, for calling the VM. [`Stack::save`] comes first.
    #[inline(always)]
    pub fn cx(&self) -> &'a mut Cx {
        // SAFETY: handlers run on the current thread in Java state and hold one token at a time.
        unsafe { self.thread.cx() }
    }

    /// Takes a branch.
    #[inline(always)]
    pub(crate) fn branch(self, site: &BranchSite) -> Next {
        let taken = site.count_taken();
        let delta = site.delta;
        let target = self.insn.wrapping_offset(delta as isize);
        if delta <= 0 {
            if self.thread.poll.load(Ordering::Relaxed) != 0 {
                return poll_at(self, target);
            }
            if taken >= site.limit.load(Ordering::Relaxed) {
                return crate::tier::back_edge(self, target, site);
            }
        }
        dispatch(self, target)
    }
}

/// Polls with the frame about to execute `target`.
#[inline(always)]
pub(crate) fn poll_at(mut s: Stack<'_>, target: *const Insn) -> Next {
    s.insn = target;
    s.save();
    // SAFETY: the function reads only the thread.
    unsafe { poll_entry(s.insn, s.sp, s.locals, s.thread) }
}

/// Has the registers of a handler so that it is reached and left by jumps, and nothing has to be
/// kept across the poll where it is asked for.
#[cold]
unsafe extern "sysv64" fn poll_entry(
    _insn: *const Insn,
    _sp: *mut u64,
    _locals: *mut u64,
    thread: &Thread,
) -> Next {
    poll_slow(thread);
    // An asynchronous exception may be pending.
    crate::compiled::continue_top(thread)
}

#[cold]
#[inline(never)]
fn poll_slow(thread: &Thread) {
    // SAFETY: as in `Stack::cx`.
    vm_runtime::safepoint::poll_slow(unsafe { thread.cx() });
}
