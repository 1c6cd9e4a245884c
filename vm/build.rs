//! Link settings of `libjvm.so`.
//!
//! The JDK's native libraries bind to a library whose SONAME is `libjvm.so`, with symbols of
//! version `SUNWprivate_1.1`; with the version node a missing symbol is reported by its name
//! instead of aborting the dynamic linker.

fn main() {
    let script = std::path::Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo"))
        .join("libjvm.map");
    println!("cargo:rerun-if-changed=libjvm.map");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libjvm.so");
    println!(
        "cargo:rustc-cdylib-link-arg=-Wl,--version-script={}",
        script.display()
    );
}
