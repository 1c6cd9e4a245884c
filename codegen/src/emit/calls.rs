//! Calls, and what follows them.

use super::Emitter;
use super::assembler::Mark;
use super::operands::{SCRATCH, SCRATCH2, SCRATCH2_NUMBER};
use super::outline::Outline;
use crate::entry_points::Helper;
use crate::machine::{After, Callee, StateId, Test};
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::Inst;

impl Emitter<'_> {
    pub(super) fn java_call(&mut self, inst: Inst, callee: Callee, state: StateId, unwinds: bool) {
        match callee {
            Callee::Method(address) => self.asm.number(SCRATCH2_NUMBER, address as i64),
            Callee::Vtable(offset) => {
                self.load_class(SCRATCH2, R::RSI);
                let slot = MemoryOperand::with_base_displ(SCRATCH2, i64::from(offset));
                self.asm.r_m(Code::Mov_r64_rm64, SCRATCH2, slot);
            }
            Callee::Selected => self.move_wide(SCRATCH2, R::RAX),
        }
        let entry = i64::from(self.target.layout.compiled_entry);
        let entry = MemoryOperand::with_base_displ(SCRATCH2, entry);
        self.asm.m(Code::Call_rm64, entry);
        self.safepoint(inst, state, true);
        if unwinds {
            let pending = self.thread(self.target.layout.thread.pending);
            self.asm.m_i(Code::Cmp_rm64_imm8, pending, 0);
            let unwind = self.unwind();
            self.asm.jump_if(ConditionCode::ne, unwind);
        }
    }

    /// Passes the thread, and sets and clears the anchor.
    fn anchored_call(&mut self, inst: Inst, helper: Helper, state: StateId) {
        let anchor = self.thread(self.target.layout.thread.anchor);
        self.move_wide(R::RDI, super::operands::THREAD);
        self.asm.m_r(Code::Mov_rm64_r64, anchor, R::RSP);
        self.call(helper);
        self.safepoint(inst, state, false);
        self.asm.m_i(Code::Mov_rm64_imm32, anchor, 0);
    }

    /// Tests whether the thread was asked to stop.
    pub(super) fn poll(&mut self, inst: Inst, state: StateId) {
        let asked = Test::Thread {
            offset: self.target.layout.thread.poll,
            wide: false,
        };
        self.test(asked, &[]);
        let mark = self.asm.mark();
        self.asm.jump_if(ConditionCode::ne, mark);
        let back = self.asm.here();
        self.outlines.push(Outline::Poll {
            mark,
            back,
            inst,
            state,
        });
    }

    /// Stops, and goes on at `resume`: all registers are in the frame meanwhile, where the collector updates references. Not
    /// only those of operands: a value that has a slot may be in a register too.
    pub(super) fn stop(&mut self, inst: Inst, state: StateId, resume: Mark) {
        let saved = MemoryOperand::with_base_displ(R::RSP, i64::from(self.frame.saved()));
        self.asm.r_m(Code::Lea_r64_m, SCRATCH, saved);
        self.call(Helper::SavingPoll);
        self.safepoint(inst, state, false);
        self.asm.jump_if(ConditionCode::e, resume);
        self.leave(inst, state);
    }

    /// The arguments after the thread are where the C function wants them.
    pub(super) fn helper_call(&mut self, inst: Inst, helper: Helper, state: StateId, after: After) {
        self.anchored_call(inst, helper, state);
        match after {
            After::Nothing => {}
            After::ZeroExits => {
                let exit = self.exit(inst, state);
                self.asm.r_r(Code::Test_rm64_r64, R::RAX, R::RAX);
                self.asm.jump_if(ConditionCode::e, exit);
            }
            After::NonZeroExits => {
                let exit = self.exit(inst, state);
                self.asm.r_r(Code::Test_rm32_r32, R::EAX, R::EAX);
                self.asm.jump_if(ConditionCode::ne, exit);
            }
            After::ZeroUnwinds => {
                let unwind = self.unwind();
                self.asm.r_r(Code::Test_rm64_r64, R::RAX, R::RAX);
                self.asm.jump_if(ConditionCode::e, unwind);
            }
        }
    }
}
