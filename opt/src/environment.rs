//! What passes ask about the world outside the function.
//!
//! Questions name classes, fields, methods and objects as the function does, and answers are plain
//! data. The same question gets the same answer throughout a compilation. Whatever an answer relies
//! on that may change later (no other class overrides this method) the environment notes itself, at
//! the question, so that no pass can forget it.
//!
//! One compilation has one numbering of things, which only grows: the function's tables of names
//! are a beginning of it. A question whose answer may name something new takes the function to be
//! changed, and adds the names to its tables. Functions of callees come with tables that are a
//! beginning of the same numbering, perhaps a longer one.

use ir::entities::{ClassRef, FieldRef, MethodRef, ObjectRef};
use ir::immediate::Reason;
use ir::{Function, fold};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a method is not inlined, in the words of `-XX:+PrintInlining`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The words.
    pub reason: &'static str,
}

/// What a method wants of the inliner, and how large it is.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Inlining {
    /// The class library or the user wants it inlined wherever it is called.
    pub is_forced: bool,
    /// The class library or the user wants it called; why.
    pub refused: Option<&'static str>,
    /// Length of its bytecode; 0 for a method without bytecode.
    pub n_code_bytes: usize,
    /// The VM executes it itself: it finds the method to run in one of the arguments.
    pub linker: Option<Linker>,
}

/// Where a method that the VM executes itself finds the method to run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Linker {
    /// In the receiver: `MethodHandle.invokeBasic`.
    Receiver,
    /// In the last argument: `MethodHandle.linkToStatic` and its like.
    LastArgument,
}

/// What a call has seen, as far as the profile tells.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SeenCalls {
    /// How often its method was entered; 0 when nothing is known.
    pub n_entries: u32,
    /// How often it was made.
    pub n_calls: u32,
    /// Classes of receivers with numbers of calls, the most frequent first.
    pub classes: Vec<(ClassRef, u32)>,
    /// Calls with receivers of other classes.
    pub n_others: u32,
}

/// What a field or an element is known to hold for good.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Known {
    /// A number, or null.
    Constant(fold::Constant),
    /// An object.
    Object(ObjectRef),
}

/// What passes ask. Every question has the answer of who knows nothing.
pub trait CompileEnv {
    /// How the method wants to be inlined.
    fn inlining(&self, func: &Function, method: MethodRef) -> Inlining {
        let _ = (func, method);
        Inlining::default()
    }

    /// The body of a method, in the high stage.
    ///
    /// # Errors
    /// When it has none, or none that can be inlined.
    fn callee_ir(&self, func: &Function, method: MethodRef) -> Result<Function, Refusal> {
        let _ = (func, method);
        Err(Refusal {
            reason: "no body is known",
        })
    }

    /// The only method that a virtual or interface call of `method` can run on receivers that are
    /// instances of `receiver`, or of what the method's class says. The environment sees to it that
    /// the code is thrown away when that changes.
    fn unique_target(
        &self,
        func: &mut Function,
        method: MethodRef,
        receiver: Option<ClassRef>,
    ) -> Option<MethodRef> {
        let _ = (func, method, receiver);
        None
    }

    /// The method that a virtual or interface call of `method` runs on an object of exactly this
    /// class.
    fn resolve_virtual(
        &self,
        func: &mut Function,
        method: MethodRef,
        class: ClassRef,
    ) -> Option<MethodRef> {
        let _ = (func, method, class);
        None
    }

    /// The method that a call of a [`Linker`] runs when the argument that says so is this object.
    /// A static method's class is initialized.
    fn linked_target(
        &self,
        func: &mut Function,
        method: MethodRef,
        object: ObjectRef,
    ) -> Option<LinkedTarget> {
        let _ = (func, method, object);
        None
    }

    /// What the call at `bci` of `caller` has seen.
    fn seen_calls(&self, func: &mut Function, caller: MethodRef, bci: u32) -> SeenCalls {
        let _ = (func, caller, bci);
        SeenCalls::default()
    }

    /// Has compiled code left at this place for this reason before?
    fn speculation_failed(
        &self,
        func: &Function,
        method: MethodRef,
        bci: u32,
        reason: Reason,
    ) -> bool {
        let _ = (func, method, bci, reason);
        false
    }

    /// Is every instance of `class` one of `above`? `None`: it is not known, or may change.
    fn is_subclass(&self, func: &Function, class: ClassRef, above: ClassRef) -> Option<bool> {
        let _ = (func, class, above);
        (class == above).then_some(true)
    }

    /// Can the class have no other subclass than itself?
    fn is_final(&self, func: &Function, class: ClassRef) -> bool {
        let _ = (func, class);
        false
    }

    /// Has the class plain instances, which may exist as their fields alone: no finalizer, no
    /// special kind of instance?
    fn is_plain(&self, func: &Function, class: ClassRef) -> bool {
        let _ = (func, class);
        false
    }

    /// Does every object that `caller` can be the constructor of have no finalizer? The environment
    /// sees to it that the code is thrown away when that changes.
    fn makes_no_finalizable(&self, func: &Function, caller: MethodRef) -> bool {
        let _ = (func, caller);
        false
    }

    /// The class that a constant object of class `Class` stands for.
    fn class_of_mirror(&self, func: &mut Function, mirror: ObjectRef) -> Option<ClassRef> {
        let _ = (func, mirror);
        None
    }

    /// Is the class initialized?
    fn is_initialized(&self, func: &Function, class: ClassRef) -> bool {
        let _ = (func, class);
        false
    }

    /// The class of a constant object.
    fn class_of(&self, func: &mut Function, object: ObjectRef) -> Option<ClassRef> {
        let _ = (func, object);
        None
    }

    /// What a field of this object holds for good; without object, a static field.
    fn constant_field(
        &self,
        func: &mut Function,
        object: Option<ObjectRef>,
        field: FieldRef,
    ) -> Option<Known> {
        let _ = (func, object, field);
        None
    }

    /// What an element of this array holds for good.
    fn constant_element(&self, func: &mut Function, array: ObjectRef, index: i32) -> Option<Known> {
        let _ = (func, array, index);
        None
    }

    /// The length of this array.
    fn array_length(&self, func: &Function, array: ObjectRef) -> Option<i32> {
        let _ = (func, array);
        None
    }
}

/// What a call that the VM executes itself runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LinkedTarget {
    /// The method.
    pub method: MethodRef,
    /// How it is found from its receiver.
    pub dispatch: LinkedDispatch,
}

/// How the method of a [`LinkedTarget`] is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum LinkedDispatch {
    /// It is this one, and has no receiver.
    Static,
    /// It is this one.
    Special,
    /// The receiver's class has it in its place.
    Virtual,
    /// The receiver's class has it for this interface method.
    Interface,
}

impl fmt::Debug for dyn CompileEnv + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CompileEnv")
    }
}

/// Knows nothing: passes do what the function alone allows.
#[derive(Clone, Copy, Default, Debug)]
pub struct KnowsNothing;

impl CompileEnv for KnowsNothing {}
