//! What the interpreter's frames hold in place of a compiled one, with the objects that existed
//! only as their fields.
//!
//! Those are allocated, so a collection may happen: all references of the frames go into handles
//! first. Then all objects are made, and only then filled, since they may name each other. Their
//! monitors are entered, as often as the compiled code has pretended.

use super::code::{Code, Contents};
use super::stack::real_locks;
use codegen::{FrameDesc, SlotDesc, VirtualObject};
use ir::Type;
use ir::frame_state::{Moment, Shape};
use vm_runtime::class::Class;
use vm_runtime::define;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::layout::BasicType;
use vm_runtime::monitor;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult, LockRecord, Thread};

/// One frame of the interpreter, read from registers and stack before these change. Good until the
/// next safepoint.
pub(super) struct Values<'a> {
    /// Where the values come from.
    pub(super) description: &'a FrameDesc,
    /// Where in its instruction it goes on.
    pub(super) moment: Moment,
    /// Locals, as raw slots.
    pub(super) locals: Vec<u64>,
    /// Operands, as raw slots.
    pub(super) stack: Vec<u64>,
    /// The objects whose monitors the frame holds, outermost first.
    pub(super) locks: Vec<u64>,
}

impl Values<'_> {
    /// Its call has ended with this exception.
    pub(super) fn throw(&mut self, exception: u64) {
        self.moment = Moment::Throwing;
        self.stack = vec![exception];
    }
}

/// Reads frames (innermost first) with their virtual objects, which are made. Reaches a safepoint
/// only if there are any.
///
/// # Errors
/// There is no memory for the objects: the error is pending.
pub(super) fn read_frames<'a>(
    cx: &mut Cx,
    contents: &Contents<'_>,
    frames: &'a [FrameDesc],
    objects: &[VirtualObject],
) -> JResult<Vec<Values<'a>>> {
    let scope = HandleScope::enter(cx);
    let reader = Reader {
        scope: &scope,
        contents,
    };
    let held: Vec<HeldFrame<'_>> = frames
        .iter()
        .map(|frame| HeldFrame {
            locals: reader.hold_all(cx, &frame.locals),
            stack: reader.hold_all(cx, &frame.stack),
            locks: reader.hold_all(cx, &frame.locks),
        })
        .collect();
    let fields: Vec<Vec<Held<'_>>> = objects
        .iter()
        .map(|object| reader.hold_all(cx, &object.fields))
        .collect();
    let mut made = Vec::with_capacity(objects.len());
    for object in objects {
        let allocate = |cx: &mut Cx| allocate(cx, &scope, contents.code, object);
        made.push(heap::beyond_limit(cx, allocate)?);
    }
    for ((object, fields), &to) in objects.iter().zip(&fields).zip(&made) {
        fill(cx, contents.code, object, fields, to, &made);
        for _ in 0..object.locks {
            enter(cx, to);
        }
    }
    let bits = |held: &[Held<'_>]| held.iter().map(|held| held.bits(cx, &made)).collect();
    let values = frames.iter().zip(&held);
    Ok(values
        .map(|(description, held)| Values {
            description,
            moment: description.moment,
            locals: bits(&held.locals),
            stack: bits(&held.stack),
            locks: bits(&held.locks),
        })
        .collect())
}

/// Makes records of the locks of the compiled frame at `sp`, but for those of virtual objects: what
/// its frames (innermost first) hold, the outermost frame's first.
pub(super) fn record_real_locks(
    thread: &Thread,
    contents: &Contents<'_>,
    frames: &[FrameDesc],
    sp: usize,
) {
    let held = frames.iter().rev().flat_map(real_locks);
    let objects = held.filter_map(|lock| contents.bits(lock));
    record(thread, objects, sp);
}

/// Makes the lock records of the compiled frame at `sp` those of all that its frames hold, now that
/// there are no virtual objects.
pub(super) fn record_locks(thread: &Thread, frames: &[Values<'_>], sp: usize) {
    let held = frames.iter().rev().flat_map(|frame| &frame.locks);
    record(thread, held.copied(), sp);
}

fn record(thread: &Thread, held: impl Iterator<Item = u64>, sp: usize) {
    // SAFETY: the lock stack is touched by its own thread, or with the thread stopped.
    let records = unsafe { &mut *thread.lock_stack.get() };
    records.retain(|record| record.frame != sp);
    records.extend(held.map(|object| LockRecord { frame: sp, object }));
}

/// A value that a collection may meet.
#[derive(Clone, Copy)]
enum Held<'s> {
    Bits(u64),
    Object(Handle<'s>),
    /// The virtual object with this number.
    Virtual(u32),
}

struct HeldFrame<'s> {
    locals: Vec<Held<'s>>,
    stack: Vec<Held<'s>>,
    locks: Vec<Held<'s>>,
}

impl Held<'_> {
    fn bits(self, cx: &Cx, made: &[Handle<'_>]) -> u64 {
        match self {
            Held::Bits(bits) => bits,
            Held::Object(object) => object.get(cx).raw(),
            Held::Virtual(number) => made[number as usize].get(cx).raw(),
        }
    }
}

struct Reader<'r> {
    scope: &'r HandleScope,
    contents: &'r Contents<'r>,
}

impl<'r> Reader<'r> {
    fn hold_all(&self, cx: &Cx, slots: &[SlotDesc]) -> Vec<Held<'r>> {
        slots.iter().map(|slot| self.hold(cx, *slot)).collect()
    }

    fn hold(&self, cx: &Cx, slot: SlotDesc) -> Held<'r> {
        let bits = self.contents.bits(slot).unwrap_or(0);
        match slot {
            SlotDesc::Virtual(number) => Held::Virtual(number),
            SlotDesc::Value(Type::Ref, _) if bits != 0 => {
                // SAFETY: the tables say that a reference is there; no safepoint since.
                Held::Object(self.scope.handle(unsafe { Oop::new(cx, bits) }))
            }
            SlotDesc::Value(..) | SlotDesc::Dead => Held::Bits(bits),
        }
    }
}

/// The class of a virtual object.
fn class_of(code: &Code, object: &VirtualObject) -> &'static Class {
    match object.shape {
        Shape::Instance(class) | Shape::ObjectArray(class) => code.class(class),
        Shape::Array(element) => define::primitive_array(super::facts::basic_type(element)),
    }
}

fn allocate<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    code: &Code,
    object: &VirtualObject,
) -> JResult<Handle<'s>> {
    let class = class_of(code, object);
    let made = match object.shape {
        Shape::Instance(_) => heap::alloc_instance(cx, class)?,
        Shape::ObjectArray(_) | Shape::Array(_) => {
            heap::alloc_array(cx, class, object.fields.len())?
        }
    };
    Ok(scope.handle(made))
}

/// Writes the fields or elements.
fn fill(
    cx: &Cx,
    code: &Code,
    object: &VirtualObject,
    fields: &[Held<'_>],
    to: Handle<'_>,
    made: &[Handle<'_>],
) {
    let to = to.get(cx);
    for (index, held) in fields.iter().enumerate() {
        let (offset, ty) = match object.shape {
            Shape::Instance(_) => {
                let field = code.field(object.members[index]);
                (field.offset as usize, field.basic_type)
            }
            Shape::ObjectArray(_) => element(BasicType::Object, index),
            Shape::Array(of) => element(super::facts::basic_type(of), index),
        };
        let bits = held.bits(cx, made);
        match ty {
            BasicType::Boolean => to.store_u8(offset, bits as u8 & 1),
            BasicType::Byte => to.store_u8(offset, bits as u8),
            BasicType::Char | BasicType::Short => to.store_u16(offset, bits as u16),
            BasicType::Int | BasicType::Float => to.store_u32(offset, bits as u32),
            BasicType::Long | BasicType::Double => to.store_u64(offset, bits),
            BasicType::Object | BasicType::Array => {
                // SAFETY: the bits come from a handle just now, or are null.
                to.store_ref(offset, unsafe { Oop::new(cx, bits) });
            }
            BasicType::Void => unreachable!("no field is void"),
        }
    }
}

fn element(of: BasicType, index: usize) -> (usize, BasicType) {
    (Oop::element_offset(of, index), of)
}

/// Enters the monitor of a new object, which is free.
fn enter(cx: &mut Cx, object: Handle<'_>) {
    if !monitor::enter_fast(cx, object.get(cx)) {
        monitor::enter(cx, object);
    }
}
