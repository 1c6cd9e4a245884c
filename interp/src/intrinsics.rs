//! Methods that the interpreter executes itself: entries that compute and go on in the caller.
//!
//! These are functions of `Math` whose results the specification fixes to the last bit, so that nobody
//! can tell; HotSpot's interpreter has entries for them too. In bytecode `sqrt` goes
//! through JNI to a square root made of integer operations, and `fma` through `BigDecimal`.

use crate::dispatch::Next;
use crate::entry::Entry;
use crate::instructions::control::resume_caller;
use crate::sites::bump;
use vm_runtime::method::Method;
use vm_runtime::thread::Thread;

/// The entry of a method that is executed by the interpreter itself.
pub(crate) fn entry(method: &Method) -> Option<Entry> {
    if !method.is_static() || !method.class.loader.is_boot {
        return None;
    }
    let class = method.class.name();
    if class != "java/lang/Math" && class != "java/lang/StrictMath" {
        return None;
    }
    let descriptor = method.descriptor.as_bytes();
    Some(match (method.name.as_bytes(), descriptor) {
        (b"sqrt", b"(D)D") => enter_sqrt,
        (b"abs", b"(D)D") => enter_abs,
        (b"fma", b"(DDD)D") => enter_fma,
        (b"fma", b"(FFF)F") => enter_fma_float,
        _ => return None,
    })
}

macro_rules! entries {
    ($($(#[$doc:meta])* $name:ident |$argument:ident| $result:expr, $n_slots:literal;)*) => {$(
        $(#[$doc])*
        unsafe extern "sysv64" fn $name(
            method: *const Method,
            sp: *mut u64,
            _locals: *mut u64,
            thread: &Thread,
        ) -> Next {
            // SAFETY: entries are called with a method, above its arguments.
            let method: &'static Method = unsafe { &*method };
            bump(&method.invocations);
            let first = sp.wrapping_sub(usize::from(method.arg_slots));
            // SAFETY: the slot is one of the arguments.
            let $argument = |slot: usize| unsafe { *first.add(slot) };
            resume_caller(thread, $result, $n_slots)
        }
    )*};
}

entries! {
    /// `sqrt(double)`.
    enter_sqrt |argument| f64::from_bits(argument(0)).sqrt().to_bits(), 2;
    /// `abs(double)`.
    enter_abs |argument| f64::from_bits(argument(0)).abs().to_bits(), 2;
    /// `fma(double, double, double)`.
    enter_fma |argument| f64::from_bits(argument(0))
        .mul_add(f64::from_bits(argument(2)), f64::from_bits(argument(4)))
        .to_bits(), 2;
    /// `fma(float, float, float)`.
    enter_fma_float |argument| u64::from(
        float(argument(0)).mul_add(float(argument(1)), float(argument(2))).to_bits()
    ), 1;
}

fn float(slot: u64) -> f32 {
    f32::from_bits(slot as u32)
}
