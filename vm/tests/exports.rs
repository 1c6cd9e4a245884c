//! The exported symbols of `libjvm.so`: those of JDK 17's VM, and enough for the JDK's libraries.
//!
//! `jdk17_symbols.txt` lists what the VM of JDK 17 exports, but for `AsyncGetCallTrace` and
//! `JVM_handle_linux_signal`, which nothing in the JDK needs.

use std::ffi::{CStr, CString, c_void};
use std::path::{Path, PathBuf};

fn library() -> PathBuf {
    let test = std::env::current_exe().expect("a process knows its executable");
    test.parent()
        .expect("tests lie in a directory")
        .join("libjvm.so")
}

fn open(path: &Path) -> Result<*mut c_void, String> {
    let name = CString::new(path.to_str().expect("paths are UTF-8")).expect("a path has no NUL");
    // SAFETY: the libraries have initializers that need nothing but the C library.
    unsafe {
        let handle = libc::dlopen(name.as_ptr(), libc::RTLD_NOW | libc::RTLD_GLOBAL);
        if !handle.is_null() {
            return Ok(handle);
        }
        Err(CStr::from_ptr(libc::dlerror())
            .to_string_lossy()
            .into_owned())
    }
}

#[test]
fn every_symbol_of_the_interface_is_exported() {
    let handle = open(&library()).expect("libjvm.so can be loaded");
    let missing: Vec<&str> = include_str!("jdk17_symbols.txt")
        .lines()
        .filter(|name| {
            let name = CString::new(*name).expect("a symbol has no NUL");
            // SAFETY: the handle comes from `dlopen`, the name is terminated.
            unsafe { libc::dlsym(handle, name.as_ptr()) }.is_null()
        })
        .collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
}

/// They are linked with immediate binding: loading one fails if a symbol is missing.
#[test]
fn libraries_of_the_installed_jdk_bind() {
    let homes = std::env::var("JAVA_HOME")
        .into_iter()
        .chain(["/usr/lib/jvm/java-17-openjdk-amd64".to_owned()]);
    let Some(lib) = homes
        .map(|home| PathBuf::from(home).join("lib"))
        .find(|lib| lib.join("libjava.so").is_file())
    else {
        return;
    };
    open(&library()).expect("libjvm.so can be loaded");
    for name in [
        "libverify",
        "libjava",
        "libzip",
        "libnet",
        "libnio",
        "libjimage",
        "libmanagement",
        "libmanagement_ext",
    ] {
        let path = lib.join(format!("{name}.so"));
        if path.is_file() {
            open(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
