//! Leaving compiled code for the interpreter.
//!
//! A check has failed, or the VM has asked for it. The frame state of the exit says which frames
//! the interpreter would have: they are written on the Java stack, the compiled frame goes, and
//! the interpreter goes on in its place. When an interpreter loop called the compiled code, that
//! loop runs the frames; otherwise a loop is entered where the compiled frame was, with the
//! compiled caller below it. So nothing nests, however often code is left.

use super::code::{self, Code, Contents, Left};
use super::rematerialize::{Values, read_frames, record_locks, record_real_locks};
use super::stack::return_address;
use super::stress;
use super::stubs::{Continuation, Registers};
use super::tiers;
use crate::tiering::DeoptReason;
use codegen::ExitReason;
use interp::materialize::{self, FrameImage, Moment, StackFull};
use ir::immediate::Reason;
use vm_runtime::exceptions;
use vm_runtime::handle::HandleScope;
use vm_runtime::thread::{Cx, JResult, Thread};

/// Writes the interpreter's frames for the frame at `sp`, which has called with return address `pc`:
/// at an exit, or behind a call in code that has ended.
pub(super) extern "sysv64" fn deoptimize(
    thread: &Thread,
    registers: &Registers,
    pc: usize,
    sp: usize,
) -> Continuation {
    // The call of a helper may have had no time to take its anchor back.
    thread.anchor.set(0);
    let blob = code::find(pc).expect("exits are in installed code");
    let code = blob.data();
    let left = code
        .left_at(pc - blob.start())
        .expect("exits and calls are in the tables of their code");
    let contents = Contents {
        code,
        sp,
        registers: Some(registers),
    };
    let return_slot = sp + code.frame_size;
    let caller_sp = return_slot + size_of::<usize>();
    let is_bottom = return_address(caller_sp) == super::bottom_return_address();
    // SAFETY: compiled code runs on the current thread and holds no token.
    let cx = unsafe { thread.cx() };
    // Later the code may be gone.
    report(code, left, stress::has_counted_down(thread));
    let compiled_caller = (!is_bottom).then_some(caller_sp);
    let has_frames = replace(cx, &contents, left, compiled_caller).is_ok();
    Continuation {
        sp: return_slot,
        runs_interpreter: u64::from(has_frames && !is_bottom),
    }
}

/// Tells the policy and the trace that the code was left. The code may be gone after the next
/// safepoint, so this comes first.
fn report(code: &Code, left: Left<'_>, is_stress: bool) {
    let frame = &left.frames()[0];
    let at = (code.method(frame.method), frame.bci);
    let n_frames = left.frames().len();
    match left {
        Left::Exit(_) if is_stress => {
            tiers::deoptimized(code, at, DeoptReason::Stress, n_frames);
        }
        Left::Exit(exit) => {
            if let ExitReason::Check(reason) = exit.reason {
                tiers::deoptimized(code, at, reason_of(reason), n_frames);
            }
        }
        Left::Call(_) => {
            let reason = DeoptReason::Invalidated;
            code.compilation.deoptimized(at, reason, (n_frames, 0));
        }
    }
}

/// Runs the frames that [`deoptimize`] has written, in place of a compiled frame that compiled
/// code had called. Returns the raw result, or an exception is pending.
pub(super) extern "sysv64" fn run_interpreter(thread: &Thread) -> u64 {
    // SAFETY: as in `deoptimize`, which has written the frames.
    unsafe { interp::resume(thread.cx()) }.unwrap_or(0)
}

/// Puts the interpreter's frames in the place of the compiled one.
fn replace(
    cx: &mut Cx,
    contents: &Contents<'_>,
    left: Left<'_>,
    compiled_caller: Option<usize>,
) -> JResult<()> {
    record_real_locks(cx.thread(), contents, left.frames(), contents.sp);
    let frames = match make_frames(cx, contents, left) {
        Ok(frames) => frames,
        Err(thrown) => {
            release_locks(cx, contents.sp);
            return Err(thrown);
        }
    };
    record_locks(cx.thread(), &frames, contents.sp);
    write(cx, contents.code, &frames, contents.sp, compiled_caller)
}

/// Reads the frames; the exception with which a call has ended is the innermost one's. While virtual
/// objects are made, stack walks see the frame where it leaves.
fn make_frames<'a>(
    cx: &mut Cx,
    contents: &Contents<'_>,
    left: Left<'a>,
) -> JResult<Vec<Values<'a>>> {
    let scope = HandleScope::enter(cx);
    let has_thrown = matches!(left, Left::Call(_)) && cx.thread().has_pending();
    let thrown = has_thrown.then(|| scope.handle(cx.take_pending()));
    let anchor = cx.thread().anchor.replace(contents.sp);
    let frames = read_frames(cx, contents, left.frames(), left.objects());
    cx.thread().anchor.set(anchor);
    let mut frames = frames?;
    if let Some(exception) = thrown {
        frames[0].throw(exception.get(cx).raw());
    }
    Ok(frames)
}

impl Values<'_> {
    /// The frame as the interpreter writes it; `depth` is 0 for the innermost.
    fn image(&self, code: &Code, depth: usize) -> FrameImage<'_> {
        let moment = match (depth, self.moment) {
            (0, ir::frame_state::Moment::Before) => Moment::Before,
            (0, ir::frame_state::Moment::After) => Moment::After,
            (0, ir::frame_state::Moment::Throwing) => Moment::Throwing,
            _ => Moment::InCall,
        };
        FrameImage {
            method: code.method(self.description.method),
            bci: code::bci(self.description),
            moment,
            locals: &self.locals,
            stack: &self.stack,
            n_locks: self.description.locks.len() as u32,
        }
    }
}

/// Writes the frames (innermost first), which take over the locks of the compiled frame at `sp`.
/// With a compiled caller an entry stub comes first. No safepoint is reached, unless a stack is
/// full: then the locks are released, and the error is pending.
fn write(
    cx: &mut Cx,
    code: &Code,
    frames: &[Values<'_>],
    sp: usize,
    compiled_caller: Option<usize>,
) -> JResult<()> {
    let thread = cx.thread();
    let top_before = thread.top_frame.get();
    let result = write_above_stub(cx, code, frames, sp, compiled_caller);
    if result.is_err() {
        thread.top_frame.set(top_before);
        thread.anchor.set(0);
        release_locks(cx, sp);
    }
    result
}

fn write_above_stub(
    cx: &mut Cx,
    code: &Code,
    frames: &[Values<'_>],
    sp: usize,
    compiled_caller: Option<usize>,
) -> JResult<()> {
    if let Some(caller_sp) = compiled_caller {
        cx.thread().anchor.set(caller_sp);
        // SAFETY: the interpreter's top frame is in the call of the compiled code.
        unsafe { interp::push_entry(cx, code.compilation.place.method())? };
    }
    let images: Vec<FrameImage<'_>> = frames
        .iter()
        .enumerate()
        .rev()
        .map(|(depth, frame)| frame.image(code, depth))
        .collect();
    // SAFETY: the values are those that the frame state gives for this place, read just now.
    match unsafe { materialize::write_frames(cx, &images, sp) } {
        Ok(()) => Ok(()),
        Err(StackFull) => Err(exceptions::throw_stack_overflow(cx)),
    }
}

/// Leaves the monitors of a compiled frame for which there was no room on the Java stack.
fn release_locks(cx: &mut Cx, sp: usize) {
    // SAFETY: the lock stack is touched by its own thread, or with the thread stopped.
    let records = unsafe { &mut *cx.thread().lock_stack.get() };
    while let Some(record) = records.pop_if(|record| record.frame == sp) {
        // SAFETY: lock records are roots, and leaving a monitor reaches no safepoint.
        let object = unsafe { vm_runtime::oop::Oop::new(cx, record.object) };
        let left = vm_runtime::monitor::exit(cx, object);
        debug_assert!(left.is_ok(), "a recorded lock is held");
    }
}

/// The reason by the policy's words.
pub(super) fn reason_of(reason: Reason) -> DeoptReason {
    match reason {
        Reason::NullCheck => DeoptReason::NullCheck,
        Reason::BoundsCheck => DeoptReason::BoundsCheck,
        Reason::ZeroCheck => DeoptReason::ZeroCheck,
        Reason::ClassCheck => DeoptReason::ClassCheck,
        Reason::StoreCheck => DeoptReason::StoreCheck,
        Reason::NegativeSize => DeoptReason::NegativeSize,
        Reason::Unreached => DeoptReason::Unreached,
        Reason::Unresolved => DeoptReason::Unresolved,
        Reason::Uninitialized => DeoptReason::Uninitialized,
        Reason::Speculation => DeoptReason::Speculation,
    }
}
