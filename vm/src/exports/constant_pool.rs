//! `jdk.internal.reflect.ConstantPool`: constants by index, for annotations.
//!
//! The opaque object in the Java class is the mirror of the class that the pool belongs to.

use super::system::string_array;
use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::Ref;
use crate::reflection::{executable, field};
use vm_classfile::constants::{Constant, tag};
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::handle::HandleScope;
use vm_runtime::known;
use vm_runtime::link;
use vm_runtime::resolve;
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult, Thrown};

/// The class of the opaque object: a mirror, or the Java `ConstantPool` object that holds one.
fn class_of(cx: &Cx, pool: Ref) -> &'static Class {
    let object = pool.oop(cx);
    if object.class() == known::KnownClass::ConstantPool.get() {
        return known::class_of_mirror(known::CONSTANT_POOL_OOP.load(object));
    }
    known::class_of_mirror(object)
}

fn wrong_index(cx: &mut Cx, message: &str) -> Thrown {
    exceptions::throw(cx, "java/lang/IllegalArgumentException", Some(message))
}

/// The constant at `index` with its class; `IllegalArgumentException` when out of range.
fn constant(
    cx: &mut Cx,
    pool: Ref,
    index: i32,
) -> JResult<(&'static Class, u16, Constant<'static>)> {
    let class = class_of(cx, pool);
    let found = u16::try_from(index)
        .ok()
        .and_then(|index| class.class_file().pool.get(index).copied());
    match found {
        Some(constant) => Ok((class, index as u16, constant)),
        None => Err(wrong_index(cx, "Constant pool index out of bounds")),
    }
}

/// The value that `pick` takes from the constant, or `IllegalArgumentException`.
fn value<T>(
    cx: &mut Cx,
    pool: Ref,
    index: i32,
    pick: impl FnOnce(Constant<'static>) -> Option<T>,
) -> JResult<T> {
    let (_, _, constant) = constant(cx, pool, index)?;
    pick(constant).ok_or_else(|| wrong_index(cx, "Wrong type at constant pool index"))
}

/// The class that a constant names: resolved, or only if it is loaded.
fn class_at(
    cx: &mut Cx,
    class: &'static Class,
    index: u16,
    load: bool,
) -> JResult<Option<&'static Class>> {
    if load {
        return resolve::class(cx, class, index).map(Some);
    }
    let name = class.class_file().pool.class_name(index);
    Ok(name
        .and_then(Symbol::lookup)
        .and_then(|name| class.loader.find_loaded(name)))
}

/// Holder, name and descriptor of a member reference.
type Member = (&'static Class, Symbol, Symbol);

fn member_at(
    cx: &mut Cx,
    pool: Ref,
    index: i32,
    load: bool,
    of_field: bool,
) -> JResult<Option<Member>> {
    let (class, at, constant) = constant(cx, pool, index)?;
    if matches!(constant, Constant::FieldRef { .. }) != of_field {
        return Err(wrong_index(cx, "Wrong type at constant pool index"));
    }
    let Some(member) = class.class_file().pool.member_ref(at) else {
        return Err(wrong_index(cx, "Wrong type at constant pool index"));
    };
    let holder = class_at(cx, class, member.class_index, load)?;
    Ok(holder.map(|holder| {
        (
            holder,
            Symbol::intern(member.name),
            Symbol::intern(member.descriptor),
        )
    }))
}

fn method_at(cx: &mut Cx, scope: &HandleScope, pool: Ref, index: i32, load: bool) -> JResult<Raw> {
    let Some((holder, name, descriptor)) = member_at(cx, pool, index, load, false)? else {
        return Ok(Raw::NULL);
    };
    // As in HotSpot, inherited methods are not found; inherited fields are.
    match holder.declared_method(name, descriptor) {
        Some(method) => Ok(executable(cx, scope, method)?.get(cx).into()),
        None => Err(exceptions::throw(
            cx,
            "java/lang/RuntimeException",
            Some("Unable to look up method in target class"),
        )),
    }
}

fn field_at(cx: &mut Cx, scope: &HandleScope, pool: Ref, index: i32, load: bool) -> JResult<Raw> {
    let Some((holder, name, descriptor)) = member_at(cx, pool, index, load, true)? else {
        return Ok(Raw::NULL);
    };
    match link::find_field(holder, name, descriptor) {
        Some(found) => Ok(field(cx, scope, found)?.get(cx).into()),
        None => Err(exceptions::throw(
            cx,
            "java/lang/RuntimeException",
            Some("Unable to look up field in target class"),
        )),
    }
}

fn text(bytes: &[u8]) -> String {
    vm_classfile::mutf8::to_string(bytes)
}

jvm_functions! {
    fn JVM_ConstantPoolGetSize(cx, _scope, _object: Ref, pool: Ref) -> i32 {
        Ok(class_of(cx, pool).class_file().pool.len() as i32)
    }

    fn JVM_ConstantPoolGetClassAt(cx, _scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        value(cx, pool, index, |constant| matches!(constant, Constant::Class { .. }).then_some(()))?;
        let class = class_of(cx, pool);
        Ok(resolve::class(cx, class, index as u16)?.mirror(cx).into())
    }

    fn JVM_ConstantPoolGetClassAtIfLoaded(cx, _scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        value(cx, pool, index, |constant| matches!(constant, Constant::Class { .. }).then_some(()))?;
        let class = class_of(cx, pool);
        let found = class_at(cx, class, index as u16, false)?;
        Ok(found.map_or(Raw::NULL, |class| class.mirror(cx).into()))
    }

    fn JVM_ConstantPoolGetClassRefIndexAt(cx, _scope, pool: Ref, _opaque: Ref, index: i32) -> i32 {
        value(cx, pool, index, |constant| match constant {
            Constant::FieldRef { class_index, .. }
            | Constant::MethodRef { class_index, .. }
            | Constant::InterfaceMethodRef { class_index, .. } => Some(i32::from(class_index)),
            _ => None,
        })
    }

    fn JVM_ConstantPoolGetMethodAt(cx, scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        method_at(cx, scope, pool, index, true)
    }

    fn JVM_ConstantPoolGetMethodAtIfLoaded(cx, scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        method_at(cx, scope, pool, index, false)
    }

    fn JVM_ConstantPoolGetFieldAt(cx, scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        field_at(cx, scope, pool, index, true)
    }

    fn JVM_ConstantPoolGetFieldAtIfLoaded(cx, scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        field_at(cx, scope, pool, index, false)
    }

    fn JVM_ConstantPoolGetMemberRefInfoAt(cx, scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        let (class, at, _) = constant(cx, pool, index)?;
        let constants = &class.class_file().pool;
        let Some(member) = constants.member_ref(at) else {
            return Err(wrong_index(cx, "Wrong type at constant pool index"));
        };
        let holder = constants.class_name(member.class_index).unwrap_or_default();
        let texts = [text(holder), text(member.name), text(member.descriptor)];
        Ok(string_array(cx, scope, &texts)?.get(cx).into())
    }

    fn JVM_ConstantPoolGetNameAndTypeRefIndexAt(cx, _scope, pool: Ref, _opaque: Ref, index: i32) -> i32 {
        value(cx, pool, index, |constant| match constant {
            Constant::FieldRef { name_and_type_index, .. }
            | Constant::MethodRef { name_and_type_index, .. }
            | Constant::InterfaceMethodRef { name_and_type_index, .. }
            | Constant::Dynamic { name_and_type_index, .. }
            | Constant::InvokeDynamic { name_and_type_index, .. } => Some(i32::from(name_and_type_index)),
            _ => None,
        })
    }

    fn JVM_ConstantPoolGetNameAndTypeRefInfoAt(cx, scope, pool: Ref, _opaque: Ref, index: i32) -> Ref {
        let (class, at, _) = constant(cx, pool, index)?;
        let Some((name, descriptor)) = class.class_file().pool.name_and_type(at) else {
            return Err(wrong_index(cx, "Wrong type at constant pool index"));
        };
        Ok(string_array(cx, scope, &[text(name), text(descriptor)])?.get(cx).into())
    }

    fn JVM_ConstantPoolGetIntAt(cx, _scope, _object: Ref, pool: Ref, index: i32) -> i32 {
        value(cx, pool, index, |constant| if let Constant::Integer(value) = constant { Some(value) } else { None })
    }

    fn JVM_ConstantPoolGetLongAt(cx, _scope, _object: Ref, pool: Ref, index: i32) -> i64 {
        value(cx, pool, index, |constant| if let Constant::Long(value) = constant { Some(value) } else { None })
    }

    fn JVM_ConstantPoolGetFloatAt(cx, _scope, _object: Ref, pool: Ref, index: i32) -> f32 {
        value(cx, pool, index, |constant| if let Constant::Float(value) = constant { Some(value) } else { None })
    }

    fn JVM_ConstantPoolGetDoubleAt(cx, _scope, _object: Ref, pool: Ref, index: i32) -> f64 {
        value(cx, pool, index, |constant| if let Constant::Double(value) = constant { Some(value) } else { None })
    }

    fn JVM_ConstantPoolGetStringAt(cx, _scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        value(cx, pool, index, |constant| matches!(constant, Constant::String { .. }).then_some(()))?;
        let class = class_of(cx, pool);
        Ok(resolve::constant(cx, class, index as u16)?.into())
    }

    fn JVM_ConstantPoolGetUTF8At(cx, _scope, _object: Ref, pool: Ref, index: i32) -> Ref {
        let bytes =
            value(cx, pool, index, |constant| if let Constant::Utf8(bytes) = constant { Some(bytes) } else { None })?;
        Ok(strings::intern_symbol(cx, Symbol::intern(bytes))?.into())
    }

    fn JVM_ConstantPoolGetTagAt(cx, _scope, _object: Ref, pool: Ref, index: i32) -> i8 {
        let (_, _, constant) = constant(cx, pool, index)?;
        Ok(match constant {
            Constant::Unusable => 0,
            Constant::Utf8(_) => tag::UTF8,
            Constant::Integer(_) => tag::INTEGER,
            Constant::Float(_) => tag::FLOAT,
            Constant::Long(_) => tag::LONG,
            Constant::Double(_) => tag::DOUBLE,
            Constant::Class { .. } => tag::CLASS,
            Constant::String { .. } => tag::STRING,
            Constant::FieldRef { .. } => tag::FIELD_REF,
            Constant::MethodRef { .. } => tag::METHOD_REF,
            Constant::InterfaceMethodRef { .. } => tag::INTERFACE_METHOD_REF,
            Constant::NameAndType { .. } => tag::NAME_AND_TYPE,
            Constant::MethodHandle { .. } => tag::METHOD_HANDLE,
            Constant::MethodType { .. } => tag::METHOD_TYPE,
            Constant::Dynamic { .. } => tag::DYNAMIC,
            Constant::InvokeDynamic { .. } => tag::INVOKE_DYNAMIC,
            Constant::Module { .. } => tag::MODULE,
            Constant::Package { .. } => tag::PACKAGE,
        } as i8)
    }
}
