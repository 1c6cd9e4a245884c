//! `java.lang.Object`, the hot tests of `java.lang.Class`, and `java.lang.ref`.

use super::{Rows, VOID, boolean, int};
use vm_runtime::call::Args;
use vm_runtime::class::{ClassFlag, InstanceKind};
use vm_runtime::known::{KnownClass, REFERENCE_REFERENT, class_of_mirror};
use vm_runtime::oop::Oop;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::{exceptions, heap, monitor};

fn get_class(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    Ok(args.oop(cx, 0).class().mirror(cx).raw())
}

fn hash_code(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    int(monitor::identity_hash(cx, args.oop(cx, 0)))
}

fn wait(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let millis = args.long(1);
    if millis < 0 {
        return Err(exceptions::throw(
            cx,
            "java/lang/IllegalArgumentException",
            Some("timeout value is negative"),
        ));
    }
    monitor::wait(cx, args.handle(0), millis)?;
    VOID
}

fn notify(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    monitor::notify(cx, args.handle(0), false)?;
    VOID
}

fn notify_all(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    monitor::notify(cx, args.handle(0), true)?;
    VOID
}

/// `Object.clone`: arrays and `Cloneable` classes, never `Reference`s.
pub(crate) fn clone(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let class = args.oop(cx, 0).class();
    let is_cloneable = class.is_array() || class.is_subtype_of(KnownClass::Cloneable.get());
    let is_reference = matches!(
        class.instance_kind,
        InstanceKind::Soft | InstanceKind::Weak | InstanceKind::Final | InstanceKind::Phantom
    );
    if !is_cloneable || is_reference {
        let name = class.external_name();
        return Err(exceptions::throw(
            cx,
            "java/lang/CloneNotSupportedException",
            Some(&name),
        ));
    }
    Ok(heap::clone_object(cx, args.handle(0))?.raw())
}

pub(super) const ROWS: Rows = &[
    ("getClass", "()Ljava/lang/Class;", get_class),
    ("hashCode", "()I", hash_code),
    ("wait", "(J)V", wait),
    ("notify", "()V", notify),
    ("notifyAll", "()V", notify_all),
    ("clone", "()Ljava/lang/Object;", clone),
];

fn is_primitive(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    boolean(class_of_mirror(args.oop(cx, 0)).is_primitive())
}
fn is_array(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    boolean(class_of_mirror(args.oop(cx, 0)).is_array())
}
fn is_interface(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    boolean(class_of_mirror(args.oop(cx, 0)).is_interface())
}
fn is_hidden(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    boolean(class_of_mirror(args.oop(cx, 0)).has(ClassFlag::Hidden))
}
fn is_instance(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let class = class_of_mirror(args.oop(cx, 0));
    boolean(!class.is_primitive() && args.oop(cx, 1).is_instance_of(class))
}
fn is_assignable_from(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let other = args.oop(cx, 1);
    if other.is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            None,
        ));
    }
    let (class, other) = (class_of_mirror(args.oop(cx, 0)), class_of_mirror(other));
    boolean(other.is_subtype_of(class))
}
fn get_superclass(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let class = class_of_mirror(args.oop(cx, 0));
    let superclass = if class.is_interface() {
        None
    } else {
        class.super_class
    };
    Ok(superclass.map_or(0, |class| class.mirror(cx).raw()))
}

pub(super) const CLASS: Rows = &[
    ("isPrimitive", "()Z", is_primitive),
    ("isArray", "()Z", is_array),
    ("isInterface", "()Z", is_interface),
    ("isHidden", "()Z", is_hidden),
    ("isInstance", "(Ljava/lang/Object;)Z", is_instance),
    (
        "isAssignableFrom",
        "(Ljava/lang/Class;)Z",
        is_assignable_from,
    ),
    ("getSuperclass", "()Ljava/lang/Class;", get_superclass),
];

fn refers_to(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let referent = REFERENCE_REFERENT.load(args.oop(cx, 0));
    boolean(referent == args.oop(cx, 1))
}
fn clear(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    REFERENCE_REFERENT.store(args.oop(cx, 0), Oop::NULL);
    VOID
}

pub(super) const REFERENCE: Rows = &[
    ("refersTo0", "(Ljava/lang/Object;)Z", refers_to),
    ("clear0", "()V", clear),
];
pub(super) const PHANTOM_REFERENCE: Rows = &[("refersTo0", "(Ljava/lang/Object;)Z", refers_to)];
