//! Executable memory: where machine code lives, how it gets there, how it is found and reused.
//!
//! Place in the pipeline: `codegen` makes an artifact of position-independent bytes and
//! relocations; the VM installs it here, and stores the address in the method's entry word. The
//! stack walker, the collector and signal handlers ask which code an address belongs to.
//!
//! Main types:
//!
//! * [`CodeCache<T>`]: one reservation below 2 GB; `T` is what the VM knows about a piece of code.
//! * [`Blob<T>`]: an installed piece of code.
//! * [`InlineCache`]: what a call site has learned about its receivers.
//! * [`Links`]: which calls lead to a method.
//! * [`Relocation`]: a place in the bytes that depends on an address.
//!
//! Invariants:
//!
//! * **No page is writable and executable.** The memory is mapped twice, once to run and once to
//!   write; what is written through one view is seen through the other.
//! * **Readers take no lock.** [`CodeCache::find`] is one load of a table, fit for signal handlers.
//! * **No knowledge of methods, frames or compilers.**
//! * **Running code changes by single aligned stores only**: 4 bytes of a displacement, 8 bytes of
//!   a data cell. Intel promises no more to processors that run what another one changes. Code that
//!   all threads have stopped outside of is overwritten at will.
//! * **Memory is reused by epochs.** A retired blob is still found, since frames may return into
//!   it; it is reclaimed when two scans of all stacks in a row have not met it.
//!
//! Start reading at `cache.rs`.
//!
//! ```
//! use vm_codecache::CodeCache;
//! let cache = CodeCache::<&str>::reserve(1 << 20).unwrap();
//! let code = [0xb8, 42, 0, 0, 0, 0xc3]; // mov eax, 42; ret
//! let blob = cache.install(&code, &[], |_start| "answer").unwrap();
//! // SAFETY: the bytes above are a function by the C calling convention.
//! let answer: extern "C" fn() -> i32 = unsafe { std::mem::transmute(blob.start()) };
//! assert_eq!(answer(), 42);
//! assert_eq!(cache.find(blob.start() + 5).map(|blob| *blob.data()), Some("answer"));
//! ```
//!
//! Unsafe code: `reservation.rs` (mappings), `index.rs` (the table), `cache.rs` (copying and
//! patching), `barrier.rs` (a system call), `inline_cache.rs` (lists that readers walk).

mod age;
mod barrier;
mod blob;
mod cache;
mod entry;
mod index;
pub mod inline_cache;
mod links;
mod relocation;
mod reservation;
mod rooms;
mod sync;

pub use blob::Blob;
pub use cache::{CodeCache, InstallError, PatchError, Statistics};
pub use inline_cache::InlineCache;
pub use links::Links;
pub use relocation::{Relocation, RelocationError, RelocationKind, Target};
pub use reservation::ReserveError;
