//! Functions of the VM, and the checks of what they are given.

use super::Check;
use crate::method::MethodBuilder;
use ir::immediate::{Condition, Immediate, Reason};
use ir::instruction::InstData;
use ir::routine::{Routine, RoutineKind};
use ir::{Inst, Value};

impl MethodBuilder<'_> {
    /// A function of the VM. False: the arguments are not those of the row.
    pub(super) fn routine(&mut self, routine: Routine, checks: &[Check], args: &[Value]) -> bool {
        if routine.signature().params.len() != args.len() {
            return false;
        }
        for check in checks {
            match *check {
                Check::NonNull(arg) => {
                    self.at().guard_nonnull(args[arg]);
                }
                Check::Range {
                    args: [array, offset, count],
                    is_wide,
                } => self.check_range(args[array], args[offset], args[count], is_wide),
            }
        }
        let inst = self.call_routine(routine, args);
        if let Some(result) = self.func.result(inst) {
            self.push(result);
        }
        if routine.kind() == RoutineKind::Transfers {
            self.set_state_after(inst);
        }
        true
    }

    fn call_routine(&mut self, routine: Routine, args: &[Value]) -> Inst {
        let immediate = Immediate::Routine(routine);
        self.at()
            .append(InstData::new(routine.opcode(), immediate, args))
    }

    fn result_of(&mut self, routine: Routine, args: &[Value]) -> Option<Value> {
        let inst = self.call_routine(routine, args);
        self.func.result(inst)
    }

    /// Passes when so many elements from the offset on are inside.
    fn check_range(&mut self, array: Value, offset: Value, count: Value, is_wide: bool) {
        let mut at = self.at();
        let nonnull = at.guard_nonnull(array);
        let mut length = at.array_length(array, nonnull);
        if is_wide {
            let one = at.iconst(1);
            length = at.iushr(length, one);
        }
        at.guard_size(offset);
        at.guard_size(count);
        let rest = at.isub(length, offset);
        let fits = at.icmp(rest, count, Condition::Ge);
        at.guard(fits, Reason::BoundsCheck);
    }

    /// What does not fit is left to the interpreter before anything is copied.
    pub(super) fn array_copy(&mut self, args: &[Value]) -> bool {
        let Some(fits) = self.result_of(Routine::ArrayCopyFits, args) else {
            return false;
        };
        self.at().guard(fits, Reason::BoundsCheck);
        let copy = self.call_routine(Routine::ArrayCopy, args);
        self.set_state_after(copy);
        true
    }

    /// All elements are compared; the routine says -1 when none differs, which is the complement
    /// of 0.
    pub(super) fn mismatch(&mut self, args: &[Value]) -> Option<Value> {
        let (&first, &second) = (args.first()?, args.get(2)?);
        self.at().guard_nonnull(first);
        self.at().guard_nonnull(second);
        self.result_of(Routine::Mismatch, args)
    }

    /// Arguments: text, character, start, end.
    pub(super) fn index_of_one(&mut self, routine: Routine, args: &[Value]) -> Option<Value> {
        let &[text, _, from, end] = args else {
            return None;
        };
        let count = self.at().isub(end, from);
        self.check_range(text, from, count, routine == Routine::IndexOfUnit);
        self.result_of(routine, args)
    }

    /// Arguments: text and its length, sought text and its length, start.
    pub(super) fn index_of_text(&mut self, routine: Routine, args: &[Value]) -> Option<Value> {
        let &[text, n_text, sought, n_sought, from] = args else {
            return None;
        };
        let zero = self.at().iconst(0);
        self.check_range(text, zero, n_text, routine != Routine::IndexOfBytes);
        self.check_range(sought, zero, n_sought, routine == Routine::IndexOfUnits);
        let is_something = self.at().icmp(n_sought, zero, Condition::Gt);
        self.at().guard(is_something, Reason::BoundsCheck);
        self.at().guard_size(from);
        if routine != Routine::IndexOfBytes {
            let is_inside = self.at().icmp(from, n_text, Condition::Le);
            self.at().guard(is_inside, Reason::BoundsCheck);
        }
        self.result_of(routine, args)
    }
}
