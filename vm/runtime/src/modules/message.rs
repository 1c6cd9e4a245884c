//! Where a class comes from, as messages say it: "A is in module java.base of loader 'bootstrap'".
//!
//! The texts are those of the reference VM, because programs and their users know them.

use super::{ModuleEntry, java_base, of};
use crate::class::Class;
use crate::known;
use crate::loader::LoaderData;
use crate::strings;
use crate::thread::Cx;
use std::sync::atomic::Ordering;

/// Name and identity of a loader: `'app'`, `a.b.MyLoader @1b2c3d`.
pub fn loader_name(cx: &Cx, loader: &LoaderData) -> String {
    if loader.is_boot {
        return "'bootstrap'".to_owned();
    }
    let object = loader.oop(cx);
    let name = known::LOADER_NAME_AND_ID.load(object);
    if name.is_null() {
        object.class().external_name()
    } else {
        strings::to_rust(name)
    }
}

/// `module m of loader 'l'` or `unnamed module of loader 'l'`.
pub fn describe(cx: &Cx, module: &'static ModuleEntry) -> String {
    describe_with_parent(cx, module, module.loader, false)
}

fn describe_with_parent(
    cx: &Cx,
    module: &'static ModuleEntry,
    loader: &LoaderData,
    with_parent: bool,
) -> String {
    let mut text = match module.name {
        Some(name) => format!("module {name}"),
        None => "unnamed module".to_owned(),
    };
    if let Some(version) = shown_version(module) {
        text.push('@');
        text.push_str(&version);
    }
    text.push_str(" of loader ");
    text.push_str(&loader_name(cx, loader));
    let is_builtin = loader.is_boot
        || loader.is_platform.load(Ordering::Relaxed)
        || loader.oop(cx).class().name() == "jdk/internal/loader/ClassLoaders$AppClassLoader";
    if with_parent && !is_builtin {
        let parent = known::LOADER_PARENT.load(loader.oop(cx));
        text.push_str(", parent loader ");
        if parent.is_null() {
            text.push_str("'bootstrap'");
        } else {
            let name = known::LOADER_NAME_AND_ID.load(parent);
            if !name.is_null() {
                text.push_str(&strings::to_rust(name));
            }
        }
    }
    text
}

/// The version of a module, unless it is one of the JDK's own.
fn shown_version(module: &'static ModuleEntry) -> Option<String> {
    let details = module.details.read();
    let version = details.version.clone()?;
    if let Some(location) = &details.location {
        let trusted = module.loader.is_boot || module.loader.is_platform.load(Ordering::Relaxed);
        if trusted && location.starts_with("jrt:/java.") {
            return None;
        }
        if location.starts_with("jrt:/jdk.") {
            let same = std::ptr::eq(module, java_base())
                || java_base().details.read().version.as_ref() == Some(&version);
            if same {
                return None;
            }
        }
    }
    Some(version)
}

/// `A is in module m of loader 'l'` (or `are`).
pub fn in_module(cx: &Cx, class: &'static Class, are: bool, with_parent: bool) -> String {
    let verb = if are { "are" } else { "is" };
    let place = describe_with_parent(cx, of(class), class.loader, with_parent);
    format!("{} {verb} in {place}", class.external_name())
}

/// Where two classes are, in one phrase if they share a module.
pub fn locations(cx: &Cx, first: &'static Class, second: &'static Class) -> String {
    if std::ptr::eq(of(first), of(second)) {
        format!(
            "{} and {}",
            first.external_name(),
            in_module(cx, second, true, false)
        )
    } else {
        format!(
            "{}; {}",
            in_module(cx, first, false, false),
            in_module(cx, second, false, false)
        )
    }
}

/// The message of a `ClassCastException`.
pub fn cast_message(cx: &Cx, from: &'static Class, to: &'static Class) -> String {
    format!(
        "class {} cannot be cast to class {} ({})",
        from.external_name(),
        to.external_name(),
        locations(cx, from, to)
    )
}
