//! Class initialization (JVMS 5.5).

use crate::class::Class;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};

/// Lock and condition of one class.
pub struct InitLock {
    _private: (),
}
/// Why a class failed to initialize.
#[derive(Clone, Debug)]
pub struct InitError {
    /// Class of the exception.
    pub class: Symbol,
    /// Its message.
    pub message: Option<String>,
    /// Name of the thread that ran the initializer.
    pub thread: String,
}
/// Initializes the class if that has not happened yet.
#[inline]
pub fn initialize(cx: &mut Cx, class: &'static Class) -> JResult<()> {
    if class.is_initialized() {
        Ok(())
    } else {
        initialize_slow(cx, class)
    }
}
/// The slow path of [`initialize`].
#[cold]
pub fn initialize_slow(_cx: &mut Cx, _class: &'static Class) -> JResult<()> {
    panic!("not linked in yet")
}
