//! Descriptors as verification types and as text.

use super::types::{Name, Names, Type};
use super::{external_name, text};
use crate::descriptor::{Parameters, return_descriptor, split_type};

/// Type of a value with this field descriptor: small integers are `Integer`.
pub(super) fn type_of(descriptor: &[u8], names: &mut Names) -> Type {
    match exact_type_of(descriptor, names) {
        Type::Boolean | Type::Byte | Type::Char | Type::Short => Type::Integer,
        other => other,
    }
}

/// Type with this descriptor, small integers told apart; `Top` for `V`.
pub(super) fn exact_type_of(descriptor: &[u8], names: &mut Names) -> Type {
    match descriptor.first() {
        Some(b'Z') => Type::Boolean,
        Some(b'B') => Type::Byte,
        Some(b'C') => Type::Char,
        Some(b'S') => Type::Short,
        Some(b'I') => Type::Integer,
        Some(b'J') => Type::Long,
        Some(b'F') => Type::Float,
        Some(b'D') => Type::Double,
        Some(b'[') => Type::Reference(names.intern(descriptor)),
        Some(b'L') => {
            Type::Reference(names.intern(descriptor[1..].strip_suffix(b";").unwrap_or(b"")))
        }
        _ => Type::Top,
    }
}

/// Types of the parameters, then of the result: one per slot.
pub(super) fn signature(descriptor: &[u8], names: &mut Names) -> (Vec<Type>, Vec<Type>) {
    let mut push = |slots: &mut Vec<Type>, descriptor: &[u8]| {
        let first = type_of(descriptor, names);
        if first != Type::Top {
            slots.push(first);
            slots.extend(first.second());
        }
    };
    let (mut parameters, mut result) = (Vec::new(), Vec::new());
    for (parameter, _) in Parameters::of(descriptor).into_iter().flatten().flatten() {
        push(&mut parameters, parameter);
    }
    push(&mut result, return_descriptor(descriptor).unwrap_or(b"V"));
    (parameters, result)
}

/// Type of `anewarray` with this class operand.
pub(super) fn array_of(component: Name, names: &mut Names) -> Type {
    let name = names.get(component);
    let mut descriptor = b"[".to_vec();
    if name.starts_with(b"[") {
        descriptor.extend(name);
    } else {
        descriptor.extend(b"L");
        descriptor.extend(name);
        descriptor.extend(b";");
    }
    Type::Reference(names.intern(&descriptor))
}

/// A method the way people write it: `void Foo.bar(int, java.lang.String[])`.
pub(super) fn external_method(class: &[u8], name: &[u8], descriptor: &[u8]) -> String {
    let parameters: Vec<String> = Parameters::of(descriptor)
        .into_iter()
        .flatten()
        .flatten()
        .map(|(parameter, _)| external_type(parameter))
        .collect();
    let result = external_type(return_descriptor(descriptor).unwrap_or(b"V"));
    format!(
        "{result} {}.{}({})",
        external_name(class),
        text(name),
        parameters.join(", ")
    )
}

/// A type the way people write it: `java.lang.String[]`.
pub(crate) fn external_type(descriptor: &[u8]) -> String {
    let n_dimensions = descriptor.iter().take_while(|&&byte| byte == b'[').count();
    let base = &descriptor[n_dimensions..];
    let name = match base.first() {
        Some(b'Z') => "boolean".to_owned(),
        Some(b'B') => "byte".to_owned(),
        Some(b'C') => "char".to_owned(),
        Some(b'S') => "short".to_owned(),
        Some(b'I') => "int".to_owned(),
        Some(b'J') => "long".to_owned(),
        Some(b'F') => "float".to_owned(),
        Some(b'D') => "double".to_owned(),
        Some(b'L') => external_name(base[1..].strip_suffix(b";").unwrap_or(b"")),
        _ => "void".to_owned(),
    };
    debug_assert!(descriptor == b"V" || split_type(descriptor).is_some());
    name + &"[]".repeat(n_dimensions)
}
