//! What is known of objects that exist only as their fields.

use ir::entities::{ClassRef, FieldRef};
use ir::frame_state::Shape;
use ir::immediate::{Element, Immediate};
use ir::{Block, Function, Inst, Type, Value};
use std::collections::{BTreeMap, HashMap};

/// Number of an object.
pub(super) type Id = u32;

/// The number that stands for the object itself where others are those of its fields.
pub(super) const ITSELF: u32 = u32::MAX;

/// Where an object comes from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Source {
    /// It is allocated here.
    Allocation(Inst),
    /// It is one of several objects, by the way that was taken: a parameter of a block.
    Param(Block, usize),
}

/// What never changes about an object.
#[derive(Clone, Debug)]
pub(super) struct Info {
    pub(super) source: Source,
    pub(super) shape: Shape,
    /// Number of elements; 0 unless it is an array.
    pub(super) length: usize,
    /// The check that its class is initialized.
    pub(super) initialized: Option<Value>,
}

/// A place where objects come into being that were virtual before.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Place {
    /// Before an instruction.
    Before(Inst),
    /// On an edge.
    On(Edge),
}

/// A target of a block's terminator.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) struct Edge {
    pub(super) from: Block,
    pub(super) index: usize,
}

/// A value that the pass makes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum New {
    /// The object, at the place where it comes into being.
    Made(Place, Id),
    /// What a store keeps of its value.
    Narrowed(Inst),
    /// What a field, or the object itself, is where paths meet.
    Phi(Block, Id, u32),
}

/// A value, perhaps one that does not exist yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Val {
    /// Zero or null.
    Zero,
    /// A number.
    Int(i32),
    /// A value of the function.
    Value(Value),
    /// A value that the pass makes.
    New(New),
    /// An object of the analysis, virtual or not.
    Object(Id),
}

/// What is known of an object at a place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Status {
    /// It exists as its fields; those that are missing at the end are zero.
    Virtual { fields: Vec<Val>, locks: u32 },
    /// It exists.
    Real(Val),
}

/// All objects that are known at a place.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Objects(pub(super) BTreeMap<Id, Status>);

impl Objects {
    pub(super) fn is_virtual(&self, id: Id) -> bool {
        matches!(self.0.get(&id), Some(Status::Virtual { .. }))
    }

    /// The field of a virtual object.
    pub(super) fn field(&self, id: Id, index: usize) -> Val {
        match self.0.get(&id) {
            Some(Status::Virtual { fields, .. }) => fields.get(index).copied().unwrap_or(Val::Zero),
            _ => Val::Zero,
        }
    }

    pub(super) fn set_field(&mut self, id: Id, index: usize, value: Val) {
        if let Some(Status::Virtual { fields, .. }) = self.0.get_mut(&id) {
            if index >= fields.len() {
                fields.resize(index + 1, Val::Zero);
            }
            fields[index] = value;
        }
    }

    /// The virtual objects that can be reached from these, these first.
    pub(super) fn virtual_from(&self, roots: impl IntoIterator<Item = Id>) -> Vec<Id> {
        let mut met: Vec<Id> = Vec::new();
        let mut left: Vec<Id> = roots.into_iter().collect();
        left.reverse();
        while let Some(id) = left.pop() {
            let Some(Status::Virtual { fields, .. }) = self.0.get(&id) else {
                continue;
            };
            if met.contains(&id) {
                continue;
            }
            met.push(id);
            left.extend(fields.iter().filter_map(|field| match field {
                Val::Object(id) => Some(*id),
                _ => None,
            }));
        }
        met
    }

    /// Lets an object come into being at a place, with the virtual ones that it names; which ones.
    pub(super) fn make(&mut self, id: Id, place: Place) -> Vec<Id> {
        let made = self.virtual_from([id]);
        for &id in &made {
            self.0
                .insert(id, Status::Real(Val::New(New::Made(place, id))));
        }
        made
    }
}

/// All objects of a function, and how their fields are numbered.
#[derive(Default, Debug)]
pub(super) struct Table {
    infos: Vec<Info>,
    ids: HashMap<Source, Id>,
    members: HashMap<ClassRef, Vec<FieldRef>>,
}

impl Table {
    /// The object from this source.
    pub(super) fn id(&mut self, info: Info) -> Id {
        *self.ids.entry(info.source).or_insert_with(|| {
            self.infos.push(info);
            self.infos.len() as Id - 1
        })
    }

    pub(super) fn len(&self) -> usize {
        self.infos.len()
    }

    pub(super) fn info(&self, id: Id) -> &Info {
        &self.infos[id as usize]
    }

    /// The number of a field in objects of the class.
    pub(super) fn field_index(&mut self, class: ClassRef, field: FieldRef) -> usize {
        let members = self.members.entry(class).or_default();
        let known = members.iter().position(|known| *known == field);
        known.unwrap_or_else(|| {
            members.push(field);
            members.len() - 1
        })
    }

    /// What the field with a number is, for the instructions that access it.
    pub(super) fn member(&self, id: Id, index: usize) -> Immediate {
        match self.info(id).shape {
            Shape::Instance(class) => Immediate::Field(self.members[&class][index]),
            Shape::ObjectArray(_) => Immediate::Element(Element::Ref),
            Shape::Array(element) => Immediate::Element(element),
        }
    }

    /// Type of a field, or of the object itself.
    pub(super) fn type_of(&self, func: &Function, id: Id, index: u32) -> Type {
        if index == ITSELF {
            return Type::Ref;
        }
        let member = self.member(id, index as usize);
        func.member_type(member)
            .expect("fields have descriptors, which the verifier has seen")
    }

    /// The fields of a class that are numbered.
    pub(super) fn members(&self, class: ClassRef) -> &[FieldRef] {
        self.members.get(&class).map_or(&[], Vec::as_slice)
    }
}
