//! `java.lang.reflect.Method`, `Constructor` and `Field` objects.

use super::parts::{class_array, optional_bytes, optional_utf8, parameter_classes, return_class};
use crate::class_lookup;
use vm_classfile::access_flags as acc;
use vm_runtime::class::{Class, ClassFlag};
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::known::{self, KnownClass, KnownField};
use vm_runtime::method::{Field, Method};
use vm_runtime::oop::Oop;
use vm_runtime::resolve;
use vm_runtime::strings;
use vm_runtime::thread::{Cx, JResult};

/// Where `Method` or `Constructor` objects keep what both have.
struct ExecutableFields {
    class: KnownClass,
    clazz: &'static KnownField,
    slot: &'static KnownField,
    parameter_types: &'static KnownField,
    exception_types: &'static KnownField,
    modifiers: &'static KnownField,
    signature: &'static KnownField,
    annotations: &'static KnownField,
    parameter_annotations: &'static KnownField,
}

static METHOD: ExecutableFields = ExecutableFields {
    class: KnownClass::Method,
    clazz: &known::METHOD_CLAZZ,
    slot: &known::METHOD_SLOT,
    parameter_types: &known::METHOD_PARAMETER_TYPES,
    exception_types: &known::METHOD_EXCEPTION_TYPES,
    modifiers: &known::METHOD_MODIFIERS,
    signature: &known::METHOD_SIGNATURE,
    annotations: &known::METHOD_ANNOTATIONS,
    parameter_annotations: &known::METHOD_PARAMETER_ANNOTATIONS,
};

static CONSTRUCTOR: ExecutableFields = ExecutableFields {
    class: KnownClass::Constructor,
    clazz: &known::CONSTRUCTOR_CLAZZ,
    slot: &known::CONSTRUCTOR_SLOT,
    parameter_types: &known::CONSTRUCTOR_PARAMETER_TYPES,
    exception_types: &known::CONSTRUCTOR_EXCEPTION_TYPES,
    modifiers: &known::CONSTRUCTOR_MODIFIERS,
    signature: &known::CONSTRUCTOR_SIGNATURE,
    annotations: &known::CONSTRUCTOR_ANNOTATIONS,
    parameter_annotations: &known::CONSTRUCTOR_PARAMETER_ANNOTATIONS,
};

/// Stores an object that `make` makes into a field of `object`.
pub(super) fn store<F>(cx: &mut Cx, object: Handle<'_>, field: &KnownField, make: F) -> JResult<()>
where
    F: for<'a> FnOnce(&'a mut Cx) -> JResult<Oop<'a>>,
{
    let raw = make(cx)?.raw();
    // SAFETY: the value was just made, with no safepoint since.
    field.store(object.get(cx), unsafe { Oop::from_raw(raw) });
    Ok(())
}

/// The `Method` or `Constructor` object of a method.
pub(crate) fn executable<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    method: &'static Method,
) -> JResult<Handle<'s>> {
    let fields = if method.is_constructor() {
        &CONSTRUCTOR
    } else {
        &METHOD
    };
    let result_slot = scope.handle(Oop::NULL);
    let inner = HandleScope::enter(cx);
    let holder = method.class;
    let parameters = parameter_classes(cx, method)?;
    let parameters = class_array(cx, &inner, &parameters)?;
    let exceptions = exception_classes(cx, method)?;
    let exceptions = class_array(cx, &inner, &exceptions)?;
    let return_type = return_class(cx, method)?;
    init::initialize(cx, fields.class.get())?;
    let object = heap::alloc_instance(cx, fields.class.get())?;
    result_slot.set(object);
    let oop = result_slot.get(cx);
    fields.clazz.store(oop, holder.mirror(cx));
    oop.store_i32(fields.slot.offset(), i32::from(method.slot));
    fields.parameter_types.store(oop, parameters.get(cx));
    fields.exception_types.store(oop, exceptions.get(cx));
    oop.store_i32(
        fields.modifiers.offset(),
        i32::from(method.access & acc::METHOD_FLAGS),
    );
    if !method.is_constructor() {
        known::METHOD_RETURN_TYPE.store(oop, return_type.mirror(cx));
        store(cx, result_slot, &known::METHOD_NAME, |cx| {
            strings::intern_symbol(cx, method.name)
        })?;
    }
    let Some(info) = method.info else {
        return Ok(result_slot);
    };
    store(cx, result_slot, fields.signature, |cx| {
        optional_utf8(cx, holder, info.signature)
    })?;
    store(cx, result_slot, fields.annotations, |cx| {
        optional_bytes(cx, info.runtime_visible_annotations)
    })?;
    store(cx, result_slot, fields.parameter_annotations, |cx| {
        optional_bytes(cx, info.runtime_visible_parameter_annotations)
    })?;
    if !method.is_constructor() {
        store(cx, result_slot, &known::METHOD_ANNOTATION_DEFAULT, |cx| {
            optional_bytes(cx, info.annotation_default)
        })?;
    }
    Ok(result_slot)
}

/// The classes that the method declares to throw.
fn exception_classes(cx: &mut Cx, method: &'static Method) -> JResult<Vec<&'static Class>> {
    let Some(info) = method.info else {
        return Ok(Vec::new());
    };
    info.exceptions
        .iter()
        .map(|&index| resolve::class(cx, method.class, index))
        .collect()
}

/// The `Field` object of a field.
pub(crate) fn field<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    field: &'static Field,
) -> JResult<Handle<'s>> {
    let holder = field.class;
    let type_ = class_lookup::of_descriptor(cx, field.descriptor.as_bytes(), holder.loader)?;
    init::initialize(cx, KnownClass::Field.get())?;
    let object = heap::alloc_instance(cx, KnownClass::Field.get())?;
    let object = scope.handle(object);
    let oop = object.get(cx);
    known::FIELD_CLAZZ.store(oop, holder.mirror(cx));
    oop.store_i32(known::FIELD_SLOT.offset(), i32::from(field.slot));
    known::FIELD_TYPE.store(oop, type_.mirror(cx));
    oop.store_i32(
        known::FIELD_MODIFIERS.offset(),
        i32::from(field.access & acc::FIELD_FLAGS),
    );
    let trusted = field.is_final()
        && (field.is_static() || holder.has(ClassFlag::Hidden) || holder.has(ClassFlag::Record));
    oop.store_u8(known::FIELD_TRUSTED_FINAL.offset(), u8::from(trusted));
    store(cx, object, &known::FIELD_NAME, |cx| {
        strings::intern_symbol(cx, field.name)
    })?;
    store(cx, object, &known::FIELD_SIGNATURE, |cx| {
        optional_utf8(cx, holder, field.info.signature)
    })?;
    store(cx, object, &known::FIELD_ANNOTATIONS, |cx| {
        optional_bytes(cx, field.info.runtime_visible_annotations)
    })?;
    Ok(object)
}

/// The method behind a `Method` or `Constructor` object.
pub(crate) fn method_of(executable: Oop<'_>) -> &'static Method {
    let is_constructor = executable.class() == KnownClass::Constructor.get();
    let fields = if is_constructor {
        &CONSTRUCTOR
    } else {
        &METHOD
    };
    let holder = known::class_of_mirror(fields.clazz.load(executable));
    &holder.methods()[executable.load_i32(fields.slot.offset()) as usize]
}

/// The field behind a `Field` object.
pub(crate) fn field_of(field: Oop<'_>) -> &'static Field {
    let holder = known::class_of_mirror(known::FIELD_CLAZZ.load(field));
    &holder.fields()[field.load_i32(known::FIELD_SLOT.offset()) as usize]
}
