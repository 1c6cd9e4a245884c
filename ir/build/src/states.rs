//! Frame states, and leaving for the interpreter.

use crate::bits::Bits;
use crate::frame::{Cell, Frame};
use crate::method::{Flow, MethodBuilder};
use ir::entities::State;
use ir::frame_state::{FrameState, Moment, Slot};
use ir::immediate::Reason;
use ir::{Block, Builder, Inst};

impl MethodBuilder<'_> {
    /// A state of the current frame at the current instruction.
    pub(crate) fn state(&mut self, moment: Moment, live: &Bits) -> State {
        let state = make_state(self.this_method, &self.frame, self.bci, moment, live);
        self.func.states.push(state)
    }

    /// A state of another frame.
    pub(crate) fn state_of(
        &mut self,
        frame: &Frame,
        bci: u32,
        moment: Moment,
        live: &Bits,
    ) -> State {
        let state = make_state(self.this_method, frame, bci, moment, live);
        self.func.states.push(state)
    }

    /// The state before the current instruction, whose operands are still on the stack.
    pub(crate) fn state_before(&mut self) -> State {
        let live = self.live.before(self.index);
        self.state(Moment::Before, live)
    }

    /// The state after the current instruction, whose result is on the stack. Of a call it also
    /// holds what its handlers read: it may still end with an exception.
    pub(crate) fn state_after(&mut self) -> State {
        let mut live = self.live.after(self.code, self.index);
        if self.code.insns[self.index].op.is_invoke() {
            live.add_all(&self.live.at_handlers(self.code, self.index));
        }
        self.state(Moment::After, &live)
    }

    /// Gives an instruction the state after the current one.
    pub(crate) fn set_state_after(&mut self, inst: Inst) {
        let state = self.state_after();
        self.func.inst_mut(inst).state = Some(state);
    }

    /// Ends the block: the interpreter executes the current instruction, whose operands are still
    /// on the stack.
    pub(crate) fn leave(&mut self, reason: Reason) -> Flow {
        let state = self.state_before();
        let exit = self.exit(state, reason);
        self.at().jump(exit, &[]);
        Flow::End
    }

    /// A block that leaves for the interpreter with this state.
    pub(crate) fn exit(&mut self, state: State, reason: Reason) -> Block {
        let block = self.func.add_block();
        self.func.set_block_state(block, Some(state));
        self.fixed_states.insert(block);
        Builder::at(&mut self.func, block).deopt(reason);
        block
    }
}

fn make_state(
    method: ir::entities::MethodRef,
    frame: &Frame,
    bci: u32,
    moment: Moment,
    live: &Bits,
) -> FrameState {
    let slot = |cell: &Cell| match *cell {
        Cell::Value(value) => Slot::Value(value),
        Cell::Empty | Cell::Second => Slot::Dead,
    };
    let locals = frame.locals.iter().enumerate();
    let local = |(local, cell)| {
        if live.has(local) {
            slot(cell)
        } else {
            Slot::Dead
        }
    };
    FrameState {
        locals: locals.map(local).collect(),
        stack: frame.stack.iter().map(slot).collect(),
        locks: frame.locks.iter().map(|lock| Slot::Value(*lock)).collect(),
        ..FrameState::new(method, bci, moment)
    }
}
