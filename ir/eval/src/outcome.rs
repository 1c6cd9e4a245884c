//! How the evaluation of a function ends.

use crate::value::Val;
use ir::frame_state::Moment;
use ir::immediate::Reason;
use std::fmt;

/// A slot of an interpreter frame.
#[derive(Clone, PartialEq, Debug)]
pub enum FrameSlot {
    /// Nothing that is read again.
    Dead,
    /// A value. Objects that existed only as their fields have been made.
    Value(Val),
}

/// An interpreter frame that a deoptimization asks for.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// Name of the method.
    pub method: String,
    /// Index of the bytecode instruction.
    pub bci: u32,
    /// Before or after it.
    pub moment: Moment,
    /// Locals.
    pub locals: Vec<FrameSlot>,
    /// Operand stack.
    pub stack: Vec<FrameSlot>,
    /// Objects whose monitors it holds.
    pub locks: Vec<FrameSlot>,
}

/// How it ends.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It returned.
    Returned(Option<Val>),
    /// It left with an exception.
    Threw(Val),
    /// It left for the interpreter.
    Deoptimized {
        /// Why.
        reason: Reason,
        /// The interpreter's frames, innermost first; empty when no state governed the place.
        frames: Vec<Frame>,
    },
    /// It took more steps than it was given.
    OutOfSteps,
    /// It did what has no meaning, such as reading a field of null: the function is wrong.
    Stuck(String),
}

impl fmt::Display for FrameSlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameSlot::Dead => f.write_str("_"),
            FrameSlot::Value(value) => value.fmt(f),
        }
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{} {}", self.method, self.bci, self.moment.word())?;
        for (name, slots) in [
            ("locals", &self.locals),
            ("stack", &self.stack),
            ("locks", &self.locks),
        ] {
            if !slots.is_empty() {
                let texts: Vec<String> = slots.iter().map(ToString::to_string).collect();
                write!(f, " {name}=[{}]", texts.join(", "))?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Returned(None) => f.write_str("void"),
            Outcome::Returned(Some(value)) => value.fmt(f),
            Outcome::Threw(exception) => write!(f, "throw {exception}"),
            Outcome::Deoptimized { reason, frames } => {
                write!(f, "deopt {reason}")?;
                for (depth, frame) in frames.iter().enumerate() {
                    write!(f, "{} {frame}", if depth > 0 { " <-" } else { "" })?;
                }
                Ok(())
            }
            Outcome::OutOfSteps => f.write_str("out of steps"),
            Outcome::Stuck(what) => write!(f, "stuck: {what}"),
        }
    }
}
