//! References, checks that need not be made, and stores.

use super::{Rewrite, Rule, View};
use crate::rewrite::{bytes_of_array, is_primitive_array};
use ir::Opcode::{
    self, ArrayLength, GuardCast, GuardClass, GuardNonNull, GuardStore, HasClass, InstanceOf,
    LoadRaw, SameRef, StoreElement, StoreRaw,
};
use ir::fold::Constant;
use ir::immediate::{Element, Immediate};
use smallvec::SmallVec;

pub(super) static RULES: &[Rule] = &[
    Rule {
        name: "not-null",
        on: &[GuardNonNull],
        apply: |view| is_object(view, 0).then(Rewrite::passed)?,
        example: "i32 -> i32: guard_initialized class0; new class0, v1; guard_nonnull v2; \
                  array_length v2, v3",
    },
    Rule {
        name: "class-is-known",
        on: &[GuardClass, GuardCast],
        apply: |view| {
            let new = view.def_of(0, Opcode::New)?;
            (new.data.immediate == view.data.immediate).then(Rewrite::passed)?
        },
        example: "i32 -> i32: guard_initialized class0; new class0, v1; guard_cast class0, v2; \
                  iadd v0, v0",
    },
    Rule {
        name: "store-null",
        on: &[GuardStore],
        apply: |view| (view.constant(1)? == Constant::Null).then(Rewrite::passed)?,
        example: "i32 -> i32: null; iconst 1; guard_size v2; new_object_array class1, v2, v3; \
                  guard_nonnull v4; guard_store v4, v1, v5; iadd v0, v0",
    },
    Rule {
        name: "length-is-known",
        on: &[ArrayLength],
        apply: |view| {
            let new = view.def(0)?;
            let has_length = matches!(new.opcode(), Opcode::NewArray | Opcode::NewObjectArray);
            has_length.then(|| Rewrite::Value(new.arg(0)))
        },
        example: "i32 -> i32: iconst 3; guard_size v1; new_array int, v1, v2; guard_nonnull v3; \
                  array_length v3, v4",
    },
    Rule {
        name: "instance-is-known",
        on: &[InstanceOf],
        apply: |view| {
            if view.constant(0) == Some(Constant::Null) {
                return Rewrite::int(0);
            }
            let new = view.def_of(0, Opcode::New)?;
            (new.data.immediate == view.data.immediate).then(|| Rewrite::int(1))?
        },
        example: "i32 -> i32: guard_initialized class0; new class0, v1; instance_of class0, v2",
    },
    Rule {
        name: "exact-class-is-known",
        on: &[HasClass],
        apply: |view| {
            let new = view.def_of(0, Opcode::New)?;
            Rewrite::int(i32::from(new.data.immediate == view.data.immediate))
        },
        example: "i32 -> i32: guard_initialized class0; new class0, v1; guard_nonnull v2; \
                  has_class class0, v2, v3",
    },
    Rule {
        name: "same-as-itself",
        on: &[SameRef],
        apply: |view| (view.arg(0) == view.arg(1)).then(|| Rewrite::int(1))?,
        example: "ref -> i32: same v0, v0",
    },
    Rule {
        name: "object-is-not-null",
        on: &[SameRef],
        apply: |view| {
            let fits = view.constant(1)? == Constant::Null && is_object(view, 0);
            fits.then(|| Rewrite::int(0))?
        },
        example: "i32 -> i32: object object0; null; same v1, v2",
    },
    Rule {
        name: "bytes-of-array",
        on: &[LoadRaw, StoreRaw],
        apply: |view| {
            let opcode = bytes_of_array(view.opcode())?;
            let is_fitting = view.constant(0) == Some(Constant::Null) || is_array(view, 0);
            let operands = view.data.args.iter().map(|arg| (*arg).into()).collect();
            is_fitting.then_some(Rewrite::Op(opcode, view.data.immediate, operands))
        },
        example: "i64 -> i32: null; load_raw int, v1, v0",
    },
    Rule {
        name: "store-truncates",
        on: &[StoreElement],
        apply: |view| {
            let inner = view.def(2)?;
            let Immediate::Element(element) = view.data.immediate else {
                return None;
            };
            let stored = stored_bits(element)?;
            let is_needless = match inner.opcode() {
                Opcode::I2b => stored <= 8,
                Opcode::I2s | Opcode::I2c => stored <= 16,
                Opcode::IAnd => {
                    let bits = (1 << stored) - 1;
                    inner.number(1)? & bits == bits
                }
                _ => false,
            };
            if !is_needless {
                return None;
            }
            let operands = view.data.args.iter().map(|arg| (*arg).into());
            let mut operands: SmallVec<_> = operands.collect();
            operands[2] = inner.arg(0).into();
            Some(Rewrite::Op(StoreElement, view.data.immediate, operands))
        },
        example: "i32 -> i32: iconst 1; guard_size v1; new_array byte, v1, v2; guard_nonnull v3; \
                  array_length v3, v4; iconst 0; guard_bounds v6, v5; i2b v0; \
                  store_element byte, v3, v6, v8, v7 @ method0:1 after; load_element byte, v3, v6, v7",
    },
];

/// Is an operand an object for sure?
fn is_object(view: &View<'_>, index: usize) -> bool {
    view.def(index).is_some_and(|def| {
        matches!(
            def.opcode(),
            Opcode::New
                | Opcode::NewArray
                | Opcode::NewObjectArray
                | Opcode::NewMultiArray
                | Opcode::Object
        )
    })
}

/// Is an operand an array of primitive elements, or null? By what its field is declared as, or as it
/// is made here.
fn is_array(view: &View<'_>, index: usize) -> bool {
    let Some(def) = view.def(index) else {
        return false;
    };
    match (def.opcode(), def.data.immediate) {
        (Opcode::NewArray, _) => true,
        (Opcode::LoadField | Opcode::LoadStatic, Immediate::Field(field)) => {
            let descriptor = view.func.fields[field].rsplit_once(':');
            descriptor.is_some_and(|(_, descriptor)| is_primitive_array(descriptor))
        }
        _ => false,
    }
}

/// How many low bits of an `i32` an element keeps. Of booleans it is one, and stores of others may
/// look at more: they are left alone.
fn stored_bits(element: Element) -> Option<i64> {
    match element {
        Element::Byte => Some(8),
        Element::Char | Element::Short => Some(16),
        _ => None,
    }
}
