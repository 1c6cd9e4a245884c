//! `java.lang.reflect.Array`.

use crate::jni::entry::{enter, jvm_functions};
use crate::jni::types::{Env, Ref};
use crate::reflection::boxing::{
    boxed, load_raw, primitive_of, store_raw, type_mismatch, unboxed, unboxed_to, widened,
};
use vm_runtime::class::Class;
use vm_runtime::define;
use vm_runtime::exceptions;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult, Thrown};

/// Most dimensions of an array class (JVMS 4.4.1).
const MAX_DIMENSIONS: usize = 255;

fn illegal_argument(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/IllegalArgumentException", Some(message))
}

/// The element type of the array, if it is one.
fn check_array(cx: &mut Cx, array: Ref) -> JResult<BasicType> {
    let oop = array.oop(cx);
    if oop.is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            None,
        ));
    }
    if !oop.class().is_array() {
        return Err(illegal_argument(cx, "Argument is not an array"));
    }
    Ok(oop.class().element_type)
}

/// The element type of the array and the offset of the element.
fn check_element(cx: &mut Cx, array: Ref, index: i32) -> JResult<(BasicType, usize)> {
    let element = check_array(cx, array)?;
    let length = array.oop(cx).array_length();
    if index < 0 || index as usize >= length {
        let class = "java/lang/ArrayIndexOutOfBoundsException";
        return Err(exceptions::throw(cx, class, None));
    }
    Ok((element, Oop::element_offset(element, index as usize)))
}

/// The array class with this component class, primitives included.
fn array_class(cx: &mut Cx, component: &'static Class) -> JResult<&'static Class> {
    match primitive_of(component) {
        Some(BasicType::Void) => Err(exceptions::throw(
            cx,
            "java/lang/IllegalArgumentException",
            None,
        )),
        Some(basic) => Ok(define::primitive_array(basic)),
        None => define::array_of(cx, component),
    }
}

fn negative_size(cx: &mut Cx, length: i32) -> Thrown {
    exceptions::throw(
        cx,
        "java/lang/NegativeArraySizeException",
        Some(&length.to_string()),
    )
}

/// Throws if arrays of `component` with `more` dimensions have too many.
fn check_dimensions(cx: &mut Cx, component: &'static Class, more: usize) -> JResult<()> {
    let (own, _) = component.array_element();
    if own + more <= MAX_DIMENSIONS {
        return Ok(());
    }
    Err(exceptions::throw(
        cx,
        "java/lang/IllegalArgumentException",
        None,
    ))
}

/// A new array of arrays (JVMS multianewarray) of class `class` with these lengths.
fn multi_array<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    class: &'static Class,
    lengths: &[i32],
) -> JResult<Handle<'s>> {
    let length = lengths[0] as usize;
    let array = heap::alloc_array(cx, class, length)?;
    let array = scope.handle(array);
    if lengths.len() > 1 {
        let component = class
            .component
            .expect("an array of arrays has a component class");
        for index in 0..length {
            let inner = HandleScope::enter(cx);
            let element = multi_array(cx, &inner, component, &lengths[1..])?;
            array.get(cx).store_element(index, element.get(cx));
        }
    }
    Ok(array)
}

jvm_functions! {
    fn JVM_GetArrayLength(cx, _scope, array: Ref) -> i32 {
        check_array(cx, array)?;
        Ok(array.oop(cx).array_length() as i32)
    }

    fn JVM_GetArrayElement(cx, _scope, array: Ref, index: i32) -> Ref {
        let (element, offset) = check_element(cx, array, index)?;
        if element.is_reference() {
            return Ok(array.oop(cx).load_ref(offset).into());
        }
        let raw = load_raw(array.oop(cx), offset, element);
        Ok(boxed(cx, element, raw)?.into())
    }

    fn JVM_SetArrayElement(cx, _scope, array: Ref, index: i32, value: Ref) {
        let (element, offset) = check_element(cx, array, index)?;
        if element.is_reference() {
            let component = array.oop(cx).class().component.expect("an array of references has a component class");
            let object = value.oop(cx);
            if !object.is_null() && !object.is_instance_of(component) {
                return Err(illegal_argument(cx, "array element type mismatch"));
            }
            array.oop(cx).store_ref(offset, object);
            return Ok(());
        }
        if unboxed(value.oop(cx)).is_none() {
            return Err(exceptions::throw(cx, "java/lang/IllegalArgumentException", None));
        }
        let Some(raw) = unboxed_to(value.oop(cx), element) else { return Err(type_mismatch(cx)) };
        store_raw(array.oop(cx), offset, element, raw);
        Ok(())
    }

    fn JVM_NewArray(cx, _scope, component: Ref, length: i32) -> Ref {
        if component.oop(cx).is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        if length < 0 {
            return Err(negative_size(cx, length));
        }
        let component = component.class(cx);
        check_dimensions(cx, component, 1)?;
        let class = array_class(cx, component)?;
        Ok(heap::alloc_array(cx, class, length as usize)?.into())
    }

    fn JVM_NewMultiArray(cx, scope, component: Ref, dimensions: Ref) -> Ref {
        let dimensions = dimensions.oop(cx);
        if dimensions.is_null() || component.oop(cx).is_null() {
            return Err(exceptions::throw(cx, "java/lang/NullPointerException", None));
        }
        let lengths: Vec<i32> = (0..dimensions.array_length())
            .map(|index| dimensions.load_i32(Oop::element_offset(BasicType::Int, index)))
            .collect();
        if lengths.is_empty() || lengths.len() > MAX_DIMENSIONS {
            return Err(exceptions::throw(cx, "java/lang/IllegalArgumentException", None));
        }
        if let Some(&length) = lengths.iter().find(|&&length| length < 0) {
            return Err(negative_size(cx, length));
        }
        let component = component.class(cx);
        check_dimensions(cx, component, lengths.len())?;
        let mut class = component;
        for _ in &lengths {
            class = array_class(cx, class)?;
        }
        Ok(multi_array(cx, scope, class, &lengths)?.get(cx).into())
    }
}

/// [`check_element`] for an array of primitives.
fn check_primitive_element(cx: &mut Cx, array: Ref, index: i32) -> JResult<(BasicType, usize)> {
    if check_array(cx, array)?.is_reference() {
        return Err(illegal_argument(
            cx,
            "Argument is not an array of primitive type",
        ));
    }
    check_element(cx, array, index)
}

/// `jvalue` is 8 bytes and travels in an integer register.
#[unsafe(no_mangle)]
extern "C" fn JVM_GetPrimitiveArrayElement(env: Env, array: Ref, index: i32, wanted: i32) -> u64 {
    enter(env, |cx, _| {
        let (element, offset) = check_primitive_element(cx, array, index)?;
        let wanted = BasicType::from_newarray_code(wanted as u8);
        let raw = load_raw(array.oop(cx), offset, element);
        wanted
            .and_then(|wanted| widened(element, raw, wanted))
            .ok_or_else(|| type_mismatch(cx))
    })
}

#[unsafe(no_mangle)]
extern "C" fn JVM_SetPrimitiveArrayElement(env: Env, array: Ref, index: i32, value: u64, code: u8) {
    enter(env, |cx, _| {
        let (element, offset) = check_primitive_element(cx, array, index)?;
        let Some(given) = BasicType::from_newarray_code(code) else {
            return Err(type_mismatch(cx));
        };
        let value = extend(given, value);
        let Some(raw) = widened(given, value, element) else {
            return Err(type_mismatch(cx));
        };
        store_raw(array.oop(cx), offset, element, raw);
        Ok(())
    })
}

/// The raw slot of a `jvalue`, whose upper bytes are not defined.
fn extend(basic: BasicType, bits: u64) -> u64 {
    match basic {
        BasicType::Boolean => bits & 1,
        BasicType::Byte => i64::from(bits as i8) as u64,
        BasicType::Char => u64::from(bits as u16),
        BasicType::Short => i64::from(bits as i16) as u64,
        BasicType::Int => i64::from(bits as i32) as u64,
        BasicType::Float => u64::from(bits as u32),
        _ => bits,
    }
}
