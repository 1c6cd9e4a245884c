//! Blocks, terminators, and numbers of operands and targets.

use super::{Place, Report};
use crate::analysis::ControlFlow;
use crate::effects::{Region, Regions};
use crate::entities::{Block, Entity, Inst};
use crate::function::Function;
use crate::immediate::Immediate;
use crate::opcode::Targets;

pub(super) fn check(func: &Function, report: &mut Report<'_>) {
    let Some(entry) = func.layout.entry() else {
        report.add(Place::Function, "it has no blocks");
        return;
    };
    if func.params(entry).len() != func.signature.params.len() {
        report.add(
            Place::Block(entry),
            "the entry's parameters are not those of the signature",
        );
    }
    let flow = ControlFlow::of(func);
    if !flow.predecessors(entry).is_empty() {
        report.add(Place::Block(entry), "something jumps to the entry");
    }
    for block in func.layout.blocks() {
        check_end(func, block, report);
        for inst in func.layout.insts(block) {
            check_inst(func, &flow, inst, report);
        }
    }
}

/// The last instruction, and no other, ends the block.
fn check_end(func: &Function, block: Block, report: &mut Report<'_>) {
    if func.terminator(block).is_none() {
        report.add(Place::Block(block), "it does not end in a terminator");
    }
    for inst in func.layout.insts(block).rev().skip(1) {
        if func.inst(inst).opcode.is_terminator() {
            report.add(Place::Inst(inst), "a terminator within a block");
        }
    }
}

fn check_inst(func: &Function, flow: &ControlFlow, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let row = data.opcode.row();
    let n_args = data.args.len();
    let has_operands = n_args == row.operands.len() || row.variadic && n_args > row.operands.len();
    if !has_operands {
        let wanted = row.operands.len();
        report.add(
            Place::Inst(inst),
            format!("it has {n_args} operands, not {wanted}"),
        );
    }
    if data.immediate.kind() != row.immediate || !names_something(func, data.immediate) {
        report.add(Place::Inst(inst), "its immediate is not that of the row");
    }
    let n_targets = data.targets.len();
    let has_targets = match row.targets {
        Targets::None => n_targets == 0,
        Targets::One => n_targets == 1,
        Targets::Two | Targets::Handler => n_targets == 2,
        Targets::Table => n_targets == data.keys.len() + 1,
    };
    if !has_targets {
        report.add(Place::Inst(inst), "its targets are not those of the row");
    }
    let mut keys = data.keys.clone();
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        report.add(Place::Inst(inst), "a key stands twice");
    }
    if row.effects.reads == Regions::of(Region::Osr)
        && func.layout.block_of(inst) != func.layout.entry()
    {
        report.add(
            Place::Inst(inst),
            "locals of the frame that is replaced are read in the entry block",
        );
    }
    check_targets(func, flow, inst, report);
}

fn check_targets(func: &Function, flow: &ControlFlow, inst: Inst, report: &mut Report<'_>) {
    let data = func.inst(inst);
    let handler = data.opcode.row().targets == Targets::Handler;
    let n_by_call = func.passed_by_call(data);
    for (index, target) in data.targets.iter().enumerate() {
        if !func.layout.has_block(target.block) {
            report.add(
                Place::Inst(inst),
                format!("{} is no block of the function", target.block),
            );
            continue;
        }
        let by_call = n_by_call.get(index).copied().unwrap_or(0);
        let n_passed = target.args.len() + by_call;
        let n_params = func.params(target.block).len();
        if n_passed != n_params {
            report.add(
                Place::Inst(inst),
                format!(
                    "{} has {n_params} parameters and gets {n_passed}",
                    target.block
                ),
            );
        }
        if handler && flow.predecessors(target.block).len() != 1 {
            report.add(
                Place::Inst(inst),
                format!("{} has another predecessor", target.block),
            );
        }
    }
}

/// Is what the immediate names declared, with a descriptor that gives types?
fn names_something(func: &Function, immediate: Immediate) -> bool {
    match immediate {
        Immediate::Class(class) => class.index() < func.classes.len(),
        Immediate::Field(_) => func.member_type(immediate).is_some(),
        Immediate::Method(method) => func.method_signature(method).is_some(),
        Immediate::Object(object) => object.index() < func.objects.len(),
        Immediate::None
        | Immediate::Int(_)
        | Immediate::Long(_)
        | Immediate::Float(_)
        | Immediate::Double(_)
        | Immediate::Condition(_)
        | Immediate::Reason(_)
        | Immediate::Element(_)
        | Immediate::Routine(_) => true,
    }
}
