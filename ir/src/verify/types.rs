//! Types of operands, arguments and results.

use super::{Place, Report};
use crate::entities::{Inst, Value};
use crate::function::Function;
use crate::immediate::{Condition, Immediate, ImmediateKind};
use crate::instruction::InstData;
use crate::opcode::{Opcode, Targets, TypeRule};
use crate::types::Type;

pub(super) fn check(func: &Function, report: &mut Report<'_>) {
    if let Some(entry) = func.layout.entry() {
        let params = func
            .params(entry)
            .iter()
            .map(|value| func.value_type(*value));
        if !params.eq(func.signature.params.iter().copied()) {
            report.add(
                Place::Block(entry),
                "the entry's parameters are not those of the signature",
            );
        }
    }
    for block in func.layout.blocks() {
        for inst in func.layout.insts(block) {
            check_operands(func, inst, report);
            check_arguments(func, inst, report);
            check_result(func, inst, report);
        }
    }
}

fn expect(func: &Function, report: &mut Report<'_>, inst: Inst, value: Value, wanted: Type) {
    let found = func.value_type(value);
    if found != wanted {
        report.add(
            Place::Inst(inst),
            format!("{value} is {found}, not {wanted}"),
        );
    }
}

fn check_operands(func: &Function, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let row = data.opcode.row();
    let mut any = None;
    for (operand, &value) in row.operands.iter().zip(&data.args) {
        match operand.rule {
            TypeRule::Exactly(ty) => expect(func, report, inst, value, ty),
            TypeRule::Any => {
                let found = func.value_type(value);
                any = Some(found);
                if let Some(wanted) = stored_type(func, data) {
                    expect(func, report, inst, value, wanted);
                } else if found == Type::Guard {
                    report.add(Place::Inst(inst), format!("{value} is a guard"));
                }
            }
            TypeRule::Same => expect(func, report, inst, value, any.unwrap_or(Type::I32)),
            TypeRule::Member | TypeRule::Returned | TypeRule::None => {}
        }
    }
    if let Some(called) = func.called(data) {
        if called.params.len() != data.args.len() {
            let (found, wanted) = (data.args.len(), called.params.len());
            report.add(
                Place::Inst(inst),
                format!("it passes {found} arguments, not {wanted}"),
            );
        }
        for (&value, &wanted) in data.args.iter().zip(&called.params) {
            expect(func, report, inst, value, wanted);
        }
    }
    if row.variadic && row.immediate == ImmediateKind::Class {
        for &length in &data.args {
            expect(func, report, inst, length, Type::I32);
        }
        if data.args.is_empty() {
            report.add(Place::Inst(inst), "an array without length");
        }
    }
    if let Immediate::Routine(routine) = data.immediate
        && routine.opcode() != data.opcode
    {
        report.add(
            Place::Inst(inst),
            format!("{routine} is called by `{}`", routine.opcode()),
        );
    }
    let is_floating = matches!(data.opcode, Opcode::FCmp | Opcode::DCmp);
    if is_floating && data.immediate == Immediate::Condition(Condition::Ult) {
        report.add(Place::Inst(inst), "floating point has no unsigned order");
    }
}

/// The type that the operand with any type must have here.
fn stored_type(func: &Function, data: &InstData) -> Option<Type> {
    if data.opcode == Opcode::Ret {
        func.signature.returns
    } else {
        func.member_type(data.immediate)
    }
}

fn check_arguments(func: &Function, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let handler = data.opcode.row().targets == Targets::Handler;
    let returned = func.called(data).and_then(|called| called.returns);
    for (index, target) in data.targets.iter().enumerate() {
        let mut params = func.params(target.block).iter();
        let passed = match index {
            0 => returned,
            _ => Some(Type::Ref),
        };
        if handler
            && let Some(wanted) = passed
            && let Some(&param) = params.next()
        {
            expect(func, report, inst, param, wanted);
        }
        for (&value, &param) in target.args.iter().zip(params) {
            expect(func, report, inst, value, func.value_type(param));
        }
    }
}

fn check_result(func: &Function, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let wanted = func.result_type(data);
    let found = func.result(inst).map(|value| func.value_type(value));
    if wanted != found {
        report.add(Place::Inst(inst), "its result is not that of the row");
    }
    let returns = func.signature.returns.is_some();
    let is_wrong_return = match data.opcode {
        Opcode::Ret => !returns,
        Opcode::RetVoid => returns,
        _ => false,
    };
    if is_wrong_return {
        report.add(Place::Inst(inst), "the signature returns otherwise");
    }
}
