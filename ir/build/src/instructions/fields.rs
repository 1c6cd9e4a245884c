//! Fields, JVMS 6.5: `getfield`, `putfield`, `getstatic`, `putstatic`.

use crate::code::invalid;
use crate::method::{Building, Flow, MethodBuilder};
use crate::source::{Access, Answer, ClassFacts, FieldFacts};
use ir::immediate::{Immediate, Reason};
use ir::instruction::InstData;
use ir::{Opcode, Type, Value};

impl MethodBuilder<'_> {
    /// The field, if it is resolved and of the right kind.
    fn field(&mut self, access: Access) -> Building<Option<(FieldFacts, Type)>> {
        let Answer::Resolved(field) = self.source.field(self.site()?, access) else {
            return Ok(None);
        };
        let wants_static = matches!(access, Access::GetStatic | Access::PutStatic);
        if field.is_static != wants_static {
            return Ok(None);
        }
        let ty = Type::of_descriptor(descriptor(&field)).ok_or(invalid(self.bci))?;
        Ok(Some((field, ty)))
    }

    pub(super) fn read_field(&mut self, access: Access) -> Building<Flow> {
        let Some((field, _)) = self.field(access)? else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let name = self.names.field(&mut self.func, &field);
        let (opcode, args) = if field.is_static {
            (Opcode::LoadStatic, vec![self.initialized(&field.class)])
        } else {
            let object = self.pop(Type::Ref)?;
            (Opcode::LoadField, vec![object, self.nonnull(object)?])
        };
        let inst = self
            .at()
            .append(InstData::new(opcode, Immediate::Field(name), &args));
        let value = self.func.result(inst).ok_or(invalid(self.bci))?;
        self.push(value);
        if field.is_volatile {
            let fence = self.at().fence_acquire();
            self.set_state_after(fence);
        }
        Ok(Flow::Next)
    }

    pub(super) fn write_field(&mut self, access: Access) -> Building<Flow> {
        let Some((field, ty)) = self.field(access)? else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let name = self.names.field(&mut self.func, &field);
        let before = field.is_volatile.then(|| self.state_before());
        let mut value = self.pop(ty)?;
        if descriptor(&field) == "Z" {
            value = self.boolean_of(value);
        }
        let object = match field.is_static {
            true => None,
            false => Some(self.pop(Type::Ref)?),
        };
        let guard = match object {
            None => self.initialized(&field.class),
            Some(object) => self.nonnull(object)?,
        };
        if let Some(before) = before {
            let fence = self.at().fence_release();
            self.func.inst_mut(fence).state = Some(before);
        }
        let store = match object {
            None => self.at().store_static(value, guard, name),
            Some(object) => self.at().store_field(object, value, guard, name),
        };
        self.set_state_after(store);
        if field.is_volatile {
            let fence = self.at().fence_full();
            self.set_state_after(fence);
        }
        Ok(Flow::Next)
    }

    /// Proof that a class is initialized.
    pub(super) fn initialized(&mut self, class: &ClassFacts) -> Value {
        if self.source.is_initialized(class.id) {
            return self.at().guard_passed();
        }
        let class = self.names.class(&mut self.func, class);
        self.at().guard_initialized(class)
    }
}

fn descriptor(field: &FieldFacts) -> &str {
    field.name.rsplit(':').next().unwrap_or_default()
}
