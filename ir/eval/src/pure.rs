//! Meaning of the operations whose result depends on their operands alone.
//!
//! It is that of [`ir::fold`], which knows no objects but null; here they are told apart.

use crate::value::Val;
use ir::Opcode;
use ir::fold::{Constant, fold};
use ir::immediate::{Immediate, Reason};

/// The result; `None`: the operation is not one of these, or the operands have other types.
pub(crate) fn evaluate(opcode: Opcode, immediate: Immediate, args: &[Val]) -> Option<Val> {
    match (opcode, args) {
        (Opcode::SameRef, [Val::Ref(x), Val::Ref(y)]) => Some(Val::I32(i32::from(x == y))),
        (Opcode::Select, [Val::I32(0), _, no]) => Some(*no),
        (Opcode::Select, [Val::I32(_), yes, _]) => Some(*yes),
        _ => fold(opcode, immediate, &constants(args)?).map(Val::from),
    }
}

/// Whether a check passes; `None`: it is none, or asks about an object or class.
pub(crate) fn check(
    opcode: Opcode,
    immediate: Immediate,
    args: &[Val],
) -> Option<Result<(), Reason>> {
    ir::fold::check(opcode, immediate, &constants(args)?)
}

/// Operands without guards. `None`: there is an object among them.
fn constants(args: &[Val]) -> Option<Vec<Constant>> {
    let operands = args.iter().filter(|arg| **arg != Val::Guard);
    operands.map(|arg| constant(*arg)).collect()
}

/// `None`: it is an object.
fn constant(value: Val) -> Option<Constant> {
    match value {
        Val::I32(value) => Some(Constant::I32(value)),
        Val::I64(value) => Some(Constant::I64(value)),
        Val::F32(value) => Some(Constant::F32(value)),
        Val::F64(value) => Some(Constant::F64(value)),
        Val::Ref(None) => Some(Constant::Null),
        Val::Ref(Some(_)) | Val::Guard => None,
    }
}

impl From<Constant> for Val {
    fn from(constant: Constant) -> Val {
        match constant {
            Constant::I32(value) => Val::I32(value),
            Constant::I64(value) => Val::I64(value),
            Constant::F32(value) => Val::F32(value),
            Constant::F64(value) => Val::F64(value),
            Constant::Null => Val::Ref(None),
        }
    }
}
