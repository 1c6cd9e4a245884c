//! Class loaders as the VM sees them: which classes each one defined or initiated.
//!
//! The boot loader is the VM itself ([`boot`](mod@boot)); every other loader is a Java object that the VM
//! asks with `loadClass` ([`user`]). Nothing is locked while a class is being defined: threads
//! that load the same class at once each define it, the first to publish wins, and the others get
//! the winner's class (boot loader) or a `LinkageError` (user loaders), as the JVMS 5.3 wants.

mod boot;
mod constraints;
mod jar;
mod publish;
mod user;

use crate::class::Class;
use crate::define;
use crate::exceptions;
use crate::known::{self, KnownClass};
use crate::layout::BasicType;
use crate::modules::ModuleEntry;
use crate::oop::Oop;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use hashbrown::{HashMap, HashSet};
use parking_lot::{Mutex, RwLock};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{LazyLock, OnceLock};

pub use boot::{
    append_to_boot_path, boot_bytes, boot_package_location, boot_packages, configure,
    modules_are_ready,
};
pub use constraints::check_signature as check_constraints;
pub use publish::{LoadObserver, check_definable, check_package, publish, set_load_observer};

/// The VM's record of a class loader. Lives for ever.
pub struct LoaderData {
    /// The `ClassLoader` object (0 for the boot loader); a root.
    pub object: AtomicU64,
    /// Classes for which this loader is an initiating loader.
    pub dictionary: RwLock<HashMap<Symbol, &'static Class>>,
    /// Every class defined by this loader, hidden ones included.
    pub defined: Mutex<Vec<&'static Class>>,
    /// Names of the named modules of this loader; locked before `packages`.
    pub modules: Mutex<HashSet<Symbol>>,
    /// Packages of this loader and the modules that own them.
    pub packages: RwLock<HashMap<Symbol, crate::modules::PackageEntry>>,
    /// The loader's unnamed module.
    unnamed: OnceLock<&'static ModuleEntry>,
    /// Number of the loader, for diagnostics.
    pub ordinal: u32,
    /// Is this the boot loader?
    pub is_boot: bool,
    /// Is this the platform loader, or the boot loader: may it define `java.*`?
    pub is_platform: AtomicBool,
}

static LOADERS: Mutex<Vec<&'static LoaderData>> = Mutex::new(Vec::new());

static BOOT: LazyLock<&'static LoaderData> = LazyLock::new(|| LoaderData::new(0, true, false));

static PREVIEW: AtomicBool = AtomicBool::new(false);

/// The boot loader's record.
pub fn boot() -> &'static LoaderData {
    boot_data()
}

pub(crate) fn boot_data() -> &'static LoaderData {
    *BOOT
}

/// Accepts class files with preview features (`--enable-preview`).
pub fn enable_preview() {
    PREVIEW.store(true, Ordering::Relaxed);
}

pub(crate) fn preview_enabled() -> bool {
    PREVIEW.load(Ordering::Relaxed)
}

/// The record of a loader object (null: the boot loader), made at first use.
pub fn of(cx: &mut Cx, loader: Oop<'_>) -> &'static LoaderData {
    let raw = loader.raw();
    data_of(cx, raw)
}

pub(crate) fn data_of(cx: &mut Cx, raw: u64) -> &'static LoaderData {
    if raw == 0 {
        return boot_data();
    }
    let cx: &Cx = cx;
    // SAFETY: the caller just read the address of a live loader object; no safepoint since.
    let object = unsafe { Oop::new(cx, raw) };
    let read = || {
        let address = object.load_u64(known::LOADER_DATA.offset()) as usize;
        // SAFETY: the injected field is 0 or the address of an immortal record.
        unsafe { (address as *const LoaderData).as_ref() }
    };
    if let Some(data) = read() {
        return data;
    }
    static MAKING: Mutex<()> = Mutex::new(());
    let _making = MAKING.lock();
    if let Some(data) = read() {
        return data;
    }
    let platform = object.class().name() == "jdk/internal/loader/ClassLoaders$PlatformClassLoader";
    let data = LoaderData::new(raw, false, platform);
    let address = std::ptr::from_ref(data).expose_provenance() as u64;
    object.store_u64(known::LOADER_DATA.offset(), address);
    data
}

impl LoaderData {
    fn new(raw: u64, is_boot: bool, is_platform: bool) -> &'static LoaderData {
        let mut loaders = LOADERS.lock();
        let data: &'static LoaderData = Box::leak(Box::new(LoaderData {
            object: AtomicU64::new(raw),
            dictionary: RwLock::default(),
            defined: Mutex::default(),
            modules: Mutex::default(),
            packages: RwLock::default(),
            unnamed: OnceLock::new(),
            ordinal: loaders.len() as u32,
            is_boot,
            is_platform: AtomicBool::new(is_platform),
        }));
        loaders.push(data);
        crate::heap::roots::register_slot(&data.object);
        data
    }

    /// The loader object, null for the boot loader.
    pub fn oop<'a>(&self, cx: &'a Cx) -> Oop<'a> {
        // SAFETY: the word is a root.
        unsafe { Oop::new(cx, self.object.load(Ordering::Acquire)) }
    }

    /// The unnamed module of the loader.
    pub fn unnamed(&'static self) -> &'static ModuleEntry {
        self.unnamed.get_or_init(|| ModuleEntry::new(None, self))
    }

    /// The class for which this loader is recorded as an initiating loader.
    pub fn find_loaded(&self, name: Symbol) -> Option<&'static Class> {
        self.dictionary.read().get(&name).copied()
    }
}

/// Calls `f` for every loader record.
pub fn for_each(mut f: impl FnMut(&'static LoaderData)) {
    for data in LOADERS.lock().iter() {
        f(data);
    }
}

/// Finds or loads the class `name` (internal form, arrays allowed) with `loader` as initiating
/// loader (JVMS 5.3). Throws `ClassNotFoundException` when there is none.
pub fn load_class(
    cx: &mut Cx,
    name: Symbol,
    loader: &'static LoaderData,
) -> JResult<&'static Class> {
    match load_class_or_none(cx, name, loader)? {
        Some(class) => Ok(class),
        None => {
            let error = KnownClass::ClassNotFoundException.name();
            Err(exceptions::throw(cx, error, Some(&name.text())))
        }
    }
}

/// As [`load_class`], for resolution: a class that is not found is a `NoClassDefFoundError`, whose
/// cause is the loader's `ClassNotFoundException` if there is one.
pub fn resolve_class(
    cx: &mut Cx,
    name: Symbol,
    loader: &'static LoaderData,
) -> JResult<&'static Class> {
    let error = KnownClass::NoClassDefFoundError.name();
    match load_class_or_none(cx, name, loader) {
        Ok(Some(class)) => Ok(class),
        Ok(None) => Err(exceptions::throw(cx, error, Some(&name.text()))),
        Err(thrown) => {
            let not_found = KnownClass::ClassNotFoundException.get();
            if !cx.pending().is_instance_of(not_found) {
                return Err(thrown);
            }
            let scope = crate::handle::HandleScope::enter(cx);
            let cause = scope.handle(cx.take_pending());
            Err(exceptions::throw_with_cause(
                cx,
                error,
                Some(&name.text()),
                cause,
            ))
        }
    }
}

/// As [`load_class`], but `None` when a loader says without an exception that there is no such
/// class (the boot loader always does).
pub fn load_class_or_none(
    cx: &mut Cx,
    name: Symbol,
    loader: &'static LoaderData,
) -> JResult<Option<&'static Class>> {
    if let Some(class) = loader.find_loaded(name) {
        return Ok(Some(class));
    }
    if name.as_bytes().first() == Some(&b'[') {
        return load_array(cx, name, loader);
    }
    check_stack(cx)?;
    define::check_circularity(cx, loader, name)?;
    if loader.is_boot {
        boot::load(cx, name)
    } else {
        user::load(cx, name, loader)
    }
}

fn load_array(
    cx: &mut Cx,
    name: Symbol,
    loader: &'static LoaderData,
) -> JResult<Option<&'static Class>> {
    let bytes = name.as_bytes();
    let dims = bytes.iter().take_while(|&&b| b == b'[').count();
    let mut class = match &bytes[dims..] {
        [b'L', element @ .., b';'] => {
            match load_class_or_none(cx, Symbol::intern(element), loader)? {
                Some(class) => class,
                None => return Ok(None),
            }
        }
        [one] => match BasicType::from_descriptor_char(*one) {
            Some(basic) if !basic.is_reference() && basic != BasicType::Void => {
                define::primitive(basic)
            }
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    if dims > 255 {
        return Ok(None);
    }
    for _ in 0..dims {
        class = define::array_of(cx, class)?;
    }
    Ok(Some(class))
}

/// Loading recurses on the native stack: throws before it ends.
fn check_stack(cx: &mut Cx) -> JResult<()> {
    let here = 0_u8;
    if std::ptr::from_ref(&here).addr() < cx.thread().native_limit.get() {
        return Err(exceptions::throw_stack_overflow(cx));
    }
    Ok(())
}
