//! Shuffles of the operand stack, JVMS 6.5: `pop` to `swap`, in slots.

use crate::code::invalid;
use crate::frame::Cell;
use crate::method::{Building, Flow, MethodBuilder};
use vm_bytecode::Op;

/// What a shuffle makes of the slots that it takes, numbered from the bottom.
fn pattern(op: Op) -> Option<(usize, &'static [usize])> {
    Some(match op {
        Op::Pop => (1, &[]),
        Op::Pop2 => (2, &[]),
        Op::Dup => (1, &[0, 0]),
        Op::DupX1 => (2, &[1, 0, 1]),
        Op::DupX2 => (3, &[2, 0, 1, 2]),
        Op::Dup2 => (2, &[0, 1, 0, 1]),
        Op::Dup2X1 => (3, &[1, 2, 0, 1, 2]),
        Op::Dup2X2 => (4, &[2, 3, 0, 1, 2, 3]),
        Op::Swap => (2, &[1, 0]),
        _ => return None,
    })
}

impl MethodBuilder<'_> {
    pub(super) fn shuffle(&mut self, op: Op) -> Building<Flow> {
        let invalid = invalid(self.bci);
        let (n_taken, made) = pattern(op).ok_or(invalid)?;
        let stack = &mut self.frame.stack;
        let bottom = stack.len().checked_sub(n_taken).ok_or(invalid)?;
        let taken = stack.split_off(bottom);
        stack.extend(made.iter().map(|slot| taken[*slot]));
        if are_whole(stack, &self.func) {
            Ok(Flow::Next)
        } else {
            Err(invalid)
        }
    }
}

/// Is every long and double there with both its slots?
fn are_whole(stack: &[Cell], func: &ir::Function) -> bool {
    let mut awaits_second = false;
    for &cell in stack {
        if awaits_second != (cell == Cell::Second) {
            return false;
        }
        awaits_second = match cell {
            Cell::Value(value) => crate::liveness::is_wide(func.value_type(value)),
            Cell::Empty | Cell::Second => false,
        };
    }
    !awaits_second
}
