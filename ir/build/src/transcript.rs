//! Questions and answers of a compilation, to be replayed without a VM.
//!
//! What the builder makes is a function of the method, the options and the answers. A
//! [`Recorder`] stands between builder and source and keeps the first answer to each question, so
//! that a source whose answers change meanwhile gives the same one again; its [`Transcript`] is a
//! source itself.

use crate::source::{
    Access, Answer, BytecodeSource, CallFacts, ClassFacts, ClassId, Constant, FastThrow,
    FieldFacts, Invoke, MethodFacts, MethodId, ObjectFacts, Profile, Site,
};
use ir::immediate::Reason;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

macro_rules! questions {
    ($($question:ident = $method:ident($($arg:ident: $type:ty),*) -> $answer:ty, else $unknown:expr;)*) => {
        /// A question to a [`BytecodeSource`], named after the method that asks it.
        #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        pub enum Question {
            $(#[doc = concat!("[`BytecodeSource::", stringify!($method), "`].")] $question($($type),*),)*
        }

        /// What was answered.
        #[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
        pub enum Response {
            $(#[doc = concat!("To [`Question::", stringify!($question), "`].")] $question($answer),)*
        }

        impl BytecodeSource for Recorder<'_> {
            $(fn $method(&self, $($arg: $type),*) -> $answer {
                let question = Question::$question($($arg),*);
                if let Some(Response::$question(answer)) = self.transcript.borrow().get(&question) {
                    return answer.clone();
                }
                let answer = self.source.$method($($arg),*);
                let response = Response::$question(answer.clone());
                self.transcript.borrow_mut().add(question, response);
                answer
            })*
        }

        /// A question that was not asked when the transcript was made has the answer of who knows
        /// nothing, and is counted.
        impl BytecodeSource for Transcript {
            $(fn $method(&self, $($arg: $type),*) -> $answer {
                let question = Question::$question($($arg),*);
                match self.get(&question) {
                    Some(Response::$question(answer)) => answer.clone(),
                    _ => {
                        self.n_unknown.set(self.n_unknown.get() + 1);
                        $unknown
                    }
                }
            })*
        }
    };
}

questions! {
    Method = method(method: MethodId) -> MethodFacts, else unknown_method();
    Descriptor = descriptor(site: Site) -> String, else String::new();
    Field = field(site: Site, access: Access) -> Answer<FieldFacts>, else Answer::Unresolved;
    Call = call(site: Site, invoke: Invoke) -> Answer<CallFacts>, else Answer::Unresolved;
    CallSite = call_site(site: Site) -> Answer<CallFacts>, else Answer::Unresolved;
    Class = class(site: Site) -> Answer<ClassFacts>, else Answer::Unresolved;
    ArrayClass = array_class(site: Site) -> Answer<ClassFacts>, else Answer::Unresolved;
    Constant = constant(site: Site) -> Answer<Constant>, else Answer::Unresolved;
    Mirror = mirror(class: ClassId) -> Answer<ObjectFacts>, else Answer::Unresolved;
    IsInitialized = is_initialized(class: ClassId) -> bool, else false;
    Profile = profile(method: MethodId) -> Profile, else Profile::default();
    SpeculationFailed = speculation_failed(method: MethodId, bci: u32, reason: Reason) -> bool, else false;
    FastThrows = fast_throws(method: MethodId) -> Vec<FastThrow>, else Vec::new();
}

/// A method without code, which is not built.
fn unknown_method() -> MethodFacts {
    MethodFacts {
        name: "unknown".to_owned(),
        class: ClassFacts {
            id: ClassId(u32::MAX),
            name: "unknown".to_owned(),
            is_instantiable: false,
        },
        is_static: true,
        is_synchronized: false,
        max_locals: 0,
        max_stack: 0,
        code: Vec::new(),
        handlers: Vec::new(),
    }
}

/// Questions with their answers, in the order in which they were asked first.
#[derive(Clone, Default, Debug)]
pub struct Transcript {
    entries: Vec<(Question, Response)>,
    index: HashMap<Question, usize>,
    n_unknown: Cell<usize>,
}

impl Transcript {
    /// Of questions that differ, with their answers.
    pub fn new(entries: impl IntoIterator<Item = (Question, Response)>) -> Transcript {
        let mut transcript = Transcript::default();
        for (question, response) in entries {
            transcript.add(question, response);
        }
        transcript
    }

    /// All questions and answers.
    pub fn entries(&self) -> &[(Question, Response)] {
        &self.entries
    }

    /// How often it was asked what it does not know.
    pub fn n_unknown(&self) -> usize {
        self.n_unknown.get()
    }

    fn get(&self, question: &Question) -> Option<&Response> {
        let index = self.index.get(question)?;
        Some(&self.entries[*index].1)
    }

    fn add(&mut self, question: Question, response: Response) {
        self.index.insert(question.clone(), self.entries.len());
        self.entries.push((question, response));
    }
}

/// A source that asks another one and writes down what it says.
pub struct Recorder<'s> {
    source: &'s dyn BytecodeSource,
    transcript: &'s RefCell<Transcript>,
}

impl<'s> Recorder<'s> {
    /// Records what `source` says. What the transcript knows already is not asked.
    pub fn new(source: &'s dyn BytecodeSource, transcript: &'s RefCell<Transcript>) -> Self {
        Recorder { source, transcript }
    }
}
