//! Loaders written in Java: the upcall of `loadClass` (JVMS 5.3.2).

use super::LoaderData;
use crate::call::{self, Arg};
use crate::class::Class;
use crate::handle::HandleScope;
use crate::known::{self, KnownClass};
use crate::monitor;
use crate::oop::Oop;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};

/// The loader that classes of `loader` are loaded with: a delegating loader of reflection stands
/// for its parent. One step, no more: the parent may itself be a delegating loader, when an accessor
/// is generated for the constructor of a generated accessor.
fn effective(cx: &mut Cx, loader: &'static LoaderData) -> &'static LoaderData {
    if loader.is_boot {
        return loader;
    }
    let object = loader.oop(cx);
    if !object.is_instance_of(KnownClass::DelegatingClassLoader.get()) {
        return loader;
    }
    let parent = known::LOADER_PARENT.load(object).raw();
    super::data_of(cx, parent)
}

/// Asks the loader for the class and records it as an initiating loader.
pub(super) fn load(
    cx: &mut Cx,
    name: Symbol,
    loader: &'static LoaderData,
) -> JResult<Option<&'static Class>> {
    let asked = effective(cx, loader);
    if !std::ptr::eq(asked, loader) {
        return super::load_class_or_none(cx, name, asked);
    }
    let scope = HandleScope::enter(cx);
    let object = scope.handle(loader.oop(cx));
    // A loader that is not parallel capable is called with its own lock held.
    let locks = known::LOADER_PARALLEL_LOCK_MAP
        .load(object.get(cx))
        .is_null();
    if locks {
        monitor::enter(cx, object);
        if let Some(class) = loader.find_loaded(name) {
            monitor::exit(cx, object.get(cx))?;
            return Ok(Some(class));
        }
    }
    let result = upcall(cx, name, object);
    if locks {
        // Leaving does not disturb the exception that may be pending.
        let _ = monitor::exit(cx, object.get(cx));
    }
    let Some(class) = result? else {
        return Ok(None);
    };
    if class.name != name {
        return Ok(None);
    }
    super::constraints::check_initiating(cx, class, loader)?;
    Ok(Some(
        *loader.dictionary.write().entry(name).or_insert(class),
    ))
}

fn upcall(
    cx: &mut Cx,
    name: Symbol,
    object: crate::handle::Handle<'_>,
) -> JResult<Option<&'static Class>> {
    let scope = HandleScope::enter(cx);
    let dotted: Vec<u8> = name
        .as_bytes()
        .iter()
        .map(|&b| if b == b'/' { b'.' } else { b })
        .collect();
    let string = strings::from_modified_utf8(cx, &dotted)?;
    let string = scope.handle(string);
    let result = call::invoke_virtual(
        cx,
        "loadClass",
        "(Ljava/lang/String;)Ljava/lang/Class;",
        &[Arg::Ref(object), Arg::Ref(string)],
    )?;
    let mirror: Oop<'_> = result.oop(cx);
    Ok(mirror.non_null().map(known::class_of_mirror))
}
