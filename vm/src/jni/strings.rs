//! Strings: creation, copies for native code, regions.
//!
//! What native code gets is a `malloc`ed copy, which the matching release function frees.

use super::entry::{enter, jni_functions};
use super::types::{CText, Env, Ref, native_slice, native_write};
use vm_classfile::mutf8;
use vm_runtime::exceptions;
use vm_runtime::known;
use vm_runtime::oop::Oop;
use vm_runtime::strings;
use vm_runtime::thread::{Cx, JResult};

/// Length in UTF-16 units.
pub(crate) fn length(string: Oop<'_>) -> usize {
    let value = known::STRING_VALUE.load(string);
    if value.is_null() {
        return 0;
    }
    value.array_length() >> string.load_u8(known::STRING_CODER.offset())
}

/// The units from `start` to `start + count`, which must lie within the string.
fn units(string: Oop<'_>, start: usize, count: usize) -> Vec<u16> {
    let value = known::STRING_VALUE.load(string);
    let base = vm_runtime::layout::BasicType::Byte.array_base();
    let wide = string.load_u8(known::STRING_CODER.offset()) != 0;
    (start..start + count)
        .map(|index| {
            if wide {
                value.load_u16(base + index * 2)
            } else {
                u16::from(value.load_u8(base + index))
            }
        })
        .collect()
}

/// Copies `data` and a zero terminator into memory from `malloc`.
pub(crate) fn malloc_copy<T: Copy + Default>(data: &[T]) -> *mut T {
    let bytes = (data.len() + 1) * size_of::<T>();
    // SAFETY: plain allocation; the block is large enough for the data and the terminator.
    unsafe {
        let target = libc::malloc(bytes).cast::<T>();
        if !target.is_null() {
            std::ptr::copy_nonoverlapping(data.as_ptr(), target, data.len());
            target.add(data.len()).write(T::default());
        }
        target
    }
}

/// Frees what [`malloc_copy`] made.
pub(crate) fn malloc_free<T>(block: *const T) {
    // SAFETY: native code passes back a block that the VM allocated with `malloc`, or null.
    unsafe { libc::free(block.cast_mut().cast()) };
}

/// Checks a region of a string; throws `StringIndexOutOfBoundsException`.
fn region(cx: &mut Cx, string: Ref, start: i32, count: i32) -> JResult<Vec<u16>> {
    let length = length(string.oop(cx));
    let fits = start >= 0 && count >= 0 && i64::from(start) + i64::from(count) <= length as i64;
    if !fits {
        return Err(exceptions::throw(
            cx,
            "java/lang/StringIndexOutOfBoundsException",
            None,
        ));
    }
    Ok(units(string.oop(cx), start as usize, count as usize))
}

jni_functions! {
    fn new_string(cx, _scope, data: *const u16, length: i32) -> Ref {
        Ok(strings::from_utf16(cx, native_slice(data, length.max(0) as usize))?.into())
    }

    fn new_string_utf(cx, _scope, text: CText) -> Ref {
        if text.is_null() {
            return Ok(super::entry::Raw::NULL);
        }
        Ok(strings::from_modified_utf8(cx, text.bytes())?.into())
    }

    fn get_string_length(cx, _scope, string: Ref) -> i32 {
        Ok(length(string.oop(cx)) as i32)
    }

    fn get_string_utf_length(cx, _scope, string: Ref) -> i32 {
        Ok(strings::to_modified_utf8(string.oop(cx)).len() as i32)
    }

    fn get_string_chars(cx, _scope, string: Ref, is_copy: *mut u8) -> *mut u16 {
        native_write(is_copy, 1);
        let string = string.oop(cx);
        Ok(malloc_copy(&units(string, 0, length(string))))
    }

    fn get_string_utf_chars(cx, _scope, string: Ref, is_copy: *mut u8) -> *mut u8 {
        native_write(is_copy, 1);
        Ok(malloc_copy(&strings::to_modified_utf8(string.oop(cx))))
    }

    fn get_string_region(cx, _scope, string: Ref, start: i32, count: i32, target: *mut u16) {
        let units = region(cx, string, start, count)?;
        // SAFETY: native code passes a buffer for `count` units.
        unsafe { std::ptr::copy_nonoverlapping(units.as_ptr(), target, units.len()) };
        Ok(())
    }

    fn get_string_utf_region(cx, _scope, string: Ref, start: i32, count: i32, target: *mut u8) {
        let bytes = mutf8::from_utf16(region(cx, string, start, count)?);
        if target.is_null() {
            return Ok(());
        }
        // SAFETY: native code passes a buffer for the encoded region and the terminator.
        unsafe {
            std::ptr::copy_nonoverlapping(bytes.as_ptr(), target, bytes.len());
            target.add(bytes.len()).write(0);
        }
        Ok(())
    }
}

pub(in crate::jni) extern "C" fn release_string_chars(_env: Env, _string: Ref, chars: *const u16) {
    malloc_free(chars);
}

pub(in crate::jni) extern "C" fn release_string_utf_chars(
    _env: Env,
    _string: Ref,
    chars: *const u8,
) {
    malloc_free(chars);
}

pub(in crate::jni) extern "C" fn get_string_critical(
    env: Env,
    string: Ref,
    is_copy: *mut u8,
) -> *mut u16 {
    enter(env, |cx, _| {
        native_write(is_copy, 1);
        let string = string.oop(cx);
        Ok(malloc_copy(&units(string, 0, length(string))))
    })
}

pub(in crate::jni) extern "C" fn release_string_critical(
    _env: Env,
    _string: Ref,
    chars: *const u16,
) {
    malloc_free(chars);
}
