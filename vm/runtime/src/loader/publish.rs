//! Publication: when a new class becomes visible in its loader.

use super::LoaderData;
use crate::call::{self, Arg};
use crate::class::{Class, ClassFlag};
use crate::exceptions;
use crate::handle::HandleScope;
use crate::known::KnownClass;
use crate::modules;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

/// Told of each class that has been defined (`-verbose:class`).
pub type LoadObserver = fn(&'static Class);

static OBSERVER: OnceLock<LoadObserver> = OnceLock::new();

/// Registers the observer of class definitions.
///
/// # Panics
/// If there is one already.
pub fn set_load_observer(observer: LoadObserver) {
    assert!(
        OBSERVER.set(observer).is_ok(),
        "there is one observer of class loading"
    );
}

/// Throws if the package belongs to the platform, and the loader does not.
pub fn check_package(cx: &mut Cx, loader: &'static LoaderData, name: Symbol) -> JResult<()> {
    let is_trusted = loader.is_boot || loader.is_platform.load(Ordering::Relaxed);
    if is_trusted || !name.as_bytes().starts_with(b"java/") {
        return Ok(());
    }
    let package = crate::define::package_of(name).external();
    let message = format!(
        "Class loader (instance of): {} tried to load prohibited package name: {package}",
        modules::loader_name(cx, loader)
    );
    Err(exceptions::throw(
        cx,
        "java/lang/SecurityException",
        Some(&message),
    ))
}

/// Throws if the loader has a class of this name already.
pub fn check_definable(cx: &mut Cx, loader: &'static LoaderData, name: Symbol) -> JResult<()> {
    if loader.is_boot {
        return Ok(());
    }
    match loader.find_loaded(name) {
        Some(class) => Err(duplicate(cx, loader, class)),
        None => Ok(()),
    }
}

fn duplicate(cx: &mut Cx, loader: &'static LoaderData, class: &'static Class) -> Thrown {
    let kind = class.kind_name();
    let message = format!(
        "loader {} attempted duplicate {kind} definition for {}. ({})",
        modules::loader_name(cx, loader),
        class.external_name(),
        modules::in_module(cx, class, false, true),
    );
    exceptions::throw(cx, "java/lang/LinkageError", Some(&message))
}

/// Makes a class that is complete visible: in the dictionary of its loader (unless hidden), as a
/// subclass of its superclasses. Returns the class that is visible in the end, which for the boot
/// loader may be another thread's.
pub fn publish(cx: &mut Cx, class: &'static Class) -> JResult<&'static Class> {
    let loader = class.loader;
    if !class.has(ClassFlag::Hidden) {
        if !loader.is_boot {
            tell_loader(cx, class)?;
        }
        let first = *loader.dictionary.write().entry(class.name).or_insert(class);
        if !std::ptr::eq(first, class) {
            if loader.is_boot {
                return Ok(first);
            }
            return Err(duplicate(cx, loader, class));
        }
    }
    loader.defined.lock().push(class);
    modules::note_class(class);
    for parent in class.super_class.iter().chain(class.cold.direct_interfaces) {
        parent.cold.subclasses.lock().push(class);
    }
    if let Some(observer) = OBSERVER.get() {
        observer(class);
    }
    Ok(class)
}

/// `ClassLoader.addClass` keeps the class alive as long as its loader.
fn tell_loader(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    let scope = HandleScope::enter(cx);
    let object = scope.handle(class.loader.oop(cx));
    let mirror = scope.handle(class.mirror(cx));
    let add = KnownClass::ClassLoader
        .get()
        .declared_method(
            Symbol::from("addClass"),
            Symbol::from("(Ljava/lang/Class;)V"),
        )
        .expect("ClassLoader.addClass is a method of the class library");
    call::invoke(cx, add, &[Arg::Ref(object), Arg::Ref(mirror)])?;
    Ok(())
}
