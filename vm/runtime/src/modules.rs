//! Modules and packages as the VM sees them (JVMS 5.3.6, access checks of 5.4.4).

/// Who owns a package of a loader.
pub struct PackageEntry {
    /// The module.
    pub module: &'static ModuleEntry,
}

/// The VM's record of a module.
pub struct ModuleEntry {
    _private: (),
}
