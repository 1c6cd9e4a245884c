//! What the code generator asks about the things that a function names, and where things are in
//! memory.

use super::environment::Environment;
use super::speculation;
use crate::tiering::DeoptReason;
use codegen::{
    Bump, CacheLayout, ClassFacts, ClassKind, ClassLayout, Facts, FieldFacts, Helper, Kind, Layout,
    LockLayout, MethodFacts, ThreadLayout,
};
use ir::entities::{ClassRef, FieldRef, MethodRef};
use ir::immediate::Element;
use ir::routine::Routine;
use std::mem::offset_of;
use std::sync::atomic::Ordering;
use vm_classfile::access_flags;
use vm_codecache::inline_cache::Entry;
use vm_runtime::class::{Class, ClassCold, ClassState, DISPLAY_SIZE, InstanceKind};
use vm_runtime::define;
use vm_runtime::heap;
use vm_runtime::layout::{self, BasicType};
use vm_runtime::method::Method;
use vm_runtime::thread::Thread;

/// Answers about the functions of a compilation.
pub(super) struct Answers<'c> {
    /// Where its numbers come from.
    pub(super) environment: &'c Environment<'c>,
}

impl Facts for Answers<'_> {
    fn class(&self, class: ClassRef) -> ClassFacts {
        facts_of(self.environment.class_named(class))
    }

    fn primitive_array(&self, element: Element) -> ClassFacts {
        facts_of(define::primitive_array(basic_type(element)))
    }

    fn field(&self, field: FieldRef) -> FieldFacts {
        let field = self.environment.field_named(field);
        let mirror = if field.is_static() {
            field.class.mirror.load(Ordering::Acquire)
        } else {
            0
        };
        FieldFacts {
            offset: field.offset,
            kind: kind_of(field.basic_type),
            mirror,
        }
    }

    fn method(&self, method: MethodRef) -> MethodFacts {
        let method = self.environment.method_named(method);
        let index = method.vtable_index.load(Ordering::Relaxed);
        let vtable_offset = u32::try_from(index)
            .ok()
            .map(|index| (size_of::<Class>() + index as usize * size_of::<usize>()) as u32);
        MethodFacts {
            address: std::ptr::from_ref(method).expose_provenance() as u64,
            vtable_offset,
        }
    }

    fn routine(&self, routine: Routine) -> Option<u64> {
        super::routines::address(routine)
    }

    fn has_been_null(&self, method: MethodRef, bci: u32) -> bool {
        let method = self.environment.method_named(method);
        speculation::n_failed(method, bci, DeoptReason::NullCheck) > 0
    }
}

/// The type that arrays of this element type hold.
pub(super) fn basic_type(element: Element) -> BasicType {
    match element {
        Element::Boolean => BasicType::Boolean,
        Element::Byte => BasicType::Byte,
        Element::Char => BasicType::Char,
        Element::Short => BasicType::Short,
        Element::Int => BasicType::Int,
        Element::Long => BasicType::Long,
        Element::Float => BasicType::Float,
        Element::Double => BasicType::Double,
        Element::Ref => BasicType::Object,
    }
}

fn kind_of(basic: BasicType) -> Kind {
    match basic {
        BasicType::Boolean => Kind::Boolean,
        BasicType::Byte => Kind::Byte,
        BasicType::Char => Kind::Char,
        BasicType::Short => Kind::Short,
        BasicType::Int => Kind::Int,
        BasicType::Long => Kind::Long,
        BasicType::Float => Kind::Float,
        BasicType::Double => Kind::Double,
        BasicType::Object | BasicType::Array => Kind::Reference,
        BasicType::Void => unreachable!("no field is void"),
    }
}

fn facts_of(class: &'static Class) -> ClassFacts {
    let kind = if class.is_array() {
        ClassKind::Array {
            element: kind_of(class.element_type),
        }
    } else if class.is_interface() || class.depth as usize >= DISPLAY_SIZE {
        ClassKind::Searched
    } else {
        ClassKind::Class { depth: class.depth }
    };
    ClassFacts {
        address: std::ptr::from_ref(class).expose_provenance() as u32,
        kind,
        is_final: is_closed(class),
        is_initialized: class.is_initialized(),
        instance_size: is_plain(class).then_some(class.instance_size),
    }
}

/// Has the class instances that are nothing but their fields?
pub(super) fn is_plain(class: &Class) -> bool {
    class.instance_kind == InstanceKind::Plain && !class.has_finalizer && !class.is_array()
}

/// Will the class never have a subtype but itself?
pub(super) fn is_closed(class: &Class) -> bool {
    match class.component {
        Some(component) => is_closed(component),
        None => class.is_array() || class.access & access_flags::FINAL != 0,
    }
}

/// Where things are in memory.
pub(super) fn layout() -> Layout {
    let thread = ThreadLayout {
        poll: offset_of!(Thread, poll) as i32,
        pending: offset_of!(Thread, pending) as i32,
        anchor: offset_of!(Thread, anchor) as i32,
        stack_limit: offset_of!(Thread, native_limit) as i32,
        object: offset_of!(Thread, object) as i32,
        helpers: std::array::from_fn(|index| {
            (offset_of!(Thread, helpers) + index * size_of::<usize>()) as i32
        }),
        bump: heap::allocation_buffer().map(|buffer| Bump {
            cursor: buffer.cursor as i32,
            limit: buffer.limit as i32,
            max_size: buffer.max_size as u32,
        }),
    };
    let element_base = |element| basic_type(element).array_base() as i32;
    Layout {
        thread,
        class: ClassLayout {
            display: offset_of!(Class, display) as i32,
            super_check: offset_of!(Class, super_check) as i32,
            found_supertype: offset_of!(Class, found_supertype) as i32,
            state: offset_of!(Class, state) as i32,
            initialized: ClassState::Initialized as u8,
            init_thread: (offset_of!(Class, cold) + offset_of!(ClassCold, init_thread)) as i32,
            component: offset_of!(Class, component) as i32,
            mirror: offset_of!(Class, mirror) as i32,
        },
        cache: CacheLayout {
            class: offset_of!(Entry<usize>, class) as i32,
            method: offset_of!(Entry<usize>, method) as i32,
        },
        compiled_entry: offset_of!(Method, compiled_entry) as i32,
        class_word: layout::CLASS_OFFSET as i32,
        lock: Some(LockLayout {
            word: layout::HEADER_OFFSET as i32,
            entered: offset_of!(Thread, entered_once) as i32,
            again: layout::ONE_RECURSION as i32,
            count: ((1 << (layout::RECURSION_BITS - 1)) - 1) * layout::ONE_RECURSION,
        }),
        array_length: layout::ARRAY_LENGTH_OFFSET as i32,
        element_base: std::array::from_fn(|index| element_base(Element::ALL[index])),
        reference_shift: layout::REF_SHIFT as u8,
        log_table: heap::log_table().map(|base| base as u64),
        boolean_array: std::ptr::from_ref(define::primitive_array(BasicType::Boolean))
            .expose_provenance() as u32,
    }
}

/// Addresses of the helpers, in the order of the table.
pub(super) fn helper_table() -> [usize; Helper::COUNT] {
    std::array::from_fn(|index| super::vm_calls::address(Helper::ALL[index]))
}
