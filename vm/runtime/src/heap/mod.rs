//! The heap: allocation, the write barrier, collection.
//!
//! The collector is mmtk; only this module and its children know that. The rest of the VM sees
//! allocation ([`alloc_instance`], [`alloc_array`], [`alloc_mirror`]), reference stores ([`store`],
//! [`compare_and_set`], [`copy_elements`]), places that the collector must look into
//! ([`roots`], [`globals`], [`weak_tables`]) and a few numbers ([`statistics`]).
//!
//! Objects move at every collection except mirrors and large arrays. All plans stop the world.
//! Generational plans need the barrier: after a reference store, if the log bit of the object is
//! set (old and not yet remembered), the object is remembered.

mod allocate;
mod barrier;
mod binding;
pub mod config;
mod copy;
pub mod globals;
mod large;
pub mod log;
mod object_model;
pub mod references;
pub mod roots;
mod scanning;
mod slots;
pub mod statistics;
mod stress;
#[cfg(test)]
mod tests;
mod trigger;
pub mod verify;
pub mod weak_tables;

pub use allocate::{
    AllocationBuffer, MutatorCell, alloc_array, alloc_instance, alloc_mirror, allocation_buffer,
    beyond_limit, max_array_length, never_moves, set_out_of_memory_hook,
};
pub(crate) use allocate::{bind, report_out_of_memory, unbind};
pub use barrier::{
    compare_and_exchange, compare_and_set, exchange, load_volatile, log_table, record_stores,
    store, store_volatile,
};
pub use config::{HeapConfig, HeapError, Plan, init};
pub use copy::{clone_object, copy_elements};
use stress::collect_for_space;
pub use stress::{collect, collect_exhaustively};
pub(crate) use stress::{count as count_poll, is_on as is_stress_on};

use std::sync::atomic::{AtomicU64, Ordering};

static COLLECTIONS: AtomicU64 = AtomicU64::new(0);

/// How many collections have ended.
pub fn n_collections() -> u64 {
    COLLECTIONS.load(Ordering::Relaxed)
}

/// Called with the world still stopped, when mmtk has finished.
fn collection_ends() {
    COLLECTIONS.fetch_add(1, Ordering::Relaxed);
    references::collection_ends();
    statistics::collection_ends();
    if verify::enabled() {
        verify::verify_heap();
    }
    log::collection_ends();
}
