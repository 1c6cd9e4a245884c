//! Objects and their classes, JVMS 6.5: `new`, `checkcast`, `instanceof`.

use crate::method::{Building, Flow, MethodBuilder};
use crate::source::Answer;
use ir::immediate::Reason;
use ir::{Type, Value};

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
        let class = self.source.class(self.site()?);
        let object = self.pop(Type::Ref)?;
        match class {
            Answer::Resolved(class) => {
                self.cast(object, &class)?;
            }
            Answer::Unresolved => self.expect_null(object),
        }
        self.push(object);
        Ok(Flow::Next)
    }

    pub(super) fn instance_of(&mut self) -> Building<Flow> {
        let class = self.source.class(self.site()?);
        let object = self.pop(Type::Ref)?;
        let is_instance = match class {
            Answer::Resolved(class) => {
                let class = self.names.class(&mut self.func, &class);
                self.at().instance_of(object, class)
            }
            Answer::Unresolved => {
                self.expect_null(object);
                self.at().iconst(0)
            }
        };
        self.push(is_instance);
        Ok(Flow::Next)
    }

    /// Null passes without the class being resolved; a place that only ever saw nulls must not
    /// leave each time.
    fn expect_null(&mut self, object: Value) {
        let null = self.at().null();
        let is_null = self.at().same(object, null);
        self.at().guard(is_null, Reason::Unresolved);
    }
}
