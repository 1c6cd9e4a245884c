//! Loader constraints (JVMS 5.3.4): two loaders must mean the same class by a name that crosses
//! between them in the descriptor of a shared field or method.

use super::LoaderData;
use crate::class::Class;
use crate::exceptions;
use crate::modules;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use hashbrown::HashMap;
use parking_lot::Mutex;
use vm_classfile::descriptor::{self, FieldType};

/// Loaders that agree on a name, and the class once one of them has loaded it.
struct Constraint {
    loaders: Vec<&'static LoaderData>,
    class: Option<&'static Class>,
}

static TABLE: Mutex<Option<HashMap<Symbol, Vec<Constraint>>>> = Mutex::new(None);

/// The class names in a descriptor, of arrays that of the element.
fn names(descriptor: Symbol) -> Vec<Symbol> {
    let mut found = Vec::new();
    let mut rest = descriptor.as_bytes();
    while let Some(&first) = rest.first() {
        if first == b'(' || first == b')' || first == b'V' {
            rest = &rest[1..];
            continue;
        }
        let Some((field_type, after)) = descriptor::split_first(rest) else {
            break;
        };
        match field_type {
            FieldType::Object(name) => found.push(Symbol::intern(name)),
            FieldType::Array(text) => {
                let element = &text[text.iter().take_while(|&&b| b == b'[').count()..];
                if let [b'L', name @ .., b';'] = element {
                    found.push(Symbol::intern(name));
                }
            }
            _ => {}
        }
        rest = after;
    }
    found
}

/// Imposes the constraint that both loaders agree on every class named in `descriptor`. The name
/// on which they do not agree is the error.
pub fn check_signature(
    descriptor: Symbol,
    first: &'static LoaderData,
    second: &'static LoaderData,
) -> Result<(), Symbol> {
    if std::ptr::eq(first, second) {
        return Ok(());
    }
    for name in names(descriptor) {
        if !agree(name, first, second) {
            return Err(name);
        }
    }
    Ok(())
}

fn agree(name: Symbol, first: &'static LoaderData, second: &'static LoaderData) -> bool {
    let mut table = TABLE.lock();
    let (one, other) = (first.find_loaded(name), second.find_loaded(name));
    if let (Some(one), Some(other)) = (one, other) {
        return std::ptr::eq(one, other);
    }
    let rows = table
        .get_or_insert_with(HashMap::new)
        .entry(name)
        .or_default();
    let mut class = one.or(other);
    let mut merged = vec![first, second];
    let mut index = 0;
    while index < rows.len() {
        let row = &rows[index];
        let meets = row
            .loaders
            .iter()
            .any(|l| std::ptr::eq(*l, first) || std::ptr::eq(*l, second));
        if !meets {
            index += 1;
            continue;
        }
        if let (Some(mine), Some(theirs)) = (class, row.class)
            && !std::ptr::eq(mine, theirs)
        {
            return false;
        }
        let row = rows.swap_remove(index);
        class = class.or(row.class);
        for loader in row.loaders {
            if !merged.iter().any(|known| std::ptr::eq(*known, loader)) {
                merged.push(loader);
            }
        }
    }
    rows.push(Constraint {
        loaders: merged,
        class,
    });
    true
}

/// Checks a class that `loader` is about to be recorded as an initiating loader of.
pub(super) fn check_initiating(
    cx: &mut Cx,
    class: &'static Class,
    loader: &'static LoaderData,
) -> JResult<()> {
    let conflict = {
        let mut table = TABLE.lock();
        let rows = table.as_mut().and_then(|table| table.get_mut(&class.name));
        let row = rows.and_then(|rows| {
            rows.iter_mut()
                .find(|row| row.loaders.iter().any(|l| std::ptr::eq(*l, loader)))
        });
        match row {
            None => None,
            Some(row) => {
                let known = *row.class.get_or_insert(class);
                (!std::ptr::eq(known, class)).then_some(known)
            }
        }
    };
    let Some(known) = conflict else { return Ok(()) };
    let kind = class.kind_name();
    let other = modules::loader_name(cx, known.loader);
    let place = modules::in_module(cx, class, false, true);
    let message = format!(
        "loader constraint violation: loader {} wants to load {kind} {}. A different {kind} with the same name was previously loaded by {other}. ({place})",
        modules::loader_name(cx, loader),
        class.external_name(),
    );
    Err(exceptions::throw(
        cx,
        "java/lang/LinkageError",
        Some(&message),
    ))
}
