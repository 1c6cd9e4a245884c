//! Methods and fields of classes.

use crate::class::Class;
use crate::frame::DecodedCode;
use crate::layout::BasicType;
use crate::symbol::Symbol;
use std::sync::atomic::{AtomicI32, AtomicPtr, AtomicU32, AtomicUsize, Ordering};
use vm_bytecode::descriptor::split_method;
use vm_classfile::access_flags as acc;

/// A Rust native: gets the raw argument slots (receiver first), returns the raw result.
/// It runs in state `InVm` and leaves a Java exception pending when it returns `Err`.
pub type VmNative =
    fn(&mut crate::thread::Cx, crate::call::Args<'_>) -> crate::thread::JResult<u64>;

/// A method of a class. Lives for ever.
#[repr(C)]
pub struct Method {
    /// Interpreter entry: an address that only the interpreter understands.
    pub interpreter_entry: AtomicUsize,
    /// Where compiled code that calls the method goes on: its compiled code, or a stub that calls
    /// the interpreter; see [`crate::call::set_initial_compiled_entry`].
    pub compiled_entry: AtomicUsize,
    /// Address of a record of the crate that compiles: where compiled code passes the arguments.
    /// 0 until it is asked for.
    pub shape: AtomicUsize,
    /// The class that declares the method.
    pub class: &'static Class,
    /// Name.
    pub name: Symbol,
    /// Descriptor.
    pub descriptor: Symbol,
    /// Access flags of the class file.
    pub access: u16,
    /// Number in the class's method table: `slot` of reflection objects.
    pub slot: u16,
    /// Argument slots including the receiver.
    pub arg_slots: u16,
    /// Local variable slots.
    pub max_locals: u16,
    /// Operand stack slots; one more is reserved for appendices.
    pub max_stack: u16,
    /// Type of the result.
    pub return_type: BasicType,
    /// Bits of [`MethodFlag`].
    pub flags: AtomicU32,
    /// Index in the vtable, or a negative `VtableIndex` constant.
    pub vtable_index: AtomicI32,
    /// Index among the methods of an interface's itable, or -1.
    pub itable_index: AtomicI32,
    /// Decoded code; null until the first call.
    pub decoded: AtomicPtr<DecodedCode>,
    /// Address of the native function or [`VmNative`]; 0 while unbound.
    pub native_entry: AtomicUsize,
    /// Calls counted.
    pub invocations: AtomicU32,
    /// When `invocations` reaches this, the interpreter asks which tier is to go on.
    pub invocation_limit: AtomicU32,
    /// Back edges taken, each branch as of the last question about it.
    pub back_edges: AtomicU32,
    /// The method in the class file; `None` for methods made by the VM (see [`MethodKind`]).
    pub info: Option<&'static vm_classfile::MethodInfo<'static>>,
    /// What kind of method it is.
    pub kind: MethodKind,
}

/// Who made a method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MethodKind {
    /// Read from a class file.
    ClassFile,
    /// Synthesised: a signature-polymorphic linker of `MethodHandle` for one erased descriptor.
    Intrinsic(MethodHandleIntrinsic),
    /// Synthesised: throws because selection found no or conflicting defaults (overpass method).
    Overpass(OverpassError),
}

/// The linkers of `java.lang.invoke.MethodHandle` (JVMS 2.9.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[expect(missing_docs, reason = "the names are those of the Java methods")]
pub enum MethodHandleIntrinsic {
    InvokeBasic,
    LinkToStatic,
    LinkToSpecial,
    LinkToVirtual,
    LinkToInterface,
}

/// Error of an overpass method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OverpassError {
    /// `AbstractMethodError`.
    Abstract,
    /// `IncompatibleClassChangeError`: conflicting default methods.
    Conflict,
}

/// The method has no vtable slot because it is never selected (static, private, `<init>`).
pub const VTABLE_NONE: i32 = -2;
/// The method belongs to an interface: selected through itables.
pub const VTABLE_ITABLE: i32 = -3;
/// Not yet assigned.
pub const VTABLE_UNSET: i32 = -4;

/// Facts about a method beyond its access flags.
#[derive(Clone, Copy)]
#[repr(u32)]
pub enum MethodFlag {
    /// `@CallerSensitive`.
    CallerSensitive = 1,
    /// `@Hidden`, or a method of a hidden class: not shown in stack traces.
    Hidden = 1 << 1,
    /// `@ForceInline`.
    ForceInline = 1 << 2,
    /// `@DontInline`.
    DontInline = 1 << 3,
    /// `@IntrinsicCandidate`.
    IntrinsicCandidate = 1 << 4,
    /// `native_entry` is a [`VmNative`], not a C function.
    VmNative = 1 << 5,
    /// Overrides `Object.finalize` with a body: allocation registers a finalizer.
    SignaturePolymorphic = 1 << 6,
    /// The code contains `monitorenter`.
    HasMonitors = 1 << 7,
    /// The code contains `jsr`.
    HasJsr = 1 << 8,
    /// `@Scoped` of `ScopedMemoryAccess`.
    Scoped = 1 << 9,
    /// `@ReservedStackAccess`.
    ReservedStackAccess = 1 << 10,
    /// `@LambdaForm.Compiled`: does not count as a caller.
    CompiledLambdaForm = 1 << 11,
}

impl Method {
    /// Tests a flag.
    #[inline]
    pub fn has(&self, flag: MethodFlag) -> bool {
        self.flags.load(Ordering::Relaxed) & flag as u32 != 0
    }

    /// Sets a flag.
    pub fn set(&self, flag: MethodFlag) {
        self.flags.fetch_or(flag as u32, Ordering::Relaxed);
    }

    /// The decoded code, once it exists.
    #[inline]
    pub fn decoded(&self) -> Option<&'static DecodedCode> {
        // SAFETY: the pointer is published once, after the code is complete, and never freed.
        unsafe { self.decoded.load(Ordering::Acquire).as_ref() }
    }

    /// The `Code` attribute.
    pub fn code(&self) -> Option<&'static vm_classfile::Code<'static>> {
        self.info.and_then(|info| info.code.as_ref())
    }

    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_static(&self) -> bool {
        self.access & acc::STATIC != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_native(&self) -> bool {
        self.access & acc::NATIVE != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_abstract(&self) -> bool {
        self.access & acc::ABSTRACT != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_synchronized(&self) -> bool {
        self.access & acc::SYNCHRONIZED != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_private(&self) -> bool {
        self.access & acc::PRIVATE != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_public(&self) -> bool {
        self.access & acc::PUBLIC != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_protected(&self) -> bool {
        self.access & acc::PROTECTED != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    #[inline]
    pub fn is_final(&self) -> bool {
        self.access & acc::FINAL != 0
    }
    /// Is it `<init>`?
    pub fn is_constructor(&self) -> bool {
        self.name == "<init>"
    }
    /// Is it `<clinit>`?
    pub fn is_class_initializer(&self) -> bool {
        self.name == "<clinit>"
    }

    /// Line number of `bci` by the `LineNumberTable`, if there is one.
    pub fn line_number(&self, bci: u16) -> Option<u16> {
        self.code()?.line_at(bci)
    }

    /// `Holder.name(descriptor)`, internal form, for messages of the VM's own tools.
    pub fn display(&self) -> String {
        format!("{}.{}{}", self.class.name(), self.name, self.descriptor)
    }

    /// `'void pkg.Holder.name(int, pkg.Type)'` without the quotes: the form of HotSpot's messages.
    pub fn external_name(&self) -> String {
        external_method_name(self.class.name(), self.name, self.descriptor)
    }
}

/// `void pkg.Holder.name(int, pkg.Type)`.
pub fn external_method_name(holder: Symbol, name: Symbol, descriptor: Symbol) -> String {
    let text = descriptor.text();
    let (parameters, result) = split_method(text.as_bytes()).map_or(("", "V"), |(head, tail)| {
        (&text[1..=head.len()], &text[text.len() - tail.len()..])
    });
    let mut out = external_type(result).0;
    out.push(' ');
    out.push_str(&holder.external());
    out.push('.');
    out.push_str(&name.text());
    out.push('(');
    let mut rest = parameters;
    let mut first = true;
    while !rest.is_empty() {
        if !first {
            out.push_str(", ");
        }
        first = false;
        let (one, after) = external_type(rest);
        out.push_str(&one);
        rest = after;
    }
    out.push(')');
    out
}

/// The Java name of the first type in `descriptor`, and what follows it.
pub fn external_type(descriptor: &str) -> (String, &str) {
    let dims = descriptor.bytes().take_while(|&b| b == b'[').count();
    let base = &descriptor[dims..];
    let (mut name, rest) = match base.bytes().next() {
        Some(b'L') => {
            let end = base.find(';').unwrap_or(base.len());
            (
                base[1..end].replace('/', "."),
                base.get(end + 1..).unwrap_or(""),
            )
        }
        Some(c) => (
            BasicType::from_descriptor_char(c)
                .map_or("?", BasicType::java_name)
                .to_owned(),
            &base[1..],
        ),
        None => (String::new(), ""),
    };
    for _ in 0..dims {
        name.push_str("[]");
    }
    (name, rest)
}

/// A field of a class. Lives for ever.
pub struct Field {
    /// The class that declares the field.
    pub class: &'static Class,
    /// Name.
    pub name: Symbol,
    /// Descriptor.
    pub descriptor: Symbol,
    /// Access flags of the class file.
    pub access: u16,
    /// Number in the class's field table: `slot` of reflection objects.
    pub slot: u16,
    /// Type.
    pub basic_type: BasicType,
    /// Byte offset in the object, or in the mirror for static fields.
    pub offset: u32,
    /// The field in the class file.
    pub info: &'static vm_classfile::FieldInfo<'static>,
    /// Written by a method other than an initializer (for trust in finals).
    pub modified_late: std::sync::atomic::AtomicBool,
}

impl Field {
    #[expect(missing_docs, reason = "tests of access flags")]
    pub fn is_static(&self) -> bool {
        self.access & acc::STATIC != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    pub fn is_final(&self) -> bool {
        self.access & acc::FINAL != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    pub fn is_volatile(&self) -> bool {
        self.access & acc::VOLATILE != 0
    }
    #[expect(missing_docs, reason = "tests of access flags")]
    pub fn is_private(&self) -> bool {
        self.access & acc::PRIVATE != 0
    }
}
