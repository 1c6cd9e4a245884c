//! What `java.lang.LiveStackFrameInfo` shows of a frame: locals, operands and monitors.
//!
//! The class is internal to `java.lang`, reachable with `--add-opens`. As in HotSpot's interpreted
//! frames every slot that holds no reference is shown as a 64-bit primitive, dead ones as 0.

use crate::reflection::object_array;
use vm_bytecode::refmap::SlotKind;
use vm_runtime::call::{self, Arg};
use vm_runtime::class::Class;
use vm_runtime::frame::{Frame, is_top_of_activation};
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::known::KnownClass;
use vm_runtime::oop::Oop;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// `LiveStackFrameInfo.MODE_INTERPRETED`.
const INTERPRETED: i32 = 1;

/// Fills the arrays and the mode of `info`, a `LiveStackFrameInfo`.
pub(crate) fn fill(cx: &mut Cx, info: Handle<'_>, frame: &Frame) -> JResult<()> {
    let is_top = is_top_of_activation(cx.thread().top_frame.get(), frame);
    let kinds = interp::maps::slot_kinds(frame, is_top);
    let n_locals = if frame.is_native() {
        kinds.len()
    } else {
        usize::from(frame.method.code().map_or(0, |code| code.max_locals))
    };
    let (locals, operands) = kinds.split_at(n_locals);
    let scope = HandleScope::enter(cx);
    let class = info.get(cx).class();
    if !locals.is_empty() {
        let values = slot_values(cx, &scope, class, frame.locals, locals)?;
        store_array(cx, info, "locals", values);
    }
    if !operands.is_empty() {
        let values = slot_values(cx, &scope, class, frame.stack_base(), operands)?;
        store_array(cx, info, "operands", values);
    }
    let monitors = locked_objects(cx, &scope, frame);
    if !monitors.is_empty() {
        let array = object_array(cx, &scope, KnownClass::Object.get(), monitors.len())?;
        for (index, monitor) in monitors.iter().enumerate() {
            array.get(cx).store_element(index, monitor.get(cx));
        }
        store_array(cx, info, "monitors", array);
    }
    let mode = field_offset(class, "mode", "I");
    info.get(cx).store_i32(mode, INTERPRETED);
    Ok(())
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

/// The values of the slots from `base` on, as an `Object[]`.
fn slot_values<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    class: &'static Class,
    base: *mut u64,
    kinds: &[SlotKind],
) -> JResult<Handle<'s>> {
    let array = object_array(cx, scope, KnownClass::Object.get(), kinds.len())?;
    for (index, kind) in kinds.iter().enumerate() {
        // SAFETY: the frame is below the running one, and its map says that it has the slot.
        let raw = unsafe { *base.add(index) };
        let value = match kind {
            // SAFETY: the map says that the slot holds a reference; no safepoint since.
            SlotKind::Reference => unsafe { Oop::new(cx, raw) },
            SlotKind::Number => primitive(cx, class, raw)?,
            SlotKind::Dead => primitive(cx, class, 0)?,
        };
        let value = value.raw();
        // SAFETY: there was no safepoint since the value was read or made.
        let value = unsafe { Oop::new(cx, value) };
        array.get(cx).store_element(index, value);
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

/// The objects that the frame has locked, the first lock first.
fn locked_objects<'s>(cx: &Cx, scope: &'s HandleScope, frame: &Frame) -> Vec<Handle<'s>> {
    let address = std::ptr::from_ref(frame).addr();
    // SAFETY: the lock stack is the current thread's.
    let records = unsafe { &*cx.thread().lock_stack.get() };
    records
        .iter()
        .filter(|record| record.frame == address)
        // SAFETY: recorded objects are roots.
        .map(|record| scope.handle(unsafe { Oop::new(cx, record.object) }))
        .collect()
}
