//! Questions and answers of a compilation, to be replayed without a VM.
//!
//! What the builder makes is a function of the method, the options and the answers. A
//! [`Recorder`] stands between builder and source and keeps the first answer to each question, so
//! that a source whose answers change meanwhile gives the same one again; its [`Transcript`] is a
//! source itself.

use crate::source::{
    Access, Answer, BytecodeSource, CallFacts, ClassFacts, ClassId, Constant, FieldFacts, Invoke,
    MethodFacts, MethodId, ObjectFacts, Profile, Site,
};
use ir::immediate::Reason;
use std::cell::RefCell;
use std::collections::HashMap;

macro_rules! questions {
    ($($question:ident = $method:ident($($arg:ident: $type:ty),*) -> $answer:ty;)*) => {
        /// A question to a [`BytecodeSource`], named after the method that asks it.
        #[derive(Clone, PartialEq, Eq, Hash, Debug)]
        pub enum Question {
            $(#[doc = concat!("[`BytecodeSource::", stringify!($method), "`].")] $question($($type),*),)*
        }

        /// What was answered.
        #[derive(Clone, PartialEq, Debug)]
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

        /// # Panics
        /// At a question that was not asked when the transcript was made: what asks is not the
        /// same, or its questions depend on something else.
        impl BytecodeSource for Transcript {
            $(fn $method(&self, $($arg: $type),*) -> $answer {
                let question = Question::$question($($arg),*);
                match self.get(&question) {
                    Some(Response::$question(answer)) => answer.clone(),
                    _ => panic!("{question:?} was not asked before"),
                }
            })*
        }
    };
}

questions! {
    Method = method(method: MethodId) -> MethodFacts;
    Descriptor = descriptor(site: Site) -> String;
    Field = field(site: Site, access: Access) -> Answer<FieldFacts>;
    Call = call(site: Site, invoke: Invoke) -> Answer<CallFacts>;
    CallSite = call_site(site: Site) -> Answer<CallFacts>;
    Class = class(site: Site) -> Answer<ClassFacts>;
    ArrayClass = array_class(site: Site) -> Answer<ClassFacts>;
    Constant = constant(site: Site) -> Answer<Constant>;
    Mirror = mirror(class: ClassId) -> Answer<ObjectFacts>;
    IsInitialized = is_initialized(class: ClassId) -> bool;
    Profile = profile(method: MethodId) -> Profile;
    SpeculationFailed = speculation_failed(method: MethodId, bci: u32, reason: Reason) -> bool;
}

/// Questions with their answers, in the order in which they were asked first.
#[derive(Clone, Default, Debug)]
pub struct Transcript {
    entries: Vec<(Question, Response)>,
    index: HashMap<Question, usize>,
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
    transcript: RefCell<Transcript>,
}

impl<'s> Recorder<'s> {
    /// Records what `source` says.
    pub fn new(source: &'s dyn BytecodeSource) -> Recorder<'s> {
        Recorder {
            source,
            transcript: RefCell::default(),
        }
    }

    /// What was said.
    pub fn into_transcript(self) -> Transcript {
        self.transcript.into_inner()
    }
}
