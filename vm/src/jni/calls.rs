//! `Call<Type>Method`, `CallNonvirtual<Type>Method`, `CallStatic<Type>Method` and `NewObject`, each
//! variadic, with a `va_list` (`V`) and with an array of `jvalue` (`A`).

use super::entry::{Outcome, Raw, enter_jni};
use super::types::{Env, MethodId, Ref};
use super::varargs::{VaList, variadic};
use smallvec::SmallVec;
use vm_runtime::call;
use vm_runtime::exceptions;
use vm_runtime::handle::HandleScope;
use vm_runtime::heap;
use vm_runtime::init;
use vm_runtime::layout::BasicType;
use vm_runtime::link;
use vm_runtime::method::Method;
use vm_runtime::thread::{Cx, JResult};

/// Where the arguments of a call come from.
#[derive(Clone, Copy)]
enum Source {
    List(*mut VaList),
    Values(*const u64),
}

/// How the method is selected.
#[derive(Clone, Copy)]
enum Selection {
    Virtual,
    Exact,
}

impl Source {
    /// The next argument as a raw slot; references as full addresses.
    fn next(&mut self, cx: &Cx, basic: BasicType) -> u64 {
        // SAFETY: native code passes the arguments that the method's descriptor asks for.
        let bits = unsafe {
            match self {
                Source::List(list) => match basic {
                    BasicType::Double => (**list).double().to_bits(),
                    BasicType::Float => u64::from(((**list).double() as f32).to_bits()),
                    _ => (**list).integer(),
                },
                Source::Values(values) => {
                    let bits = values.read();
                    *values = values.add(1);
                    bits
                }
            }
        };
        normalize(cx, basic, bits)
    }
}

/// A C value as a raw slot: small integers sign- or zero-extended, handles as addresses.
fn normalize(cx: &Cx, basic: BasicType, bits: u64) -> u64 {
    match basic {
        BasicType::Boolean => u64::from(bits as u8 != 0),
        BasicType::Byte => i64::from(bits as i8) as u64,
        BasicType::Char => u64::from(bits as u16),
        BasicType::Short => i64::from(bits as i16) as u64,
        BasicType::Int => i64::from(bits as i32) as u64,
        BasicType::Float => u64::from(bits as u32),
        BasicType::Object | BasicType::Array => Ref(bits as usize).oop(cx).raw(),
        BasicType::Long | BasicType::Double | BasicType::Void => bits,
    }
}

/// The basic types of a method descriptor's parameters.
pub(crate) fn parameter_types(descriptor: &[u8]) -> impl Iterator<Item = BasicType> + '_ {
    let mut rest = descriptor.strip_prefix(b"(").unwrap_or(descriptor);
    std::iter::from_fn(move || {
        let (basic, length) = first_type(rest)?;
        rest = &rest[length..];
        Some(basic)
    })
}

/// The first type of a descriptor and its length; `None` at the end of a parameter list.
pub(crate) fn first_type(descriptor: &[u8]) -> Option<(BasicType, usize)> {
    let dims = descriptor.iter().take_while(|&&byte| byte == b'[').count();
    let base = *descriptor.get(dims)?;
    let basic = BasicType::from_descriptor_char(base)?;
    let mut length = dims + 1;
    if base == b'L' {
        length += descriptor[dims..].iter().position(|&byte| byte == b';')?;
    }
    Some((if dims > 0 { BasicType::Array } else { basic }, length))
}

fn call(
    cx: &mut Cx,
    receiver: Option<Ref>,
    method: &'static Method,
    selection: Selection,
    mut source: Source,
) -> JResult<call::Ret> {
    let mut target = method;
    if let Some(receiver) = receiver {
        let object = receiver.oop(cx);
        if object.is_null() {
            return Err(exceptions::throw(
                cx,
                "java/lang/NullPointerException",
                None,
            ));
        }
        if matches!(selection, Selection::Virtual) && !method.is_constructor() {
            target = link::select(object.class(), method);
        }
    } else {
        init::initialize(cx, method.class)?;
    }
    // No safepoint from here until the callee has pushed the slots.
    let mut slots = SmallVec::<[u64; 8]>::new();
    if let Some(receiver) = receiver {
        slots.push(receiver.oop(cx).raw());
    }
    for basic in parameter_types(method.descriptor.as_bytes()) {
        slots.push(source.next(cx, basic));
        if basic.slots() == 2 {
            slots.push(0);
        }
    }
    call::invoke_raw(cx, target, &slots)
}

/// Allocates the object, calls the constructor, returns the object.
fn construct(
    cx: &mut Cx,
    scope: &HandleScope,
    class: Ref,
    method: MethodId,
    source: Source,
) -> JResult<Raw> {
    let class = class.class(cx);
    let object = allocate(cx, scope, class)?;
    let receiver = Ref::local(object.slot());
    call(cx, Some(receiver), method.get(), Selection::Exact, source)?;
    Ok(object.get(cx).into())
}

/// A new instance, without constructor, of a class that is initialized first.
pub(crate) fn allocate<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    class: &'static vm_runtime::class::Class,
) -> JResult<vm_runtime::handle::Handle<'s>> {
    if class.name() == "java/lang/Class" {
        let message = Some("java.lang.Class");
        return Err(exceptions::throw(
            cx,
            "java/lang/IllegalAccessException",
            message,
        ));
    }
    if class.is_abstract() || class.is_array() || class.is_primitive() {
        return Err(exceptions::throw(
            cx,
            "java/lang/InstantiationException",
            Some(&class.external_name()),
        ));
    }
    init::initialize(cx, class)?;
    let object = heap::alloc_instance(cx, class)?;
    Ok(scope.handle(object))
}

/// Converts a raw result to the body type of a C result.
trait FromRaw: Outcome {
    fn from_ret(cx: &Cx, ret: call::Ret) -> Self::Body;
}

macro_rules! from_ret {
    ($($type:ty = |$ret:ident| $value:expr;)*) => {$(
        impl FromRaw for $type {
            fn from_ret(_: &Cx, $ret: call::Ret) -> $type {
                $value
            }
        }
    )*};
}

from_ret! {
    () = |_ret| ();
    u8 = |ret| u8::from(ret.boolean());
    i8 = |ret| ret.int() as i8;
    u16 = |ret| ret.int() as u16;
    i16 = |ret| ret.int() as i16;
    i32 = |ret| ret.int();
    i64 = |ret| ret.long();
    f32 = |ret| f32::from_bits(ret.0 as u32);
    f64 = |ret| f64::from_bits(ret.0);
}

impl FromRaw for Ref {
    fn from_ret(_: &Cx, ret: call::Ret) -> Raw {
        Raw(ret.0)
    }
}

macro_rules! call_family {
    ($($type:ty: $virtual:ident $virtual_v:ident $virtual_a:ident,
        $exact:ident $exact_v:ident $exact_a:ident, $static:ident $static_v:ident $static_a:ident;)*) => {$(
        variadic!(pub(in crate::jni) $virtual => $virtual_v, fixed = 3);
        pub(in crate::jni) extern "C" fn $virtual_v(env: Env, object: Ref, method: MethodId, list: *mut VaList) -> $type {
            enter_jni(env, "", |cx, _| {
                let ret = call(cx, Some(object), method.get(), Selection::Virtual, Source::List(list))?;
                Ok(<$type>::from_ret(cx, ret))
            })
        }
        pub(in crate::jni) extern "C" fn $virtual_a(env: Env, object: Ref, method: MethodId, values: *const u64) -> $type {
            enter_jni(env, "", |cx, _| {
                let ret = call(cx, Some(object), method.get(), Selection::Virtual, Source::Values(values))?;
                Ok(<$type>::from_ret(cx, ret))
            })
        }
        variadic!(pub(in crate::jni) $exact => $exact_v, fixed = 4);
        pub(in crate::jni) extern "C" fn $exact_v(env: Env, object: Ref, _class: Ref, method: MethodId, list: *mut VaList) -> $type {
            enter_jni(env, "", |cx, _| {
                let ret = call(cx, Some(object), method.get(), Selection::Exact, Source::List(list))?;
                Ok(<$type>::from_ret(cx, ret))
            })
        }
        pub(in crate::jni) extern "C" fn $exact_a(env: Env, object: Ref, _class: Ref, method: MethodId, values: *const u64) -> $type {
            enter_jni(env, "", |cx, _| {
                let ret = call(cx, Some(object), method.get(), Selection::Exact, Source::Values(values))?;
                Ok(<$type>::from_ret(cx, ret))
            })
        }
        variadic!(pub(in crate::jni) $static => $static_v, fixed = 3);
        pub(in crate::jni) extern "C" fn $static_v(env: Env, _class: Ref, method: MethodId, list: *mut VaList) -> $type {
            enter_jni(env, "", |cx, _| {
                let ret = call(cx, None, method.get(), Selection::Exact, Source::List(list))?;
                Ok(<$type>::from_ret(cx, ret))
            })
        }
        pub(in crate::jni) extern "C" fn $static_a(env: Env, _class: Ref, method: MethodId, values: *const u64) -> $type {
            enter_jni(env, "", |cx, _| {
                let ret = call(cx, None, method.get(), Selection::Exact, Source::Values(values))?;
                Ok(<$type>::from_ret(cx, ret))
            })
        }
    )*};
}

call_family! {
    Ref: call_object call_object_v call_object_a,
        call_nonvirtual_object call_nonvirtual_object_v call_nonvirtual_object_a,
        call_static_object call_static_object_v call_static_object_a;
    u8: call_boolean call_boolean_v call_boolean_a,
        call_nonvirtual_boolean call_nonvirtual_boolean_v call_nonvirtual_boolean_a,
        call_static_boolean call_static_boolean_v call_static_boolean_a;
    i8: call_byte call_byte_v call_byte_a,
        call_nonvirtual_byte call_nonvirtual_byte_v call_nonvirtual_byte_a,
        call_static_byte call_static_byte_v call_static_byte_a;
    u16: call_char call_char_v call_char_a,
        call_nonvirtual_char call_nonvirtual_char_v call_nonvirtual_char_a,
        call_static_char call_static_char_v call_static_char_a;
    i16: call_short call_short_v call_short_a,
        call_nonvirtual_short call_nonvirtual_short_v call_nonvirtual_short_a,
        call_static_short call_static_short_v call_static_short_a;
    i32: call_int call_int_v call_int_a,
        call_nonvirtual_int call_nonvirtual_int_v call_nonvirtual_int_a,
        call_static_int call_static_int_v call_static_int_a;
    i64: call_long call_long_v call_long_a,
        call_nonvirtual_long call_nonvirtual_long_v call_nonvirtual_long_a,
        call_static_long call_static_long_v call_static_long_a;
    f32: call_float call_float_v call_float_a,
        call_nonvirtual_float call_nonvirtual_float_v call_nonvirtual_float_a,
        call_static_float call_static_float_v call_static_float_a;
    f64: call_double call_double_v call_double_a,
        call_nonvirtual_double call_nonvirtual_double_v call_nonvirtual_double_a,
        call_static_double call_static_double_v call_static_double_a;
    (): call_void call_void_v call_void_a,
        call_nonvirtual_void call_nonvirtual_void_v call_nonvirtual_void_a,
        call_static_void call_static_void_v call_static_void_a;
}

variadic!(pub(in crate::jni) new_object => new_object_v, fixed = 3);

pub(in crate::jni) extern "C" fn new_object_v(
    env: Env,
    class: Ref,
    method: MethodId,
    list: *mut VaList,
) -> Ref {
    enter_jni(env, "", |cx, scope| {
        construct(cx, scope, class, method, Source::List(list))
    })
}

pub(in crate::jni) extern "C" fn new_object_a(
    env: Env,
    class: Ref,
    method: MethodId,
    values: *const u64,
) -> Ref {
    enter_jni(env, "", |cx, scope| {
        construct(cx, scope, class, method, Source::Values(values))
    })
}

#[cfg(test)]
mod tests {
    use super::parameter_types;
    use vm_runtime::layout::BasicType;

    #[test]
    fn reads_parameter_types() {
        let types: Vec<_> = parameter_types(b"(I[[JLjava/lang/String;D[Lx;Z)V").collect();
        use BasicType::{Array, Boolean, Double, Int, Object};
        assert_eq!(types, [Int, Array, Object, Double, Array, Boolean]);
    }
}
