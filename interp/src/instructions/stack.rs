//! Operand stack management: `pop`, `dup` and their like work on untyped slots.

use crate::dispatch::{Step, Stepped, next};
use crate::stack::Stack;
use vm_bytecode::instruction::{Dup, Dup2, Dup2X1, Dup2X2, DupX1, DupX2, Pop, Pop2, Swap};

impl Step for Pop {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        s.drop_slots(1);
        next!(s)
    }
}
impl Step for Pop2 {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        s.drop_slots(2);
        next!(s)
    }
}
impl Step for Dup {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let a = s.peek(0);
        s.push(a);
        next!(s)
    }
}
impl Step for Swap {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let (a, b) = (s.peek(0), s.peek(1));
        s.poke(0, b);
        s.poke(1, a);
        next!(s)
    }
}

/// Pops `COUNT` slots into an array, the lowest first, and pushes those named by `order`.
macro_rules! reorder {
    ($($op:ident : [$($popped:ident)*] -> [$($pushed:ident)*];)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                reorder!(@pop s [$($popped)*] []);
                $(s.push($pushed);)*
                next!(s)
            }
        }
    )*};
    // Reverses the list, because the last one is on top.
    (@pop $s:ident [$first:ident $($rest:ident)*] [$($done:ident)*]) => {
        reorder!(@pop $s [$($rest)*] [$first $($done)*]);
    };
    (@pop $s:ident [] [$($name:ident)*]) => { $(let $name = $s.pop();)* };
}

reorder! {
    DupX1: [b a] -> [a b a];
    DupX2: [c b a] -> [a c b a];
    Dup2: [b a] -> [b a b a];
    Dup2X1: [c b a] -> [b a c b a];
    Dup2X2: [d c b a] -> [b a d c b a];
}
