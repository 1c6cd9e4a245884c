//! Comparisons and conditional branches.

use crate::dispatch::{Execute, Next, Step, Stepped, jump, next};
use crate::sites::{BranchSite, site};
use crate::stack::Stack;
use vm_bytecode::instruction::{
    DCmpG, DCmpL, FCmpG, FCmpL, IfACmpEq, IfACmpNe, IfEq, IfGe, IfGt, IfICmpEq, IfICmpGe, IfICmpGt,
    IfICmpLe, IfICmpLt, IfICmpNe, IfLe, IfLt, IfNe, IfNonNull, IfNull, LCmp,
};

impl Step for LCmp {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let (b, a) = (s.pop_long(), s.pop_long());
        s.push_int(i32::from(a > b) - i32::from(a < b));
        next!(s)
    }
}

macro_rules! compare_floating {
    ($($op:ident $pop:ident $unordered:literal;)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let (b, a) = (s.$pop(), s.$pop());
                let order = a.partial_cmp(&b).map_or($unordered, |order| order as i32);
                s.push_int(order);
                next!(s)
            }
        }
    )*};
}
compare_floating! {
    FCmpL pop_float -1;
    FCmpG pop_float 1;
    DCmpL pop_double -1;
    DCmpG pop_double 1;
}

macro_rules! branch_if {
    ($($op:ident |$s:ident| $condition:expr;)*) => {$(
        impl Execute for $op {
            #[inline(always)]
            fn execute(&self, mut $s: Stack<'_>) -> Next {
                let taken = $condition;
                let entry = site::<BranchSite>(self.site);
                if taken {
                    jump!($s, entry)
                }
                entry.count_not_taken();
                next!($s)
            }
        }
    )*};
}
branch_if! {
    IfEq |s| s.pop_int() == 0;
    IfNe |s| s.pop_int() != 0;
    IfLt |s| s.pop_int() < 0;
    IfGe |s| s.pop_int() >= 0;
    IfGt |s| s.pop_int() > 0;
    IfLe |s| s.pop_int() <= 0;
    IfICmpEq |s| s.pop_int() == s.pop_int();
    IfICmpNe |s| s.pop_int() != s.pop_int();
    // The right operand is popped first.
    IfICmpLt |s| s.pop_int() > s.pop_int();
    IfICmpGe |s| s.pop_int() <= s.pop_int();
    IfICmpGt |s| s.pop_int() < s.pop_int();
    IfICmpLe |s| s.pop_int() >= s.pop_int();
    IfACmpEq |s| s.pop() == s.pop();
    IfACmpNe |s| s.pop() != s.pop();
    IfNull |s| s.pop() == 0;
    IfNonNull |s| s.pop() != 0;
}
