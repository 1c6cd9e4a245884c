//! Field access. The slow form resolves, checks and initializes; the quick forms are one per
//! direction, place (object or mirror) and width.

use crate::dispatch::{Execute, Next, Step, Stepped, attempt, dispatch, next, quicken, throw};
use crate::sites::{FieldSite, publish, site};
use crate::stack::Stack;
use crate::unwind::throw_null_pointer;
use std::sync::atomic::Ordering;
use vm_bytecode::Site;
use vm_bytecode::instruction::{GetField, GetStatic, PutField, PutStatic};
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::resolve::{self, FieldAccess};

macro_rules! field_quick {
    ($($get_field:ident $put_field:ident $get_static:ident $put_static:ident $pop:ident
        |$s:ident, $object:ident, $at:ident| $load:expr;
        |$o:ident, $to:ident, $value:ident| $store:expr;)*) => {
    super::list_quick_handlers! { $($get_field $put_field $get_static $put_static)* }
    $(
        #[derive(Clone, Copy)]
        #[repr(C)]
        struct $get_field {
            site: Site,
        }
        impl Step for $get_field {
            #[inline(always)]
            fn step<'a>(&self, mut $s: Stack<'a>) -> Stepped<'a> {
                let $object = $s.peek_ref(0);
                if $object.is_null() {
                    throw!($s, throw_null_pointer);
                }
                $s.drop_slots(1);
                let $at = site::<FieldSite>(self.site).offset.load(Ordering::Relaxed) as usize;
                $load;
                next!($s)
            }
        }
        #[derive(Clone, Copy)]
        #[repr(C)]
        struct $put_field {
            site: Site,
        }
        impl Step for $put_field {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let saved = s;
                let $value = s.$pop();
                let $o = s.pop_ref();
                if $o.is_null() {
                    throw!(saved, throw_null_pointer);
                }
                let entry = site::<FieldSite>(self.site);
                let $to = entry.offset.load(Ordering::Relaxed) as usize;
                $store;
                fence_after_volatile(entry);
                next!(s)
            }
        }
        #[derive(Clone, Copy)]
        #[repr(C)]
        struct $get_static {
            site: Site,
        }
        impl Step for $get_static {
            #[inline(always)]
            fn step<'a>(&self, mut $s: Stack<'a>) -> Stepped<'a> {
                let entry = site::<FieldSite>(self.site);
                let $object = mirror(entry);
                let $at = entry.offset.load(Ordering::Relaxed) as usize;
                $load;
                next!($s)
            }
        }
        #[derive(Clone, Copy)]
        #[repr(C)]
        struct $put_static {
            site: Site,
        }
        impl Step for $put_static {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let $value = s.$pop();
                let entry = site::<FieldSite>(self.site);
                let $o = mirror(entry);
                let $to = entry.offset.load(Ordering::Relaxed) as usize;
                $store;
                fence_after_volatile(entry);
                next!(s)
            }
        }
    )*};
}

field_quick! {
    GetFieldBool PutFieldBool GetStaticBool PutStaticBool pop_int
        |s, o, at| s.push_int(i32::from(o.load_u8(at)));
        |o, at, value| o.store_u8(at, value as u8 & 1);
    GetFieldByte PutFieldByte GetStaticByte PutStaticByte pop_int
        |s, o, at| s.push_int(i32::from(o.load_i8(at)));
        |o, at, value| o.store_u8(at, value as u8);
    GetFieldChar PutFieldChar GetStaticChar PutStaticChar pop_int
        |s, o, at| s.push_int(i32::from(o.load_u16(at)));
        |o, at, value| o.store_u16(at, value as u16);
    GetFieldShort PutFieldShort GetStaticShort PutStaticShort pop_int
        |s, o, at| s.push_int(i32::from(o.load_i16(at)));
        |o, at, value| o.store_u16(at, value as u16);
    GetField4 PutField4 GetStatic4 PutStatic4 pop
        |s, o, at| s.push(u64::from(o.load_u32(at)));
        |o, at, value| o.store_u32(at, value as u32);
    GetField8 PutField8 GetStatic8 PutStatic8 pop_long
        |s, o, at| s.push_long(o.load_i64(at));
        |o, at, value| o.store_i64(at, value);
    GetFieldRef PutFieldRef GetStaticRef PutStaticRef pop_ref
        |s, o, at| s.push_ref(o.load_ref(at));
        |o, at, value| o.store_ref(at, value);
}

/// Mirrors do not move, so the site holds the address.
#[inline(always)]
fn mirror(entry: &FieldSite) -> Oop<'static> {
    // SAFETY: the mirror of an immortal class is live and does not move.
    unsafe { Oop::from_raw(entry.mirror.load(Ordering::Relaxed)) }
}

/// On x86-64 plain loads acquire and plain stores release; a volatile store needs a fence
/// after it (JSR-133 cookbook).
#[inline(always)]
fn fence_after_volatile(entry: &FieldSite) {
    if entry.is_volatile.load(Ordering::Relaxed) {
        std::sync::atomic::fence(Ordering::SeqCst);
    }
}

macro_rules! quicken_by_type {
    ($s:ident, $type:expr, $bool:ident $byte:ident $char:ident $short:ident $four:ident $eight:ident $reference:ident) => {
        match $type {
            BasicType::Boolean => quicken::<$bool>($s),
            BasicType::Byte => quicken::<$byte>($s),
            BasicType::Char => quicken::<$char>($s),
            BasicType::Short => quicken::<$short>($s),
            BasicType::Int | BasicType::Float | BasicType::Void => quicken::<$four>($s),
            BasicType::Long | BasicType::Double => quicken::<$eight>($s),
            BasicType::Object | BasicType::Array => quicken::<$reference>($s),
        }
    };
}

/// Resolves the field of a site; fills it in and says the field's type.
macro_rules! resolve_site {
    ($s:ident, $token:expr, $access:expr) => {{
        let entry = site::<FieldSite>($token);
        $s.save();
        let method = $s.frame().method;
        let target = attempt!(
            $s,
            resolve::field_for($s.cx(), method, entry.cp_index, $access)
        );
        let field = target.field;
        let mirror = field.class.mirror($s.cx()).raw();
        entry.offset.store(field.offset, Ordering::Relaxed);
        entry.mirror.store(mirror, Ordering::Relaxed);
        entry
            .is_volatile
            .store(field.is_volatile(), Ordering::Relaxed);
        publish(&entry.field, field);
        field
    }};
}

impl Execute for GetField {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let field = resolve_site!(s, self.site, FieldAccess::GetField);
        quicken_by_type!(s, field.basic_type, GetFieldBool GetFieldByte GetFieldChar GetFieldShort GetField4 GetField8 GetFieldRef);
        dispatch(s, s.insn)
    }
}
impl Execute for PutField {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let field = resolve_site!(s, self.site, FieldAccess::PutField);
        quicken_by_type!(s, field.basic_type, PutFieldBool PutFieldByte PutFieldChar PutFieldShort PutField4 PutField8 PutFieldRef);
        dispatch(s, s.insn)
    }
}

/// Static access initializes the class. While this thread is initializing it, the instruction
/// executes slowly, so that other threads do wait.
macro_rules! static_access {
    ($s:ident, $token:expr, $access:expr, $($quick:ident)*) => {{
        let field = resolve_site!($s, $token, $access);
        attempt!($s, vm_runtime::init::initialize($s.cx(), field.class));
        if field.class.is_initialized() {
            quicken_by_type!($s, field.basic_type, $($quick)*);
            return dispatch($s, $s.insn);
        }
        execute_as!($token, $s, field.basic_type, $($quick)*)
    }};
}
/// Executes the quick form once without quickening.
macro_rules! execute_as {
    ($token:expr, $s:ident, $type:expr, $bool:ident $byte:ident $char:ident $short:ident $four:ident $eight:ident $reference:ident) => {
        match $type {
            BasicType::Boolean => $bool { site: $token }.execute($s),
            BasicType::Byte => $byte { site: $token }.execute($s),
            BasicType::Char => $char { site: $token }.execute($s),
            BasicType::Short => $short { site: $token }.execute($s),
            BasicType::Int | BasicType::Float | BasicType::Void => {
                $four { site: $token }.execute($s)
            }
            BasicType::Long | BasicType::Double => $eight { site: $token }.execute($s),
            BasicType::Object | BasicType::Array => $reference { site: $token }.execute($s),
        }
    };
}

impl Execute for GetStatic {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        static_access!(s, self.site, FieldAccess::GetStatic, GetStaticBool GetStaticByte GetStaticChar GetStaticShort GetStatic4 GetStatic8 GetStaticRef)
    }
}
impl Execute for PutStatic {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        static_access!(s, self.site, FieldAccess::PutStatic, PutStaticBool PutStaticByte PutStaticChar PutStaticShort PutStatic4 PutStatic8 PutStaticRef)
    }
}
