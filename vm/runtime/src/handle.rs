//! Handles: references that survive safepoints.
//!
//! Every thread has a contiguous *handle area*, a stack of 8-byte slots that the collector
//! scans and updates. A [`HandleScope`] remembers the top and restores it when dropped; JNI
//! local references are slots of the same area, framed by the native call that made them.
//! A deleted JNI reference leaves a slot with its low bit set, which the collector skips.

use crate::oop::Oop;
use crate::thread::{Cx, Thread};
use std::marker::PhantomData;

/// Low bit of a slot that is free: its other bits link the free list of a JNI frame.
pub const FREE_SLOT_TAG: u64 = 1;

/// A scope of handles on the current thread. Scopes nest as Rust scopes do.
pub struct HandleScope {
    thread: *const Thread,
    saved_top: *mut u64,
}

/// A slot of the handle area (or another root slot): an indirection that the collector updates.
#[derive(Clone, Copy)]
pub struct Handle<'scope> {
    slot: *mut u64,
    scope: PhantomData<&'scope HandleScope>,
}

impl HandleScope {
    /// Opens a scope on the current thread.
    #[inline]
    pub fn enter(cx: &Cx) -> HandleScope {
        HandleScope::of(cx.thread())
    }

    /// Opens a scope on `thread`, which is the current one, in any state.
    #[inline]
    pub fn of(thread: &'static Thread) -> HandleScope {
        HandleScope {
            thread,
            saved_top: thread.handle_top.get(),
        }
    }

    /// A new handle on `oop` (which may be null).
    #[inline]
    pub fn handle(&self, oop: Oop<'_>) -> Handle<'_> {
        // SAFETY: the scope lives on its own thread, whose record outlives it.
        let thread = unsafe { &*self.thread };
        Handle {
            slot: thread.push_handle(oop.raw()),
            scope: PhantomData,
        }
    }
}

impl Drop for HandleScope {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: as in `handle`.
        unsafe { (*self.thread).handle_top.set(self.saved_top) };
    }
}

impl<'scope> Handle<'scope> {
    /// The reference in the slot.
    #[inline]
    pub fn get<'a>(self, cx: &'a Cx) -> Oop<'a> {
        // SAFETY: the slot is a root of a live scope, so it holds a live object or null.
        unsafe { Oop::new(cx, *self.slot) }
    }

    /// Replaces the reference in the slot.
    #[inline]
    pub fn set(self, oop: Oop<'_>) {
        // SAFETY: the slot belongs to this thread's handle area.
        unsafe { *self.slot = oop.raw() }
    }

    /// Is the reference null?
    #[inline]
    pub fn is_null(self) -> bool {
        // SAFETY: the slot is readable as long as its scope lives.
        unsafe { *self.slot == 0 }
    }

    /// The address of the slot: the value of a JNI local reference.
    #[inline]
    pub fn slot(self) -> *mut u64 {
        self.slot
    }

    /// A handle on a root slot that somebody else keeps alive.
    ///
    /// # Safety
    /// `slot` is scanned and updated by the collector for all of `'scope`.
    #[inline]
    pub unsafe fn from_slot(slot: *mut u64) -> Handle<'scope> {
        Handle {
            slot,
            scope: PhantomData,
        }
    }
}
