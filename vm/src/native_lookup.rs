//! Finding the C function of a native method.
//!
//! For classes of the boot loader: the exported symbols of libjava, then what `ClassLoader.findNative`
//! knows (libnio, libnet, ...). For other loaders `findNative` alone, which walks the libraries that
//! the loader has loaded. Short names come before names with the signature (JNI specification,
//! chapter 2, "Resolving native method names").

use std::ffi::{CString, c_void};
use std::sync::OnceLock;
use std::sync::atomic::Ordering;
use vm_bytecode::descriptor::split_method;
use vm_classfile::mutf8;
use vm_runtime::call::{self, Arg};
use vm_runtime::exceptions;
use vm_runtime::handle::HandleScope;
use vm_runtime::known::KnownClass;
use vm_runtime::method::Method;
use vm_runtime::strings;
use vm_runtime::thread::{Cx, JResult};

/// Mangles modified UTF-8; `None` if the name could be mistaken for an escape.
fn mangle(bytes: &[u8], out: &mut String) -> Option<()> {
    let mut at_start = true;
    for unit in mutf8::utf16_units(bytes) {
        let c = u8::try_from(unit).unwrap_or(0);
        match c {
            b'0'..=b'3' if at_start => return None,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(c)),
            b'/' => {
                out.push('_');
                at_start = true;
                continue;
            }
            b'_' => out.push_str("_1"),
            b';' => out.push_str("_2"),
            b'[' => out.push_str("_3"),
            _ => out.push_str(&format!("_0{unit:04x}")),
        }
        at_start = false;
    }
    Some(())
}

/// The short name and the name with the argument signature.
fn symbol_names(class: &[u8], name: &[u8], descriptor: &[u8]) -> Option<(String, String)> {
    let mut short = "Java_".to_owned();
    mangle(class, &mut short)?;
    short.push('_');
    mangle(name, &mut short)?;
    let (parameters, _) = split_method(descriptor)?;
    let mut long = format!("{short}__");
    mangle(parameters, &mut long)?;
    Some((short, long))
}

/// Handle of libjava, opened at the first use.
fn java_library() -> *mut c_void {
    static HANDLE: OnceLock<usize> = OnceLock::new();
    let handle = *HANDLE.get_or_init(|| {
        let properties = crate::options::properties();
        let path = properties
            .iter()
            .find(|(key, _)| key == "sun.boot.library.path")
            .map_or("", |(_, value)| value);
        let path = CString::new(format!("{path}/libjava.so")).expect("a path has no NUL");
        // SAFETY: loads the JDK's library, whose initializers are those of the JDK.
        unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_LAZY | libc::RTLD_GLOBAL) }
            .expose_provenance()
    });
    std::ptr::with_exposed_provenance_mut(handle)
}

/// `dlsym`; 0 if the symbol is absent.
fn symbol_in(library: *mut c_void, name: &str) -> usize {
    let Ok(name) = CString::new(name) else {
        return 0;
    };
    // SAFETY: the handle comes from `dlopen`, the name is terminated.
    unsafe { libc::dlsym(library, name.as_ptr()) }.expose_provenance()
}

/// A function that libjava exports; `None`: it does not.
pub(crate) fn library_symbol(name: &str) -> Option<usize> {
    Some(symbol_in(java_library(), name)).filter(|address| *address != 0)
}

/// Asks `ClassLoader.findNative`.
fn find_native(cx: &mut Cx, method: &Method, name: &str) -> JResult<usize> {
    let scope = HandleScope::enter(cx);
    let loader = scope.handle(method.class.loader.oop(cx));
    let text = strings::new_string(cx, name)?;
    let text = scope.handle(text);
    let ret = call::invoke_static(
        cx,
        KnownClass::ClassLoader.get(),
        "findNative",
        "(Ljava/lang/ClassLoader;Ljava/lang/String;)J",
        &[Arg::Ref(loader), Arg::Ref(text)],
    )?;
    Ok(ret.long() as usize)
}

/// Finds and binds the function of a native method, or throws `UnsatisfiedLinkError`.
pub fn link(cx: &mut Cx, method: &'static Method) -> JResult<usize> {
    let names = symbol_names(
        method.class.name().as_bytes(),
        method.name.as_bytes(),
        method.descriptor.as_bytes(),
    );
    if let Some((short, long)) = names {
        for name in [&short, &long] {
            let mut found = if method.class.loader.is_boot {
                symbol_in(java_library(), name)
            } else {
                0
            };
            if found == 0 {
                found = find_native(cx, method, name)?;
            }
            if found != 0 {
                method.native_entry.store(found, Ordering::Release);
                crate::jni_log::linked(method);
                return Ok(found);
            }
        }
    }
    let message = format!("'{}'", method.external_name());
    Err(exceptions::throw(
        cx,
        "java/lang/UnsatisfiedLinkError",
        Some(&message),
    ))
}

#[cfg(test)]
mod tests {
    use super::symbol_names;

    #[test]
    fn mangles_names() {
        let (short, long) =
            symbol_names(b"pkg/My_Class", b"f", b"(I[Ljava/lang/String;)V").expect("mangles");
        assert_eq!(short, "Java_pkg_My_1Class_f");
        assert_eq!(long, "Java_pkg_My_1Class_f__I_3Ljava_lang_String_2");
        let (short, _) = symbol_names("A$é".as_bytes(), b"m", b"()V").expect("mangles");
        assert_eq!(short, "Java_A_00024_000e9_m");
        assert!(symbol_names(b"a/0b", b"m", b"()V").is_none());
    }
}
