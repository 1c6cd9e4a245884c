//! The first classes: those that the VM itself names, and mirrors for what was defined before
//! `java.lang.Class` existed.

use super::{array, file, mirror};
use crate::class::Class;
use crate::known::{KNOWN_FIELDS, KnownClass};
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use std::sync::atomic::Ordering;

/// Loads the classes of [`KnownClass::ALL`], makes the records of primitive types and the first
/// arrays, and looks up the offsets of known fields.
///
/// # Panics
/// If a class or field is missing: the class library is not that of a supported JDK.
pub fn boot_classes(cx: &mut Cx) -> JResult<()> {
    array::make_primitives();
    for &known in KnownClass::ALL {
        known.set(super::load_boot(cx, known.name()));
        if known == KnownClass::Cloneable {
            // Object, Cloneable and Serializable exist: so can arrays.
            array::make_primitive_arrays();
        }
        if known == KnownClass::Class {
            file::check_statics_offset();
        }
        set_offsets(known);
        if known == KnownClass::Cloneable {
            fix_mirrors(cx)?;
        }
    }
    fix_mirrors(cx)
}

fn set_offsets(class: KnownClass) {
    for (holder, name, descriptor, cell) in KNOWN_FIELDS.iter().filter(|row| row.0 == class) {
        let field = holder
            .get()
            .declared_field(Symbol::from(*name), Symbol::from(*descriptor));
        match field {
            Some(field) => cell.set_offset(field.offset),
            None => panic!(
                "{}.{name} {descriptor} is missing from the class library",
                holder.name()
            ),
        }
    }
}

/// Makes the mirrors that are still missing, and their parts that depend on other mirrors.
pub fn fix_mirrors(cx: &mut Cx) -> JResult<()> {
    let mut missing: Vec<&'static Class> = Vec::new();
    super::for_each_class(|class| {
        if class.mirror.load(Ordering::Acquire) == 0 {
            missing.push(class);
        }
    });
    // Primitives and components stand before the arrays that name them.
    missing.sort_by_key(|class| class.array_element().0);
    for class in missing {
        mirror::create(cx, class, None, None)?;
    }
    Ok(())
}
