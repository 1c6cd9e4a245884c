//! Checks, and tests of classes.

use super::Emitter;
use super::assembler::Mark;
use super::operands::{SCRATCH, SCRATCH_NUMBER, SCRATCH2, narrow};
use crate::entry_points::Helper;
use crate::machine::{Op, StateId, SubtypeTest, Test};
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::{Allocation, Inst};

impl Emitter<'_> {
    pub(super) fn guard(&mut self, op: Op, inst: Inst, at: &[Allocation]) {
        match op {
            Op::Guard(compare, state) => {
                let exit = self.exit(inst, state);
                if compare.test != Test::Done {
                    self.count_down(exit);
                }
                self.test(compare.test, at);
                self.jump_when(compare.flags.negated(), exit);
            }
            Op::GuardSubtype(test, state) => {
                let (exit, passed) = (self.exit(inst, state), self.asm.mark());
                self.count_down(exit);
                let object = self.wide(at[0]);
                self.asm.r_r(Code::Test_rm64_r64, object, object);
                self.asm.jump_if(ConditionCode::e, passed);
                self.subtype(test, object);
                self.asm.jump_if(ConditionCode::ne, exit);
                self.asm.bind(passed);
            }
            Op::GuardStore(state) => self.guard_store(inst, state, at),
            _ => unreachable!("the caller hands over guards"),
        }
    }

    /// Leaves now and then for no reason: a stress mode.
    pub(super) fn count_down(&mut self, exit: Mark) {
        if let Some(offset) = self.target.options.check_countdown {
            let counter = self.thread(offset);
            self.asm.m_i(Code::Sub_rm32_imm8, counter, 1);
            self.asm.jump_if(ConditionCode::b, exit);
        }
    }

    /// Leaves *equal* when the object, which is not null, is an instance.
    pub(super) fn subtype(&mut self, test: SubtypeTest, object: R) {
        match test {
            SubtypeTest::Exactly(class) => {
                let offset = i64::from(self.target.layout.class_word);
                let word = MemoryOperand::with_base_displ(object, offset);
                self.asm.m_i(Code::Cmp_rm32_imm32, word, class as i32);
            }
            SubtypeTest::Display { offset, class } => {
                self.load_class(SCRATCH, object);
                // Addresses of classes are below 4 GB: the low half says it all.
                let entry = MemoryOperand::with_base_displ(SCRATCH, i64::from(offset));
                self.asm.m_i(Code::Cmp_rm32_imm32, entry, class as i32);
            }
            SubtypeTest::Searched(class) => {
                self.load_class(SCRATCH2, object);
                let found = i64::from(self.target.layout.class.found_supertype);
                let found = MemoryOperand::with_base_displ(SCRATCH2, found);
                let passed = self.asm.mark();
                self.asm.m_i(Code::Cmp_rm32_imm32, found, class as i32);
                self.asm.jump_if(ConditionCode::e, passed);
                self.asm.number(SCRATCH_NUMBER, i64::from(class));
                self.search();
                self.asm.bind(passed);
            }
        }
    }

    /// Leaves *equal* when the class in r10 is that in r11, or below it.
    fn search(&mut self) {
        let found = self.asm.mark();
        self.asm.r_r(Code::Cmp_r64_rm64, SCRATCH2, SCRATCH);
        self.asm.jump_if(ConditionCode::e, found);
        self.call(Helper::IsSubtype);
        self.asm.r_i(Code::Cmp_rm32_imm8, narrow(SCRATCH), 1);
        self.asm.bind(found);
    }

    fn guard_store(&mut self, inst: Inst, state: StateId, at: &[Allocation]) {
        let (exit, passed): (Mark, Mark) = (self.exit(inst, state), self.asm.mark());
        self.count_down(exit);
        let (array, value) = (self.wide(at[0]), self.wide(at[1]));
        self.asm.r_r(Code::Test_rm64_r64, value, value);
        self.asm.jump_if(ConditionCode::e, passed);
        self.load_class(SCRATCH2, value);
        self.load_class(SCRATCH, array);
        let component = i64::from(self.target.layout.class.component);
        let component = MemoryOperand::with_base_displ(SCRATCH, component);
        self.asm.r_m(Code::Mov_r64_rm64, SCRATCH, component);
        // Addresses of classes and records are below 4 GB: halves of registers hold them.
        let check = i64::from(self.target.layout.class.super_check);
        let check = MemoryOperand::with_base_displ(SCRATCH, check);
        self.asm.r_m(Code::Add_r32_rm32, narrow(SCRATCH2), check);
        let entry = MemoryOperand::with_base(SCRATCH2);
        self.asm.r_m(Code::Cmp_r64_rm64, SCRATCH, entry);
        self.asm.jump_if(ConditionCode::e, passed);
        self.asm.r_m(Code::Sub_r32_rm32, narrow(SCRATCH2), check);
        self.search();
        self.asm.jump_if(ConditionCode::ne, exit);
        self.asm.bind(passed);
    }

    /// Leaves for the interpreter, always.
    pub(super) fn exit_here(&mut self, inst: Inst, state: StateId) {
        self.leave(inst, state);
    }
}
