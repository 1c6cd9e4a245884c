//! Installs small functions of hand-encoded machine code and runs them.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};
use vm_codecache::{
    Blob, CodeCache, InstallError, PatchError, Relocation, RelocationError, RelocationKind, Target,
};

const MB: usize = 1 << 20;

/// `mov eax, value; ret`
fn constant(value: u32) -> Vec<u8> {
    let mut code = vec![0xb8];
    code.extend(value.to_le_bytes());
    code.push(0xc3);
    code
}

/// Calls `target` and returns what it returns. The displacement of the call is at 8.
fn caller(target: usize) -> (Vec<u8>, Relocation) {
    let code = vec![
        0x48, 0x83, 0xec, 0x08, // sub rsp, 8
        0x0f, 0x1f, 0x00, // nop
        0xe8, 0, 0, 0, 0, // call
        0x48, 0x83, 0xc4, 0x08, // add rsp, 8
        0xc3, // ret
    ];
    let call = Relocation {
        offset: 8,
        kind: RelocationKind::Relative32,
        target: Target::Address(target),
    };
    (code, call)
}

/// `mov rax, [rip + cell]; ret`, and the cell at 8.
fn cell_reader() -> (Vec<u8>, Relocation) {
    let mut code = vec![0x48, 0x8b, 0x05, 0, 0, 0, 0, 0xc3];
    code.extend(0_u64.to_le_bytes());
    let operand = Relocation {
        offset: 3,
        kind: RelocationKind::Relative32,
        target: Target::Within(8),
    };
    (code, operand)
}

fn run<T>(blob: &Blob<T>) -> u64 {
    // SAFETY: every blob of these tests is a function by the C calling convention.
    let function: extern "C" fn() -> u64 = unsafe { std::mem::transmute(blob.start()) };
    function()
}

#[test]
fn code_runs_where_it_was_installed() {
    let cache = CodeCache::reserve(MB).expect("there is room");
    let blobs: Vec<&Blob<u32>> = (0..100)
        .map(|n| cache.install(&constant(n), &[], |_| n).expect("it fits"))
        .collect();
    for blob in blobs {
        assert!(blob.start().is_multiple_of(64) && blob.start() < 1 << 31);
        assert_eq!(run(blob), u64::from(*blob.data()));
    }
}

#[test]
fn addresses_lead_to_their_code() {
    let cache = CodeCache::reserve(MB).expect("there is room");
    let lengths = [1, 63, 64, 65, 127, 1000];
    let blobs: Vec<&Blob<usize>> = lengths
        .iter()
        .map(|len| {
            cache
                .install(&vec![0xc3; *len], &[], |start| start)
                .expect("it fits")
        })
        .collect();
    for (blob, len) in blobs.iter().zip(lengths) {
        assert_eq!(blob.len(), len);
        assert_eq!(*blob.data(), blob.start());
        for pc in blob.start()..=blob.start() + len {
            assert_eq!(cache.find(pc).map(Blob::start), Some(blob.start()));
        }
        assert!(
            cache
                .find(blob.start() + len + 1)
                .is_none_or(|other| other.start() != blob.start())
        );
    }
    assert!(cache.find(0).is_none());
    assert!(cache.find(cache.range().start - 1).is_none());
    assert!(cache.find(cache.range().end).is_none());
    assert!(cache.find(cache.range().end - 1).is_none());
}

#[test]
fn calls_are_relocated_and_retargeted() {
    let cache = CodeCache::reserve(MB).expect("there is room");
    let one = cache.install(&constant(1), &[], |_| ()).expect("it fits");
    let two = cache.install(&constant(2), &[], |_| ()).expect("it fits");
    let (code, call) = caller(one.start());
    let blob = cache.install(&code, &[call], |_| ()).expect("it fits");
    assert_eq!(run(blob), 1);
    // SAFETY: the call's displacement; both targets are functions without arguments.
    unsafe { cache.patch_call(blob.start() + 8, two.start()) }.expect("it is aligned");
    assert_eq!(run(blob), 2);
}

#[test]
fn cells_are_read_by_the_code_and_written_by_the_vm() {
    let cache = CodeCache::reserve(MB).expect("there is room");
    let (code, operand) = cell_reader();
    let blob = cache.install(&code, &[operand], |_| ()).expect("it fits");
    assert_eq!(run(blob), 0);
    // SAFETY: the cell of the function above, which returns whatever is there.
    unsafe { cache.patch_cell(blob.start() + 8, u64::MAX - 5) }.expect("it is aligned");
    assert_eq!(run(blob), u64::MAX - 5);
    let cell = cache
        .writable(blob.start() + 8)
        .expect("it is in the cache");
    // SAFETY: the same cell; no other thread looks at it.
    assert_eq!(unsafe { *cell.cast::<u64>() }, u64::MAX - 5);
}

#[test]
fn wrong_places_are_refused() {
    let cache = CodeCache::reserve(MB).expect("there is room");
    let blob = cache.install(&constant(1), &[], |_| ()).expect("it fits");
    let start = blob.start();
    for (place, target, expected) in [
        (start + 1, start, PatchError::Unaligned(start + 1)),
        (start + 4, start, PatchError::Outside(start + 4)),
        (start + 4096, start, PatchError::Outside(start + 4096)),
        (start, 1 << 40, PatchError::TooFar(1 << 40)),
    ] {
        // SAFETY: nothing is written.
        let result = unsafe { cache.patch_call(place, target) };
        assert_eq!(result, Err(expected));
    }
    let far = Relocation {
        offset: 1,
        kind: RelocationKind::Relative32,
        target: Target::Address(1 << 40),
    };
    let free = cache.free();
    let refused = cache
        .install(&constant(1), &[far], |_| ())
        .expect_err("too far");
    assert_eq!(
        refused,
        InstallError::Relocation(RelocationError::TooFar(far))
    );
    assert_eq!(cache.free(), free, "the room was given back");
}

#[test]
fn a_full_cache_refuses_and_goes_on() {
    let cache = CodeCache::<()>::reserve(4096).expect("there is room");
    let mut n_blobs = 0;
    while cache.install(&[0xc3; 100], &[], |_| ()).is_ok() {
        n_blobs += 1;
    }
    assert_eq!(n_blobs, 32);
    let statistics = cache.statistics();
    assert_eq!((statistics.used, statistics.n_refused), (4096, 1));
    assert!(matches!(
        cache.install(&[0xc3], &[], |_| ()),
        Err(InstallError::Full(1))
    ));
    let mut n_seen = 0;
    cache.for_each(|blob| {
        n_seen += 1;
        assert_eq!(blob.len(), 100);
    });
    assert_eq!(n_seen, n_blobs);
}

#[test]
fn memory_is_reused_two_epochs_after_the_last_activation() {
    struct Counted(Arc<AtomicUsize>);
    impl Drop for Counted {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }
    let n_dropped = Arc::new(AtomicUsize::new(0));
    let cache = CodeCache::reserve(MB).expect("there is room");
    let install = |value| {
        cache
            .install(&constant(value), &[], |_| Counted(Arc::clone(&n_dropped)))
            .expect("it fits")
    };
    let (old, kept) = (install(1).start(), install(2).start());
    let blob = cache.find(old).expect("it is installed");
    assert!(cache.retire(blob) && !cache.retire(blob));
    assert!(blob.is_retired());
    for is_active in [true, false] {
        let epoch = cache.advance_epoch();
        if is_active {
            cache
                .find(old)
                .expect("it is not reclaimed")
                .mark_active(epoch);
        }
        // SAFETY: no thread runs the function, and no reference is used below.
        assert_eq!(unsafe { cache.reclaim() }, 0);
    }
    assert!(cache.find(old).is_some());
    cache.advance_epoch();
    // SAFETY: as above.
    assert_eq!(unsafe { cache.reclaim() }, 64);
    assert_eq!(n_dropped.load(Ordering::Relaxed), 1);
    assert!(cache.find(old).is_none());
    let new = install(3);
    assert_eq!(new.start(), old, "first fit");
    assert_eq!(run(new), 3);
    assert_eq!(run(cache.find(kept).expect("it was not retired")), 2);
    let statistics = cache.statistics();
    assert_eq!(
        (
            statistics.n_blobs,
            statistics.n_installed,
            statistics.n_reclaimed
        ),
        (2, 3, 1)
    );
    drop(cache);
    assert_eq!(n_dropped.load(Ordering::Relaxed), 3);
}

/// Threads run a call that others retarget, read a cell that others write, and look up addresses
/// that others install: each sees one of the values that were published, never a mixture.
#[test]
fn readers_see_whole_changes() {
    const PATTERN: u64 = 0x0101_0101_0101_0101;
    const N_CHANGES: u64 = 20_000;
    let cache = CodeCache::reserve(16 * MB).expect("there is room");
    let targets: Vec<&Blob<usize>> = (0..4)
        .map(|n| {
            cache
                .install(&constant(n), &[], |start| start)
                .expect("it fits")
        })
        .collect();
    let (code, call) = caller(targets[0].start());
    let calling = cache
        .install(&code, &[call], |start| start)
        .expect("it fits");
    let (code, operand) = cell_reader();
    let reading = cache
        .install(&code, &[operand], |start| start)
        .expect("it fits");
    let newest = AtomicUsize::new(targets[0].start());
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    assert!(run(calling) < 4);
                    let cell = run(reading);
                    assert_eq!(cell, (cell & 0xff) * PATTERN, "{cell:x}");
                    let start = newest.load(Ordering::Acquire);
                    let blob = cache.find(start).expect("published before its address");
                    assert_eq!(*blob.data(), start);
                    assert!(run(blob) <= N_CHANGES);
                }
            });
        }
        for n in 0..N_CHANGES {
            let target = targets[n as usize % 4];
            // SAFETY: the places and targets are those of the functions above.
            unsafe {
                cache
                    .patch_call(calling.start() + 8, target.start())
                    .expect("it is aligned");
                cache
                    .patch_cell(reading.start() + 8, (n & 0xff) * PATTERN)
                    .expect("it is aligned");
            }
            let new = cache
                .install(&constant(n as u32), &[], |start| start)
                .expect("it fits");
            newest.store(new.start(), Ordering::Release);
        }
        is_done.store(true, Ordering::Relaxed);
    });
}

/// Threads call functions through entry words while a collector replaces the functions, scans with
/// all threads stopped, and reuses memory: whoever is called is who was published.
#[test]
fn memory_is_not_reused_under_running_threads() {
    const N_ENTRIES: usize = 8;
    const N_ROUNDS: u32 = 3000;
    // Small, so that memory is reused soon.
    let cache = CodeCache::reserve(4096).expect("there is room");
    let install = |value| cache.install(&constant(value), &[], |_| value).ok();
    let entries: Vec<AtomicUsize> = (0..N_ENTRIES)
        .map(|n| AtomicUsize::new(install(n as u32).expect("it fits").start()))
        .collect();
    // Whoever runs code reads; the stop of the world writes.
    let world = RwLock::new(());
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for first in 0..3 {
            let (cache, entries, world, is_done) = (&cache, &entries, &world, &is_done);
            scope.spawn(move || {
                let mut next = first;
                while !is_done.load(Ordering::Relaxed) {
                    let _running = world.read().expect("no thread panics with the lock");
                    next = (next + 1) % N_ENTRIES;
                    let start = entries[next].load(Ordering::Acquire);
                    let blob = cache
                        .find(start)
                        .expect("it cannot be reclaimed while we run");
                    assert_eq!(run(blob), u64::from(*blob.data()));
                }
            });
        }
        for round in 0..N_ROUNDS {
            let entry = &entries[round as usize % N_ENTRIES];
            if let Some(new) = install(1000 + round) {
                let old = entry.swap(new.start(), Ordering::AcqRel);
                cache.retire(cache.find(old).expect("it was installed"));
            } else {
                let _stopped = world.write().expect("no thread panics with the lock");
                cache.advance_epoch();
                // SAFETY: all threads are outside of code and hold no reference to a blob; entry
                // words lead to blobs that are not retired.
                unsafe { cache.reclaim() };
            }
        }
        is_done.store(true, Ordering::Relaxed);
    });
    let statistics = cache.statistics();
    assert!(statistics.n_reclaimed > 100, "{statistics:?}");
    assert_eq!(
        statistics.n_blobs,
        statistics.n_installed - statistics.n_reclaimed
    );
}
