//! The atomics of publication and of ages under a model checker, which tries all interleavings
//! and all values that the memory model admits. The files under test are those of the library,
//! compiled with the checker's atomics in place of the real ones.

#[path = "../src/age.rs"]
#[expect(dead_code, reason = "the library uses all of it")]
mod age;
#[path = "../src/entry.rs"]
mod entry;
#[path = "model/sync.rs"]
mod sync;

use age::Age;
use entry::Entry;
use loom::cell::UnsafeCell;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicPtr, Ordering};
use loom::thread;
use std::ptr;

/// Code and its place in the table.
struct Published {
    code: UnsafeCell<u32>,
    blob: UnsafeCell<u32>,
    index: Entry<UnsafeCell<u32>>,
    /// Where callers find the code: a method's entry word.
    entry_word: AtomicPtr<u32>,
}

// SAFETY: the checker reports unsynchronized uses of the cells.
unsafe impl Send for Published {}
// SAFETY: as above.
unsafe impl Sync for Published {}

impl Published {
    fn new() -> Published {
        Published {
            code: UnsafeCell::new(0),
            blob: UnsafeCell::new(0),
            index: Entry::new(ptr::null_mut()),
            entry_word: AtomicPtr::new(ptr::null_mut()),
        }
    }

    /// As `CodeCache::install`, and then the VM.
    fn install(&self) {
        // SAFETY: nobody was told of the code.
        self.code.with_mut(|code| unsafe { *code = 42 });
        // SAFETY: nobody was told of the blob.
        self.blob.with_mut(|blob| unsafe { *blob = 7 });
        self.index.set(ptr::from_ref(&self.blob).cast_mut());
        self.entry_word
            .store(ptr::dangling_mut(), Ordering::Release);
    }

    /// As `CodeCache::find`. What is found must be complete.
    fn find(&self) -> bool {
        // SAFETY: null, or the blob, which is part of the structure.
        let Some(blob) = (unsafe { self.index.get().as_ref() }) else {
            return false;
        };
        // SAFETY: the checker reports a race if the writer may not have finished.
        blob.with(|blob| assert_eq!(unsafe { *blob }, 7));
        // SAFETY: as above.
        self.code.with(|code| assert_eq!(unsafe { *code }, 42));
        true
    }
}

/// Whoever finds an address in an entry word finds it in the table, and whoever finds something in
/// the table finds it complete, wherever he has the address from.
#[test]
fn code_is_complete_when_it_can_be_found() {
    loom::model(|| {
        let shared = Arc::new(Published::new());
        let walker = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || shared.find())
        };
        let caller = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let is_compiled = !shared.entry_word.load(Ordering::Acquire).is_null();
                assert!(!is_compiled || shared.find());
            })
        };
        shared.install();
        walker.join().expect("the assertions hold");
        caller.join().expect("the assertions hold");
    });
}

/// Of two threads that retire code, one is told that it was the first; and what a scan marks
/// while the code is retired keeps it.
#[test]
fn code_is_retired_once_and_kept_while_it_is_active() {
    loom::model(|| {
        let age = Arc::new(Age::new());
        let other = {
            let age = Arc::clone(&age);
            thread::spawn(move || {
                age.mark_active(4);
                age.retire(3)
            })
        };
        let is_first = age.retire(2);
        let was_dead = age.is_dead(5);
        let is_other_first = other.join().expect("it does not panic");
        assert_ne!(is_first, is_other_first);
        assert!(!age.is_dead(5), "it was active in 4");
        assert!(age.is_dead(6));
        // The scan that marks it happens before the reclamation, by the stop of the world; in
        // between, either answer is possible, but not for code that was retired later than that.
        assert!(!was_dead || is_first);
    });
}
