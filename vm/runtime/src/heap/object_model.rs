//! Objects as mmtk sees them: size, copying, and where its per-object metadata is.
//!
//! The forwarding bits are bits 0-1 of the header word and the forwarding pointer overlays the
//! whole 8-byte header of the dead copy; mark bits and log bits are kept on the side, because
//! Immix needs them there and because mutators change the header word by compare-and-swap.

use super::binding::Kiln;
use crate::class::{Class, InstanceKind};
use crate::known;
use crate::layout::{ARRAY_LENGTH_OFFSET, CLASS_OFFSET, OBJECT_ALIGNMENT, array_size};
use mmtk::util::copy::{CopySemantics, GCWorkerCopyContext};
use mmtk::util::{Address, ObjectReference};
use mmtk::vm::{
    ObjectModel, VMGlobalLogBitSpec, VMLocalForwardingBitsSpec, VMLocalForwardingPointerSpec,
    VMLocalLOSMarkNurserySpec, VMLocalMarkBitSpec,
};

/// The class of an object that is not forwarded.
///
/// # Safety
/// `address` is that of an object whose header is intact.
#[inline(always)]
pub unsafe fn class_at(address: usize) -> &'static Class {
    // SAFETY: the class word of an intact object is the address of an immortal class record.
    unsafe { &*(*((address + CLASS_OFFSET) as *const u32) as usize as *const Class) }
}

/// Reads a 4-byte field.
///
/// # Safety
/// `address + offset` lies in an intact object.
#[inline(always)]
pub unsafe fn u32_at(address: usize, offset: usize) -> u32 {
    // SAFETY: by contract.
    unsafe { *((address + offset) as *const u32) }
}

/// Bytes of the object.
///
/// # Safety
/// As [`class_at`].
#[inline(always)]
pub unsafe fn size_of_object(address: usize) -> usize {
    // SAFETY: by contract; the fields read belong to the object's shape.
    unsafe {
        let class = class_at(address);
        match class.instance_kind {
            InstanceKind::Plain
            | InstanceKind::Soft
            | InstanceKind::Weak
            | InstanceKind::Final
            | InstanceKind::Phantom => class.instance_size as usize,
            InstanceKind::RefArray | InstanceKind::PrimArray => array_size(
                class.element_type,
                u32_at(address, ARRAY_LENGTH_OFFSET) as usize,
            ),
            InstanceKind::Mirror => u32_at(address, known::MIRROR_SIZE.offset()) as usize,
        }
    }
}

/// The implementation of mmtk's object model.
pub struct KilnObjectModel;

impl ObjectModel<Kiln> for KilnObjectModel {
    const GLOBAL_LOG_BIT_SPEC: VMGlobalLogBitSpec = VMGlobalLogBitSpec::side_first();
    const LOCAL_FORWARDING_POINTER_SPEC: VMLocalForwardingPointerSpec =
        VMLocalForwardingPointerSpec::in_header(0);
    const LOCAL_FORWARDING_BITS_SPEC: VMLocalForwardingBitsSpec =
        VMLocalForwardingBitsSpec::in_header(0);
    const LOCAL_MARK_BIT_SPEC: VMLocalMarkBitSpec = VMLocalMarkBitSpec::side_first();
    const LOCAL_LOS_MARK_NURSERY_SPEC: VMLocalLOSMarkNurserySpec =
        VMLocalLOSMarkNurserySpec::side_after(Self::LOCAL_MARK_BIT_SPEC.as_spec());
    const UNIFIED_OBJECT_REFERENCE_ADDRESS: bool = true;
    const OBJECT_REF_OFFSET_LOWER_BOUND: isize = 0;
    const VM_WORST_CASE_COPY_EXPANSION: f64 = 1.0;

    #[inline]
    fn copy(
        from: ObjectReference,
        semantics: CopySemantics,
        copy_context: &mut GCWorkerCopyContext<Kiln>,
    ) -> ObjectReference {
        let source = from.to_raw_address();
        // SAFETY: mmtk asks for a copy before it overwrites the header.
        let bytes = unsafe { size_of_object(source.as_usize()) };
        let target = copy_context.alloc_copy(from, bytes, OBJECT_ALIGNMENT, 0, semantics);
        debug_assert!(!target.is_zero());
        // SAFETY: the target is fresh memory of `bytes` bytes.
        unsafe {
            std::ptr::copy_nonoverlapping(
                source.to_ptr::<u64>(),
                target.to_mut_ptr::<u64>(),
                bytes / 8,
            );
        }
        // SAFETY: the target is aligned and not null.
        let object = unsafe { ObjectReference::from_raw_address_unchecked(target) };
        copy_context.post_copy(object, bytes, semantics);
        object
    }

    fn copy_to(_from: ObjectReference, _to: ObjectReference, _region: Address) -> Address {
        unreachable!("only mark-compact plans slide objects, and none is offered")
    }

    fn get_reference_when_copied_to(_from: ObjectReference, to: Address) -> ObjectReference {
        // SAFETY: mmtk passes an aligned, mapped address.
        unsafe { ObjectReference::from_raw_address_unchecked(to) }
    }

    #[inline]
    fn get_current_size(object: ObjectReference) -> usize {
        // SAFETY: mmtk asks for live, intact objects.
        unsafe { size_of_object(object.to_raw_address().as_usize()) }
    }

    #[inline]
    fn get_size_when_copied(object: ObjectReference) -> usize {
        Self::get_current_size(object)
    }

    fn get_align_when_copied(_object: ObjectReference) -> usize {
        OBJECT_ALIGNMENT
    }

    fn get_align_offset_when_copied(_object: ObjectReference) -> usize {
        0
    }

    fn get_type_descriptor(_reference: ObjectReference) -> &'static [i8] {
        &[]
    }

    #[inline]
    fn ref_to_object_start(object: ObjectReference) -> Address {
        object.to_raw_address()
    }

    #[inline]
    fn ref_to_header(object: ObjectReference) -> Address {
        object.to_raw_address()
    }

    fn dump_object(object: ObjectReference) {
        // SAFETY: only called for live objects while debugging.
        let class = unsafe { class_at(object.to_raw_address().as_usize()) };
        super::log::line(&format!(
            "object {:#x} of class {}",
            object.to_raw_address(),
            class.name()
        ));
    }
}
