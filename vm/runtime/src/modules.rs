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

/// The version of a `Module` object as text, if it has one.
pub fn version_of(_module: crate::oop::Oop<'_>) -> Option<crate::symbol::Symbol> {
    None
}
