//! Class hierarchy analysis: what can be said of all objects that are instances of a class.
//!
//! A class counts from the moment when it is about to be linked, which is before it can have
//! instances: then it is marked with [`ClassFlag::InHierarchy`]. So what is found here holds for
//! all objects that exist, and is to be looked at again when another class is marked.

use hashbrown::HashSet;
use vm_runtime::class::{Class, ClassFlag};
use vm_runtime::link;
use vm_runtime::method::{Method, MethodKind};

/// Most classes that one question looks at.
const MOST_CLASSES: usize = 500;

/// Can there be objects of exactly this class?
pub(super) fn has_instances(class: &Class) -> bool {
    class.has(ClassFlag::InHierarchy) && !class.is_abstract()
}

/// The method that a virtual or interface call of `method` runs on every object that is an instance
/// of `top`, which is below the method's class. `None`: there are several, or none, or there are
/// too many classes to tell.
pub(super) fn unique_target(
    top: &'static Class,
    method: &'static Method,
) -> Option<&'static Method> {
    let mut target: Option<&'static Method> = None;
    let is_unique = all_below(top, &mut |class| {
        let Some(selected) = target_in(class, method) else {
            return false;
        };
        let known = *target.get_or_insert(selected);
        std::ptr::eq(known, selected)
    });
    target.filter(|_| is_unique)
}

/// The method that a call of `method` runs on objects of exactly `class`, if it is one that can be
/// called without further checks.
pub(super) fn target_in(class: &'static Class, method: &'static Method) -> Option<&'static Method> {
    let selected = link::try_select(class, method)?;
    let is_callable = selected.kind == MethodKind::ClassFile && !selected.is_abstract();
    let is_permitted = !method.class.is_interface() || selected.is_public();
    (is_callable && is_permitted).then_some(selected)
}

/// Does `holds` hold for all classes that can have instances, from `top` downwards?
fn all_below(top: &'static Class, holds: &mut dyn FnMut(&'static Class) -> bool) -> bool {
    visit(top, &mut |class| !has_instances(class) || holds(class))
}

/// Visits the classes from `top` downwards, each once, while `goes_on`; false: it was ended, or there
/// are too many.
fn visit(top: &'static Class, goes_on: &mut dyn FnMut(&'static Class) -> bool) -> bool {
    let mut seen: HashSet<usize> = HashSet::new();
    seen.insert(address(top));
    let mut todo = vec![top];
    while let Some(class) = todo.pop() {
        if seen.len() > MOST_CLASSES || !goes_on(class) {
            return false;
        }
        let subclasses = class.cold.subclasses.lock();
        todo.extend(
            subclasses
                .iter()
                .copied()
                .filter(|class| seen.insert(address(class))),
        );
    }
    true
}

/// The address by which tables know a class.
pub(super) fn address(class: &Class) -> usize {
    std::ptr::from_ref(class).addr()
}
