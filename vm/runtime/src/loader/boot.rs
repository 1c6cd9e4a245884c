//! The boot loader: where the VM finds classes by itself.
//!
//! Until the module system is ready only classes of `java.base` are visible. Afterwards a package
//! must belong to a module that Java defined to the boot loader; everything else comes from
//! `-Xbootclasspath/a`. Without that rule the boot loader would find classes of modules of the
//! platform and application loaders, which are in the same image. `--patch-module` places
//! directories and archives before the image for one module.

use super::jar::Archive;
use crate::class::Class;
use crate::define::{self, DefineRequest};
use crate::jimage::{Image, ImageError};
use crate::modules;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use hashbrown::HashMap;
use parking_lot::RwLock;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// A directory or archive with classes.
enum Entry {
    Directory(PathBuf),
    Archive(PathBuf, Archive),
}

struct Search {
    image: Image,
    patches: HashMap<Symbol, Vec<Entry>>,
    append: RwLock<Vec<Entry>>,
}

static SEARCH: OnceLock<Search> = OnceLock::new();
static MODULES_READY: AtomicBool = AtomicBool::new(false);

impl Entry {
    /// Entries that do not exist are left out, as they are from class paths.
    fn open(path: &Path) -> Option<Entry> {
        if path.is_dir() {
            return Some(Entry::Directory(path.to_owned()));
        }
        Some(Entry::Archive(path.to_owned(), Archive::open(path)?))
    }

    fn find(&self, name: Symbol) -> Option<&'static [u8]> {
        let file = format!("{name}.class");
        match self {
            Entry::Directory(path) => {
                let bytes = std::fs::read(path.join(file)).ok()?;
                Some(Vec::leak(bytes))
            }
            Entry::Archive(_, archive) => archive.read(&file),
        }
    }

    fn path(&self) -> &Path {
        match self {
            Entry::Directory(path) | Entry::Archive(path, _) => path,
        }
    }
}

/// Opens the class library (`lib/modules`), and sets what is searched besides: `append` is the
/// path of `-Xbootclasspath/a`, `patches` are the modules and paths of `--patch-module`.
///
/// # Panics
/// If it is called twice.
pub fn configure(
    image: &Path,
    append: Option<&str>,
    patches: &[(String, String)],
) -> Result<(), ImageError> {
    if let Some(directory) = image.parent() {
        super::jar::set_library_directory(directory);
    }
    let open = |path: &str| -> Vec<Entry> {
        std::env::split_paths(path)
            .filter_map(|path| Entry::open(&path))
            .collect()
    };
    let mut by_module: HashMap<Symbol, Vec<Entry>> = HashMap::new();
    for (module, path) in patches {
        by_module
            .entry(Symbol::from(module.as_str()))
            .or_default()
            .extend(open(path));
    }
    let search = Search {
        image: Image::open(image)?,
        patches: by_module,
        append: RwLock::new(append.map_or_else(Vec::new, open)),
    };
    assert!(SEARCH.set(search).is_ok(), "the boot path is set once");
    Ok(())
}

/// Adds an entry to the end of the boot class path.
pub fn append_to_boot_path(path: &Path) {
    if let (Some(search), Some(entry)) = (SEARCH.get(), Entry::open(path)) {
        search.append.write().push(entry);
    }
}

/// From now on modules other than `java.base` and the appended class path are searched.
pub fn modules_are_ready() {
    MODULES_READY.store(true, Ordering::Release);
}

fn search() -> &'static Search {
    SEARCH
        .get()
        .expect("the boot path is set before the first class is loaded")
}

/// The class file of a boot class.
pub fn boot_bytes(name: Symbol) -> Option<&'static [u8]> {
    find(name).map(|found| found.0)
}

/// The class file and where it is from.
fn find(name: Symbol) -> Option<(&'static [u8], String)> {
    let search = search();
    let package = define::package_of(name);
    let module = if MODULES_READY.load(Ordering::Acquire) {
        let packages = super::boot_data().packages.read();
        packages.get(&package).and_then(|entry| entry.module.name)
    } else {
        modules::java_base().name
    };
    if let Some(module) = module {
        for entry in search.patches.get(&module).into_iter().flatten() {
            if let Some(bytes) = entry.find(name) {
                return Some((bytes, entry.path().display().to_string()));
            }
        }
        let bytes = search
            .image
            .find_class(module.as_bytes(), name.as_bytes())?;
        return Some((bytes, format!("jrt:/{module}")));
    }
    for entry in search.append.read().iter() {
        if let Some(bytes) = entry.find(name) {
            return Some((bytes, entry.path().display().to_string()));
        }
    }
    None
}

/// Loads a class with the boot loader.
pub(super) fn load(cx: &mut Cx, name: Symbol) -> JResult<Option<&'static Class>> {
    let Some((bytes, source)) = find(name) else {
        return Ok(None);
    };
    let request = DefineRequest {
        name: Some(name),
        bytes,
        loader: super::boot_data(),
        protection_domain: None,
        source: Some(source),
        hidden: None,
    };
    define::define_class(cx, &request).map(Some)
}

/// Packages in which the boot loader has defined classes.
pub fn boot_packages() -> Vec<Symbol> {
    let mut packages: Vec<Symbol> = Vec::new();
    for class in super::boot_data().defined.lock().iter() {
        if !packages.contains(&class.cold.package) {
            packages.push(class.cold.package);
        }
    }
    packages
}

/// Where the classes of a boot package come from: `jrt:/module` or a path.
pub fn boot_package_location(package: Symbol) -> Option<String> {
    let class = {
        let defined = super::boot_data().defined.lock();
        *defined.iter().find(|class| class.cold.package == package)?
    };
    class.cold.source.get().cloned()
}
