//! Objects in memory: taken over from the evaluator's heap, moved at every safepoint, and given
//! back.

use crate::classes::{ARRAY_LENGTH, CLASS_WORD, Classes, Field, element_base, element_kind};
use crate::memory::{self, HALF_SIZE, HALVES, MIRROR, MIRROR_SIZE};
use codegen::Kind;
use ir_eval::{Heap, ObjectId, Val, World};
use std::collections::HashMap;

/// Bytes of heap that compiled code may take before it must ask again.
const BUFFER: u64 = 6000;

/// An object in memory.
#[derive(Clone, Debug)]
pub struct Native {
    pub address: u64,
    /// Its number in the evaluator's heap, once it has one.
    pub id: Option<ObjectId>,
}

/// The lock word, the first of an object, when the only thread has entered the monitor once, and what
/// further entries add.
pub const ENTERED_ONCE: u32 = 0x1_0004;
pub const ENTERED_AGAIN: u32 = 0x20;

/// Everything in memory.
pub struct Objects {
    pub all: Vec<Native>,
    half: usize,
    next: u64,
    /// Most bytes of a half that were ever in use; the rest is zero.
    most: u64,
    /// Start of what compiled code has allocated and nobody has looked at.
    buffer: u64,
    /// Reference slots with their contents at the last collection, by object; to check barriers.
    remembered: Vec<(u64, Vec<u32>)>,
    log: u64,
}

impl Objects {
    pub fn new(log: u64) -> Objects {
        memory::fill(MIRROR, 0, MIRROR_SIZE);
        Objects {
            all: Vec::new(),
            half: 0,
            next: HALVES[0],
            most: 0,
            buffer: 0,
            remembered: Vec::new(),
            log,
        }
    }

    /// Address of the log table.
    pub fn log(&self) -> u64 {
        self.log
    }

    // Shapes.

    pub fn class_name(classes: &Classes, address: u64) -> String {
        classes.name(u64::from(memory::read::<u32>(address + CLASS_WORD)))
    }

    fn element_kind(classes: &Classes, address: u64) -> Option<Kind> {
        element_kind(&Objects::class_name(classes, address))
    }

    fn length(address: u64) -> u64 {
        u64::from(memory::read::<u32>(address + ARRAY_LENGTH))
    }

    fn element(kind: Kind, address: u64, index: u64) -> u64 {
        address + element_base(kind.element()) + (index << kind.log2_size())
    }

    fn array_size(classes: &Classes, kind: Kind, length: u64) -> u64 {
        let size = Objects::element(kind, 0, length).next_multiple_of(8);
        match classes.has_loose_fields {
            true => classes.instance_size().max(size),
            false => size,
        }
    }

    fn size(classes: &Classes, address: u64) -> u64 {
        match Objects::element_kind(classes, address) {
            Some(kind) => Objects::array_size(classes, kind, Objects::length(address)),
            None => classes.instance_size(),
        }
    }

    /// Slots of an object that hold references.
    fn reference_slots(classes: &Classes, address: u64) -> Vec<u64> {
        let kind = Objects::element_kind(classes, address);
        let n_elements = match kind {
            Some(Kind::Reference) => Objects::length(address),
            _ => 0,
        };
        let has_fields = kind.is_none() || classes.has_loose_fields;
        (0..n_elements)
            .map(|index| Objects::element(Kind::Reference, address, index))
            .chain(
                instance_fields(classes, false)
                    .filter(|field| has_fields && field.kind == Kind::Reference)
                    .map(|field| address + field.offset),
            )
            .collect()
    }

    fn static_slots(classes: &Classes) -> Vec<u64> {
        instance_fields(classes, true)
            .filter(|field| field.kind == Kind::Reference)
            .map(|field| MIRROR + field.offset)
            .collect()
    }

    // Allocation.

    /// Memory for an object, which is zero.
    fn take(&mut self, size: u64) -> u64 {
        let address = self.next;
        self.next += size;
        let used = self.next - HALVES[self.half];
        assert!(used <= HALF_SIZE, "the heap is full");
        self.most = self.most.max(used);
        address
    }

    pub fn new_instance(&mut self, classes: &Classes, class: u64) -> u64 {
        let address = self.take(classes.instance_size());
        memory::write(address + CLASS_WORD, class as u32);
        self.add(address);
        address
    }

    pub fn new_array(&mut self, classes: &Classes, class: u64, kind: Kind, length: u64) -> u64 {
        let address = self.take(Objects::array_size(classes, kind, length));
        memory::write(address + CLASS_WORD, class as u32);
        memory::write(address + ARRAY_LENGTH, length as u32);
        self.add(address);
        address
    }

    fn add(&mut self, address: u64) {
        self.all.push(Native { address, id: None });
    }

    // Monitors.

    /// How often the monitor of the object has been entered.
    fn n_locks(address: u64) -> u32 {
        match memory::read::<u32>(address) {
            0 => 0,
            word => (word - ENTERED_ONCE) / ENTERED_AGAIN + 1,
        }
    }

    fn set_locks(address: u64, n_locks: u32) {
        let word = match n_locks {
            0 => 0,
            _ => ENTERED_ONCE + (n_locks - 1) * ENTERED_AGAIN,
        };
        memory::write(address, word);
    }

    pub fn enter(address: u64) {
        Objects::set_locks(address, Objects::n_locks(address) + 1);
    }

    pub fn leave(address: u64) {
        Objects::set_locks(address, Objects::n_locks(address) - 1);
    }

    /// A new buffer for compiled code: cursor and limit.
    pub fn new_buffer(&mut self) -> (u64, u64) {
        self.buffer = self.take(BUFFER);
        (self.buffer, self.buffer + BUFFER)
    }

    /// Takes notice of what compiled code has allocated up to the cursor.
    pub fn discover(&mut self, classes: &Classes, cursor: u64) {
        while self.buffer != 0 && self.buffer < cursor {
            let address = self.buffer;
            self.buffer += Objects::size(classes, address);
            self.add(address);
        }
        assert!(self.buffer == 0 || self.buffer == cursor, "sizes differ");
    }

    // Moving.

    /// Moves all objects, and says where they were and are. What was there before is overwritten.
    pub fn move_all(&mut self, classes: &Classes) -> HashMap<u64, u64> {
        self.check_barriers(classes);
        let (from, to) = (HALVES[self.half], HALVES[1 - self.half]);
        let used = self.next - from;
        memory::fill(to, 0, self.most);
        self.half = 1 - self.half;
        // Not the same distance for all, and never the same addresses again.
        self.next = to + 8;
        let mut moved = HashMap::new();
        for index in 0..self.all.len() {
            let old = self.all[index].address;
            let size = Objects::size(classes, old);
            let new = self.take(size);
            memory::copy(old, new, size);
            moved.insert(old, new);
            self.all[index].address = new;
        }
        memory::fill(from, 0xdb, used);
        for index in 0..self.all.len() {
            for slot in Objects::reference_slots(classes, self.all[index].address) {
                update_narrow(&moved, slot);
            }
        }
        for slot in Objects::static_slots(classes) {
            update_narrow(&moved, slot);
        }
        self.buffer = 0;
        self.remember(classes);
        moved
    }

    /// Sets all log bits.
    fn remember(&mut self, classes: &Classes) {
        self.remembered.clear();
        let contents = |slots: Vec<u64>| slots.into_iter().map(memory::read::<u32>).collect();
        for object in &self.all {
            let slots = Objects::reference_slots(classes, object.address);
            self.remembered.push((object.address, contents(slots)));
        }
        let statics = Objects::static_slots(classes);
        self.remembered.push((MIRROR, contents(statics)));
        for (object, _) in &self.remembered {
            let (place, bit) = memory::log_bit(self.log, *object);
            memory::write(place, memory::read::<u8>(place) | bit);
        }
    }

    /// Compiled code has reported each object of which a reference slot changed.
    fn check_barriers(&mut self, classes: &Classes) {
        for (object, before) in std::mem::take(&mut self.remembered) {
            let slots = if object == MIRROR {
                Objects::static_slots(classes)
            } else {
                Objects::reference_slots(classes, object)
            };
            let (place, bit) = memory::log_bit(self.log, object);
            let is_set = memory::read::<u8>(place) & bit != 0;
            let mut pairs = slots.iter().zip(&before);
            let has_gained = pairs.any(|(slot, before)| {
                let now = memory::read::<u32>(*slot);
                now != *before && now != 0
            });
            assert!(
                !(has_gained && is_set),
                "a store into {object:#x} was not reported"
            );
            memory::write(place, memory::read::<u8>(place) & !bit);
        }
    }

    // To and from the evaluator.

    pub fn address_of(&self, id: ObjectId) -> u64 {
        let known = self.all.iter().find(|object| object.id == Some(id));
        known.expect("every object has been taken over").address
    }

    pub fn at(&mut self, address: u64) -> &mut Native {
        let known = self.all.iter_mut().find(|object| object.address == address);
        known.unwrap_or_else(|| panic!("{address:#x} is no object"))
    }

    /// The bits of a value, in a register.
    pub fn bits(&self, value: Val) -> u64 {
        match value {
            Val::I32(value) => u64::from(value as u32),
            Val::I64(value) => value as u64,
            Val::F32(value) => u64::from(value.to_bits()),
            Val::F64(value) => value.to_bits(),
            Val::Ref(None) | Val::Guard => 0,
            Val::Ref(Some(id)) => self.address_of(id),
        }
    }

    /// The value with these bits in a register.
    pub fn value(&mut self, ty: ir::Type, bits: u64) -> Val {
        match ty {
            ir::Type::I32 => Val::I32(bits as i32),
            ir::Type::I64 => Val::I64(bits as i64),
            ir::Type::F32 => Val::F32(f32::from_bits(bits as u32)),
            ir::Type::F64 => Val::F64(f64::from_bits(bits)),
            ir::Type::Ref if bits == 0 => Val::Ref(None),
            ir::Type::Ref => {
                let id = self.at(bits).id;
                Val::Ref(Some(
                    id.expect("objects are given back before they are named"),
                ))
            }
            ir::Type::Guard => Val::Guard,
        }
    }

    fn store(&self, kind: Kind, slot: u64, value: Val) {
        let bits = self.bits(value);
        match kind {
            Kind::Boolean | Kind::Byte => memory::write(slot, bits as u8),
            Kind::Char | Kind::Short => memory::write(slot, bits as u16),
            Kind::Int | Kind::Float => memory::write(slot, bits as u32),
            Kind::Long | Kind::Double => memory::write(slot, bits),
            Kind::Reference => memory::write(slot, (bits >> 3) as u32),
        }
    }

    fn load(&mut self, kind: Kind, slot: u64) -> Val {
        let word = || memory::read::<u32>(slot);
        match kind {
            Kind::Boolean | Kind::Byte => Val::I32(i32::from(memory::read::<i8>(slot))),
            Kind::Char => Val::I32(i32::from(memory::read::<u16>(slot))),
            Kind::Short => Val::I32(i32::from(memory::read::<i16>(slot))),
            Kind::Int => Val::I32(word() as i32),
            Kind::Float => Val::F32(f32::from_bits(word())),
            Kind::Long => Val::I64(memory::read(slot)),
            Kind::Double => Val::F64(f64::from_bits(memory::read(slot))),
            Kind::Reference => self.value(ir::Type::Ref, u64::from(word()) << 3),
        }
    }

    /// Makes memory what the evaluator's heap is.
    pub fn take_over(&mut self, classes: &Classes, heap: &Heap, world: &dyn World) {
        for id in heap.ids() {
            if self.all.iter().any(|object| object.id == Some(id)) {
                continue;
            }
            let object = heap.object(id);
            let class = classes.record(&object.class, world);
            let kind = element_kind(&object.class).unwrap_or(Kind::Reference);
            match &object.elements {
                Some(elements) => self.new_array(classes, class, kind, elements.len() as u64),
                None => self.new_instance(classes, class),
            };
            let native = self.all.last_mut().expect("one has been added");
            native.id = Some(id);
        }
        for index in 0..self.all.len() {
            let Native { address, id, .. } = self.all[index];
            let object = heap.object(id.expect("all were given back"));
            Objects::set_locks(address, object.locks);
            if let Some(elements) = &object.elements {
                let kind = element_kind(&object.class).unwrap_or(Kind::Reference);
                for (number, value) in elements.iter().enumerate() {
                    let slot = Objects::element(kind, address, number as u64);
                    self.store(kind, slot, *value);
                }
                if !classes.has_loose_fields {
                    continue;
                }
            }
            for field in instance_fields(classes, false) {
                if let Some(value) = object.fields.get(&field.name) {
                    self.store(field.kind, address + field.offset, *value);
                }
            }
        }
        for (name, value) in heap.statics() {
            if let Some(field) = classes.fields.iter().find(|field| field.name == name) {
                self.store(field.kind, MIRROR + field.offset, value);
            }
        }
        // What the VM writes needs no barrier here.
        self.remember(classes);
    }

    /// Makes the evaluator's heap what memory is.
    pub fn give_back(&mut self, classes: &Classes, heap: &mut Heap) {
        self.check_barriers(classes);
        for index in 0..self.all.len() {
            if self.all[index].id.is_some() {
                continue;
            }
            let address = self.all[index].address;
            let name = Objects::class_name(classes, address);
            let elements = element_kind(&name).map(|kind| {
                let zero = Val::zero(kind.element().ty());
                vec![zero; Objects::length(address) as usize]
            });
            self.all[index].id = Some(heap.allocate(&name, elements));
        }
        for index in 0..self.all.len() {
            let Native { address, id } = self.all[index].clone();
            let id = id.expect("it has just got one");
            heap.set_locks(id, Objects::n_locks(address));
            if let Some(kind) = Objects::element_kind(classes, address) {
                for number in 0..Objects::length(address) {
                    let value = self.load(kind, Objects::element(kind, address, number));
                    heap.set_element(id, number as usize, value);
                }
                if !classes.has_loose_fields {
                    continue;
                }
            }
            for field in instance_fields(classes, false) {
                let value = self.load(field.kind, address + field.offset);
                let is_known = heap.object(id).fields.contains_key(&field.name);
                if is_known || value != Val::zero(value.ty()) {
                    heap.set_field(id, &field.name, value);
                }
            }
        }
        for field in instance_fields(classes, true) {
            let value = self.load(field.kind, MIRROR + field.offset);
            let is_known = heap.statics().any(|(name, _)| name == field.name);
            if is_known || value != Val::zero(value.ty()) {
                heap.set_static_field(&field.name, value);
            }
        }
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        for half in HALVES {
            memory::fill(half, 0, self.most);
        }
    }
}

/// Fields that are static, or are not.
fn instance_fields(classes: &Classes, is_static: bool) -> impl Iterator<Item = &Field> {
    let fields = classes.fields.iter();
    fields.filter(move |field| field.is_static == is_static)
}

/// Updates a compressed reference.
fn update_narrow(moved: &HashMap<u64, u64>, slot: u64) {
    let old = u64::from(memory::read::<u32>(slot)) << 3;
    if old != 0 {
        let new = moved.get(&old);
        let new = new.unwrap_or_else(|| panic!("{old:#x} in memory is no object"));
        memory::write(slot, (new >> 3) as u32);
    }
}
