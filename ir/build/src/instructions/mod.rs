//! One file for each family of bytecode instructions.

mod arithmetic;
mod arrays;
mod calls;
mod comparisons;
mod constants;
mod control;
mod exceptions;
mod fast_throws;
mod fields;
mod locals;
mod monitors;
mod objects;
mod stack;

use crate::code::invalid;
use crate::method::{Building, Flow, MethodBuilder};
use crate::source::{Access, Invoke};
use ir::Type;
use ir::immediate::Element;
use vm_bytecode::Op;

impl MethodBuilder<'_> {
    /// Interprets the current instruction.
    #[deny(clippy::wildcard_enum_match_arm)]
    pub(crate) fn instruction(&mut self) -> Building<Flow> {
        let op = self.code.insns[self.index].op;
        match op {
            Op::Nop => Ok(Flow::Next),
            Op::AConstNull | Op::IConst | Op::LConst | Op::FConst | Op::DConst => self.constant(),
            Op::Ldc | Op::Ldc2 => self.load_constant(),

            Op::ILoad | Op::LLoad | Op::FLoad | Op::DLoad | Op::ALoad => self.load_local(),
            Op::IStore | Op::LStore | Op::FStore | Op::DStore | Op::AStore => self.store_local(),
            Op::IInc => self.increment(),

            Op::Pop
            | Op::Pop2
            | Op::Dup
            | Op::DupX1
            | Op::DupX2
            | Op::Dup2
            | Op::Dup2X1
            | Op::Dup2X2
            | Op::Swap => self.shuffle(op),

            Op::IAdd
            | Op::LAdd
            | Op::FAdd
            | Op::DAdd
            | Op::ISub
            | Op::LSub
            | Op::FSub
            | Op::DSub
            | Op::IMul
            | Op::LMul
            | Op::FMul
            | Op::DMul
            | Op::IDiv
            | Op::LDiv
            | Op::FDiv
            | Op::DDiv
            | Op::IRem
            | Op::LRem
            | Op::FRem
            | Op::DRem
            | Op::INeg
            | Op::LNeg
            | Op::FNeg
            | Op::DNeg
            | Op::IShl
            | Op::LShl
            | Op::IShr
            | Op::LShr
            | Op::IUShr
            | Op::LUShr
            | Op::IAnd
            | Op::LAnd
            | Op::IOr
            | Op::LOr
            | Op::IXor
            | Op::LXor
            | Op::I2L
            | Op::I2F
            | Op::I2D
            | Op::L2I
            | Op::L2F
            | Op::L2D
            | Op::F2I
            | Op::F2L
            | Op::F2D
            | Op::D2I
            | Op::D2L
            | Op::D2F
            | Op::I2B
            | Op::I2C
            | Op::I2S => self.arithmetic(op),

            Op::LCmp | Op::FCmpL | Op::FCmpG | Op::DCmpL | Op::DCmpG => self.compare(op),

            Op::IfEq
            | Op::IfNe
            | Op::IfLt
            | Op::IfGe
            | Op::IfGt
            | Op::IfLe
            | Op::IfICmpEq
            | Op::IfICmpNe
            | Op::IfICmpLt
            | Op::IfICmpGe
            | Op::IfICmpGt
            | Op::IfICmpLe
            | Op::IfACmpEq
            | Op::IfACmpNe
            | Op::IfNull
            | Op::IfNonNull => self.branch_if(op),
            Op::Goto => self.goto(),
            Op::TableSwitch | Op::LookupSwitch => self.switch(),
            Op::IReturn => self.return_value(Type::I32),
            Op::LReturn => self.return_value(Type::I64),
            Op::FReturn => self.return_value(Type::F32),
            Op::DReturn => self.return_value(Type::F64),
            Op::AReturn => self.return_value(Type::Ref),
            Op::Return => self.return_void(),

            Op::IALoad => self.load_element(Element::Int),
            Op::LALoad => self.load_element(Element::Long),
            Op::FALoad => self.load_element(Element::Float),
            Op::DALoad => self.load_element(Element::Double),
            Op::AALoad => self.load_element(Element::Ref),
            Op::BALoad => self.load_element(Element::Byte),
            Op::CALoad => self.load_element(Element::Char),
            Op::SALoad => self.load_element(Element::Short),
            Op::IAStore => self.store_element(Element::Int),
            Op::LAStore => self.store_element(Element::Long),
            Op::FAStore => self.store_element(Element::Float),
            Op::DAStore => self.store_element(Element::Double),
            Op::AAStore => self.store_element(Element::Ref),
            Op::BAStore => self.store_element(Element::Byte),
            Op::CAStore => self.store_element(Element::Char),
            Op::SAStore => self.store_element(Element::Short),
            Op::ArrayLength => self.length(),
            Op::NewArray => self.new_primitive_array(),
            Op::ANewArray => self.new_object_array(),
            Op::MultiANewArray => self.new_nested_arrays(),

            Op::GetField => self.read_field(Access::GetField),
            Op::GetStatic => self.read_field(Access::GetStatic),
            Op::PutField => self.write_field(Access::PutField),
            Op::PutStatic => self.write_field(Access::PutStatic),

            Op::New => self.new_object(),
            Op::CheckCast => self.check_cast(),
            Op::InstanceOf => self.instance_of(),

            Op::InvokeVirtual => self.invoke(Invoke::Virtual),
            Op::InvokeSpecial => self.invoke(Invoke::Special),
            Op::InvokeStatic => self.invoke(Invoke::Static),
            Op::InvokeInterface => self.invoke(Invoke::Interface),
            Op::InvokeDynamic => self.invoke_dynamic(),

            Op::AThrow => self.throw(),
            Op::MonitorEnter => self.enter_monitor(),
            Op::MonitorExit => self.leave_monitor(),

            Op::Jsr | Op::Ret => Err(invalid(self.bci)),
        }
    }
}
