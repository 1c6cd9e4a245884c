//! The five calls. The slow forms resolve and choose one of the quick forms: direct, through the
//! vtable, by selection with an inline cache, or with an appendix (method handles, call sites).

use crate::dispatch::{Execute, Next, attempt, dispatch, quicken, throw};
use crate::sites::{CallSite, bump, load, publish, site};
use crate::stack::Stack;
use crate::unwind::{throw_null_pointer, unwind};
use std::sync::atomic::Ordering;
use vm_bytecode::Site;
use vm_bytecode::instruction::{
    InvokeDynamic, InvokeInterface, InvokeSpecial, InvokeStatic, InvokeVirtual,
};
use vm_runtime::class::Class;
use vm_runtime::method::{Method, VTABLE_NONE};
use vm_runtime::resolve::{self, InvokeKind};
use vm_runtime::thread::{JResult, Thread};

macro_rules! quick_call {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy)]
        #[repr(C)]
        struct $name {
            site: Site,
        }
    )*};
}
quick_call! {
    /// Static target.
    InvokeStaticQuick
    /// Instance target known without selection; null check.
    InvokeDirectQuick
    /// As [`InvokeDirectQuick`] in an interface, whose receivers the verifier does not check.
    InvokeCheckedQuick
    /// Selection through the vtable.
    InvokeVtableQuick
    /// Selection of an interface method, with an inline cache.
    InvokeSelectQuick
    /// Static target with an appendix argument from the resolved references.
    InvokeHandleQuick
}

/// Calls `method`, whose arguments are on the stack: the caller is now *in call*.
#[inline(always)]
pub(crate) fn enter_method(s: Stack<'_>, method: &'static Method) -> Next {
    let frame = s.frame();
    frame.insn = s.insn;
    frame.sp = s.sp.wrapping_sub(usize::from(method.arg_slots));
    crate::entry::enter(method, s)
}

impl Execute for InvokeStaticQuick {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let entry = site::<CallSite>(self.site);
        bump(&entry.count);
        enter_method(s, load(&entry.method))
    }
}

/// The receiver of a call with `arg_slots` argument slots, null-checked.
macro_rules! receiver {
    ($s:ident, $entry:ident) => {{
        let arg_slots = usize::from($entry.arg_slots.load(Ordering::Relaxed));
        let receiver = $s.peek_ref(arg_slots - 1);
        if receiver.is_null() {
            throw!($s, throw_null_pointer);
        }
        receiver
    }};
}

impl Execute for InvokeDirectQuick {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let entry = site::<CallSite>(self.site);
        receiver!(s, entry);
        bump(&entry.count);
        enter_method(s, load(&entry.method))
    }
}

impl Execute for InvokeCheckedQuick {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let entry = site::<CallSite>(self.site);
        let class = receiver!(s, entry).class();
        bump(&entry.count);
        s.save();
        attempt!(s, check_receiver(s.thread, class));
        enter_method(s, load(&entry.method))
    }
}

#[inline(never)]
fn check_receiver(thread: &Thread, class: &'static Class) -> JResult<()> {
    // SAFETY: the top frame is the running one; handlers hold one token at a time.
    let (frame, cx) = unsafe { (&*thread.top_frame.get(), thread.cx()) };
    resolve::check_special_receiver(cx, frame.method.class, class)
}

impl Execute for InvokeVtableQuick {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let entry = site::<CallSite>(self.site);
        let class = receiver!(s, entry).class();
        entry.profile.record(class);
        enter_method(
            s,
            class.vtable_method(entry.index.load(Ordering::Relaxed) as usize),
        )
    }
}

impl Execute for InvokeSelectQuick {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let entry = site::<CallSite>(self.site);
        let class = receiver!(s, entry).class();
        entry.profile.record(class);
        if let Some(method) = cached(entry, class) {
            return enter_method(s, method);
        }
        s.save();
        let method = attempt!(s, select(s.thread, entry, class));
        enter_method(s, method)
    }
}

/// The inline cache is one pointer to a (class, method) pair, so that it is read consistently.
#[inline(always)]
fn cached(entry: &CallSite, class: &Class) -> Option<&'static Method> {
    // SAFETY: null or the address of an immortal pair.
    let pair = unsafe { entry.cache.load(Ordering::Acquire).as_ref()? };
    std::ptr::eq(pair.class, class).then_some(pair.method)
}

#[inline(never)]
fn select(
    thread: &Thread,
    entry: &'static CallSite,
    class: &'static Class,
) -> JResult<&'static Method> {
    // SAFETY: handlers hold one token at a time.
    let cx = unsafe { thread.cx() };
    let resolved = load(&entry.method);
    let method = resolve::select_interface_method(cx, class, load(&entry.named), resolved)?;
    // A few pairs are kept for each site: a megamorphic one stops caching.
    if entry.n_cached.load(Ordering::Relaxed) < 64 {
        bump(&entry.n_cached);
        publish(
            &entry.cache,
            Box::leak(Box::new(crate::sites::CachedTarget { class, method })),
        );
    }
    Ok(method)
}

impl Execute for InvokeHandleQuick {
    #[inline(always)]
    fn execute(&self, mut s: Stack<'_>) -> Next {
        let entry = site::<CallSite>(self.site);
        bump(&entry.count);
        let slot = entry.appendix.load(Ordering::Relaxed);
        if slot != u32::MAX {
            let class = s.frame().method.class;
            let appendix = super::constants::resolved_reference(s.cx(), class, slot);
            s.push_ref(appendix);
        }
        enter_method(s, load(&entry.method))
    }
}

/// Fills the common parts of a call site.
fn fill(entry: &CallSite, method: &'static Method, named: &'static Class) {
    entry.arg_slots.store(method.arg_slots, Ordering::Relaxed);
    publish(&entry.named, named);
    publish(&entry.method, method);
}

impl Execute for InvokeStatic {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        s.save();
        match resolve_static(s.thread, site(self.site)) {
            Resolved::Thrown => unwind(s.thread),
            Resolved::Once => enter_method(s, load(&site::<CallSite>(self.site).method)),
            _ => {
                quicken::<InvokeStaticQuick>(s);
                dispatch(s, s.insn)
            }
        }
    }
}

/// What resolving a call site found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Resolved {
    Thrown,
    /// Valid for this execution only: the class is still being initialized.
    Once,
    Direct,
    Checked,
    Vtable,
    Select,
    Handle,
}

#[inline(never)]
fn resolve_static(thread: &Thread, entry: &'static CallSite) -> Resolved {
    let Some(target) = resolve_target(thread, entry, InvokeKind::Static) else {
        return Resolved::Thrown;
    };
    // SAFETY: handlers hold one token at a time.
    let cx = unsafe { thread.cx() };
    if vm_runtime::init::initialize(cx, target.method.class).is_err() {
        return Resolved::Thrown;
    }
    fill(entry, target.method, target.named);
    if target.method.class.is_initialized() {
        Resolved::Direct
    } else {
        Resolved::Once
    }
}

fn resolve_target(
    thread: &Thread,
    entry: &CallSite,
    kind: InvokeKind,
) -> Option<&'static vm_runtime::pool::MethodTarget> {
    // SAFETY: the top frame is the running one; handlers hold one token at a time.
    let (frame, cx) = unsafe { (&*thread.top_frame.get(), thread.cx()) };
    resolve::method(cx, frame.method.class, entry.cp_index, kind).ok()
}

impl Execute for InvokeSpecial {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        s.save();
        resolve_and_continue(s, self.site, InvokeKind::Special)
    }
}
impl Execute for InvokeVirtual {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        s.save();
        resolve_and_continue(s, self.site, InvokeKind::Virtual)
    }
}
impl Execute for InvokeInterface {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        s.save();
        resolve_and_continue(s, self.site, InvokeKind::Interface)
    }
}

#[inline(always)]
fn resolve_and_continue(s: Stack<'_>, token: Site, kind: InvokeKind) -> Next {
    match resolve_instance_call(s.thread, site(token), kind) {
        Resolved::Thrown => return unwind(s.thread),
        Resolved::Direct | Resolved::Once => quicken::<InvokeDirectQuick>(s),
        Resolved::Checked => quicken::<InvokeCheckedQuick>(s),
        Resolved::Vtable => quicken::<InvokeVtableQuick>(s),
        Resolved::Select => quicken::<InvokeSelectQuick>(s),
        Resolved::Handle => quicken::<InvokeHandleQuick>(s),
    }
    dispatch(s, s.insn)
}

#[inline(never)]
fn resolve_instance_call(thread: &Thread, entry: &'static CallSite, kind: InvokeKind) -> Resolved {
    let Some(target) = resolve_target(thread, entry, kind) else {
        return Resolved::Thrown;
    };
    let method = target.method;
    fill(entry, method, target.named);
    if method.is_static() && kind == InvokeKind::Virtual {
        // A signature-polymorphic call that was linked to a static adapter.
        entry
            .appendix
            .store(target.appendix.unwrap_or(u32::MAX), Ordering::Release);
        return Resolved::Handle;
    }
    if kind == InvokeKind::Special {
        // SAFETY: the top frame is the running one.
        let caller = unsafe { &*thread.top_frame.get() }.method;
        return if caller.class.is_interface() && !method.is_constructor() {
            Resolved::Checked
        } else {
            Resolved::Direct
        };
    }
    match method.vtable_index.load(Ordering::Relaxed) {
        // An interface call checks that the receiver implements the interface, also when the
        // method is one of `Object`.
        index if index >= 0 && kind == InvokeKind::Virtual => {
            entry.index.store(index as u32, Ordering::Release);
            Resolved::Vtable
        }
        VTABLE_NONE if kind == InvokeKind::Virtual => Resolved::Direct,
        _ => Resolved::Select,
    }
}

impl Execute for InvokeDynamic {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        s.save();
        if !link_call_site(s.thread, site(self.site)) {
            return unwind(s.thread);
        }
        quicken::<InvokeHandleQuick>(s);
        dispatch(s, s.insn)
    }
}

#[inline(never)]
fn link_call_site(thread: &Thread, entry: &'static CallSite) -> bool {
    // SAFETY: the top frame is the running one; handlers hold one token at a time.
    let (frame, cx) = unsafe { (&*thread.top_frame.get(), thread.cx()) };
    let class = frame.method.class;
    // Every instruction is a call site of its own (JVMS 5.4.3.6).
    let slot = entry.appendix.load(Ordering::Acquire);
    match resolve::call_site(cx, class, entry.cp_index, slot) {
        Ok((method, appendix)) => {
            entry
                .appendix
                .store(appendix.unwrap_or(u32::MAX), Ordering::Release);
            entry.arg_slots.store(method.arg_slots, Ordering::Relaxed);
            publish(&entry.method, method);
            true
        }
        Err(_) => false,
    }
}

super::list_quick_handlers! { InvokeStaticQuick InvokeDirectQuick InvokeCheckedQuick InvokeVtableQuick InvokeSelectQuick InvokeHandleQuick }
