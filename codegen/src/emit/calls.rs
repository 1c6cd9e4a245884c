//! Calls, and what follows them.

use super::Emitter;
use super::assembler::Mark;
use super::operands::{SCRATCH, SCRATCH2, SCRATCH2_NUMBER, narrow};
use super::outline::Outline;
use crate::artifact::{DirectCall, InlineCache};
use crate::entry_points::Helper;
use crate::machine::{After, Callee, StateId, Test};
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use ir::entities::MethodRef;
use regalloc2::Inst;

impl Emitter<'_> {
    pub(super) fn java_call(&mut self, inst: Inst, callee: Callee, state: StateId, unwinds: bool) {
        match callee {
            Callee::Method { method, .. } if self.target.options.direct_calls => {
                let place = self.asm.call_to_patch();
                self.calls.push(DirectCall { method, place });
            }
            Callee::Method { address, .. } => {
                self.asm.number(SCRATCH2_NUMBER, address as i64);
                self.call_entry();
            }
            Callee::Vtable(offset) => {
                self.load_class(SCRATCH2, R::RSI);
                let slot = MemoryOperand::with_base_displ(SCRATCH2, i64::from(offset));
                self.asm.r_m(Code::Mov_r64_rm64, SCRATCH2, slot);
                self.call_entry();
            }
            Callee::Cached(method) => {
                self.look_up(method, state);
                self.call_entry();
            }
        }
        self.safepoint(inst, state, true);
        if unwinds {
            let pending = self.thread(self.target.layout.thread.pending);
            self.asm.m_i(Code::Cmp_rm64_imm8, pending, 0);
            let unwind = self.unwind();
            self.asm.jump_if(ConditionCode::ne, unwind);
        }
    }

    /// Calls the method in r10.
    fn call_entry(&mut self) {
        let entry = i64::from(self.target.layout.compiled_entry);
        let entry = MemoryOperand::with_base_displ(SCRATCH2, entry);
        self.asm.m(Code::Call_rm64, entry);
    }

    /// Puts the method that the class of the receiver in rsi has for an interface method into r10.
    fn look_up(&mut self, method: MethodRef, state: StateId) {
        let layout = &self.target.layout.cache;
        let (class, found) = (i64::from(layout.class), i64::from(layout.method));
        self.load_class(SCRATCH, R::RSI);
        let cell = self.asm.pool.cell();
        let state = self.machine.states[state.0 as usize].state;
        let state = &self.func.states[state];
        self.caches.push((
            cell.clone(),
            InlineCache {
                method,
                cell: 0,
                caller: state.method,
                bci: state.bci,
            },
        ));
        self.asm.r_constant(Code::Mov_r64_rm64, SCRATCH2, cell);
        let class = MemoryOperand::with_base_displ(SCRATCH2, class);
        self.asm.r_m(Code::Cmp_r32_rm32, narrow(SCRATCH), class);
        let mark = self.asm.mark();
        self.asm.jump_if(ConditionCode::ne, mark);
        let found = MemoryOperand::with_base_displ(SCRATCH2, found);
        self.asm.r_m(Code::Mov_r64_rm64, SCRATCH2, found);
        let back = self.asm.here();
        self.outlines.push(Outline::Miss { mark, back });
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
        }
    }
}
