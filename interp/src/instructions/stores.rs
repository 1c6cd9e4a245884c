//! Stores to local variables, and `iinc`.

use crate::dispatch::{Step, Stepped, next};
use crate::stack::Stack;
use vm_bytecode::instruction::{AStore, DStore, FStore, IInc, IStore, LStore};

macro_rules! store_one_slot {
    ($($op:ident)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let value = s.pop();
                s.set_local(self.local, value);
                next!(s)
            }
        }
    )*};
}
store_one_slot! { IStore FStore AStore }

macro_rules! store_two_slots {
    ($($op:ident)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let value = s.pop_long();
                s.set_local(self.local, value as u64);
                next!(s)
            }
        }
    )*};
}
store_two_slots! { LStore DStore }

impl Step for IInc {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let value = (s.local(self.local) as i32).wrapping_add(i32::from(self.amount));
        s.set_local(self.local, u64::from(value as u32));
        next!(s)
    }
}
