//! Fake class and method records, and what the code generator is told about them.

use crate::heap;
use crate::memory::{self, CLASSES, CLASSES_SIZE, MIRROR};
use crate::stubs;
use codegen::{
    Bump, CacheLayout, ClassFacts, ClassKind, ClassLayout, Facts, FieldFacts, Helper, Kind, Layout,
    LockLayout, MethodFacts, ThreadLayout,
};
use ir::Entity;
use ir::entities::{ClassRef, FieldRef, MethodRef};
use ir::immediate::Element;
use ir::routine::Routine;
use ir::{Function, types::Signature};
use ir_eval::World;
use std::cell::RefCell;
use std::mem::offset_of;

/// Bytes of a class record.
const RECORD: u64 = 1024;
const STATE: u64 = 0;
const COMPONENT: u64 = 8;
const INIT_THREAD: u64 = 16;
const SUPER_CHECK: u64 = 24;
const FOUND_SUPERTYPE: u64 = 32;
const DISPLAY: u64 = 64;
const N_DISPLAY: u64 = 32;
const VTABLE: u64 = 512;
const INITIALIZED: u8 = 4;
/// Bytes of the fields of an instance.
const FIELDS: u32 = 8 * 16;
/// Offset of the first field; and where it is so far behind that elements of arrays fit before it.
const FIRST_FIELD: u32 = 16;
const FIRST_LOOSE_FIELD: u32 = 1024;
/// Offset of the class word.
pub const CLASS_WORD: u64 = 4;
/// Offset of an array's length.
pub const ARRAY_LENGTH: u64 = 8;
/// Largest object from the buffer.
const MAX_BUFFERED: u32 = 3000;

/// A method record.
#[repr(C)]
pub struct Method {
    compiled_entry: u64,
    /// Its number in the function.
    pub index: u64,
}

/// An entry of an inline cache.
#[repr(C)]
pub struct CacheEntry {
    pub class: u32,
    pub method: u64,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub offset: u64,
    pub kind: Kind,
    pub is_static: bool,
}

/// All records of a run.
pub struct Classes {
    names: RefCell<Vec<String>>,
    pub fields: Vec<Field>,
    /// They stay where they are.
    methods: Vec<Method>,
    function_classes: Vec<String>,
    /// Chooses among the ways in which subtypes are recognized.
    variant: usize,
    has_buffer: bool,
    /// Arrays have fields too: random functions do not care.
    pub has_loose_fields: bool,
}

impl Classes {
    /// Those that a function names.
    pub fn of(
        func: &Function,
        world: &dyn World,
        variant: usize,
        has_loose_fields: bool,
    ) -> Classes {
        let statics: Vec<FieldRef> = func
            .layout
            .blocks()
            .flat_map(|block| func.layout.insts(block))
            .filter_map(|inst| {
                let data = func.inst(inst);
                match (data.opcode, data.immediate) {
                    (
                        ir::Opcode::LoadStatic | ir::Opcode::StoreStatic,
                        ir::immediate::Immediate::Field(field),
                    ) => Some(field),
                    _ => None,
                }
            })
            .collect();
        let first = if has_loose_fields {
            FIRST_LOOSE_FIELD
        } else {
            FIRST_FIELD
        };
        let fields = func
            .fields
            .iter()
            .map(|(field, name)| Field {
                name: name.clone(),
                offset: u64::from(first) + 8 * field.index() as u64,
                kind: kind_of(name.rsplit_once(':').expect("a field has a descriptor").1),
                is_static: statics.contains(&field),
            })
            .collect();
        let methods = func
            .methods
            .iter()
            .map(|(method, _)| Method {
                compiled_entry: stubs::outside as *const () as u64,
                index: method.index() as u64,
            })
            .collect();
        let classes = Classes {
            names: RefCell::new(Vec::new()),
            fields,
            methods,
            function_classes: func.classes.iter().map(|(_, name)| name.clone()).collect(),
            variant,
            has_buffer: variant.is_multiple_of(2),
            has_loose_fields,
        };
        classes.write(world);
        classes
    }

    /// Writes the records of the function's classes. They are the same ones each time.
    pub fn write(&self, world: &dyn World) {
        memory::fill(CLASSES, 0, CLASSES_SIZE);
        self.names.borrow_mut().clear();
        for name in &self.function_classes {
            self.record(name, world);
        }
        for element in Element::ALL {
            self.record(element.word(), world);
        }
    }

    /// The class record with this name.
    pub fn record(&self, name: &str, world: &dyn World) -> u64 {
        let known = self.names.borrow().iter().position(|known| known == name);
        if let Some(index) = known {
            return CLASSES + index as u64 * RECORD;
        }
        let index = self.names.borrow().len();
        self.names.borrow_mut().push(name.to_owned());
        let record = CLASSES + index as u64 * RECORD;
        assert!(
            record + RECORD <= CLASSES + CLASSES_SIZE,
            "too many classes"
        );
        let check = match index as u64 {
            index if index < N_DISPLAY => DISPLAY + 8 * index,
            _ => FOUND_SUPERTYPE,
        };
        memory::write(record + SUPER_CHECK, check as u32);
        if world.is_initialized(name) {
            memory::write(record + STATE, INITIALIZED);
        }
        for (number, method) in self.methods.iter().enumerate() {
            let slot = record + VTABLE + 8 * number as u64;
            memory::write(slot, &raw const *method as u64);
        }
        let names = self.names.borrow().clone();
        for (other, other_name) in names.iter().enumerate() {
            let other_record = CLASSES + other as u64 * RECORD;
            let enter = |sub: u64, above: u64, number: usize| {
                if (number as u64) < N_DISPLAY {
                    memory::write(sub + DISPLAY + 8 * number as u64, above);
                }
            };
            if world.is_subclass(name, other_name) {
                enter(record, other_record, other);
            }
            if world.is_subclass(other_name, name) {
                enter(other_record, record, index);
            }
        }
        if let Some(component) = component(name) {
            let component = self.record(&component, world);
            memory::write(record + COMPONENT, component);
        }
        record
    }

    /// The name of the class with this record.
    pub fn name(&self, record: u64) -> String {
        let index = (record - CLASSES) / RECORD;
        self.names.borrow()[index as usize].clone()
    }

    /// Bytes of an instance.
    pub fn instance_size(&self) -> u64 {
        let first = if self.has_loose_fields {
            FIRST_LOOSE_FIELD
        } else {
            FIRST_FIELD
        };
        u64::from(first + FIELDS)
    }

    pub fn method(record: u64) -> usize {
        memory::read::<u64>(record + offset_of!(Method, index) as u64) as usize
    }

    fn facts(&self, name: &str) -> ClassFacts {
        let names = self.names.borrow();
        let index = names.iter().position(|known| known == name);
        let index = index.expect("the function's classes have records") as u64;
        let address = (CLASSES + index * RECORD) as u32;
        let kind = match element_kind(name) {
            // The helper knows how large an array with fields is.
            Some(_) if self.has_loose_fields => ClassKind::Searched,
            Some(element) => ClassKind::Array { element },
            None if index < N_DISPLAY && (self.variant / 2).is_multiple_of(2) => ClassKind::Class {
                depth: index as u32,
            },
            None => ClassKind::Searched,
        };
        ClassFacts {
            address,
            kind,
            is_final: name == "Final",
            is_initialized: false,
            instance_size: self.has_buffer.then_some(self.instance_size() as u32),
        }
    }

    /// Offsets of everything.
    pub fn layout(&self, log: u64) -> Layout {
        let at = |offset: usize| offset as i32;
        let helpers = at(offset_of!(stubs::Thread, helpers));
        let bump = Bump {
            cursor: at(offset_of!(stubs::Thread, cursor)),
            limit: at(offset_of!(stubs::Thread, limit)),
            max_size: MAX_BUFFERED,
        };
        Layout {
            thread: ThreadLayout {
                poll: at(offset_of!(stubs::Thread, poll)),
                pending: at(offset_of!(stubs::Thread, pending)),
                anchor: at(offset_of!(stubs::Thread, anchor)),
                stack_limit: at(offset_of!(stubs::Thread, stack_limit)),
                object: 0,
                helpers: std::array::from_fn::<_, { Helper::COUNT }, _>(|n| helpers + 8 * n as i32),
                bump: self.has_buffer.then_some(bump),
            },
            class: ClassLayout {
                display: DISPLAY as i32,
                super_check: SUPER_CHECK as i32,
                found_supertype: FOUND_SUPERTYPE as i32,
                state: STATE as i32,
                initialized: INITIALIZED,
                init_thread: INIT_THREAD as i32,
                component: COMPONENT as i32,
                mirror: 0,
            },
            cache: CacheLayout {
                class: at(offset_of!(CacheEntry, class)),
                method: at(offset_of!(CacheEntry, method)),
            },
            compiled_entry: at(offset_of!(Method, compiled_entry)),
            class_word: CLASS_WORD as i32,
            lock: self.has_buffer.then_some(LockLayout {
                word: 0,
                entered: at(offset_of!(stubs::Thread, entered_once)),
                again: heap::ENTERED_AGAIN as i32,
                // Few, so that the helpers have work, too.
                count: 0x60,
            }),
            array_length: ARRAY_LENGTH as i32,
            element_base: std::array::from_fn(|n| element_base(Element::ALL[n]) as i32),
            reference_shift: 3,
            log_table: Some(memory::log_table(log)),
            // The evaluator keeps more than the lowest bit of what random functions store.
            boolean_array: match self.has_loose_fields {
                true => 0,
                false => self.facts(Element::Boolean.word()).address,
            },
        }
    }
}

/// Offset of an array's first element.
pub fn element_base(element: Element) -> u64 {
    match element {
        Element::Boolean | Element::Byte | Element::Long | Element::Double => 16,
        Element::Char | Element::Short | Element::Int | Element::Float | Element::Ref => 12,
    }
}

/// Kind of the elements of arrays of a class, by the names of the evaluator.
pub fn element_kind(class: &str) -> Option<Kind> {
    if let Some(element) = Element::from_word(class) {
        return Some(Kind::from(element));
    }
    class.strip_prefix('[').map(kind_of)
}

/// Class of the components of an array class, as the evaluator finds it.
fn component(class: &str) -> Option<String> {
    let element = class.strip_prefix('[')?;
    let element = element.strip_prefix('L').unwrap_or(element);
    Some(element.trim_end_matches(';').replace('/', "."))
}

fn kind_of(descriptor: &str) -> Kind {
    match descriptor.as_bytes()[0] {
        b'Z' => Kind::Boolean,
        b'B' => Kind::Byte,
        b'C' => Kind::Char,
        b'S' => Kind::Short,
        b'I' => Kind::Int,
        b'J' => Kind::Long,
        b'F' => Kind::Float,
        b'D' => Kind::Double,
        _ => Kind::Reference,
    }
}

impl Facts for Classes {
    fn class(&self, class: ClassRef) -> ClassFacts {
        self.facts(&self.function_classes[class.index()])
    }

    fn primitive_array(&self, element: Element) -> ClassFacts {
        self.facts(element.word())
    }

    fn field(&self, field: FieldRef) -> FieldFacts {
        let field = &self.fields[field.index()];
        FieldFacts {
            offset: field.offset as u32,
            kind: field.kind,
            mirror: if field.is_static { MIRROR } else { 0 },
        }
    }

    fn routine(&self, _: Routine) -> Option<u64> {
        None
    }

    fn has_been_null(&self, _: MethodRef, _: u32) -> bool {
        false
    }

    fn method(&self, method: MethodRef) -> MethodFacts {
        MethodFacts {
            address: &raw const self.methods[method.index()] as u64,
            vtable_offset: Some((VTABLE + 8 * method.index() as u64) as u32),
        }
    }
}

/// What a method passes and returns, with the receiver if the function calls it on one.
pub fn signature(func: &Function, method: usize, is_static: bool) -> Signature {
    let method = MethodRef::new(method);
    let mut signature = func.method_signature(method).expect("a verified function");
    if !is_static {
        signature.params.insert(0, ir::Type::Ref);
    }
    signature
}
