//! Questions about classes, by their mirrors, about references, and the identity hash.

use super::object;
use crate::exports::class_queries;
use vm_runtime::known::{REFERENCE_REFERENT, class_of_mirror};
use vm_runtime::monitor;
use vm_runtime::thread::Thread;

/// # Safety
/// The first is a mirror, the second null or a live object.
pub(super) unsafe extern "sysv64" fn is_instance(mirror: u64, raw: u64) -> u64 {
    // SAFETY: by contract.
    let (class, object) = unsafe { (class_of_mirror(object(mirror)), object(raw)) };
    u64::from(!class.is_primitive() && !object.is_null() && object.class().is_subtype_of(class))
}

/// # Safety
/// Both are mirrors.
pub(super) unsafe extern "sysv64" fn is_assignable(mirror: u64, other: u64) -> u64 {
    // SAFETY: by contract.
    let (class, other) = unsafe {
        (
            class_of_mirror(object(mirror)),
            class_of_mirror(object(other)),
        )
    };
    u64::from(other.is_subtype_of(class))
}

macro_rules! questions {
    ($($name:ident |$class:ident| $answer:expr;)*) => {$(
        /// # Safety
        /// `mirror` is one.
        pub(super) unsafe extern "sysv64" fn $name(mirror: u64) -> u64 {
            // SAFETY: by contract.
            let $class = class_of_mirror(unsafe { object(mirror) });
            $answer
        }
    )*};
}

questions! {
    modifiers |class| u64::from(class_queries::modifiers(class));
    is_array |class| u64::from(class.is_array());
    is_interface |class| u64::from(class.is_interface());
    is_primitive |class| u64::from(class.is_primitive());
    superclass |class| match class.super_class {
        Some(super_class) if !class.is_interface() => {
            super_class.mirror.load(std::sync::atomic::Ordering::Acquire)
        }
        _ => 0,
    };
}

/// # Safety
/// The first is a live `Reference`, the second null or a live object.
pub(super) unsafe extern "sysv64" fn refers_to(reference: u64, raw: u64) -> u64 {
    // SAFETY: by contract.
    let (reference, object) = unsafe { (object(reference), object(raw)) };
    u64::from(REFERENCE_REFERENT.load(reference) == object)
}

/// # Safety
/// `raw` is null or a live object.
pub(super) unsafe extern "sysv64" fn identity_hash(raw: u64) -> u64 {
    // SAFETY: by contract.
    let object = unsafe { object(raw) };
    if object.is_null() {
        return 0;
    }
    let thread = Thread::current().expect("compiled code runs on attached threads");
    // SAFETY: the thread is the current one, in Java; hashing reaches no safepoint.
    let cx = unsafe { thread.cx() };
    monitor::identity_hash(cx, object) as u32 as u64
}
