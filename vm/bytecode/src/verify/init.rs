//! Constructor calls: objects become initialized.
//!
//! Reference: JVMS §4.10.1.9.invokespecial, §4.10.2.4. A constructor may call `super()` inside
//! a try block only if no handler can complete normally, as HotSpot demands.

use super::check::{Checked, Checker, Stop};
use super::report::{Fault, Origin};
use super::types::Type;
use super::{Hierarchy, MemberKind, tag};
use crate::instruction::Op;
use crate::raw::{Operands, RawInstruction};

impl<H: Hierarchy> Checker<'_, '_, H> {
    /// Checks the receiver of a call to `<init>`. Whether that was `this`.
    pub(super) fn invoke_init(
        &mut self,
        raw: &RawInstruction<'_>,
        index: u16,
        owner: Type,
        descriptor: &[u8],
        is_covered: bool,
    ) -> Checked<bool, H> {
        let bci = raw.bci;
        match self.pop_slot(Type::AnyReference)? {
            Type::UninitializedThis => {
                let super_type = match self.class.super_name {
                    Some(name) => Type::Reference(self.names.intern(name)),
                    None => Type::Top,
                };
                if owner != self.this_type && owner != super_type {
                    let expected = Origin::Implicit(self.this_type);
                    let fault = Fault::WrongType(Origin::Implicit(owner), Some(expected));
                    return Err(self.error(bci, fault, "Bad <init> method call"));
                }
                if is_covered {
                    let covering =
                        |start: u16, end: u16| (u32::from(start)..u32::from(end)).contains(&bci);
                    for row in self.method.handlers {
                        if covering(row.start, row.end) && !self.ends_in_athrow(row.handler) {
                            let message =
                                "Bad <init> method call from after the start of a try block";
                            return Err(self.bad_code(bci, message));
                        }
                    }
                    self.check_meanwhile()?;
                    self.check_handler_targets(bci, true)?;
                }
                self.frame.replace(Type::UninitializedThis, self.this_type);
                Ok(true)
            }
            uninitialized @ Type::Uninitialized(new_bci) => {
                self.check_meanwhile()?;
                let raw_new = RawInstruction::at(self.method.code, u32::from(new_bci)).ok();
                let new = raw_new.filter(|raw_new| raw_new.op == Op::New);
                let Some(new_index) = new.and_then(|raw_new| raw_new.constant_index()) else {
                    return Err(self.bad_code(u32::from(new_bci), "Expecting new instruction"));
                };
                self.check_constant(new_index, &[tag::CLASS])?;
                let new_type = self.class_type(new_index, bci)?;
                if new_type != owner {
                    let fault = Fault::WrongType(
                        Origin::Constant(new_index, new_type),
                        Some(Origin::Constant(index, owner)),
                    );
                    return Err(self.error(bci, fault, "Call to wrong <init> method"));
                }
                self.check_protected_init(bci, new_index, new_type, descriptor)?;
                if is_covered {
                    self.check_meanwhile()?;
                    self.check_handler_targets(bci, false)?;
                }
                self.frame.replace(uninitialized, new_type);
                Ok(false)
            }
            _ => {
                let fault = Fault::WrongType(self.popped(), None);
                Err(self.error(bci, fault, "Bad operand type when invoking <init>"))
            }
        }
    }

    fn check_protected_init(
        &mut self,
        bci: u32,
        new_index: u16,
        new_type: Type,
        descriptor: &[u8],
    ) -> Checked<(), H> {
        let Type::Reference(name) = new_type else {
            return Ok(());
        };
        let owner = self.names.get(name);
        if !self.hierarchy.is_superclass(owner) {
            return Ok(());
        }
        let is_protected = self
            .hierarchy
            .is_protected_elsewhere(owner, MemberKind::Method, b"<init>", descriptor)
            .map_err(Stop::Aborted)?;
        if is_protected && !self.is_assignable(self.this_type, new_type, true)? {
            let found = Origin::Constant(new_index, new_type);
            let expected = Origin::Implicit(self.this_type);
            let fault = Fault::WrongType(found, Some(expected));
            return Err(self.error(bci, fault, "Bad access to protected <init> method"));
        }
        Ok(())
    }

    /// Whether no path from a handler returns: all throw or loop. Paths that run off the code
    /// or jump out of it count as returning.
    fn ends_in_athrow(&self, handler: u16) -> bool {
        let code = self.method.code;
        let mut is_visited = vec![false; code.len()];
        let mut pending = vec![i64::from(handler)];
        while let Some(target) = pending.pop() {
            let Ok(mut bci) = u32::try_from(target) else {
                return false;
            };
            loop {
                let Some(visited) = is_visited.get_mut(bci as usize) else {
                    return false;
                };
                if std::mem::replace(visited, true) {
                    break;
                }
                let Ok(raw) = RawInstruction::at(code, bci) else {
                    return true;
                };
                for row in self.method.handlers {
                    if (u32::from(row.start)..u32::from(row.end)).contains(&bci) {
                        pending.push(i64::from(row.handler));
                    }
                }
                match raw.operands {
                    Operands::Branch(target) => pending.push(target),
                    Operands::Switch(switch) => pending.extend(switch.targets()),
                    _ => {}
                }
                match raw.op {
                    Op::Return => return false,
                    Op::AThrow | Op::Goto | Op::TableSwitch | Op::LookupSwitch => break,
                    _ => bci = raw.next_bci(),
                }
            }
        }
        true
    }
}
