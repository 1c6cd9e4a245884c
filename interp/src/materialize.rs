//! Writing interpreter frames in place of a compiled one: the interpreter's half of deoptimization.
//!
//! The VM decodes the frame state of compiled code into [`FrameImage`]s; [`write_frames`] lays them
//! on the Java stack above the top frame, so that the interpreter goes on with the last of them.
//! The locks of the compiled frame pass to the new frames.

use crate::invoke::java_top;
use crate::maps::slot_kinds;
use vm_bytecode::refmap::SlotKind;
use vm_runtime::frame::{FRAME_HAS_LOCKS, FRAME_LOCKED, FRAME_WORDS, Frame, Insn};
use vm_runtime::heap::verify;
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, Thread};

/// Where in its instruction a frame stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// About to execute it, with its operands on the stack.
    Before,
    /// It is done, and its result, if any, is on the stack: the next instruction follows.
    After,
    /// It throws the exception that is alone on the stack.
    Throwing,
    /// It is a call, whose arguments have been popped, and the frame above is that of its callee.
    InCall,
}

/// What an interpreter frame is to hold. Values are raw slots; references are full addresses.
#[derive(Clone, Copy)]
pub struct FrameImage<'a> {
    /// The method, which is prepared (see [`crate::compiled::prepare`]).
    pub method: &'static Method,
    /// The instruction.
    pub bci: u16,
    /// Where in the instruction.
    pub moment: Moment,
    /// The first locals by slot, a `long` or `double` in the lower of its two; the others are dead.
    pub locals: &'a [u64],
    /// Operands from the bottom; as for locals.
    pub stack: &'a [u64],
    /// How many of the compiled frame's lock records are this frame's. That of a synchronized method
    /// is its first one.
    pub n_locks: u32,
}

/// The frames do not fit on the Java stack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StackFull;

/// Writes frames above the thread's top frame, the outermost first; all of them but the last are
/// in a call. `sp` says which compiled frame they replace: its lock records are shared out among them
/// in order. The exception of a last frame that throws becomes the pending one. Nothing is written if
/// they do not all fit.
///
/// # Safety
/// The thread is the current one and its top interpreter frame is in a call, or an entry stub. The
/// values fit the methods at these places, and there was no safepoint since they were read.
pub unsafe fn write_frames(cx: &Cx, images: &[FrameImage<'_>], sp: usize) -> Result<(), StackFull> {
    let thread = cx.thread();
    let n_words: usize = images.iter().map(FrameImage::words).sum();
    if java_top(thread).wrapping_add(n_words) > thread.java_limit.get() {
        return Err(StackFull);
    }
    for (index, image) in images.iter().enumerate() {
        debug_assert_eq!(
            image.moment == Moment::InCall,
            index + 1 < images.len(),
            "all frames but the last are in a call"
        );
        // SAFETY: it fits (just checked); the rest by contract.
        let frame = unsafe { write_frame(thread, image) };
        take_locks(thread, image, frame, sp);
        if cfg!(debug_assertions) {
            check(image, frame);
        }
    }
    Ok(())
}

impl FrameImage<'_> {
    /// Words that the frame may come to take on the Java stack.
    fn words(&self) -> usize {
        usize::from(self.method.max_locals) + FRAME_WORDS + usize::from(self.method.max_stack) + 1
    }

    /// The instruction where the frame goes on, or whose call it is in.
    fn insn(&self) -> *const Insn {
        let code = self
            .method
            .decoded()
            .expect("methods are prepared before they are compiled");
        let index = code
            .index_of_bci(self.bci)
            .expect("states name the beginning of an instruction");
        let index = match self.moment {
            Moment::After => index + 1,
            Moment::Before | Moment::Throwing | Moment::InCall => index,
        };
        &raw const code.insns[index]
    }
}

/// Writes one frame and makes it the top one.
///
/// # Safety
/// As [`write_frames`], and the frame fits.
unsafe fn write_frame(thread: &Thread, image: &FrameImage<'_>) -> &'static mut Frame {
    let method = image.method;
    let n_locals = usize::from(method.max_locals);
    let locals = java_top(thread);
    let place = locals.wrapping_add(n_locals).cast::<Frame>();
    let base = place.wrapping_add(1).cast::<u64>();
    let stack = match image.moment {
        Moment::Throwing => {
            thread.pending.set(image.stack[0]);
            &[]
        }
        Moment::Before | Moment::After | Moment::InCall => image.stack,
    };
    // SAFETY: the frame fits, and the memory above the top frame is free.
    unsafe {
        std::ptr::copy_nonoverlapping(image.locals.as_ptr(), locals, image.locals.len());
        locals
            .add(image.locals.len())
            .write_bytes(0, n_locals - image.locals.len());
        place.write(Frame {
            method,
            prev: thread.top_frame.get(),
            locals,
            insn: image.insn(),
            sp: base.add(stack.len()),
            flags: 0,
            reserved: 0,
        });
        std::ptr::copy_nonoverlapping(stack.as_ptr(), base, stack.len());
        thread.top_frame.set(place);
        &mut *place
    }
}

/// Gives the frame its part of the records of the compiled frame at `sp`.
fn take_locks(thread: &Thread, image: &FrameImage<'_>, frame: &mut Frame, sp: usize) {
    let own = u32::from(image.method.is_synchronized() && image.n_locks > 0);
    if own > 0 {
        frame.flags |= FRAME_LOCKED;
    }
    if image.n_locks > own {
        frame.flags |= FRAME_HAS_LOCKS;
    }
    let to = std::ptr::from_ref(&*frame).addr();
    let n_moved = move_locks(thread, sp, to, image.n_locks as usize);
    debug_assert_eq!(n_moved, image.n_locks as usize, "held locks are recorded");
}

/// Makes the first `n` lock records of one frame those of another; returns how many there were.
/// Frames are named as in [`vm_runtime::thread::LockRecord`].
pub fn move_locks(thread: &Thread, from: usize, to: usize, n: usize) -> usize {
    // SAFETY: the lock stack is touched only by its own thread, or with the thread stopped.
    let records = unsafe { &mut *thread.lock_stack.get() };
    let moved = records.iter_mut().filter(|record| record.frame == from);
    moved.take(n).map(|record| record.frame = to).count()
}

/// Is the frame as the oop maps will see it?
fn check(image: &FrameImage<'_>, frame: &Frame) {
    let kinds = slot_kinds(frame, image.moment != Moment::InCall);
    let n_locals = image
        .method
        .code()
        .map_or(0, |code| usize::from(code.max_locals));
    let (locals, operands) = kinds.split_at(n_locals);
    check_slots(image, frame.locals, locals);
    if image.moment != Moment::Throwing {
        assert_eq!(
            operands.len(),
            image.stack.len(),
            "operands of {} at {}",
            image.method.display(),
            image.bci
        );
        check_slots(image, frame.stack_base(), operands);
    }
}

/// Is there a reference, or null, wherever the map says so?
fn check_slots(image: &FrameImage<'_>, base: *mut u64, kinds: &[SlotKind]) {
    for (slot, &kind) in kinds.iter().enumerate() {
        if kind != SlotKind::Reference {
            continue;
        }
        // SAFETY: the map says that the frame has the slot.
        let bits = unsafe { *base.add(slot) } as usize;
        let fault = if bits == 0 {
            None
        } else {
            verify::fault_of(bits)
        };
        assert_eq!(
            fault,
            None,
            "slot {slot} of {} at {}: {bits:#x}",
            image.method.display(),
            image.bci
        );
    }
}
