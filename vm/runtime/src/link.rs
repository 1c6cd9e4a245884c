//! Linking (JVMS 5.4): verification, preparation, method lookup and selection.

mod lookup;
mod prepare;

use crate::class::{Class, ClassFlag, ClassState};
use crate::thread::{Cx, JResult};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;

pub use lookup::{find_field, find_interface_method, find_method, select, try_select};

/// Verifies the methods of a class (JVMS 4.10); throws `VerifyError`.
pub type Verifier = fn(&mut Cx, &'static Class) -> JResult<()>;

static VERIFIER: OnceLock<Verifier> = OnceLock::new();
static VERIFY_BOOT: OnceLock<(bool, bool)> = OnceLock::new();

/// Registers the verifier.
///
/// # Panics
/// If there is one already.
pub fn set_verifier(verifier: Verifier) {
    assert!(VERIFIER.set(verifier).is_ok(), "there is one verifier");
}

/// Sets the policy: verify classes of the boot loader; verify the others. Without a call: no, yes.
pub fn set_verification(boot: bool, others: bool) {
    let _ = VERIFY_BOOT.set((boot, others));
}

/// Is the class to be verified? Never those that extend reflection's magic accessor.
fn is_verified(class: &Class) -> bool {
    let (boot, others) = VERIFY_BOOT.get().copied().unwrap_or((false, true));
    let wanted = if class.loader.is_boot { boot } else { others };
    wanted && !class.has(ClassFlag::MagicAccessor)
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
    if let Some(verify) = VERIFIER.get()
        && is_verified(class)
    {
        verify(cx, class)?;
    }
    if class.state() >= ClassState::Linked {
        return Ok(());
    }
    prepare::check_override_constraints(cx, class)?;
    prepare::constant_values(cx, class)?;
    // A nested call of the same thread may have linked and even initialized the class.
    let _ = class.state.compare_exchange(
        ClassState::Loaded as u8,
        ClassState::Linked as u8,
        Ordering::AcqRel,
        Ordering::Acquire,
    );
    Ok(())
}
