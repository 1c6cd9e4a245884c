//! Type states: locals and operand stack of one program point.
//!
//! Popped entries stay in the array above the stack's size: when an instruction is refused,
//! the report shows the stack as it was before the instruction. Reference: JVMS §4.10.1.4.

use std::fmt::Write;

use super::types::{Names, Type};

/// The current frame, or one that a report shows.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) bci: u32,
    pub(super) this_uninitialized: bool,
    /// Always `max_locals` entries.
    pub(super) locals: Vec<Type>,
    pub(super) n_locals: usize,
    /// Entries above `n_stack` are leftovers.
    pub(super) stack: Vec<Type>,
    pub(super) n_stack: usize,
    /// Stack size before the instruction.
    pub(super) mark: Option<usize>,
}

impl Frame {
    pub(super) fn new(max_locals: u16) -> Frame {
        Frame {
            bci: 0,
            this_uninitialized: false,
            locals: vec![Type::Top; usize::from(max_locals)],
            n_locals: 0,
            stack: Vec::new(),
            n_stack: 0,
            mark: Some(0),
        }
    }

    pub(super) fn push(&mut self, slot: Type) {
        if let Some(entry) = self.stack.get_mut(self.n_stack) {
            *entry = slot;
        } else {
            self.stack.push(slot);
        }
        self.n_stack += 1;
    }

    /// The stack entries in use.
    pub(super) fn stack(&self) -> &[Type] {
        &self.stack[..self.n_stack]
    }

    /// Replaces every copy of a type: an object has been constructed.
    pub(super) fn replace(&mut self, old: Type, new: Type) {
        let n_stack = self.n_stack;
        for slot in self.locals.iter_mut().chain(&mut self.stack[..n_stack]) {
            if *slot == old {
                *slot = new;
            }
        }
        if old == Type::UninitializedThis {
            self.this_uninitialized = false;
        }
    }

    /// Stores one slot, killing the other half of a long or double it overwrites.
    pub(super) fn set_local(&mut self, index: usize, slot: Type) {
        if self.locals[index].second().is_some() && index + 1 < self.locals.len() {
            self.locals[index + 1] = Type::Top;
        }
        if self.locals[index].is_second() && index > 0 {
            self.locals[index - 1] = Type::Top;
        }
        self.locals[index] = slot;
        self.n_locals = self.n_locals.max(index + 1);
    }

    /// Stores a long or double.
    pub(super) fn set_local_2(&mut self, index: usize, first: Type, second: Type) {
        if self.locals[index + 1].second().is_some() && index + 2 < self.locals.len() {
            self.locals[index + 2] = Type::Top;
        }
        if self.locals[index].is_second() && index > 0 {
            self.locals[index - 1] = Type::Top;
        }
        self.locals[index] = first;
        self.locals[index + 1] = second;
        self.n_locals = self.n_locals.max(index + 2);
    }

    /// Undoes the pops of the current instruction, for a report.
    pub(super) fn restore(&mut self) {
        if let Some(mark) = self.mark {
            self.stack.resize(self.stack.len().max(mark), Type::Top);
            self.n_stack = mark;
        }
    }

    /// Appends the four lines of a report.
    pub(super) fn print(&self, out: &mut String, indent: &str, names: &Names) {
        let flags = if self.this_uninitialized {
            " flagThisUninit"
        } else {
            ""
        };
        let _ = write!(
            out,
            "{indent}bci: @{}\n{indent}flags: {{{flags} }}\n",
            self.bci
        );
        for (title, slots) in [
            ("locals", &self.locals[..self.n_locals]),
            ("stack", self.stack()),
        ] {
            let _ = write!(out, "{indent}{title}: {{");
            for (i, slot) in slots.iter().enumerate() {
                out.push_str(if i == 0 { " " } else { ", " });
                slot.print(out, names);
            }
            out.push_str(" }\n");
        }
    }
}
