//! Objects: `new`, arrays, casts and type tests.

use crate::dispatch::{Execute, Next, Step, Stepped, attempt, dispatch, next, quicken, throw};
use crate::sites::{ClassSite, bump, load, publish, site};
use crate::stack::Stack;
use crate::unwind::{throw_class_cast, throw_negative_array_size};
use vm_bytecode::Site;
use vm_bytecode::instruction::{ANewArray, CheckCast, InstanceOf, MultiANewArray, New, NewArray};
use vm_runtime::class::Class;
use vm_runtime::layout::BasicType;
use vm_runtime::thread::{Cx, JResult, Thread};
use vm_runtime::{define, exceptions, heap, init, resolve};

macro_rules! quick_class_op {
    ($($name:ident)*) => {$(
        #[derive(Clone, Copy)]
        #[repr(C)]
        struct $name {
            site: Site,
        }
    )*};
}
quick_class_op! { NewQuick ANewArrayQuick CheckCastQuick InstanceOfQuick }

/// Resolves the class of a site.
macro_rules! resolve_class {
    ($s:ident, $entry:ident) => {{
        $s.save();
        let holder = $s.frame().method.class;
        attempt!($s, resolve::class($s.cx(), holder, $entry.cp_index))
    }};
}

impl Execute for New {
    #[inline(always)]
    fn execute(&self, mut s: Stack<'_>) -> Next {
        let entry = site::<ClassSite>(self.site);
        let class = resolve_class!(s, entry);
        attempt!(s, resolve::check_instantiable(s.cx(), class));
        attempt!(s, init::initialize(s.cx(), class));
        publish(&entry.class, class);
        if class.is_initialized() {
            quicken::<NewQuick>(s);
            return dispatch(s, s.insn);
        }
        let object = attempt!(s, heap::alloc_instance(s.cx(), class));
        s.push_ref(object);
        next!(s)
    }
}
impl Step for NewQuick {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let class = load(&site::<ClassSite>(self.site).class);
        s.save();
        let object = attempt!(s, heap::alloc_instance(s.cx(), class));
        s.push_ref(object);
        next!(s)
    }
}

impl Step for NewArray {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let length = s.peek(0) as i32;
        if length < 0 {
            throw!(s, throw_negative_array_size, length);
        }
        s.save();
        let element = BasicType::from_newarray_code(self.element)
            .expect("the verifier checked the type code");
        let array = attempt!(
            s,
            heap::alloc_array(s.cx(), define::primitive_array(element), length as usize)
        );
        s.poke(0, array.raw());
        next!(s)
    }
}

impl Execute for ANewArray {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let entry = site::<ClassSite>(self.site);
        let component = resolve_class!(s, entry);
        let class = attempt!(s, define::array_of(s.cx(), component));
        publish(&entry.class, class);
        quicken::<ANewArrayQuick>(s);
        dispatch(s, s.insn)
    }
}
impl Step for ANewArrayQuick {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let length = s.peek(0) as i32;
        if length < 0 {
            throw!(s, throw_negative_array_size, length);
        }
        s.save();
        let class = load(&site::<ClassSite>(self.site).class);
        let array = attempt!(s, heap::alloc_array(s.cx(), class, length as usize));
        s.poke(0, array.raw());
        next!(s)
    }
}

impl Step for MultiANewArray {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let entry = site::<ClassSite>(self.site);
        let class = resolve_class!(s, entry);
        let n = usize::from(entry.n_dimensions);
        let raw = attempt!(s, multi_array_of_operands(s.thread, class, s.sp, n));
        s.drop_slots(n);
        s.push(raw);
        next!(s)
    }
}

/// `multianewarray` with its `n` lengths below `sp`.
#[inline(never)]
fn multi_array_of_operands(
    thread: &Thread,
    class: &'static Class,
    sp: *mut u64,
    n: usize,
) -> JResult<u64> {
    // SAFETY: handlers hold one token at a time; the operands are on the stack.
    let (cx, operands) = unsafe { (thread.cx(), std::slice::from_raw_parts(sp.sub(n), n)) };
    let lengths: Vec<i32> = operands.iter().map(|raw| *raw as i32).collect();
    if let Some(negative) = lengths.iter().find(|length| **length < 0) {
        let message = negative.to_string();
        return Err(exceptions::throw(
            cx,
            "java/lang/NegativeArraySizeException",
            Some(&message),
        ));
    }
    new_multi_array(cx, class, &lengths)
}

/// Allocates nested arrays; `lengths` are not negative. Returns the raw reference.
pub fn new_multi_array(cx: &mut Cx, class: &'static Class, lengths: &[i32]) -> JResult<u64> {
    let scope = vm_runtime::handle::HandleScope::enter(cx);
    let length = lengths[0] as usize;
    let array = heap::alloc_array(cx, class, length)?;
    let array = scope.handle(array);
    if lengths.len() > 1 {
        let component = class
            .component
            .expect("the verifier checked the number of dimensions");
        for index in 0..length {
            let element = new_multi_array(cx, component, &lengths[1..])?;
            // SAFETY: the element was just allocated, no safepoint since.
            let element = unsafe { vm_runtime::oop::Oop::from_raw(element) };
            array.get(cx).store_element(index, element);
        }
    }
    Ok(array.get(cx).raw())
}

impl Execute for CheckCast {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let entry = site::<ClassSite>(self.site);
        if s.peek_ref(0).is_null() {
            bump(&entry.profile.nulls);
            next!(s)
        }
        let class = resolve_class!(s, entry);
        publish(&entry.class, class);
        quicken::<CheckCastQuick>(s);
        dispatch(s, s.insn)
    }
}
impl Step for CheckCastQuick {
    #[inline(always)]
    fn step<'a>(&self, s: Stack<'a>) -> Stepped<'a> {
        let entry = site::<ClassSite>(self.site);
        let object = s.peek_ref(0);
        if object.is_null() {
            bump(&entry.profile.nulls);
            next!(s)
        }
        let class = object.class();
        entry.profile.record(class);
        let target = load(&entry.class);
        if !class.is_subtype_of(target) {
            throw!(s, throw_class_cast, class, target);
        }
        next!(s)
    }
}

impl Execute for InstanceOf {
    #[inline(always)]
    fn execute(&self, mut s: Stack<'_>) -> Next {
        let entry = site::<ClassSite>(self.site);
        if s.peek_ref(0).is_null() {
            bump(&entry.profile.nulls);
            s.poke(0, 0);
            next!(s)
        }
        let class = resolve_class!(s, entry);
        publish(&entry.class, class);
        quicken::<InstanceOfQuick>(s);
        dispatch(s, s.insn)
    }
}
impl Step for InstanceOfQuick {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let entry = site::<ClassSite>(self.site);
        let object = s.peek_ref(0);
        if object.is_null() {
            bump(&entry.profile.nulls);
            s.poke(0, 0);
            next!(s)
        }
        let class = object.class();
        entry.profile.record(class);
        s.poke(0, u64::from(class.is_subtype_of(load(&entry.class))));
        next!(s)
    }
}

super::list_quick_handlers! { NewQuick ANewArrayQuick CheckCastQuick InstanceOfQuick }
