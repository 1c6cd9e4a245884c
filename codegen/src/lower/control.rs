//! Ends of blocks.

use super::guards::Operands;
use super::{Done, Lowering};
use crate::bailout::Bailout;
use crate::machine::{Op, SwitchId};
use crate::registers::java_result;
use ir::Opcode;
use ir::immediate::Immediate;
use ir::instruction::InstData;
use regalloc2::Operand;
use smallvec::SmallVec;

impl<'a> Lowering<'a> {
    pub(super) fn terminator(&mut self, data: &'a InstData) -> Done {
        match data.opcode {
            Opcode::Jump => self.jump(&data.targets[0]),
            Opcode::Branch => self.branch(data),
            Opcode::Switch => self.switch(data),
            Opcode::RetVoid => self.push(Op::Return, &[]),
            Opcode::Ret => {
                let value = self.register(data.args[0]);
                let place = java_result(self.type_of(data.args[0]));
                self.push(Op::Return, &[Operand::reg_fixed_use(value, place)]);
            }
            Opcode::Throw => {
                let exception = self.register(data.args[0]);
                self.push(Op::Throw, &[Operand::reg_use(exception)]);
            }
            Opcode::Deopt => {
                let Immediate::Reason(reason) = data.immediate else {
                    return Err(Bailout::Malformed);
                };
                let mut operands = Operands::new();
                let state = self.exit_state(data, reason, &mut operands)?;
                self.push(Op::Deopt(state), &operands);
            }
            _ => self.push(Op::Unreachable, &[]),
        }
        Ok(())
    }

    fn branch(&mut self, data: &'a InstData) {
        let (compare, tested) = self.condition(data.args[0]);
        let (yes, no) = (self.target(&data.targets[0]), self.target(&data.targets[1]));
        self.push(Op::Branch(compare), &tested);
        for (label, passed) in [yes, no] {
            self.machine.successor(label, &passed);
        }
    }

    fn switch(&mut self, data: &'a InstData) {
        if data.keys.is_empty() {
            return self.jump(&data.targets[0]);
        }
        let key = self.register(data.args[0]);
        let targets: SmallVec<[_; 8]> = data
            .targets
            .iter()
            .map(|target| self.target(target))
            .collect();
        let numbers = 1..;
        let mut table: Vec<(i32, u32)> = data.keys.iter().copied().zip(numbers).collect();
        table.sort_unstable();
        self.machine.switches.push(table);
        let id = SwitchId(self.machine.switches.len() as u32 - 1);
        self.push(Op::Switch(id), &[Operand::reg_use(key)]);
        for (label, passed) in targets {
            self.machine.successor(label, &passed);
        }
    }
}
