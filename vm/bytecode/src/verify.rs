//! Bytecode verification.
//!
//! [`verify_class`] decides by class-file version: 50 and later are type-checked against their
//! `StackMapTable`s ([`check`], JVMS §4.10.1); earlier ones, and version 50 files that fail the
//! check, go to the type-inferring verifier ([`infer`], JVMS §4.10.2). Both ask questions about
//! other classes only through [`Hierarchy`], at the same moments as HotSpot, because answering
//! may load classes, which programs can observe. Messages are HotSpot's, to the letter: tests
//! and people know them.
//!
//! Reference: JVMS §4.10; the behaviour of JDK 17's `java`.

mod check;
mod class_file;
mod descriptors;
mod frame;
pub mod infer;
mod init;
mod instructions;
mod internal_opcodes;
mod members;
mod operands;
mod report;
mod stack_map;
mod types;

use vm_classfile::ExceptionHandler;

pub use class_file::verify_class_file;
pub(crate) use descriptors::external_type;

/// A class to verify. Names are internal (`java/lang/Object`), strings modified UTF-8.
pub struct ClassToVerify<'a> {
    /// Name of the class.
    pub name: &'a [u8],
    /// Name of its superclass; `None` for `java/lang/Object`.
    pub super_name: Option<&'a [u8]>,
    /// Names of its direct superinterfaces.
    pub interfaces: &'a [&'a [u8]],
    /// Whether it is an interface.
    pub is_interface: bool,
    /// Major version of the class file.
    pub major_version: u16,
    /// Constant pool.
    pub pool: &'a dyn Pool,
    /// Methods that have code.
    pub methods: &'a [MethodToVerify<'a>],
}

/// A method to verify.
#[derive(Clone, Copy, Debug)]
pub struct MethodToVerify<'a> {
    /// Name.
    pub name: &'a [u8],
    /// Descriptor; must be well-formed.
    pub descriptor: &'a [u8],
    /// Whether `ACC_STATIC` is set.
    pub is_static: bool,
    /// Code.
    pub code: &'a [u8],
    /// Operand-stack slots.
    pub max_stack: u16,
    /// Local slots.
    pub max_locals: u16,
    /// Exception table.
    pub handlers: &'a [ExceptionHandler],
    /// Body of the `StackMapTable` attribute.
    pub stack_map_table: Option<&'a [u8]>,
    /// Start and length of each `LocalVariableTable` row.
    pub local_variables: &'a [(u16, u16)],
}

/// A constant pool as the class file has it, without resolution.
pub trait Pool {
    /// `constant_pool_count`: valid indexes are below.
    fn n_entries(&self) -> u16;
    /// Tag of an entry (JVMS table 4.4-B); 0 for index 0 and the second half of long and double.
    fn tag(&self, index: u16) -> u8;
    /// Name in a class entry.
    fn class_name(&self, index: u16) -> Option<&[u8]>;
    /// Class entry of a field, method or interface method reference.
    fn class_index(&self, index: u16) -> Option<u16>;
    /// Name and descriptor of a field, method or interface method reference or dynamic entry.
    fn name_and_descriptor(&self, index: u16) -> Option<(&[u8], &[u8])>;
}

/// Tags of constant-pool entries. Reference: JVMS table 4.4-B.
pub(crate) mod tag {
    pub const INTEGER: u8 = 3;
    pub const FLOAT: u8 = 4;
    pub const LONG: u8 = 5;
    pub const DOUBLE: u8 = 6;
    pub const CLASS: u8 = 7;
    pub const STRING: u8 = 8;
    pub const FIELD: u8 = 9;
    pub const METHOD: u8 = 10;
    pub const INTERFACE_METHOD: u8 = 11;
    pub const METHOD_HANDLE: u8 = 15;
    pub const METHOD_TYPE: u8 = 16;
    pub const DYNAMIC: u8 = 17;
    pub const INVOKE_DYNAMIC: u8 = 18;
}

/// What kind of member a protected-access question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A field.
    Field,
    /// A method or constructor.
    Method,
}

/// Questions about other classes. Names never denote arrays.
///
/// Only the first two methods may load classes (with the loader of the class being verified),
/// and so run Java code; [`Hierarchy::Abort`] is then the exception thrown.
pub trait Hierarchy {
    /// Why an answer is impossible: an exception is pending.
    type Abort;
    /// Loads `class`; whether it is an interface.
    fn is_interface(&mut self, class: &[u8]) -> Result<bool, Self::Abort>;
    /// Loads `superclass`, then `class`; whether the one is, or extends, the other.
    fn is_subclass(&mut self, class: &[u8], superclass: &[u8]) -> Result<bool, Self::Abort>;
    /// Name of the superclass of a class that the answers above have loaded.
    fn superclass(&mut self, class: &[u8]) -> Result<Option<Vec<u8>>, Self::Abort>;
    /// Whether a proper superclass of the class being verified has this name. Never loads.
    fn is_superclass(&mut self, name: &[u8]) -> bool;
    /// Looks a member up from `class`, which is a proper superclass of the class being
    /// verified: whether it is found, protected, and declared in another run-time package.
    fn is_protected_elsewhere(
        &mut self,
        class: &[u8],
        kind: MemberKind,
        name: &[u8],
        descriptor: &[u8],
    ) -> Result<bool, Self::Abort>;
    /// Whether the class being verified declares this field itself.
    fn declares_field(&mut self, name: &[u8], descriptor: &[u8]) -> bool;
    /// Whether loading led to the class being verified (and linked) by another route;
    /// verification then stops, successfully.
    fn is_verified_meanwhile(&mut self) -> bool {
        false
    }
}

/// Class of the error to throw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusalKind {
    /// `java.lang.VerifyError`.
    VerifyError,
    /// `java.lang.ClassFormatError`.
    ClassFormatError,
}

/// Why a class is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What to throw.
    pub kind: RefusalKind,
    /// Its message.
    pub message: String,
    /// Whether the type-inferring verifier may have a second look (version 50 only).
    pub(crate) may_fail_over: bool,
}

/// Outcome other than success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure<A> {
    /// The class is bad.
    Refused(Refusal),
    /// A question could not be answered.
    Aborted(A),
}

/// First version with a `StackMapTable`; class files of this version may fail over.
const STACK_MAP_VERSION: u16 = 50;

/// Verifies a class.
pub fn verify_class<H: Hierarchy>(
    class: &ClassToVerify<'_>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Abort>> {
    if class.major_version < STACK_MAP_VERSION {
        return infer::infer_class(class, hierarchy);
    }
    match check::check_class(class, hierarchy) {
        Err(Failure::Refused(refusal))
            if class.major_version == STACK_MAP_VERSION && refusal.may_fail_over =>
        {
            match infer::infer_class(class, hierarchy) {
                // The report of the type checker is the one thrown.
                Err(Failure::Refused(inferred)) => Err(Failure::Refused(Refusal {
                    kind: inferred.kind,
                    ..refusal
                })),
                other => other,
            }
        }
        other => other,
    }
}

/// Text of a modified UTF-8 string in a message.
pub(crate) fn text(name: &[u8]) -> std::borrow::Cow<'_, str> {
    std::borrow::Cow::Owned(vm_classfile::mutf8::to_string(name))
}

/// `java.lang.Object` for `java/lang/Object`.
pub(crate) fn external_name(name: &[u8]) -> String {
    text(name).replace('/', ".")
}
