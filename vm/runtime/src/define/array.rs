//! Array classes and the records behind primitive types.

use super::arena;
use crate::class::{Class, ClassCold, ClassFlag, ClassState, DISPLAY_SIZE, InstanceKind};
use crate::init::InitLock;
use crate::known::KnownClass;
use crate::layout::BasicType;
use crate::method::Method;
use crate::symbol::Symbol;
use crate::thread::{Cx, JResult};
use parking_lot::Mutex;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicPtr, AtomicU8, AtomicU32, AtomicU64, Ordering};
use vm_classfile::access_flags as acc;

static PRIMITIVES: [OnceLock<&'static Class>; 16] = [const { OnceLock::new() }; 16];
static PRIMITIVE_ARRAYS: [OnceLock<&'static Class>; 16] = [const { OnceLock::new() }; 16];

/// What differs between the records made here.
struct Shape {
    name: Symbol,
    kind: InstanceKind,
    element_type: BasicType,
    access: u16,
    component: Option<&'static Class>,
    flags: u32,
    package: Symbol,
    loader: &'static crate::loader::LoaderData,
}

/// Makes a record; `None`: the class space is full.
fn make(shape: Shape) -> Option<&'static Class> {
    let is_array = matches!(shape.kind, InstanceKind::RefArray | InstanceKind::PrimArray);
    let object = is_array.then(|| KnownClass::Object.get());
    let interfaces: &'static [&'static Class] = if is_array {
        static INTERFACES: OnceLock<[&'static Class; 2]> = OnceLock::new();
        INTERFACES.get_or_init(|| [KnownClass::Cloneable.get(), KnownClass::Serializable.get()])
    } else {
        &[]
    };
    let mut display = [None; DISPLAY_SIZE];
    display[0] = object;
    let vtable_len = object.map_or(0, |class| class.vtable_len);
    let place = arena::reserve(vtable_len as usize)?;
    let record = Class {
        instance_kind: shape.kind,
        element_type: shape.element_type,
        state: AtomicU8::new(ClassState::Initialized as u8),
        has_finalizer: false,
        instance_size: 0,
        ref_runs: &[],
        display,
        super_check: Class::super_check_of(0, false),
        found_supertype: AtomicPtr::default(),
        depth: u32::from(is_array),
        vtable_len,
        mirror: AtomicU64::new(0),
        interfaces,
        itables: OnceLock::new(),
        super_class: object,
        access: shape.access,
        flags: AtomicU32::new(shape.flags),
        name: shape.name,
        component: shape.component,
        array_class: AtomicPtr::new(std::ptr::null_mut()),
        loader: shape.loader,
        file: None,
        methods: OnceLock::new(),
        fields: OnceLock::new(),
        pool: OnceLock::new(),
        cold: ClassCold {
            mirror_size: 0,
            n_static_refs: 0,
            direct_interfaces: interfaces,
            package: shape.package,
            nest_host: OnceLock::new(),
            init_thread: AtomicU64::new(0),
            init_lock: InitLock::new(),
            subclasses: Mutex::new(Vec::new()),
            inner_flags: None,
            hidden_original: None,
            source: OnceLock::new(),
            init_error: Mutex::new(None),
        },
    };
    // SAFETY: the place was reserved for this vtable length just now.
    let class = unsafe { arena::place(place, record) };
    for index in 0..vtable_len as usize {
        let method: *const Method = KnownClass::Object.get().vtable_method(index);
        class.vtable()[index].store(method.cast_mut(), Ordering::Relaxed);
    }
    arena::publish(class);
    Some(class)
}

/// What makes the first classes possible.
const ROOM_AT_BOOT: &str = "there is free address space below 4 GB for class records";

/// Makes the records of the primitive types and of `void`.
pub(super) fn make_primitives() {
    for basic in BasicType::PRIMITIVES.into_iter().chain([BasicType::Void]) {
        PRIMITIVES[basic as usize].get_or_init(|| {
            make(Shape {
                name: Symbol::from(basic.java_name()),
                kind: InstanceKind::Plain,
                element_type: basic,
                access: acc::PUBLIC | acc::FINAL | acc::ABSTRACT,
                component: None,
                flags: ClassFlag::Primitive as u32,
                package: Symbol::from(""),
                loader: super::boot_loader(),
            })
            .expect(ROOM_AT_BOOT)
        });
    }
}

/// Makes the array classes of the primitive types.
pub(super) fn make_primitive_arrays() {
    for basic in BasicType::PRIMITIVES {
        PRIMITIVE_ARRAYS[basic as usize].get_or_init(|| {
            let class = make(Shape {
                name: Symbol::intern(&[b'[', basic.descriptor_char()]),
                kind: InstanceKind::PrimArray,
                element_type: basic,
                access: acc::PUBLIC | acc::FINAL | acc::ABSTRACT,
                component: None,
                flags: ClassFlag::Cloneable as u32,
                package: Symbol::from(""),
                loader: super::boot_loader(),
            })
            .expect(ROOM_AT_BOOT);
            primitive(basic)
                .array_class
                .store(std::ptr::from_ref(class).cast_mut(), Ordering::Release);
            class
        });
    }
}

/// The class record behind a primitive type's mirror, `void` included.
pub fn primitive(basic: BasicType) -> &'static Class {
    PRIMITIVES[basic as usize]
        .get()
        .expect("primitive records are made when the VM boots")
}

/// The array class of primitives.
pub fn primitive_array(element: BasicType) -> &'static Class {
    PRIMITIVE_ARRAYS[element as usize]
        .get()
        .expect("arrays of primitives are made when the VM boots")
}

/// The array class with this component, a primitive or not, once made.
pub fn existing_array(component: &Class) -> Option<&'static Class> {
    // SAFETY: the pointer is null or the address of an immortal class.
    unsafe { component.array_class.load(Ordering::Acquire).as_ref() }
}

/// The array class with this component (JVMS 5.3.3).
pub fn array_of(cx: &mut Cx, component: &'static Class) -> JResult<&'static Class> {
    if let Some(class) = existing_array(component) {
        return Ok(class);
    }
    let class = make(Shape {
        name: array_name(component),
        kind: InstanceKind::RefArray,
        element_type: BasicType::Object,
        access: (component.access & acc::PUBLIC) | acc::FINAL | acc::ABSTRACT,
        component: Some(component),
        flags: ClassFlag::Cloneable as u32,
        package: component.cold.package,
        loader: component.loader,
    })
    .ok_or_else(|| arena::throw_full(cx))?;
    super::mirror::create(cx, class, None, None)?;
    // Two threads may get here with records of their own: the first to publish wins.
    let address = std::ptr::from_ref(class).cast_mut();
    match component.array_class.compare_exchange(
        std::ptr::null_mut(),
        address,
        Ordering::AcqRel,
        Ordering::Acquire,
    ) {
        Ok(_) => Ok(class),
        // SAFETY: the winner's pointer is the address of an immortal class.
        Err(winner) => Ok(unsafe { &*winner }),
    }
}

fn array_name(component: &Class) -> Symbol {
    let name = component.name.as_bytes();
    let mut bytes = vec![b'['];
    if component.is_array() {
        bytes.extend_from_slice(name);
    } else {
        bytes.push(b'L');
        bytes.extend_from_slice(name);
        bytes.push(b';');
    }
    Symbol::intern(&bytes)
}
