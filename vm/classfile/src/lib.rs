//! The class-file parser: bytes of a `.class` file in, a typed view of them out.
//!
//! The parser accepts versions 45.0 to 61.65535 (JDK 1.0.2 to JDK 17) and is zero-copy: names,
//! bytecode and annotation bodies are slices of the input, so an image mapped from a jimage file
//! is parsed without being copied. Nothing here knows about classes at run time; resolution,
//! linking and the heap belong to the runtime.
//!
//! Where things are:
//!
//! | module | concept |
//! |---|---|
//! | [`class`](ClassFile) | the whole file: header, members, attributes |
//! | [`constants`](ConstantPool) | the constant pool and its accessors |
//! | [`field`](FieldInfo), [`method`](MethodInfo), [`code`](Code) | members |
//! | [`class_attributes`](ClassAttributes), [`record`](RecordComponent), [`module`](Module) | attributes of the class |
//! | [`attribute`](RawAttribute) | an attribute as name and bytes |
//! | [`descriptor`] | field and method descriptors |
//! | [`mutf8`] | modified UTF-8 |
//! | [`access_flags`] | flag bits |
//! | [`error`](Error) | what can be wrong, with the text and exception of the reference VM |
//!
//! The order of checks, the message texts and the exception classes follow HotSpot 17, because
//! programs (and its own tests) see them. Some checks of JVMS §4 are only made when
//! [`ParseOptions::verify`] is set: like HotSpot, the VM trusts the boot loader's classes.
//!
//! No count read from the file is trusted for allocation: storage grows with bytes actually read.
//!
//! Start reading at [`ClassFile::parse`].
//!
//! ```
//! use vm_classfile::{ClassFile, ParseOptions};
//! let error = ClassFile::parse(b"\xca\xfe\xba\xbe\0\0\0\x63", ParseOptions::default());
//! assert!(error.is_err(), "a file ends behind its members");
//! ```
#![forbid(unsafe_code)]

pub mod access_flags;
pub mod attribute;
mod checks;
mod class;
mod class_attributes;
mod code;
pub mod constants;
pub mod descriptor;
mod error;
mod error_messages;
mod field;
mod method;
mod module;
pub mod mutf8;
mod names;
mod pool_checks;
mod reader;
mod record;

pub use attribute::RawAttribute;
pub use class::{ClassFile, ParseOptions};
pub use class_attributes::{BootstrapMethod, ClassAttributes, EnclosingMethod, InnerClass};
pub use code::{Code, ExceptionHandler, LocalVariable};
pub use constants::{Constant, ConstantPool, MemberRef, tag};
pub use error::{Error, ErrorKind, ExceptionClass};
pub use field::FieldInfo;
pub use method::{MethodInfo, MethodParameter};
pub use module::{Module, ModuleExports, ModuleProvides, ModuleRequires};
pub use record::RecordComponent;

/// The newest class-file major version that is understood (Java 17).
pub const MAX_MAJOR: u16 = 61;
/// The oldest class-file major version that is understood (JDK 1.0.2).
pub const MIN_MAJOR: u16 = 45;
/// The minor version that marks a class using preview features (JVMS §4.1).
pub const PREVIEW_MINOR: u16 = 65535;
