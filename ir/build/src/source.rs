//! What the builder asks about methods, constant-pool entries and profiles.
//!
//! The builder names methods, classes, fields and objects by numbers that the source gives out and
//! understands; the same thing must always have the same number. Questions never resolve, load or
//! initialize anything, so that [`Answer::Unresolved`] is an answer to most of them: code for such
//! a place leaves for the interpreter, which resolves it. All answers are plain data that can be
//! recorded, compared and replayed.

use crate::intrinsics::Intrinsic;
use ir::immediate::Reason;
use serde::{Deserialize, Serialize};
use vm_classfile::ExceptionHandler;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)*) => {$(
        $(#[doc = $doc])+
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize,
        )]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// A method, as the source numbers them.
    MethodId;
    /// A class.
    ClassId;
    /// A field.
    FieldId;
    /// A constant object.
    ObjectId;
}

/// An answer about something that must be resolved first.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Answer<T> {
    /// It is resolved.
    Resolved(T),
    /// It is not, or resolving it would throw.
    Unresolved,
}

/// The place of an instruction that names a constant-pool entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Site {
    /// The method whose code it is.
    pub method: MethodId,
    /// The instruction.
    pub bci: u32,
    /// The entry of the constant pool of the method's class.
    pub index: u16,
}

/// What a method is, and its code.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct MethodFacts {
    /// `Class.name(descriptors)descriptor`; classes in names have points, those in descriptors
    /// slashes.
    pub name: String,
    /// The class that declares it.
    pub class: ClassFacts,
    /// Has it no receiver?
    pub is_static: bool,
    /// Does it hold a monitor while it runs?
    pub is_synchronized: bool,
    /// Slots of locals.
    pub max_locals: u16,
    /// Slots of the operand stack.
    pub max_stack: u16,
    /// The bytecode; empty for a method without code.
    pub code: Vec<u8>,
    /// The exception table.
    #[serde(with = "handler_rows")]
    pub handlers: Vec<ExceptionHandler>,
}

/// An exception table as rows of numbers: start, end, handler, type.
mod handler_rows {
    use super::{Deserialize, ExceptionHandler, Serialize};

    pub(super) fn serialize<S: serde::Serializer>(
        handlers: &[ExceptionHandler],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let row = |row: &ExceptionHandler| [row.start, row.end, row.handler, row.catch_type];
        handlers
            .iter()
            .map(row)
            .collect::<Vec<_>>()
            .serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<ExceptionHandler>, D::Error> {
        let rows = <Vec<[u16; 4]>>::deserialize(deserializer)?;
        let handler = |[start, end, handler, catch_type]: [u16; 4]| ExceptionHandler {
            start,
            end,
            handler,
            catch_type,
        };
        Ok(rows.into_iter().map(handler).collect())
    }
}

/// What a class is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClassFacts {
    /// Its number.
    pub id: ClassId,
    /// Its name with points; of an array class its descriptor.
    pub name: String,
    /// May it have instances, so that `new` does not throw?
    pub is_instantiable: bool,
}

/// What a field is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldFacts {
    /// Its number.
    pub id: FieldId,
    /// `Class.name:descriptor`.
    pub name: String,
    /// The class that declares it: for a static field, the one that must be initialized.
    pub class: ClassFacts,
    /// Is it static?
    pub is_static: bool,
    /// Is it volatile?
    pub is_volatile: bool,
}

/// What an instruction does with a field; resolution depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Access {
    /// `getfield`.
    GetField,
    /// `putfield`.
    PutField,
    /// `getstatic`.
    GetStatic,
    /// `putstatic`.
    PutStatic,
}

/// The instruction of a call; resolution depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Invoke {
    /// `invokevirtual`.
    Virtual,
    /// `invokespecial`.
    Special,
    /// `invokestatic`.
    Static,
    /// `invokeinterface`.
    Interface,
}

/// How the method that a call runs is found.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Dispatch {
    /// It is this one, and has no receiver.
    Static,
    /// It is this one, and has a receiver: also what `invokevirtual` and `invokeinterface` call
    /// when the method is final or private.
    Special,
    /// The receiver's class has it in its place.
    Virtual,
    /// The receiver's class has it for this interface method.
    Interface,
}

/// What a call runs.
///
/// Of a linked signature-polymorphic call (`MethodHandle.invokeExact`, `VarHandle.get`, ..) and of
/// `invokedynamic` it is the static linker method, which gets what is on the stack, the receiver
/// too, and then the appendix. `MethodHandle.invokeBasic` and `linkToVirtual` and its like, which
/// the VM executes itself, are methods like others, with the descriptor of the place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct CallFacts {
    /// Its number.
    pub method: MethodId,
    /// `Class.name(descriptors)descriptor`, with the descriptor that it is called with.
    pub name: String,
    /// The class that declares it: for a static method, the one that must be initialized.
    pub class: ClassFacts,
    /// How it is found.
    pub dispatch: Dispatch,
    /// Was the call linked as described above? The class of the linker method is ready then.
    pub is_linked: bool,
    /// Last argument of a linked call, if it has one.
    pub appendix: Option<ObjectFacts>,
    /// What the receiver must be an instance of, where the verifier does not see to it: the
    /// interface of a private interface method.
    pub receiver: Option<ClassFacts>,
    /// What is built instead of a call, where the method is known.
    pub intrinsic: Option<Intrinsic>,
}

/// A check that often fails.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FastThrow {
    /// The instruction.
    pub bci: u32,
    /// Which of its checks.
    pub reason: Reason,
    /// The exception that is thrown.
    pub exception: ObjectFacts,
}

/// What a constant object is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ObjectFacts {
    /// Its number.
    pub id: ObjectId,
    /// A description, for text.
    pub name: String,
}

/// A constant. Floating point is kept as bits, so that equal constants are equal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Constant {
    /// `int`.
    Int(i32),
    /// `long`.
    Long(i64),
    /// Bits of a `float`.
    Float(u32),
    /// Bits of a `double`.
    Double(u64),
    /// An object.
    Object(ObjectFacts),
    /// Null: what a dynamic constant may be.
    Null,
}

/// What happened in a method so far.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Profile {
    /// Conditional branches, by ascending bci.
    pub branches: Vec<BranchProfile>,
    /// Calls and type checks, by ascending bci.
    pub types: Vec<TypeProfile>,
}

/// How often a branch went which way.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BranchProfile {
    /// The instruction.
    pub bci: u32,
    /// It was taken.
    pub n_taken: u32,
    /// It was not.
    pub n_not_taken: u32,
}

/// Which objects a call or a type check has seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TypeProfile {
    /// The instruction.
    pub bci: u32,
    /// Classes with their numbers of objects, the most frequent first.
    pub classes: Vec<(ClassId, u32)>,
    /// Objects of other classes.
    pub n_others: u32,
    /// Nulls.
    pub n_nulls: u32,
}

impl Profile {
    /// Of the branch at `bci`.
    pub fn branch(&self, bci: u32) -> Option<&BranchProfile> {
        let found = self.branches.binary_search_by_key(&bci, |row| row.bci);
        found.ok().map(|index| &self.branches[index])
    }

    /// Of the call or type check at `bci`.
    pub fn types(&self, bci: u32) -> Option<&TypeProfile> {
        let found = self.types.binary_search_by_key(&bci, |row| row.bci);
        found.ok().map(|index| &self.types[index])
    }
}

/// Answers about methods and their constant pools.
pub trait BytecodeSource {
    /// What the method is. Every number that was given out has an answer.
    fn method(&self, method: MethodId) -> MethodFacts;

    /// Descriptor of the field, method or call site that an entry names: it is known without
    /// resolving anything. Empty for another entry.
    fn descriptor(&self, site: Site) -> String;

    /// The field of a field access. A static field where an instance field is accessed, and the
    /// other way round, is unresolved.
    fn field(&self, site: Site, access: Access) -> Answer<FieldFacts>;

    /// What a call runs. What would throw when it is called (an abstract method, a static one
    /// where an instance method is wanted) is unresolved.
    fn call(&self, site: Site, invoke: Invoke) -> Answer<CallFacts>;

    /// What an `invokedynamic` runs.
    fn call_site(&self, site: Site) -> Answer<CallFacts>;

    /// The class that an entry names. The site of a catch type has the bci of its handler.
    fn class(&self, site: Site) -> Answer<ClassFacts>;

    /// The class of the arrays whose elements are of the class that an entry names.
    fn array_class(&self, site: Site) -> Answer<ClassFacts>;

    /// The constant that `ldc` and its like push.
    fn constant(&self, site: Site) -> Answer<Constant>;

    /// The object of class `Class` for a class: what a synchronized static method locks.
    fn mirror(&self, class: ClassId) -> Answer<ObjectFacts>;

    /// Is the class initialized, for all threads and for good?
    fn is_initialized(&self, class: ClassId) -> bool;

    /// What happened in the method so far.
    fn profile(&self, method: MethodId) -> Profile;

    /// Has compiled code left here for this reason before? Of a branch that was pruned `bci` is
    /// where it leads to.
    fn speculation_failed(&self, method: MethodId, bci: u32, reason: Reason) -> bool;

    /// Where checks of the method failed so often that compiled code is to throw there, instead of
    /// leaving for the interpreter; by ascending bci.
    fn fast_throws(&self, method: MethodId) -> Vec<FastThrow>;
}
