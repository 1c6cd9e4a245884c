//! Objects that exist only as their fields, made where compiled code leaves.

use crate::heap::{Heap, truncated};
use crate::value::{ObjectId, Val};
use ir::Function;
use ir::entities::FieldRef;
use ir::frame_state::Shape;
use ir::immediate::Element;

/// What a field of an object that is to be made holds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Content {
    /// Zero or null.
    Zero,
    /// A value.
    Value(Val),
    /// The object with this number.
    Virtual(u32),
}

/// An object that is to be made.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan<'f> {
    /// What it is an instance of.
    pub shape: Shape,
    /// Which fields `contents` holds; empty for arrays.
    pub members: &'f [FieldRef],
    /// Fields or elements.
    pub contents: Vec<Content>,
    /// How often its monitor is entered.
    pub locks: u32,
}

/// Makes objects, which may name each other; they come back by their numbers.
pub fn rematerialize(heap: &mut Heap, func: &Function, plans: &[Plan<'_>]) -> Vec<ObjectId> {
    let made: Vec<ObjectId> = plans
        .iter()
        .map(|plan| allocate(heap, func, plan))
        .collect();
    for (plan, &id) in plans.iter().zip(&made) {
        for (index, content) in plan.contents.iter().enumerate() {
            let value = match *content {
                Content::Zero => continue,
                Content::Value(value) => value,
                Content::Virtual(number) => Val::Ref(Some(made[number as usize])),
            };
            match plan.shape {
                Shape::Instance(_) => {
                    heap.set_field(id, &func.fields[plan.members[index]], value);
                }
                Shape::ObjectArray(_) => heap.set_element(id, index, value),
                Shape::Array(element) => heap.set_element(id, index, truncated(element, value)),
            }
        }
        heap.set_locks(id, plan.locks);
    }
    made
}

fn allocate(heap: &mut Heap, func: &Function, plan: &Plan<'_>) -> ObjectId {
    let zeros = |element: Element| Some(vec![Val::zero(element.ty()); plan.contents.len()]);
    match plan.shape {
        Shape::Instance(class) => heap.allocate(&func.classes[class], None),
        Shape::ObjectArray(class) => heap.allocate(&func.classes[class], zeros(Element::Ref)),
        Shape::Array(element) => heap.allocate(element.word(), zeros(element)),
    }
}
