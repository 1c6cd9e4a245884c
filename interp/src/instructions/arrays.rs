//! Array elements and lengths.

use crate::dispatch::{Step, Stepped, next, throw};
use crate::stack::Stack;
use crate::unwind::{throw_array_index, throw_array_store, throw_null_pointer};
use vm_bytecode::instruction::{
    AALoad, AAStore, ArrayLength, BALoad, BAStore, CALoad, CAStore, DALoad, DAStore, FALoad,
    FAStore, IALoad, IAStore, LALoad, LAStore, SALoad, SAStore,
};
use vm_runtime::layout::BasicType;
use vm_runtime::oop::Oop;

impl Step for ArrayLength {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let array = s.peek_ref(0);
        if array.is_null() {
            throw!(s, throw_null_pointer);
        }
        s.poke(0, array.array_length() as u64);
        next!(s)
    }
}

/// Pops index and array, checks both; `$depth` slots of value lie above them.
macro_rules! checked {
    ($s:ident, $saved:ident, $array:ident, $index:ident) => {
        let $index = $s.pop_int();
        let $array = $s.pop_ref();
        if $array.is_null() {
            throw!($saved, throw_null_pointer);
        }
        if $index as u32 as usize >= $array.array_length() {
            throw!($saved, throw_array_index, $index, $array.array_length());
        }
        let $index = $index as u32 as usize;
    };
}

macro_rules! load_element {
    ($($op:ident $element:ident |$s:ident, $array:ident, $offset:ident| $push:expr;)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut $s: Stack<'a>) -> Stepped<'a> {
                let saved = $s;
                checked!($s, saved, $array, index);
                let $offset = Oop::element_offset(BasicType::$element, index);
                $push;
                next!($s)
            }
        }
    )*};
}
load_element! {
    IALoad Int |s, array, at| s.push_int(array.load_i32(at));
    LALoad Long |s, array, at| s.push_long(array.load_i64(at));
    FALoad Float |s, array, at| s.push(u64::from(array.load_u32(at)));
    DALoad Double |s, array, at| s.push_long(array.load_i64(at));
    AALoad Object |s, array, at| s.push_ref(array.load_ref(at));
    // boolean[] has the layout of byte[]; its elements are 0 and 1.
    BALoad Byte |s, array, at| s.push_int(i32::from(array.load_i8(at)));
    CALoad Char |s, array, at| s.push_int(i32::from(array.load_u16(at)));
    SALoad Short |s, array, at| s.push_int(i32::from(array.load_i16(at)));
}

macro_rules! store_element {
    ($($op:ident $element:ident $pop:ident |$array:ident, $offset:ident, $value:ident| $store:expr;)*) => {$(
        impl Step for $op {
            #[inline(always)]
            fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
                let saved = s;
                let $value = s.$pop();
                checked!(s, saved, $array, index);
                let $offset = Oop::element_offset(BasicType::$element, index);
                $store;
                next!(s)
            }
        }
    )*};
}
store_element! {
    IAStore Int pop_int |array, at, value| array.store_i32(at, value);
    LAStore Long pop_long |array, at, value| array.store_i64(at, value);
    FAStore Float pop |array, at, value| array.store_u32(at, value as u32);
    DAStore Double pop_long |array, at, value| array.store_i64(at, value);
    CAStore Char pop_int |array, at, value| array.store_u16(at, value as u16);
    SAStore Short pop_int |array, at, value| array.store_u16(at, value as u16);
}

impl Step for BAStore {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let saved = s;
        let mut value = s.pop_int() as u8;
        checked!(s, saved, array, index);
        if array.class().element_type == BasicType::Boolean {
            value &= 1;
        }
        array.store_u8(Oop::element_offset(BasicType::Byte, index), value);
        next!(s)
    }
}

impl Step for AAStore {
    #[inline(always)]
    fn step<'a>(&self, mut s: Stack<'a>) -> Stepped<'a> {
        let saved = s;
        let value = s.pop_ref();
        checked!(s, saved, array, index);
        if !value.is_null() {
            let component = array
                .class()
                .component
                .expect("a reference array has a component class");
            let class = value.class();
            if !std::ptr::eq(class, component) && !class.is_subtype_of(component) {
                throw!(saved, throw_array_store, class);
            }
        }
        array.store_element(index, value);
        next!(s)
    }
}
