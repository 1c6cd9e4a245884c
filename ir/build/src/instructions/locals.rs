//! Locals, JVMS 6.5: loads, stores, `iinc`. None of them is code.

use crate::code::invalid;
use crate::liveness::{read, written};
use crate::method::{Building, Flow, MethodBuilder};
use ir::Value;
use vm_bytecode::Operands;

impl MethodBuilder<'_> {
    pub(super) fn load_local(&mut self) -> Building<Flow> {
        let value = self.read_local()?;
        self.push(value);
        Ok(Flow::Next)
    }

    /// Return addresses, which `astore` may store as well, are not built.
    pub(super) fn store_local(&mut self) -> Building<Flow> {
        let ty = written(self.code.insns[self.index].op).ok_or(invalid(self.bci))?;
        let value = self.pop(ty)?;
        self.write_local(value)
    }

    pub(super) fn increment(&mut self) -> Building<Flow> {
        let Operands::LocalAndInt(_, amount) = self.code.insns[self.index].operands else {
            return Err(invalid(self.bci));
        };
        let value = self.read_local()?;
        let amount = self.at().iconst(i32::from(amount));
        let sum = self.at().iadd(value, amount);
        self.write_local(sum)
    }

    /// The local that the instruction names.
    fn read_local(&mut self) -> Building<Value> {
        let insn = self.code.insns[self.index];
        let value = insn
            .local()
            .zip(read(insn.op))
            .and_then(|(local, ty)| self.frame.local(&self.func, usize::from(local), ty));
        value.ok_or(invalid(self.bci))
    }

    fn write_local(&mut self, value: Value) -> Building<Flow> {
        let local = self.code.insns[self.index].local();
        let written =
            local.and_then(|local| self.frame.set_local(&self.func, usize::from(local), value));
        written.map(|()| Flow::Next).ok_or(invalid(self.bci))
    }
}
