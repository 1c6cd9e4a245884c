//! A VM as compiled code sees it: helpers, methods outside, and leaving for the interpreter.

use crate::classes::{Classes, element_kind};
use crate::heap::Objects;
use crate::memory;
use crate::stubs::{self, Thread};
use codegen::{
    Artifact, Exit, ExitReason, FrameDesc, Helper, Kind, Location, SlotDesc, VirtualObject,
};
use ir::types::Signature;
use ir::{Function, Type, immediate::Reason};
use ir_eval::{
    CallOutcome, Content, Frame, FrameSlot, Heap, ObjectId, Outcome, Plan, Val, World,
    rematerialize,
};
use std::ffi::c_void;

/// A run under way.
pub struct Vm<'r> {
    pub thread: Box<Thread>,
    pub func: &'r Function,
    pub artifact: &'r Artifact,
    pub classes: &'r Classes,
    pub heap: &'r mut Heap,
    pub world: &'r mut dyn World,
    pub objects: Objects,
    /// Address of the code.
    pub code: u64,
    /// Signatures of the methods, as the function calls them.
    pub signatures: Vec<Signature>,
    /// How it ends, if not by returning.
    pub outcome: Option<Outcome>,
    /// Polls that are to be answered by leaving.
    pub leaves_at_polls: bool,
}

impl Vm<'_> {
    /// Fills in the addresses of helpers.
    pub fn fill_table(&mut self) {
        for &helper in Helper::ALL {
            let address = match helper {
                Helper::NewObject => new_object as *const c_void,
                Helper::NewArray => new_array as *const c_void,
                Helper::NewMultiArray => new_multi_array as *const c_void,
                Helper::MonitorEnter => monitor_enter as *const c_void,
                Helper::MonitorExit => monitor_exit as *const c_void,
                Helper::Poll => poll as *const c_void,
                Helper::SavingPoll => stubs::saving_poll as *const c_void,
                Helper::CacheMiss => stubs::miss as *const c_void,
                Helper::FRem => frem as *const c_void,
                Helper::DRem => drem as *const c_void,
                Helper::RememberStore => stubs::remember as *const c_void,
                Helper::IsSubtype => stubs::is_subtype as *const c_void,
                Helper::StackOverflow => stubs::stack_overflow as *const c_void,
                Helper::Deopt => stubs::deopt as *const c_void,
            };
            self.thread.helpers[helper as usize] = address as u64;
        }
    }

    /// Moves all objects and updates whoever names them: the frame at `sp`, and these.
    fn collect(&mut self, sp: u64, roots: &mut [u64]) {
        self.objects.discover(self.classes, self.thread.cursor);
        let pc = memory::read::<u64>(sp - 8) - self.code;
        let safepoints = &self.artifact.safepoints;
        let known = safepoints.binary_search_by_key(&pc, |safepoint| u64::from(safepoint.pc));
        let safepoint = &safepoints[known.expect("the return address has a safepoint")];
        let moved = self.objects.move_all(self.classes);
        let update = |old: u64| match old {
            0 => 0,
            _ => *moved
                .get(&old)
                .unwrap_or_else(|| panic!("{old:#x} at {pc:#x} is no object")),
        };
        for slot in &safepoint.references {
            let slot = sp + u64::from(*slot);
            memory::write(slot, update(memory::read(slot)));
        }
        for (_, cell) in &self.artifact.objects {
            let cell = self.code + u64::from(*cell);
            memory::write(cell, update(memory::read(cell)));
        }
        for root in roots {
            *root = update(*root);
        }
        self.thread.pending = update(self.thread.pending);
        (self.thread.cursor, self.thread.limit) = (0, 0);
    }

    /// At a helper that may reach a safepoint.
    fn at_helper(&mut self, roots: &mut [u64]) {
        assert_ne!(self.thread.anchor, 0, "the anchor is set");
        self.collect(self.thread.anchor, roots);
    }

    fn new_buffer(&mut self) {
        (self.thread.cursor, self.thread.limit) = self.objects.new_buffer();
    }

    /// Brings the evaluator's heap up to date.
    pub fn give_back(&mut self) {
        self.objects.discover(self.classes, self.thread.cursor);
        self.objects.give_back(self.classes, self.heap);
    }

    /// Calls a method of the world; its result, or 0 and an exception pending.
    fn call(&mut self, method: usize, args: &[Val]) -> u64 {
        let name = self.func.methods.iter().nth(method).expect("it exists").1;
        let called = self.world.call(self.heap, name, true, args);
        self.objects
            .take_over(self.classes, self.heap, &*self.world);
        match called {
            Some(CallOutcome::Returned(value)) => {
                value.map_or(0, |value| dirty(value, self.objects.bits(value)))
            }
            Some(CallOutcome::Threw(exception)) => {
                self.thread.pending = self.objects.address_of(exception);
                0
            }
            None => panic!("{name} cannot be called"),
        }
    }

    // Leaving.

    fn exit(&mut self, exit: &Exit, saved: u64, sp: u64) {
        let reason = match exit.reason {
            ExitReason::Check(reason) => reason,
            // The evaluator's only reason to do it again.
            ExitReason::Again => Reason::NegativeSize,
        };
        self.give_back();
        let made = self.rematerialize(&exit.objects, saved, sp);
        let frames = exit
            .frames
            .iter()
            .map(|frame| self.frame(frame, &made, saved, sp))
            .collect();
        self.outcome = Some(Outcome::Deoptimized { reason, frames });
    }

    /// Makes the virtual objects of an exit in the evaluator's heap.
    fn rematerialize(&mut self, objects: &[VirtualObject], saved: u64, sp: u64) -> Vec<ObjectId> {
        let plans: Vec<Plan<'_>> = objects
            .iter()
            .map(|object| Plan {
                shape: object.shape,
                members: &object.members,
                contents: object
                    .fields
                    .iter()
                    .map(|slot| match *slot {
                        SlotDesc::Dead => Content::Zero,
                        SlotDesc::Virtual(number) => Content::Virtual(number),
                        SlotDesc::Value(ty, location) => {
                            let bits = self.location(location, saved, sp);
                            Content::Value(self.objects.value(ty, bits))
                        }
                    })
                    .collect(),
                locks: object.locks,
            })
            .collect();
        rematerialize(self.heap, self.func, &plans)
    }

    fn frame(&mut self, frame: &FrameDesc, made: &[ObjectId], saved: u64, sp: u64) -> Frame {
        let mut slots = |slots: &[SlotDesc]| {
            let slots = slots.iter();
            slots
                .map(|slot| self.slot(*slot, made, saved, sp))
                .collect()
        };
        Frame {
            locals: slots(&frame.locals),
            stack: slots(&frame.stack),
            locks: slots(&frame.locks),
            method: self.func.methods[frame.method].clone(),
            bci: frame.bci,
            moment: frame.moment,
        }
    }

    fn slot(&mut self, slot: SlotDesc, made: &[ObjectId], saved: u64, sp: u64) -> FrameSlot {
        match slot {
            SlotDesc::Dead => FrameSlot::Dead,
            SlotDesc::Virtual(number) => FrameSlot::Value(Val::Ref(Some(made[number as usize]))),
            SlotDesc::Value(ty, location) => {
                let bits = self.location(location, saved, sp);
                FrameSlot::Value(self.objects.value(ty, bits))
            }
        }
    }

    fn location(&self, location: Location, saved: u64, sp: u64) -> u64 {
        match location {
            Location::Gpr(number) => memory::read(saved + 8 * u64::from(number)),
            Location::Xmm(number) => memory::read(saved + 128 + 8 * u64::from(number)),
            Location::Slot(offset) => memory::read(sp + u64::from(offset)),
            Location::Const(bits) => bits,
            Location::Object(object) => {
                let mut cells = self.artifact.objects.iter();
                let cell = cells.find(|(known, _)| *known == object);
                let (_, cell) = cell.expect("an object in a frame has a cell");
                memory::read(self.code + u64::from(*cell))
            }
            Location::Result => panic!("an exit has no result"),
        }
    }
}

/// The bits of a value as others pass it: nothing is said about the upper half of narrow ones.
pub fn dirty(value: Val, bits: u64) -> u64 {
    match value.ty() {
        Type::I32 | Type::F32 => bits | 0xdead_beef << 32,
        Type::I64 | Type::F64 | Type::Ref | Type::Guard => bits,
    }
}

fn vm<'v>(thread: *mut Thread) -> &'v mut Vm<'v> {
    // SAFETY: the executor stores the address of the VM, which lives as long as the run, and uses
    // it only through this function meanwhile.
    unsafe { &mut *((*thread).vm as *mut Vm<'v>) }
}

// Helpers, by the signatures of `Helper`.

extern "sysv64" fn new_object(thread: *mut Thread, class: u64) -> u64 {
    let vm = vm(thread);
    vm.at_helper(&mut []);
    let object = vm.objects.new_instance(vm.classes, class);
    vm.new_buffer();
    object
}

extern "sysv64" fn new_array(thread: *mut Thread, class: u64, length: i32) -> u64 {
    let vm = vm(thread);
    vm.at_helper(&mut []);
    let kind = element_kind(&vm.classes.name(class)).expect("an array class");
    let length = u64::try_from(length).expect("the length was checked");
    let array = vm.objects.new_array(vm.classes, class, kind, length);
    vm.new_buffer();
    array
}

extern "sysv64" fn new_multi_array(
    thread: *mut Thread,
    class: u64,
    n_lengths: u32,
    lengths: u64,
) -> u64 {
    let vm = vm(thread);
    let lengths: Vec<i32> = (0..u64::from(n_lengths))
        .map(|number| memory::read::<u64>(lengths + 8 * number) as i32)
        .collect();
    vm.at_helper(&mut []);
    if lengths.iter().any(|length| *length < 0) {
        return 0;
    }
    let name = vm.classes.name(class);
    nested(vm, &name, &lengths)
}

/// An array and the arrays in it, named as the evaluator does.
fn nested(vm: &mut Vm<'_>, class: &str, lengths: &[i32]) -> u64 {
    let kind = element_kind(class).expect("an array class");
    let name = match kind {
        Kind::Reference => class.to_owned(),
        _ => kind.element().word().to_owned(),
    };
    let record = vm.classes.record(&name, &*vm.world);
    let array = vm
        .objects
        .new_array(vm.classes, record, kind, u64::from(lengths[0] as u32));
    if lengths.len() > 1 {
        for index in 0..lengths[0] {
            let component = nested(vm, &class[1..], &lengths[1..]);
            memory::write(array + 12 + 4 * index as u64, (component >> 3) as u32);
        }
    }
    array
}

extern "sysv64" fn monitor_enter(thread: *mut Thread, object: u64) {
    let vm = vm(thread);
    let mut roots = [object];
    vm.at_helper(&mut roots);
    Objects::enter(roots[0]);
}

extern "sysv64" fn monitor_exit(thread: *mut Thread, object: u64) {
    let vm = vm(thread);
    let mut roots = [object];
    vm.at_helper(&mut roots);
    Objects::leave(roots[0]);
}

pub extern "sysv64" fn poll(thread: *mut Thread) -> u32 {
    let vm = vm(thread);
    vm.at_helper(&mut []);
    // Asked every other time.
    vm.thread.poll = 1;
    u32::from(vm.leaves_at_polls)
}

extern "sysv64" fn frem(x: f32, y: f32) -> f32 {
    x % y
}

extern "sysv64" fn drem(x: f64, y: f64) -> f64 {
    x % y
}

// What stubs call.

pub extern "sysv64" fn is_subtype(thread: *mut Thread, sub: u64, above: u64) -> u64 {
    let vm = vm(thread);
    let (sub, above) = (vm.classes.name(sub), vm.classes.name(above));
    u64::from(vm.world.is_subclass(&sub, &above))
}

pub extern "sysv64" fn remember(thread: *mut Thread, object: u64) {
    let log = vm(thread).objects.log();
    let (place, bit) = memory::log_bit(log, object);
    let byte = memory::read::<u8>(place);
    assert_ne!(byte & bit, 0, "{object:#x} was reported already");
    memory::write(place, byte & !bit);
}

pub extern "sysv64" fn overflow(thread: *mut Thread) {
    let vm = vm(thread);
    let class = vm.classes.record("Overflow", &*vm.world);
    vm.thread.pending = vm.objects.new_instance(vm.classes, class);
}

pub extern "sysv64" fn leave(thread: *mut Thread, saved: u64, sp: u64) {
    let vm = vm(thread);
    assert!(sp.is_multiple_of(16), "the stack is not aligned");
    assert_eq!(vm.thread.anchor, 0, "the anchor is still set");
    vm.give_back();
    let pc = memory::read::<u64>(sp - 8) - vm.code;
    let mut exits = vm.artifact.exits.iter();
    let exit = exits.find(|exit| u64::from(exit.pc) == pc);
    vm.exit(exit.expect("the return address has an exit"), saved, sp);
}

pub extern "sysv64" fn outside(
    thread: *mut Thread,
    method: u64,
    registers: u64,
    caller_sp: u64,
) -> u64 {
    let vm = vm(thread);
    assert!(caller_sp.is_multiple_of(16), "the stack is not aligned");
    let index = Classes::method(method);
    let params = vm.signatures[index].params.clone();
    let (mut n_ints, mut n_floats, mut n_stack) = (0, 0, 0);
    let mut bits: Vec<u64> = Vec::new();
    for ty in &params {
        let is_float = matches!(ty, Type::F32 | Type::F64);
        let (count, most, start) = if is_float {
            (&mut n_floats, 8, registers + 48)
        } else {
            (&mut n_ints, 6, registers)
        };
        let (place, count) = if *count < most {
            (start, count)
        } else {
            (caller_sp, &mut n_stack)
        };
        bits.push(memory::read(place + 8 * *count));
        *count += 1;
    }
    let mut roots: Vec<u64> = bits
        .iter()
        .zip(&params)
        .map(|(bits, ty)| if *ty == Type::Ref { *bits } else { 0 })
        .collect();
    vm.collect(caller_sp, &mut roots);
    vm.give_back();
    let args: Vec<Val> = params
        .iter()
        .zip(bits.iter().zip(&roots))
        .map(|(ty, (bits, root))| {
            let bits = if *ty == Type::Ref { *root } else { *bits };
            vm.objects.value(*ty, bits)
        })
        .collect();
    let result = vm.call(index, &args);
    vm.new_buffer();
    result
}
