//! Resolution of `invokedynamic` call sites (JVMS 5.4.3.6).
//!
//! Each instruction is a call site of its own, named by the slot that the interpreter took for its
//! appendix.

use super::{bootstrap, errors, handle_call, refs};
use crate::call::{self, Arg};
use crate::class::Class;
use crate::handle::HandleScope;
use crate::known::KnownClass;
use crate::method::Method;
use crate::thread::{Cx, JResult};
use hashbrown::HashMap;
use parking_lot::Mutex;
use vm_classfile::Constant;

/// The target of a linked site, and whether its slot holds an appendix.
#[derive(Clone, Copy)]
struct Linked {
    method: &'static Method,
    has_appendix: bool,
}

/// Linked sites by address of the class and slot; the first thread to link a site decides.
static SITES: Mutex<Option<HashMap<(usize, u32), Linked>>> = Mutex::new(None);

/// Links the call site at constant `index` of `holder`. `slot` is the site's own slot of resolved
/// references, taken with [`crate::pool::RuntimePool::new_ref_slot`]. The result is a static method
/// and the slot of the appendix that it gets as last argument, if any.
pub fn call_site(
    cx: &mut Cx,
    holder: &'static Class,
    index: u16,
    slot: u32,
) -> JResult<(&'static Method, Option<u32>)> {
    let key = (std::ptr::from_ref(holder).addr(), slot);
    let answer = |linked: Linked| (linked.method, linked.has_appendix.then_some(slot));
    let known = SITES
        .lock()
        .as_ref()
        .and_then(|sites| sites.get(&key).copied());
    if let Some(linked) = known {
        return Ok(answer(linked));
    }
    if let Some(thrown) = errors::rethrow(cx, holder, errors::call_site_key(slot)) {
        return Err(thrown);
    }
    debug_assert!(matches!(
        holder.class_file().pool.get(index),
        Some(Constant::InvokeDynamic { .. })
    ));
    match link(cx, holder, index, slot, key) {
        Ok(linked) => Ok(answer(linked)),
        Err(_) => {
            let _ = bootstrap::wrap(cx);
            Err(errors::record(cx, holder, errors::call_site_key(slot)))
        }
    }
}

fn link(
    cx: &mut Cx,
    holder: &'static Class,
    index: u16,
    slot: u32,
    key: (usize, u32),
) -> JResult<Linked> {
    let scope = HandleScope::enter(cx);
    let invocation = bootstrap::resolve(cx, &scope, holder, index)?;
    let caller = scope.handle(holder.mirror(cx));
    let appendix = handle_call::appendix_box(cx, &scope)?;
    let [caller, number, method, name, site_type, arguments] =
        invocation.link_arguments(caller, index);
    let member = call::invoke_static(
        cx,
        KnownClass::MethodHandleNatives.get(),
        "linkCallSite",
        "(Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/invoke/MemberName;",
        &[
            caller,
            number,
            method,
            name,
            site_type,
            arguments,
            Arg::Ref(appendix),
        ],
    )?;
    let Some(method) = member
        .oop(cx)
        .non_null()
        .and_then(handle_call::member_target)
    else {
        return Err(handle_call::bad_value(cx));
    };
    let appendix = scope.handle(appendix.get(cx).load_element(0));
    refs::reserve(cx, holder, slot)?;
    let mut sites = SITES.lock();
    let linked = sites
        .get_or_insert_with(HashMap::new)
        .entry(key)
        .or_insert_with(|| {
            if !appendix.is_null() {
                refs::store_reserved(cx, holder, slot, appendix);
            }
            Linked {
                method,
                has_appendix: !appendix.is_null(),
            }
        });
    Ok(*linked)
}
