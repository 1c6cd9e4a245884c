//! Objects and their classes, JVMS 6.5: `new`, `checkcast`, `instanceof`.

use crate::method::{Building, Flow, MethodBuilder};
use crate::source::Answer;
use ir::Type;
use ir::immediate::Reason;

impl MethodBuilder<'_> {
    pub(super) fn new_object(&mut self) -> Building<Flow> {
        let class = match self.source.class(self.site()?) {
            Answer::Resolved(class) if class.is_instantiable => class,
            Answer::Resolved(_) | Answer::Unresolved => {
                return Ok(self.leave(Reason::Unresolved));
            }
        };
        let initialized = self.initialized(&class);
        let class = self.names.class(&mut self.func, &class);
        let object = self.at().new(initialized, class);
        self.push(object);
        Ok(Flow::Next)
    }

    pub(super) fn check_cast(&mut self) -> Building<Flow> {
        let Answer::Resolved(class) = self.source.class(self.site()?) else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let class = self.names.class(&mut self.func, &class);
        let object = self.pop(Type::Ref)?;
        self.at().guard_cast(object, class);
        self.push(object);
        Ok(Flow::Next)
    }

    pub(super) fn instance_of(&mut self) -> Building<Flow> {
        let Answer::Resolved(class) = self.source.class(self.site()?) else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let class = self.names.class(&mut self.func, &class);
        let object = self.pop(Type::Ref)?;
        let is_instance = self.at().instance_of(object, class);
        self.push(is_instance);
        Ok(Flow::Next)
    }
}
