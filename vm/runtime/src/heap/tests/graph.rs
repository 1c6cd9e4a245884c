//! Graphs that are changed at random beside a model in Rust.

use super::classes::{NODE_LEFT, NODE_RIGHT, NODE_VALUE, classes, node, ref_array};
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::layout::BasicType;
use crate::oop::Oop;
use crate::thread::{Cx, Thread};

/// A small generator: tests must run alike each time.
pub struct Random(pub u64);

impl Random {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

pub fn new_node(cx: &mut Cx, value: i64) -> Oop<'_> {
    let object = heap::alloc_instance(cx, node()).unwrap();
    assert_eq!(object.load_i64(NODE_VALUE), 0, "memory is zeroed");
    object.store_i64(NODE_VALUE, value);
    object
}

const SLOTS: usize = 3000;

/// Nodes in an array; the model says which value each holds, and which nodes it points to.
pub fn mutate(cx: &mut Cx) {
    run(cx, 1, 400_000);
}

fn run(cx: &mut Cx, seed: u64, steps: usize) {
    let mut random = Random(seed * 0x9e37_79b9 + 7);
    let scope = HandleScope::enter(cx);
    let array = scope.handle(heap::alloc_array(cx, ref_array(), SLOTS).unwrap());
    // Model: value, left value, right value of the node in each slot.
    let mut model: Vec<Option<(i64, i64, i64)>> = vec![None; SLOTS];
    // Few changes when each one costs a collection.
    let steps = if heap::is_stress_on() {
        steps / 40
    } else {
        steps
    };
    for step in 0..steps {
        let at = random.below(SLOTS);
        let value = step as i64 + 1;
        let inner = HandleScope::enter(cx);
        match random.below(4) {
            0 | 1 => {
                let fresh = inner.handle(new_node(cx, value));
                let left = inner.handle(new_node(cx, -value));
                fresh.get(cx).store_ref(NODE_LEFT, left.get(cx));
                array.get(cx).store_element(at, fresh.get(cx));
                model[at] = Some((value, -value, 0));
            }
            2 if model[at].is_some() => {
                let right = inner.handle(new_node(cx, value * 2));
                let holder = array.get(cx).load_element(at);
                holder.store_ref(NODE_RIGHT, right.get(cx));
                model[at].as_mut().unwrap().2 = value * 2;
            }
            _ => {
                array.get(cx).store_element(at, Oop::NULL);
                model[at] = None;
            }
        }
        if step % 20_000 == 0 {
            check(cx, array, &model);
        }
    }
    heap::collect_exhaustively(cx);
    check(cx, array, &model);
}

fn check(cx: &Cx, array: Handle<'_>, model: &[Option<(i64, i64, i64)>]) {
    let value = |object: Oop<'_>| {
        object
            .non_null()
            .map_or(0, |object| object.load_i64(NODE_VALUE))
    };
    for (at, expected) in model.iter().enumerate() {
        let found = array.get(cx).load_element(at);
        let found = found.non_null().map(|object| {
            (
                value(object),
                value(object.load_ref(NODE_LEFT)),
                value(object.load_ref(NODE_RIGHT)),
            )
        });
        assert_eq!(found, *expected, "slot {at}");
    }
}

/// The same on several threads, one of which comes and goes.
pub fn threads(cx: &mut Cx) {
    let workers: Vec<_> = (0..4)
        .map(|seed| {
            std::thread::spawn(move || {
                for round in 0..5 {
                    let thread = crate::threads::attach_current("worker", true).unwrap();
                    // SAFETY: the current thread, in VM, its only token.
                    run(unsafe { thread.cx() }, seed * 10 + round + 1, 30_000);
                    assert!(Thread::current().is_some());
                    crate::threads::detach_current();
                }
            })
        })
        .collect();
    crate::safepoint::blocked(cx, || {
        workers
            .into_iter()
            .for_each(|worker| worker.join().unwrap())
    });
    assert_eq!(crate::safepoint::threads().len(), 1);
}

/// Large and small arrays, copies within and between them, clones.
pub fn arrays(cx: &mut Cx) {
    let scope = HandleScope::enter(cx);
    for length in [0, 1, 7, 100, 5_000, 100_000] {
        let array = scope.handle(heap::alloc_array(cx, ref_array(), length).unwrap());
        let bytes = scope.handle(heap::alloc_array(cx, classes().byte_array, length).unwrap());
        heap::collect_exhaustively(cx);
        let filled = length.min(2000);
        for index in 0..filled {
            let fresh = new_node(cx, index as i64).raw();
            // SAFETY: just allocated.
            array
                .get(cx)
                .store_element(index, unsafe { Oop::from_raw(fresh) });
            bytes
                .get(cx)
                .store_u8(Oop::element_offset(BasicType::Byte, index), index as u8);
        }
        heap::collect(cx);
        // Shift by one place, overlapping.
        if length > 1 {
            heap::copy_elements(cx, array.get(cx), 0, array.get(cx), 1, length - 1);
        }
        let inner = HandleScope::enter(cx);
        let copy = inner.handle(heap::clone_object(cx, array).unwrap());
        heap::collect_exhaustively(cx);
        assert_eq!(copy.get(cx).array_length(), length);
        for index in 0..filled {
            let expected = index.saturating_sub(1) as i64;
            assert_eq!(
                copy.get(cx).load_element(index).load_i64(NODE_VALUE),
                expected
            );
            assert_eq!(
                bytes
                    .get(cx)
                    .load_u8(Oop::element_offset(BasicType::Byte, index)),
                index as u8
            );
        }
        // Young references copied into an old array.
        let young = inner.handle(heap::alloc_array(cx, ref_array(), filled).unwrap());
        for index in 0..filled {
            let fresh = new_node(cx, -1).raw();
            // SAFETY: just allocated.
            young
                .get(cx)
                .store_element(index, unsafe { Oop::from_raw(fresh) });
        }
        heap::copy_elements(cx, young.get(cx), 0, array.get(cx), 0, filled);
        young.set(Oop::NULL);
        heap::collect(cx);
        for index in 0..filled {
            assert_eq!(array.get(cx).load_element(index).load_i64(NODE_VALUE), -1);
        }
    }
}

/// Static fields live in mirrors, which do not move and are old from birth.
pub fn statics(cx: &mut Cx) {
    let scope = HandleScope::enter(cx);
    let mirror = heap::alloc_mirror(cx, 24 + 16, 4).unwrap().raw();
    for round in 0..50 {
        let fresh = scope.handle(new_node(cx, round));
        // SAFETY: mirrors do not move and live for ever.
        let object = unsafe { Oop::from_raw(mirror) };
        object.store_ref(24 + 4 * (round as usize % 4), fresh.get(cx));
        assert!(heap::compare_and_set(
            object,
            8,
            object.load_ref(8),
            fresh.get(cx)
        ));
        fresh.set(Oop::NULL);
        for _ in 0..1000 {
            new_node(cx, 1);
        }
        heap::collect(cx);
        assert_eq!(
            object
                .load_ref(24 + 4 * (round as usize % 4))
                .load_i64(NODE_VALUE),
            round
        );
        assert_eq!(heap::load_volatile(object, 8).load_i64(NODE_VALUE), round);
    }
}
