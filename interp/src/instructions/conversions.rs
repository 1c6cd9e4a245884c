//! Conversions. Rust's `as` from floating point saturates and maps NaN to 0, as JVMS 6.5.d2i asks.

use crate::dispatch::{Step, Stepped, next};
use crate::stack::Stack;
use vm_bytecode::instruction::{
    D2F, D2I, D2L, F2D, F2I, F2L, I2B, I2C, I2D, I2F, I2L, I2S, L2D, L2F, L2I,
};

macro_rules! convert {
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
convert! {
    I2L pop_int push_long |a| i64::from(a);
    I2F pop_int push_float |a| a as f32;
    I2D pop_int push_double |a| f64::from(a);
    L2I pop_long push_int |a| a as i32;
    L2F pop_long push_float |a| a as f32;
    L2D pop_long push_double |a| a as f64;
    F2I pop_float push_int |a| a as i32;
    F2L pop_float push_long |a| a as i64;
    F2D pop_float push_double |a| f64::from(a);
    D2I pop_double push_int |a| a as i32;
    D2L pop_double push_long |a| a as i64;
    D2F pop_double push_float |a| a as f32;
    I2B pop_int push_int |a| i32::from(a as i8);
    I2C pop_int push_int |a| i32::from(a as u16);
    I2S pop_int push_int |a| i32::from(a as i16);
}
