//! `java.lang.invoke.MethodHandleNatives`: member names, call sites.
//!
//! Resolution itself is `vm_runtime::resolve::member_names`; here are the argument shapes.

use super::{Rows, VOID, int, long};
use vm_runtime::call::Args;
use vm_runtime::handle::HandleScope;
use vm_runtime::known::{
    CALL_SITE_TARGET, KnownClass, MEMBER_CLAZZ, MEMBER_FLAGS, MEMBER_VMINDEX, class_of_mirror,
};
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;
use vm_runtime::resolve::{self, member_names};
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::{call, define, exceptions, heap};

fn nothing(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

fn init(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    if args.oop(cx, 0).is_null() || args.oop(cx, 1).is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/InternalError",
            Some("mname not resolved"),
        ));
    }
    member_names::init(cx, args.handle(0), args.handle(1))?;
    VOID
}

fn expand(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    member_names::expand(cx, args.handle(0))?;
    VOID
}

fn resolve_member(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    if args.oop(cx, 0).is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/InternalError",
            Some("mname not resolved"),
        ));
    }
    let caller = args.oop(cx, 1).non_null().map(class_of_mirror);
    let found = member_names::resolve(cx, args.handle(0), caller, args.int(2), args.boolean(3))?;
    Ok(if found { args.raw(0) } else { 0 })
}

fn field_offset(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    long(args.oop(cx, 0).load_i64(MEMBER_VMINDEX.offset()))
}

fn static_field_base(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let class = class_of_mirror(MEMBER_CLAZZ.load(args.oop(cx, 0)));
    Ok(class.mirror(cx).raw())
}

/// `Object[]{Long vmindex, MemberName or Class}`.
fn member_vm_info(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    const IS_FIELD: u32 = 0x0004_0000;
    let scope = HandleScope::enter(cx);
    let objects = define::array_of(cx, KnownClass::Object.get())?;
    let pair = heap::alloc_array(cx, objects, 2)?;
    let pair = scope.handle(pair);
    let index = args.oop(cx, 0).load_i64(MEMBER_VMINDEX.offset());
    let boxed = call::invoke_static(
        cx,
        KnownClass::Long.get(),
        "valueOf",
        "(J)Ljava/lang/Long;",
        &[call::Arg::Long(index)],
    )?;
    pair.get(cx).store_element(0, boxed.oop(cx));
    let member = args.oop(cx, 0);
    let is_field = member.load_u32(MEMBER_FLAGS.offset()) & IS_FIELD != 0;
    let second = if is_field {
        MEMBER_CLAZZ.load(member)
    } else {
        member
    };
    pair.get(cx).store_element(1, second);
    Ok(pair.get(cx).raw())
}

fn set_call_site_target(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    CALL_SITE_TARGET.store(args.oop(cx, 0), args.oop(cx, 1));
    VOID
}

fn set_call_site_target_volatile(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    heap::store_volatile(args.oop(cx, 0), CALL_SITE_TARGET.offset(), args.oop(cx, 1));
    VOID
}

/// `copyOutBootstrapArguments(caller, {argc, index}, start, end, buf, pos, resolve, ifNotAvailable)`.
/// Positions below zero ask for parts of the invocation: -4 the bootstrap method, -3 the name, -2 the
/// type, -1 the arguments as an array.
fn copy_out_bootstrap_arguments(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let class = class_of_mirror(args.oop(cx, 0));
    let info = args.oop(cx, 1);
    let (start, end) = (args.int(2), args.int(3));
    let position = args.int(5);
    let is_resolving = args.boolean(6);
    let illegal = |cx: &mut Cx, text: &str| {
        Err(exceptions::throw(
            cx,
            "java/lang/IllegalArgumentException",
            Some(text),
        ))
    };
    if info.is_null() || info.array_length() < 2 || args.oop(cx, 4).is_null() {
        return illegal(cx, "bad index info (1)");
    }
    let base = Oop::element_offset(BasicType::Int, 0);
    let (n_arguments, index) = (info.load_i32(base), info.load_i32(base + 4) as u16);
    let pool = &class.class_file().pool;
    let row = pool.dynamic(index).and_then(|(row, name, descriptor)| {
        let row = class
            .class_file()
            .attributes
            .bootstrap_methods
            .get(usize::from(row))?;
        Some((row, Symbol::intern(name), Symbol::intern(descriptor)))
    });
    let Some((row, name, _descriptor)) = row else {
        return illegal(cx, "bad index info (0)");
    };
    if row.arguments.len() as i32 != n_arguments || start < -4 || end > n_arguments || start > end {
        return illegal(cx, "bad index info (0)");
    }
    let length = args.oop(cx, 4).array_length() as i32;
    if position < 0 || position + (end - start) > length {
        return Err(exceptions::throw(
            cx,
            "java/lang/ArrayIndexOutOfBoundsException",
            None,
        ));
    }
    for (position, argument) in (position..).zip(start..end) {
        let scope = HandleScope::enter(cx);
        let value = match argument {
            -4 => resolve::constant(cx, class, row.method_ref)?,
            -3 => vm_runtime::strings::intern_symbol(cx, name)?,
            -2 | -1 => Oop::NULL,
            _ => {
                let index = row.arguments[argument as usize];
                match resolve::constants::cached_constant(cx, class, index) {
                    Some(value) => value,
                    None if is_resolving => resolve::constants::boxed(cx, class, index)?,
                    None => args.oop(cx, 7),
                }
            }
        };
        let value = scope.handle(value);
        args.oop(cx, 4)
            .store_element(position as usize, value.get(cx));
    }
    VOID
}

fn zero(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    int(0)
}

pub(super) const ROWS: Rows = &[
    ("registerNatives", "()V", nothing),
    (
        "init",
        "(Ljava/lang/invoke/MemberName;Ljava/lang/Object;)V",
        init,
    ),
    ("expand", "(Ljava/lang/invoke/MemberName;)V", expand),
    (
        "resolve",
        "(Ljava/lang/invoke/MemberName;Ljava/lang/Class;IZ)Ljava/lang/invoke/MemberName;",
        resolve_member,
    ),
    (
        "getMembers",
        "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;ILjava/lang/Class;I[Ljava/lang/invoke/MemberName;)I",
        zero,
    ),
    (
        "objectFieldOffset",
        "(Ljava/lang/invoke/MemberName;)J",
        field_offset,
    ),
    (
        "staticFieldOffset",
        "(Ljava/lang/invoke/MemberName;)J",
        field_offset,
    ),
    (
        "staticFieldBase",
        "(Ljava/lang/invoke/MemberName;)Ljava/lang/Object;",
        static_field_base,
    ),
    (
        "getMemberVMInfo",
        "(Ljava/lang/invoke/MemberName;)Ljava/lang/Object;",
        member_vm_info,
    ),
    (
        "setCallSiteTargetNormal",
        "(Ljava/lang/invoke/CallSite;Ljava/lang/invoke/MethodHandle;)V",
        set_call_site_target,
    ),
    (
        "setCallSiteTargetVolatile",
        "(Ljava/lang/invoke/CallSite;Ljava/lang/invoke/MethodHandle;)V",
        set_call_site_target_volatile,
    ),
    (
        "copyOutBootstrapArguments",
        "(Ljava/lang/Class;[III[Ljava/lang/Object;IZLjava/lang/Object;)V",
        copy_out_bootstrap_arguments,
    ),
    (
        "clearCallSiteContext",
        "(Ljava/lang/invoke/MethodHandleNatives$CallSiteContext;)V",
        nothing,
    ),
    ("getNamedCon", "(I[Ljava/lang/Object;)I", zero),
];

/// `invoke` and `invokeExact` called by reflection.
fn unsupported(cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    Err(exceptions::throw(
        cx,
        "java/lang/UnsupportedOperationException",
        Some("MethodHandle.invoke cannot be invoked reflectively"),
    ))
}

pub(super) const METHOD_HANDLE: Rows = &[
    (
        "invoke",
        "([Ljava/lang/Object;)Ljava/lang/Object;",
        unsupported,
    ),
    (
        "invokeExact",
        "([Ljava/lang/Object;)Ljava/lang/Object;",
        unsupported,
    ),
];
