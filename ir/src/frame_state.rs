//! Frame states: what the interpreter's frames would hold, were it executing here.
//!
//! A state describes the innermost frame and, for inlined code, the frames of its callers. Objects
//! that the optimizer has replaced by their fields are described by what their fields hold.
//! Source: Duboscq, Würthinger, Mössenböck, "Speculation without regret" (PPPJ 2014).

use crate::entities::{ClassRef, FieldRef, MethodRef, State, Value};
use crate::immediate::Element;
use std::fmt;

/// Which moment of a bytecode instruction a state describes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// Its operands are on the stack: the interpreter executes it.
    Before,
    /// Its result is on the stack: the interpreter goes on with the next one.
    After,
    /// It throws the exception that the stack holds alone: the interpreter looks for a handler.
    Throwing,
}

impl Moment {
    /// All moments.
    pub const ALL: [Moment; 3] = [Moment::Before, Moment::After, Moment::Throwing];

    /// As the text form writes it.
    pub fn word(self) -> &'static str {
        match self {
            Moment::Before => "before",
            Moment::After => "after",
            Moment::Throwing => "throwing",
        }
    }
}

/// What a slot of a frame holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// Nothing that is read again, or the second half of a long or double.
    Dead,
    /// A value.
    Value(Value),
    /// The object with this number in [`FrameState::objects`].
    Virtual(u32),
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Dead => f.write_str("_"),
            Slot::Value(value) => value.fmt(f),
            Slot::Virtual(number) => write!(f, "virtual{number}"),
        }
    }
}

/// What a virtual object is an instance of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shape {
    /// A class.
    Instance(ClassRef),
    /// This class of arrays of references.
    ObjectArray(ClassRef),
    /// The class of arrays of primitives of this type.
    Array(Element),
}

/// An object that exists only as its fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct VirtualObject {
    /// What it is an instance of.
    pub shape: Shape,
    /// Which fields `fields` holds; empty for arrays. Fields that are not listed are zero.
    pub members: Vec<FieldRef>,
    /// Fields, or all elements; [`Slot::Dead`] is zero or null.
    pub fields: Vec<Slot>,
    /// How often its monitor has been entered.
    pub locks: u32,
}

/// The state of a frame and of its callers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameState {
    /// Method of the frame.
    pub method: MethodRef,
    /// Index of the bytecode instruction.
    pub bci: u32,
    /// Before it, after it, or as it throws.
    pub moment: Moment,
    /// Locals.
    pub locals: Vec<Slot>,
    /// Operand stack, from the bottom.
    pub stack: Vec<Slot>,
    /// Objects whose monitors the frame has entered, outermost first.
    pub locks: Vec<Slot>,
    /// Virtual objects of this frame and of its callers.
    pub objects: Vec<VirtualObject>,
    /// The caller's frame, for inlined code.
    pub outer: Option<State>,
}

impl FrameState {
    /// A state with nothing in it.
    pub fn new(method: MethodRef, bci: u32, moment: Moment) -> FrameState {
        FrameState {
            method,
            bci,
            moment,
            locals: Vec::new(),
            stack: Vec::new(),
            locks: Vec::new(),
            objects: Vec::new(),
            outer: None,
        }
    }

    /// All slots, without the callers'.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        let fields = self.objects.iter().flat_map(|object| object.fields.iter());
        self.locals
            .iter()
            .chain(&self.stack)
            .chain(&self.locks)
            .chain(fields)
    }

    /// As [`FrameState::slots`], to be changed.
    pub fn slots_mut(&mut self) -> impl Iterator<Item = &mut Slot> {
        let fields = self
            .objects
            .iter_mut()
            .flat_map(|object| object.fields.iter_mut());
        self.locals
            .iter_mut()
            .chain(&mut self.stack)
            .chain(&mut self.locks)
            .chain(fields)
    }

    /// The values that are needed to make the frame, without the callers'.
    pub fn values(&self) -> impl Iterator<Item = Value> {
        self.slots().filter_map(|slot| match slot {
            Slot::Value(value) => Some(*value),
            Slot::Dead | Slot::Virtual(_) => None,
        })
    }
}
