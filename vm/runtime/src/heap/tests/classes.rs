//! Made-up classes: a record is zeroed memory below 4 GB, with what the heap looks at filled in.

use crate::class::{Class, InstanceKind, RefRun};
use crate::known::{self, KnownClass};
use crate::layout::BasicType;
use crate::symbol::Symbol;
use std::sync::OnceLock;

/// `value` at 8 (long), `left` at 16, `right` at 20.
pub const NODE_VALUE: usize = 8;
pub const NODE_LEFT: usize = 16;
pub const NODE_RIGHT: usize = 20;

pub struct Classes {
    pub node: &'static Class,
    pub ref_array: &'static Class,
    pub long_array: &'static Class,
    pub byte_array: &'static Class,
    pub soft: &'static Class,
    pub weak: &'static Class,
    pub final_ref: &'static Class,
    pub phantom: &'static Class,
}

static CLASSES: OnceLock<Classes> = OnceLock::new();

pub fn classes() -> &'static Classes {
    CLASSES.get().unwrap()
}

pub fn node() -> &'static Class {
    classes().node
}

pub fn ref_array() -> &'static Class {
    classes().ref_array
}

pub fn long_array() -> &'static Class {
    classes().long_array
}

fn make(
    name: &str,
    kind: InstanceKind,
    element: BasicType,
    size: u32,
    runs: &'static [RefRun],
) -> &'static Class {
    // SAFETY: fresh zeroed memory below 2 GB; tests read only the fields written here and those for
    // which zero is a value.
    unsafe {
        let memory = libc::mmap(
            std::ptr::null_mut(),
            size_of::<Class>(),
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_32BIT,
            -1,
            0,
        );
        assert_ne!(memory, libc::MAP_FAILED);
        let class = memory.cast::<Class>();
        (&raw mut (*class).instance_kind).write(kind);
        (&raw mut (*class).element_type).write(element);
        (&raw mut (*class).instance_size).write(size);
        (&raw mut (*class).ref_runs).write(runs);
        (&raw mut (*class).interfaces).write(&[]);
        (&raw mut (*class).name).write(Symbol::from(name));
        &*class
    }
}

pub fn install() {
    const FIELDS: &[RefRun] = &[RefRun {
        offset: 8,
        count: 4,
    }];
    let object = BasicType::Object;
    let reference = |name, kind| make(name, kind, object, 32, FIELDS);
    known::REFERENCE_REFERENT.set_offset(8);
    known::REFERENCE_QUEUE.set_offset(12);
    known::REFERENCE_NEXT.set_offset(16);
    known::REFERENCE_DISCOVERED.set_offset(20);
    known::SOFT_TIMESTAMP.set_offset(24);
    known::MIRROR_SIZE.set_offset(12);
    known::MIRROR_N_STATIC_REFS.set_offset(16);
    // A mirror: one reference at 8, its size, the number of static references.
    KnownClass::Class.set(make(
        "java/lang/Class",
        InstanceKind::Mirror,
        object,
        24,
        &[RefRun {
            offset: 8,
            count: 1,
        }],
    ));
    let made = CLASSES.set(Classes {
        node: make(
            "Node",
            InstanceKind::Plain,
            object,
            24,
            &[RefRun {
                offset: 16,
                count: 2,
            }],
        ),
        ref_array: make("[LNode;", InstanceKind::RefArray, object, 0, &[]),
        long_array: make("[J", InstanceKind::PrimArray, BasicType::Long, 0, &[]),
        byte_array: make("[B", InstanceKind::PrimArray, BasicType::Byte, 0, &[]),
        soft: reference("Soft", InstanceKind::Soft),
        weak: reference("Weak", InstanceKind::Weak),
        final_ref: reference("Final", InstanceKind::Final),
        phantom: reference("Phantom", InstanceKind::Phantom),
    });
    assert!(made.is_ok());
}
