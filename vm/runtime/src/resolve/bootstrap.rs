//! Bootstrap methods of call sites and dynamic constants (JVMS 5.4.3.6).

use super::{constants, method_type};
use crate::call::Arg;
use crate::class::Class;
use crate::define;
use crate::exceptions;
use crate::handle::{Handle, HandleScope};
use crate::heap;
use crate::init;
use crate::known::{self, KnownClass};
use crate::layout::BasicType;
use crate::strings;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult, Thrown};
use vm_classfile::Constant;
use vm_classfile::descriptor::FieldType;

/// What is passed to the class library for one site.
pub(super) struct Invocation<'s> {
    pub(super) method: Handle<'s>,
    pub(super) name: Handle<'s>,
    /// `MethodType` of a call site, `Class` of a constant.
    pub(super) site_type: Handle<'s>,
    /// Null, the only argument, or an array of all of them.
    pub(super) arguments: Handle<'s>,
}

impl<'s> Invocation<'s> {
    /// The arguments that both linking methods of `MethodHandleNatives` begin with.
    pub(super) fn link_arguments(&self, caller: Handle<'s>, index: u16) -> [Arg<'s>; 6] {
        [
            Arg::Ref(caller),
            Arg::Int(i32::from(index)),
            Arg::Ref(self.method),
            Arg::Ref(self.name),
            Arg::Ref(self.site_type),
            Arg::Ref(self.arguments),
        ]
    }
}

/// Resolves bootstrap method, type and static arguments of the dynamic constant or call site.
pub(super) fn resolve<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    holder: &'static Class,
    index: u16,
) -> JResult<Invocation<'s>> {
    let file = holder.class_file();
    let (bootstrap, name, descriptor) = file
        .pool
        .dynamic(index)
        .expect("the parser checks dynamic constants");
    let bootstrap = usize::from(bootstrap);
    let Some(row) = file.attributes.bootstrap_methods.get(bootstrap) else {
        let message = "bootstrap method index out of range";
        return Err(exceptions::throw(
            cx,
            "java/lang/ClassFormatError",
            Some(message),
        ));
    };
    let method = scope.handle(constants::constant(cx, holder, row.method_ref)?);
    let name = scope.handle(strings::intern_symbol(cx, Symbol::intern(name))?);
    let site_type = if descriptor.first() == Some(&b'(') {
        scope.handle(method_type::method_type(
            cx,
            holder,
            Symbol::intern(descriptor),
        )?)
    } else {
        let parsed = FieldType::parse(descriptor).expect("the parser checks descriptors");
        let class = method_type::class_of_descriptor(cx, holder, parsed)?;
        scope.handle(class.mirror(cx))
    };
    let arguments = arguments(cx, scope, holder, index, method, &row.arguments)?;
    Ok(Invocation {
        method,
        name,
        site_type,
        arguments,
    })
}

fn arguments<'s>(
    cx: &mut Cx,
    scope: &'s HandleScope,
    holder: &'static Class,
    index: u16,
    method: Handle<'_>,
    arguments: &[u16],
) -> JResult<Handle<'s>> {
    if arguments.is_empty() {
        return Ok(scope.handle(crate::oop::Oop::NULL));
    }
    if is_pulled(cx, holder, index, method, arguments) {
        let ints = define::primitive_array(BasicType::Int);
        let pair = scope.handle(heap::alloc_array(cx, ints, 2)?);
        let base = BasicType::Int.array_base();
        pair.get(cx).store_i32(base, arguments.len() as i32);
        pair.get(cx).store_i32(base + 4, i32::from(index));
        return Ok(pair);
    }
    let objects = define::array_of(cx, KnownClass::Object.get())?;
    let array = scope.handle(heap::alloc_array(cx, objects, arguments.len())?);
    for (position, &argument) in arguments.iter().enumerate() {
        let inner = HandleScope::enter(cx);
        let value = inner.handle(constants::boxed(cx, holder, argument)?);
        array.get(cx).store_element(position, value.get(cx));
    }
    if arguments.len() == 1 {
        let only = array.get(cx).load_element(0);
        if !only.is_null() && !only.class().is_array() {
            return Ok(scope.handle(only));
        }
    }
    Ok(array)
}

/// Does Java code ask for the static arguments one by one? So it is for bootstrap methods with two
/// parameters, and for a dynamic constant with an unresolved dynamic argument, where recursion in
/// the VM might not end.
fn is_pulled(
    cx: &mut Cx,
    holder: &'static Class,
    index: u16,
    method: Handle<'_>,
    arguments: &[u16],
) -> bool {
    let pool = &holder.class_file().pool;
    let is_dynamic = |index: u16| matches!(pool.get(index), Some(Constant::Dynamic { .. }));
    let resolved = |cx: &Cx, index: u16| constants::cached_constant(cx, holder, index).is_some();
    let method_type = known::METHOD_HANDLE_TYPE.load(method.get(cx));
    let two = known::METHOD_TYPE_PTYPES.load(method_type).array_length() == 2;
    let loops = is_dynamic(index)
        && arguments
            .iter()
            .any(|&argument| is_dynamic(argument) && !resolved(cx, argument));
    let all_resolved = arguments.len() <= 5 && arguments.iter().all(|&a| resolved(cx, a));
    (two || loops) && !all_resolved
}

/// Exceptions of a bootstrap method that are not errors become `BootstrapMethodError` (JVMS
/// 5.4.3.6).
pub(super) fn wrap(cx: &mut Cx) -> Thrown {
    if cx.pending().is_instance_of(KnownClass::Error.get()) {
        return Thrown;
    }
    let scope = HandleScope::enter(cx);
    let cause = scope.handle(cx.take_pending());
    match init::construct_error(cx, KnownClass::BootstrapMethodError.get(), cause) {
        Ok(thrown) | Err(thrown) => thrown,
    }
}
