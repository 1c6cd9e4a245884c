//! Jumps, switches and returns, JVMS 6.5: `goto` to `return`.

use crate::bailout::BailoutReason;
use crate::code::{bailout, invalid};
use crate::method::{Building, Flow, MethodBuilder};
use ir::frame_state::Moment;
use ir::function::ValueDef;
use ir::immediate::Immediate;
use ir::{Block, Opcode, Type, Value};
use vm_bytecode::Operands;

impl MethodBuilder<'_> {
    pub(super) fn goto(&mut self) -> Building<Flow> {
        let Operands::Branch(target) = self.code.insns[self.index].operands else {
            return Err(invalid(self.bci));
        };
        self.jump_to(self.code.target(target))?;
        Ok(Flow::End)
    }

    /// Keys that lead to the default are left out.
    pub(super) fn switch(&mut self) -> Building<Flow> {
        let Operands::Switch(switch) = self.code.insns[self.index].operands else {
            return Err(invalid(self.bci));
        };
        let key = self.pop(Type::I32)?;
        let default_bci = switch.default_target();
        let default = self.edge(self.code.target(default_bci))?;
        let mut cases: Vec<(i32, (Block, Vec<Value>))> = Vec::new();
        for (key, bci) in switch.pairs().filter(|(_, bci)| *bci != default_bci) {
            cases.push((key, self.edge(self.code.target(bci))?));
        }
        let cases: Vec<(i32, Block, &[Value])> = cases
            .iter()
            .map(|(key, (block, args))| (*key, *block, args.as_slice()))
            .collect();
        self.at().switch(key, (default.0, &default.1), &cases);
        Ok(Flow::End)
    }

    pub(super) fn return_void(&mut self) -> Building<Flow> {
        if self.func.signature.returns.is_some() {
            return Err(invalid(self.bci));
        }
        self.leave_method_monitor(None)?;
        self.at().ret_void();
        Ok(Flow::End)
    }

    /// Small integers are cut to their type, JVMS 6.5.ireturn.
    pub(super) fn return_value(&mut self, ty: Type) -> Building<Flow> {
        let value = self.pop(ty)?;
        if self.func.signature.returns != Some(ty) {
            return Err(invalid(self.bci));
        }
        let returned = self.facts.name.rsplit(')').next().unwrap_or_default();
        let value = match returned {
            "Z" => self.boolean_of(value),
            "B" => self.at().i2b(value),
            "C" => self.at().i2c(value),
            "S" => self.at().i2s(value),
            _ => value,
        };
        self.leave_method_monitor(Some(value))?;
        self.at().ret(value);
        Ok(Flow::End)
    }

    /// The lowest bit.
    pub(super) fn boolean_of(&mut self, value: Value) -> Value {
        if self.is_boolean(value) {
            return value;
        }
        let one = self.at().iconst(1);
        self.at().iand(value, one)
    }

    /// Is the value 0 or 1, as far as can be seen?
    fn is_boolean(&self, value: Value) -> bool {
        let ValueDef::Result(inst) = self.func.value_def(value) else {
            return false;
        };
        let data = self.func.inst(inst);
        match data.opcode {
            Opcode::IConst => matches!(data.immediate, Immediate::Int(0 | 1)),
            Opcode::ICmp
            | Opcode::LCmp
            | Opcode::FCmp
            | Opcode::DCmp
            | Opcode::SameRef
            | Opcode::InstanceOf => true,
            _ => false,
        }
    }

    /// Leaves the monitor of a synchronized method that returns.
    fn leave_method_monitor(&mut self, result: Option<Value>) -> Building<()> {
        if self.frame.locks.len() > self.n_method_locks {
            return Err(bailout(BailoutReason::UnbalancedMonitors, self.bci));
        }
        let Some(lock) = self.frame.locks.pop() else {
            return Ok(());
        };
        self.frame.stack.clear();
        if let Some(result) = result {
            self.push(result);
        }
        let live = self.live.before(self.index);
        let state = self.state(Moment::Before, live);
        self.exit_monitor(lock, state);
        Ok(())
    }
}
