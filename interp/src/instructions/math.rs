//! Arithmetic, shifts and logic. Integers wrap; division by zero throws; `MIN / -1` is `MIN`.

use crate::dispatch::{Step, Stepped, next, throw};
use crate::stack::Stack;
use crate::unwind::throw_arithmetic;
use vm_bytecode::instruction::{
    DAdd, DDiv, DMul, DNeg, DRem, DSub, FAdd, FDiv, FMul, FNeg, FRem, FSub, IAdd, IAnd, IDiv, IMul,
    INeg, IOr, IRem, IShl, IShr, ISub, IUShr, IXor, LAdd, LAnd, LDiv, LMul, LNeg, LOr, LRem, LShl,
    LShr, LSub, LUShr, LXor,
};

macro_rules! binary {
    ($($op:ident $pop:ident $push:ident |$a:ident, $b:ident| $result:expr;)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let $b = s.$pop();
                let $a = s.$pop();
                s.$push($result);
                next!(s)
            }
        }
    )*};
}
binary! {
    IAdd pop_int push_int |a, b| a.wrapping_add(b);
    ISub pop_int push_int |a, b| a.wrapping_sub(b);
    IMul pop_int push_int |a, b| a.wrapping_mul(b);
    IAnd pop_int push_int |a, b| a & b;
    IOr pop_int push_int |a, b| a | b;
    IXor pop_int push_int |a, b| a ^ b;
    IShl pop_int push_int |a, b| a.wrapping_shl(b as u32);
    IShr pop_int push_int |a, b| a.wrapping_shr(b as u32);
    IUShr pop_int push_int |a, b| (a as u32).wrapping_shr(b as u32) as i32;
    LAdd pop_long push_long |a, b| a.wrapping_add(b);
    LSub pop_long push_long |a, b| a.wrapping_sub(b);
    LMul pop_long push_long |a, b| a.wrapping_mul(b);
    LAnd pop_long push_long |a, b| a & b;
    LOr pop_long push_long |a, b| a | b;
    LXor pop_long push_long |a, b| a ^ b;
    FAdd pop_float push_float |a, b| a + b;
    FSub pop_float push_float |a, b| a - b;
    FMul pop_float push_float |a, b| a * b;
    FDiv pop_float push_float |a, b| a / b;
    FRem pop_float push_float |a, b| a % b;
    DAdd pop_double push_double |a, b| a + b;
    DSub pop_double push_double |a, b| a - b;
    DMul pop_double push_double |a, b| a * b;
    DDiv pop_double push_double |a, b| a / b;
    DRem pop_double push_double |a, b| a % b;
}

macro_rules! divide {
    ($($op:ident $pop:ident $push:ident $method:ident;)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let saved = s;
                let right = s.$pop();
                let left = s.$pop();
                if right == 0 {
                    throw!(saved, throw_arithmetic);
                }
                s.$push(left.$method(right));
                next!(s)
            }
        }
    )*};
}
divide! {
    IDiv pop_int push_int wrapping_div;
    IRem pop_int push_int wrapping_rem;
    LDiv pop_long push_long wrapping_div;
    LRem pop_long push_long wrapping_rem;
}

macro_rules! shift_long {
    ($($op:ident |$a:ident, $b:ident| $result:expr;)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let $b = s.pop_int() as u32;
                let $a = s.pop_long();
                s.push_long($result);
                next!(s)
            }
        }
    )*};
}
shift_long! {
    LShl |a, b| a.wrapping_shl(b);
    LShr |a, b| a.wrapping_shr(b);
    LUShr |a, b| (a as u64).wrapping_shr(b) as i64;
}

macro_rules! negate {
    ($($op:ident $pop:ident $push:ident |$a:ident| $result:expr;)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let $a = s.$pop();
                s.$push($result);
                next!(s)
            }
        }
    )*};
}
negate! {
    INeg pop_int push_int |a| a.wrapping_neg();
    LNeg pop_long push_long |a| a.wrapping_neg();
    FNeg pop_float push_float |a| -a;
    DNeg pop_double push_double |a| -a;
}
