//! Oop maps of interpreter frames, computed on demand and cached per (method, bci, state).
//!
//! Runs on collector threads while the world is stopped: it never resolves, allocates Java objects
//! or takes a lock that a stopped thread may hold (the cache's lock is taken only here). Walks of
//! live stack frames ask for [`slot_kinds`] on their own thread.

use hashbrown::HashMap;
use parking_lot::Mutex;
use std::sync::{Arc, LazyLock};
use vm_bytecode::refmap::{
    FrameSlot, FrameState, FrameTypes, MethodCode, RefMap, RefMapError, RefMaps, SlotKind,
};
use vm_runtime::frame::{FRAME_ENTRY, Frame};
use vm_runtime::layout::BasicType;
use vm_runtime::method::Method;

type Key = (usize, u16, FrameState);

#[derive(Default)]
struct Cache {
    methods: HashMap<usize, Arc<RefMaps>>,
    maps: HashMap<Key, Arc<RefMap>>,
}

static CACHE: LazyLock<Mutex<Cache>> = LazyLock::new(Mutex::default);

/// Calls `visit` with the address of every slot of `frame` that holds a reference. `is_top`: the
/// frame has no callee in its activation.
pub fn visit_references(frame: &Frame, is_top: bool, visit: &mut dyn FnMut(*mut u64)) {
    if frame.flags & FRAME_ENTRY != 0 {
        // While its call has not begun, the stub owns the arguments.
        if is_top {
            visit_arguments(frame.method, frame.entry_arguments(), visit);
        }
        return;
    }
    if frame.is_native() {
        visit_arguments(frame.method, frame.locals, visit);
        return;
    }
    let map = map_of(frame, frame_state(is_top));
    for slot in map.slots() {
        match slot {
            FrameSlot::Local(local) => visit(frame.locals.wrapping_add(usize::from(local))),
            FrameSlot::Stack(slot) => {
                // Slots above the saved stack pointer have been popped (unwinding, calls).
                let address = frame.stack_base().wrapping_add(usize::from(slot));
                if address < frame.sp {
                    visit(address);
                }
            }
        }
    }
}

/// Visits the reference arguments of `method` that begin at `base`.
fn visit_arguments(method: &Method, base: *mut u64, visit: &mut dyn FnMut(*mut u64)) {
    let mut slot = base;
    if !method.is_static() {
        visit(slot);
        slot = slot.wrapping_add(1);
    }
    let mut rest = &method.descriptor.as_bytes()[1..];
    while let Some(&first) = rest.first() {
        let Some(kind) = BasicType::from_descriptor_char(first) else {
            break;
        };
        if kind.is_reference() {
            visit(slot);
        }
        slot = slot.wrapping_add(kind.slots());
        let dims = rest.iter().take_while(|byte| **byte == b'[').count();
        let element = &rest[dims..];
        let len = match element.first() {
            Some(b'L') => element
                .iter()
                .position(|byte| *byte == b';')
                .map_or(element.len(), |at| at + 1),
            _ => 1,
        };
        rest = &element[len..];
    }
}

fn frame_state(is_top: bool) -> FrameState {
    if is_top {
        FrameState::Before
    } else {
        FrameState::InCall
    }
}

/// What the locals and then the operands of a frame hold (of a native method's: its arguments).
/// `is_top` as in [`visit_references`]. There is no safepoint in it.
pub fn slot_kinds(frame: &Frame, is_top: bool) -> Vec<SlotKind> {
    let method = frame.method;
    if frame.is_native() {
        let mut kinds = vec![SlotKind::Number; usize::from(method.arg_slots)];
        visit_arguments(method, frame.locals, &mut |slot| {
            kinds[(slot.addr() - frame.locals.addr()) / size_of::<u64>()] = SlotKind::Reference;
        });
        return kinds;
    }
    let (bci, view) = position(frame);
    let maps = CACHE.lock().analysis(method, &view);
    types(&maps, frame, (bci, &view), frame_state(is_top)).kinds()
}

/// What `maps`, the analysis of its method, knows of a bytecode frame.
fn types(
    maps: &RefMaps,
    frame: &Frame,
    (bci, view): (u16, &MethodCode<'_>),
    state: FrameState,
) -> FrameTypes {
    let method = frame.method;
    let pool = &method.class.class_file().pool;
    let mut return_address = |slot| return_address(frame, slot);
    maps.frame(view, pool, bci, state, &mut return_address)
        .unwrap_or_else(|error| panic!("no oop map for {} at {bci}: {error:?}", method.display()))
}

/// Where a bytecode frame is, and its method as the analysis wants it.
fn position(frame: &Frame) -> (u16, MethodCode<'static>) {
    let method = frame.method;
    let bci = frame.bci().expect("a bytecode frame has a bci");
    let code = method.code().expect("a bytecode method has code");
    let view = MethodCode::new(code, method.descriptor.as_bytes(), method.is_static());
    (bci, view)
}

/// The bci to which the return address in a slot leads.
fn return_address(frame: &Frame, slot: FrameSlot) -> u16 {
    let address = match slot {
        FrameSlot::Local(local) => frame.locals.wrapping_add(usize::from(local)),
        FrameSlot::Stack(slot) => frame.stack_base().wrapping_add(usize::from(slot)),
    };
    // SAFETY: the analysis knows that the slot holds a return address: an instruction index.
    let index = unsafe { *address } as usize;
    let code = frame.method.decoded().expect("running code is decoded");
    code.bcis.get(index).copied().unwrap_or(0)
}

impl Cache {
    /// The analysis of a method, made at first use.
    fn analysis(&mut self, method: &Method, view: &MethodCode<'_>) -> Arc<RefMaps> {
        let key = std::ptr::from_ref(method).addr();
        let maps = self.methods.entry(key).or_insert_with(|| {
            let maps = RefMaps::analyze(view, &method.class.class_file().pool)
                .unwrap_or_else(|error| panic!("no oop maps for {}: {error:?}", method.display()));
            Arc::new(maps)
        });
        maps.clone()
    }
}

/// Can maps be computed for the method, which has code? The analysis is kept if they can.
pub(crate) fn check(method: &Method) -> Result<(), RefMapError> {
    let code = method.code().expect("a bytecode method has code");
    let view = MethodCode::new(code, method.descriptor.as_bytes(), method.is_static());
    let maps = RefMaps::analyze(&view, &method.class.class_file().pool)?;
    let key = std::ptr::from_ref(method).addr();
    CACHE.lock().methods.insert(key, Arc::new(maps));
    Ok(())
}

fn map_of(frame: &Frame, state: FrameState) -> Arc<RefMap> {
    let method = frame.method;
    let (bci, view) = position(frame);
    let key = (std::ptr::from_ref(method).addr(), bci, state);
    let mut cache = CACHE.lock();
    if let Some(map) = cache.maps.get(&key) {
        return map.clone();
    }
    let maps = cache.analysis(method, &view);
    let map = Arc::new(types(&maps, frame, (bci, &view), state).ref_map());
    if !maps.has_subroutines() {
        cache.maps.insert(key, map.clone());
    }
    map
}
