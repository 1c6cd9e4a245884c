//! What stack walks learn about compiled frames: [`CompiledFrames`] answered from the tables of
//! installed code.

use super::code::{self, Code, Contents};
use codegen::{FrameDesc, Location, SlotDesc};
use ir::Type;
use vm_bytecode::refmap::SlotKind;
use vm_runtime::compiled_frames::{
    CompiledFrame, CompiledFrames, FrameValues, SlotValue, VirtualFrame,
};

/// The answers.
pub(super) struct Answers {
    /// Where the lowest compiled frame of a segment returns to.
    pub(super) bottom: usize,
}

/// The return address below the stack pointer of a frame.
pub(super) fn return_address(sp: usize) -> usize {
    // SAFETY: at the position of a compiled frame the word below is its return address.
    unsafe { *std::ptr::with_exposed_provenance(sp - size_of::<usize>()) }
}

/// What the tables say of the place where a frame is.
struct Place {
    code: &'static Code,
    frames: &'static [FrameDesc],
    /// Slots that hold references.
    references: &'static [u32],
    /// Is the frame being replaced by the interpreter's?
    is_left: bool,
}

impl Place {
    /// Where the values of the frame are.
    fn contents(&self, frame: &CompiledFrame) -> Contents<'_> {
        Contents {
            code: self.code,
            sp: frame.sp,
            registers: None,
        }
    }
}

/// The locks of a frame, but for those of virtual objects: nobody else can know them.
pub(super) fn real_locks(frame: &FrameDesc) -> impl Iterator<Item = SlotDesc> {
    let locks = frame.locks.iter().copied();
    locks.filter(|slot| matches!(slot, SlotDesc::Value(..)))
}

/// The place of the frame at `sp`: a safepoint, or the exit that it is leaving through. Then its
/// references are in handles.
fn at(sp: usize) -> Place {
    let pc = return_address(sp);
    let blob = code::of_frame(sp).expect("a compiled frame returns into installed code");
    let (code, offset) = (blob.data(), pc - blob.start());
    if let Some(safepoint) = code.safepoint(offset) {
        return Place {
            code,
            frames: &safepoint.frames,
            references: &safepoint.references,
            is_left: false,
        };
    }
    let left = code
        .left_at(offset)
        .expect("calls that are walked are safepoints or exits");
    Place {
        code,
        frames: left.frames(),
        references: &[],
        is_left: true,
    }
}

impl CompiledFrames for Answers {
    fn frame_at(&self, sp: usize) -> Option<CompiledFrame> {
        if return_address(sp) == self.bottom {
            return None;
        }
        let place = at(sp);
        Some(CompiledFrame {
            sp,
            caller_sp: sp + place.code.frame_size + size_of::<usize>(),
            n_virtual: place.frames.len() as u32,
        })
    }

    fn virtual_frame(&self, frame: &CompiledFrame, index: u32) -> VirtualFrame {
        let Place { code, frames, .. } = at(frame.sp);
        let description = &frames[index as usize];
        VirtualFrame {
            method: code.method(description.method),
            bci: Some(code::bci(description)),
            n_locks: real_locks(description).count() as u32,
        }
    }

    fn locked(&self, frame: &CompiledFrame, index: u32) -> Vec<u64> {
        let place = at(frame.sp);
        if place.is_left {
            return Vec::new();
        }
        let contents = place.contents(frame);
        let locks = real_locks(&place.frames[index as usize]);
        locks.filter_map(|lock| contents.bits(lock)).collect()
    }

    fn visit_references(&self, frame: &CompiledFrame, visit: &mut dyn FnMut(*mut u64)) {
        for offset in at(frame.sp).references {
            visit(std::ptr::with_exposed_provenance_mut(
                frame.sp + *offset as usize,
            ));
        }
    }

    fn values(&self, frame: &CompiledFrame, index: u32) -> FrameValues {
        let place = at(frame.sp);
        let contents = place.contents(frame);
        let FrameDesc { locals, stack, .. } = &place.frames[index as usize];
        let list = |slots: &[SlotDesc]| slots.iter().map(|slot| value(&contents, *slot)).collect();
        // What the call returns is not there yet.
        let is_result = |slot: &SlotDesc| matches!(slot, SlotDesc::Value(_, Location::Result));
        let n_operands = stack.iter().position(is_result).unwrap_or(stack.len());
        FrameValues {
            locals: list(locals),
            operands: list(&stack[..n_operands]),
        }
    }
}

fn value(contents: &Contents<'_>, slot: SlotDesc) -> SlotValue {
    let kind = match slot {
        SlotDesc::Value(Type::Ref, _) => SlotKind::Reference,
        SlotDesc::Value(..) => SlotKind::Number,
        SlotDesc::Dead | SlotDesc::Virtual(_) => SlotKind::Dead,
    };
    SlotValue {
        kind,
        bits: contents.bits(slot).unwrap_or(0),
    }
}
