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

/// The loader that classes of `loader` are loaded with: reflection's delegating loaders stand for
/// their parents.
fn effective(cx: &mut Cx, mut loader: &'static LoaderData) -> &'static LoaderData {
    while !loader.is_boot {
        let object = loader.oop(cx);
        if !object.is_instance_of(KnownClass::DelegatingClassLoader.get()) {
            break;
        }
        let parent = known::LOADER_PARENT.load(object).raw();
        loader = super::data_of(cx, parent);
    }
    loader
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
