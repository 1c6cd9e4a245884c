//! Method types (JVMS 5.4.3.5): from descriptors to `MethodType` objects and back.

use super::refs;
use crate::call::{self, Arg};
use crate::class::Class;
use crate::define;
use crate::handle::HandleScope;
use crate::heap;
use crate::known::{self, KnownClass};
use crate::layout::BasicType;
use crate::loader;
use crate::oop::Oop;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use hashbrown::HashMap;
use parking_lot::Mutex;
use vm_classfile::access_flags as acc;
use vm_classfile::descriptor::{FieldType, MethodDescriptor};

/// The class that a field descriptor denotes in `holder`, if it may access it.
pub fn class_of_descriptor(
    cx: &mut Cx,
    holder: &'static Class,
    descriptor: FieldType<'_>,
) -> JResult<&'static Class> {
    let basic = match descriptor {
        FieldType::Object(name) => return super::class_by_name(cx, holder, Symbol::intern(name)),
        FieldType::Array(name) => return super::class_by_name(cx, holder, Symbol::intern(name)),
        FieldType::Byte => BasicType::Byte,
        FieldType::Char => BasicType::Char,
        FieldType::Double => BasicType::Double,
        FieldType::Float => BasicType::Float,
        FieldType::Int => BasicType::Int,
        FieldType::Long => BasicType::Long,
        FieldType::Short => BasicType::Short,
        FieldType::Boolean => BasicType::Boolean,
    };
    Ok(define::primitive(basic))
}

/// Slots, in the resolved references of `MethodHandleNatives`, of the method types that mean the
/// same in every class.
static SHARED: Mutex<Option<HashMap<Symbol, u32>>> = Mutex::new(None);

/// The class of a type that means the same for every loader: a primitive type, or a public class of
/// `java.lang` or `java.lang.invoke`. Such types are found without asking the loader.
fn always_visible(cx: &mut Cx, descriptor: FieldType<'_>) -> JResult<Option<&'static Class>> {
    let name = match descriptor {
        FieldType::Object(name) | FieldType::Array(name) => name,
        _ => return Ok(None),
    };
    let class = loader::load_class_or_none(cx, Symbol::intern(name), loader::boot())?;
    Ok(class.filter(|class| {
        // Arrays of primitives have no element class.
        class.array_element().1.is_none_or(|element| {
            let package = element.cold.package;
            element.access & acc::PUBLIC != 0
                && (package == "java/lang" || package == "java/lang/invoke")
        })
    }))
}

/// The `MethodType` of a descriptor, its classes resolved in `holder`.
pub fn method_type<'a>(
    cx: &'a mut Cx,
    holder: &'static Class,
    descriptor: Symbol,
) -> JResult<Oop<'a>> {
    let natives = KnownClass::MethodHandleNatives.get();
    let shared = SHARED
        .lock()
        .as_ref()
        .and_then(|table| table.get(&descriptor).copied());
    if let Some(slot) = shared {
        return Ok(refs::load(cx, natives, slot));
    }
    let parsed =
        MethodDescriptor::parse(descriptor.as_bytes()).expect("the parser checks descriptors");
    let mut can_share = true;
    let mut resolve = |cx: &mut Cx, part: FieldType<'_>| -> JResult<&'static Class> {
        if can_share && part.is_reference() {
            if let Some(class) = always_visible(cx, part)? {
                return Ok(class);
            }
            can_share = false;
        }
        class_of_descriptor(cx, holder, part)
    };
    let mut parameters = Vec::new();
    for parameter in parsed.parameters() {
        parameters.push(resolve(cx, parameter)?);
    }
    let result = match parsed.return_type() {
        Some(result) => resolve(cx, result)?,
        None => define::primitive(BasicType::Void),
    };
    let scope = HandleScope::enter(cx);
    let classes = define::array_of(cx, KnownClass::Class.get())?;
    let array = scope.handle(heap::alloc_array(cx, classes, parameters.len())?);
    for (index, class) in parameters.iter().enumerate() {
        array.get(cx).store_element(index, class.mirror(cx));
    }
    let result = scope.handle(result.mirror(cx));
    let made = call::invoke_static(
        cx,
        natives,
        "findMethodHandleType",
        "(Ljava/lang/Class;[Ljava/lang/Class;)Ljava/lang/invoke/MethodType;",
        &[Arg::Ref(result), Arg::Ref(array)],
    )?;
    let made = scope.handle(made.oop(cx));
    if can_share {
        let slot = natives.pool().new_ref_slot();
        refs::store(cx, natives, slot, made)?;
        SHARED
            .lock()
            .get_or_insert_with(HashMap::new)
            .insert(descriptor, slot);
    }
    Ok(made.get(cx))
}

/// Appends the field descriptor of a class.
pub(super) fn push_descriptor(out: &mut Vec<u8>, class: &Class) {
    let name = class.name.as_bytes();
    if class.is_primitive() {
        out.push(class.element_type.descriptor_char());
    } else if class.is_array() {
        out.extend_from_slice(name);
    } else {
        out.push(b'L');
        out.extend_from_slice(name);
        out.push(b';');
    }
}

/// The descriptor of a `MethodType`.
pub(super) fn descriptor_of(method_type: Oop<'_>) -> Symbol {
    let mut text = vec![b'('];
    let parameters = known::METHOD_TYPE_PTYPES.load(method_type);
    for index in 0..parameters.array_length() {
        push_descriptor(
            &mut text,
            known::class_of_mirror(parameters.load_element(index)),
        );
    }
    text.push(b')');
    let result = known::METHOD_TYPE_RTYPE.load(method_type);
    push_descriptor(&mut text, known::class_of_mirror(result));
    Symbol::intern(&text)
}
