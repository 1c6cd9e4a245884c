//! What the code generator asks about classes, fields and methods that a function names.

use ir::entities::{ClassRef, FieldRef, MethodRef};
use ir::immediate::Element;
use ir::routine::Routine;
use serde::{Deserialize, Serialize};

/// Answers about what is outside the function. They stay the same for a whole compilation.
pub trait Facts {
    /// A class.
    fn class(&self, class: ClassRef) -> ClassFacts;
    /// The class of arrays of primitives; that of [`Element::Byte`] is `byte[]`.
    fn primitive_array(&self, element: Element) -> ClassFacts;
    /// A field.
    fn field(&self, field: FieldRef) -> FieldFacts;
    /// A method.
    fn method(&self, method: MethodRef) -> MethodFacts;
    /// Address of a function of the VM: C's convention, arguments and result as its row says,
    /// references as full addresses. `None`: functions that call it are not compiled.
    fn routine(&self, routine: Routine) -> Option<u64>;
    /// Was code left at this instruction because an object was null? Then the check has an instruction
    /// of its own.
    fn has_been_null(&self, method: MethodRef, bci: u32) -> bool;
}

/// A class, interface or array class.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClassFacts {
    /// Address of its record.
    pub address: u32,
    /// How a subtype is recognized.
    pub kind: ClassKind,
    /// It has no subtypes but itself, and never will: final classes, arrays of them.
    pub is_final: bool,
    /// It is initialized for good.
    pub is_initialized: bool,
    /// Bytes of an instance, a multiple of 8, when the allocation buffer may give it: no
    /// finalizer, no special kind of instance. `None`: [`Helper::NewObject`] makes instances.
    ///
    /// [`Helper::NewObject`]: crate::Helper::NewObject
    pub instance_size: Option<u32>,
}

/// How a subtype of a class is recognized.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ClassKind {
    /// The class stands in the display of its subclasses, at this index.
    Class {
        /// Number of proper superclasses.
        depth: u32,
    },
    /// Interfaces, and classes too deep for the display: a helper decides.
    Searched,
    /// An array class with elements of this kind; a helper decides.
    Array {
        /// Kind of the elements.
        element: Kind,
    },
}

/// Kind of a field or element, as memory keeps it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are those of Java's types")]
pub enum Kind {
    Boolean,
    Byte,
    Char,
    Short,
    Int,
    Long,
    Float,
    Double,
    Reference,
}

impl Kind {
    /// Bytes that it takes, as a power of two.
    pub fn log2_size(self) -> u8 {
        match self {
            Kind::Boolean | Kind::Byte => 0,
            Kind::Char | Kind::Short => 1,
            Kind::Int | Kind::Float | Kind::Reference => 2,
            Kind::Long | Kind::Double => 3,
        }
    }

    /// The element type that lays it out.
    pub fn element(self) -> Element {
        match self {
            Kind::Boolean => Element::Boolean,
            Kind::Byte => Element::Byte,
            Kind::Char => Element::Char,
            Kind::Short => Element::Short,
            Kind::Int => Element::Int,
            Kind::Long => Element::Long,
            Kind::Float => Element::Float,
            Kind::Double => Element::Double,
            Kind::Reference => Element::Ref,
        }
    }
}

impl From<Element> for Kind {
    fn from(element: Element) -> Kind {
        match element {
            Element::Boolean => Kind::Boolean,
            Element::Byte => Kind::Byte,
            Element::Char => Kind::Char,
            Element::Short => Kind::Short,
            Element::Int => Kind::Int,
            Element::Long => Kind::Long,
            Element::Float => Kind::Float,
            Element::Double => Kind::Double,
            Element::Ref => Kind::Reference,
        }
    }
}

/// A field.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldFacts {
    /// Offset in the object; of a static field in the mirror.
    pub offset: u32,
    /// Its kind.
    pub kind: Kind,
    /// Address of the object that holds a static field; it never moves. 0 for instance fields.
    pub mirror: u64,
}

/// A method.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MethodFacts {
    /// Its address.
    pub address: u64,
    /// Offset in class records of the vtable slot with the address of the selected method. `None`:
    /// a virtual call runs this very method.
    pub vtable_offset: Option<u32>,
}
