//! The evaluator's memory: objects, arrays, statics and locks, by name and without layout.
//!
//! Each access checks that the operation that makes it has declared the effect, so that a wrong
//! flag in the table is found by evaluating.

use crate::value::{ObjectId, Val};
use ir::effects::{Effects, Region, Regions};
use ir::immediate::Element;
use std::collections::BTreeMap;

/// An object or array.
#[derive(Clone, PartialEq, Debug)]
pub struct Object {
    /// Name of its class; of an array of primitives the word of its element type.
    pub class: String,
    /// Fields that were written, by name.
    pub fields: BTreeMap<String, Val>,
    /// Elements; `None`: it is no array.
    pub elements: Option<Vec<Val>>,
    /// How often its monitor has been entered.
    pub locks: u32,
}

/// All memory.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Heap {
    objects: Vec<Object>,
    statics: BTreeMap<String, Val>,
    constants: BTreeMap<String, ObjectId>,
    osr_locals: Vec<Val>,
}

/// The effects that the operation under way has declared.
#[derive(Clone, Copy)]
pub(crate) struct Declared(pub(crate) Effects);

impl Declared {
    fn reads(self, region: Region) {
        assert!(
            self.0.reads.overlaps(Regions::of(region)),
            "an operation read {region:?} and does not declare it"
        );
    }

    fn writes(self, region: Region) {
        assert!(
            self.0.writes.overlaps(Regions::of(region)),
            "an operation wrote {region:?} and does not declare it"
        );
    }
}

impl Heap {
    /// An object.
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.0]
    }

    /// An object, to be changed.
    pub fn object_mut(&mut self, id: ObjectId) -> &mut Object {
        &mut self.objects[id.0]
    }

    /// How often monitors are entered, all together.
    pub fn n_locks(&self) -> u32 {
        self.objects.iter().map(|object| object.locks).sum()
    }

    /// A static field that was written.
    pub fn static_field(&self, name: &str) -> Option<Val> {
        self.statics.get(name).copied()
    }

    /// Writes a static field.
    pub fn set_static_field(&mut self, name: &str, value: Val) {
        self.statics
            .insert(name.to_owned(), truncated_member(name, value));
    }

    /// A new object without fields, or a new array.
    pub fn allocate(&mut self, class: &str, elements: Option<Vec<Val>>) -> ObjectId {
        self.objects.push(Object {
            class: class.to_owned(),
            fields: BTreeMap::new(),
            elements,
            locks: 0,
        });
        ObjectId(self.objects.len() - 1)
    }

    /// The constant object of this description: always the same one.
    pub fn constant(&mut self, description: &str) -> ObjectId {
        if let Some(id) = self.constants.get(description) {
            return *id;
        }
        let id = self.allocate(description, None);
        self.constants.insert(description.to_owned(), id);
        id
    }

    /// What the frame that a function replaces has in its locals.
    pub fn set_osr_locals(&mut self, locals: Vec<Val>) {
        self.osr_locals = locals;
    }

    /// What the frame that a function replaces has in its locals.
    pub fn osr_locals(&self) -> &[Val] {
        &self.osr_locals
    }

    /// `None`: there is no such local.
    pub(crate) fn load_osr_local(&self, by: Declared, slot: i32) -> Option<Val> {
        by.reads(Region::Osr);
        let slot = usize::try_from(slot).ok()?;
        self.osr_locals.get(slot).copied()
    }

    /// Static fields that were written, by name.
    pub fn statics(&self) -> impl Iterator<Item = (&str, Val)> {
        self.statics
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
    }

    /// Writes a field on behalf of code outside the function.
    pub fn set_field(&mut self, id: ObjectId, name: &str, value: Val) {
        let value = truncated_member(name, value);
        self.objects[id.0].fields.insert(name.to_owned(), value);
    }

    /// All objects.
    pub fn ids(&self) -> impl Iterator<Item = ObjectId> + use<> {
        (0..self.objects.len()).map(ObjectId)
    }

    /// Writes an element on behalf of code outside the function. The element is there.
    pub fn set_element(&mut self, id: ObjectId, index: usize, value: Val) {
        if let Some(elements) = &mut self.objects[id.0].elements {
            elements[index] = value;
        }
    }

    /// Says how often the object's monitor has been entered.
    pub fn set_locks(&mut self, id: ObjectId, locks: u32) {
        self.objects[id.0].locks = locks;
    }

    /// Length of an array; `None`: the object is none.
    pub fn length(&self, id: ObjectId) -> Option<usize> {
        self.object(id).elements.as_ref().map(Vec::len)
    }

    pub(crate) fn load_field(&self, by: Declared, id: ObjectId, name: &str, zero: Val) -> Val {
        by.reads(Region::Field);
        self.object(id).fields.get(name).copied().unwrap_or(zero)
    }

    pub(crate) fn store_field(&mut self, by: Declared, id: ObjectId, name: &str, value: Val) {
        by.writes(Region::Field);
        self.set_field(id, name, value);
    }

    pub(crate) fn load_static(&self, by: Declared, name: &str, zero: Val) -> Val {
        by.reads(Region::Static);
        self.statics.get(name).copied().unwrap_or(zero)
    }

    pub(crate) fn store_static(&mut self, by: Declared, name: &str, value: Val) {
        by.writes(Region::Static);
        self.set_static_field(name, value);
    }

    /// `None`: there is no such element.
    pub(crate) fn load_element(&self, by: Declared, id: ObjectId, index: i32) -> Option<Val> {
        by.reads(Region::Element);
        let index = usize::try_from(index).ok()?;
        self.object(id).elements.as_ref()?.get(index).copied()
    }

    /// `None`: there is no such element.
    pub(crate) fn store_element(
        &mut self,
        by: Declared,
        id: ObjectId,
        index: i32,
        element: Element,
        value: Val,
    ) -> Option<()> {
        by.writes(Region::Element);
        let index = usize::try_from(index).ok()?;
        let place = self.objects[id.0].elements.as_mut()?.get_mut(index)?;
        *place = truncated(element, value);
        Some(())
    }

    /// Enters (`by` 1) or leaves (-1) the monitor; false: it was not entered.
    pub(crate) fn lock(&mut self, by: Declared, id: ObjectId, change: i32) -> bool {
        by.writes(Region::Monitor);
        let locks = &mut self.objects[id.0].locks;
        match locks.checked_add_signed(change) {
            Some(new) => {
                *locks = new;
                true
            }
            None => false,
        }
    }
}

/// What a field keeps of a value; its descriptor stands at the end of its name.
fn truncated_member(name: &str, value: Val) -> Val {
    let element = match (name.rsplit(':').next(), value) {
        (Some("Z"), Val::I32(value)) => return Val::I32(value & 1),
        (Some("B"), _) => Element::Byte,
        (Some("C"), _) => Element::Char,
        (Some("S"), _) => Element::Short,
        _ => return value,
    };
    truncated(element, value)
}

/// What an element of this type keeps of a value.
pub fn truncated(element: Element, value: Val) -> Val {
    match (element, value) {
        (Element::Boolean | Element::Byte, Val::I32(value)) => Val::I32(i32::from(value as i8)),
        (Element::Char, Val::I32(value)) => Val::I32(i32::from(value as u16)),
        (Element::Short, Val::I32(value)) => Val::I32(i32::from(value as i16)),
        (_, value) => value,
    }
}
