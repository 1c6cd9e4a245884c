//! `java.lang.Class`: member, declaring and enclosing classes; nests; permitted subclasses.

use crate::jni::entry::{Raw, jvm_functions};
use crate::jni::types::Ref;
use crate::reflection::{class_array, object_array, string_of_utf8};
use vm_classfile::{ClassFile, EnclosingMethod, InnerClass};
use vm_runtime::class::Class;
use vm_runtime::exceptions;
use vm_runtime::known::KnownClass;
use vm_runtime::oop::Oop;
use vm_runtime::resolve;
use vm_runtime::strings;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};

/// The class's own row of its `InnerClasses` attribute.
fn own_row(file: &'static ClassFile<'static>) -> Option<InnerClass> {
    let rows = file.attributes.inner_classes.iter();
    rows.copied()
        .find(|row| file.pool.class_name(row.inner) == Some(file.name()))
}

/// Where a local or anonymous class stands. As in HotSpot, the attribute counts for nothing in a
/// class without `InnerClasses`.
fn enclosing_method(file: &'static ClassFile<'static>) -> Option<EnclosingMethod> {
    let has_rows = !file.attributes.inner_classes.is_empty();
    file.attributes.enclosing_method.filter(|_| has_rows)
}

/// Throws `IncompatibleClassChangeError` unless `outer` says that `inner` is nested in it: as a
/// member, or else as a local or anonymous class. The row is resolved: a hidden class is not the
/// class that its name denotes.
fn check_inner(
    cx: &mut Cx,
    outer: &'static Class,
    inner: &'static Class,
    is_member: bool,
) -> JResult<()> {
    if let Some(file) = outer.file {
        for row in &file.attributes.inner_classes {
            let names_outer = if is_member {
                row.outer != 0 && file.pool.class_name(row.outer) == Some(file.name())
            } else {
                row.outer == 0
            };
            let names_inner = file.pool.class_name(row.inner) == Some(inner.class_file().name());
            if names_outer && names_inner && resolve::class(cx, outer, row.inner)? == inner {
                return Ok(());
            }
        }
    }
    let message = format!(
        "{} and {} disagree on InnerClasses attribute",
        outer.external_name(),
        inner.external_name()
    );
    Err(exceptions::throw(
        cx,
        "java/lang/IncompatibleClassChangeError",
        Some(&message),
    ))
}

/// Resolves each class constant, leaving out those that fail with anything but a VM error.
fn resolvable(cx: &mut Cx, class: &'static Class, indices: &[u16]) -> JResult<Vec<&'static Class>> {
    let mut classes = Vec::with_capacity(indices.len());
    for &index in indices {
        match resolve::class(cx, class, index) {
            Ok(found) => classes.push(found),
            Err(thrown) => {
                if cx
                    .pending()
                    .is_instance_of(KnownClass::VirtualMachineError.get())
                {
                    return Err(thrown);
                }
                let _ = cx.take_pending();
            }
        }
    }
    Ok(classes)
}

jvm_functions! {
    fn JVM_GetDeclaredClasses(cx, scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let mut members = Vec::new();
        if let Some(file) = class.file {
            for row in &file.attributes.inner_classes {
                let names_this = row.outer != 0 && file.pool.class_name(row.outer) == Some(file.name());
                if names_this && row.inner != 0 {
                    let member = resolve::class(cx, class, row.inner)?;
                    if member.file.is_some() {
                        check_inner(cx, class, member, true)?;
                        members.push(member);
                    }
                }
            }
        }
        Ok(class_array(cx, scope, &members)?.get(cx).into())
    }

    fn JVM_GetDeclaringClass(cx, _scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let Some(row) = class.file.and_then(own_row) else { return Ok(Raw::NULL) };
        if row.outer != 0 {
            let outer = resolve::class(cx, class, row.outer)?;
            check_inner(cx, outer, class, true)?;
            return Ok(outer.mirror(cx).into());
        }
        // The class around a local class does not declare it, but both must know of one another.
        if let Some(enclosing) = class.file.and_then(enclosing_method) {
            let outer = resolve::class(cx, class, enclosing.class)?;
            check_inner(cx, outer, class, false)?;
        }
        Ok(Raw::NULL)
    }

    fn JVM_GetSimpleBinaryName(cx, _scope, class: Ref) -> Ref {
        let class = class.class(cx);
        match class.file.and_then(own_row).filter(|row| row.name != 0) {
            Some(row) => Ok(string_of_utf8(cx, class, row.name)?.into()),
            None => Ok(Raw::NULL),
        }
    }

    fn JVM_GetEnclosingMethodInfo(cx, scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let Some(enclosing) = class.file.and_then(enclosing_method) else {
            return Ok(Raw::NULL);
        };
        let array = object_array(cx, scope, KnownClass::Object.get(), 3)?;
        let outer = resolve::class(cx, class, enclosing.class)?;
        array.get(cx).store_element(0, outer.mirror(cx));
        if let Some((name, descriptor)) = class.class_file().pool.name_and_type(enclosing.method) {
            for (index, text) in [(1, name), (2, descriptor)] {
                let raw = strings::intern_symbol(cx, Symbol::intern(text))?.raw();
                // SAFETY: the string was just made, with no safepoint since.
                array.get(cx).store_element(index, unsafe { Oop::from_raw(raw) });
            }
        }
        Ok(array.get(cx).into())
    }

    fn JVM_GetNestHost(cx, _scope, class: Ref) -> Ref {
        let class = class.class(cx);
        if class.file.is_none() {
            return Ok(class.mirror(cx).into());
        }
        let host = resolve::nest::host(cx, class)?;
        Ok(host.mirror(cx).into())
    }

    fn JVM_GetNestMembers(cx, scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let mut members = vec![class];
        if class.file.is_some() {
            let host = resolve::nest::host(cx, class)?;
            members = vec![host];
            for member in resolvable(cx, host, &host.class_file().attributes.nest_members)? {
                if member.file.is_some() && resolve::nest::host(cx, member)? == host {
                    members.push(member);
                }
            }
        }
        Ok(class_array(cx, scope, &members)?.get(cx).into())
    }

    fn JVM_AreNestMates(cx, _scope, current: Ref, member: Ref) -> u8 {
        let (current, member) = (current.class(cx), member.class(cx));
        if current.file.is_none() || member.file.is_none() {
            return Ok(u8::from(current == member));
        }
        Ok(u8::from(resolve::nest::are_nest_mates(cx, current, member)?))
    }

    fn JVM_GetPermittedSubclasses(cx, scope, class: Ref) -> Ref {
        let class = class.class(cx);
        let Some(indices) = class.file.and_then(|file| file.attributes.permitted_subclasses.as_deref()) else {
            return Ok(Raw::NULL);
        };
        let classes = resolvable(cx, class, indices)?;
        Ok(class_array(cx, scope, &classes)?.get(cx).into())
    }
}
