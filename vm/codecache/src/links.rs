//! Which calls lead to a method, so that all are patched when its entry changes.
//!
//! A call is registered, and patched, with the lock held in which the target is read; and who
//! changes an entry reports it afterwards. So whichever comes last patches to what is current:
//! no call is left with what was withdrawn.
//!
//! Checked by `tests/model.rs`.

use crate::sync::{self, Mutex};
use std::collections::BTreeMap;

/// Places of calls by what they call.
#[derive(Debug, Default)]
pub struct Links {
    places: Mutex<BTreeMap<usize, Vec<usize>>>,
}

impl Links {
    /// Registers a call of `callee` at `place`, and patches it.
    pub fn add(
        &self,
        callee: usize,
        place: usize,
        target: impl FnOnce() -> usize,
        patch: impl FnOnce(usize, usize),
    ) {
        let mut places = sync::lock(&self.places);
        places.entry(callee).or_default().push(place);
        patch(place, target());
    }

    /// The entry of `callee` has changed: patches all calls of it.
    pub fn entry_changed(
        &self,
        callee: usize,
        target: impl FnOnce() -> usize,
        patch: impl Fn(usize, usize),
    ) {
        let places = sync::lock(&self.places);
        if let Some(places) = places.get(&callee) {
            let target = target();
            for place in places {
                patch(*place, target);
            }
        }
    }

    /// The call of `callee` at `place` is gone.
    pub fn remove(&self, callee: usize, place: usize) {
        let mut places = sync::lock(&self.places);
        if let Some(places) = places.get_mut(&callee) {
            places.retain(|known| *known != place);
        }
    }
}
