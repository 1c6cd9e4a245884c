//! Arrays: creation, elements, regions, copies for native code, critical sections.
//!
//! Native code gets `malloc`ed copies of elements. A critical section hands out a copy too, except
//! for arrays in the non-moving large-object space, which are handed out in place: the array
//! reference that the release function needs keeps them alive.

use super::entry::{Raw, enter, enter_jni, jni_functions};
use super::strings::malloc_free;
use super::types::{Env, Ref, native_write};
use vm_runtime::define;
use vm_runtime::exceptions;
use vm_runtime::heap;
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult};

/// `JNI_COMMIT`: copy back, keep the buffer.
const JNI_COMMIT: i32 = 1;
/// `JNI_ABORT`: free the buffer, do not copy back.
const JNI_ABORT: i32 = 2;

/// Throws `ArrayIndexOutOfBoundsException` unless the index is in range.
fn check_index(cx: &mut Cx, array: Ref, index: i32) -> JResult<()> {
    let length = array.oop(cx).array_length();
    if index >= 0 && (index as usize) < length {
        return Ok(());
    }
    let message = format!("Index {index} out of bounds for length {length}");
    Err(exceptions::throw(
        cx,
        "java/lang/ArrayIndexOutOfBoundsException",
        Some(&message),
    ))
}

/// Throws unless `start..start + count` lies within the array.
fn check_region(cx: &mut Cx, array: Ref, start: i32, count: i32) -> JResult<()> {
    if count < 0 {
        let message = format!("Length {count} is negative");
        return Err(exceptions::throw(
            cx,
            "java/lang/ArrayIndexOutOfBoundsException",
            Some(&message),
        ));
    }
    let length = array.oop(cx).array_length();
    if start >= 0 && i64::from(start) + i64::from(count) <= length as i64 {
        return Ok(());
    }
    let end = i64::from(start) + i64::from(count);
    let message = format!("Array region {start}..{end} out of bounds for length {length}");
    Err(exceptions::throw(
        cx,
        "java/lang/ArrayIndexOutOfBoundsException",
        Some(&message),
    ))
}

/// Address of the first element and size of the elements in bytes.
fn data(array: Oop<'_>) -> (*mut u8, usize) {
    let element = array.class().element_type;
    (
        array.at(element.array_base()),
        array.array_length() << element.log2_size(),
    )
}

fn copy_out(array: Oop<'_>) -> *mut u8 {
    let (source, bytes) = data(array);
    // SAFETY: the block has room for the elements; the source is the array's data, and no
    // safepoint is reached while copying.
    unsafe {
        let target = libc::malloc(bytes.max(1)).cast::<u8>();
        if !target.is_null() {
            std::ptr::copy_nonoverlapping(source, target, bytes);
        }
        target
    }
}

fn copy_back(array: Oop<'_>, buffer: *const u8) {
    let (target, bytes) = data(array);
    // SAFETY: the buffer was made by `copy_out` for this array.
    unsafe { std::ptr::copy_nonoverlapping(buffer, target, bytes) };
}

fn release(cx: &Cx, array: Ref, buffer: *mut u8, mode: i32) {
    if buffer.is_null() {
        return;
    }
    if mode != JNI_ABORT {
        copy_back(array.oop(cx), buffer);
    }
    if mode != JNI_COMMIT {
        malloc_free(buffer);
    }
}

jni_functions! {
    fn get_array_length(cx, _scope, array: Ref) -> i32 {
        Ok(array.oop(cx).array_length() as i32)
    }

    fn new_object_array(cx, scope, length: i32, class: Ref, initial: Ref) -> Ref {
        if length < 0 {
            return Err(exceptions::throw(cx, "java/lang/NegativeArraySizeException", Some(&length.to_string())));
        }
        let class = class.class(cx);
        let initial = initial.handle(cx, scope);
        let array_class = define::array_of(cx, class)?;
        let array = heap::alloc_array(cx, array_class, length as usize)?;
        let array = scope.handle(array);
        if !initial.is_null() {
            for index in 0..length as usize {
                array.get(cx).store_element(index, initial.get(cx));
            }
        }
        Ok(array.get(cx).into())
    }

    fn get_object_array_element(cx, _scope, array: Ref, index: i32) -> Ref {
        check_index(cx, array, index)?;
        Ok(array.oop(cx).load_element(index as usize).into())
    }

    fn set_object_array_element(cx, _scope, array: Ref, index: i32, value: Ref) {
        check_index(cx, array, index)?;
        let (target, object) = (array.oop(cx), value.oop(cx));
        let component = target.class().component.expect("an array of references has a component class");
        if !object.is_null() && !object.class().is_subtype_of(component) {
            let message = format!(
                "type mismatch: can not store {} to {}[{index}]",
                object.class().external_name(),
                component.external_name()
            );
            return Err(exceptions::throw(cx, "java/lang/ArrayStoreException", Some(&message)));
        }
        target.store_element(index as usize, object);
        Ok(())
    }

    fn get_primitive_array_critical(cx, _scope, array: Ref, is_copy: *mut u8) -> *mut u8 {
        let oop = array.oop(cx);
        if heap::never_moves(oop) {
            native_write(is_copy, 0);
            return Ok(data(oop).0);
        }
        native_write(is_copy, 1);
        Ok(copy_out(oop))
    }

    fn release_primitive_array_critical(cx, _scope, array: Ref, buffer: *mut u8, mode: i32) {
        if data(array.oop(cx)).0 != buffer {
            release(cx, array, buffer, mode);
        }
        Ok(())
    }
}

fn new_primitive(cx: &mut Cx, element: BasicType, length: i32) -> JResult<Raw> {
    if length < 0 {
        return Err(exceptions::throw(
            cx,
            "java/lang/NegativeArraySizeException",
            Some(&length.to_string()),
        ));
    }
    Ok(heap::alloc_array(cx, define::primitive_array(element), length as usize)?.into())
}

fn copy_region(
    cx: &mut Cx,
    array: Ref,
    start: i32,
    count: i32,
    buffer: *mut u8,
    to_java: bool,
) -> JResult<()> {
    check_region(cx, array, start, count)?;
    let oop = array.oop(cx);
    let shift = oop.class().element_type.log2_size();
    let (base, _) = data(oop);
    let inside = base.wrapping_add((start as usize) << shift);
    let bytes = (count as usize) << shift;
    let (source, target) = if to_java {
        (buffer, inside)
    } else {
        (inside, buffer)
    };
    // SAFETY: the region lies within the array, and native code passes a buffer of its size.
    unsafe { std::ptr::copy_nonoverlapping(source, target, bytes) };
    Ok(())
}

macro_rules! primitive_arrays {
    ($($basic:ident $new:ident $get_elements:ident $release_elements:ident $get_region:ident $set_region:ident;)*) => {$(
        pub(in crate::jni) extern "C" fn $new(env: Env, length: i32) -> Ref {
            enter_jni(env, "", |cx, _| new_primitive(cx, BasicType::$basic, length))
        }
        pub(in crate::jni) extern "C" fn $get_elements(env: Env, array: Ref, is_copy: *mut u8) -> *mut u8 {
            enter(env, |cx, _| {
                native_write(is_copy, 1);
                Ok(copy_out(array.oop(cx)))
            })
        }
        pub(in crate::jni) extern "C" fn $release_elements(env: Env, array: Ref, buffer: *mut u8, mode: i32) {
            enter(env, |cx, _| {
                release(cx, array, buffer, mode);
                Ok(())
            })
        }
        pub(in crate::jni) extern "C" fn $get_region(env: Env, array: Ref, start: i32, count: i32, buffer: *mut u8) {
            enter_jni(env, "", |cx, _| copy_region(cx, array, start, count, buffer, false))
        }
        pub(in crate::jni) extern "C" fn $set_region(env: Env, array: Ref, start: i32, count: i32, buffer: *mut u8) {
            enter_jni(env, "", |cx, _| copy_region(cx, array, start, count, buffer, true))
        }
    )*};
}

primitive_arrays! {
    Boolean new_boolean_array get_boolean_elements release_boolean_elements get_boolean_region set_boolean_region;
    Byte new_byte_array get_byte_elements release_byte_elements get_byte_region set_byte_region;
    Char new_char_array get_char_elements release_char_elements get_char_region set_char_region;
    Short new_short_array get_short_elements release_short_elements get_short_region set_short_region;
    Int new_int_array get_int_elements release_int_elements get_int_region set_int_region;
    Long new_long_array get_long_elements release_long_elements get_long_region set_long_region;
    Float new_float_array get_float_elements release_float_elements get_float_region set_float_region;
    Double new_double_array get_double_elements release_double_elements get_double_region set_double_region;
}
