//! The run-time constant pool (JVMS 5.1): what resolution has found, by constant-pool index.
//!
//! Classes, fields and methods are immortal metadata and stand here as addresses. References to
//! objects (strings, method types, method handles, dynamic constants, call-site appendices) stand
//! in the class's `Object[]` reached from the mirror; this pool maps an index to its slot there.

use crate::class::Class;
use crate::method::{Field, Method};
use crate::symbol::Symbol;
use hashbrown::HashMap;
use parking_lot::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An entry as the class file has it, for crates that execute constants.
pub use vm_classfile::Constant;

/// Resolution results of one class.
pub struct RuntimePool {
    /// One word per constant-pool index: 0, or the address of a `Class`, [`FieldTarget`] or
    /// [`MethodTarget`], by the kind of the constant.
    resolved: Box<[AtomicUsize]>,
    /// Slot in the resolved-references array of constants that are objects; `u32::MAX` if none.
    ref_slots: Mutex<HashMap<u32, u32>>,
    /// Slots handed out in the resolved-references array.
    n_ref_slots: AtomicUsize,
    /// Failed resolutions: the error is thrown again (JVMS 5.4.3): constant index -> error class, message.
    pub errors: Mutex<HashMap<u32, ResolutionError>>,
}

/// A failed resolution, to be repeated.
#[derive(Clone, Debug)]
pub struct ResolutionError {
    /// Error class, internal name.
    pub class: Symbol,
    /// Its message.
    pub message: Option<String>,
    /// Class and message of its cause.
    pub cause: Option<(Symbol, Option<String>)>,
}

/// A resolved field reference.
pub struct FieldTarget {
    /// The field.
    pub field: &'static Field,
    /// The class named in the reference.
    pub named: &'static Class,
}

/// A resolved method reference.
pub struct MethodTarget {
    /// The resolved method.
    pub method: &'static Method,
    /// The class or interface named in the reference.
    pub named: &'static Class,
    /// Slot in the resolved-references array of the appendix argument, if the call has one.
    pub appendix: Option<u32>,
}

impl RuntimePool {
    /// A pool for a class file with `len` constants.
    pub fn new(len: usize) -> RuntimePool {
        RuntimePool {
            resolved: (0..len).map(|_| AtomicUsize::new(0)).collect(),
            ref_slots: Mutex::new(HashMap::new()),
            n_ref_slots: AtomicUsize::new(0),
            errors: Mutex::new(HashMap::new()),
        }
    }

    /// The resolved class at `index`.
    #[inline]
    pub fn class(&self, index: u16) -> Option<&'static Class> {
        // SAFETY: words of class constants are 0 or addresses of immortal classes.
        unsafe {
            (self.resolved[usize::from(index)].load(Ordering::Acquire) as *const Class).as_ref()
        }
    }

    /// Records the class at `index`. False if another thread recorded an error there first: every
    /// resolution of one constant has the same outcome (JVMS 5.4.3).
    #[must_use]
    pub fn set_class(&self, index: u16, class: &'static Class) -> bool {
        let errors = self.errors.lock();
        if errors.contains_key(&u32::from(index)) {
            return false;
        }
        self.resolved[usize::from(index)].store(
            std::ptr::from_ref(class).expose_provenance(),
            Ordering::Release,
        );
        true
    }

    /// The resolved field at `index`.
    #[inline]
    pub fn field(&self, index: u16) -> Option<&'static FieldTarget> {
        // SAFETY: words of field constants are 0 or addresses of leaked `FieldTarget`s.
        unsafe {
            (self.resolved[usize::from(index)].load(Ordering::Acquire) as *const FieldTarget)
                .as_ref()
        }
    }

    /// Records the field at `index`; the first writer wins.
    pub fn set_field(&self, index: u16, target: FieldTarget) -> &'static FieldTarget {
        self.publish(index, target)
    }

    /// The resolved method at `index`.
    #[inline]
    pub fn method(&self, index: u16) -> Option<&'static MethodTarget> {
        // SAFETY: words of method constants are 0 or addresses of leaked `MethodTarget`s.
        unsafe {
            (self.resolved[usize::from(index)].load(Ordering::Acquire) as *const MethodTarget)
                .as_ref()
        }
    }

    /// Records the method at `index`; the first writer wins.
    pub fn set_method(&self, index: u16, target: MethodTarget) -> &'static MethodTarget {
        self.publish(index, target)
    }

    fn publish<T>(&self, index: u16, target: T) -> &'static T {
        let new: &'static T = Box::leak(Box::new(target));
        let address = std::ptr::from_ref(new).expose_provenance();
        match self.resolved[usize::from(index)].compare_exchange(
            0,
            address,
            Ordering::AcqRel,
            Ordering::Acquire,
        ) {
            Ok(_) => new,
            // SAFETY: the word holds the address that another thread published for the same index.
            Err(first) => unsafe { &*(first as *const T) },
        }
    }

    /// Slot in the resolved-references array for the constant at `index`, assigned at first use.
    pub fn ref_slot(&self, index: u16) -> u32 {
        *self
            .ref_slots
            .lock()
            .entry(u32::from(index))
            .or_insert_with(|| self.new_ref_slot())
    }

    /// A fresh slot (call-site appendices, one per instruction).
    pub fn new_ref_slot(&self) -> u32 {
        self.n_ref_slots.fetch_add(1, Ordering::Relaxed) as u32
    }

    /// Slots handed out so far: how long the array must be.
    pub fn n_ref_slots(&self) -> usize {
        self.n_ref_slots.load(Ordering::Relaxed)
    }
}
