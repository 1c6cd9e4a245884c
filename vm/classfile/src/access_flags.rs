//! Access and property flags of classes, fields, methods and parameters.
//!
//! JVMS tables 4.1-B, 4.5-A, 4.6-A, 4.7.6-A, 4.7.24 and 4.7.25. Several bits mean different things
//! in different places; each meaning has its own name.

/// Declared `public`.
pub const PUBLIC: u16 = 0x0001;
/// Declared `private`.
pub const PRIVATE: u16 = 0x0002;
/// Declared `protected`.
pub const PROTECTED: u16 = 0x0004;
/// Declared `static`.
pub const STATIC: u16 = 0x0008;
/// Declared `final`.
pub const FINAL: u16 = 0x0010;
/// Class: `invokespecial` looks superclass methods up dynamically.
pub const SUPER: u16 = 0x0020;
/// Method: declared `synchronized`.
pub const SYNCHRONIZED: u16 = 0x0020;
/// Module: the module is open.
pub const OPEN: u16 = 0x0020;
/// Module `requires`: `transitive`.
pub const TRANSITIVE: u16 = 0x0020;
/// Field: declared `volatile`.
pub const VOLATILE: u16 = 0x0040;
/// Method: a bridge made by the compiler.
pub const BRIDGE: u16 = 0x0040;
/// Module `requires`: needed at compile time only.
pub const STATIC_PHASE: u16 = 0x0040;
/// Field: declared `transient`.
pub const TRANSIENT: u16 = 0x0080;
/// Method: declared with a variable number of arguments.
pub const VARARGS: u16 = 0x0080;
/// Method: declared `native`.
pub const NATIVE: u16 = 0x0100;
/// Class: is an interface.
pub const INTERFACE: u16 = 0x0200;
/// Declared `abstract`.
pub const ABSTRACT: u16 = 0x0400;
/// Method: declared `strictfp`.
pub const STRICT: u16 = 0x0800;
/// Not present in the source.
pub const SYNTHETIC: u16 = 0x1000;
/// Class: is an annotation interface.
pub const ANNOTATION: u16 = 0x2000;
/// Class or field: of an enum.
pub const ENUM: u16 = 0x4000;
/// Class: is a module, not a class.
pub const MODULE: u16 = 0x8000;
/// Parameter or module clause: implicitly declared.
pub const MANDATED: u16 = 0x8000;

/// The flags of a class that mean something (JVMS table 4.1-B, without `MODULE`).
pub const CLASS_FLAGS: u16 =
    PUBLIC | FINAL | SUPER | INTERFACE | ABSTRACT | SYNTHETIC | ANNOTATION | ENUM;
/// The flags of a nested class that mean something (JVMS table 4.7.6-A).
pub const INNER_CLASS_FLAGS: u16 = CLASS_FLAGS | PRIVATE | PROTECTED | STATIC;
/// The flags of a field that mean something (JVMS table 4.5-A).
pub const FIELD_FLAGS: u16 =
    PUBLIC | PRIVATE | PROTECTED | STATIC | FINAL | VOLATILE | TRANSIENT | SYNTHETIC | ENUM;
/// The flags of a method that mean something (JVMS table 4.6-A).
pub const METHOD_FLAGS: u16 = PUBLIC
    | PRIVATE
    | PROTECTED
    | STATIC
    | FINAL
    | SYNCHRONIZED
    | BRIDGE
    | VARARGS
    | NATIVE
    | ABSTRACT
    | STRICT
    | SYNTHETIC;
