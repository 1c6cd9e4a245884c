//! Arithmetic and conversions, JVMS 6.5: `iadd` to `i2s`.

use crate::code::invalid;
use crate::method::{Building, Flow, MethodBuilder};
use ir::immediate::Immediate;
use ir::instruction::InstData;
use ir::opcode::TypeRule;
use ir::{Opcode, Type};
use vm_bytecode::Op;

/// The operation that does it.
fn opcode(op: Op) -> Option<Opcode> {
    Some(match op {
        Op::IAdd => Opcode::IAdd,
        Op::LAdd => Opcode::LAdd,
        Op::FAdd => Opcode::FAdd,
        Op::DAdd => Opcode::DAdd,
        Op::ISub => Opcode::ISub,
        Op::LSub => Opcode::LSub,
        Op::FSub => Opcode::FSub,
        Op::DSub => Opcode::DSub,
        Op::IMul => Opcode::IMul,
        Op::LMul => Opcode::LMul,
        Op::FMul => Opcode::FMul,
        Op::DMul => Opcode::DMul,
        Op::IDiv => Opcode::IDiv,
        Op::LDiv => Opcode::LDiv,
        Op::FDiv => Opcode::FDiv,
        Op::DDiv => Opcode::DDiv,
        Op::IRem => Opcode::IRem,
        Op::LRem => Opcode::LRem,
        Op::FRem => Opcode::FRem,
        Op::DRem => Opcode::DRem,
        Op::INeg => Opcode::INeg,
        Op::LNeg => Opcode::LNeg,
        Op::FNeg => Opcode::FNeg,
        Op::DNeg => Opcode::DNeg,
        Op::IShl => Opcode::IShl,
        Op::LShl => Opcode::LShl,
        Op::IShr => Opcode::IShr,
        Op::LShr => Opcode::LShr,
        Op::IUShr => Opcode::IUshr,
        Op::LUShr => Opcode::LUshr,
        Op::IAnd => Opcode::IAnd,
        Op::LAnd => Opcode::LAnd,
        Op::IOr => Opcode::IOr,
        Op::LOr => Opcode::LOr,
        Op::IXor => Opcode::IXor,
        Op::LXor => Opcode::LXor,
        Op::I2L => Opcode::I2l,
        Op::I2F => Opcode::I2f,
        Op::I2D => Opcode::I2d,
        Op::L2I => Opcode::L2i,
        Op::L2F => Opcode::L2f,
        Op::L2D => Opcode::L2d,
        Op::F2I => Opcode::F2i,
        Op::F2L => Opcode::F2l,
        Op::F2D => Opcode::F2d,
        Op::D2I => Opcode::D2i,
        Op::D2L => Opcode::D2l,
        Op::D2F => Opcode::D2f,
        Op::I2B => Opcode::I2b,
        Op::I2C => Opcode::I2c,
        Op::I2S => Opcode::I2s,
        _ => return None,
    })
}

impl MethodBuilder<'_> {
    /// Pops what the row of the operation takes. A guard among it is a check of the divisor, which
    /// leaves so that the interpreter throws.
    pub(super) fn arithmetic(&mut self, op: Op) -> Building<Flow> {
        let opcode = opcode(op).ok_or(invalid(self.bci))?;
        let mut args = Vec::with_capacity(3);
        let mut is_division = false;
        for operand in opcode.row().operands.iter().rev() {
            match operand.rule {
                TypeRule::Exactly(Type::Guard) => is_division = true,
                TypeRule::Exactly(ty) => args.push(self.pop(ty)?),
                _ => return Err(invalid(self.bci)),
            }
        }
        args.reverse();
        if is_division {
            let nonzero = self.nonzero(args[1])?;
            args.push(nonzero);
        }
        let data = InstData::new(opcode, Immediate::None, &args);
        let inst = self.at().append(data);
        let result = self.func.result(inst).ok_or(invalid(self.bci))?;
        self.push(result);
        Ok(Flow::Next)
    }
}
