//! The fields and methods of a class that is being defined, and its vtable.

use super::annotations;
use super::layout::FieldSpec;
use super::vtable::{OwnMethod, Plan, Slot, is_selectable};
use crate::class::{Class, ClassFlag};
use crate::known::KnownClass;
use crate::layout::BasicType;
use crate::method::{
    Field, Method, MethodFlag, MethodKind, OverpassError, VTABLE_ITABLE, VTABLE_NONE,
};
use crate::symbol::Symbol;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use vm_bytecode::descriptor::return_descriptor;
use vm_classfile::ClassFile;
use vm_classfile::access_flags as acc;
use vm_classfile::descriptor::MethodDescriptor;

/// The symbol of a name that the parser has checked.
pub(super) fn utf8(file: &ClassFile<'static>, index: u16) -> Symbol {
    Symbol::intern(
        file.pool
            .utf8(index)
            .expect("the parser checks name indexes"),
    )
}

/// What the layout must know of each field.
pub(super) fn field_specs(file: &ClassFile<'_>, class_name: &[u8]) -> Vec<FieldSpec> {
    let is_reference_class = class_name == KnownClass::Reference.name().as_bytes();
    file.fields
        .iter()
        .map(|info| FieldSpec {
            basic_type: basic_type(file.pool.utf8(info.descriptor_index)),
            is_static: info.access_flags & acc::STATIC != 0,
            is_weak: is_reference_class && file.pool.utf8(info.name_index) == Some(b"referent"),
        })
        .collect()
}

fn basic_type(descriptor: Option<&[u8]>) -> BasicType {
    descriptor
        .and_then(|bytes| bytes.first())
        .and_then(|&first| BasicType::from_descriptor_char(first))
        .expect("the parser checks descriptors")
}

/// Makes the fields of a class that is otherwise complete.
pub(super) fn fill_fields(class: &'static Class, offsets: &[u32], specs: &[FieldSpec]) {
    let file = class.class_file();
    let fields: Vec<Field> = file
        .fields
        .iter()
        .zip(offsets.iter().zip(specs))
        .enumerate()
        .map(|(slot, (info, (&offset, spec)))| Field {
            class,
            name: utf8(file, info.name_index),
            descriptor: utf8(file, info.descriptor_index),
            access: info.access_flags,
            slot: slot as u16,
            basic_type: spec.basic_type,
            offset,
            info,
            modified_late: AtomicBool::new(false),
        })
        .collect();
    let _ = class.fields.set(Vec::leak(fields));
}

/// Makes its methods.
pub(super) fn fill_methods(class: &'static Class, own: &[OwnMethod], plan: Option<&Plan>) {
    let file = class.class_file();
    let trusted = class.has(ClassFlag::TrustedAnnotations);
    let mut next_itable_index = 0;
    let mut methods = Vec::with_capacity(own.len());
    for (slot, (info, spec)) in file.methods.iter().zip(own).enumerate() {
        let mut method = new_method(class, spec, slot as u16, MethodKind::ClassFile);
        if let Some(code) = &info.code {
            method.max_locals = code.max_locals;
            method.max_stack = code.max_stack;
        }
        method.info = Some(info);
        if is_selectable(spec.name, spec.access) {
            match plan.and_then(|plan| plan.own_slots[slot]) {
                Some(index) => *method.vtable_index.get_mut() = index as i32,
                None => {
                    *method.vtable_index.get_mut() = VTABLE_ITABLE;
                    *method.itable_index.get_mut() = next_itable_index;
                    next_itable_index += 1;
                }
            }
        }
        let mut flags = 0;
        if class.cold.hidden_original.is_some() {
            // Frames of hidden classes are not shown.
            flags |= MethodFlag::Hidden as u32;
        }
        if trusted && let Some(body) = info.runtime_visible_annotations {
            for descriptor in annotations::types(body, &file.pool) {
                flags |= annotations::method_flag(descriptor).map_or(0, |flag| flag as u32);
            }
        }
        let polymorphic = acc::NATIVE | acc::VARARGS;
        if class.has(ClassFlag::SignaturePolymorphic)
            && spec.access & polymorphic == polymorphic
            && spec
                .descriptor
                .as_bytes()
                .starts_with(b"([Ljava/lang/Object;)")
        {
            flags |= MethodFlag::SignaturePolymorphic as u32;
        }
        *method.flags.get_mut() = flags;
        methods.push(method);
    }
    let _ = class.methods.set(Vec::leak(methods));
}

/// A method without code; the caller fills in what it has.
pub(crate) fn new_method(
    class: &'static Class,
    spec: &OwnMethod,
    slot: u16,
    kind: MethodKind,
) -> Method {
    let descriptor =
        MethodDescriptor::parse(spec.descriptor.as_bytes()).expect("the parser checks descriptors");
    let receiver = usize::from(spec.access & acc::STATIC == 0);
    let arg_slots = (descriptor.parameter_slots() + receiver) as u16;
    Method {
        interpreter_entry: AtomicUsize::new(crate::call::initial_entry()),
        compiled_entry: AtomicUsize::new(crate::call::initial_compiled_entry()),
        shape: AtomicUsize::new(0),
        class,
        name: spec.name,
        descriptor: spec.descriptor,
        access: spec.access,
        slot,
        arg_slots,
        max_locals: arg_slots,
        max_stack: 0,
        return_type: basic_type(return_descriptor(spec.descriptor.as_bytes())),
        flags: AtomicU32::new(0),
        vtable_index: AtomicI32::new(VTABLE_NONE),
        itable_index: AtomicI32::new(-1),
        decoded: AtomicPtr::new(std::ptr::null_mut()),
        native_entry: AtomicUsize::new(0),
        invocations: AtomicU32::new(0),
        invocation_limit: AtomicU32::new(u32::MAX),
        back_edges: AtomicU32::new(0),
        info: None,
        kind,
    }
}

/// Fills the vtable as planned.
pub(super) fn fill_vtable(class: &'static Class, plan: &Plan) {
    for (index, slot) in plan.slots.iter().enumerate() {
        let method: *const Method = match *slot {
            Slot::Inherited(method) => method,
            Slot::Own(number) => &class.methods()[number],
            Slot::Overpass(method, error) => overpass(class, method, error, index),
        };
        class.vtable()[index].store(method.cast_mut(), Ordering::Relaxed);
    }
}

/// A method that throws when it is invoked; it belongs to no method table.
fn overpass(
    class: &'static Class,
    method: &Method,
    error: OverpassError,
    index: usize,
) -> &'static Method {
    let spec = OwnMethod {
        name: method.name,
        descriptor: method.descriptor,
        access: acc::PUBLIC | acc::SYNTHETIC | acc::BRIDGE,
    };
    let mut made = new_method(class, &spec, u16::MAX, MethodKind::Overpass(error));
    *made.vtable_index.get_mut() = index as i32;
    Box::leak(Box::new(made))
}
