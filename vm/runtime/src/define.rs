//! Creating classes: from bytes to a [`Class`] with layout, vtable, itables and mirror (JVMS 5.3.5).
//!
//! A definition runs in this order: parse, load supertypes, check them, lay out fields, plan the
//! vtable, write the record, make the mirror, publish in the loader's dictionary. Nobody else sees
//! the class before it is published, so all of its parts are complete when they are read.

mod annotations;
mod arena;
mod array;
mod boot;
mod file;
mod flags;
mod layout;
mod members;
mod mirror;
mod supers;
pub(crate) mod vtable;

use crate::class::Class;
use crate::handle::Handle;
use crate::loader::{self, LoaderData};
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use vm_classfile::ClassFile;

pub use arena::{for_each as for_each_class, set_class_space};
pub use array::{array_of, existing_array, primitive, primitive_array};
pub use boot::{boot_classes, fix_mirrors};
pub use file::define_class;
pub(crate) use members::new_method;
pub(crate) use supers::check_circularity;

/// What is to be defined.
pub struct DefineRequest<'a> {
    /// The name asked for, internal form; `None` accepts the name in the file.
    pub name: Option<Symbol>,
    /// The class file, which lives for ever.
    pub bytes: &'static [u8],
    /// The defining loader.
    pub loader: &'static LoaderData,
    /// The protection domain, kept in the mirror.
    pub protection_domain: Option<Handle<'a>>,
    /// Where the bytes come from, for `-verbose:class`.
    pub source: Option<String>,
    /// What a hidden class has in addition.
    pub hidden: Option<HiddenRequest<'a>>,
}

/// What is said about a hidden class at its definition.
pub struct HiddenRequest<'a> {
    /// The nest host, if it becomes a nest mate of the lookup class.
    pub nest_host: Option<&'static Class>,
    /// The object that `MethodHandles.classData` returns.
    pub class_data: Option<Handle<'a>>,
    /// May the class use the VM's annotations?
    pub vm_annotations: bool,
}

/// A definition whose file has been parsed.
pub(crate) struct Definition {
    file: &'static ClassFile<'static>,
    /// Internal name, that of a hidden class with its suffix.
    name: Symbol,
    package: Symbol,
    loader: &'static LoaderData,
    is_hidden: bool,
}

impl Definition {
    fn external_name(&self) -> String {
        if self.is_hidden
            && let Some((base, suffix)) = self.name.text().rsplit_once('+')
        {
            return format!("{}/{}", base.replace('/', "."), suffix);
        }
        self.name.external()
    }
}

/// The package of a class name in internal form.
pub fn package_of(name: Symbol) -> Symbol {
    let bytes = name.as_bytes();
    match bytes.iter().rposition(|&b| b == b'/') {
        Some(slash) => Symbol::intern(&bytes[..slash]),
        None => Symbol::intern(b""),
    }
}

/// The boot loader's record.
pub fn boot_loader() -> &'static LoaderData {
    loader::boot_data()
}

/// The record of the loader object at this address (0: boot loader), made at first use.
pub fn loader_data(cx: &mut Cx, loader: u64) -> &'static LoaderData {
    loader::data_of(cx, loader)
}

/// See [`crate::loader::load_class`].
pub fn load_class(
    cx: &mut Cx,
    name: Symbol,
    loader: &'static LoaderData,
) -> JResult<&'static Class> {
    loader::load_class(cx, name, loader)
}

/// Loads a boot class that must exist.
pub fn load_boot(cx: &mut Cx, name: &str) -> &'static Class {
    loader::load_class_or_none(cx, Symbol::from(name), boot_loader())
        .ok()
        .flatten()
        .unwrap_or_else(|| panic!("{name} is missing from the class library or cannot be defined"))
}
