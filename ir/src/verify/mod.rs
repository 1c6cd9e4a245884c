//! The verifier: what every function must be, after building and after every pass.
//!
//! It reports all violations. They are checked in this order; when a step finds some, the later
//! ones, which rely on it, are left out.
//!
//! *Shape* (`shape.rs`):
//! * there is an entry block, its parameters are those of the signature, and nothing jumps to it;
//! * every block ends in its only terminator;
//! * every instruction has the operands, the immediate and the targets of its row;
//! * targets are blocks of the function and get as many arguments as they have parameters, and a
//!   target of a call with a handler has no other predecessor;
//! * locals of a frame that is replaced are read in the entry block only.
//!
//! *Types* (`types.rs`):
//! * operands have the types of the row, of the field, of the element or of the method;
//! * arguments have the types of the parameters;
//! * what is returned has the type of the signature.
//!
//! *Dominance* (`dominance.rs`):
//! * every operand, argument and value of a state is defined on all paths that lead to it.
//!
//! *States* (`states.rs`):
//! * in the high stage, what can be observed carries a state, nothing else does, and what may
//!   deoptimize or stop for a collection is governed by one;
//! * in the low stage, what may deoptimize or stop for a collection carries one;
//! * virtual objects that a state names are described in it.

mod dominance;
mod shape;
mod states;
mod types;

use crate::entities::{Block, Inst};
use crate::function::Function;
use crate::text::InstText;
use std::fmt;

/// Where a violation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// The function as a whole.
    Function,
    /// A block's header or end.
    Block(Block),
    /// An instruction.
    Inst(Inst),
}

/// A violation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Violation {
    /// Where it is.
    pub place: Place,
    /// The instruction, printed; empty for another place.
    pub text: String,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place {
            Place::Function => f.write_str("function: ")?,
            Place::Block(block) => write!(f, "{block}: ")?,
            Place::Inst(inst) => write!(f, "{inst}: `{}`: ", self.text)?,
        }
        f.write_str(&self.message)
    }
}

/// Collects violations of one function.
pub(crate) struct Report<'f> {
    func: &'f Function,
    violations: Vec<Violation>,
}

impl Report<'_> {
    fn add(&mut self, place: Place, message: impl Into<String>) {
        let text = match place {
            Place::Inst(inst) => InstText(self.func, inst).to_string(),
            Place::Function | Place::Block(_) => String::new(),
        };
        self.violations.push(Violation {
            place,
            text,
            message: message.into(),
        });
    }
}

/// Checks a function.
///
/// # Errors
/// All violations of the first step that finds any.
pub fn verify(func: &Function) -> Result<(), Vec<Violation>> {
    for step in [shape::check, types::check, dominance::check, states::check] {
        let mut report = Report {
            func,
            violations: Vec::new(),
        };
        step(func, &mut report);
        if !report.violations.is_empty() {
            return Err(report.violations);
        }
    }
    Ok(())
}
