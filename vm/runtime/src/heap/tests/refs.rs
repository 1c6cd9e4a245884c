//! `java.lang.ref` and JNI globals.

use super::classes::{NODE_LEFT, NODE_VALUE, classes};
use super::graph::new_node;
use crate::class::Class;
use crate::handle::{Handle, HandleScope};
use crate::heap::{self, globals, references};
use crate::known::{REFERENCE_DISCOVERED, REFERENCE_NEXT, REFERENCE_REFERENT};
use crate::oop::Oop;
use crate::thread::Cx;

fn new_reference(cx: &mut Cx, class: &'static Class, referent: Handle<'_>) -> u64 {
    let reference = heap::alloc_instance(cx, class).unwrap().raw();
    // SAFETY: just allocated.
    let object = unsafe { Oop::from_raw(reference) };
    REFERENCE_REFERENT.store(object, referent.get(cx));
    reference
}

/// How many references are pending; takes them all.
fn drain(cx: &Cx) -> usize {
    let mut count = 0;
    let mut next = references::take_pending_list(cx);
    while !next.is_null() {
        count += 1;
        let after = REFERENCE_DISCOVERED.load(next);
        REFERENCE_DISCOVERED.store(next, Oop::NULL);
        next = after;
    }
    count
}

pub fn cleared_and_kept(cx: &mut Cx) {
    let classes = classes();
    let scope = HandleScope::enter(cx);
    let kept = scope.handle(new_node(cx, 1));
    let mut references: Vec<(Handle<'_>, &'static Class, bool)> = Vec::new();
    for round in 0..40 {
        for class in [
            classes.soft,
            classes.weak,
            classes.phantom,
            classes.final_ref,
        ] {
            let strong = round % 2 == 0;
            let inner = HandleScope::enter(cx);
            let referent = inner.handle(if strong {
                kept.get(cx)
            } else {
                new_node(cx, 7)
            });
            let raw = new_reference(cx, class, referent);
            drop(inner);
            // SAFETY: no safepoint since the allocation.
            references.push((scope.handle(unsafe { Oop::from_raw(raw) }), class, strong));
        }
        // Some references grow old before they die.
        if round == 20 {
            heap::collect(cx);
        }
    }
    heap::collect_exhaustively(cx);
    heap::collect_exhaustively(cx);
    for (reference, class, strong) in &references {
        let referent = REFERENCE_REFERENT.load(reference.get(cx));
        if *strong {
            assert_eq!(referent, kept.get(cx), "{}", class.name());
        } else if std::ptr::eq(*class, classes.soft) {
            // The heap is nearly empty: soft references that were just made are kept.
            assert_eq!(referent.load_i64(NODE_VALUE), 7);
        } else if std::ptr::eq(*class, classes.final_ref) {
            assert_eq!(
                referent.load_i64(NODE_VALUE),
                7,
                "the finalizer still needs it"
            );
            assert_eq!(REFERENCE_NEXT.load(reference.get(cx)), reference.get(cx));
        } else {
            assert!(referent.is_null(), "{}", class.name());
        }
    }
    assert!(references::has_pending());
    // Weak, phantom and final ones, half of which have lost their referents.
    assert_eq!(drain(cx), 60);
    heap::collect_exhaustively(cx);
    assert_eq!(drain(cx), 0, "nothing is enqueued twice");

    // A phantom reference to what only a finalizer keeps is not cleared yet.
    let inner = HandleScope::enter(cx);
    let doomed = inner.handle(new_node(cx, 9));
    let below = inner.handle(new_node(cx, 10));
    doomed.get(cx).store_ref(NODE_LEFT, below.get(cx));
    let raw = new_reference(cx, classes.final_ref, doomed);
    // SAFETY: no safepoint since the allocation.
    let finalizer = inner.handle(unsafe { Oop::from_raw(raw) });
    let raw = new_reference(cx, classes.phantom, below);
    // SAFETY: no safepoint since the allocation.
    let phantom = inner.handle(unsafe { Oop::from_raw(raw) });
    doomed.set(Oop::NULL);
    below.set(Oop::NULL);
    heap::collect_exhaustively(cx);
    assert_eq!(drain(cx), 1);
    assert_eq!(
        REFERENCE_REFERENT
            .load(phantom.get(cx))
            .load_i64(NODE_VALUE),
        10
    );
    REFERENCE_REFERENT.store(finalizer.get(cx), Oop::NULL);
    heap::collect_exhaustively(cx);
    assert_eq!(drain(cx), 1);
    assert!(REFERENCE_REFERENT.load(phantom.get(cx)).is_null());
}

pub fn globals(cx: &mut Cx) {
    let mut strong = Vec::new();
    let mut weak = Vec::new();
    for value in 0..2000 {
        let object = new_node(cx, value).raw();
        // SAFETY: just allocated.
        let object = unsafe { Oop::from_raw(object) };
        weak.push(globals::new_weak_global(cx, object));
        if value % 2 == 0 {
            strong.push(globals::new_global(cx, object));
        }
    }
    heap::collect_exhaustively(cx);
    for (value, slot) in weak.iter().enumerate() {
        // SAFETY: a slot of the table.
        let raw = unsafe { **slot };
        assert_eq!(raw != 0, value % 2 == 0, "{value}");
        assert!(globals::is_weak_global(*slot) && !globals::is_global(*slot));
    }
    for (index, slot) in strong.iter().enumerate() {
        // SAFETY: a slot of the table, and no safepoint meanwhile.
        assert_eq!(
            // SAFETY: the slot is a root, so it holds a live object.
            unsafe { Oop::from_raw(**slot) }.load_i64(NODE_VALUE),
            2 * index as i64
        );
        globals::delete_global(*slot);
        assert!(!globals::is_global(*slot));
    }
    heap::collect_exhaustively(cx);
    // SAFETY: slots of the table.
    assert!(weak.iter().all(|slot| unsafe { **slot } == 0));
    assert_eq!(globals::counts(), (0, 2000));
}

/// Large objects die in nursery collections too, and their weak references with them.
pub fn large(cx: &mut Cx) {
    let scope = HandleScope::enter(cx);
    let mut weak = Vec::new();
    for round in 0..20 {
        let array = heap::alloc_array(cx, classes().long_array, 10_000)
            .unwrap()
            .raw();
        // SAFETY: just allocated.
        let array = unsafe { Oop::from_raw(array) };
        weak.push(globals::new_weak_global(cx, array));
        let kept = scope.handle(array);
        if round % 2 == 0 {
            kept.set(Oop::NULL);
        }
        if round % 5 == 0 {
            heap::collect(cx);
        }
    }
    heap::collect(cx);
    for (round, slot) in weak.iter().enumerate() {
        // SAFETY: a slot of the table.
        assert_eq!(unsafe { **slot } != 0, round % 2 == 1, "array {round}");
    }
    heap::collect_exhaustively(cx);
    let is_set = |slot: &&*mut u64| {
        // SAFETY: a slot of the table.
        unsafe { ***slot != 0 }
    };
    assert_eq!(weak.iter().filter(is_set).count(), 10);
}
