//! The resolved references of a class: strings, method types, handles, dynamic constants and
//! appendices, in an `Object[]` reached from the mirror.
//!
//! The array grows when a slot beyond its end is needed. Stores and growth happen under one lock,
//! so that no store goes to an array that has just been replaced; loads take no lock. The array
//! itself, which Java never sees, stands for a constant whose value is null.

use crate::class::Class;
use crate::define;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::known::{self, KnownClass};
use crate::oop::Oop;
use crate::thread::{Cx, JResult};
use parking_lot::Mutex;

/// Held across no safepoint.
static STORE: Mutex<()> = Mutex::new(());

fn array<'a>(cx: &'a Cx, class: &Class) -> Oop<'a> {
    known::MIRROR_RESOLVED_REFS.load(class.mirror(cx))
}

/// The reference in a slot; null if there is none yet.
pub fn load<'a>(cx: &'a Cx, class: &Class, slot: u32) -> Oop<'a> {
    let array = array(cx, class);
    if array.is_null() || slot as usize >= array.array_length() {
        return Oop::NULL;
    }
    array.load_element(slot as usize)
}

/// What a slot holds: nothing yet, or a constant, which may be null.
pub fn load_constant<'a>(cx: &'a Cx, class: &Class, slot: u32) -> Option<Oop<'a>> {
    let value = load(cx, class, slot).non_null()?;
    Some(if value == array(cx, class) {
        Oop::NULL
    } else {
        value
    })
}

/// Makes sure that the array has the slot.
pub(super) fn reserve(cx: &mut Cx, class: &'static Class, slot: u32) -> JResult<()> {
    let has_room = |cx: &Cx| {
        let array = array(cx, class);
        !array.is_null() && array.array_length() > slot as usize
    };
    if has_room(cx) {
        return Ok(());
    }
    let objects = define::array_of(cx, KnownClass::Object.get())?;
    let length = (slot as usize + 1)
        .max(class.pool().n_ref_slots())
        .next_multiple_of(4);
    let scope = HandleScope::enter(cx);
    let new = scope.handle(heap::alloc_array(cx, objects, length)?);
    let cx: &Cx = cx;
    let _storing = STORE.lock();
    if has_room(cx) {
        return Ok(());
    }
    let (old, new) = (array(cx, class), new.get(cx));
    if !old.is_null() {
        for index in 0..old.array_length() {
            let value = old.load_element(index);
            new.store_element(index, if value == old { new } else { value });
        }
    }
    known::MIRROR_RESOLVED_REFS.store(class.mirror(cx), new);
    Ok(())
}

/// Stores a reference into a slot.
pub fn store(cx: &mut Cx, class: &'static Class, slot: u32, value: Handle<'_>) -> JResult<()> {
    reserve(cx, class, slot)?;
    let cx: &Cx = cx;
    let _storing = STORE.lock();
    array(cx, class).store_element(slot as usize, value.get(cx));
    Ok(())
}

/// As [`store`], into a slot that has been reserved; reaches no safepoint.
pub(super) fn store_reserved(cx: &Cx, class: &'static Class, slot: u32, value: Handle<'_>) {
    let _storing = STORE.lock();
    array(cx, class).store_element(slot as usize, value.get(cx));
}

/// Stores the value of a constant, null included, unless another thread was first; returns what
/// the slot holds then.
pub fn store_constant<'a>(
    cx: &'a mut Cx,
    class: &'static Class,
    slot: u32,
    value: Handle<'_>,
) -> JResult<Oop<'a>> {
    reserve(cx, class, slot)?;
    let cx: &'a Cx = cx;
    let _storing = STORE.lock();
    if let Some(first) = load_constant(cx, class, slot) {
        return Ok(first);
    }
    let array = array(cx, class);
    let stored = if value.is_null() {
        array
    } else {
        value.get(cx)
    };
    array.store_element(slot as usize, stored);
    Ok(value.get(cx))
}
