//! The world of a compilation: what the VM says, written down, or what was written down.
//!
//! The first answer to a question is kept, and stays the answer for the whole compilation, even if
//! the VM changes meanwhile. Whoever adds a question to `CompileEnv` or `Facts` adds it here, with
//! a row in `questions.rs`; a test compares the lists. The file is long because each question has its
//! few lines here, and only here.

use crate::addresses::Addresses;
use crate::questions::{
    AddressOfRoutine, Answers, ArrayLength, AskInlining, AskLinkedTarget, AskSeenCalls, Asked,
    ClassOf, ClassOfMirror, ConstantElement, ConstantField, FactsOfClass, FactsOfField,
    FactsOfMethod, FactsOfPrimitiveArray, IsFinal, IsPlain, IsSubclass, Known, MakesNoFinalizable,
    Named, ResolveVirtual, UniqueTarget,
};
use crate::{questions, words};
use codegen::{ClassFacts, ClassKind, Facts, FieldFacts, Kind, MethodFacts};
use ir::Function;
use ir::entities::{ClassRef, Entity, FieldRef, MethodRef, ObjectRef};
use ir::fold::Constant;
use ir::immediate::{Element, Reason};
use ir::routine::Routine;
use ir_build::{BytecodeSource, ClassId, FieldId, MethodId, Names, ObjectFacts, ObjectId};
use opt::CompileEnv;
use opt::environment::{self, Inlining, LinkedTarget, Refusal, SeenCalls};
use std::cell::{Cell, RefCell};

/// The VM behind a world.
#[derive(Clone, Copy)]
pub struct Live<'a> {
    /// Answers the optimizer.
    pub env: &'a dyn CompileEnv,
    /// Answers the code generator.
    pub facts: &'a dyn Facts,
}

/// Answers to all questions of a compilation but those of its builder.
pub struct World<'a> {
    source: &'a dyn BytecodeSource,
    /// `None`: only what is recorded is known.
    live: Option<Live<'a>>,
    names: &'a RefCell<Names>,
    answers: &'a Answers,
    addresses: Addresses,
    /// As [`ir_build::Options::prune`], for what is inlined.
    prune: Option<u32>,
    n_unknown: Cell<usize>,
}

impl<'a> World<'a> {
    /// Writes down what a VM says. `names` are those of the functions of the compilation, and
    /// `source` writes to the answers too.
    pub fn live(
        source: &'a dyn BytecodeSource,
        live: Live<'a>,
        names: &'a RefCell<Names>,
        answers: &'a Answers,
        prune: Option<u32>,
    ) -> World<'a> {
        World {
            source,
            live: Some(live),
            names,
            answers,
            addresses: Addresses::Recorded,
            prune,
            n_unknown: Cell::new(0),
        }
    }

    /// Says what was written down; `source` is a part of that.
    pub(crate) fn recorded(
        source: &'a dyn BytecodeSource,
        names: &'a RefCell<Names>,
        answers: &'a Answers,
        addresses: Addresses,
        prune: Option<u32>,
    ) -> World<'a> {
        World {
            source,
            live: None,
            names,
            answers,
            addresses,
            prune,
            n_unknown: Cell::new(0),
        }
    }

    /// Questions without an answer in the recording.
    pub(crate) fn n_unknown(&self) -> usize {
        self.n_unknown.get()
    }

    /// The recorded answer, or that of the VM, which is recorded then, or `unknown`.
    fn ask<Q: Asked>(
        &self,
        question: Q,
        live: impl FnOnce(Live<'a>) -> Q::Answer,
        unknown: impl FnOnce() -> Q::Answer,
    ) -> Q::Answer {
        let key = question.question();
        let recorded = self.answers.outside.borrow().get(&key).cloned();
        if let Some(answer) = recorded.as_ref().and_then(Q::answer) {
            return answer.clone();
        }
        let Some(vm) = self.live else {
            self.n_unknown.set(self.n_unknown.get() + 1);
            return unknown();
        };
        let answer = live(vm);
        let response = Q::response(answer.clone());
        self.answers.outside.borrow_mut().add(key, response);
        answer
    }

    fn class_id(&self, class: ClassRef) -> ClassId {
        self.names.borrow().classes[class.index()]
    }

    fn method_id(&self, method: MethodRef) -> MethodId {
        self.names.borrow().methods[method.index()]
    }

    fn field_id(&self, field: FieldRef) -> FieldId {
        self.names.borrow().fields[field.index()]
    }

    fn object_id(&self, object: ObjectRef) -> ObjectId {
        self.names.borrow().objects[object.index()]
    }

    fn named_method(&self, func: &Function, method: MethodRef) -> Named {
        Named {
            id: self.method_id(method).0,
            name: func.methods[method].clone(),
        }
    }

    fn named_class(&self, func: &Function, class: ClassRef) -> Named {
        Named {
            id: self.class_id(class).0,
            name: func.classes[class].clone(),
        }
    }

    fn known(&self, func: &Function, known: environment::Known) -> Known {
        match known {
            environment::Known::Constant(Constant::I32(value)) => Known::Int(value),
            environment::Known::Constant(Constant::I64(value)) => Known::Long(value),
            environment::Known::Constant(Constant::F32(value)) => Known::Float(value.to_bits()),
            environment::Known::Constant(Constant::F64(value)) => Known::Double(value.to_bits()),
            environment::Known::Constant(Constant::Null) => Known::Null,
            environment::Known::Object(object) => Known::Object(Named {
                id: self.object_id(object).0,
                name: func.objects[object].clone(),
            }),
        }
    }

    /// The entity of a method.
    fn method_entity(&self, func: &mut Function, method: &Named) -> MethodRef {
        let id = MethodId(method.id);
        self.names.borrow_mut().method(func, id, &method.name)
    }

    /// The entity of a class.
    fn class_entity(&self, func: &mut Function, class: Named) -> ClassRef {
        let facts = ir_build::ClassFacts {
            id: ClassId(class.id),
            name: class.name,
            is_instantiable: false,
        };
        self.names.borrow_mut().class(func, &facts)
    }

    fn known_entity(&self, func: &mut Function, known: Known) -> environment::Known {
        let constant = match known {
            Known::Int(value) => Constant::I32(value),
            Known::Long(value) => Constant::I64(value),
            Known::Float(bits) => Constant::F32(f32::from_bits(bits)),
            Known::Double(bits) => Constant::F64(f64::from_bits(bits)),
            Known::Null => Constant::Null,
            Known::Object(Named { id, name }) => {
                let facts = ObjectFacts {
                    id: ObjectId(id),
                    name,
                };
                return environment::Known::Object(self.names.borrow_mut().object(func, &facts));
            }
        };
        environment::Known::Constant(constant)
    }
}

/// Of a method that the recording does not know.
fn unknown_inlining() -> questions::Inlining {
    questions::Inlining {
        is_forced: false,
        refused: Some("not in the recording".to_owned()),
        n_code_bytes: 0,
        linker: None,
    }
}

impl CompileEnv for World<'_> {
    fn inlining(&self, func: &Function, method: MethodRef) -> Inlining {
        let asked = AskInlining(self.method_id(method));
        let live = |vm: Live<'_>| {
            let inlining = vm.env.inlining(func, method);
            questions::Inlining {
                is_forced: inlining.is_forced,
                refused: inlining.refused.map(str::to_owned),
                n_code_bytes: inlining.n_code_bytes,
                linker: inlining.linker,
            }
        };
        let answer = self.ask(asked, live, unknown_inlining);
        Inlining {
            is_forced: answer.is_forced,
            refused: answer.refused.as_deref().map(words::kept),
            n_code_bytes: answer.n_code_bytes,
            linker: answer.linker,
        }
    }

    /// Built of the same answers as everything else.
    fn callee_ir(&self, func: &Function, method: MethodRef) -> Result<Function, Refusal> {
        if let Some(reason) = self.inlining(func, method).refused {
            return Err(Refusal { reason });
        }
        let id = self.method_id(method);
        let options = ir_build::Options {
            prune: self.prune,
            ..ir_build::Options::default()
        };
        let body = ir_build::build_body(self.source, id, &options, &mut self.names.borrow_mut());
        body.map(|body| body.function).map_err(|_| Refusal {
            reason: "cannot be parsed",
        })
    }

    fn unique_target(
        &self,
        func: &mut Function,
        method: MethodRef,
        receiver: Option<ClassRef>,
    ) -> Option<MethodRef> {
        let class = receiver.map(|class| self.class_id(class));
        let asked = UniqueTarget(self.method_id(method), class);
        let live = |vm: Live<'_>| {
            let target = vm.env.unique_target(func, method, receiver)?;
            Some(self.named_method(func, target))
        };
        let target = self.ask(asked, live, || None)?;
        Some(self.method_entity(func, &target))
    }

    fn resolve_virtual(
        &self,
        func: &mut Function,
        method: MethodRef,
        class: ClassRef,
    ) -> Option<MethodRef> {
        let asked = ResolveVirtual(self.method_id(method), self.class_id(class));
        let live = |vm: Live<'_>| {
            let target = vm.env.resolve_virtual(func, method, class)?;
            Some(self.named_method(func, target))
        };
        let target = self.ask(asked, live, || None)?;
        Some(self.method_entity(func, &target))
    }

    fn linked_target(
        &self,
        func: &mut Function,
        method: MethodRef,
        object: ObjectRef,
    ) -> Option<LinkedTarget> {
        let asked = AskLinkedTarget(self.method_id(method), self.object_id(object));
        let live = |vm: Live<'_>| {
            let target = vm.env.linked_target(func, method, object)?;
            Some(questions::LinkedTarget {
                method: self.named_method(func, target.method),
                dispatch: target.dispatch,
            })
        };
        let target = self.ask(asked, live, || None)?;
        Some(LinkedTarget {
            method: self.method_entity(func, &target.method),
            dispatch: target.dispatch,
        })
    }

    fn seen_calls(&self, func: &mut Function, caller: MethodRef, bci: u32) -> SeenCalls {
        let asked = AskSeenCalls(self.method_id(caller), bci);
        let live = |vm: Live<'_>| {
            let seen = vm.env.seen_calls(func, caller, bci);
            let classes = seen.classes.iter();
            let named = classes.map(|(class, n)| (self.named_class(func, *class), *n));
            questions::SeenCalls {
                classes: named.collect(),
                n_entries: seen.n_entries,
                n_calls: seen.n_calls,
                n_others: seen.n_others,
            }
        };
        let seen = self.ask(asked, live, questions::SeenCalls::default);
        let classes = seen.classes.into_iter();
        let classes = classes.map(|(class, n)| (self.class_entity(func, class), n));
        SeenCalls {
            classes: classes.collect(),
            n_entries: seen.n_entries,
            n_calls: seen.n_calls,
            n_others: seen.n_others,
        }
    }

    fn speculation_failed(
        &self,
        _: &Function,
        method: MethodRef,
        bci: u32,
        reason: Reason,
    ) -> bool {
        self.source
            .speculation_failed(self.method_id(method), bci, reason)
    }

    fn is_subclass(&self, func: &Function, class: ClassRef, above: ClassRef) -> Option<bool> {
        let asked = IsSubclass(self.class_id(class), self.class_id(above));
        let live = |vm: Live<'_>| vm.env.is_subclass(func, class, above);
        self.ask(asked, live, || (class == above).then_some(true))
    }

    fn is_final(&self, func: &Function, class: ClassRef) -> bool {
        let asked = IsFinal(self.class_id(class));
        self.ask(asked, |vm| vm.env.is_final(func, class), || false)
    }

    fn is_plain(&self, func: &Function, class: ClassRef) -> bool {
        let asked = IsPlain(self.class_id(class));
        self.ask(asked, |vm| vm.env.is_plain(func, class), || false)
    }

    fn makes_no_finalizable(&self, func: &Function, caller: MethodRef) -> bool {
        let asked = MakesNoFinalizable(self.method_id(caller));
        let live = |vm: Live<'_>| vm.env.makes_no_finalizable(func, caller);
        self.ask(asked, live, || false)
    }

    fn class_of_mirror(&self, func: &mut Function, mirror: ObjectRef) -> Option<ClassRef> {
        let asked = ClassOfMirror(self.object_id(mirror));
        let live = |vm: Live<'_>| {
            let class = vm.env.class_of_mirror(func, mirror)?;
            Some(self.named_class(func, class))
        };
        let class = self.ask(asked, live, || None)?;
        Some(self.class_entity(func, class))
    }

    fn is_initialized(&self, _: &Function, class: ClassRef) -> bool {
        self.source.is_initialized(self.class_id(class))
    }

    fn class_of(&self, func: &mut Function, object: ObjectRef) -> Option<ClassRef> {
        let asked = ClassOf(self.object_id(object));
        let live = |vm: Live<'_>| {
            let class = vm.env.class_of(func, object)?;
            Some(self.named_class(func, class))
        };
        let class = self.ask(asked, live, || None)?;
        Some(self.class_entity(func, class))
    }

    fn constant_field(
        &self,
        func: &mut Function,
        object: Option<ObjectRef>,
        field: FieldRef,
    ) -> Option<environment::Known> {
        let id = object.map(|object| self.object_id(object));
        let asked = ConstantField(id, self.field_id(field));
        let live = |vm: Live<'_>| {
            let known = vm.env.constant_field(func, object, field)?;
            Some(self.known(func, known))
        };
        let known = self.ask(asked, live, || None)?;
        Some(self.known_entity(func, known))
    }

    fn constant_element(
        &self,
        func: &mut Function,
        array: ObjectRef,
        index: i32,
    ) -> Option<environment::Known> {
        let asked = ConstantElement(self.object_id(array), index);
        let live = |vm: Live<'_>| {
            let known = vm.env.constant_element(func, array, index)?;
            Some(self.known(func, known))
        };
        let known = self.ask(asked, live, || None)?;
        Some(self.known_entity(func, known))
    }

    fn array_length(&self, func: &Function, array: ObjectRef) -> Option<i32> {
        let asked = ArrayLength(self.object_id(array));
        self.ask(asked, |vm| vm.env.array_length(func, array), || None)
    }
}

/// Of a class that the recording does not know: everything takes the slow path.
const UNKNOWN_CLASS: ClassFacts = ClassFacts {
    address: 0,
    kind: ClassKind::Searched,
    is_final: false,
    is_initialized: false,
    instance_size: None,
};

impl Facts for World<'_> {
    fn class(&self, class: ClassRef) -> ClassFacts {
        let id = self.class_id(class);
        let live = |vm: Live<'_>| vm.facts.class(class);
        let facts = self.ask(FactsOfClass(id), live, || UNKNOWN_CLASS);
        ClassFacts {
            address: self.addresses.class(facts.address, id.0),
            ..facts
        }
    }

    fn primitive_array(&self, element: Element) -> ClassFacts {
        let asked = FactsOfPrimitiveArray(element);
        let live = |vm: Live<'_>| vm.facts.primitive_array(element);
        let kind = ClassKind::Array {
            element: Kind::from(element),
        };
        let facts = self.ask(asked, live, || ClassFacts {
            kind,
            ..UNKNOWN_CLASS
        });
        ClassFacts {
            address: self
                .addresses
                .primitive_array(facts.address, element as u32),
            ..facts
        }
    }

    fn field(&self, field: FieldRef) -> FieldFacts {
        let id = self.field_id(field);
        let live = |vm: Live<'_>| vm.facts.field(field);
        let unknown = || FieldFacts {
            offset: 16 + 8 * id.0,
            kind: Kind::Int,
            mirror: 0,
        };
        let facts = self.ask(FactsOfField(id), live, unknown);
        FieldFacts {
            mirror: self.addresses.mirror(facts.mirror, id.0),
            ..facts
        }
    }

    fn method(&self, method: MethodRef) -> MethodFacts {
        let id = self.method_id(method);
        let live = |vm: Live<'_>| vm.facts.method(method);
        let unknown = || MethodFacts {
            address: 0,
            vtable_offset: None,
        };
        let facts = self.ask(FactsOfMethod(id), live, unknown);
        MethodFacts {
            address: self.addresses.method(facts.address, id.0),
            ..facts
        }
    }

    fn routine(&self, routine: Routine) -> Option<u64> {
        let live = |vm: Live<'_>| vm.facts.routine(routine);
        let address = self.ask(AddressOfRoutine(routine), live, || None)?;
        Some(self.addresses.routine(address, routine as u32))
    }

    fn has_been_null(&self, method: MethodRef, bci: u32) -> bool {
        self.source
            .speculation_failed(self.method_id(method), bci, Reason::NullCheck)
    }
}

#[cfg(test)]
mod tests {
    /// Names of the functions in the text of a trait or an implementation.
    fn functions<'t>(text: &'t str, beginning: &str) -> Vec<&'t str> {
        let (_, rest) = text.split_once(beginning).expect(beginning);
        let (body, _) = rest.split_once("\n}").expect("items end at the margin");
        let names = body.lines().filter_map(|line| {
            let (name, _) = line.strip_prefix("    fn ")?.split_once('(')?;
            Some(name)
        });
        names.collect()
    }

    #[test]
    fn every_question_is_passed_on() {
        let here = include_str!("world.rs");
        let env = include_str!("../../opt/src/environment.rs");
        let facts = include_str!("../../codegen/src/facts.rs");
        assert_eq!(
            functions(here, "impl CompileEnv for World<'_> {"),
            functions(env, "pub trait CompileEnv {")
        );
        assert_eq!(
            functions(here, "impl Facts for World<'_> {"),
            functions(facts, "pub trait Facts {")
        );
    }
}
