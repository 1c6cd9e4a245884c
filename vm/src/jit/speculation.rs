//! Which speculations have failed: what compiled code assumed and had to be left for is not
//! assumed at the same place again.

use crate::tiering::DeoptReason;
use hashbrown::HashMap;
use parking_lot::Mutex;
use std::sync::LazyLock;
use vm_runtime::method::Method;

/// A place and a reason for leaving there.
type Key = (usize, u32, DeoptReason);

static FAILED: LazyLock<Mutex<HashMap<Key, u32>>> = LazyLock::new(Mutex::default);

fn key(method: &Method, bci: u32, reason: DeoptReason) -> Key {
    (std::ptr::from_ref(method).addr(), bci, reason)
}

/// Remembers that compiled code was left; says how often that was so here.
pub(super) fn record(method: &Method, bci: u32, reason: DeoptReason) -> u32 {
    let mut failed = FAILED.lock();
    let count = failed.entry(key(method, bci, reason)).or_insert(0);
    *count += 1;
    *count
}

/// How often was compiled code left here for this reason?
pub(super) fn n_failed(method: &Method, bci: u32, reason: DeoptReason) -> u32 {
    let failed = FAILED.lock();
    failed.get(&key(method, bci, reason)).copied().unwrap_or(0)
}
