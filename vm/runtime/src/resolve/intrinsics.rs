//! The linkers of `MethodHandle` (JVMS 2.9.3): native methods that the VM makes, one for each
//! intrinsic and erased descriptor.
//!
//! A descriptor is erased to `Object`, `I`, `J`, `F`, `D`: references lose their class, and the
//! small integers become `int`.

use crate::define::new_method;
use crate::define::vtable::OwnMethod;
use crate::known::KnownClass;
use crate::method::{Method, MethodHandleIntrinsic, MethodKind};
use crate::symbol::Symbol;
use hashbrown::HashMap;
use parking_lot::Mutex;
use vm_classfile::access_flags as acc;
use vm_classfile::descriptor::{FieldType, MethodDescriptor};

static TABLE: Mutex<Option<HashMap<(MethodHandleIntrinsic, Symbol), &'static Method>>> =
    Mutex::new(None);

/// The intrinsic with this name in `MethodHandle`.
pub fn by_name(name: Symbol) -> Option<MethodHandleIntrinsic> {
    Some(match name.as_bytes() {
        b"invokeBasic" => MethodHandleIntrinsic::InvokeBasic,
        b"linkToStatic" => MethodHandleIntrinsic::LinkToStatic,
        b"linkToSpecial" => MethodHandleIntrinsic::LinkToSpecial,
        b"linkToVirtual" => MethodHandleIntrinsic::LinkToVirtual,
        b"linkToInterface" => MethodHandleIntrinsic::LinkToInterface,
        _ => return None,
    })
}

/// The erased form of a descriptor.
pub fn erase(descriptor: Symbol) -> Symbol {
    let parsed =
        MethodDescriptor::parse(descriptor.as_bytes()).expect("the parser checks descriptors");
    let mut text = vec![b'('];
    for parameter in parsed.parameters() {
        text.extend_from_slice(erase_type(Some(parameter)));
    }
    text.push(b')');
    text.extend_from_slice(erase_type(parsed.return_type()));
    Symbol::intern(&text)
}

fn erase_type(field_type: Option<FieldType<'_>>) -> &'static [u8] {
    match field_type {
        None => b"V",
        Some(FieldType::Object(_) | FieldType::Array(_)) => b"Ljava/lang/Object;",
        Some(FieldType::Long) => b"J",
        Some(FieldType::Float) => b"F",
        Some(FieldType::Double) => b"D",
        Some(_) => b"I",
    }
}

/// The linker method for a call with this descriptor.
pub fn method(intrinsic: MethodHandleIntrinsic, descriptor: Symbol) -> &'static Method {
    let descriptor = erase(descriptor);
    let mut table = TABLE.lock();
    table
        .get_or_insert_with(HashMap::new)
        .entry((intrinsic, descriptor))
        .or_insert_with(|| {
            let (name, is_static) = match intrinsic {
                MethodHandleIntrinsic::InvokeBasic => ("invokeBasic", 0),
                MethodHandleIntrinsic::LinkToStatic => ("linkToStatic", acc::STATIC),
                MethodHandleIntrinsic::LinkToSpecial => ("linkToSpecial", acc::STATIC),
                MethodHandleIntrinsic::LinkToVirtual => ("linkToVirtual", acc::STATIC),
                MethodHandleIntrinsic::LinkToInterface => ("linkToInterface", acc::STATIC),
            };
            let spec = OwnMethod {
                name: Symbol::from(name),
                descriptor,
                access: acc::NATIVE | acc::SYNTHETIC | acc::FINAL | is_static,
            };
            let class = KnownClass::MethodHandle.get();
            let kind = MethodKind::Intrinsic(intrinsic);
            &*Box::leak(Box::new(new_method(class, &spec, u16::MAX, kind)))
        })
}
