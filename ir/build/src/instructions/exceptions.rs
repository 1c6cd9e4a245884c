//! Exceptions: `athrow` (JVMS 6.5) and the search for a handler (JVMS 2.10).

use crate::method::{Building, Flow, MethodBuilder};
use crate::source::{Answer, Site};
use ir::entities::State;
use ir::frame_state::Moment;
use ir::immediate::Reason;
use ir::{Type, Value};

/// The class of everything that can be thrown.
const THROWABLE: &str = "java.lang.Throwable";

impl MethodBuilder<'_> {
    pub(super) fn throw(&mut self) -> Building<Flow> {
        let state = self.state_before();
        let exception = self.pop(Type::Ref)?;
        let nonnull = self.nonnull(exception)?;
        self.frame.stack.clear();
        self.push(exception);
        self.dispatch(exception, nonnull, state)?;
        Ok(Flow::End)
    }

    /// Ends the block, whose frame has the exception alone on its stack: goes to the handler that
    /// catches it, or leaves the function. `state` is where the interpreter takes over when that
    /// cannot be told here.
    pub(super) fn dispatch(
        &mut self,
        exception: Value,
        nonnull: Value,
        state: State,
    ) -> Building<()> {
        let handlers: Vec<_> = self.code.handlers_at(self.index).copied().collect();
        for handler in handlers {
            if handler.catch_type == 0 {
                return self.jump_to(handler.index);
            }
            let class = self.source.class(Site {
                method: self.id,
                bci: handler.bci,
                index: handler.catch_type,
            });
            let Answer::Resolved(class) = class else {
                return self.leave_thrown(state, Reason::Unresolved);
            };
            if class.name == THROWABLE {
                return self.jump_to(handler.index);
            }
            let class = self.names.class(&mut self.func, &class);
            let catches = self.at().instance_of(exception, class);
            let (block, args) = self.edge(handler.index)?;
            let next = self.func.add_block();
            self.at().branch(catches, (block, &args), (next, &[]));
            self.block = next;
        }
        self.unwind(exception, nonnull, state)
    }

    /// Leaves the function with the exception. The interpreter releases monitors that no handler
    /// has released, but for that of a synchronized method.
    fn unwind(&mut self, exception: Value, nonnull: Value, state: State) -> Building<()> {
        if self.frame.locks.len() > self.n_method_locks {
            return self.leave_thrown(state, Reason::Unreached);
        }
        if let Some(lock) = self.frame.locks.pop() {
            let live = self.live.at_handlers(self.code, self.index);
            let released = self.state(Moment::Throwing, &live);
            self.exit_monitor(lock, released);
        }
        self.at().throw(exception, nonnull);
        Ok(())
    }

    fn leave_thrown(&mut self, state: State, reason: Reason) -> Building<()> {
        let exit = self.exit(state, reason);
        self.at().jump(exit, &[]);
        Ok(())
    }
}
