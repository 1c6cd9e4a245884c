//! Oop maps of methods of a parsed class file.

use vm_classfile::{Code, Constant, ConstantPool};

use super::{ConstantTypes, MethodCode};
use crate::descriptor::field_type;
use crate::instruction::SlotType;

impl<'a> MethodCode<'a> {
    /// A method of a parsed class file.
    pub fn new(code: &'a Code<'_>, descriptor: &'a [u8], is_static: bool) -> MethodCode<'a> {
        MethodCode {
            code: code.code,
            handlers: &code.handlers,
            max_locals: code.max_locals,
            max_stack: code.max_stack,
            descriptor,
            is_static,
        }
    }
}

impl ConstantTypes for ConstantPool<'_> {
    fn field_descriptor(&self, cp_index: u16) -> Option<&[u8]> {
        Some(self.member_ref(cp_index)?.descriptor)
    }

    fn method_descriptor(&self, cp_index: u16) -> Option<&[u8]> {
        match self.member_ref(cp_index) {
            Some(member) => Some(member.descriptor),
            None => Some(self.dynamic(cp_index)?.2),
        }
    }

    fn constant_type(&self, cp_index: u16) -> Option<SlotType> {
        Some(match self.get(cp_index)? {
            Constant::Integer(_) => SlotType::I,
            Constant::Float(_) => SlotType::F,
            Constant::Long(_) => SlotType::L,
            Constant::Double(_) => SlotType::D,
            Constant::String { .. }
            | Constant::Class { .. }
            | Constant::MethodHandle { .. }
            | Constant::MethodType { .. } => SlotType::A,
            Constant::Dynamic { .. } => field_type(self.dynamic(cp_index)?.2)?,
            _ => return None,
        })
    }
}
