//! Which references an object holds, and which roots a thread and the VM have.

use super::binding::{Kiln, worker_of};
use super::object_model::{class_at, u32_at};
use super::slots::RefSlot;
use super::{references, roots};
use crate::class::{Class, InstanceKind};
use crate::known;
use crate::layout::{ARRAY_LENGTH_OFFSET, BasicType, REF_SIZE};
use crate::thread::Thread;
use mmtk::util::{ObjectReference, VMWorkerThread};
use mmtk::vm::{ObjectTracerContext, RootsWorkFactory, Scanning, SlotVisitor};
use mmtk::{Mutator, scheduler::GCWorker};

/// Calls `visit` with the address of each 4-byte slot of an object, the referent of a `Reference`
/// excepted.
///
/// # Safety
/// `address` is that of an intact object.
#[inline(always)]
pub unsafe fn for_each_strong_slot(address: usize, class: &Class, mut visit: impl FnMut(usize)) {
    match class.instance_kind {
        InstanceKind::Plain => fields(address, class, visit),
        InstanceKind::PrimArray => {}
        InstanceKind::RefArray => {
            // SAFETY: arrays have a length.
            let length = unsafe { u32_at(address, ARRAY_LENGTH_OFFSET) } as usize;
            let start = address + BasicType::Object.array_base();
            for index in 0..length {
                visit(start + index * REF_SIZE);
            }
        }
        InstanceKind::Mirror => {
            fields(address, class, &mut visit);
            // SAFETY: the field is part of every mirror.
            let n = unsafe { u32_at(address, known::MIRROR_N_STATIC_REFS.offset()) } as usize;
            // The class of a mirror is `java.lang.Class`: statics begin behind its fields.
            let start = address + class.instance_size as usize;
            for index in 0..n {
                visit(start + index * REF_SIZE);
            }
        }
        InstanceKind::Soft | InstanceKind::Weak | InstanceKind::Final | InstanceKind::Phantom => {
            let referent = address + known::REFERENCE_REFERENT.offset();
            fields(address, class, |slot| {
                if slot != referent {
                    visit(slot);
                }
            });
        }
    }
}

#[inline(always)]
fn fields(address: usize, class: &Class, mut visit: impl FnMut(usize)) {
    for run in class.ref_runs {
        let start = address + run.offset as usize;
        for index in 0..run.count as usize {
            visit(start + index * REF_SIZE);
        }
    }
}

/// The implementation of mmtk's scanning interface.
pub struct KilnScanning;

impl Scanning<Kiln> for KilnScanning {
    #[inline]
    fn scan_object<SV: SlotVisitor<RefSlot>>(
        tls: VMWorkerThread,
        object: ObjectReference,
        visitor: &mut SV,
    ) {
        let address = object.to_raw_address().as_usize();
        // SAFETY: mmtk scans objects in their final place, whose header is intact.
        unsafe {
            let class = class_at(address);
            for_each_strong_slot(address, class, |slot| {
                visitor.visit_slot(RefSlot::heap(slot))
            });
            if matches!(
                class.instance_kind,
                InstanceKind::Soft
                    | InstanceKind::Weak
                    | InstanceKind::Final
                    | InstanceKind::Phantom
            ) && references::discover(worker_of(tls), address, class.instance_kind)
            {
                visitor.visit_slot(RefSlot::heap(address + known::REFERENCE_REFERENT.offset()));
            }
        }
    }

    fn notify_initial_thread_scan_complete(_partial_scan: bool, _tls: VMWorkerThread) {}

    fn scan_roots_in_mutator_thread(
        _tls: VMWorkerThread,
        mutator: &'static mut Mutator<Kiln>,
        factory: impl RootsWorkFactory<RefSlot>,
    ) {
        let thread = mutator.mutator_tls.0.0.to_address().to_ptr::<Thread>();
        // SAFETY: a mutator's token is the address of its thread record.
        let thread = unsafe { &*thread };
        let mut batch = roots::Batch::new(factory);
        roots::scan_thread(thread, &mut |slot| batch.push(slot));
        batch.flush();
    }

    fn scan_vm_specific_roots(_tls: VMWorkerThread, factory: impl RootsWorkFactory<RefSlot>) {
        let mut batch = roots::Batch::new(factory);
        roots::scan_vm(&mut |slot| batch.push(slot));
        batch.flush();
    }

    fn supports_return_barrier() -> bool {
        false
    }

    fn prepare_for_roots_re_scanning() {}

    fn process_weak_refs(
        worker: &mut GCWorker<Kiln>,
        tracer_context: impl ObjectTracerContext<Kiln>,
    ) -> bool {
        references::process(worker, tracer_context)
    }
}
