//! The binding to mmtk: its one instance, its worker threads, stopping and resuming the world.

use super::object_model::KilnObjectModel;
use super::references::WorkerReferences;
use super::scanning::KilnScanning;
use super::slots::{RefSlice, RefSlot};
use super::trigger::HeapTrigger;
use crate::safepoint;
use crate::thread::Thread;
use mmtk::util::alloc::AllocationError;
use mmtk::util::heap::GCTriggerPolicy;
use mmtk::util::{
    Address, ObjectReference, OpaquePointer, VMMutatorThread, VMThread, VMWorkerThread,
};
use mmtk::vm::{ActivePlan, Collection, GCThreadContext, ReferenceGlue, VMBinding};
use mmtk::{MMTK, Mutator};
use std::sync::atomic::{AtomicPtr, Ordering};

/// The binding type.
#[derive(Default)]
pub struct Kiln;

impl VMBinding for Kiln {
    type VMObjectModel = KilnObjectModel;
    type VMScanning = KilnScanning;
    type VMCollection = KilnCollection;
    type VMActivePlan = KilnActivePlan;
    type VMReferenceGlue = KilnReferenceGlue;
    type VMSlot = RefSlot;
    type VMMemorySlice = RefSlice;

    const MIN_ALIGNMENT: usize = 8;
    const MAX_ALIGNMENT: usize = 8;
    const USE_ALLOCATION_OFFSET: bool = false;
    const ALIGNMENT_VALUE: u8 = 0;
}

static INSTANCE: AtomicPtr<MMTK<Kiln>> = AtomicPtr::new(std::ptr::null_mut());

/// The collector, if the heap has been initialized.
pub fn try_mmtk() -> Option<&'static MMTK<Kiln>> {
    // SAFETY: set once to a leaked box.
    unsafe { INSTANCE.load(Ordering::Acquire).as_ref() }
}

/// The collector.
#[inline]
pub fn mmtk() -> &'static MMTK<Kiln> {
    try_mmtk().expect("the heap is initialized before it is used")
}

/// Publishes the instance.
pub(super) fn set_mmtk(mmtk: Box<MMTK<Kiln>>) -> &'static MMTK<Kiln> {
    let leaked = Box::leak(mmtk);
    INSTANCE.store(leaked, Ordering::Release);
    leaked
}

/// The token of a Java thread: the address of its record.
pub(super) fn mutator_token(thread: &Thread) -> VMMutatorThread {
    VMMutatorThread(VMThread(OpaquePointer::from_address(Address::from_ref(
        thread,
    ))))
}

/// Tokens of workers have this bit, which tells them from thread records.
const WORKER_TAG: usize = 1;

/// What the collector's worker owns on our side.
pub struct Worker {
    /// `Reference` objects found while scanning.
    pub references: WorkerReferences,
}

pub(super) static WORKERS: parking_lot::Mutex<Vec<&'static Worker>> =
    parking_lot::Mutex::new(Vec::new());

/// The worker behind a token.
#[inline]
pub fn worker_of(tls: VMWorkerThread) -> &'static Worker {
    let address = tls.0.0.to_address().as_usize();
    debug_assert!(address & WORKER_TAG != 0);
    // SAFETY: worker tokens are tagged addresses of leaked records.
    unsafe { &*((address & !WORKER_TAG) as *const Worker) }
}

fn thread_of(tls: VMMutatorThread) -> &'static Thread {
    // SAFETY: mutator tokens are addresses of thread records, which are never unmapped.
    unsafe { &*tls.0.0.to_address().to_ptr::<Thread>() }
}

/// Starting and stopping.
pub struct KilnCollection;

impl Collection<Kiln> for KilnCollection {
    fn stop_all_mutators<F>(_tls: VMWorkerThread, mut mutator_visitor: F)
    where
        F: FnMut(&'static mut Mutator<Kiln>),
    {
        safepoint::stop_for_collection();
        super::log::collection_begins();
        super::references::collection_begins();
        for thread in safepoint::stopped_threads() {
            // SAFETY: the thread is stopped and bound; mmtk alone uses the mutator now.
            mutator_visitor(unsafe { thread.mutator.get() });
        }
    }

    fn resume_mutators(_tls: VMWorkerThread) {
        super::collection_ends();
        safepoint::resume_after_collection();
    }

    fn block_for_gc(tls: VMMutatorThread) {
        safepoint::block_for_collection(thread_of(tls));
    }

    fn spawn_gc_thread(_tls: VMThread, ctx: GCThreadContext<Kiln>) {
        let GCThreadContext::Worker(worker) = ctx;
        let record: &'static Worker = Box::leak(Box::new(Worker {
            references: WorkerReferences::default(),
        }));
        WORKERS.lock().push(record);
        std::thread::Builder::new()
            .name("GC Thread".to_owned())
            .spawn(move || {
                let token = std::ptr::from_ref(record).addr() | WORKER_TAG;
                // SAFETY: only turned into a token, never dereferenced by mmtk.
                let token = unsafe { Address::from_usize(token) };
                let tls = VMWorkerThread(VMThread(OpaquePointer::from_address(token)));
                mmtk::memory_manager::start_worker(mmtk(), tls, worker);
            })
            .expect("the system can start a collector thread");
    }

    fn create_gc_trigger() -> Box<dyn GCTriggerPolicy<Kiln>> {
        Box::new(HeapTrigger)
    }

    fn out_of_memory(_tls: VMThread, err_kind: AllocationError) {
        match err_kind {
            // The allocation returns null and the allocator throws.
            AllocationError::HeapOutOfMemory => {}
            AllocationError::MmapOutOfMemory => {
                super::log::line("Kiln: the operating system refuses memory for the Java heap");
                std::process::abort();
            }
        }
    }
}

/// Threads as mmtk sees them.
pub struct KilnActivePlan;

impl ActivePlan<Kiln> for KilnActivePlan {
    #[inline]
    fn is_mutator(tls: VMThread) -> bool {
        let address = tls.0.to_address().as_usize();
        address != 0 && address & WORKER_TAG == 0
    }

    fn mutator(tls: VMMutatorThread) -> &'static mut Mutator<Kiln> {
        // SAFETY: mmtk asks for bound mutators of stopped threads or of the calling thread.
        unsafe { thread_of(tls).mutator.get() }
    }

    fn mutators<'a>() -> Box<dyn Iterator<Item = &'a mut Mutator<Kiln>> + 'a> {
        let threads = safepoint::stopped_threads();
        Box::new(threads.into_iter().map(|thread| {
            // SAFETY: as in `mutator`.
            let mutator: &'a mut Mutator<Kiln> = unsafe { thread.mutator.get() };
            mutator
        }))
    }

    fn number_of_mutators() -> usize {
        safepoint::stopped_threads().len()
    }
}

/// mmtk's own reference processing is off: see [`super::references`].
pub struct KilnReferenceGlue;

impl ReferenceGlue<Kiln> for KilnReferenceGlue {
    type FinalizableType = ObjectReference;

    fn clear_referent(_new_reference: ObjectReference) {
        unreachable!("mmtk's reference types are switched off")
    }

    fn get_referent(_object: ObjectReference) -> Option<ObjectReference> {
        unreachable!("mmtk's reference types are switched off")
    }

    fn set_referent(_reff: ObjectReference, _referent: ObjectReference) {
        unreachable!("mmtk's reference types are switched off")
    }

    fn enqueue_references(_references: &[ObjectReference], _tls: VMWorkerThread) {}
}
