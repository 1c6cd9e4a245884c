//! Classes: the dispatch record that objects point to, and its cold part.
//!
//! A [`Class`] lives in a reserved arena below 4 GB, so the 32-bit class word of an object is
//! its address; it ends with the vtable. Class records are never freed (no class unloading yet),
//! so `&'static Class` is what the VM passes around. Class metadata holds no references to
//! objects except the mirror: statics live in the mirror, resolved constants in one `Object[]`
//! per class reached from the mirror.

use crate::layout::BasicType;
use crate::loader::LoaderData;
use crate::method::{Field, Method};
use crate::oop::Oop;
use crate::pool::RuntimePool;
use crate::symbol::Symbol;
use crate::thread::Cx;
use std::mem::offset_of;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, AtomicU8, AtomicU32, AtomicU64, Ordering};
use vm_classfile::ClassFile;
use vm_classfile::access_flags as acc;

/// What the instances of a class look like to the collector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum InstanceKind {
    /// Plain object: fixed size, references where the map says.
    Plain = 0,
    /// `java.lang.Class` itself: instances carry their size and static references.
    Mirror = 1,
    /// Subclass of `SoftReference`.
    Soft = 2,
    /// Subclass of `WeakReference`.
    Weak = 3,
    /// Subclass of `FinalReference`.
    Final = 4,
    /// Subclass of `PhantomReference`.
    Phantom = 5,
    /// Array of references.
    RefArray = 6,
    /// Array of primitives.
    PrimArray = 7,
}

/// A run of adjacent reference fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct RefRun {
    /// Byte offset of the first.
    pub offset: u32,
    /// How many 4-byte references.
    pub count: u32,
}

/// States of JVMS 5.5.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are those of JVMS 5.5")]
pub enum ClassState {
    Loaded = 0,
    Linked = 1,
    BeingInitialized = 2,
    Initialized = 3,
    Erroneous = 4,
}

/// Primary supertypes stored for constant-time subtype tests.
pub const DISPLAY_SIZE: usize = 8;

/// A class, interface or array class: the record that the class word of objects denotes.
#[repr(C)]
pub struct Class {
    /// Shape of instances, for the collector.
    pub instance_kind: InstanceKind,
    /// Element type of an array class, `Object` for other classes.
    pub element_type: BasicType,
    /// A [`ClassState`].
    pub state: AtomicU8,
    /// Instances register a finalizer.
    pub has_finalizer: bool,
    /// Bytes of an instance with header, a multiple of 8 (0 for arrays and interfaces).
    pub instance_size: u32,
    /// Reference fields of instances, inherited ones included.
    pub ref_runs: &'static [RefRun],
    /// Superclasses from `Object` (index 0) to this class, as far as they fit; for interfaces
    /// and arrays see [`Class::is_subtype_of`].
    pub display: [Option<&'static Class>; DISPLAY_SIZE],
    /// Where in the records of its subtypes this class is to be found: offset of its entry in
    /// [`Class::display`], or of [`Class::found_supertype`] if it has none there.
    pub super_check: u32,
    /// The interface, array class or deep class that this class was last found to be a subtype of.
    pub found_supertype: AtomicPtr<Class>,
    /// Number of proper superclasses.
    pub depth: u32,
    /// Entries of the vtable behind this record.
    pub vtable_len: u32,
    /// The mirror, a full address; a root of the collector. Mirrors do not move.
    pub mirror: AtomicU64,
    /// All superinterfaces, transitively.
    pub interfaces: &'static [&'static Class],
    /// Dispatch tables for the interfaces that the class implements.
    pub itables: OnceLock<&'static [Itable]>,
    /// The superclass.
    pub super_class: Option<&'static Class>,
    /// Access flags of the class file (for arrays: of the element, final, abstract).
    pub access: u16,
    /// Bits of [`ClassFlag`].
    pub flags: AtomicU32,
    /// Internal name.
    pub name: Symbol,
    /// Component class of an array of references.
    pub component: Option<&'static Class>,
    /// The array class with this component, once made.
    pub array_class: AtomicPtr<Class>,
    /// The defining loader.
    pub loader: &'static LoaderData,
    /// The class file and what derives from it; `None` for arrays and primitives.
    pub file: Option<&'static ClassFile<'static>>,
    /// Methods in class-file order.
    pub methods: OnceLock<&'static [Method]>,
    /// Fields in class-file order.
    pub fields: OnceLock<&'static [Field]>,
    /// The run-time constant pool.
    pub pool: OnceLock<RuntimePool>,
    /// Less used parts.
    pub cold: ClassCold,
}

/// The parts of a class that dispatch does not touch.
pub struct ClassCold {
    /// Bytes of the mirror, and number of its static references.
    pub mirror_size: u32,
    /// Static references, which begin at [`crate::known::mirror_statics_offset`].
    pub n_static_refs: u32,
    /// Direct superinterfaces in declaration order.
    pub direct_interfaces: &'static [&'static Class],
    /// Package, internal form ("" for the unnamed one).
    pub package: Symbol,
    /// Nest host once resolved (JVMS 5.4.4).
    pub nest_host: OnceLock<&'static Class>,
    /// Address of the initializing thread's record while being initialized.
    pub init_thread: AtomicU64,
    /// Lock and condition of initialization and linking.
    pub init_lock: crate::init::InitLock,
    /// First implementor chain: direct subclasses, for class hierarchy analysis.
    pub subclasses: parking_lot::Mutex<Vec<&'static Class>>,
    /// Modifiers of the `InnerClasses` attribute, if the class is a member.
    pub inner_flags: Option<u16>,
    /// Name as in the class file when it is a hidden class (its name has a suffix).
    pub hidden_original: Option<Symbol>,
    /// Where the class was loaded from, for `-verbose:class`.
    pub source: OnceLock<String>,
    /// Why initialization failed, for the later `NoClassDefFoundError` (class name and message).
    pub init_error: parking_lot::Mutex<Option<crate::init::InitError>>,
}

/// Facts about a class beyond its access flags.
#[derive(Clone, Copy)]
#[repr(u32)]
pub enum ClassFlag {
    /// Hidden class.
    Hidden = 1,
    /// Primitive mirror's class record (`int`, `void`).
    Primitive = 1 << 1,
    /// Declares or inherits default methods.
    HasDefaults = 1 << 2,
    /// The interface itself declares non-static, non-abstract methods.
    DeclaresDefaults = 1 << 3,
    /// Subclass of `jdk.internal.reflect.MagicAccessorImpl`: not verified, passes access checks.
    MagicAccessor = 1 << 4,
    /// Subclass of `java.lang.ClassLoader`.
    ClassLoader = 1 << 5,
    /// A record.
    Record = 1 << 6,
    /// `java.lang.invoke.MethodHandle` or `VarHandle`.
    SignaturePolymorphic = 1 << 7,
    /// Privileged to use the VM's annotations.
    TrustedAnnotations = 1 << 8,
    /// A reference array whose element type is final or primitive, or so on: reserved.
    Reserved = 1 << 9,
    /// Instances may be cloned by the VM.
    Cloneable = 1 << 10,
    /// The class is `@ValueBased`.
    ValueBased = 1 << 11,
    /// What compiled code relies on takes the class into account: set by the observer of linking,
    /// before instances can exist.
    InHierarchy = 1 << 12,
}

/// Methods that a class selects for one interface, by itable index.
pub struct Itable {
    /// The interface.
    pub interface: &'static Class,
    /// Selected methods.
    pub methods: Box<[AtomicPtr<Method>]>,
}

// SAFETY: everything mutable is atomic, locked or written once.
unsafe impl Sync for Class {}
// SAFETY: class records are immortal and have no owner thread.
unsafe impl Send for Class {}

impl PartialEq for Class {
    fn eq(&self, other: &Class) -> bool {
        std::ptr::eq(self, other)
    }
}
impl Eq for Class {}

impl std::fmt::Debug for Class {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.name)
    }
}

impl Class {
    /// Internal name (`java/lang/String`, `[I`, `int`).
    #[inline]
    pub fn name(&self) -> Symbol {
        self.name
    }

    /// Name as Java programs see it (`java.lang.String`, `[I`, `pkg.Hidden/0x...`).
    pub fn external_name(&self) -> String {
        let mut element = self;
        while let Some(component) = element.component {
            element = component;
        }
        if element.has(ClassFlag::Hidden) {
            // The suffix after the last '+' (our mangling of hidden names) is shown after '/'.
            let text = self.name.text();
            if let Some((base, suffix)) = text.rsplit_once('+') {
                return format!("{}/{}", base.replace('/', "."), suffix);
            }
        }
        self.name.external()
    }

    /// Tests a flag.
    #[inline]
    pub fn has(&self, flag: ClassFlag) -> bool {
        self.flags.load(Ordering::Relaxed) & flag as u32 != 0
    }

    /// Sets a flag.
    pub fn set(&self, flag: ClassFlag) {
        self.flags.fetch_or(flag as u32, Ordering::Relaxed);
    }

    /// The state of linking and initialization.
    #[inline]
    pub fn state(&self) -> ClassState {
        match self.state.load(Ordering::Acquire) {
            0 => ClassState::Loaded,
            1 => ClassState::Linked,
            2 => ClassState::BeingInitialized,
            3 => ClassState::Initialized,
            _ => ClassState::Erroneous,
        }
    }

    /// Is initialization complete?
    #[inline(always)]
    pub fn is_initialized(&self) -> bool {
        self.state.load(Ordering::Acquire) == ClassState::Initialized as u8
    }

    /// Is it an array class?
    #[inline(always)]
    pub fn is_array(&self) -> bool {
        matches!(
            self.instance_kind,
            InstanceKind::RefArray | InstanceKind::PrimArray
        )
    }

    /// Is it the record behind a primitive mirror?
    pub fn is_primitive(&self) -> bool {
        self.has(ClassFlag::Primitive)
    }

    /// Is it an interface?
    #[inline]
    pub fn is_interface(&self) -> bool {
        self.access & acc::INTERFACE != 0
    }

    /// `interface`, `abstract class` or `class`, as messages say.
    pub fn kind_name(&self) -> &'static str {
        if self.is_interface() {
            "interface"
        } else if self.is_abstract() {
            "abstract class"
        } else {
            "class"
        }
    }

    /// Is it abstract (or an interface)?
    pub fn is_abstract(&self) -> bool {
        self.access & acc::ABSTRACT != 0
    }

    /// Methods in class-file order (none for arrays).
    pub fn methods(&self) -> &'static [Method] {
        self.methods.get().copied().unwrap_or(&[])
    }

    /// Fields in class-file order (none for arrays).
    pub fn fields(&self) -> &'static [Field] {
        self.fields.get().copied().unwrap_or(&[])
    }

    /// The run-time constant pool. Only for classes read from a class file.
    pub fn pool(&self) -> &RuntimePool {
        self.pool
            .get()
            .expect("a class from a class file has a constant pool")
    }

    /// The class file. Only for classes read from one.
    pub fn class_file(&self) -> &'static ClassFile<'static> {
        self.file.expect("the class was read from a class file")
    }

    /// The mirror (null while booting before `java.lang.Class` is loaded).
    #[inline]
    pub fn mirror<'a>(&self, cx: &'a Cx) -> Oop<'a> {
        // SAFETY: the word is a root, and mirrors do not move.
        unsafe { Oop::new(cx, self.mirror.load(Ordering::Acquire)) }
    }

    /// The vtable behind the record.
    #[inline(always)]
    pub fn vtable(&self) -> &[AtomicPtr<Method>] {
        let start = std::ptr::from_ref(self)
            .wrapping_add(1)
            .cast::<AtomicPtr<Method>>();
        // SAFETY: `ClassArena::allocate` reserved `vtable_len` entries behind the record.
        unsafe { std::slice::from_raw_parts(start, self.vtable_len as usize) }
    }

    /// The method in a vtable slot.
    #[inline(always)]
    pub fn vtable_method(&self, index: usize) -> &'static Method {
        // SAFETY: slots are filled before the class is published and hold immortal methods.
        unsafe { &*self.vtable()[index].load(Ordering::Relaxed) }
    }

    /// The method selected for `itable_index` of `interface`, if the class implements it.
    pub fn itable_method(&self, interface: &Class, itable_index: usize) -> Option<&'static Method> {
        let itables = self.itables.get()?;
        let table = itables
            .iter()
            .find(|table| std::ptr::eq(table.interface, interface))?;
        // SAFETY: itable slots hold null or immortal methods.
        unsafe {
            table
                .methods
                .get(itable_index)?
                .load(Ordering::Relaxed)
                .as_ref()
        }
    }

    /// Is this class the same as, or a subtype of, `other` (JVMS 4.10.1.2, JLS 4.10)?
    #[inline]
    pub fn is_subtype_of(&self, other: &Class) -> bool {
        if std::ptr::eq(self, other) {
            return true;
        }
        if !other.is_interface() && !other.is_array() {
            let depth = other.depth as usize;
            if depth < DISPLAY_SIZE {
                return self.display[depth].is_some_and(|class| std::ptr::eq(class, other));
            }
            let mut class = self.super_class;
            while let Some(current) = class {
                if std::ptr::eq(current, other) {
                    return true;
                }
                class = current.super_class;
            }
            return false;
        }
        self.is_subtype_slow(other)
    }

    /// What [`Class::super_check`] is for a class of this depth.
    pub fn super_check_of(depth: u32, has_display: bool) -> u32 {
        let index = depth as usize;
        let offset = if has_display && index < DISPLAY_SIZE {
            offset_of!(Class, display) + index * size_of::<Option<&'static Class>>()
        } else {
            offset_of!(Class, found_supertype)
        };
        offset as u32
    }

    /// As [`Class::is_subtype_of`], for compiled code: what is found by searching is found at once
    /// by the test that the code makes itself the next time.
    pub fn find_supertype(&self, other: &'static Class) -> bool {
        let is_subtype = self.is_subtype_of(other);
        if is_subtype {
            let other = std::ptr::from_ref(other).cast_mut();
            self.found_supertype.store(other, Ordering::Relaxed);
        }
        is_subtype
    }

    fn is_subtype_slow(&self, other: &Class) -> bool {
        if other.is_interface() {
            return self
                .interfaces
                .iter()
                .any(|interface| std::ptr::eq(*interface, other));
        }
        // Arrays are covariant in reference components.
        match (self.component, other.component) {
            (Some(mine), Some(theirs)) => mine.is_subtype_of(theirs),
            _ => false,
        }
    }

    /// Class with its superclasses, from this one up to `Object`.
    pub fn super_chain(&'static self) -> impl Iterator<Item = &'static Class> {
        std::iter::successors(Some(self), |class| class.super_class)
    }

    /// A method declared by this very class.
    pub fn declared_method(&self, name: Symbol, descriptor: Symbol) -> Option<&'static Method> {
        self.methods()
            .iter()
            .find(|m| m.name == name && m.descriptor == descriptor)
    }

    /// A field declared by this very class.
    pub fn declared_field(&self, name: Symbol, descriptor: Symbol) -> Option<&'static Field> {
        self.fields()
            .iter()
            .find(|f| f.name == name && f.descriptor == descriptor)
    }

    /// The dimension count of an array class and its innermost element class (`None` when primitive).
    pub fn array_element(&'static self) -> (usize, Option<&'static Class>) {
        let mut class = self;
        let mut dims = 0;
        while class.is_array() {
            dims += 1;
            match class.component {
                Some(component) => class = component,
                None => return (dims, None),
            }
        }
        (dims, Some(class))
    }

    /// Can a field of the superclass be seen in the same runtime package (JVMS 5.3)?
    pub fn same_package(&self, other: &Class) -> bool {
        std::ptr::eq(self.loader, other.loader) && self.cold.package == other.cold.package
    }
}

/// Calls `f` for every class, array classes and records of primitive types included.
pub fn for_each(f: impl FnMut(&'static Class)) {
    crate::define::for_each_class(f);
}
