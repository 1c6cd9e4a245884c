//! Entities of a function for things of the source: one each.

use crate::source::{ClassFacts, ClassId, FieldFacts, FieldId, MethodId, ObjectFacts, ObjectId};
use ir::Function;
use ir::entities::{ClassRef, FieldRef, MethodRef, ObjectRef};
use std::collections::HashMap;

/// Which entity stands for what, both ways.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) classes: Vec<ClassId>,
    pub(crate) fields: Vec<FieldId>,
    pub(crate) methods: Vec<MethodId>,
    pub(crate) objects: Vec<ObjectId>,
    class_of: HashMap<ClassId, ClassRef>,
    field_of: HashMap<FieldId, FieldRef>,
    /// A method that the VM executes itself may be called with several descriptors.
    method_of: HashMap<(MethodId, String), MethodRef>,
    object_of: HashMap<ObjectId, ObjectRef>,
}

impl Names {
    /// The entity of a class.
    pub(crate) fn class(&mut self, func: &mut Function, facts: &ClassFacts) -> ClassRef {
        *self.class_of.entry(facts.id).or_insert_with(|| {
            self.classes.push(facts.id);
            func.classes.push(facts.name.clone())
        })
    }

    /// The entity of a field.
    pub(crate) fn field(&mut self, func: &mut Function, facts: &FieldFacts) -> FieldRef {
        *self.field_of.entry(facts.id).or_insert_with(|| {
            self.fields.push(facts.id);
            func.fields.push(facts.name.clone())
        })
    }

    /// The entity of a method that is called by this name.
    pub(crate) fn method(&mut self, func: &mut Function, id: MethodId, name: &str) -> MethodRef {
        *self
            .method_of
            .entry((id, name.to_owned()))
            .or_insert_with(|| {
                self.methods.push(id);
                func.methods.push(name.to_owned())
            })
    }

    /// The entity of an object.
    pub(crate) fn object(&mut self, func: &mut Function, facts: &ObjectFacts) -> ObjectRef {
        *self.object_of.entry(facts.id).or_insert_with(|| {
            self.objects.push(facts.id);
            func.objects.push(facts.name.clone())
        })
    }

    /// Does every entity have a number of the source?
    pub(crate) fn is_complete(&self, func: &Function) -> bool {
        self.classes.len() == func.classes.len()
            && self.fields.len() == func.fields.len()
            && self.methods.len() == func.methods.len()
            && self.objects.len() == func.objects.len()
    }
}

/// A name as functions have it: without what the text form takes for punctuation.
pub(crate) fn function_name(method: &str) -> String {
    let name = method.split('(').next().unwrap_or_default();
    let is_plain = |c: char| !c.is_whitespace() && !"(){}[],:;=@\"".contains(c);
    let plain = name.chars().map(|c| if is_plain(c) { c } else { '_' });
    plain.collect()
}
