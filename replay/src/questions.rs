//! What optimizer and code generator ask, with the things of the VM by their numbers.
//!
//! The traits name things as functions do, by entities, whose numbers depend on what was inlined
//! before. Here they have the numbers of the source, which belong to the things.

use codegen::{ClassFacts, FieldFacts, MethodFacts};
use ir::immediate::Element;
use ir::routine::Routine;
use ir_build::{ClassId, FieldId, MethodId, ObjectId, Transcript};
use opt::environment::{LinkedDispatch, Linker};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::HashMap;

/// A thing that an answer names, with the name that functions give it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(crate) struct Named {
    pub(crate) id: u32,
    pub(crate) name: String,
}

/// [`opt::environment::Inlining`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Inlining {
    pub(crate) is_forced: bool,
    pub(crate) refused: Option<String>,
    pub(crate) n_code_bytes: usize,
    pub(crate) linker: Option<Linker>,
}

/// [`opt::environment::SeenCalls`].
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct SeenCalls {
    pub(crate) n_entries: u32,
    pub(crate) n_calls: u32,
    pub(crate) classes: Vec<(Named, u32)>,
    pub(crate) n_others: u32,
}

/// [`opt::environment::LinkedTarget`].
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct LinkedTarget {
    pub(crate) method: Named,
    pub(crate) dispatch: LinkedDispatch,
}

/// [`opt::environment::Known`]; floating point as bits.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) enum Known {
    Int(i32),
    Long(i64),
    Float(u32),
    Double(u64),
    Null,
    Object(Named),
}

/// A question with the type of its answer.
pub(crate) trait Asked {
    /// What is answered.
    type Answer: Clone;
    /// As one of all questions.
    fn question(&self) -> Question;
    /// As one of all answers.
    fn response(answer: Self::Answer) -> Response;
    /// The answer, if it is one to this question.
    fn answer(response: &Response) -> Option<&Self::Answer>;
}

macro_rules! questions {
    ($($(#[doc = $doc:literal])+ $name:ident($($type:ty),*) -> $answer:ty;)*) => {
        /// A question, named after what asks it.
        #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub(crate) enum Question {
            $($(#[doc = $doc])+ $name($name),)*
        }

        /// What was answered.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        pub(crate) enum Response {
            $($(#[doc = $doc])+ $name($answer),)*
        }

        $(
            $(#[doc = $doc])+
            #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
            pub(crate) struct $name($(pub(crate) $type),*);

            impl Asked for $name {
                type Answer = $answer;

                fn question(&self) -> Question {
                    Question::$name(self.clone())
                }

                fn response(answer: $answer) -> Response {
                    Response::$name(answer)
                }

                fn answer(response: &Response) -> Option<&$answer> {
                    match response {
                        Response::$name(answer) => Some(answer),
                        _ => None,
                    }
                }
            }
        )*
    };
}

questions! {
    /// `CompileEnv::inlining`.
    AskInlining(MethodId) -> Inlining;
    /// `CompileEnv::unique_target`.
    UniqueTarget(MethodId, Option<ClassId>) -> Option<Named>;
    /// `CompileEnv::resolve_virtual`.
    ResolveVirtual(MethodId, ClassId) -> Option<Named>;
    /// `CompileEnv::linked_target`.
    AskLinkedTarget(MethodId, ObjectId) -> Option<LinkedTarget>;
    /// `CompileEnv::seen_calls`.
    AskSeenCalls(MethodId, u32) -> SeenCalls;
    /// `CompileEnv::is_subclass`.
    IsSubclass(ClassId, ClassId) -> Option<bool>;
    /// `CompileEnv::is_final`.
    IsFinal(ClassId) -> bool;
    /// `CompileEnv::is_plain`.
    IsPlain(ClassId) -> bool;
    /// `CompileEnv::class_of`.
    ClassOf(ObjectId) -> Option<Named>;
    /// `CompileEnv::makes_no_finalizable`.
    MakesNoFinalizable(MethodId) -> bool;
    /// `CompileEnv::class_of_mirror`.
    ClassOfMirror(ObjectId) -> Option<Named>;
    /// `CompileEnv::constant_field`.
    ConstantField(Option<ObjectId>, FieldId) -> Option<Known>;
    /// `CompileEnv::constant_element`.
    ConstantElement(ObjectId, i32) -> Option<Known>;
    /// `CompileEnv::array_length`.
    ArrayLength(ObjectId) -> Option<i32>;
    /// `Facts::class`.
    FactsOfClass(ClassId) -> ClassFacts;
    /// `Facts::primitive_array`.
    FactsOfPrimitiveArray(Element) -> ClassFacts;
    /// `Facts::field`.
    FactsOfField(FieldId) -> FieldFacts;
    /// `Facts::method`.
    FactsOfMethod(MethodId) -> MethodFacts;
    /// `Facts::routine`.
    AddressOfRoutine(Routine) -> Option<u64>;
}

/// Everything that a compilation asked, with the answers. Growing it takes a shared reference, so
/// that it outlives a compilation that panics.
#[derive(Default, Debug)]
pub struct Answers {
    /// Of the builder's questions.
    pub(crate) source: RefCell<Transcript>,
    pub(crate) outside: RefCell<Outside>,
}

impl Answers {
    /// Where a recorder of the builder's questions writes.
    pub fn transcript(&self) -> &RefCell<Transcript> {
        &self.source
    }
}

/// The questions of optimizer and code generator.
#[derive(Default, Debug)]
pub(crate) struct Outside {
    pub(crate) entries: Vec<(Question, Response)>,
    index: HashMap<Question, usize>,
}

impl Outside {
    pub(crate) fn new(entries: impl IntoIterator<Item = (Question, Response)>) -> Outside {
        let mut outside = Outside::default();
        for (question, response) in entries {
            outside.add(question, response);
        }
        outside
    }

    pub(crate) fn add(&mut self, question: Question, response: Response) {
        self.index.insert(question.clone(), self.entries.len());
        self.entries.push((question, response));
    }

    pub(crate) fn get(&self, question: &Question) -> Option<&Response> {
        let index = self.index.get(question)?;
        Some(&self.entries[*index].1)
    }
}
