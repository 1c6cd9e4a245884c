//! Arrays, JVMS 6.5: elements, `arraylength`, and new arrays.

use crate::code::invalid;
use crate::method::{Building, Flow, MethodBuilder};
use crate::source::Answer;
use ir::immediate::{Element, Immediate, Reason};
use ir::instruction::InstData;
use ir::{Opcode, Type, Value};
use vm_bytecode::Operands;

/// Element type of a code of `newarray`.
fn primitive(code: u8) -> Option<Element> {
    Some(match code {
        4 => Element::Boolean,
        5 => Element::Char,
        6 => Element::Float,
        7 => Element::Double,
        8 => Element::Byte,
        9 => Element::Short,
        10 => Element::Int,
        11 => Element::Long,
        _ => return None,
    })
}

impl MethodBuilder<'_> {
    pub(super) fn load_element(&mut self, element: Element) -> Building<Flow> {
        let index = self.pop(Type::I32)?;
        let array = self.pop(Type::Ref)?;
        let (_, inside) = self.inside(array, index)?;
        let value = self.load_element_of(array, index, inside, element)?;
        self.push(value);
        Ok(Flow::Next)
    }

    fn load_element_of(
        &mut self,
        array: Value,
        index: Value,
        inside: Value,
        element: Element,
    ) -> Building<Value> {
        let args = [array, index, inside];
        let data = InstData::new(Opcode::LoadElement, Immediate::Element(element), &args);
        let inst = self.at().append(data);
        self.func.result(inst).ok_or(invalid(self.bci))
    }

    pub(super) fn store_element(&mut self, element: Element) -> Building<Flow> {
        let value = self.pop(element.ty())?;
        let index = self.pop(Type::I32)?;
        let array = self.pop(Type::Ref)?;
        let (nonnull, inside) = self.inside(array, index)?;
        if element == Element::Ref {
            self.at().guard_store(array, value, nonnull);
        }
        let store = self
            .at()
            .store_element(array, index, value, inside, element);
        self.set_state_after(store);
        Ok(Flow::Next)
    }

    /// Checks that the array is not null and has the element.
    fn inside(&mut self, array: Value, index: Value) -> Building<(Value, Value)> {
        let nonnull = self.nonnull(array)?;
        let length = self.at().array_length(array, nonnull);
        let inside = self.bounded(index, length)?;
        Ok((nonnull, inside))
    }

    pub(super) fn length(&mut self) -> Building<Flow> {
        let array = self.pop(Type::Ref)?;
        let nonnull = self.nonnull(array)?;
        let length = self.at().array_length(array, nonnull);
        self.push(length);
        Ok(Flow::Next)
    }

    pub(super) fn new_primitive_array(&mut self) -> Building<Flow> {
        let Operands::ArrayType(code) = self.code.insns[self.index].operands else {
            return Err(invalid(self.bci));
        };
        let element = primitive(code).ok_or(invalid(self.bci))?;
        let length = self.pop(Type::I32)?;
        let size = self.at().guard_size(length);
        let array = self.at().new_array(length, size, element);
        self.push(array);
        Ok(Flow::Next)
    }

    pub(super) fn new_object_array(&mut self) -> Building<Flow> {
        let Answer::Resolved(class) = self.source.array_class(self.site()?) else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let class = self.names.class(&mut self.func, &class);
        let length = self.pop(Type::I32)?;
        let size = self.at().guard_size(length);
        let array = self.at().new_object_array(length, size, class);
        self.push(array);
        Ok(Flow::Next)
    }

    pub(super) fn new_nested_arrays(&mut self) -> Building<Flow> {
        let Operands::MultiArray { n_dimensions, .. } = self.code.insns[self.index].operands else {
            return Err(invalid(self.bci));
        };
        let Answer::Resolved(class) = self.source.class(self.site()?) else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let n_levels = class.name.bytes().take_while(|byte| *byte == b'[').count();
        if n_dimensions == 0 || usize::from(n_dimensions) > n_levels {
            return Err(invalid(self.bci));
        }
        let class = self.names.class(&mut self.func, &class);
        let mut lengths = Vec::with_capacity(usize::from(n_dimensions));
        for _ in 0..n_dimensions {
            lengths.push(self.pop(Type::I32)?);
        }
        lengths.reverse();
        let array = self.at().new_multi_array(&lengths, class);
        self.push(array);
        Ok(Flow::Next)
    }
}
