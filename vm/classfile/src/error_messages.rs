//! The texts of [`Error`]s: one arm per kind, nothing else, which is why the file is long.

use std::fmt;

use crate::error::{Error, ErrorKind};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use ErrorKind as K;
        let class = &self.class_name;
        match &self.kind {
            K::Truncated => f.write_str("Truncated class file"),
            K::ExtraBytes => write!(f, "Extra bytes at the end of class file {class}"),
            K::BadMagic { magic } => {
                write!(f, "Incompatible magic value {magic} in class file {class}")
            }
            K::MajorTooOld { major, minor } => write!(
                f,
                "{class} (class file version {major}.{minor}) was compiled with an invalid major \
                 version"
            ),
            K::MajorTooNew { major, minor } => write!(
                f,
                "{class} has been compiled by a more recent version of the Java Runtime (class \
                 file version {major}.{minor}), this version of the Java Runtime only recognizes \
                 class file versions up to {}.0",
                crate::MAX_MAJOR
            ),
            K::PreviewOfOtherVersion { major, minor } => write!(
                f,
                "{class} (class file version {major}.{minor}) was compiled with preview features \
                 that are unsupported. This version of the Java Runtime only recognizes preview \
                 features for class file version {}.{}",
                crate::MAX_MAJOR,
                crate::PREVIEW_MINOR
            ),
            K::PreviewNotEnabled { major, minor } => write!(
                f,
                "Preview features are not enabled for {class} (class file version \
                 {major}.{minor}). Try running with '--enable-preview'"
            ),
            K::BadMinor { major, minor } => write!(
                f,
                "{class} (class file version {major}.{minor}) was compiled with an invalid \
                 non-zero minor version"
            ),
            K::BadPoolSize { size } => {
                write!(f, "Illegal constant pool size {size} in class file {class}")
            }
            K::UnknownTag { tag } => {
                write!(f, "Unknown constant tag {tag} in class file {class}")
            }
            K::UnsupportedTag { tag } => write!(
                f,
                "Class file version does not support constant tag {tag} in class file {class}"
            ),
            K::InvalidPoolEntry { index } => {
                write!(
                    f,
                    "Invalid constant pool entry {index} in class file {class}"
                )
            }
            K::InvalidPoolIndex { index, what } => {
                write!(
                    f,
                    "Invalid constant pool index {index} in class file {class}{what}"
                )
            }
            K::BadMethodHandleKind { index } => write!(
                f,
                "Bad method handle kind at constant pool index {index} in class file {class}"
            ),
            K::IllegalUtf8 => {
                write!(
                    f,
                    "Illegal UTF8 string in constant pool in class file {class}"
                )
            }
            K::ZeroLengthName { index } => {
                write!(
                    f,
                    "Illegal zero length constant pool entry at {index} in class {class}"
                )
            }
            K::BadMethodName { index } => {
                write!(
                    f,
                    "Bad method name at constant pool index {index} in class file {class}"
                )
            }
            K::BadConstructorName { index } => write!(
                f,
                "Bad constructor name at constant pool index {index} in class file {class}"
            ),
            K::IsModule => {
                write!(
                    f,
                    "{class} is not a class because access_flag ACC_MODULE is set"
                )
            }
            K::IllegalClassModifiers { flags } => {
                write!(f, "Illegal class modifiers in class {class}: 0x{flags:X}")
            }
            K::BadThisClass { index } => write!(
                f,
                "Invalid this class index {index} in constant pool in class file {class}"
            ),
            K::BadClassName => write!(f, "Bad class name in class file {class}"),
            K::WrongName { in_file } => write!(f, "{class} (wrong name: {in_file})"),
            K::BadSuperIndex { index } => {
                write!(f, "Invalid superclass index {index} in class file {class}")
            }
            K::BadSuperName => write!(f, "Bad superclass name in class file {class}"),
            K::ObjectWithInterfaces => write!(
                f,
                "java.lang.Object cannot implement an interface in class file {class}"
            ),
            K::InterfaceSuper => write!(
                f,
                "Interfaces must have java.lang.Object as superclass in class file {class}"
            ),
            K::BadInterfaceIndex { index } => write!(
                f,
                "Interface name has bad constant pool index {index} in class file {class}"
            ),
            K::BadInterfaceName => write!(f, "Bad interface name in class file {class}"),
            K::DuplicateInterface { name } => {
                write!(
                    f,
                    "Duplicate interface name \"{name}\" in class file {class}"
                )
            }
            K::IllegalName {
                what: "class",
                name,
            } => {
                write!(f, "Illegal class name \"{name}\" in class file {class}")
            }
            K::IllegalName { what, name } => {
                write!(f, "Illegal {what} name \"{name}\" in class {class}")
            }
            K::IllegalSignature {
                what,
                name,
                signature,
            } => write!(
                f,
                "{what} \"{name}\" in class {class} has illegal signature \"{signature}\""
            ),
            K::TooManyDimensions => write!(
                f,
                "Array type descriptor has more than 255 dimensions in class file {class}"
            ),
            K::BadNameInDescriptor => write!(
                f,
                "Class name is empty or contains illegal character in descriptor in class file \
                 {class}"
            ),
            K::IllegalFieldModifiers { flags } => {
                write!(f, "Illegal field modifiers in class {class}: 0x{flags:X}")
            }
            K::BadFieldNameIndex { index } => write!(
                f,
                "Invalid constant pool index {index} for field name in class file {class}"
            ),
            K::BadFieldSignatureIndex { index } => write!(
                f,
                "Invalid constant pool index {index} for field signature in class file {class}"
            ),
            K::DuplicateMember {
                what,
                name,
                signature,
            } => write!(
                f,
                "Duplicate {what} name \"{name}\" with signature \"{signature}\" in class file \
                 {class}"
            ),
            K::BadInitialValueIndex { index } => write!(
                f,
                "Bad initial value index {index} in ConstantValue attribute in class file {class}"
            ),
            K::InconsistentConstantValue => {
                write!(f, "Inconsistent constant value type in class file {class}")
            }
            K::BadStringInitialValue => {
                write!(f, "Bad string initial value in class file {class}")
            }
            K::UnableToSetInitialValue { index } => {
                write!(
                    f,
                    "Unable to set initial value {index} in class file {class}"
                )
            }
            K::DuplicateConstantValue => {
                write!(f, "Duplicate ConstantValue attribute in class file {class}")
            }
            K::BadFieldAttributeIndex { index } => {
                write!(
                    f,
                    "Invalid field attribute index {index} in class file {class}"
                )
            }
            K::BadMethodNameIndex { index } => write!(
                f,
                "Illegal constant pool index {index} for method name in class file {class}"
            ),
            K::BadMethodSignatureIndex { index } => write!(
                f,
                "Illegal constant pool index {index} for method signature in class file {class}"
            ),
            K::ClinitNotStatic => {
                write!(f, "Method <clinit> is not static in class file {class}")
            }
            K::InterfaceInit => {
                write!(
                    f,
                    "Interface cannot have a method named <init>, class file {class}"
                )
            }
            K::TooManyArguments => {
                write!(
                    f,
                    "Too many arguments in method signature in class file {class}"
                )
            }
            K::IllegalMethodModifiers { name, flags } => {
                write!(
                    f,
                    "Method {name} in class {class} has illegal modifiers: 0x{flags:X}"
                )
            }
            K::BadMethodAttributeIndex { index } => {
                write!(
                    f,
                    "Invalid method attribute name index {index} in class file {class}"
                )
            }
            K::CodeInNativeOrAbstract => {
                write!(
                    f,
                    "Code attribute in native or abstract methods in class file {class}"
                )
            }
            K::AbsentCode => write!(
                f,
                "Absent Code attribute in method that is not native or abstract in class file \
                 {class}"
            ),
            K::ArgumentsDoNotFit => {
                write!(f, "Arguments can't fit into locals in class file {class}")
            }
            K::BadCodeLength { length } => {
                write!(
                    f,
                    "Invalid method Code length {length} in class file {class}"
                )
            }
            K::BadCodeAttributeIndex { index } => {
                write!(
                    f,
                    "Invalid code attribute name index {index} in class file {class}"
                )
            }
            K::CodeWrongLength => {
                write!(f, "Code segment has wrong length in class file {class}")
            }
            K::BadHandlerRange => {
                write!(f, "Illegal exception table range in class file {class}")
            }
            K::BadHandlerPc => {
                write!(f, "Illegal exception table handler in class file {class}")
            }
            K::BadCatchType => write!(
                f,
                "Catch type in exception table has bad constant type in class file {class}"
            ),
            K::BadLinePc => write!(f, "Invalid pc in LineNumberTable in class file {class}"),
            K::TableWrongLength {
                table: "LineNumberTable",
            } => {
                write!(
                    f,
                    "LineNumberTable attribute has wrong length in class file {class}"
                )
            }
            K::TableWrongLength { table } => {
                write!(f, "{table} has wrong length in class file {class}")
            }
            K::BadTableStart { table, start } => {
                write!(
                    f,
                    "Invalid start_pc {start} in {table} in class file {class}"
                )
            }
            K::BadTableLength { table, length } => {
                write!(
                    f,
                    "Invalid length {length} in {table} in class file {class}"
                )
            }
            K::BadTableName { table, index } => {
                write!(
                    f,
                    "Name index {index} in {table} has bad constant type in class file {class}"
                )
            }
            K::BadTableSignature { table, index } => write!(
                f,
                "Signature index {index} in {table} has bad constant type in class file {class}"
            ),
            K::BadTableSlot { table, slot } => {
                write!(f, "Invalid index {slot} in {table} in class file {class}")
            }
            K::DuplicateLocalVariable { table, name } => write!(
                f,
                "Duplicated {table} attribute entry for '{name}' in class file {class}"
            ),
            K::UnmatchedLocalVariableType { name } => write!(
                f,
                "LVTT entry for '{name}' in class file {class} does not match any LVT entry"
            ),
            K::BadExceptionType { index } => write!(
                f,
                "Exception name has bad type at constant pool {index} in class file {class}"
            ),
            K::ExceptionsWrongLength => {
                write!(
                    f,
                    "Exceptions attribute has wrong length in class file {class}"
                )
            }
            K::MethodParametersWrongLength { length } => {
                write!(
                    f,
                    "Invalid MethodParameters method attribute length {length} in class file"
                )
            }
            K::Multiple { attribute, place } => {
                write!(
                    f,
                    "Multiple {attribute} attributes{place} in class file {class}"
                )
            }
            K::BadLength {
                attribute,
                place,
                length,
            } => {
                write!(
                    f,
                    "Invalid {attribute}{place} length {length} in class file {class}"
                )
            }
            K::WrongLength { attribute } => {
                write!(
                    f,
                    "Wrong {attribute} attribute length in class file {class}"
                )
            }
            K::WrongLengthOf { attribute, length } => {
                write!(
                    f,
                    "Wrong {attribute} attribute length {length} in class file {class}"
                )
            }
            K::WrongSizeOfFieldSignature { length } => write!(
                f,
                "Wrong size {length} for field's Signature attribute in class file {class}"
            ),
            K::BadIndexIn {
                attribute: "Signature of component",
                index,
            } => write!(
                f,
                "Invalid constant pool index {index} in Signature attribute in class file {class}"
            ),
            K::BadIndexIn { attribute, index } => write!(
                f,
                "Invalid {attribute} attribute at constant pool index {index} in class file {class}"
            ),
            K::BadAttributeName { index } => write!(
                f,
                "Attribute name has bad constant pool index {index} in class file {class}"
            ),
            K::BadConstantType { what, index } => {
                write!(
                    f,
                    "{what} {index} has bad constant type in class file {class}"
                )
            }
            K::OuterIsArray => write!(f, "Outer class is an array class in class file {class}"),
            K::BothOuterAndInner => {
                write!(
                    f,
                    "Class is both outer and inner class in class file {class}"
                )
            }
            K::DuplicateInnerClass => {
                write!(
                    f,
                    "Duplicate entry in InnerClasses attribute in class file {class}"
                )
            }
            K::BadEnclosingClass => write!(
                f,
                "Invalid or out-of-bounds class index in EnclosingMethod attribute in class file \
                 {class}"
            ),
            K::ZeroEnclosingClass => {
                write!(
                    f,
                    "Invalid class index in EnclosingMethod attribute in class file {class}"
                )
            }
            K::BadEnclosingMethod => write!(
                f,
                "Invalid or out-of-bounds method index in EnclosingMethod attribute in class file \
                 {class}"
            ),
            K::ConflictingNest { first, second } => {
                write!(
                    f,
                    "Conflicting {first} and {second} attributes in class file {class}"
                )
            }
            K::PermittedSubclassesInFinal => {
                write!(
                    f,
                    "PermittedSubclasses attribute in final class file {class}"
                )
            }
            K::BadRecordPart { what, index } => write!(
                f,
                "Invalid constant pool index {index} for {what} in Record attribute in class file \
                 {class}"
            ),
            K::BadRecordAttributeIndex { index } => {
                write!(
                    f,
                    "Invalid Record attribute name index {index} in class file {class}"
                )
            }
            K::BadRecordSignatureLength { length } => write!(
                f,
                "Invalid Signature attribute length {length} in Record component in class file {class}"
            ),
            K::RecordWrongLength => {
                write!(f, "Record attribute has wrong length in class file {class}")
            }
            K::BootstrapShort { length } => write!(
                f,
                "Invalid BootstrapMethods attribute length {length} in class file {class}"
            ),
            K::BootstrapTooShort => {
                write!(f, "Short length on BootstrapMethods in class file {class}")
            }
            K::BootstrapNumbers => write!(
                f,
                "Invalid BootstrapMethods num_bootstrap_methods or num_bootstrap_arguments value \
                 in class file {class}"
            ),
            K::BootstrapLength => {
                write!(f, "Bad length on BootstrapMethods in class file {class}")
            }
            K::MissingBootstrapMethods => {
                write!(
                    f,
                    "Missing BootstrapMethods attribute in class file {class}"
                )
            }
        }
    }
}
