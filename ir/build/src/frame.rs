//! The interpreter's frame with SSA values in its slots.
//!
//! Slots are those of the JVMS: a long or double takes two, the value and its second half. A slot
//! of which nothing is known is empty; reading it is invalid code.

use ir::{Function, Type, Value};

use crate::liveness::is_wide;

/// What a slot holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Cell {
    /// Nothing that can be read.
    Empty,
    /// A value; of a long or double this is the first slot.
    Value(Value),
    /// The second slot of the long or double before it.
    Second,
}

/// Locals, operand stack and monitors.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Frame {
    pub(crate) locals: Vec<Cell>,
    pub(crate) stack: Vec<Cell>,
    /// Objects whose monitors are held, outermost first.
    pub(crate) locks: Vec<Value>,
}

impl Frame {
    /// A frame without anything in it.
    pub(crate) fn new(n_locals: usize) -> Frame {
        Frame {
            locals: vec![Cell::Empty; n_locals],
            stack: Vec::new(),
            locks: Vec::new(),
        }
    }

    /// Pushes a value.
    pub(crate) fn push(&mut self, func: &Function, value: Value) {
        self.stack.push(Cell::Value(value));
        if is_wide(func.value_type(value)) {
            self.stack.push(Cell::Second);
        }
    }

    /// Pops a value of this type; `None`: the stack holds something else.
    pub(crate) fn pop(&mut self, func: &Function, ty: Type) -> Option<Value> {
        if is_wide(ty) && self.stack.pop()? != Cell::Second {
            return None;
        }
        match self.stack.pop()? {
            Cell::Value(value) if func.value_type(value) == ty => Some(value),
            Cell::Value(_) | Cell::Empty | Cell::Second => None,
        }
    }

    /// The value that was pushed above this depth, if one was.
    pub(crate) fn top_above(&self, depth: usize) -> Option<Value> {
        match self.stack.get(depth)? {
            Cell::Value(value) => Some(*value),
            Cell::Empty | Cell::Second => None,
        }
    }

    /// The value of this type in a local; `None`: it holds something else.
    pub(crate) fn local(&self, func: &Function, local: usize, ty: Type) -> Option<Value> {
        match *self.locals.get(local)? {
            Cell::Value(value) if func.value_type(value) == ty => Some(value),
            Cell::Value(_) | Cell::Empty | Cell::Second => None,
        }
    }

    /// Writes a local; `None`: there is no such local.
    pub(crate) fn set_local(&mut self, func: &Function, local: usize, value: Value) -> Option<()> {
        let wide = is_wide(func.value_type(value));
        let last = local + usize::from(wide);
        if last >= self.locals.len() {
            return None;
        }
        // A long or double that is written over in part is gone.
        if self.locals[local] == Cell::Second && local > 0 {
            self.locals[local - 1] = Cell::Empty;
        }
        if self.locals.get(last + 1) == Some(&Cell::Second) {
            self.locals[last + 1] = Cell::Empty;
        }
        self.locals[local] = Cell::Value(value);
        if wide {
            self.locals[last] = Cell::Second;
        }
        Some(())
    }
}
