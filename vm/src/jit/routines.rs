//! Functions of the VM that compiled code calls like operations, one for each row of
//! [`Routine`].
//!
//! They are leaves: the thread stays in Java without an anchor, so nothing here may reach a
//! safepoint, throw, or look at stacks. References are whole addresses; what the rows want of
//! arguments has been checked by compiled code.

mod arrays;
mod checksums;
mod classes;
mod strings;

use crate::native_lookup;
use ir::routine::Routine;
use std::ffi::c_void;
use std::sync::OnceLock;
use vm_runtime::oop::Oop;

/// Address of a routine; `None`: it does not exist here.
pub(super) fn address(routine: Routine) -> Option<u64> {
    type Pure = extern "sysv64" fn(f64) -> f64;
    let pure = |function: Pure| function as usize;
    let address = match routine {
        Routine::Sin => pure(sin),
        Routine::Cos => pure(cos),
        Routine::Tan => pure(tan),
        Routine::Log => pure(log),
        Routine::Log10 => pure(log10),
        Routine::Atan2 => atan2 as extern "sysv64" fn(_, _) -> _ as usize,
        Routine::IsInstance => {
            classes::is_instance as unsafe extern "sysv64" fn(_, _) -> _ as usize
        }
        Routine::IsAssignable => {
            classes::is_assignable as unsafe extern "sysv64" fn(_, _) -> _ as usize
        }
        Routine::ClassModifiers => classes::modifiers as unsafe extern "sysv64" fn(_) -> _ as usize,
        Routine::IsArrayClass => classes::is_array as unsafe extern "sysv64" fn(_) -> _ as usize,
        Routine::IsInterface => classes::is_interface as unsafe extern "sysv64" fn(_) -> _ as usize,
        Routine::IsPrimitive => classes::is_primitive as unsafe extern "sysv64" fn(_) -> _ as usize,
        Routine::Superclass => classes::superclass as unsafe extern "sysv64" fn(_) -> _ as usize,
        Routine::IdentityHash => {
            classes::identity_hash as unsafe extern "sysv64" fn(_) -> _ as usize
        }
        Routine::EqualArrays => arrays::equal as unsafe extern "sysv64" fn(_, _) -> _ as usize,
        Routine::Mismatch => {
            arrays::mismatch as unsafe extern "sysv64" fn(_, _, _, _, _, _) -> _ as usize
        }
        Routine::ArrayCopyFits => {
            arrays::copy_fits as unsafe extern "sysv64" fn(_, _, _, _, _) -> _ as usize
        }
        Routine::ArrayCopy => arrays::copy as unsafe extern "sysv64" fn(_, _, _, _, _) as usize,
        Routine::HasNegatives => {
            strings::has_negatives as unsafe extern "sysv64" fn(_, _, _) -> _ as usize
        }
        Routine::IndexOfByte => {
            strings::index_of_byte as unsafe extern "sysv64" fn(_, _, _, _) -> _ as usize
        }
        Routine::IndexOfBytes => {
            strings::index_of_bytes as unsafe extern "sysv64" fn(_, _, _, _, _) -> _ as usize
        }
        Routine::CompareLatin1 => {
            strings::compare_latin1 as unsafe extern "sysv64" fn(_, _) -> _ as usize
        }
        Routine::CompareUtf16 => {
            strings::compare_utf16 as unsafe extern "sysv64" fn(_, _) -> _ as usize
        }
        Routine::CompareLatin1Utf16 => {
            strings::compare_latin1_utf16 as unsafe extern "sysv64" fn(_, _) -> _ as usize
        }
        Routine::CompareUtf16Latin1 => {
            strings::compare_utf16_latin1 as unsafe extern "sysv64" fn(_, _) -> _ as usize
        }
        Routine::IndexOfUnit => {
            strings::index_of_unit as unsafe extern "sysv64" fn(_, _, _, _) -> _ as usize
        }
        Routine::IndexOfUnits => {
            strings::index_of_units as unsafe extern "sysv64" fn(_, _, _, _, _) -> _ as usize
        }
        Routine::IndexOfLatin1 => {
            strings::index_of_latin1 as unsafe extern "sysv64" fn(_, _, _, _, _) -> _ as usize
        }
        Routine::Crc32 => checksums::crc32 as extern "sysv64" fn(_, _) -> _ as usize,
        Routine::Crc32OfBytes => {
            checksums::crc32_of_bytes as unsafe extern "sysv64" fn(_, _, _, _) -> _ as usize
        }
        Routine::RefersTo => classes::refers_to as unsafe extern "sysv64" fn(_, _) -> _ as usize,
        Routine::HashLatin1 => strings::hash_latin1 as unsafe extern "sysv64" fn(_) -> _ as usize,
        Routine::HashUtf16 => strings::hash_utf16 as unsafe extern "sysv64" fn(_) -> _ as usize,
        Routine::Inflate => strings::inflate as unsafe extern "sysv64" fn(_, _, _, _, _) as usize,
        Routine::Compress => {
            strings::compress as unsafe extern "sysv64" fn(_, _, _, _, _) -> _ as usize
        }
    };
    let is_there = match routine {
        Routine::Sin
        | Routine::Cos
        | Routine::Tan
        | Routine::Log
        | Routine::Log10
        | Routine::Atan2 => STRICT.iter().all(|function| function.get().is_some()),
        _ => true,
    };
    is_there.then_some(address as u64)
}

/// The object that compiled code passes.
///
/// # Safety
/// `raw` is 0 or a live object, and is used before the routine returns.
unsafe fn object<'a>(raw: u64) -> Oop<'a> {
    // SAFETY: by contract; no safepoint is reached.
    unsafe { Oop::from_raw(raw) }
}

// The natives of `StrictMath` in libjava, which need neither environment nor class.

/// A native with one number.
type Native = unsafe extern "C" fn(*const c_void, *const c_void, f64) -> f64;
/// A native with two.
type Native2 = unsafe extern "C" fn(*const c_void, *const c_void, f64, f64) -> f64;

/// A function of libjava, looked up once.
struct Strict {
    symbol: &'static str,
    address: OnceLock<Option<usize>>,
}

impl Strict {
    const fn new(symbol: &'static str) -> Strict {
        Strict {
            symbol,
            address: OnceLock::new(),
        }
    }

    fn get(&self) -> Option<usize> {
        *self
            .address
            .get_or_init(|| native_lookup::library_symbol(self.symbol))
    }

    fn found(&self) -> usize {
        self.get().expect("compiled code calls what was found")
    }
}

static STRICT: [Strict; 6] = [
    Strict::new("Java_java_lang_StrictMath_sin"),
    Strict::new("Java_java_lang_StrictMath_cos"),
    Strict::new("Java_java_lang_StrictMath_tan"),
    Strict::new("Java_java_lang_StrictMath_log"),
    Strict::new("Java_java_lang_StrictMath_log10"),
    Strict::new("Java_java_lang_StrictMath_atan2"),
];

macro_rules! strict {
    ($($name:ident $number:literal,)*) => {$(
        extern "sysv64" fn $name(x: f64) -> f64 {
            // SAFETY: the symbol has this type, and uses the number only.
            let native: Native = unsafe { std::mem::transmute(STRICT[$number].found()) };
            // SAFETY: as above.
            unsafe { native(std::ptr::null(), std::ptr::null(), x) }
        }
    )*};
}

strict! {
    sin 0,
    cos 1,
    tan 2,
    log 3,
    log10 4,
}

extern "sysv64" fn atan2(y: f64, x: f64) -> f64 {
    // SAFETY: the symbol has this type, and uses the numbers only.
    let native: Native2 = unsafe { std::mem::transmute(STRICT[5].found()) };
    // SAFETY: as above.
    unsafe { native(std::ptr::null(), std::ptr::null(), y, x) }
}
