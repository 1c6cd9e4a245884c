//! Nests (JVMS 5.4.4): which classes see each other's private members.

use crate::class::Class;
use crate::known::KnownClass;
use crate::modules;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use hashbrown::HashMap;
use parking_lot::Mutex;

/// Why the nest host of a class was rejected, by the address of the class; for messages.
static ERRORS: Mutex<Option<HashMap<usize, String>>> = Mutex::new(None);

/// What was wrong with the nest host of `class`, if anything.
pub fn host_error(class: &'static Class) -> Option<String> {
    ERRORS
        .lock()
        .as_ref()?
        .get(&std::ptr::from_ref(class).addr())
        .cloned()
}

fn set_error(class: &'static Class, text: String) {
    let mut errors = ERRORS.lock();
    errors
        .get_or_insert_with(HashMap::new)
        .insert(std::ptr::from_ref(class).addr(), text);
}

/// The nest host: the class itself if it names none or the one it names does not confirm it.
pub fn host(cx: &mut Cx, class: &'static Class) -> JResult<&'static Class> {
    if let Some(host) = class.cold.nest_host.get() {
        return Ok(host);
    }
    let index = class.file.and_then(|file| file.attributes.nest_host);
    let found = match index {
        None => class,
        Some(index) => named_host(cx, class, index)?,
    };
    Ok(class.cold.nest_host.get_or_init(|| found))
}

fn named_host(cx: &mut Cx, class: &'static Class, index: u16) -> JResult<&'static Class> {
    let host = match super::class(cx, class, index) {
        Ok(host) => host,
        Err(thrown) => {
            let exception = cx.pending();
            if exception.is_instance_of(KnownClass::VirtualMachineError.get()) {
                return Err(thrown);
            }
            let name = class
                .class_file()
                .pool
                .class_name(index)
                .unwrap_or_default();
            let mut text = format!(
                "Nest host resolution of {} with host {} failed: {}",
                class.external_name(),
                Symbol::intern(name),
                exception.class().external_name(),
            );
            let message = crate::known::THROWABLE_MESSAGE.load(exception);
            if !message.is_null() {
                text.push_str(": ");
                text.push_str(&strings::to_rust(message));
            }
            let _ = cx.take_pending();
            set_error(class, text);
            return Ok(class);
        }
    };
    let error = if !class.same_package(host) {
        "types are in different packages"
    } else if host.file.is_none() {
        "host is not an instance class"
    } else if !lists(host, class) {
        "current type is not listed as a nest member"
    } else {
        return Ok(host);
    };
    let text = format!(
        "Type {} (loader: {}) is not a nest member of type {} (loader: {}): {error}",
        class.external_name(),
        modules::loader_name(cx, class.loader),
        host.external_name(),
        modules::loader_name(cx, host.loader),
    );
    set_error(class, text);
    Ok(class)
}

fn lists(host: &'static Class, member: &'static Class) -> bool {
    let file = host.class_file();
    let mut members = file.attributes.nest_members.iter();
    members.any(|&index| file.pool.class_name(index) == Some(member.name.as_bytes()))
}

/// Have the classes the same nest host?
pub fn are_nest_mates(cx: &mut Cx, first: &'static Class, second: &'static Class) -> JResult<bool> {
    let first = host(cx, first)?;
    let second = host(cx, second)?;
    Ok(std::ptr::eq(first, second))
}
