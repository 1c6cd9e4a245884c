//! `Method.invoke` and `Constructor.newInstance` without generated accessors.
//!
//! Argument checks, unboxing, selection, the call, and boxing of the result; an exception of the
//! target is wrapped in `InvocationTargetException`. (HotSpot: `Reflection::invoke`.)

use super::boxing::{boxed, primitive_of, type_mismatch, unboxed_to};
use super::construct::throw_constructed;
use super::parts::parameter_classes;
use smallvec::SmallVec;
use vm_runtime::call::{self, Arg, Ret};
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::handle::{Handle, HandleScope};
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::link;
use vm_runtime::method::Method;
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult, Thrown};

fn illegal_argument(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/IllegalArgumentException", Some(message))
}

/// Wraps the pending exception in an `InvocationTargetException`.
fn wrap_pending(cx: &mut Cx) -> Thrown {
    let scope = HandleScope::enter(cx);
    let target = scope.handle(cx.take_pending());
    throw_constructed(
        cx,
        "java/lang/reflect/InvocationTargetException",
        "(Ljava/lang/Throwable;)V",
        &[Arg::Ref(target)],
    )
}

/// The method that a reflective call of `method` on `receiver` runs.
fn selected(
    cx: &mut Cx,
    method: &'static Method,
    receiver: Handle<'_>,
) -> JResult<&'static Method> {
    if method.is_private() || method.is_constructor() {
        return Ok(method);
    }
    let target = link::select(receiver.get(cx).class(), method);
    if target.is_abstract() {
        let message = format!("'{}'", target.external_name());
        let _ = exceptions::throw(cx, "java/lang/AbstractMethodError", Some(&message));
        return Err(wrap_pending(cx));
    }
    Ok(target)
}

/// The raw slot of one argument for a parameter of type `class`; `None`: it does not fit.
fn argument_slot(argument: Oop<'_>, class: &'static Class) -> Option<(u64, usize)> {
    if let Some(basic) = primitive_of(class) {
        return Some((unboxed_to(argument, basic)?, basic.slots()));
    }
    (argument.is_null() || argument.is_instance_of(class)).then(|| (argument.raw(), 1))
}

/// Checks and converts the arguments, and calls.
fn call(
    cx: &mut Cx,
    method: &'static Method,
    receiver: Option<Handle<'_>>,
    arguments: Handle<'_>,
    types: &[&'static Class],
) -> JResult<Ret> {
    let n_arguments = if arguments.is_null() {
        0
    } else {
        arguments.get(cx).array_length()
    };
    if n_arguments != types.len() {
        return Err(illegal_argument(cx, "wrong number of arguments"));
    }
    let mut slots = SmallVec::<[u64; 16]>::new();
    if let Some(receiver) = receiver {
        slots.push(receiver.get(cx).raw());
    }
    for (index, class) in types.iter().enumerate() {
        let Some((raw, n_slots)) = argument_slot(arguments.get(cx).load_element(index), class)
        else {
            return Err(type_mismatch(cx));
        };
        slots.push(raw);
        if n_slots == 2 {
            slots.push(0);
        }
    }
    // The slots hold raw addresses: no safepoint until the callee has pushed them.
    call::invoke_raw(cx, method, &slots).map_err(|Thrown| wrap_pending(cx))
}

/// `Method.invoke`: the boxed result, null for `void`.
pub(crate) fn invoke_method<'a>(
    cx: &'a mut Cx,
    method: &'static Method,
    receiver: Handle<'_>,
    arguments: Handle<'_>,
) -> JResult<Oop<'a>> {
    let types = parameter_classes(cx, method)?;
    let ret = if method.is_static() {
        init::initialize(cx, method.class)?;
        call(cx, method, None, arguments, &types)?
    } else {
        if receiver.is_null() {
            return Err(exceptions::throw(
                cx,
                "java/lang/NullPointerException",
                None,
            ));
        }
        if !receiver.get(cx).is_instance_of(method.class) {
            return Err(illegal_argument(
                cx,
                "object is not an instance of declaring class",
            ));
        }
        let target = selected(cx, method, receiver)?;
        call(cx, target, Some(receiver), arguments, &types)?
    };
    if method.return_type.is_reference() {
        return Ok(ret.oop(cx));
    }
    boxed(cx, method.return_type, ret.0)
}

/// `Constructor.newInstance`: the new object.
pub(crate) fn new_instance<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    constructor: &'static Method,
    arguments: Handle<'_>,
) -> JResult<Handle<'s>> {
    let class = constructor.class;
    init::initialize(cx, class)?;
    if class.is_abstract() {
        return Err(exceptions::throw(
            cx,
            "java/lang/InstantiationException",
            Some(&class.external_name()),
        ));
    }
    let types = parameter_classes(cx, constructor)?;
    let object = heap::alloc_instance(cx, class)?;
    let object = scope.handle(object);
    call(cx, constructor, Some(object), arguments, &types)?;
    Ok(object)
}
