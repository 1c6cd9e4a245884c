//! What Java tells the VM about modules: the functions behind `JVM_DefineModule` and its like.

use super::{Exports, JAVA_BASE_DEFINED, ModuleEntry, PackageEntry, attach, entry_of, java_base};
use crate::class::Class;
use crate::exceptions;
use crate::handle::Handle;
use crate::known;
use crate::loader::{self, LoaderData};
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use std::sync::atomic::Ordering;

fn illegal_argument(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/IllegalArgumentException", Some(message))
}

/// Defines the named module that the `Module` object describes, with its packages (internal
/// form). Defining `java.base` gives all classes loaded so far their module.
pub fn define(
    cx: &mut Cx,
    module: Handle<'_>,
    is_open: bool,
    version: Option<String>,
    location: Option<String>,
    packages: &[Symbol],
) -> JResult<()> {
    let name = known::MODULE_NAME.load(module.get(cx));
    if name.is_null() {
        return Err(illegal_argument(cx, "Module name cannot be null"));
    }
    let name = Symbol::intern(&strings::to_modified_utf8(name));
    let loader = known::MODULE_LOADER.load(module.get(cx)).raw();
    let loader = loader::data_of(cx, loader);
    let is_java_base = name == "java.base";
    if is_java_base && !loader.is_boot {
        return Err(illegal_argument(
            cx,
            "Class loader must be the boot class loader",
        ));
    }
    if is_java_base && JAVA_BASE_DEFINED.load(Ordering::Acquire) {
        let message = "Module java.base is already defined";
        return Err(exceptions::throw(
            cx,
            "java/lang/InternalError",
            Some(message),
        ));
    }
    if let Some(package) = packages.iter().find(|p| prohibited(**p, loader)) {
        let message = format!(
            "Class loader (instance of): {} tried to define prohibited package name: {}",
            super::message::loader_name(cx, loader),
            package.external(),
        );
        return Err(illegal_argument(cx, &message));
    }
    let entry = match occupy(loader, name, packages) {
        Ok(entry) => entry,
        Err(message) => {
            return Err(exceptions::throw(
                cx,
                "java/lang/IllegalStateException",
                Some(&message),
            ));
        }
    };
    {
        let mut details = entry.details.write();
        details.version = version;
        details.location = location;
        details.is_open = is_open;
        if !is_java_base {
            details.reads.insert(java_base().ordinal);
        }
    }
    attach(cx, entry, module);
    if is_java_base {
        JAVA_BASE_DEFINED.store(true, Ordering::Release);
        fix_java_base(cx);
    }
    Ok(())
}

/// Makes the entry of a module and gives it its packages; the message says what was taken before.
fn occupy(
    loader: &'static LoaderData,
    name: Symbol,
    packages: &[Symbol],
) -> Result<&'static ModuleEntry, String> {
    let mut modules = loader.modules.lock();
    let mut known = loader.packages.write();
    if modules.contains(&name) {
        return Err(format!("Module {name} is already defined"));
    }
    let taken = packages
        .iter()
        .find_map(|package| Some((package, known.get(package)?.module)));
    if let Some((package, owner)) = taken {
        return Err(match owner.name {
            Some(owner) => format!(
                "Package {package} for module {name} is already in another module, {owner}, defined to the class loader"
            ),
            None => format!(
                "Package {package} for module {name} is already in the unnamed module defined to the class loader"
            ),
        });
    }
    let entry = if name == "java.base" {
        java_base()
    } else {
        ModuleEntry::new(Some(name), loader)
    };
    modules.insert(name);
    for &package in packages {
        known.insert(package, PackageEntry::new(entry));
    }
    Ok(entry)
}

/// Records the package of a class that is being published: one with classes in the unnamed module
/// cannot be given to a named module any more.
pub(crate) fn note_class(class: &'static Class) {
    let (loader, package) = (class.loader, class.cold.package);
    let is_early = loader.is_boot && !JAVA_BASE_DEFINED.load(Ordering::Acquire);
    if is_early || loader.packages.read().contains_key(&package) {
        return;
    }
    let mut known = loader.packages.write();
    known
        .entry(package)
        .or_insert_with(|| PackageEntry::new(loader.unnamed()));
}

fn prohibited(package: Symbol, loader: &LoaderData) -> bool {
    let bytes = package.as_bytes();
    !loader.is_boot
        && !loader.is_platform.load(Ordering::Relaxed)
        && (bytes == b"java" || bytes.starts_with(b"java/"))
}

/// Gives the classes loaded before the module system their `Module`.
fn fix_java_base(cx: &Cx) {
    crate::class::for_each(|class| {
        let mirror = class.mirror(cx);
        if !mirror.is_null() && known::CLASS_MODULE.load(mirror).is_null() {
            known::CLASS_MODULE.store(mirror, super::of(class).oop(cx));
        }
    });
}

/// Records the unnamed module of the boot loader.
pub fn set_boot_unnamed_module(cx: &mut Cx, module: Handle<'_>) {
    attach(cx, loader::boot().unnamed(), module);
}

fn entry_or_throw(cx: &mut Cx, module: Handle<'_>, what: &str) -> JResult<&'static ModuleEntry> {
    if module.is_null() {
        let message = format!("{what} is null");
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            Some(&message),
        ));
    }
    match entry_of(cx, module) {
        Some(entry) => Ok(entry),
        None => Err(illegal_argument(cx, &format!("{what} is invalid"))),
    }
}

/// `from` reads `to`; without a `to` it reads all unnamed modules.
pub fn add_reads(cx: &mut Cx, from: Handle<'_>, to: Option<Handle<'_>>) -> JResult<()> {
    let from = entry_or_throw(cx, from, "from_module")?;
    match to {
        None => from.reads_all_unnamed.store(true, Ordering::Relaxed),
        Some(to) => {
            let to = entry_or_throw(cx, to, "to_module")?;
            from.details.write().reads.insert(to.ordinal);
        }
    }
    Ok(())
}

fn change_exports(
    cx: &mut Cx,
    from: Handle<'_>,
    package: Symbol,
    change: impl FnOnce(&mut Exports),
) -> JResult<()> {
    let from = entry_or_throw(cx, from, "from_module")?;
    if !from.is_named() {
        return Ok(());
    }
    let owned = {
        let mut packages = from.loader.packages.write();
        match packages.get_mut(&package) {
            Some(entry) if std::ptr::eq(entry.module, from) => {
                change(&mut entry.exports);
                true
            }
            _ => false,
        }
    };
    if owned {
        return Ok(());
    }
    let module = from.name.map_or_else(String::new, |name| name.to_string());
    let message = format!(
        "Package {} not found in from_module {module}",
        package.external()
    );
    Err(illegal_argument(cx, &message))
}

/// `from` exports `package` (internal form) to `to`.
pub fn add_exports(cx: &mut Cx, from: Handle<'_>, package: Symbol, to: Handle<'_>) -> JResult<()> {
    let target = entry_or_throw(cx, to, "to_module")?;
    change_exports(cx, from, package, |exports| {
        exports.to.insert(target.ordinal);
    })
}

/// `from` exports `package` to everybody.
pub fn add_exports_to_all(cx: &mut Cx, from: Handle<'_>, package: Symbol) -> JResult<()> {
    change_exports(cx, from, package, |exports| exports.to_all = true)
}

/// `from` exports `package` to all unnamed modules.
pub fn add_exports_to_all_unnamed(cx: &mut Cx, from: Handle<'_>, package: Symbol) -> JResult<()> {
    change_exports(cx, from, package, |exports| exports.to_all_unnamed = true)
}
