//! Tables of the VM that refer to objects without keeping them alive: interned strings, monitors.

use parking_lot::Mutex;

/// Given a full address that the table holds: where the object is now, or 0 if it is dead.
pub type Update<'a> = &'a mut dyn FnMut(u64) -> u64;

/// A table with weak references to objects. It is walked in every collection, with the world
/// stopped, on a collector thread: it may take the table's lock (no thread holds it at a
/// safepoint), and must not touch objects other than through `update`.
pub trait WeakTable: Sync {
    /// Passes every reference through `update` and drops the entries of dead objects.
    fn process(&self, update: Update<'_>);
}

static TABLES: Mutex<Vec<&'static dyn WeakTable>> = Mutex::new(Vec::new());

/// Registers a table, once.
pub fn register(table: &'static dyn WeakTable) {
    TABLES.lock().push(table);
}

pub(super) fn process(update: Update<'_>) {
    super::globals::process_weak(update);
    for table in TABLES.lock().iter() {
        table.process(update);
    }
}
