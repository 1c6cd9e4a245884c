//! Calls, and what follows them.

use super::Emitter;
use super::operands::{SCRATCH2, SCRATCH2_NUMBER};
use super::outline::Outline;
use crate::entry_points::Helper;
use crate::machine::{After, Callee, StateId, Test};
use crate::registers::allocatable;
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::{Allocation, Inst, PReg, RegClass};

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

    /// Stops: all registers are in the frame meanwhile, where the collector updates references. Not
    /// only those of operands: a value that has a slot may be in a register too.
    pub(super) fn stop(&mut self, inst: Inst, state: StateId) {
        for register in allocatable() {
            self.save(register, true);
        }
        self.anchored_call(inst, Helper::Poll, state);
        let resume = self.asm.mark();
        self.asm.r_r(Code::Test_rm32_r32, R::EAX, R::EAX);
        self.asm.jump_if(ConditionCode::e, resume);
        self.leave(inst, state);
        self.asm.bind(resume);
        for register in allocatable() {
            self.save(register, false);
        }
    }

    /// Saves a register in its place, or restores it.
    fn save(&mut self, register: PReg, saves: bool) {
        let at = Allocation::reg(register);
        let offset = i64::from(self.frame.saved_offset(register));
        let place = MemoryOperand::with_base_displ(R::RSP, offset);
        match (register.class(), saves) {
            (RegClass::Float, true) => {
                let register = self.xmm(at);
                self.asm.m_r(Code::Movsd_xmmm64_xmm, place, register);
            }
            (RegClass::Float, false) => {
                let register = self.xmm(at);
                self.asm.r_m(Code::Movsd_xmm_xmmm64, register, place);
            }
            (RegClass::Int | RegClass::Vector, true) => {
                let register = self.wide(at);
                self.asm.m_r(Code::Mov_rm64_r64, place, register);
            }
            (RegClass::Int | RegClass::Vector, false) => {
                let register = self.wide(at);
                self.asm.r_m(Code::Mov_r64_rm64, register, place);
            }
        }
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
