//! Entities of functions for things of the source: one each.
//!
//! All functions of a compilation share one numbering, which only grows, so that the body of one
//! can be put into another: the tables of each are a beginning of the tables here.

use crate::source::{ClassFacts, ClassId, FieldFacts, FieldId, MethodId, ObjectFacts, ObjectId};
use ir::Function;
use ir::entities::{ClassRef, EntityMap, FieldRef, MethodRef, ObjectRef};
use std::collections::HashMap;

/// Which entity stands for what, both ways.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Of each class, in order: what it is to the source.
    pub classes: Vec<ClassId>,
    /// Of each field.
    pub fields: Vec<FieldId>,
    /// Of each method.
    pub methods: Vec<MethodId>,
    /// Of each constant object.
    pub objects: Vec<ObjectId>,
    texts: Texts,
    class_of: HashMap<ClassId, ClassRef>,
    field_of: HashMap<FieldId, FieldRef>,
    /// A method that the VM executes itself may be called with several descriptors.
    method_of: HashMap<(MethodId, String), MethodRef>,
    object_of: HashMap<ObjectId, ObjectRef>,
}

/// The names, by entity.
#[derive(Clone, Debug, Default)]
struct Texts {
    classes: EntityMap<ClassRef, String>,
    fields: EntityMap<FieldRef, String>,
    methods: EntityMap<MethodRef, String>,
    objects: EntityMap<ObjectRef, String>,
}

impl Names {
    /// Gives a function all names that it has not got yet.
    pub fn give(&self, func: &mut Function) {
        func.classes.adopt(&self.texts.classes);
        func.fields.adopt(&self.texts.fields);
        func.methods.adopt(&self.texts.methods);
        func.objects.adopt(&self.texts.objects);
    }

    /// The entity of a class.
    pub fn class(&mut self, func: &mut Function, facts: &ClassFacts) -> ClassRef {
        let texts = &mut self.texts.classes;
        let class = *self.class_of.entry(facts.id).or_insert_with(|| {
            self.classes.push(facts.id);
            texts.push(facts.name.clone())
        });
        func.classes.adopt(texts);
        class
    }

    /// The entity of a field.
    pub fn field(&mut self, func: &mut Function, facts: &FieldFacts) -> FieldRef {
        let texts = &mut self.texts.fields;
        let field = *self.field_of.entry(facts.id).or_insert_with(|| {
            self.fields.push(facts.id);
            texts.push(facts.name.clone())
        });
        func.fields.adopt(texts);
        field
    }

    /// The entity of a method that is called by this name.
    pub fn method(&mut self, func: &mut Function, id: MethodId, name: &str) -> MethodRef {
        let texts = &mut self.texts.methods;
        let key = (id, name.to_owned());
        let method = *self.method_of.entry(key).or_insert_with(|| {
            self.methods.push(id);
            texts.push(name.to_owned())
        });
        func.methods.adopt(texts);
        method
    }

    /// The entity of an object.
    pub fn object(&mut self, func: &mut Function, facts: &ObjectFacts) -> ObjectRef {
        let texts = &mut self.texts.objects;
        let object = *self.object_of.entry(facts.id).or_insert_with(|| {
            self.objects.push(facts.id);
            texts.push(facts.name.clone())
        });
        func.objects.adopt(texts);
        object
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
