//! `System.arraycopy`, with the exceptions and messages of HotSpot.

use vm_runtime::exceptions;
use vm_runtime::handle::Handle;
use vm_runtime::heap;
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult, Thrown};

fn store_exception(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/ArrayStoreException", Some(message))
}

/// What messages call the array's kind.
fn kind_name(element: BasicType) -> &'static str {
    if element.is_reference() {
        "object array"
    } else {
        element.java_name()
    }
}

/// Copies `length` elements from `source` at `from` to `target` at `to`.
pub fn array_copy(
    cx: &mut Cx,
    source: Handle<'_>,
    from: i32,
    target: Handle<'_>,
    to: i32,
    length: i32,
) -> JResult<()> {
    if source.is_null() || target.is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            None,
        ));
    }
    let (source_class, target_class) = (source.get(cx).class(), target.get(cx).class());
    if !source_class.is_array() {
        let message = format!(
            "arraycopy: source type {} is not an array",
            source_class.external_name()
        );
        return Err(store_exception(cx, &message));
    }
    if !target_class.is_array() {
        let message = format!(
            "arraycopy: destination type {} is not an array",
            target_class.external_name()
        );
        return Err(store_exception(cx, &message));
    }
    let (kind, target_kind) = (source_class.element_type, target_class.element_type);
    let is_reference = kind.is_reference();
    if is_reference != target_kind.is_reference() || (!is_reference && kind != target_kind) {
        let array = |kind: BasicType| {
            if kind.is_reference() {
                "object array[]".to_owned()
            } else {
                format!("{}[]", kind.java_name())
            }
        };
        let message = format!(
            "arraycopy: type mismatch: can not copy {} into {}",
            array(kind),
            array(target_kind)
        );
        return Err(store_exception(cx, &message));
    }
    check_bounds(
        cx,
        kind,
        source.get(cx).array_length(),
        from,
        target.get(cx).array_length(),
        to,
        length,
    )?;
    let (from, to, length) = (from as usize, to as usize, length as usize);
    if length == 0 {
        return Ok(());
    }
    if is_reference {
        return copy_references(cx, source, from, target, to, length);
    }
    copy_primitives(source.get(cx), from, target.get(cx), to, length);
    Ok(())
}

fn check_bounds(
    cx: &mut Cx,
    kind: BasicType,
    source_length: usize,
    from: i32,
    target_length: usize,
    to: i32,
    length: i32,
) -> JResult<()> {
    let name = kind_name(kind);
    let last = |start: i32| (start as u32).wrapping_add(length as u32);
    let message = if from < 0 {
        format!("arraycopy: source index {from} out of bounds for {name}[{source_length}]")
    } else if to < 0 {
        format!("arraycopy: destination index {to} out of bounds for {name}[{target_length}]")
    } else if length < 0 {
        format!("arraycopy: length {length} is negative")
    } else if last(from) as usize > source_length {
        format!(
            "arraycopy: last source index {} out of bounds for {name}[{source_length}]",
            last(from)
        )
    } else if last(to) as usize > target_length {
        format!(
            "arraycopy: last destination index {} out of bounds for {name}[{target_length}]",
            last(to)
        )
    } else {
        return Ok(());
    };
    Err(exceptions::throw(
        cx,
        "java/lang/ArrayIndexOutOfBoundsException",
        Some(&message),
    ))
}

/// Moves whole elements, so that no other thread sees a torn one.
pub(crate) fn copy_primitives(
    source: Oop<'_>,
    from: usize,
    target: Oop<'_>,
    to: usize,
    length: usize,
) {
    let element = source.class().element_type;
    let source = source.at::<u8>(Oop::element_offset(element, from));
    let target = target.at::<u8>(Oop::element_offset(element, to));
    // SAFETY: both ranges lie within live arrays (checked by the caller); `copy` allows overlap and,
    // for aligned element types, moves elements whole.
    unsafe {
        match element.log2_size() {
            0 => std::ptr::copy(source, target, length),
            1 => std::ptr::copy(source.cast::<u16>(), target.cast::<u16>(), length),
            2 => std::ptr::copy(source.cast::<u32>(), target.cast::<u32>(), length),
            _ => std::ptr::copy(source.cast::<u64>(), target.cast::<u64>(), length),
        }
    }
}

fn copy_references(
    cx: &mut Cx,
    source: Handle<'_>,
    from: usize,
    target: Handle<'_>,
    to: usize,
    length: usize,
) -> JResult<()> {
    let component = |array: Oop<'_>| {
        array
            .class()
            .component
            .expect("an array of references has a component class")
    };
    let (stored, bound) = (component(source.get(cx)), component(target.get(cx)));
    if stored.is_subtype_of(bound) {
        heap::copy_elements(cx, source.get(cx), from, target.get(cx), to, length);
        return Ok(());
    }
    // Elements up to the first that does not fit are copied.
    for index in 0..length {
        let element = source.get(cx).load_element(from + index);
        if !element.is_null() && !element.class().is_subtype_of(bound) {
            let (stored_name, bound_name) = (stored.external_name(), bound.external_name());
            let message = if bound.is_subtype_of(stored) {
                format!(
                    "arraycopy: element type mismatch: can not cast one of the elements of {stored_name}[] to the type of the destination array, {bound_name}"
                )
            } else {
                format!(
                    "arraycopy: type mismatch: can not copy {stored_name}[] into {bound_name}[]"
                )
            };
            return Err(store_exception(cx, &message));
        }
        target.get(cx).store_element(to + index, element);
    }
    Ok(())
}
