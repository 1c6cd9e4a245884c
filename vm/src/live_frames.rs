//! What `java.lang.LiveStackFrameInfo` shows of a frame: locals, operands and monitors.
//!
//! The class is internal to `java.lang`, reachable with `--add-opens`. As in HotSpot's interpreted
//! frames every slot that holds no reference is shown as a 64-bit primitive, dead ones as 0.

use crate::reflection::object_array;
use vm_bytecode::refmap::SlotKind;
use vm_runtime::call::{self, Arg};
use vm_runtime::class::Class;
use vm_runtime::compiled_frames::{FrameValues, SlotValue};
use vm_runtime::frame::Frame;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::known::KnownClass;
use vm_runtime::oop::Oop;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::walk::{self, JavaFrame, Tier};

/// `LiveStackFrameInfo.MODE_INTERPRETED` and `MODE_COMPILED`.
const INTERPRETED: i32 = 1;
const COMPILED: i32 = 2;

/// Fills the arrays and the mode of `info`, a `LiveStackFrameInfo`.
pub(crate) fn fill(cx: &mut Cx, info: Handle<'_>, frame: JavaFrame) -> JResult<()> {
    let scope = HandleScope::enter(cx);
    let class = info.get(cx).class();
    let values = values_of(frame);
    if !values.locals.is_empty() {
        let array = slot_values(cx, &scope, class, || values_of(frame).locals)?;
        store_array(cx, info, "locals", array);
    }
    if !values.operands.is_empty() {
        let array = slot_values(cx, &scope, class, || values_of(frame).operands)?;
        store_array(cx, info, "operands", array);
    }
    let monitors: Vec<Handle<'_>> = frame
        .locked(cx, cx.thread())
        .into_iter()
        .map(|object| scope.handle(object))
        .collect();
    if !monitors.is_empty() {
        let array = object_array(cx, &scope, KnownClass::Object.get(), monitors.len())?;
        for (index, monitor) in monitors.iter().enumerate() {
            array.get(cx).store_element(index, monitor.get(cx));
        }
        store_array(cx, info, "monitors", array);
    }
    let mode = match frame.tier {
        Tier::Interpreter { .. } => INTERPRETED,
        Tier::Compiled { .. } => COMPILED,
    };
    info.get(cx)
        .store_i32(field_offset(class, "mode", "I"), mode);
    Ok(())
}

/// The locals and operands of a frame of the current thread as they are now.
fn values_of(frame: JavaFrame) -> FrameValues {
    match frame.tier {
        Tier::Interpreter { frame, is_top } => interpreted_values(frame, is_top),
        Tier::Compiled { frame, index, .. } => walk::values(&frame, index),
    }
}

fn interpreted_values(frame: &Frame, is_top: bool) -> FrameValues {
    let kinds = interp::maps::slot_kinds(frame, is_top);
    if frame.is_native() {
        return FrameValues {
            locals: slots(frame.locals, &kinds),
            operands: Vec::new(),
        };
    }
    let n_locals = usize::from(frame.method.code().map_or(0, |code| code.max_locals));
    let (locals, operands) = kinds.split_at(n_locals);
    FrameValues {
        locals: slots(frame.locals, locals),
        operands: slots(frame.stack_base(), operands),
    }
}

/// The slots from `base` on.
fn slots(base: *mut u64, kinds: &[SlotKind]) -> Vec<SlotValue> {
    let read = |(index, &kind)| {
        let bits = match kind {
            SlotKind::Dead => 0,
            // SAFETY: the frame is below the running one, and its map says that it has the slot.
            SlotKind::Reference | SlotKind::Number => unsafe { *base.add(index) },
        };
        SlotValue { kind, bits }
    };
    kinds.iter().enumerate().map(read).collect()
}

fn field_offset(class: &'static Class, name: &str, descriptor: &str) -> usize {
    class
        .declared_field(Symbol::from(name), Symbol::from(descriptor))
        .unwrap_or_else(|| panic!("{}.{name} exists", class.name()))
        .offset as usize
}

fn store_array(cx: &Cx, info: Handle<'_>, name: &str, array: Handle<'_>) {
    let info = info.get(cx);
    let offset = field_offset(info.class(), name, "[Ljava/lang/Object;");
    info.store_ref(offset, array.get(cx));
}

/// The values of slots as an `Object[]`.
fn slot_values<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    class: &'static Class,
    read: impl Fn() -> Vec<SlotValue>,
) -> JResult<Handle<'s>> {
    let array = object_array(cx, scope, KnownClass::Object.get(), read().len())?;
    let values = read();
    for (index, value) in values.iter().enumerate() {
        if value.kind == SlotKind::Reference {
            // SAFETY: the slot holds a reference; no safepoint since it was read.
            let object = unsafe { Oop::new(cx, value.bits) };
            array.get(cx).store_element(index, object);
        }
    }
    for (index, value) in values.iter().enumerate() {
        if value.kind != SlotKind::Reference {
            let object = primitive(cx, class, value.bits)?.raw();
            // SAFETY: the object was just made, no safepoint since.
            let object = unsafe { Oop::new(cx, object) };
            array.get(cx).store_element(index, object);
        }
    }
    Ok(array)
}

/// A `LiveStackFrame.PrimitiveSlot` with the value.
fn primitive<'a>(cx: &'a mut Cx, class: &'static Class, value: u64) -> JResult<Oop<'a>> {
    let made = call::invoke_static(
        cx,
        class,
        "asPrimitive",
        "(J)Ljava/lang/LiveStackFrame$PrimitiveSlot;",
        &[Arg::Long(value as i64)],
    )?;
    Ok(made.oop(cx))
}
