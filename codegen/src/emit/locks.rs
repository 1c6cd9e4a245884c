//! Monitors that nobody else wants: one exchange of the object's lock word.
//!
//! The word is compared with what it is in the usual case: free before the first entry, entered once
//! before the last exit. What it was instead is in eax afterwards, so that further entries of the same
//! thread need no other load. Other threads may write to the word at any time (they inflate the
//! monitor to wait for it), therefore leaving is an exchange, too.

use super::Emitter;
use super::assembler::Mark;
use super::operands::{SCRATCH, narrow};
use super::outline::Outline;
use crate::layout::LockLayout;
use crate::machine::Op;
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::Allocation;

/// The monitor was not free, or not entered exactly once.
#[derive(Clone, Copy)]
pub struct Again {
    mark: Mark,
    back: Mark,
    object: R,
    enters: bool,
}

impl Emitter<'_> {
    fn lock_layout(&self) -> LockLayout {
        let layout = self.target.layout.lock;
        layout.expect("lowering locks only if it is told how")
    }

    /// *Equal*: entered or left.
    pub(super) fn lock(&mut self, op: Op, object: Allocation) {
        let again = Again {
            mark: self.asm.mark(),
            back: self.asm.mark(),
            object: self.wide(object),
            enters: op == Op::TryEnter,
        };
        let entered = self.thread(self.lock_layout().entered);
        // From 0 to the thread's word, or the other way.
        let (zero, own) = if again.enters {
            (R::EAX, narrow(SCRATCH))
        } else {
            (narrow(SCRATCH), R::EAX)
        };
        self.asm.r_r(Code::Xor_r32_rm32, zero, zero);
        self.asm.r_m(Code::Mov_r32_rm32, own, entered);
        self.exchange_word(again.object);
        self.asm.jump_if(ConditionCode::ne, again.mark);
        self.asm.bind(again.back);
        self.outlines.push(Outline::LockAgain(again));
    }

    /// Writes r11 when the word is eax.
    fn exchange_word(&mut self, object: R) {
        let word = i64::from(self.lock_layout().word);
        let word = MemoryOperand::with_base_displ(object, word);
        self.asm
            .locked(Code::Cmpxchg_rm32_r32, word, narrow(SCRATCH));
    }

    /// Counts a further entry, if it is this thread's; else *not equal*.
    pub(super) fn lock_again(&mut self, again: Again) {
        let layout = self.lock_layout();
        let (difference, entered) = (R::R10D, self.thread(layout.entered));
        self.asm.bind(again.mark);
        self.asm.r_r(Code::Mov_r32_rm32, difference, R::EAX);
        self.asm.r_m(Code::Sub_r32_rm32, difference, entered);
        self.asm
            .r_i(Code::Test_rm32_imm32, difference, !layout.count as i32);
        self.asm.jump_if(ConditionCode::ne, again.back);
        let step = if again.enters {
            layout.again
        } else {
            -layout.again
        };
        let new = MemoryOperand::with_base_displ(R::RAX, i64::from(step));
        self.asm.r_m(Code::Lea_r32_m, narrow(SCRATCH), new);
        self.exchange_word(again.object);
        self.asm.jump(again.back);
    }
}
