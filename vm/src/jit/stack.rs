//! What stack walks learn about compiled frames: [`CompiledFrames`] answered from the tables of
//! installed code.

use super::code::{self, Code, Contents};
use codegen::{FrameDesc, Location, Safepoint, SlotDesc};
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

/// The code and the safepoint of the frame at `sp`.
fn at(sp: usize) -> (&'static Code, &'static Safepoint) {
    let pc = return_address(sp);
    let blob = code::find(pc).expect("a compiled frame returns into installed code");
    let safepoint = blob
        .data()
        .safepoint(pc - blob.start())
        .expect("calls that are walked are safepoints");
    (blob.data(), safepoint)
}

impl CompiledFrames for Answers {
    fn frame_at(&self, sp: usize) -> Option<CompiledFrame> {
        if return_address(sp) == self.bottom {
            return None;
        }
        let (code, safepoint) = at(sp);
        Some(CompiledFrame {
            sp,
            caller_sp: sp + code.frame_size + size_of::<usize>(),
            n_virtual: safepoint.frames.len() as u32,
        })
    }

    fn virtual_frame(&self, frame: &CompiledFrame, index: u32) -> VirtualFrame {
        let (code, safepoint) = at(frame.sp);
        let description = &safepoint.frames[index as usize];
        VirtualFrame {
            method: code.method(description.method),
            bci: Some(code::bci(description)),
            n_locks: description.locks.len() as u32,
        }
    }

    fn visit_references(&self, frame: &CompiledFrame, visit: &mut dyn FnMut(*mut u64)) {
        let (_, safepoint) = at(frame.sp);
        for offset in &safepoint.references {
            visit(std::ptr::with_exposed_provenance_mut(
                frame.sp + *offset as usize,
            ));
        }
    }

    fn values(&self, frame: &CompiledFrame, index: u32) -> FrameValues {
        let (code, safepoint) = at(frame.sp);
        let contents = Contents {
            code,
            sp: frame.sp,
            registers: None,
        };
        let FrameDesc { locals, stack, .. } = &safepoint.frames[index as usize];
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
