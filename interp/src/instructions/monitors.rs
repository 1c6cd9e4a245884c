//! `monitorenter`, `monitorexit`, `athrow`.

use crate::dispatch::{Execute, Next, Step, Stepped, attempt, next, throw};
use crate::stack::Stack;
use crate::unwind::{throw_null_pointer, throw_object};
use vm_bytecode::instruction::{AThrow, MonitorEnter, MonitorExit};

impl Step for MonitorEnter {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        if s.peek_ref(0).is_null() {
            throw!(s, throw_null_pointer);
        }
        s.save();
        // The operand stays on the stack, a root, while the thread may block.
        attempt!(
            s,
            crate::monitors::enter_block(s.cx(), s.frame(), s.peek(0))
        );
        s.drop_slots(1);
        next!(s)
    }
}

impl Step for MonitorExit {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        if s.peek_ref(0).is_null() {
            throw!(s, throw_null_pointer);
        }
        s.save();
        attempt!(s, crate::monitors::exit_block(s.cx(), s.frame(), s.peek(0)));
        s.drop_slots(1);
        next!(s)
    }
}

impl Execute for AThrow {
    #[inline(always)]
    fn execute(&self, s: Stack<'_>) -> Next {
        let exception = s.peek_ref(0);
        if exception.is_null() {
            throw!(s, throw_null_pointer);
        }
        throw!(s, throw_object, exception)
    }
}
