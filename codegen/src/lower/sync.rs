//! Monitors and polls: usually an exchange and a comparison; a helper, behind all other code, for the
//! rest.

use super::calls::HelperCall;
use super::guards::Operands;
use super::{Done, Lowering, Polls};
use crate::entry_points::Helper;
use crate::machine::{After, Compare, Flags, Op, Test};
use crate::registers::RAX;
use iced_x86::ConditionCode;
use ir::Opcode;
use ir::instruction::InstData;
use regalloc2::{Operand, PRegSet};

impl Lowering<'_> {
    pub(super) fn monitor(&mut self, data: &InstData) -> Done {
        let (helper, try_it) = if data.opcode == Opcode::MonitorEnter {
            (Helper::MonitorEnter, Op::TryEnter)
        } else {
            (Helper::MonitorExit, Op::TryLeave)
        };
        let object = self.register(data.args[0]);
        let call = HelperCall {
            helper,
            args: &[object],
            after: After::Nothing,
            result: None,
        };
        if self.target.layout.lock.is_none() {
            return self.call_helper(call, data, None);
        }
        let clobbers = PRegSet::empty().with(RAX);
        self.machine
            .push(try_it, &[Operand::reg_use_at_end(object)], clobbers);
        let failed = Compare {
            test: Test::Done,
            flags: Flags::Are(ConditionCode::ne),
        };
        self.call_when(failed, call, data)
    }

    /// Calls a helper, behind all other code, if the condition holds.
    fn call_when(&mut self, compare: Compare, call: HelperCall<'_>, data: &InstData) -> Done {
        let (slow, fast, join) = (
            self.machine.label(),
            self.machine.label(),
            self.machine.label(),
        );
        self.push(Op::Branch(compare), &[]);
        self.machine.successor(slow, &[]);
        self.machine.successor(fast, &[]);
        let was_cold = self.start_cold(slow);
        self.call_helper(call, data, None)?;
        self.jump_to(join, &[]);
        self.machine.is_cold = was_cold;
        self.machine.start(fast);
        self.jump_to(join, &[]);
        self.machine.start(join);
        Ok(())
    }

    /// Optimistically one instruction that saves registers; else a slow path that spills.
    pub(super) fn poll(&mut self, data: &InstData) -> Done {
        if self.polls == Polls::Save {
            let mut operands = Operands::new();
            let state = self.safepoint_state(data, None, &mut operands)?;
            self.push(Op::Poll(state), &operands);
            return Ok(());
        }
        let asked = Compare {
            test: Test::Thread {
                offset: self.target.layout.thread.poll,
                wide: false,
            },
            flags: Flags::Are(ConditionCode::ne),
        };
        let call = HelperCall {
            helper: Helper::Poll,
            args: &[],
            after: After::NonZeroExits,
            result: None,
        };
        self.call_when(asked, call, data)
    }
}
