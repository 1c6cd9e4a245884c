//! Null checks without instructions: the access that follows touches the first page, which is never
//! mapped, and the VM's signal handler goes on at the exit of the check.
//!
//! Behind the allocation of registers it is plain where that may be: on the way from the check to the
//! access nothing happens that could be seen, and all that the exit's state names stays where it is.

use super::Emitter;
use super::assembler::Mark;
use crate::artifact::{ExitReason, UNMAPPED};
use crate::machine::{Address, Base, Callee, Compare, Flags, Op, StateId, Test};
use crate::registers::{RAX, RSI};
use iced_x86::ConditionCode;
use ir::immediate::Reason;
use regalloc2::{Allocation, Edit, Function as _, Inst, InstOrEdit, Operand, OperandKind};
use smallvec::{SmallVec, smallvec};

/// Steps from a check to its access at most.
const MAX_DISTANCE: usize = 16;

/// An access that makes a check, too.
pub struct Checking {
    access: Inst,
    exit: Mark,
}

/// An emitted one: offsets where it begins and ends, and where it goes on if the object is null.
pub struct Checked {
    pub begin: u32,
    pub end: u32,
    pub exit: Mark,
}

impl Emitter<'_> {
    /// Leaves the instruction of a null check out if an access among the following steps makes it.
    pub(super) fn check_implicitly(&mut self, inst: Inst, steps: &[InstOrEdit<'_>]) -> bool {
        let Op::Guard(compare, state) = self.machine.op(inst) else {
            return false;
        };
        if !self.target.options.implicit_null_checks || !self.is_null_check(compare, state) {
            return false;
        }
        let Some(access) = self.checking_access(inst, state, steps) else {
            return false;
        };
        let exit = self.exit(inst, state);
        self.count_down(exit);
        self.checking.push(Checking { access, exit });
        true
    }

    /// One that has not thrown before: a fault is much slower than a branch.
    fn is_null_check(&self, compare: Compare, state: StateId) -> bool {
        let is_not_null = Compare {
            test: Test::Zero { wide: true },
            flags: Flags::Are(ConditionCode::ne),
        };
        let used = self.machine.states[state.0 as usize];
        let place = &self.func.states[used.state];
        compare == is_not_null
            && used.reason == ExitReason::Check(Reason::NullCheck)
            && !self.target.facts.has_been_null(place.method, place.bci)
    }

    /// The access of the checked object, if nothing on the way to it matters.
    fn checking_access(
        &self,
        check: Inst,
        state: StateId,
        steps: &[InstOrEdit<'_>],
    ) -> Option<Inst> {
        let used = self.machine.states[state.0 as usize];
        let at = self.output.inst_allocs(check);
        let named = &at[used.first as usize..];
        // Where the object is.
        let mut object: SmallVec<[Allocation; 4]> = smallvec![at[0]];
        for step in steps.iter().take(MAX_DISTANCE) {
            match step {
                InstOrEdit::Edit(Edit::Move { from, to }) => {
                    if named.contains(to) {
                        return None;
                    }
                    let is_object = object.contains(from);
                    object.retain(|place| place != to);
                    if is_object {
                        object.push(*to);
                    }
                }
                InstOrEdit::Inst(inst) if self.touches(*inst, &object, named) => {
                    return Some(*inst);
                }
                InstOrEdit::Inst(inst) => {
                    if !self.may_come_before(*inst, state) {
                        return None;
                    }
                    for place in self.written(*inst) {
                        if named.contains(&place) {
                            return None;
                        }
                        object.retain(|other| *other != place);
                    }
                }
            }
        }
        None
    }

    /// Does the instruction access the object before it changes anything?
    fn touches(&self, inst: Inst, object: &[Allocation], named: &[Allocation]) -> bool {
        let is_near = |offset: i32| (0..UNMAPPED as i32).contains(&offset);
        let is_plain = |address: Address| {
            address.base == Base::Operand && address.scale == 0 && is_near(address.displacement)
        };
        let first = || object.contains(&self.output.inst_allocs(inst)[0]);
        match self.machine.op(inst) {
            Op::Load(_, address) | Op::Store(_, address) | Op::StoreConstant(_, address, _) => {
                is_plain(address) && first()
            }
            Op::Guard(compare, _) => match compare.test {
                Test::Word { offset, .. } => is_near(offset) && first(),
                _ => false,
            },
            Op::TryEnter => first() && !named.contains(&Allocation::reg(RAX)),
            Op::Call { callee, .. } => {
                matches!(callee, Callee::Vtable(_) | Callee::Cached(_))
                    && object.contains(&Allocation::reg(RSI))
            }
            _ => false,
        }
    }

    /// May the instruction be executed although the object is null? Checks that go back to the same
    /// state may.
    fn may_come_before(&self, inst: Inst, state: StateId) -> bool {
        let ir_state = |state: StateId| self.machine.states[state.0 as usize].state;
        match self.machine.op(inst) {
            Op::Guard(compare, other) => {
                ir_state(other) == ir_state(state) && !compare.test.reads_object()
            }
            op => op.is_unseen(),
        }
    }

    /// Registers and slots that the instruction writes.
    fn written(&self, inst: Inst) -> impl Iterator<Item = Allocation> {
        let operands = self.machine.inst_operands(inst).iter();
        let allocations = self.output.inst_allocs(inst).iter();
        let is_def = |(operand, _): &(&Operand, &Allocation)| operand.kind() == OperandKind::Def;
        let clobbers = self.machine.inst_clobbers(inst);
        let defined = operands.zip(allocations).filter(is_def).map(|(_, at)| *at);
        defined.chain(clobbers.into_iter().map(Allocation::reg))
    }

    /// Emits an instruction, and notes it if it makes a check as well.
    pub(super) fn checking_instruction(&mut self, block: regalloc2::Block, inst: Inst) {
        let begin = self.asm.offset();
        self.instruction(block, inst);
        let end = self.asm.offset();
        let checked = self
            .checking
            .extract_if(.., |checking| checking.access == inst)
            .map(|Checking { exit, .. }| Checked { begin, end, exit });
        self.checked.extend(checked);
    }
}
