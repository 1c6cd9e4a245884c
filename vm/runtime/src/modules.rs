//! Modules and packages as the VM sees them (JVMS 5.3.6, access checks of 5.4.4).
//!
//! `java.lang.Module` keeps the truth for reflection; this is what Java tells the VM about it,
//! used in access checks and in messages. Every module has a [`ModuleEntry`]; the entry of
//! `java.base` exists before its `Module` object, and each loader has one for its unnamed module.

mod define;
mod message;

use crate::class::Class;
use crate::heap;
use crate::known;
use crate::loader::{self, LoaderData};
use crate::oop::Oop;
use crate::symbol::Symbol;
use crate::thread::Cx;
use hashbrown::HashSet;
use parking_lot::RwLock;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};

pub(crate) use define::note_class;
pub use define::{
    add_exports, add_exports_to_all, add_exports_to_all_unnamed, add_reads, define,
    set_boot_unnamed_module,
};
pub use message::{cast_message, describe, in_module, loader_name, locations};

/// Who owns a package of a loader.
pub struct PackageEntry {
    /// The module.
    pub module: &'static ModuleEntry,
    /// To whom its public types are exported.
    exports: Exports,
}

impl PackageEntry {
    /// A package of `module`, not exported yet.
    fn new(module: &'static ModuleEntry) -> PackageEntry {
        PackageEntry {
            module,
            exports: Exports::default(),
        }
    }
}

#[derive(Default)]
struct Exports {
    to_all: bool,
    to_all_unnamed: bool,
    /// Ordinals of the modules of qualified exports.
    to: HashSet<u32>,
}

/// The VM's record of a module.
pub struct ModuleEntry {
    /// Name; `None` for an unnamed module.
    pub name: Option<Symbol>,
    /// The loader of its classes.
    pub loader: &'static LoaderData,
    /// The `java.lang.Module` object (a root), 0 until it is known.
    object: AtomicU64,
    /// Number of the module, its identity in tables.
    ordinal: u32,
    details: RwLock<Details>,
    reads_all_unnamed: AtomicBool,
}

#[derive(Default)]
struct Details {
    version: Option<String>,
    location: Option<String>,
    is_open: bool,
    /// Ordinals of the modules that this one reads.
    reads: HashSet<u32>,
}

static NEXT_ORDINAL: AtomicU32 = AtomicU32::new(0);

static JAVA_BASE: LazyLock<&'static ModuleEntry> =
    LazyLock::new(|| ModuleEntry::new(Some(Symbol::from("java.base")), loader::boot()));

static JAVA_BASE_DEFINED: AtomicBool = AtomicBool::new(false);

/// The entry of `java.base`.
pub fn java_base() -> &'static ModuleEntry {
    *JAVA_BASE
}

/// Has Java defined `java.base`?
pub fn is_java_base_defined() -> bool {
    JAVA_BASE_DEFINED.load(Ordering::Acquire)
}

impl ModuleEntry {
    pub(crate) fn new(name: Option<Symbol>, loader: &'static LoaderData) -> &'static ModuleEntry {
        let entry: &'static ModuleEntry = Box::leak(Box::new(ModuleEntry {
            name,
            loader,
            object: AtomicU64::new(0),
            ordinal: NEXT_ORDINAL.fetch_add(1, Ordering::Relaxed),
            details: RwLock::default(),
            reads_all_unnamed: AtomicBool::new(name.is_none()),
        }));
        heap::roots::register_slot(&entry.object);
        entry
    }

    /// The `Module` object, null until Java has made it.
    pub fn oop<'a>(&self, cx: &'a Cx) -> Oop<'a> {
        let raw = self.object.load(Ordering::Acquire);
        if raw == 0 && self.name.is_none() && !self.loader.is_boot {
            // Java made it in the loader's constructor.
            let module = known::LOADER_UNNAMED_MODULE.load(self.loader.oop(cx));
            self.object.store(module.raw(), Ordering::Release);
            return module;
        }
        // SAFETY: the word is a root.
        unsafe { Oop::new(cx, raw) }
    }

    /// Has the module a name?
    pub fn is_named(&self) -> bool {
        self.name.is_some()
    }

    /// Does this module read `other`?
    pub fn can_read(&self, other: &ModuleEntry) -> bool {
        if !self.is_named() || std::ptr::eq(self, other) {
            return true;
        }
        if !other.is_named() && self.reads_all_unnamed.load(Ordering::Relaxed) {
            return true;
        }
        !is_java_base_defined() || self.details.read().reads.contains(&other.ordinal)
    }

    /// Does this module export `package` of its loader to `other`?
    fn exports(&self, package: Symbol, other: &ModuleEntry) -> bool {
        if !self.is_named() || self.details.read().is_open {
            return true;
        }
        let packages = self.loader.packages.read();
        // Classes loaded before Java defined the modules are accessible to each other.
        let Some(entry) = packages.get(&package) else {
            return true;
        };
        entry.exports.to_all
            || (!other.is_named() && entry.exports.to_all_unnamed)
            || entry.exports.to.contains(&other.ordinal)
    }
}

/// The module that owns `package` of `loader`.
pub fn of_package(loader: &'static LoaderData, package: Symbol) -> &'static ModuleEntry {
    if loader.is_boot && !is_java_base_defined() {
        return java_base();
    }
    match loader.packages.read().get(&package) {
        Some(entry) => entry.module,
        None => loader.unnamed(),
    }
}

/// The module of a class; of an array, that of its element type.
pub fn of(class: &'static Class) -> &'static ModuleEntry {
    let element = if class.is_array() {
        class.array_element().1
    } else {
        Some(class)
    };
    match element {
        Some(class) if !class.is_primitive() => of_package(class.loader, class.cold.package),
        _ => java_base(),
    }
}

/// Why a public type is not accessible across modules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModuleDenial {
    /// The accessing module does not read the other.
    NotReadable,
    /// The other module does not export the package to it.
    NotExported,
}

/// May `from` access public types of `package` of `to` (JVMS 5.4.4)?
pub fn check_access(
    from: &'static ModuleEntry,
    to: &'static ModuleEntry,
    package: Symbol,
) -> Result<(), ModuleDenial> {
    if std::ptr::eq(from, to) {
        return Ok(());
    }
    if !from.can_read(to) {
        return Err(ModuleDenial::NotReadable);
    }
    if to.exports(package, from) {
        Ok(())
    } else {
        Err(ModuleDenial::NotExported)
    }
}

/// The entry of a `Module` object: `None` if Java has not told the VM about it.
pub fn entry_of(cx: &mut Cx, module: crate::handle::Handle<'_>) -> Option<&'static ModuleEntry> {
    let address = module.get(cx).load_u64(known::MODULE_ENTRY.offset()) as usize;
    // SAFETY: the injected field is 0 or the address of an immortal entry.
    if let Some(entry) = unsafe { (address as *const ModuleEntry).as_ref() } {
        return Some(entry);
    }
    if !known::MODULE_NAME.load(module.get(cx)).is_null() {
        return None;
    }
    let loader = known::MODULE_LOADER.load(module.get(cx)).raw();
    let entry = loader::data_of(cx, loader).unnamed();
    attach(cx, entry, module);
    Some(entry)
}

/// Ties an entry and its `Module` object together.
fn attach(cx: &Cx, entry: &'static ModuleEntry, module: crate::handle::Handle<'_>) {
    let module = module.get(cx);
    entry.object.store(module.raw(), Ordering::Release);
    let address = std::ptr::from_ref(entry).expose_provenance() as u64;
    module.store_u64(known::MODULE_ENTRY.offset(), address);
}

/// The version of a `Module` object as text, if it has one.
pub fn version_of(module: Oop<'_>) -> Option<Symbol> {
    let address = module.load_u64(known::MODULE_ENTRY.offset()) as usize;
    // SAFETY: the injected field is 0 or the address of an immortal entry.
    let entry = unsafe { (address as *const ModuleEntry).as_ref() }?;
    entry.details.read().version.as_deref().map(Symbol::from)
}
