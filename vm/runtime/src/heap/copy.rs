//! Copies of whole objects and of runs of references.

use super::barrier::record_range;
use super::object_model::size_of_object;
use crate::class::InstanceKind;
use crate::handle::Handle;
use crate::layout::{BasicType, HEADER_SIZE};
use crate::oop::Oop;
use crate::thread::{Cx, JResult};
use std::sync::atomic::{AtomicU32, Ordering};

/// Copies `count` references between reference arrays (`arraycopy` after its checks), one whole
/// element at a time, in the direction that overlapping needs; then the barrier for the range.
pub fn copy_elements(
    cx: &Cx,
    source: Oop<'_>,
    source_index: usize,
    target: Oop<'_>,
    target_index: usize,
    count: usize,
) {
    debug_assert!(source_index + count <= source.array_length());
    debug_assert!(target_index + count <= target.array_length());
    let from = source.at::<AtomicU32>(Oop::element_offset(BasicType::Object, source_index));
    let offset = Oop::element_offset(BasicType::Object, target_index);
    let to = target.at::<AtomicU32>(offset);
    let copy = |index: usize| {
        // SAFETY: both indexes are in range (asserted above) and the accesses are atomic.
        unsafe {
            (*to.add(index)).store(
                (*from.add(index)).load(Ordering::Relaxed),
                Ordering::Relaxed,
            )
        }
    };
    if source == target && source_index < target_index {
        (0..count).rev().for_each(copy);
    } else {
        (0..count).for_each(copy);
    }
    record_range(cx, target, offset, count);
}

/// A shallow copy of the object (`Object.clone` after its checks): no lock, no hash. Does not
/// register a finalizer.
pub fn clone_object<'a>(cx: &'a mut Cx, object: Handle<'_>) -> JResult<Oop<'a>> {
    let class = object.get(cx).class();
    debug_assert!(
        class.instance_kind != InstanceKind::Mirror,
        "class objects are not cloned"
    );
    let copy = if class.is_array() {
        let length = object.get(cx).array_length();
        super::alloc_array(cx, class, length)?.raw()
    } else {
        super::alloc_instance(cx, class)?.raw()
    };
    let cx: &'a Cx = cx;
    // SAFETY: just allocated.
    let copy = unsafe { Oop::new(cx, copy) };
    let source = object.get(cx);
    // SAFETY: live object.
    let size = unsafe { size_of_object(source.raw() as usize) };
    for offset in (HEADER_SIZE..size).step_by(8) {
        copy.store_u64(offset, source.load_u64(offset));
    }
    // A large copy may live in the old generation from its birth.
    super::record_stores(copy);
    Ok(copy)
}
