//! What inline caches learn, by one thread. `model.rs` has several.

use std::cell::Cell;
use vm_codecache::inline_cache::{InlineCache, MAX_CLASSES, MEGAMORPHIC, State, find};

#[test]
fn classes_are_added_until_there_are_too_many() {
    let cache = InlineCache::new(7_usize, 0);
    let cell = Cell::new(cache.first());
    let learn = |class: u32| cache.learn(class, class as usize * 10, |first| cell.set(first));
    let known = |class: u32| {
        // SAFETY: the cell holds what the cache has published.
        unsafe { find(cell.get(), class) }
    };
    assert_eq!(known(1), None);
    let steps: Vec<_> = (1..=6).map(learn).collect();
    use State::{Megamorphic, Monomorphic, Polymorphic, Uninitialized};
    let expected = [
        Some((Uninitialized, Monomorphic)),
        Some((Monomorphic, Polymorphic)),
        Some((Polymorphic, Polymorphic)),
        Some((Polymorphic, Polymorphic)),
        Some((Polymorphic, Megamorphic)),
        None,
    ];
    assert_eq!(steps, expected);
    assert_eq!(known(1), None, "it has forgotten");
    // SAFETY: as above.
    let end = unsafe { &*cell.get() };
    assert_eq!((end.end, end.method), (MEGAMORPHIC, 7));
}

#[test]
fn what_was_learned_is_found_and_not_learned_twice() {
    let cache = InlineCache::new(0_usize, 0);
    let cell = Cell::new(cache.first());
    for class in 1..=MAX_CLASSES as u32 {
        cache.learn(class, class as usize, |first| cell.set(first));
        assert_eq!(
            cache.learn(class, 99, |_| unreachable!("it is known")),
            None
        );
    }
    for class in 1..=MAX_CLASSES as u32 {
        // SAFETY: the cell holds what the cache has published.
        assert_eq!(unsafe { find(cell.get(), class) }, Some(class as usize));
    }
    assert_eq!(cache.state(), State::Polymorphic);
}
