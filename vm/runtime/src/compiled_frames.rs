//! Frames of compiled code on the native stack, as far as the runtime knows of them.
//!
//! The runtime knows no compiler. Who installs machine code registers a [`CompiledFrames`], which
//! answers for a position on a native stack: is there a compiled frame, which methods does it stand
//! for, where are its references, and where is its caller.
//!
//! A position is the stack pointer as it was at the frame's call instruction, so the return
//! address lies one word below it. Compiled frames that follow each other form a *segment*. The
//! first position of the topmost segment is [`crate::thread::Thread::anchor`], that of a segment below
//! is the `anchor` of the [`crate::frame::EntryFrame`] above it.

use crate::method::Method;
use std::sync::OnceLock;
use vm_bytecode::refmap::SlotKind;

/// One frame of compiled code on the native stack. Stubs that hold references are frames without
/// virtual frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompiledFrame {
    /// Stack pointer at the frame's call instruction.
    pub sp: usize,
    /// The same of the caller.
    pub caller_sp: usize,
    /// Frames of Java methods that it stands for, inlined ones included.
    pub n_virtual: u32,
}

/// One method's frame in a compiled frame.
#[derive(Clone, Copy)]
pub struct VirtualFrame {
    /// The method.
    pub method: &'static Method,
    /// Where it is, as interpreter frames have it: its call, or the instruction that entered the VM.
    pub bci: Option<u16>,
    /// Locks that it holds. A frame that is being replaced has records of them, whose `frame` is the
    /// compiled frame's `sp`: in the order of locking, those of the outermost virtual frame first.
    pub n_locks: u32,
}

/// A local or operand of a virtual frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotValue {
    /// What it holds.
    pub kind: SlotKind,
    /// Its bits; a reference is a full address. 0 if it is dead.
    pub bits: u64,
}

/// Locals and operands of a virtual frame by slot; a `long` or `double` takes two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrameValues {
    /// Locals.
    pub locals: Vec<SlotValue>,
    /// Operands from the bottom, without the arguments of a call that is in progress.
    pub operands: Vec<SlotValue>,
}

/// Answers about compiled frames of threads that are stopped or current. Asked by any thread,
/// collector workers included: an answer takes no lock that a stopped thread may hold and
/// allocates nothing in the heap.
pub trait CompiledFrames: Sync {
    /// The compiled frame at `sp`; `None` when the return address there is that of the code
    /// through which the segment was entered.
    fn frame_at(&self, sp: usize) -> Option<CompiledFrame>;

    /// The virtual frame `index` of `frame`; 0 is the innermost.
    fn virtual_frame(&self, frame: &CompiledFrame, index: u32) -> VirtualFrame;

    /// Visits the stack slots of `frame` that hold references (full addresses, or 0).
    fn visit_references(&self, frame: &CompiledFrame, visit: &mut dyn FnMut(*mut u64));

    /// The objects whose monitors a virtual frame has entered, or is entering, the first one first;
    /// none while the frame is being replaced. Good until the next safepoint.
    fn locked(&self, frame: &CompiledFrame, index: u32) -> Vec<u64>;

    /// The locals and operands of a virtual frame. References in it are good until the next
    /// safepoint.
    fn values(&self, frame: &CompiledFrame, index: u32) -> FrameValues;
}

static PROVIDER: OnceLock<&'static dyn CompiledFrames> = OnceLock::new();

/// Registers who knows compiled code. Before that no anchor is ever set.
pub fn set_compiled_frames(provider: &'static dyn CompiledFrames) {
    assert!(
        PROVIDER.set(provider).is_ok(),
        "one compiler registers itself once"
    );
}

/// Who knows compiled code.
pub(crate) fn provider() -> &'static dyn CompiledFrames {
    *PROVIDER
        .get()
        .expect("compiled code runs only after its provider was registered")
}
