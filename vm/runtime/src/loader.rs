//! Class loaders as the VM sees them: which classes each one defined or initiated.

use crate::class::Class;
use crate::oop::Oop;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use hashbrown::HashMap;
use parking_lot::{Mutex, RwLock};
use std::sync::atomic::AtomicU64;

/// The VM's record of a class loader. Lives for ever.
pub struct LoaderData {
    /// A weak-free root: the `ClassLoader` object (0 for the boot loader).
    pub object: AtomicU64,
    /// Classes for which this loader is an initiating loader, arrays included.
    pub dictionary: RwLock<HashMap<Symbol, &'static Class>>,
    /// Every class defined by this loader, hidden ones included.
    pub defined: Mutex<Vec<&'static Class>>,
    /// Packages of this loader and the modules that own them.
    pub packages: RwLock<HashMap<Symbol, crate::modules::PackageEntry>>,
    /// The loader's unnamed `Module` object (0 until known): a root.
    pub unnamed_module: AtomicU64,
    /// Number of the loader, for diagnostics.
    pub ordinal: u32,
    /// Is this the boot loader?
    pub is_boot: bool,
    /// Is this the platform loader, or the boot loader: may it define `java.*`?
    pub is_platform: std::sync::atomic::AtomicBool,
}

/// The boot loader's record.
pub fn boot() -> &'static LoaderData {
    crate::define::boot_loader()
}

/// The record of a loader object (null: the boot loader), made at first use.
pub fn of(cx: &mut Cx, loader: Oop<'_>) -> &'static LoaderData {
    let raw = loader.raw();
    crate::define::loader_data(cx, raw)
}

impl LoaderData {
    /// The loader object, null for the boot loader.
    pub fn oop<'a>(&self, cx: &'a Cx) -> Oop<'a> {
        // SAFETY: the word is a root.
        unsafe { Oop::new(cx, self.object.load(std::sync::atomic::Ordering::Acquire)) }
    }
}

/// Finds or loads the class `name` (internal form, arrays allowed) with `loader` as initiating loader
/// (JVMS 5.3). Throws `NoClassDefFoundError`-causing `ClassNotFoundException` as is.
pub fn load_class(
    cx: &mut Cx,
    name: Symbol,
    loader: &'static LoaderData,
) -> JResult<&'static Class> {
    crate::define::load_class(cx, name, loader)
}
