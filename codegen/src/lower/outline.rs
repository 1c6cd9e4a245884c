//! Slow paths: blocks behind all others, which call and come back.

use super::calls::HelperCall;
use super::{Done, Lowering};
use crate::entry_points::Helper;
use crate::machine::{After, Label};
use ir::instruction::InstData;
use ir::{Inst, Type};

/// A slow path to be lowered.
pub(super) enum Outline<'a> {
    /// The thread was asked to stop.
    Poll {
        inst: Option<Inst>,
        data: &'a InstData,
        start: Label,
        join: Label,
    },
    /// The allocation buffer is used up.
    Allocation {
        inst: Inst,
        data: &'a InstData,
        start: Label,
        join: Label,
    },
}

impl Lowering<'_> {
    pub(super) fn outlines(&mut self) -> Done {
        for outline in std::mem::take(&mut self.outlines) {
            match outline {
                Outline::Poll {
                    inst,
                    data,
                    start,
                    join,
                } => {
                    self.machine.origin = inst;
                    self.machine.start(start);
                    let call = HelperCall {
                        helper: Helper::Poll,
                        args: &[],
                        after: After::NonZeroExits,
                        result: None,
                    };
                    self.call_helper(call, data, None)?;
                    self.jump_to(join, &[]);
                }
                Outline::Allocation {
                    inst,
                    data,
                    start,
                    join,
                } => {
                    self.machine.origin = Some(inst);
                    self.machine.start(start);
                    let object = self.temporary(Type::Ref);
                    self.call_allocator(data, object)?;
                    self.jump_to(join, &[object]);
                }
            }
        }
        Ok(())
    }
}
