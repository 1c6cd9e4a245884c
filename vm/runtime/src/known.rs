//! Classes and fields of the class library that the VM itself uses.
//!
//! Offsets are looked up by name when the class is defined: a field that is missing is reported
//! by name at start-up. See JDK 17's `javap -p` of each class.

use crate::class::Class;
use crate::oop::Oop;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

macro_rules! known_classes {
    ($($variant:ident = $name:literal,)*) => {
        /// A class that the VM names. In load order: superclasses stand before subclasses.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(usize)]
        #[expect(missing_docs, reason = "the names are the classes' own")]
        pub enum KnownClass { $($variant,)* }

        impl KnownClass {
            /// All of them, in load order.
            pub const ALL: &'static [KnownClass] = &[$(KnownClass::$variant,)*];
            /// Internal name.
            pub const fn name(self) -> &'static str {
                match self { $(KnownClass::$variant => $name,)* }
            }
        }
    };
}

known_classes! {
    Object = "java/lang/Object",
    Serializable = "java/io/Serializable",
    Comparable = "java/lang/Comparable",
    CharSequence = "java/lang/CharSequence",
    String = "java/lang/String",
    Class = "java/lang/Class",
    Cloneable = "java/lang/Cloneable",
    ClassLoader = "java/lang/ClassLoader",
    System = "java/lang/System",
    Throwable = "java/lang/Throwable",
    Error = "java/lang/Error",
    Exception = "java/lang/Exception",
    RuntimeException = "java/lang/RuntimeException",
    ProtectionDomain = "java/security/ProtectionDomain",
    AccessControlContext = "java/security/AccessControlContext",
    AccessController = "java/security/AccessController",
    Record = "java/lang/Record",
    LinkageError = "java/lang/LinkageError",
    NoClassDefFoundError = "java/lang/NoClassDefFoundError",
    ClassNotFoundException = "java/lang/ClassNotFoundException",
    ClassCastException = "java/lang/ClassCastException",
    ArrayStoreException = "java/lang/ArrayStoreException",
    ArithmeticException = "java/lang/ArithmeticException",
    NullPointerException = "java/lang/NullPointerException",
    ArrayIndexOutOfBoundsException = "java/lang/ArrayIndexOutOfBoundsException",
    NegativeArraySizeException = "java/lang/NegativeArraySizeException",
    IllegalMonitorStateException = "java/lang/IllegalMonitorStateException",
    IllegalArgumentException = "java/lang/IllegalArgumentException",
    InterruptedException = "java/lang/InterruptedException",
    VirtualMachineError = "java/lang/VirtualMachineError",
    InternalError = "java/lang/InternalError",
    OutOfMemoryError = "java/lang/OutOfMemoryError",
    StackOverflowError = "java/lang/StackOverflowError",
    ThreadDeath = "java/lang/ThreadDeath",
    ExceptionInInitializerError = "java/lang/ExceptionInInitializerError",
    Reference = "java/lang/ref/Reference",
    SoftReference = "java/lang/ref/SoftReference",
    WeakReference = "java/lang/ref/WeakReference",
    FinalReference = "java/lang/ref/FinalReference",
    PhantomReference = "java/lang/ref/PhantomReference",
    Finalizer = "java/lang/ref/Finalizer",
    Thread = "java/lang/Thread",
    ThreadGroup = "java/lang/ThreadGroup",
    Module = "java/lang/Module",
    AccessibleObject = "java/lang/reflect/AccessibleObject",
    Field = "java/lang/reflect/Field",
    Parameter = "java/lang/reflect/Parameter",
    Method = "java/lang/reflect/Method",
    Constructor = "java/lang/reflect/Constructor",
    RecordComponent = "java/lang/reflect/RecordComponent",
    MagicAccessorImpl = "jdk/internal/reflect/MagicAccessorImpl",
    MethodAccessorImpl = "jdk/internal/reflect/MethodAccessorImpl",
    ConstructorAccessorImpl = "jdk/internal/reflect/ConstructorAccessorImpl",
    DelegatingClassLoader = "jdk/internal/reflect/DelegatingClassLoader",
    ConstantPool = "jdk/internal/reflect/ConstantPool",
    MethodHandle = "java/lang/invoke/MethodHandle",
    DirectMethodHandle = "java/lang/invoke/DirectMethodHandle",
    VarHandle = "java/lang/invoke/VarHandle",
    MemberName = "java/lang/invoke/MemberName",
    ResolvedMethodName = "java/lang/invoke/ResolvedMethodName",
    MethodHandleNatives = "java/lang/invoke/MethodHandleNatives",
    LambdaForm = "java/lang/invoke/LambdaForm",
    MethodType = "java/lang/invoke/MethodType",
    BootstrapMethodError = "java/lang/BootstrapMethodError",
    CallSite = "java/lang/invoke/CallSite",
    ConstantCallSite = "java/lang/invoke/ConstantCallSite",
    MutableCallSite = "java/lang/invoke/MutableCallSite",
    VolatileCallSite = "java/lang/invoke/VolatileCallSite",
    CallSiteContext = "java/lang/invoke/MethodHandleNatives$CallSiteContext",
    AssertionStatusDirectives = "java/lang/AssertionStatusDirectives",
    UnsafeConstants = "jdk/internal/misc/UnsafeConstants",
    Unsafe = "jdk/internal/misc/Unsafe",
    StackTraceElement = "java/lang/StackTraceElement",
    StackFrameInfo = "java/lang/StackFrameInfo",
    AbstractStackWalker = "java/lang/StackStreamFactory$AbstractStackWalker",
    Boolean = "java/lang/Boolean",
    Character = "java/lang/Character",
    Number = "java/lang/Number",
    Float = "java/lang/Float",
    Double = "java/lang/Double",
    Byte = "java/lang/Byte",
    Short = "java/lang/Short",
    Integer = "java/lang/Integer",
    Long = "java/lang/Long",
}

static CLASSES: [AtomicPtr<Class>; KnownClass::ALL.len()] =
    [const { AtomicPtr::new(std::ptr::null_mut()) }; KnownClass::ALL.len()];

impl KnownClass {
    /// The class. Panics if the boot sequence has not loaded it yet.
    #[inline]
    pub fn get(self) -> &'static Class {
        self.try_get()
            .unwrap_or_else(|| panic!("{} is not loaded yet", self.name()))
    }

    /// The class, once loaded.
    #[inline]
    pub fn try_get(self) -> Option<&'static Class> {
        // SAFETY: slots hold null or immortal classes.
        unsafe { CLASSES[self as usize].load(Ordering::Acquire).as_ref() }
    }

    /// Records the class (the boot sequence, once).
    pub fn set(self, class: &'static Class) {
        CLASSES[self as usize].store(std::ptr::from_ref(class).cast_mut(), Ordering::Release);
    }
}

/// A field of a known class that the VM reads or writes.
pub struct KnownField {
    offset: AtomicU32,
}

impl KnownField {
    /// Byte offset in the object (or in the mirror for static fields).
    #[inline]
    pub fn offset(&self) -> usize {
        let offset = self.offset.load(Ordering::Relaxed);
        debug_assert!(
            offset != 0,
            "a known field is used before its class is loaded"
        );
        offset as usize
    }
    /// Records the offset.
    pub fn set_offset(&self, offset: u32) {
        self.offset.store(offset, Ordering::Relaxed);
    }
    /// Loads the reference in this field of `object`.
    pub fn load<'a>(&self, object: Oop<'a>) -> Oop<'a> {
        object.load_ref(self.offset())
    }
    /// Stores a reference into this field of `object`.
    pub fn store(&self, object: Oop<'_>, value: Oop<'_>) {
        object.store_ref(self.offset(), value);
    }
}

macro_rules! known_fields {
    ($($name:ident = $class:ident . $field:literal $descriptor:literal;)*) => {
        $(
            #[doc = concat!("`", stringify!($class), ".", $field, "`")]
            pub static $name: KnownField = KnownField { offset: AtomicU32::new(0) };
        )*
        /// Every declared known field: its class, name, descriptor and offset cell.
        pub static KNOWN_FIELDS: &[(KnownClass, &str, &str, &KnownField)] =
            &[$((KnownClass::$class, $field, $descriptor, &$name),)*];
    };
}

known_fields! {
    STRING_VALUE = String."value" "[B";
    STRING_CODER = String."coder" "B";
    STRING_HASH = String."hash" "I";
    CLASS_LOADER = Class."classLoader" "Ljava/lang/ClassLoader;";
    CLASS_COMPONENT_TYPE = Class."componentType" "Ljava/lang/Class;";
    CLASS_MODULE = Class."module" "Ljava/lang/Module;";
    CLASS_NAME = Class."name" "Ljava/lang/String;";
    CLASS_CLASS_DATA = Class."classData" "Ljava/lang/Object;";
    LOADER_PARENT = ClassLoader."parent" "Ljava/lang/ClassLoader;";
    LOADER_PARALLEL_LOCK_MAP = ClassLoader."parallelLockMap" "Ljava/util/concurrent/ConcurrentHashMap;";
    LOADER_NAME = ClassLoader."name" "Ljava/lang/String;";
    LOADER_NAME_AND_ID = ClassLoader."nameAndId" "Ljava/lang/String;";
    LOADER_UNNAMED_MODULE = ClassLoader."unnamedModule" "Ljava/lang/Module;";
    MODULE_LOADER = Module."loader" "Ljava/lang/ClassLoader;";
    MODULE_NAME = Module."name" "Ljava/lang/String;";
    THREAD_EETOP = Thread."eetop" "J";
    THREAD_NAME = Thread."name" "Ljava/lang/String;";
    THREAD_PRIORITY = Thread."priority" "I";
    THREAD_DAEMON = Thread."daemon" "Z";
    THREAD_STATUS = Thread."threadStatus" "I";
    THREAD_INTERRUPTED = Thread."interrupted" "Z";
    THREAD_STILLBORN = Thread."stillborn" "Z";
    THREAD_GROUP = Thread."group" "Ljava/lang/ThreadGroup;";
    THREAD_STACK_SIZE = Thread."stackSize" "J";
    THREAD_TID = Thread."tid" "J";
    THREAD_INHERITED_ACC = Thread."inheritedAccessControlContext" "Ljava/security/AccessControlContext;";
    THREAD_PARK_BLOCKER = Thread."parkBlocker" "Ljava/lang/Object;";
    THREAD_CONTEXT_LOADER = Thread."contextClassLoader" "Ljava/lang/ClassLoader;";
    THREAD_GROUP_NAME = ThreadGroup."name" "Ljava/lang/String;";
    THROWABLE_BACKTRACE = Throwable."backtrace" "Ljava/lang/Object;";
    THROWABLE_DEPTH = Throwable."depth" "I";
    THROWABLE_STACK_TRACE = Throwable."stackTrace" "[Ljava/lang/StackTraceElement;";
    THROWABLE_MESSAGE = Throwable."detailMessage" "Ljava/lang/String;";
    THROWABLE_CAUSE = Throwable."cause" "Ljava/lang/Throwable;";
    STE_DECLARING_CLASS_OBJECT = StackTraceElement."declaringClassObject" "Ljava/lang/Class;";
    STE_CLASS_LOADER_NAME = StackTraceElement."classLoaderName" "Ljava/lang/String;";
    STE_MODULE_NAME = StackTraceElement."moduleName" "Ljava/lang/String;";
    STE_MODULE_VERSION = StackTraceElement."moduleVersion" "Ljava/lang/String;";
    STE_DECLARING_CLASS = StackTraceElement."declaringClass" "Ljava/lang/String;";
    STE_METHOD_NAME = StackTraceElement."methodName" "Ljava/lang/String;";
    STE_FILE_NAME = StackTraceElement."fileName" "Ljava/lang/String;";
    STE_LINE_NUMBER = StackTraceElement."lineNumber" "I";
    REFERENCE_REFERENT = Reference."referent" "Ljava/lang/Object;";
    REFERENCE_DISCOVERED = Reference."discovered" "Ljava/lang/ref/Reference;";
    REFERENCE_NEXT = Reference."next" "Ljava/lang/ref/Reference;";
    REFERENCE_QUEUE = Reference."queue" "Ljava/lang/ref/ReferenceQueue;";
    SOFT_TIMESTAMP = SoftReference."timestamp" "J";
    SOFT_CLOCK = SoftReference."clock" "J";
    MEMBER_CLAZZ = MemberName."clazz" "Ljava/lang/Class;";
    MEMBER_NAME = MemberName."name" "Ljava/lang/String;";
    MEMBER_TYPE = MemberName."type" "Ljava/lang/Object;";
    MEMBER_FLAGS = MemberName."flags" "I";
    MEMBER_METHOD = MemberName."method" "Ljava/lang/invoke/ResolvedMethodName;";
    MEMBER_RESOLUTION = MemberName."resolution" "Ljava/lang/Object;";
    METHOD_HANDLE_TYPE = MethodHandle."type" "Ljava/lang/invoke/MethodType;";
    METHOD_HANDLE_FORM = MethodHandle."form" "Ljava/lang/invoke/LambdaForm;";
    LAMBDA_FORM_VMENTRY = LambdaForm."vmentry" "Ljava/lang/invoke/MemberName;";
    METHOD_TYPE_RTYPE = MethodType."rtype" "Ljava/lang/Class;";
    METHOD_TYPE_PTYPES = MethodType."ptypes" "[Ljava/lang/Class;";
    CALL_SITE_TARGET = CallSite."target" "Ljava/lang/invoke/MethodHandle;";
    FIELD_CLAZZ = Field."clazz" "Ljava/lang/Class;";
    FIELD_SLOT = Field."slot" "I";
    FIELD_NAME = Field."name" "Ljava/lang/String;";
    FIELD_TYPE = Field."type" "Ljava/lang/Class;";
    FIELD_MODIFIERS = Field."modifiers" "I";
    FIELD_TRUSTED_FINAL = Field."trustedFinal" "Z";
    FIELD_SIGNATURE = Field."signature" "Ljava/lang/String;";
    FIELD_ANNOTATIONS = Field."annotations" "[B";
    METHOD_CLAZZ = Method."clazz" "Ljava/lang/Class;";
    METHOD_SLOT = Method."slot" "I";
    METHOD_NAME = Method."name" "Ljava/lang/String;";
    METHOD_RETURN_TYPE = Method."returnType" "Ljava/lang/Class;";
    METHOD_PARAMETER_TYPES = Method."parameterTypes" "[Ljava/lang/Class;";
    METHOD_EXCEPTION_TYPES = Method."exceptionTypes" "[Ljava/lang/Class;";
    METHOD_MODIFIERS = Method."modifiers" "I";
    METHOD_SIGNATURE = Method."signature" "Ljava/lang/String;";
    METHOD_ANNOTATIONS = Method."annotations" "[B";
    METHOD_PARAMETER_ANNOTATIONS = Method."parameterAnnotations" "[B";
    METHOD_ANNOTATION_DEFAULT = Method."annotationDefault" "[B";
    CONSTRUCTOR_CLAZZ = Constructor."clazz" "Ljava/lang/Class;";
    CONSTRUCTOR_SLOT = Constructor."slot" "I";
    CONSTRUCTOR_PARAMETER_TYPES = Constructor."parameterTypes" "[Ljava/lang/Class;";
    CONSTRUCTOR_EXCEPTION_TYPES = Constructor."exceptionTypes" "[Ljava/lang/Class;";
    CONSTRUCTOR_MODIFIERS = Constructor."modifiers" "I";
    CONSTRUCTOR_SIGNATURE = Constructor."signature" "Ljava/lang/String;";
    CONSTRUCTOR_ANNOTATIONS = Constructor."annotations" "[B";
    CONSTRUCTOR_PARAMETER_ANNOTATIONS = Constructor."parameterAnnotations" "[B";
    RECORD_COMPONENT_CLAZZ = RecordComponent."clazz" "Ljava/lang/Class;";
    RECORD_COMPONENT_NAME = RecordComponent."name" "Ljava/lang/String;";
    RECORD_COMPONENT_TYPE = RecordComponent."type" "Ljava/lang/Class;";
    RECORD_COMPONENT_ACCESSOR = RecordComponent."accessor" "Ljava/lang/reflect/Method;";
    RECORD_COMPONENT_SIGNATURE = RecordComponent."signature" "Ljava/lang/String;";
    RECORD_COMPONENT_ANNOTATIONS = RecordComponent."annotations" "[B";
    RECORD_COMPONENT_TYPE_ANNOTATIONS = RecordComponent."typeAnnotations" "[B";
    PARAMETER_NAME = Parameter."name" "Ljava/lang/String;";
    PARAMETER_MODIFIERS = Parameter."modifiers" "I";
    PARAMETER_EXECUTABLE = Parameter."executable" "Ljava/lang/reflect/Executable;";
    PARAMETER_INDEX = Parameter."index" "I";
    CONSTANT_POOL_OOP = ConstantPool."constantPoolOop" "Ljava/lang/Object;";
    STACK_FRAME_MEMBER_NAME = StackFrameInfo."memberName" "Ljava/lang/Object;";
    STACK_FRAME_BCI = StackFrameInfo."bci" "I";
    BOX_BOOLEAN = Boolean."value" "Z";
    BOX_CHARACTER = Character."value" "C";
    BOX_FLOAT = Float."value" "F";
    BOX_DOUBLE = Double."value" "D";
    BOX_BYTE = Byte."value" "B";
    BOX_SHORT = Short."value" "S";
    BOX_INTEGER = Integer."value" "I";
    BOX_LONG = Long."value" "J";
}

macro_rules! injected_fields {
    ($($name:ident = $class:ident $type:ident $doc:literal;)*) => {
        $(
            #[doc = $doc]
            pub static $name: KnownField = KnownField { offset: AtomicU32::new(0) };
        )*
        /// Fields that the VM adds to classes, invisible to Java: class, type, offset cell.
        pub static INJECTED_FIELDS: &[(KnownClass, crate::layout::BasicType, &KnownField)] =
            &[$((KnownClass::$class, crate::layout::BasicType::$type, &$name),)*];
    };
}

injected_fields! {
    MIRROR_CLASS = Class Long "Mirror: address of the `Class` record (also for primitives).";
    MIRROR_SIZE = Class Int "Mirror: its own size in bytes.";
    MIRROR_N_STATIC_REFS = Class Int "Mirror: number of static reference fields.";
    MIRROR_RESOLVED_REFS = Class Object "Mirror: the `Object[]` of resolved constants.";
    MIRROR_PROTECTION_DOMAIN = Class Object "Mirror: the protection domain.";
    MIRROR_SIGNERS = Class Object "Mirror: the signers array.";
    LOADER_DATA = ClassLoader Long "Class loader: address of its `LoaderData`.";
    MODULE_ENTRY = Module Long "Module: address of its `ModuleEntry`.";
    RESOLVED_METHOD_HOLDER = ResolvedMethodName Object "Resolved method name: mirror of the holder.";
    RESOLVED_METHOD_TARGET = ResolvedMethodName Long "Resolved method name: address of the `Method`.";
    MEMBER_VMINDEX = MemberName Long "Member name: vtable index, itable index or field offset.";
}

/// Offset of the first static field in every mirror: the size of a `java.lang.Class` object with
/// its injected fields. Static references come first.
pub fn mirror_statics_offset() -> usize {
    KnownClass::Class.get().instance_size as usize
}

/// The class record behind a mirror.
pub fn class_of_mirror(mirror: Oop<'_>) -> &'static Class {
    let address = mirror.load_u64(MIRROR_CLASS.offset()) as usize;
    // SAFETY: every mirror holds the address of its immortal class record.
    unsafe { &*(address as *const Class) }
}
