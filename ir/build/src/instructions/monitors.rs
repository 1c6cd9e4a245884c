//! Monitors: `monitorenter`, `monitorexit` (JVMS 6.5), and those of synchronized methods.
//!
//! Only code that leaves monitors in the reverse order of entering is built. What is left must be
//! the value that was entered last; where that is not plain yet, it is compared when all needless
//! block parameters are gone.

use crate::bailout::BailoutReason;
use crate::code::bailout;
use crate::frame::Cell;
use crate::method::{Building, Flow, MethodBuilder, SameLock};
use crate::source::Answer;
use ir::entities::State;
use ir::frame_state::Moment;
use ir::{Type, Value};

impl MethodBuilder<'_> {
    pub(super) fn enter_monitor(&mut self) -> Building<Flow> {
        let object = self.pop(Type::Ref)?;
        let nonnull = self.at().guard_nonnull(object);
        self.frame.locks.push(object);
        let enter = self.at().monitor_enter(object, nonnull);
        self.set_state_after(enter);
        Ok(Flow::Next)
    }

    pub(super) fn leave_monitor(&mut self) -> Building<Flow> {
        let unbalanced = bailout(BailoutReason::UnbalancedMonitors, self.bci);
        let object = self.pop(Type::Ref)?;
        if self.frame.locks.len() <= self.n_method_locks {
            return Err(unbalanced);
        }
        let entered = self.frame.locks.pop().ok_or(unbalanced)?;
        if entered != object {
            self.same_locks.push(SameLock {
                left: object,
                entered,
                bci: self.bci,
            });
        }
        let state = self.state_after();
        self.exit_monitor(entered, state);
        Ok(Flow::Next)
    }

    /// Leaves a monitor that is held.
    pub(super) fn exit_monitor(&mut self, object: Value, state: State) {
        let nonnull = self.at().guard_passed();
        let exit = self.at().monitor_exit(object, nonnull);
        self.func.inst_mut(exit).state = Some(state);
    }

    /// Enters the monitor of a synchronized method: of the receiver or of the class.
    pub(crate) fn enter_method_monitor(&mut self) -> Building<()> {
        let object = if self.facts.is_static {
            self.mirror()?
        } else {
            match self.frame.locals.first() {
                Some(Cell::Value(receiver)) => *receiver,
                _ => return Err(bailout(BailoutReason::InvalidCode, 0)),
            }
        };
        let nonnull = self.at().guard_passed();
        self.frame.locks.push(object);
        self.n_method_locks = 1;
        let enter = self.at().monitor_enter(object, nonnull);
        let state = self.state(Moment::Before, self.live.before(0));
        self.func.inst_mut(enter).state = Some(state);
        Ok(())
    }

    /// The object that a synchronized static method locks.
    pub(crate) fn mirror(&mut self) -> Building<Value> {
        let Answer::Resolved(mirror) = self.source.mirror(self.facts.class.id) else {
            return Err(bailout(BailoutReason::NoMirror, 0));
        };
        let mirror = self.names.object(&mut self.func, &mirror);
        Ok(self.at().object(mirror))
    }
}
