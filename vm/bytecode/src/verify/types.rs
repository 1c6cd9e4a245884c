//! Verification types and the assignability relation between them.
//!
//! Class names are interned per verified class, so types are small and compare as integers.
//! Reference: JVMS §4.10.1.2; where HotSpot is laxer (interfaces are like `Object`), HotSpot.

use std::collections::HashMap;
use std::fmt::Write;

use super::{Hierarchy, text};

/// Interned name: internal name of a class, or descriptor of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Name(u32);

pub(super) const OBJECT: Name = Name(0);
pub(super) const THROWABLE: Name = Name(1);
pub(super) const STRING: Name = Name(2);
pub(super) const CLASS: Name = Name(3);
pub(super) const METHOD_HANDLE: Name = Name(4);
pub(super) const METHOD_TYPE: Name = Name(5);
const PREDEFINED: [&[u8]; 6] = [
    b"java/lang/Object",
    b"java/lang/Throwable",
    b"java/lang/String",
    b"java/lang/Class",
    b"java/lang/invoke/MethodHandle",
    b"java/lang/invoke/MethodType",
];

/// Interned names of one class being verified.
#[derive(Debug)]
pub(super) struct Names {
    names: Vec<Vec<u8>>,
    indexes: HashMap<Vec<u8>, Name>,
}

impl Names {
    pub(super) fn new() -> Names {
        let mut names = Names {
            names: Vec::new(),
            indexes: HashMap::new(),
        };
        for name in PREDEFINED {
            names.intern(name);
        }
        names
    }

    pub(super) fn intern(&mut self, name: &[u8]) -> Name {
        if let Some(&known) = self.indexes.get(name) {
            return known;
        }
        let new = Name(self.names.len() as u32);
        self.names.push(name.to_vec());
        self.indexes.insert(name.to_vec(), new);
        new
    }

    pub(super) fn get(&self, name: Name) -> &[u8] {
        &self.names[name.0 as usize]
    }
}

/// A verification type. The `Any` types and the small integers occur only as what is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Top,
    Integer,
    Float,
    Long,
    Long2,
    Double,
    Double2,
    Null,
    UninitializedThis,
    /// Result of the `new` at this bci, not yet constructed.
    Uninitialized(u16),
    Reference(Name),
    Boolean,
    Byte,
    Char,
    Short,
    AnyReference,
    AnyCategory1,
    AnyCategory2,
}

impl Type {
    /// Type of the upper slot, for long and double.
    pub(super) fn second(self) -> Option<Type> {
        match self {
            Type::Long => Some(Type::Long2),
            Type::Double => Some(Type::Double2),
            _ => None,
        }
    }

    /// Whether this is the upper slot of a long or double.
    pub(super) fn is_second(self) -> bool {
        matches!(self, Type::Long2 | Type::Double2)
    }

    pub(super) fn is_category1(self) -> bool {
        !self.is_second() && self.second().is_none() && self != Type::Top
    }

    pub(super) fn is_uninitialized(self) -> bool {
        matches!(self, Type::UninitializedThis | Type::Uninitialized(_))
    }

    pub(super) fn is_reference(self) -> bool {
        matches!(self, Type::Null | Type::Reference(_))
    }

    fn array_bytes(self, names: &Names) -> Option<&[u8]> {
        match self {
            Type::Reference(name) => {
                let bytes = names.get(name);
                (bytes.len() >= 2 && bytes[0] == b'[').then_some(bytes)
            }
            _ => None,
        }
    }

    pub(super) fn is_array(self, names: &Names) -> bool {
        self.array_bytes(names).is_some()
    }

    pub(super) fn is_object(self, names: &Names) -> bool {
        matches!(self, Type::Reference(name) if !names.get(name).starts_with(b"["))
    }

    /// Whether this is null or an array whose element descriptor starts with one of `kinds`.
    pub(super) fn is_array_of(self, kinds: &[u8], names: &Names) -> bool {
        self == Type::Null
            || self
                .array_bytes(names)
                .is_some_and(|bytes| kinds.contains(&bytes[1]))
    }

    pub(super) fn n_dimensions(self, names: &Names) -> usize {
        let bytes = self.array_bytes(names).unwrap_or(&[]);
        bytes.iter().take_while(|&&byte| byte == b'[').count()
    }

    /// Component of an array type; `Top` if its descriptor is malformed.
    pub(super) fn component(self, names: &mut Names) -> Type {
        let Some(bytes) = self.array_bytes(names) else {
            return Type::Top;
        };
        let component = bytes[1..].to_vec();
        match component[0] {
            b'Z' => Type::Boolean,
            b'B' => Type::Byte,
            b'C' => Type::Char,
            b'S' => Type::Short,
            b'I' => Type::Integer,
            b'J' => Type::Long,
            b'F' => Type::Float,
            b'D' => Type::Double,
            b'[' => Type::Reference(names.intern(&component)),
            b'L' => {
                let name = component[1..].strip_suffix(b";");
                name.map_or(Type::Top, |name| Type::Reference(names.intern(name)))
            }
            _ => Type::Top,
        }
    }

    /// Appends the name used in reports.
    pub(super) fn print(self, out: &mut String, names: &Names) {
        let fixed = match self {
            Type::Top => "top",
            Type::Integer => "integer",
            Type::Float => "float",
            Type::Long => "long",
            Type::Long2 => "long_2nd",
            Type::Double => "double",
            Type::Double2 => "double_2nd",
            Type::Null => "null",
            Type::UninitializedThis => "uninitializedThis",
            Type::Boolean => "boolean",
            Type::Byte => "byte",
            Type::Char => "char",
            Type::Short => "short",
            Type::AnyReference => "reference type",
            Type::AnyCategory1 => "category1 type",
            Type::AnyCategory2 => "category2 type",
            Type::Uninitialized(bci) => {
                let _ = write!(out, "uninitialized {bci}");
                return;
            }
            Type::Reference(name) => {
                let _ = write!(out, "'{}'", text(names.get(name)));
                return;
            }
        };
        out.push_str(fixed);
    }
}

/// Whether `from` may be used where `to` is expected. `is_protected_access` says that the
/// question is about the receiver of a protected member.
pub(super) fn is_assignable<H: Hierarchy>(
    to: Type,
    from: Type,
    is_protected_access: bool,
    names: &mut Names,
    hierarchy: &mut H,
) -> Result<bool, H::Abort> {
    if to == from || to == Type::Top {
        return Ok(true);
    }
    Ok(match to {
        Type::AnyCategory1 => from.is_category1(),
        Type::AnyCategory2 => from.second().is_some(),
        Type::AnyReference => from.is_reference() || from.is_uninitialized(),
        Type::Boolean | Type::Byte | Type::Char | Type::Short => from == Type::Integer,
        Type::Reference(to) => match from {
            Type::Null => true,
            Type::Reference(from) => {
                return is_reference_assignable(to, from, is_protected_access, names, hierarchy);
            }
            _ => false,
        },
        _ => false,
    })
}

fn is_reference_assignable<H: Hierarchy>(
    to: Name,
    from: Name,
    is_protected_access: bool,
    names: &mut Names,
    hierarchy: &mut H,
) -> Result<bool, H::Abort> {
    let (to_type, from_type) = (Type::Reference(to), Type::Reference(from));
    if to_type.is_object(names) {
        if to == OBJECT {
            return Ok(true);
        }
        let to_bytes = names.get(to);
        if hierarchy.is_interface(to_bytes)? && !(is_protected_access && from == OBJECT) {
            let is_array_super =
                matches!(to_bytes, b"java/lang/Cloneable" | b"java/io/Serializable");
            return Ok(!from_type.is_array(names) || is_array_super);
        }
        if from_type.is_object(names) {
            return hierarchy.is_subclass(names.get(from), to_bytes);
        }
        return Ok(false);
    }
    if !from_type.is_array(names) {
        return Ok(false);
    }
    let to_component = to_type.component(names);
    let from_component = from_type.component(names);
    if to_component == Type::Top || from_component == Type::Top {
        return Ok(false);
    }
    if matches!(
        to_component,
        Type::Boolean | Type::Byte | Type::Char | Type::Short
    ) {
        return Ok(to_component == from_component);
    }
    is_assignable(
        to_component,
        from_component,
        is_protected_access,
        names,
        hierarchy,
    )
}
