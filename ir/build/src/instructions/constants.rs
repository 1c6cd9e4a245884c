//! Constants, JVMS 6.5: `aconst_null` to `dconst_1`, `bipush`, `sipush`, `ldc` and its like.

use crate::code::invalid;
use crate::method::{Building, Flow, MethodBuilder};
use crate::source::{Answer, Constant};
use ir::immediate::Reason;
use vm_bytecode::Operands;

impl MethodBuilder<'_> {
    /// A constant that the instruction itself holds.
    pub(super) fn constant(&mut self) -> Building<Flow> {
        let value = match self.code.insns[self.index].operands {
            Operands::None => self.at().null(),
            Operands::Int(value) => self.at().iconst(value),
            Operands::Long(value) => self.at().lconst(value),
            Operands::Float(value) => self.at().fconst(value),
            Operands::Double(value) => self.at().dconst(value),
            _ => return Err(invalid(self.bci)),
        };
        self.push(value);
        Ok(Flow::Next)
    }

    /// A constant of the constant pool.
    pub(super) fn load_constant(&mut self) -> Building<Flow> {
        let Answer::Resolved(constant) = self.source.constant(self.site()?) else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let value = match constant {
            Constant::Int(value) => self.at().iconst(value),
            Constant::Long(value) => self.at().lconst(value),
            Constant::Float(bits) => self.at().fconst(f32::from_bits(bits)),
            Constant::Double(bits) => self.at().dconst(f64::from_bits(bits)),
            Constant::Null => self.at().null(),
            Constant::Object(object) => {
                let object = self.names.object(&mut self.func, &object);
                self.at().object(object)
            }
        };
        self.push(value);
        Ok(Flow::Next)
    }
}
