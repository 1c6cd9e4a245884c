//! Parts of reflection objects: arrays of classes, annotation bytes, parameters, record components.

use super::members::{self, store};
use crate::class_lookup;
use vm_bytecode::descriptor::return_descriptor;
use vm_classfile::RecordComponent;
use vm_runtime::class::Class;
use vm_runtime::define;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::known::{self, KnownClass};
use vm_runtime::layout::BasicType;
use vm_runtime::method::Method;
use vm_runtime::oop::Oop;
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// A new `component[]` of nulls.
pub(crate) fn object_array<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    component: &'static Class,
    length: usize,
) -> JResult<Handle<'s>> {
    let class = define::array_of(cx, component)?;
    let array = heap::alloc_array(cx, class, length)?;
    Ok(scope.handle(array))
}

/// A `Class[]` of mirrors.
pub(crate) fn class_array<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    classes: &[&'static Class],
) -> JResult<Handle<'s>> {
    let array = object_array(cx, scope, KnownClass::Class.get(), classes.len())?;
    for (index, class) in classes.iter().enumerate() {
        array.get(cx).store_element(index, class.mirror(cx));
    }
    Ok(array)
}

/// A `byte[]` with these bytes.
pub(crate) fn byte_array<'a>(cx: &'a mut Cx, bytes: &[u8]) -> JResult<Oop<'a>> {
    let array = heap::alloc_array(cx, define::primitive_array(BasicType::Byte), bytes.len())?;
    // SAFETY: the array was just allocated with room for the bytes.
    unsafe {
        std::ptr::copy_nonoverlapping(
            bytes.as_ptr(),
            array.at(BasicType::Byte.array_base()),
            bytes.len(),
        )
    };
    Ok(array)
}

/// [`byte_array`], or null.
pub(crate) fn optional_bytes<'a>(cx: &'a mut Cx, bytes: Option<&[u8]>) -> JResult<Oop<'a>> {
    match bytes {
        Some(bytes) => byte_array(cx, bytes),
        None => Ok(Oop::NULL),
    }
}

/// A string with the text of the `Utf8` at `index` of the class's constant pool.
pub(crate) fn string_of_utf8<'a>(cx: &'a mut Cx, class: &Class, index: u16) -> JResult<Oop<'a>> {
    let bytes = class.class_file().pool.utf8(index).unwrap_or_default();
    strings::from_modified_utf8(cx, bytes)
}

/// [`string_of_utf8`], or null.
pub(crate) fn optional_utf8<'a>(
    cx: &'a mut Cx,
    class: &Class,
    index: Option<u16>,
) -> JResult<Oop<'a>> {
    match index {
        Some(index) => string_of_utf8(cx, class, index),
        None => Ok(Oop::NULL),
    }
}

/// The classes of a method's parameters.
pub(crate) fn parameter_classes(cx: &mut Cx, method: &Method) -> JResult<Vec<&'static Class>> {
    let mut rest = &method.descriptor.as_bytes()[1..];
    let mut classes = Vec::new();
    while rest[0] != b')' {
        let (_, length) =
            crate::jni::calls::first_type(rest).expect("descriptors are checked when parsed");
        classes.push(class_lookup::of_descriptor(
            cx,
            &rest[..length],
            method.class.loader,
        )?);
        rest = &rest[length..];
    }
    Ok(classes)
}

/// The class of a method's result.
pub(crate) fn return_class(cx: &mut Cx, method: &Method) -> JResult<&'static Class> {
    let result = return_descriptor(method.descriptor.as_bytes())
        .expect("descriptors are checked when parsed");
    class_lookup::of_descriptor(cx, result, method.class.loader)
}

/// `Parameter[]` of a method with a `MethodParameters` attribute, else null. `None`: the attribute
/// names constants that are no names.
pub(crate) fn parameters<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    method: &'static Method,
    executable: Handle<'_>,
) -> JResult<Option<Handle<'s>>> {
    let Some(rows) = method.info.and_then(|info| info.method_parameters.as_ref()) else {
        return Ok(Some(scope.handle(Oop::NULL)));
    };
    let class = KnownClass::Parameter.get();
    init::initialize(cx, class)?;
    let pool = &method.class.class_file().pool;
    if rows
        .iter()
        .any(|row| row.name_index != 0 && pool.utf8(row.name_index).is_none())
    {
        return Ok(None);
    }
    let array = object_array(cx, scope, class, rows.len())?;
    for (index, row) in rows.iter().enumerate() {
        let inner = HandleScope::enter(cx);
        let parameter = heap::alloc_instance(cx, class)?;
        let parameter = inner.handle(parameter);
        if row.name_index != 0 {
            let name = Symbol::intern(pool.utf8(row.name_index).unwrap_or_default());
            store(cx, parameter, &known::PARAMETER_NAME, |cx| {
                strings::intern_symbol(cx, name)
            })?;
        }
        let object = parameter.get(cx);
        object.store_i32(
            known::PARAMETER_MODIFIERS.offset(),
            i32::from(row.access_flags),
        );
        object.store_i32(known::PARAMETER_INDEX.offset(), index as i32);
        known::PARAMETER_EXECUTABLE.store(object, executable.get(cx));
        array.get(cx).store_element(index, object);
    }
    Ok(Some(array))
}

/// The `RecordComponent` object of a component of the record class `holder`.
pub(crate) fn record_component<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    holder: &'static Class,
    component: &'static RecordComponent<'static>,
) -> JResult<Handle<'s>> {
    let class = KnownClass::RecordComponent.get();
    init::initialize(cx, class)?;
    let object = heap::alloc_instance(cx, class)?;
    let object = scope.handle(object);
    let inner = HandleScope::enter(cx);
    let pool = &holder.class_file().pool;
    let name = Symbol::intern(pool.utf8(component.name_index).unwrap_or_default());
    let descriptor = pool.utf8(component.descriptor_index).unwrap_or_default();
    known::RECORD_COMPONENT_CLAZZ.store(object.get(cx), holder.mirror(cx));
    let type_ = class_lookup::of_descriptor(cx, descriptor, holder.loader)?;
    known::RECORD_COMPONENT_TYPE.store(object.get(cx), type_.mirror(cx));
    store(cx, object, &known::RECORD_COMPONENT_NAME, |cx| {
        strings::intern_symbol(cx, name)
    })?;
    let accessor_descriptor = Symbol::intern(&[b"()", descriptor].concat());
    if let Some(accessor) = holder
        .declared_method(name, accessor_descriptor)
        .filter(|method| !method.is_static())
    {
        let accessor = members::executable(cx, &inner, accessor)?;
        known::RECORD_COMPONENT_ACCESSOR.store(object.get(cx), accessor.get(cx));
    }
    if let Some(signature) = component.signature {
        let signature = Symbol::intern(pool.utf8(signature).unwrap_or_default());
        store(cx, object, &known::RECORD_COMPONENT_SIGNATURE, |cx| {
            strings::intern_symbol(cx, signature)
        })?;
    }
    store(cx, object, &known::RECORD_COMPONENT_ANNOTATIONS, |cx| {
        optional_bytes(cx, component.runtime_visible_annotations)
    })?;
    store(
        cx,
        object,
        &known::RECORD_COMPONENT_TYPE_ANNOTATIONS,
        |cx| optional_bytes(cx, component.runtime_visible_type_annotations),
    )?;
    Ok(object)
}
