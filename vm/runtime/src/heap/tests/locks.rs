//! Monitors and identity hashes.

use super::classes::NODE_VALUE;
use super::graph::new_node;
use crate::handle::{Handle, HandleScope};
use crate::heap::{self, globals};
use crate::monitor;
use crate::thread::Cx;
use std::time::{Duration, Instant};

pub fn hashes_are_stable(cx: &mut Cx) {
    let scope = HandleScope::enter(cx);
    let objects: Vec<Handle<'_>> = (0..3000)
        .map(|value| scope.handle(new_node(cx, value)))
        .collect();
    let mut hashes = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        match index % 3 {
            // Hashed, locked, and both at once.
            0 => hashes.push(monitor::identity_hash(cx, object.get(cx))),
            1 => {
                monitor::enter(cx, *object);
                hashes.push(monitor::identity_hash(cx, object.get(cx)));
                monitor::exit(cx, object.get(cx)).unwrap();
            }
            _ => {
                hashes.push(monitor::identity_hash(cx, object.get(cx)));
                monitor::enter(cx, *object);
                assert!(monitor::holds(cx, object.get(cx)));
            }
        }
    }
    assert!(hashes.iter().all(|hash| *hash > 0));
    assert_eq!(monitor::in_use(), 2000);
    heap::collect_exhaustively(cx);
    assert_eq!(
        monitor::in_use(),
        1000,
        "only those that are locked stay inflated"
    );
    for (object, hash) in objects.iter().zip(&hashes) {
        assert_eq!(monitor::identity_hash(cx, object.get(cx)), *hash);
    }
    for object in objects.iter().skip(2).step_by(3) {
        monitor::exit(cx, object.get(cx)).unwrap();
        assert!(!monitor::holds(cx, object.get(cx)));
    }
    heap::collect_exhaustively(cx);
    assert_eq!(monitor::in_use(), 0);
}

/// Runs `body` on new attached threads and waits for them.
fn on_threads(cx: &mut Cx, n: usize, body: impl Fn(&mut Cx, usize) + Sync) {
    crate::safepoint::blocked(cx, || {
        std::thread::scope(|scope| {
            for index in 0..n {
                let body = &body;
                scope.spawn(move || {
                    let thread = crate::threads::attach_current("worker", true).unwrap();
                    // SAFETY: the current thread, in VM, its only token.
                    body(unsafe { thread.cx() }, index);
                    crate::threads::detach_current();
                });
            }
        });
    });
}

pub fn contention(cx: &mut Cx) {
    let object = new_node(cx, 0).raw();
    // SAFETY: just allocated.
    let slot = globals::new_global(cx, unsafe { crate::oop::Oop::from_raw(object) }).addr();
    const TURNS: i64 = 20_000;
    on_threads(cx, 4, |cx, index| {
        // SAFETY: a global's slot.
        let object: Handle<'_> = unsafe { Handle::from_slot(slot as *mut u64) };
        for turn in 0..TURNS {
            monitor::enter(cx, object);
            if turn % 100 == 0 {
                monitor::enter(cx, object);
            }
            let value = object.get(cx).load_i64(NODE_VALUE);
            if turn % 1000 == 0 {
                new_node(cx, value);
                if index == 0 {
                    heap::collect(cx);
                }
            }
            object.get(cx).store_i64(NODE_VALUE, value + 1);
            if turn % 100 == 0 {
                monitor::exit(cx, object.get(cx)).unwrap();
            }
            monitor::exit(cx, object.get(cx)).unwrap();
            assert!(!monitor::holds(cx, object.get(cx)));
        }
    });
    // SAFETY: a global's slot.
    let object: Handle<'_> = unsafe { Handle::from_slot(slot as *mut u64) };
    assert_eq!(object.get(cx).load_i64(NODE_VALUE), 4 * TURNS);
}

/// Two threads hand a counter back and forth; then waiting with a timeout ends by itself.
pub fn wait_and_notify(cx: &mut Cx) {
    let object = new_node(cx, 0).raw();
    // SAFETY: just allocated.
    let slot = globals::new_global(cx, unsafe { crate::oop::Oop::from_raw(object) }).addr();
    on_threads(cx, 3, |cx, index| {
        // SAFETY: a global's slot.
        let object: Handle<'_> = unsafe { Handle::from_slot(slot as *mut u64) };
        for _ in 0..2000 {
            monitor::enter(cx, object);
            while object.get(cx).load_i64(NODE_VALUE) % 3 != index as i64 {
                monitor::wait(cx, object, if index == 1 { 50 } else { 0 }).unwrap();
            }
            let value = object.get(cx).load_i64(NODE_VALUE);
            object.get(cx).store_i64(NODE_VALUE, value + 1);
            monitor::notify(cx, object, true).unwrap();
            monitor::exit(cx, object.get(cx)).unwrap();
        }
    });
    // SAFETY: a global's slot.
    let object: Handle<'_> = unsafe { Handle::from_slot(slot as *mut u64) };
    assert_eq!(object.get(cx).load_i64(NODE_VALUE), 6000);
    let before = Instant::now();
    monitor::enter(cx, object);
    monitor::enter(cx, object);
    monitor::wait(cx, object, 30).unwrap();
    assert!(before.elapsed() >= Duration::from_millis(30));
    monitor::exit(cx, object.get(cx)).unwrap();
    assert!(
        monitor::holds(cx, object.get(cx)),
        "the recursion is restored"
    );
    monitor::exit(cx, object.get(cx)).unwrap();
}

pub fn many_monitors(cx: &mut Cx) {
    let mut most = 0;
    for value in 0..1_000_000 {
        let scope = HandleScope::enter(cx);
        let object = scope.handle(new_node(cx, value));
        let hash = monitor::identity_hash(cx, object.get(cx));
        monitor::enter(cx, object);
        most = most.max(monitor::in_use());
        assert_eq!(monitor::identity_hash(cx, object.get(cx)), hash);
        monitor::exit(cx, object.get(cx)).unwrap();
    }
    assert!(most <= 60_000, "{most} records at once");
}
