//! Constants: `nop`, `aconst_null`, the `*const` family, `ldc` of objects.

use crate::dispatch::{Step, Stepped, attempt, next, quicken};
use crate::sites::{ConstantSite, site};
use crate::stack::Stack;
use std::sync::atomic::Ordering;
use vm_bytecode::Site;
use vm_bytecode::instruction::{AConstNull, DConst, FConst, IConst, LConst, Ldc, Ldc2, Nop};
use vm_runtime::known::{self, MIRROR_RESOLVED_REFS};
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::thread::Cx;

impl Step for Nop {
    #[inline(always)]
    fn step<'a>(&self, s: Stack<'a>) -> Stepped<'a> {
        next!(s)
    }
}
impl Step for AConstNull {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        s.push(0);
        next!(s)
    }
}
impl Step for IConst {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        s.push_int(self.value);
        next!(s)
    }
}
impl Step for LConst {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        s.push_long(self.value);
        next!(s)
    }
}
impl Step for FConst {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        s.push_float(self.value);
        next!(s)
    }
}
impl Step for DConst {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        s.push_double(self.value);
        next!(s)
    }
}

/// `ldc` of a resolved string, method type or method handle: the value is in the class's
/// resolved-references array.
#[derive(Clone, Copy)]
#[repr(C)]
struct LdcQuick {
    site: Site,
}

impl Step for LdcQuick {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let slot = site::<ConstantSite>(self.site).slot.load(Ordering::Relaxed);
        let value = resolved_reference(s.cx(), s.frame().method.class, slot);
        s.push_ref(value);
        next!(s)
    }
}

/// The element `slot` of the resolved-references array of `class`.
#[inline(always)]
pub(super) fn resolved_reference<'a>(
    cx: &'a Cx,
    class: &vm_runtime::class::Class,
    slot: u32,
) -> Oop<'a> {
    class
        .mirror(cx)
        .load_ref(MIRROR_RESOLVED_REFS.offset())
        .load_element(slot as usize)
}

impl Step for Ldc {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let entry = site::<ConstantSite>(self.site);
        let class = s.frame().method.class;
        s.save();
        let value = attempt!(
            s,
            vm_runtime::resolve::constant(s.cx(), class, entry.cp_index)
        );
        let constant = class.class_file().pool.get(entry.cp_index);
        match constant {
            Some(vm_runtime::pool::Constant::Dynamic { .. }) => {
                // A primitive dynamic constant of one slot comes boxed.
                let raw = unbox(value, dynamic_type(class, entry.cp_index));
                s.push(raw);
            }
            Some(vm_runtime::pool::Constant::Class { .. }) => s.push_ref(value),
            _ => {
                let raw = value.raw();
                entry
                    .slot
                    .store(class.pool().ref_slot(entry.cp_index), Ordering::Release);
                quicken::<LdcQuick>(s);
                s.push(raw);
            }
        }
        next!(s)
    }
}

impl Step for Ldc2 {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let entry = site::<ConstantSite>(self.site);
        let class = s.frame().method.class;
        s.save();
        let value = attempt!(
            s,
            vm_runtime::resolve::constant(s.cx(), class, entry.cp_index)
        );
        let raw = unbox(value, dynamic_type(class, entry.cp_index));
        s.push_long(raw as i64);
        next!(s)
    }
}

fn dynamic_type(class: &vm_runtime::class::Class, cp_index: u16) -> BasicType {
    class
        .class_file()
        .pool
        .dynamic(cp_index)
        .and_then(|(_, _, descriptor)| descriptor.first().copied())
        .and_then(BasicType::from_descriptor_char)
        .unwrap_or(BasicType::Object)
}

/// The raw slot value of a boxed primitive, or the reference itself.
fn unbox(value: Oop<'_>, kind: BasicType) -> u64 {
    let int = |value: i32| u64::from(value as u32);
    match kind {
        BasicType::Boolean => u64::from(value.load_u8(known::BOX_BOOLEAN.offset())),
        BasicType::Char => u64::from(value.load_u16(known::BOX_CHARACTER.offset())),
        BasicType::Byte => int(i32::from(value.load_i8(known::BOX_BYTE.offset()))),
        BasicType::Short => int(i32::from(value.load_i16(known::BOX_SHORT.offset()))),
        BasicType::Int => int(value.load_i32(known::BOX_INTEGER.offset())),
        BasicType::Float => u64::from(value.load_u32(known::BOX_FLOAT.offset())),
        BasicType::Long => value.load_u64(known::BOX_LONG.offset()),
        BasicType::Double => value.load_u64(known::BOX_DOUBLE.offset()),
        BasicType::Object | BasicType::Array | BasicType::Void => value.raw(),
    }
}

super::list_quick_handlers! { LdcQuick }
