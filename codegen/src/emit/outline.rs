//! What stands behind the code: slow paths within instructions, and exits.

use super::Emitter;
use super::assembler::Mark;
use super::floats::Unconverted;
use super::locks::Again;
use super::operands::{SCRATCH, SCRATCH_NUMBER};
use crate::entry_points::Helper;
use crate::machine::StateId;
use iced_x86::Register as R;
use regalloc2::Inst;

/// Code to be put behind.
pub enum Outline {
    /// Leaves for the interpreter.
    Exit {
        mark: Mark,
        inst: Inst,
        state: StateId,
    },
    /// The thread was asked to stop.
    Poll {
        mark: Mark,
        back: Mark,
        inst: Inst,
        state: StateId,
    },
    /// Too little stack is left.
    Overflow { mark: Mark },
    /// The inline cache does not begin with the receiver's class.
    Miss { mark: Mark, back: Mark },
    /// A number did not fit an integer.
    ToInt {
        mark: Mark,
        back: Mark,
        value: Unconverted,
    },
    /// The monitor may be entered already.
    LockAgain(Again),
    /// More than 32 bytes are to be copied.
    CopyMore { mark: Mark, back: Mark },
    /// The barrier wants to know of the object.
    Remember { mark: Mark, back: Mark, object: R },
    /// As `Remember`, of the object at this address.
    RememberFixed { mark: Mark, back: Mark, object: u64 },
}

impl Emitter<'_> {
    pub(super) fn outlines(&mut self) {
        for outline in std::mem::take(&mut self.outlines) {
            match outline {
                Outline::Exit { mark, inst, state } => {
                    self.asm.bind(mark);
                    self.origin(inst);
                    self.leave(inst, state);
                }
                Outline::Poll {
                    mark,
                    back,
                    inst,
                    state,
                } => {
                    self.asm.bind(mark);
                    self.origin(inst);
                    self.stop(inst, state, back);
                }
                Outline::Overflow { mark } => {
                    self.asm.bind(mark);
                    self.overflow();
                }
                Outline::Miss { mark, back } => {
                    self.asm.bind(mark);
                    self.call(Helper::CacheMiss);
                    self.asm.jump(back);
                }
                Outline::ToInt { mark, back, value } => {
                    self.asm.bind(mark);
                    self.saturate(value);
                    self.asm.jump(back);
                }
                Outline::LockAgain(again) => self.lock_again(again),
                Outline::CopyMore { mark, back } => {
                    self.asm.bind(mark);
                    self.copy_more(back);
                }
                Outline::Remember { mark, back, object } => {
                    self.asm.bind(mark);
                    self.move_wide(SCRATCH, object);
                    self.call(Helper::RememberStore);
                    self.asm.jump(back);
                }
                Outline::RememberFixed { mark, back, object } => {
                    self.asm.bind(mark);
                    self.asm.number(SCRATCH_NUMBER, object as i64);
                    self.call(Helper::RememberStore);
                    self.asm.jump(back);
                }
            }
        }
        if let Some(unwind) = self.unwind {
            self.asm.bind(unwind);
            self.epilogue();
        }
    }
}
