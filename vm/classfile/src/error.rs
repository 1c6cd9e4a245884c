//! What can be wrong with a class file, and how the reference VM says it.
//!
//! Programs print these messages and tests compare them, so the texts are HotSpot 17's
//! (`classFileParser.cpp`), letter by letter. The class name in a message is the one the caller
//! asked for, or, once it has been read, the one in the file.

/// A malformed class file; caused by whoever made the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where in the file it was noticed.
    pub offset: usize,
    /// What is wrong.
    pub kind: ErrorKind,
    /// The class named in the message, in internal form.
    pub class_name: Box<str>,
}

/// The Java exception that an [`Error`] becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExceptionClass {
    /// `java.lang.ClassFormatError`
    ClassFormatError,
    /// `java.lang.UnsupportedClassVersionError`
    UnsupportedClassVersionError,
    /// `java.lang.NoClassDefFoundError`
    NoClassDefFoundError,
    /// `java.lang.IncompatibleClassChangeError`
    IncompatibleClassChangeError,
}

impl ExceptionClass {
    /// The name of the class, in internal form.
    pub fn internal_name(self) -> &'static str {
        match self {
            Self::ClassFormatError => "java/lang/ClassFormatError",
            Self::UnsupportedClassVersionError => "java/lang/UnsupportedClassVersionError",
            Self::NoClassDefFoundError => "java/lang/NoClassDefFoundError",
            Self::IncompatibleClassChangeError => "java/lang/IncompatibleClassChangeError",
        }
    }
}

/// What is wrong with a class file. The message of each is in [`Error`]'s `Display`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the message of each variant, in `Display`, says it"
)]
pub enum ErrorKind {
    Truncated,
    ExtraBytes,
    BadMagic {
        magic: u32,
    },
    MajorTooOld {
        major: u16,
        minor: u16,
    },
    MajorTooNew {
        major: u16,
        minor: u16,
    },
    PreviewOfOtherVersion {
        major: u16,
        minor: u16,
    },
    PreviewNotEnabled {
        major: u16,
        minor: u16,
    },
    BadMinor {
        major: u16,
        minor: u16,
    },
    BadPoolSize {
        size: u16,
    },
    UnknownTag {
        tag: u8,
    },
    UnsupportedTag {
        tag: u8,
    },
    InvalidPoolEntry {
        index: u16,
    },
    InvalidPoolIndex {
        index: u16,
        what: &'static str,
    },
    BadMethodHandleKind {
        index: u16,
    },
    IllegalUtf8,
    ZeroLengthName {
        index: u16,
    },
    BadMethodName {
        index: u16,
    },
    BadConstructorName {
        index: u16,
    },
    IsModule,
    IllegalClassModifiers {
        flags: u16,
    },
    BadThisClass {
        index: u16,
    },
    BadClassName,
    WrongName {
        in_file: Box<str>,
    },
    BadSuperIndex {
        index: u16,
    },
    BadSuperName,
    ObjectWithInterfaces,
    InterfaceSuper,
    BadInterfaceIndex {
        index: u16,
    },
    BadInterfaceName,
    DuplicateInterface {
        name: Box<str>,
    },
    IllegalName {
        what: &'static str,
        name: Box<str>,
    },
    IllegalSignature {
        what: &'static str,
        name: Box<str>,
        signature: Box<str>,
    },
    TooManyDimensions,
    BadNameInDescriptor,
    IllegalFieldModifiers {
        flags: u16,
    },
    BadFieldNameIndex {
        index: u16,
    },
    BadFieldSignatureIndex {
        index: u16,
    },
    DuplicateMember {
        what: &'static str,
        name: Box<str>,
        signature: Box<str>,
    },
    BadInitialValueIndex {
        index: u16,
    },
    InconsistentConstantValue,
    BadStringInitialValue,
    UnableToSetInitialValue {
        index: u16,
    },
    DuplicateConstantValue,
    BadFieldAttributeIndex {
        index: u16,
    },
    BadMethodNameIndex {
        index: u16,
    },
    BadMethodSignatureIndex {
        index: u16,
    },
    ClinitNotStatic,
    InterfaceInit,
    TooManyArguments,
    IllegalMethodModifiers {
        name: Box<str>,
        flags: u16,
    },
    BadMethodAttributeIndex {
        index: u16,
    },
    CodeInNativeOrAbstract,
    AbsentCode,
    ArgumentsDoNotFit,
    BadCodeLength {
        length: u32,
    },
    BadCodeAttributeIndex {
        index: u16,
    },
    CodeWrongLength,
    BadHandlerRange,
    BadHandlerPc,
    BadCatchType,
    BadLinePc,
    TableWrongLength {
        table: &'static str,
    },
    BadTableStart {
        table: &'static str,
        start: u16,
    },
    BadTableLength {
        table: &'static str,
        length: u16,
    },
    BadTableName {
        table: &'static str,
        index: u16,
    },
    BadTableSignature {
        table: &'static str,
        index: u16,
    },
    BadTableSlot {
        table: &'static str,
        slot: u16,
    },
    DuplicateLocalVariable {
        table: &'static str,
        name: Box<str>,
    },
    UnmatchedLocalVariableType {
        name: Box<str>,
    },
    BadExceptionType {
        index: u16,
    },
    ExceptionsWrongLength,
    MethodParametersWrongLength {
        length: u32,
    },
    Multiple {
        attribute: &'static str,
        place: &'static str,
    },
    BadLength {
        attribute: &'static str,
        place: &'static str,
        length: u32,
    },
    WrongLength {
        attribute: &'static str,
    },
    WrongLengthOf {
        attribute: &'static str,
        length: u32,
    },
    WrongSizeOfFieldSignature {
        length: u32,
    },
    BadIndexIn {
        attribute: &'static str,
        index: u16,
    },
    BadAttributeName {
        index: u16,
    },
    BadConstantType {
        what: &'static str,
        index: u16,
    },
    OuterIsArray,
    BothOuterAndInner,
    DuplicateInnerClass,
    BadEnclosingClass,
    ZeroEnclosingClass,
    BadEnclosingMethod,
    ConflictingNest {
        first: &'static str,
        second: &'static str,
    },
    PermittedSubclassesInFinal,
    BadRecordPart {
        what: &'static str,
        index: u16,
    },
    BadRecordAttributeIndex {
        index: u16,
    },
    RecordWrongLength,
    BadRecordSignatureLength {
        length: u32,
    },
    BootstrapShort {
        length: u32,
    },
    BootstrapTooShort,
    BootstrapNumbers,
    BootstrapLength,
    MissingBootstrapMethods,
}

/// Most bytes of a message.
const MAX_MESSAGE: usize = 1023;

impl Error {
    pub(crate) fn new(offset: usize, kind: ErrorKind) -> Self {
        Self {
            offset,
            kind,
            class_name: "".into(),
        }
    }

    /// The Java exception to throw.
    pub fn exception(&self) -> ExceptionClass {
        match self.kind {
            ErrorKind::MajorTooOld { .. }
            | ErrorKind::MajorTooNew { .. }
            | ErrorKind::PreviewOfOtherVersion { .. }
            | ErrorKind::PreviewNotEnabled { .. }
            | ErrorKind::BadMinor { .. } => ExceptionClass::UnsupportedClassVersionError,
            ErrorKind::IsModule | ErrorKind::WrongName { .. } => {
                ExceptionClass::NoClassDefFoundError
            }
            _ => ExceptionClass::ClassFormatError,
        }
    }

    /// The detail message of the Java exception, as long as HotSpot's buffer for it is.
    pub fn message(&self) -> String {
        let mut message = self.to_string();
        message.truncate(message.floor_char_boundary(MAX_MESSAGE));
        message
    }
}

impl std::error::Error for Error {}
