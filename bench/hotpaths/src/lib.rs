//! Micro-benchmarks of the VM's hot paths: `cargo bench -p bench-hotpaths`.
//!
//! **Place.** Benchmarks of whole programs beside the stock JDK are in `bench/compare`; these
//! here tell which part became slower. There are two: `benches/formats.rs` for what needs no VM (class
//! files, bytecode, verification), and `benches/machine.rs` for what does. The latter starts a VM inside
//! its own process, through the invocation interface as any embedder does: [`embedded`].
//!
//! **Invariants.**
//! - *The VM is not linked*: `libjvm.so` is loaded, so the numbers are those of the library that users run.
//! - *Unsafe code* is in [`embedded`] alone: the C interface.
//!
//! **Where to start reading:** [`embedded::Machine`].

pub mod embedded;
