//! Checking the whole heap after a collection: every reachable reference must lead to an object
//! with a known class.

use super::object_model::{class_at, size_of_object};
use super::roots;
use super::scanning::for_each_strong_slot;
use crate::class::InstanceKind;
use crate::known;
use crate::layout::{FORWARDING_MASK, OBJECT_ALIGNMENT, REF_SHIFT};
use crate::oop::Oop;
use crate::thread::Cx;
use hashbrown::HashSet;
use mmtk::vm::slot::Slot;
use std::sync::atomic::{AtomicBool, Ordering};

static ENABLED: AtomicBool = AtomicBool::new(false);

pub(super) fn configure(enabled: bool) {
    ENABLED.store(enabled, Ordering::Relaxed);
}

/// Is the heap checked after each collection?
pub fn enabled() -> bool {
    ENABLED.load(Ordering::Relaxed)
}

/// Walks everything reachable from the roots; panics on the first broken reference, naming its
/// holder. The world is stopped. Returns objects and bytes found.
pub fn verify_heap() -> (usize, usize) {
    let mut bytes = 0;
    let objects = walk(&mut |address| {
        // SAFETY: the walk has checked the object.
        bytes += unsafe { size_of_object(address) };
    });
    (objects, bytes)
}

/// Calls `visit` with every object that is reachable from the roots. The world is stopped.
pub fn for_each_reachable(_cx: &Cx, mut visit: impl FnMut(Oop<'_>)) {
    walk(&mut |address| {
        // SAFETY: the walk has checked the object, and the world stays stopped.
        visit(unsafe { Oop::from_raw(address as u64) });
    });
}

/// Visits the address of every reachable object; returns how many there are.
fn walk(found: &mut dyn FnMut(usize)) -> usize {
    let mut seen: HashSet<usize> = HashSet::new();
    let mut queue: Vec<usize> = Vec::new();
    let mut root = |slot: super::slots::RefSlot| {
        if let Some(object) = slot.load() {
            let address = object.to_raw_address().as_usize();
            check(address, 0, 0);
            if seen.insert(address) {
                queue.push(address);
            }
        }
    };
    for thread in crate::safepoint::stopped_threads() {
        roots::scan_thread(thread, &mut root);
    }
    roots::scan_vm(&mut root);
    while let Some(address) = queue.pop() {
        found(address);
        // SAFETY: checked before it was queued.
        unsafe {
            let class = class_at(address);
            let mut visit = |slot: usize| {
                let target = (*(slot as *const u32) as usize) << REF_SHIFT;
                if target != 0 {
                    check(target, address, slot - address);
                    if seen.insert(target) {
                        queue.push(target);
                    }
                }
            };
            for_each_strong_slot(address, class, &mut visit);
            if matches!(
                class.instance_kind,
                InstanceKind::Soft
                    | InstanceKind::Weak
                    | InstanceKind::Final
                    | InstanceKind::Phantom
            ) {
                visit(address + known::REFERENCE_REFERENT.offset());
            }
        }
    }
    seen.len()
}

fn check(address: usize, holder: usize, offset: usize) {
    let fault = fault_of(address);
    if let Some(fault) = fault {
        let place = if holder == 0 {
            "a root".to_owned()
        } else {
            // SAFETY: the holder was checked itself.
            let class = unsafe { class_at(holder) };
            format!("offset {offset} of a {} at {holder:#x}", class.name())
        };
        panic!("broken heap: {place} refers to {address:#x}: {fault}");
    }
}

/// What is wrong with a reference to `address`, as far as its target shows.
pub fn fault_of(address: usize) -> Option<&'static str> {
    if !address.is_multiple_of(OBJECT_ALIGNMENT) {
        return Some("not aligned");
    }
    if !((4 << 30)..(32 << 30)).contains(&address) {
        return Some("outside the heap");
    }
    // SAFETY: in the heap's range; a wild reference may fault here, which is a report too.
    let (header, class) = unsafe { (*(address as *const u32), *((address + 4) as *const u32)) };
    if header & FORWARDING_MASK != 0 {
        return Some("forwarding bits are set");
    }
    if class == 0 || class % 8 != 0 {
        return Some("no class");
    }
    None
}
