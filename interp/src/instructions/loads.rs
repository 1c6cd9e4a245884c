//! Loads of local variables.

use crate::dispatch::{Step, Stepped, next};
use crate::stack::Stack;
use vm_bytecode::instruction::{ALoad, DLoad, FLoad, ILoad, LLoad};

macro_rules! load_one_slot {
    ($($op:ident)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let value = s.local(self.local);
                s.push(value);
                next!(s)
            }
        }
    )*};
}
load_one_slot! { ILoad FLoad ALoad }

macro_rules! load_two_slots {
    ($($op:ident)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let value = s.local(self.local);
                s.push_long(value as i64);
                next!(s)
            }
        }
    )*};
}
load_two_slots! { LLoad DLoad }
