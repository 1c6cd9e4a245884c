//! The atomics of publication and of ages under a model checker, which tries all interleavings
//! and all values that the memory model admits. The files under test are those of the library,
//! compiled with the checker's atomics in place of the real ones.

#[path = "../src/age.rs"]
#[expect(dead_code, reason = "the library uses all of it")]
mod age;
#[path = "../src/entry.rs"]
mod entry;
#[path = "../src/inline_cache.rs"]
#[expect(dead_code, reason = "the library uses all of it")]
mod inline_cache;
#[path = "../src/links.rs"]
#[expect(dead_code, reason = "the library uses all of it")]
mod links;
#[path = "model/sync.rs"]
mod sync;

use age::Age;
use entry::Entry;
use loom::cell::UnsafeCell;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicPtr, AtomicU64, Ordering};
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

/// A call site: its cell, its cache, and two methods that are complete before they are named.
struct Site {
    cell: AtomicPtr<inline_cache::Entry<usize>>,
    cache: inline_cache::InlineCache<usize>,
    methods: [UnsafeCell<u32>; 2],
}

// SAFETY: the checker reports unsynchronized uses of the cells.
unsafe impl Send for Site {}
// SAFETY: as above.
unsafe impl Sync for Site {}

impl Site {
    fn new() -> Site {
        let cache = inline_cache::InlineCache::new(9, 0);
        Site {
            cell: AtomicPtr::new(cache.first().cast_mut()),
            cache,
            methods: [UnsafeCell::new(0), UnsafeCell::new(0)],
        }
    }

    /// As the stub for misses: `class` is 1 or 2, whose methods have the numbers 0 and 1.
    fn learn(&self, class: u32) {
        let method = class as usize - 1;
        // SAFETY: only this thread learns this class.
        self.methods[method].with_mut(|method| unsafe { *method = class });
        let publish = |first: *const inline_cache::Entry<usize>| {
            self.cell.store(first.cast_mut(), Ordering::Release)
        };
        assert!(self.cache.learn(class, method, publish).is_some());
    }

    /// As a call with a receiver of the class. What is found is complete.
    fn call(&self, class: u32) -> bool {
        let first = self.cell.load(Ordering::Acquire);
        // SAFETY: the cell holds what the cache has published, and the cache lives.
        let Some(method) = (unsafe { inline_cache::find(first, class) }) else {
            return false;
        };
        // SAFETY: the checker reports a race if the writer may not have finished.
        self.methods[method].with(|method| assert_eq!(unsafe { *method }, class));
        true
    }
}

/// Two threads teach a call site one class each while a third calls: it finds complete entries with
/// the right methods or nothing, what it has found stays, and nothing that was learned is lost.
#[test]
fn inline_caches_lead_to_complete_entries() {
    loom::model(|| {
        let site = Arc::new(Site::new());
        let teachers = [1, 2].map(|class| {
            let site = Arc::clone(&site);
            thread::spawn(move || site.learn(class))
        });
        let had_first = site.call(1);
        site.call(2);
        assert!(!had_first || site.call(1), "it was there");
        for teacher in teachers {
            teacher.join().expect("the assertions hold");
        }
        assert!(site.call(1) && site.call(2), "nothing is lost");
        assert_eq!(site.cache.state(), inline_cache::State::Polymorphic);
    });
}

/// A method's entry word and a direct call of it.
struct Called {
    entry: AtomicU64,
    /// What the call goes to.
    site: AtomicU64,
    links: links::Links,
}

impl Called {
    fn target(&self) -> usize {
        self.entry.load(Ordering::Acquire) as usize
    }

    fn patch(&self, target: usize) {
        self.site.store(target as u64, Ordering::Release);
    }

    /// Code is installed or withdrawn.
    fn change(&self, entry: u64) {
        self.entry.store(entry, Ordering::Release);
        self.links
            .entry_changed(1, || self.target(), |_, target| self.patch(target));
    }
}

/// A caller is linked while the method's code is replaced and withdrawn: whatever the order, the
/// call ends up where the entry word leads.
#[test]
fn direct_calls_follow_the_entry() {
    loom::model(|| {
        let called = Arc::new(Called {
            entry: AtomicU64::new(1),
            site: AtomicU64::new(0),
            links: links::Links::default(),
        });
        let linker = {
            let called = Arc::clone(&called);
            thread::spawn(move || {
                let patch = |_, target| called.patch(target);
                called.links.add(1, 7, || called.target(), patch);
            })
        };
        let installer = {
            let called = Arc::clone(&called);
            thread::spawn(move || called.change(2))
        };
        called.change(3);
        linker.join().expect("the assertions hold");
        installer.join().expect("the assertions hold");
        assert_eq!(called.site.load(Ordering::Acquire), called.target() as u64);
    });
}
