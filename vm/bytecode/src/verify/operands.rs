//! The operations on the current frame that the instructions are written in, and how they
//! refuse a class.
//!
//! Reference: JVMS §4.10.1.4.

use super::check::{Checked, Checker, Stop};
use super::descriptors::external_method;
use super::report::{Fault, Origin, report};
use super::types::{Type, is_assignable};
use super::{Hierarchy, MethodToVerify, Refusal, RefusalKind, external_name, tag};
use crate::raw::RawInstruction;

impl<H: Hierarchy> Checker<'_, '_, H> {
    pub(super) fn check_meanwhile(&mut self) -> Checked<(), H> {
        if self.hierarchy.is_verified_meanwhile() {
            Err(Stop::Done)
        } else {
            Ok(())
        }
    }

    pub(super) fn is_assignable(
        &mut self,
        to: Type,
        from: Type,
        is_protected_access: bool,
    ) -> Checked<bool, H> {
        is_assignable(to, from, is_protected_access, self.names, self.hierarchy)
            .map_err(Stop::Aborted)
    }

    pub(super) fn push(&mut self, first: Type) -> Checked<(), H> {
        let second = first.second();
        let room = usize::from(self.method.max_stack) - self.frame.n_stack;
        if room < 1 + usize::from(second.is_some()) {
            let fault = Fault::StackOverflow(Origin::Frame(self.frame.clone()));
            return Err(self.error(self.frame.bci, fault, "Operand stack overflow"));
        }
        self.frame.push(first);
        if let Some(second) = second {
            self.frame.push(second);
        }
        Ok(())
    }

    /// Pops one slot, whatever it is.
    pub(super) fn pop_any(&mut self) -> Checked<Type, H> {
        if self.frame.n_stack == 0 {
            let fault = Fault::StackUnderflow(Origin::Frame(self.frame.clone()));
            return Err(self.error(self.frame.bci, fault, "Operand stack underflow"));
        }
        self.frame.n_stack -= 1;
        Ok(self.frame.stack[self.frame.n_stack])
    }

    /// Pops one slot of the given type.
    pub(super) fn pop_slot(&mut self, expected: Type) -> Checked<Type, H> {
        let found = self.pop_any()?;
        if !self.is_assignable(expected, found, false)? {
            let fault = Fault::WrongType(self.popped(), Some(Origin::Implicit(expected)));
            return Err(self.error(self.frame.bci, fault, "Bad type on operand stack"));
        }
        Ok(found)
    }

    /// Pops a value of one or two slots.
    pub(super) fn pop(&mut self, expected: Type) -> Checked<Type, H> {
        let Some(second) = expected.second() else {
            return self.pop_slot(expected);
        };
        // If both halves are wrong, the report is about the lower one.
        match (self.pop_slot(second), self.pop_slot(expected)) {
            (_, Err(stop)) | (Err(stop), _) => Err(stop),
            (Ok(_), Ok(found)) => Ok(found),
        }
    }

    /// Origin of the slot popped last.
    pub(super) fn popped(&self) -> Origin {
        Origin::Stack(self.frame.n_stack, self.frame.clone())
    }

    /// Type named by a class entry whose tag was checked.
    pub(super) fn class_type(&mut self, index: u16, bci: u32) -> Checked<Type, H> {
        match self.class.pool.class_name(index) {
            Some(name) => Ok(Type::Reference(self.names.intern(name))),
            None => Err(self.bad_constant_type(index, bci)),
        }
    }

    /// Checks the tag of a constant-pool entry; answers it.
    pub(super) fn check_constant(&mut self, index: u16, tags: &[u8]) -> Checked<u8, H> {
        let bci = self.frame.bci;
        if index == 0 || index >= self.class.pool.n_entries() {
            let class = external_name(self.class.name);
            let message = format!("Illegal constant pool index {index} in class {class}");
            return Err(self.error(bci, Fault::BadConstantIndex(index), &message));
        }
        let found = self.class.pool.tag(index);
        if tags.contains(&found) {
            Ok(found)
        } else {
            Err(self.bad_constant_type(index, bci))
        }
    }

    pub(super) fn bad_constant_type(&self, index: u16, bci: u32) -> Stop<H::Abort> {
        let class = external_name(self.class.name);
        let message = format!("Illegal type at constant pool entry {index} in class {class}");
        self.error(bci, Fault::BadConstantIndex(index), &message)
    }

    /// Type of the class entry that an instruction names.
    pub(super) fn class_operand(&mut self, raw: &RawInstruction<'_>) -> Checked<(u16, Type), H> {
        let index = raw.constant_index().unwrap_or(0);
        self.check_constant(index, &[tag::CLASS])?;
        Ok((index, self.class_type(index, raw.bci)?))
    }

    pub(super) fn error(&self, bci: u32, fault: Fault, message: &str) -> Stop<H::Abort> {
        let message = report(self.class, self.method, self.names, bci, fault, message);
        Stop::Refused(Refusal {
            kind: RefusalKind::VerifyError,
            message,
            may_fail_over: true,
        })
    }

    pub(super) fn bad_code(&self, bci: u32, message: &str) -> Stop<H::Abort> {
        self.error(bci, Fault::InvalidBytecode, message)
    }

    pub(super) fn format_error(&self, message: &str) -> Stop<H::Abort> {
        let MethodToVerify {
            name, descriptor, ..
        } = *self.method;
        let method = external_method(self.class.name, name, descriptor);
        Stop::Refused(Refusal {
            kind: RefusalKind::ClassFormatError,
            message: format!("{message} in method '{method}'"),
            may_fail_over: true,
        })
    }
}
