//! The classes of the installed JDK, defined without running any Java code.

use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use vm_runtime::class::{Class, ClassFlag, InstanceKind};
use vm_runtime::known::{self, KnownClass};
use vm_runtime::layout::BasicType;
use vm_runtime::method::VTABLE_ITABLE;
use vm_runtime::symbol::Symbol;
use vm_runtime::thread::Cx;
use vm_runtime::{define, heap, link, loader, threads};

fn image() -> Option<PathBuf> {
    let home = std::env::var_os("JAVA_HOME").map_or_else(
        || PathBuf::from("/usr/lib/jvm/java-17-openjdk-amd64"),
        PathBuf::from,
    );
    let path = home.join("lib/modules");
    path.exists().then_some(path)
}

fn boot(image: &Path) -> &'static mut Cx {
    heap::init(&heap::HeapConfig::default()).expect("the default heap fits");
    let thread = threads::attach_current("test", false).expect("the thread attaches");
    // SAFETY: the current thread, in VM, its only token.
    let cx = unsafe { thread.cx() };
    loader::configure(image, None, &[]).expect("the image opens");
    define::boot_classes(cx).expect("the boot classes are there");
    cx
}

fn method(
    class: &'static Class,
    name: &str,
    descriptor: &str,
) -> &'static vm_runtime::method::Method {
    link::find_method(class, Symbol::from(name), Symbol::from(descriptor))
        .expect("the class has the method")
}

#[test]
fn the_class_library_is_defined() {
    let Some(image) = image() else { return };
    let cx = boot(&image);

    let object = KnownClass::Object.get();
    let string = KnownClass::String.get();
    assert!(string.is_subtype_of(object));
    assert!(string.is_subtype_of(KnownClass::Comparable.get()));
    assert!(!object.is_subtype_of(string));
    assert_eq!(known::class_of_mirror(string.mirror(cx)), string);
    assert_eq!(string.mirror(cx).class(), KnownClass::Class.get());
    assert_eq!(
        KnownClass::FinalReference.get().instance_kind,
        InstanceKind::Final
    );
    assert!(
        KnownClass::MethodHandle
            .get()
            .has(ClassFlag::SignaturePolymorphic)
    );

    // Overriding: the slot of Object.hashCode holds String's.
    let hash_code = method(object, "hashCode", "()I");
    assert_eq!(link::select(string, hash_code).class, string);
    assert_eq!(
        link::select(define::primitive_array(BasicType::Int), hash_code).class,
        object
    );

    // Interface dispatch, default methods, and selection among them.
    let list = define::load_boot(cx, "java/util/List");
    let array_list = define::load_boot(cx, "java/util/ArrayList");
    let size = method(list, "size", "()I");
    assert_eq!(size.vtable_index.load(Ordering::Relaxed), VTABLE_ITABLE);
    assert_eq!(link::select(array_list, size).class, array_list);
    let stream = method(list, "stream", "()Ljava/util/stream/Stream;");
    assert_eq!(
        link::select(array_list, stream).class.name().text(),
        "java/util/Collection"
    );
    let spliterator = method(
        define::load_boot(cx, "java/util/Collection"),
        "spliterator",
        "()Ljava/util/Spliterator;",
    );
    assert_eq!(link::select(array_list, spliterator).class, array_list);
    let linked = define::load_boot(cx, "java/util/LinkedHashSet");
    assert_eq!(link::select(linked, spliterator).class, linked);

    // Arrays.
    let strings = define::array_of(cx, string).unwrap();
    let objects = define::array_of(cx, object).unwrap();
    assert_eq!(strings.name().text(), "[Ljava/lang/String;");
    assert!(strings.is_subtype_of(objects));
    assert!(!objects.is_subtype_of(strings));
    assert!(strings.is_subtype_of(KnownClass::Cloneable.get()));
    let matrix = loader::load_class_or_none(cx, Symbol::from("[[I"), loader::boot())
        .unwrap()
        .unwrap();
    assert!(matrix.is_subtype_of(objects));

    // Only java.base is visible before the module system is up.
    let sql = Symbol::from("java/sql/Driver");
    assert!(
        loader::load_class_or_none(cx, sql, loader::boot())
            .unwrap()
            .is_none()
    );
    vm_runtime::class::for_each(|class| {
        assert!(
            class.mirror.load(Ordering::Acquire) != 0,
            "{class:?} has no mirror"
        );
    });
    threads::detach_current();
}
