//! `jdk.internal.misc.Unsafe`: offsets, bases, classes.

use super::{Rows, VOID, boolean, int, long};
use vm_runtime::call::Args;
use vm_runtime::class::Class;
use vm_runtime::known::{FIELD_CLAZZ, FIELD_SLOT, class_of_mirror};
use vm_runtime::layout::BasicType;
use vm_runtime::method::Field;
use vm_runtime::oop::Oop;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::{Cx, JResult};
use vm_runtime::{exceptions, heap, init, resolve, strings};

fn register_natives(_cx: &mut Cx, _args: Args<'_>) -> JResult<u64> {
    VOID
}

/// The field that a `java.lang.reflect.Field` denotes.
fn reflected(cx: &Cx, args: Args<'_>) -> &'static Field {
    let field = args.oop(cx, 1);
    let class = class_of_mirror(FIELD_CLAZZ.load(field));
    &class.fields()[field.load_i32(FIELD_SLOT.offset()) as usize]
}

fn field_offset(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    long(i64::from(reflected(cx, args).offset))
}

fn static_field_base(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    Ok(reflected(cx, args).class.mirror(cx).raw())
}

fn object_field_offset_by_name(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let class = class_of_mirror(args.oop(cx, 1));
    let name = Symbol::intern(&strings::to_modified_utf8(args.oop(cx, 2)));
    match class.fields().iter().find(|field| field.name == name) {
        Some(field) => long(i64::from(field.offset)),
        None => Err(exceptions::throw(cx, "java/lang/InternalError", None)),
    }
}

/// Element type of the array class whose mirror is argument 1.
fn element_type(cx: &Cx, args: Args<'_>) -> Option<BasicType> {
    let class = class_of_mirror(args.oop(cx, 1));
    class.is_array().then_some(class.element_type)
}

fn array_base_offset(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    match element_type(cx, args) {
        Some(element) => int(Oop::element_offset(element, 0) as i32),
        None => Err(exceptions::throw(
            cx,
            "java/lang/InvalidClassException",
            None,
        )),
    }
}

fn array_index_scale(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    match element_type(cx, args) {
        Some(element) => int(element.size() as i32),
        None => Err(exceptions::throw(
            cx,
            "java/lang/InvalidClassException",
            None,
        )),
    }
}

/// The class of a mirror, `None` for primitives.
fn initializable(cx: &Cx, args: Args<'_>) -> Option<&'static Class> {
    let class = class_of_mirror(args.oop(cx, 1));
    (!class.is_primitive()).then_some(class)
}

fn should_be_initialized(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    boolean(initializable(cx, args).is_some_and(|class| !class.is_initialized()))
}

fn ensure_class_initialized(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    if let Some(class) = initializable(cx, args) {
        init::initialize(cx, class)?;
    }
    VOID
}

fn allocate_instance(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let class = class_of_mirror(args.oop(cx, 1));
    if class.is_primitive() || class.is_array() || class.is_abstract() {
        let name = class.external_name();
        return Err(exceptions::throw(
            cx,
            "java/lang/InstantiationException",
            Some(&name),
        ));
    }
    resolve::check_instantiable(cx, class)?;
    init::initialize(cx, class)?;
    Ok(heap::alloc_instance(cx, class)?.raw())
}

fn throw_exception(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let exception = args.oop(cx, 1);
    if exception.is_null() {
        return Err(exceptions::throw(
            cx,
            "java/lang/NullPointerException",
            None,
        ));
    }
    Err(cx.set_pending(exception))
}

fn define_class(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    // (String name, byte[] b, int off, int len, ClassLoader loader, ProtectionDomain pd)
    let array = args.oop(cx, 2);
    let (offset, length) = (args.int(3) as usize, args.int(4) as usize);
    let base = Oop::element_offset(BasicType::Byte, offset);
    let bytes: Vec<u8> = (0..length)
        .map(|index| array.load_u8(base + index))
        .collect();
    let name = args.oop(cx, 1).non_null().map(strings::to_internal_name);
    let class = crate::class_lookup::define(cx, name, &bytes, args.handle(5), args.handle(6))?;
    Ok(class.mirror(cx).raw())
}

fn load_average(cx: &mut Cx, args: Args<'_>) -> JResult<u64> {
    let array = args.oop(cx, 1);
    let mut averages = [0.0_f64; 3];
    let n = args.int(2).clamp(0, 3);
    // SAFETY: the buffer has room for three values.
    let n_read = unsafe { libc::getloadavg(averages.as_mut_ptr(), n) };
    for (index, average) in averages.iter().enumerate().take(n_read.max(0) as usize) {
        array.store_u64(
            Oop::element_offset(BasicType::Double, index),
            average.to_bits(),
        );
    }
    int(n_read)
}

pub(super) const ROWS: Rows = &[
    ("registerNatives", "()V", register_natives),
    (
        "objectFieldOffset0",
        "(Ljava/lang/reflect/Field;)J",
        field_offset,
    ),
    (
        "objectFieldOffset1",
        "(Ljava/lang/Class;Ljava/lang/String;)J",
        object_field_offset_by_name,
    ),
    (
        "staticFieldOffset0",
        "(Ljava/lang/reflect/Field;)J",
        field_offset,
    ),
    (
        "staticFieldBase0",
        "(Ljava/lang/reflect/Field;)Ljava/lang/Object;",
        static_field_base,
    ),
    (
        "shouldBeInitialized0",
        "(Ljava/lang/Class;)Z",
        should_be_initialized,
    ),
    (
        "ensureClassInitialized0",
        "(Ljava/lang/Class;)V",
        ensure_class_initialized,
    ),
    (
        "arrayBaseOffset0",
        "(Ljava/lang/Class;)I",
        array_base_offset,
    ),
    (
        "arrayIndexScale0",
        "(Ljava/lang/Class;)I",
        array_index_scale,
    ),
    (
        "allocateInstance",
        "(Ljava/lang/Class;)Ljava/lang/Object;",
        allocate_instance,
    ),
    (
        "throwException",
        "(Ljava/lang/Throwable;)V",
        throw_exception,
    ),
    (
        "defineClass0",
        "(Ljava/lang/String;[BIILjava/lang/ClassLoader;Ljava/security/ProtectionDomain;)Ljava/lang/Class;",
        define_class,
    ),
    ("getLoadAverage0", "([DI)I", load_average),
    // Persistent memory is not supported: UnsafeConstants.DATA_CACHE_LINE_FLUSH_SIZE is 0.
    ("writeback0", "(J)V", register_natives),
    ("writebackPreSync0", "()V", register_natives),
    ("writebackPostSync0", "()V", register_natives),
];
