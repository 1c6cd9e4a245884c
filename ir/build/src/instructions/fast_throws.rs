//! Checks that failed often: what they throw is thrown by compiled code.
//!
//! Elsewhere a check that fails leaves for the interpreter, which throws. Where that happened again
//! and again the test becomes a branch, and the other way leads to the handlers with an exception
//! that was made beforehand: it has neither stack trace nor message, as in code of HotSpot unless
//! `-XX:-OmitStackTraceInFastThrow`. The check stays behind the branch as proof.

use crate::frame::Cell;
use crate::method::{Building, MethodBuilder};
use crate::source::{ClassFacts, ObjectFacts};
use ir::frame_state::Moment;
use ir::immediate::{Condition, Reason};
use ir::{Type, Value};

impl MethodBuilder<'_> {
    /// Proof that an object, an operand that has been popped, is not null.
    pub(crate) fn nonnull(&mut self, object: Value) -> Building<Value> {
        if let Some(exception) = self.thrown_often(Reason::NullCheck) {
            let null = self.at().null();
            let is_null = self.at().same(object, null);
            let zero = self.at().iconst(0);
            let is_object = self.at().icmp(is_null, zero, Condition::Eq);
            self.throw_unless(is_object, &exception)?;
        }
        Ok(self.at().guard_nonnull(object))
    }

    /// Proof that an array of this length has an element with this index.
    pub(super) fn bounded(&mut self, index: Value, length: Value) -> Building<Value> {
        if let Some(exception) = self.thrown_often(Reason::BoundsCheck) {
            let inside = self.at().icmp(index, length, Condition::Ult);
            self.throw_unless(inside, &exception)?;
        }
        Ok(self.at().guard_bounds(index, length))
    }

    /// Proof that a divisor is not 0.
    pub(super) fn nonzero(&mut self, divisor: Value) -> Building<Value> {
        let is_long = self.func.value_type(divisor) == Type::I64;
        if let Some(exception) = self.thrown_often(Reason::ZeroCheck) {
            let differs = if is_long {
                let zero = self.at().lconst(0);
                self.at().lcmp(divisor, zero, Condition::Ne)
            } else {
                let zero = self.at().iconst(0);
                self.at().icmp(divisor, zero, Condition::Ne)
            };
            self.throw_unless(differs, &exception)?;
        }
        Ok(if is_long {
            self.at().guard_lnonzero(divisor)
        } else {
            self.at().guard_inonzero(divisor)
        })
    }

    /// Checks that an object is null or an instance of the class.
    pub(super) fn cast(&mut self, object: Value, class: &ClassFacts) -> Building<()> {
        let class = self.names.class(&mut self.func, class);
        if let Some(exception) = self.thrown_often(Reason::ClassCheck) {
            let null = self.at().null();
            let is_null = self.at().same(object, null);
            let is_instance = self.at().instance_of(object, class);
            let passes = self.at().ior(is_null, is_instance);
            self.throw_unless(passes, &exception)?;
        }
        self.at().guard_cast(object, class);
        Ok(())
    }

    /// The exception that a check of the current instruction throws in compiled code.
    fn thrown_often(&self, reason: Reason) -> Option<ObjectFacts> {
        // The interpreter releases monitors that no handler releases.
        let mut handlers = self.code.handlers_at(self.index);
        let is_released = handlers.any(|handler| handler.catch_type == 0);
        if self.frame.locks.len() > self.n_method_locks && !is_released {
            return None;
        }
        let row = self.code.fast_throw(self.bci, reason)?;
        Some(row.exception.clone())
    }

    /// Throws where the condition does not hold.
    fn throw_unless(&mut self, passes: Value, exception: &ObjectFacts) -> Building<()> {
        let (ok, thrown) = (self.func.add_block(), self.func.add_block());
        self.at().branch(passes, (ok, &[]), (thrown, &[]));
        self.throw_at(thrown, exception)?;
        self.block = ok;
        Ok(())
    }

    /// Fills a block that throws the exception.
    fn throw_at(&mut self, block: ir::Block, exception: &ObjectFacts) -> Building<()> {
        let frame = self.frame.clone();
        self.block = block;
        let exception = self.names.object(&mut self.func, exception);
        let exception = self.at().object(exception);
        let landing = self.func.add_block();
        let thrown = self.func.add_param(landing, Type::Ref);
        self.fixed_states.insert(landing);
        self.at().jump(landing, &[exception]);
        self.block = landing;
        self.frame.stack = vec![Cell::Value(thrown)];
        let live = self.live.at_handlers(self.code, self.index);
        let state = self.state(Moment::Throwing, &live);
        self.func.set_block_state(landing, Some(state));
        let nonnull = self.at().guard_passed();
        self.dispatch(thrown, nonnull, state)?;
        self.frame = frame;
        Ok(())
    }
}
