//! Stack traces of threads other than the current one.
//!
//! Frames are captured with the world stopped, into plain metadata; the Java objects are made
//! afterwards.

use crate::reflection::object_array;
use vm_runtime::backtrace::{self, Element};
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::known::KnownClass;
use vm_runtime::oop::Oop;
use vm_runtime::safepoint;
use vm_runtime::thread::{Cx, JResult, Thread};
use vm_runtime::threads;

/// The frames of a thread that is stopped or the current one.
pub(crate) fn captured(thread: &Thread) -> Vec<Element> {
    backtrace::visible_frames(thread)
        .map(Element::of_stopped)
        .collect()
}

/// A `StackTraceElement[]` of captured frames.
pub(crate) fn element_array<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    elements: &[Element],
) -> JResult<Handle<'s>> {
    let class = KnownClass::StackTraceElement.get();
    init::initialize(cx, class)?;
    let array = object_array(cx, scope, class, elements.len())?;
    for (index, &element) in elements.iter().enumerate() {
        let inner = HandleScope::enter(cx);
        let object = heap::alloc_instance(cx, class)?;
        let object = inner.handle(object);
        backtrace::fill_element(cx, object, element)?;
        array.get(cx).store_element(index, object.get(cx));
    }
    Ok(array)
}

/// The frames of several threads at one moment, by their `Thread` objects; `None` for dead ones.
pub(crate) fn captured_all(cx: &mut Cx, objects: Handle<'_>) -> Vec<Option<Vec<Element>>> {
    safepoint::stop_the_world(cx, |cx| {
        let array = objects.get(cx);
        (0..array.array_length())
            .map(|index| {
                let object = array.load_element(index);
                let thread = object
                    .non_null()
                    .and_then(|object| threads::of_object(cx, object))?;
                Some(captured(thread))
            })
            .collect()
    })
}

/// `StackTraceElement[][]` parallel to the `Thread[]`; null for threads that are not alive.
pub(crate) fn stack_traces<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    objects: Handle<'_>,
) -> JResult<Handle<'s>> {
    let traces = captured_all(cx, objects);
    let element = vm_runtime::define::array_of(cx, KnownClass::StackTraceElement.get())?;
    let result = object_array(cx, scope, element, traces.len())?;
    for (index, trace) in traces.iter().enumerate() {
        let inner = HandleScope::enter(cx);
        let array = match trace {
            Some(elements) => element_array(cx, &inner, elements)?,
            None => inner.handle(Oop::NULL),
        };
        result.get(cx).store_element(index, array.get(cx));
    }
    Ok(result)
}
