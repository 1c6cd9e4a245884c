//! Boxing, unboxing and widening of primitive values.

use vm_runtime::class::Class;
use vm_runtime::define;
use vm_runtime::exceptions;
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::known::{self, KnownClass, KnownField};
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult, Thrown};

/// The box classes with their value fields.
static BOXES: [(BasicType, KnownClass, &KnownField); 8] = [
    (BasicType::Boolean, KnownClass::Boolean, &known::BOX_BOOLEAN),
    (
        BasicType::Char,
        KnownClass::Character,
        &known::BOX_CHARACTER,
    ),
    (BasicType::Float, KnownClass::Float, &known::BOX_FLOAT),
    (BasicType::Double, KnownClass::Double, &known::BOX_DOUBLE),
    (BasicType::Byte, KnownClass::Byte, &known::BOX_BYTE),
    (BasicType::Short, KnownClass::Short, &known::BOX_SHORT),
    (BasicType::Int, KnownClass::Integer, &known::BOX_INTEGER),
    (BasicType::Long, KnownClass::Long, &known::BOX_LONG),
];

/// The primitive type behind a primitive mirror's class record.
pub(crate) fn primitive_of(class: &Class) -> Option<BasicType> {
    if !class.is_primitive() {
        return None;
    }
    BasicType::PRIMITIVES
        .into_iter()
        .chain([BasicType::Void])
        .find(|&basic| std::ptr::eq(define::primitive(basic), class))
}

/// Loads the primitive of type `basic` at `offset` as a raw slot.
pub(crate) fn load_raw(object: Oop<'_>, offset: usize, basic: BasicType) -> u64 {
    match basic {
        BasicType::Boolean => u64::from(object.load_u8(offset) & 1),
        BasicType::Byte => i64::from(object.load_i8(offset)) as u64,
        BasicType::Char => u64::from(object.load_u16(offset)),
        BasicType::Short => i64::from(object.load_i16(offset)) as u64,
        BasicType::Int => i64::from(object.load_i32(offset)) as u64,
        BasicType::Float => u64::from(object.load_u32(offset)),
        BasicType::Long | BasicType::Double => object.load_u64(offset),
        BasicType::Object | BasicType::Array | BasicType::Void => 0,
    }
}

/// Stores a raw slot as the primitive of type `basic` at `offset`.
pub(crate) fn store_raw(object: Oop<'_>, offset: usize, basic: BasicType, raw: u64) {
    match basic {
        BasicType::Boolean => object.store_u8(offset, raw as u8 & 1),
        BasicType::Byte => object.store_u8(offset, raw as u8),
        BasicType::Char | BasicType::Short => object.store_u16(offset, raw as u16),
        BasicType::Int | BasicType::Float => object.store_u32(offset, raw as u32),
        BasicType::Long | BasicType::Double => object.store_u64(offset, raw),
        BasicType::Object | BasicType::Array | BasicType::Void => {}
    }
}

/// A new box for a primitive; null for `void`.
pub(crate) fn boxed<'a>(cx: &'a mut Cx, basic: BasicType, raw: u64) -> JResult<Oop<'a>> {
    let Some((_, class, field)) = BOXES.iter().find(|(type_, ..)| *type_ == basic) else {
        return Ok(Oop::NULL);
    };
    init::initialize(cx, class.get())?;
    let object = heap::alloc_instance(cx, class.get())?;
    store_raw(object, field.offset(), basic, raw);
    Ok(object)
}

/// The primitive in a box; `None` for null and objects that are no boxes.
pub(crate) fn unboxed(object: Oop<'_>) -> Option<(BasicType, u64)> {
    if object.is_null() {
        return None;
    }
    let class = object.class();
    let (basic, _, field) = BOXES
        .iter()
        .find(|(_, known, _)| known.try_get() == Some(class))?;
    Some((*basic, load_raw(object, field.offset(), *basic)))
}

/// Widens a primitive by JLS 5.1.2; `None` when there is no such conversion.
pub(crate) fn widened(from: BasicType, raw: u64, to: BasicType) -> Option<u64> {
    use BasicType::{Byte, Char, Double, Float, Int, Long, Short};
    if from == to {
        return Some(raw);
    }
    let integer = raw as i64;
    let float = f32::from_bits(raw as u32);
    Some(match (from, to) {
        (Byte, Short | Int | Long) | (Short | Char, Int | Long) | (Int, Long) => raw,
        (Byte | Short | Char | Int | Long, Float) => u64::from((integer as f32).to_bits()),
        (Byte | Short | Char | Int | Long, Double) => (integer as f64).to_bits(),
        (Float, Double) => f64::from(float).to_bits(),
        _ => return None,
    })
}

/// [`unboxed`] and [`widened`] to `to`.
pub(crate) fn unboxed_to(object: Oop<'_>, to: BasicType) -> Option<u64> {
    let (from, raw) = unboxed(object)?;
    widened(from, raw, to)
}

/// `IllegalArgumentException`: "argument type mismatch".
pub(crate) fn type_mismatch(cx: &mut Cx) -> Thrown {
    exceptions::throw(
        cx,
        "java/lang/IllegalArgumentException",
        Some("argument type mismatch"),
    )
}

#[cfg(test)]
mod tests {
    use super::widened;
    use vm_runtime::layout::BasicType;

    #[test]
    fn widens_as_the_language_does() {
        let minus_one = -1i64 as u64;
        assert_eq!(
            widened(BasicType::Byte, minus_one, BasicType::Long),
            Some(minus_one)
        );
        assert_eq!(
            widened(BasicType::Int, minus_one, BasicType::Double),
            Some((-1.0f64).to_bits())
        );
        assert_eq!(widened(BasicType::Int, 1, BasicType::Short), None);
        assert_eq!(widened(BasicType::Boolean, 1, BasicType::Int), None);
        assert_eq!(widened(BasicType::Char, 65, BasicType::Int), Some(65));
        assert_eq!(widened(BasicType::Char, 65, BasicType::Short), None);
    }
}
