//! Monitors and polls.

use super::calls::HelperCall;
use super::guards::Operands;
use super::{Done, Lowering, Polls};
use crate::entry_points::Helper;
use crate::machine::{After, Compare, Flags, Op, Test};
use iced_x86::ConditionCode;
use ir::Opcode;
use ir::instruction::InstData;

impl Lowering<'_> {
    pub(super) fn monitor(&mut self, data: &InstData) -> Done {
        let helper = if data.opcode == Opcode::MonitorEnter {
            Helper::MonitorEnter
        } else {
            Helper::MonitorExit
        };
        let object = self.register(data.args[0]);
        let call = HelperCall {
            helper,
            args: &[object],
            after: After::Nothing,
            result: None,
        };
        self.call_helper(call, data, None)
    }

    /// Optimistically one instruction that saves registers; else a slow path that spills.
    pub(super) fn poll(&mut self, data: &InstData) -> Done {
        if self.polls == Polls::Save {
            let mut operands = Operands::new();
            let state = self.safepoint_state(data, None, &mut operands)?;
            self.push(Op::Poll(state), &operands);
            return Ok(());
        }
        let (slow, fast, join) = (
            self.machine.label(),
            self.machine.label(),
            self.machine.label(),
        );
        let asked = Compare {
            test: Test::Thread {
                offset: self.target.layout.thread.poll,
                wide: false,
            },
            flags: Flags::Are(ConditionCode::ne),
        };
        self.push(Op::Branch(asked), &[]);
        self.machine.successor(slow, &[]);
        self.machine.successor(fast, &[]);
        let was_cold = self.start_cold(slow);
        let call = HelperCall {
            helper: Helper::Poll,
            args: &[],
            after: After::NonZeroExits,
            result: None,
        };
        self.call_helper(call, data, None)?;
        self.jump_to(join, &[]);
        self.machine.is_cold = was_cold;
        self.machine.start(fast);
        self.jump_to(join, &[]);
        self.machine.start(join);
        Ok(())
    }
}
