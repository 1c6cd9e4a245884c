//! Linking (JVMS 5.4): verification, preparation, method lookup and selection.

mod lookup;
mod prepare;
mod verify;

use crate::class::{Class, ClassState};
use crate::thread::{Cx, JResult};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

pub use lookup::{
    find_field, find_instance_method, find_interface_method, find_method, select, try_select,
};
pub use verify::{is_verified, set_verification};

/// Told of each class that is about to be linked, more than once perhaps: nobody can have made an
/// instance of it yet. Its supertypes are linked, and it is in their lists of subclasses.
pub type LinkObserver = fn(&mut Cx, &'static Class);

static OBSERVER: OnceLock<LinkObserver> = OnceLock::new();

/// Registers the observer of linking, before any class is linked.
///
/// # Panics
/// If there is one already.
pub fn set_link_observer(observer: LinkObserver) {
    assert!(
        OBSERVER.set(observer).is_ok(),
        "there is one observer of linking"
    );
}

/// Verifies and prepares the class and its supertypes.
pub fn link(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    if class.state() >= ClassState::Linked {
        return Ok(());
    }
    if let Some(parent) = class.super_class {
        link(cx, parent)?;
    }
    for interface in class.cold.direct_interfaces {
        link(cx, interface)?;
    }
    class.cold.init_lock.lock_linking(cx);
    let result = link_locked(cx, class);
    class.cold.init_lock.unlock_linking();
    result
}

/// One thread at a time; the same thread may come again through Java code that verification runs.
fn link_locked(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    if class.state() >= ClassState::Linked {
        return Ok(());
    }
    verify::verify(cx, class)?;
    if class.state() >= ClassState::Linked {
        return Ok(());
    }
    prepare::check_override_constraints(cx, class)?;
    prepare::constant_values(cx, class)?;
    if let Some(observer) = OBSERVER.get() {
        observer(cx, class);
    }
    // A nested call of the same thread may have linked and even initialized the class.
    let _ = class.state.compare_exchange(
        ClassState::Loaded as u8,
        ClassState::Linked as u8,
        Ordering::AcqRel,
        Ordering::Acquire,
    );
    Ok(())
}
