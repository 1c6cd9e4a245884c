//! Reading what constant objects hold for good.

use super::targets::constant_object;
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
        if is_passed(func, env, inst) {
            *func.inst_mut(inst) = InstData::new(Opcode::GuardPassed, Immediate::None, &[]);
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

/// Is it a check that a constant object passes for good?
fn is_passed(func: &mut Function, env: &dyn CompileEnv, inst: Inst) -> bool {
    let data = func.inst(inst);
    let (Opcode::GuardCast, Immediate::Class(wanted)) = (data.opcode, data.immediate) else {
        return false;
    };
    let Some(object) = constant_object(func, data.args[0]) else {
        return false;
    };
    let class = env.class_of(func, object);
    class.is_some_and(|class| env.is_subclass(func, class, wanted) == Some(true))
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
