//! Reading what constant objects hold for good, and answering what is asked of the class of objects
//! of which it is known.

use super::targets::{constant_object, exact_by_definition};
use crate::environment::{CompileEnv, Known};
use crate::rewrite::constant_of;
use ir::fold::Constant;
use ir::immediate::Immediate;
use ir::instruction::InstData;
use ir::{Function, Inst, Opcode};

/// Replaces reads of what is known among these instructions, which stand in an order in which
/// definitions come before uses; false when there are none.
pub(crate) fn read_all(func: &mut Function, env: &dyn CompileEnv, insts: &[Inst]) -> bool {
    let mut is_changed = false;
    for &inst in insts {
        if let Some(made) = test_of_known_class(func, env, inst) {
            *func.inst_mut(inst) = made;
            is_changed = true;
            continue;
        }
        let Some(known) = read(func, env, inst) else {
            continue;
        };
        let made = match known {
            Known::Constant(constant) => constant.inst(),
            Known::Object(object) => InstData::new(Opcode::Object, Immediate::Object(object), &[]),
        };
        let result = func.result(inst).expect("what is read has a type");
        if func.result_type(&made) == Some(func.value_type(result)) {
            // The result keeps its number: it is made by another instruction now.
            *func.inst_mut(inst) = made;
            is_changed = true;
        }
    }
    is_changed
}

/// What a question about the class of an object becomes when the class is known exactly.
fn test_of_known_class(func: &mut Function, env: &dyn CompileEnv, inst: Inst) -> Option<InstData> {
    func.layout.block_of(inst)?;
    let data = func.inst(inst);
    let opcode = data.opcode;
    let is_question = matches!(
        opcode,
        Opcode::GuardCast | Opcode::GuardClass | Opcode::HasClass | Opcode::InstanceOf
    );
    let Immediate::Class(wanted) = data.immediate else {
        return None;
    };
    if !is_question {
        return None;
    }
    let object = data.args[0];
    let class = exact_by_definition(func, env, object)?;
    let holds = match opcode {
        Opcode::HasClass | Opcode::GuardClass => class == wanted,
        _ => env.is_subclass(func, class, wanted)?,
    };
    match opcode {
        Opcode::HasClass | Opcode::InstanceOf => Some(Constant::I32(i32::from(holds)).inst()),
        _ => holds.then(|| InstData::new(Opcode::GuardPassed, Immediate::None, &[])),
    }
}

/// What an instruction reads, when that is known.
fn read(func: &mut Function, env: &dyn CompileEnv, inst: Inst) -> Option<Known> {
    func.layout.block_of(inst)?;
    let data = func.inst(inst);
    let (opcode, immediate) = (data.opcode, data.immediate);
    let object = || constant_object(func, *data.args.first()?);
    match (opcode, immediate) {
        (Opcode::LoadField, Immediate::Field(field)) => {
            let object = object()?;
            env.constant_field(func, Some(object), field)
        }
        (Opcode::LoadStatic, Immediate::Field(field)) => env.constant_field(func, None, field),
        (Opcode::LoadElement, _) => {
            let array = object()?;
            let Constant::I32(index) = constant_of(func, data.args[1])? else {
                return None;
            };
            env.constant_element(func, array, index)
        }
        (Opcode::ArrayLength, _) => {
            let length = env.array_length(func, object()?)?;
            Some(Known::Constant(Constant::I32(length)))
        }
        _ => None,
    }
}
