//! Sets `cfg(tail_calls)` where the optimizer turns a handler's last call into a jump.
//!
//! Stable Rust does not promise tail calls; optimized builds make them (a test disassembles the
//! handlers), unoptimized ones return to a loop instead.

fn main() {
    println!("cargo::rustc-check-cfg=cfg(tail_calls)");
    println!("cargo::rerun-if-changed=build.rs");
    let level = std::env::var("OPT_LEVEL").unwrap_or_default();
    if matches!(level.as_str(), "2" | "3") {
        println!("cargo::rustc-cfg=tail_calls");
    }
}
