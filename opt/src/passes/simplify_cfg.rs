//! Removes branches that are decided, blocks that nothing reaches or that only jump on, jumps to
//! blocks that nothing else reaches, and parameters that always get the same value.
//!
//! ```text
//! b0(v0: i32):
//!     branch v0, b1, b2
//! b1:
//!     jump b3(v0)
//! b2:
//!     jump b3(v0)
//! b3(v1: i32):
//!     v2 = iadd v1, v1
//!     ret v2
//! ```
//! becomes
//! ```text
//! b0(v0: i32):
//!     v2 = iadd v0, v0
//!     ret v2
//! ```
//!
//! A check that always fails ends its block there. The state at a block's entry is kept as long as
//! something in the block is governed by it: then the block is not joined with the one before it.
//!
//! Works in both stages. Rounds are repeated until nothing changes; each is linear in the number of
//! instructions and slots of states.

use crate::context::Context;
use crate::registry::{Changed, Info, Pass, Preserved};
use crate::rewrite::{
    constant_of, drop_params, jump_to_target, leave_at, remove_unreachable, state_values,
};
use ir::analysis::ControlFlow;
use ir::fold::{Constant, check};
use ir::function::ValueDef;
use ir::immediate::Reason;
use ir::opcode::Targets;
use ir::{Block, Entity, Function, Inst, Opcode, Type, Value};
use smallvec::SmallVec;

static INFO: Info = Info {
    preserves: Preserved::Nothing,
    ..Info::new(
        "simplify-cfg",
        "Removes decided branches, needless blocks and jumps, and needless parameters of blocks.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct SimplifyCfg;

/// Rounds after which it gives up; each costs as much as the first.
const MAX_ROUNDS: usize = 8;

impl Pass for SimplifyCfg {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let mut is_changed = false;
        for _ in 0..MAX_ROUNDS {
            if !round(func, cx) {
                break;
            }
            is_changed = true;
        }
        Changed::when(is_changed)
    }
}

fn round(func: &mut Function, cx: &mut Context<'_>) -> bool {
    let mut changed = end_at_failing_checks(func, cx) | decide_branches(func, cx);
    if changed {
        cx.forget_analyses();
    }
    let flow = cx.flow(func);
    changed |= remove_unreachable(func, flow.reverse_postorder());
    if changed {
        cx.forget_analyses();
    }
    changed |= replace_params(func, cx);
    if thread_jumps(func, cx) {
        cx.forget_analyses();
        let flow = cx.flow(func);
        remove_unreachable(func, flow.reverse_postorder());
        cx.forget_analyses();
        changed = true;
    }
    if join_blocks(func, cx) {
        cx.forget_analyses();
        changed = true;
    }
    changed
}

fn blocks(func: &Function) -> Vec<Block> {
    func.layout.blocks().collect()
}

// What is decided.

fn end_at_failing_checks(func: &mut Function, cx: &mut Context<'_>) -> bool {
    let mut changed = false;
    for block in blocks(func) {
        let failing = func
            .layout
            .insts(block)
            .find_map(|inst| Some((inst, failing_check(func, inst)?)));
        if let Some((inst, reason)) = failing {
            cx.remark(func, "always leaves", inst);
            leave_at(func, block, inst, reason);
            changed = true;
        }
    }
    changed
}

/// Why a check always leaves, if it does.
fn failing_check(func: &Function, inst: Inst) -> Option<Reason> {
    let result = func.result(inst)?;
    if func.value_type(result) != Type::Guard {
        return None;
    }
    let data = func.inst(inst);
    let args = data.args.iter().map(|arg| constant_of(func, *arg));
    let args: SmallVec<[Constant; 4]> = args.collect::<Option<_>>()?;
    check(data.opcode, data.immediate, &args)?.err()
}

fn decide_branches(func: &mut Function, cx: &mut Context<'_>) -> bool {
    let mut changed = false;
    for block in blocks(func) {
        let Some(end) = func.terminator(block) else {
            continue;
        };
        if let Some(target) = decided_target(func, end) {
            cx.remark(func, "decided", end);
            jump_to_target(func, end, target);
            changed = true;
        }
    }
    changed
}

/// The target that a branch or switch always goes on at.
fn decided_target(func: &Function, end: Inst) -> Option<usize> {
    let data = func.inst(end);
    if !matches!(data.opcode, Opcode::Branch | Opcode::Switch) {
        return None;
    }
    if data.targets.iter().all(|target| *target == data.targets[0]) {
        return Some(0);
    }
    let Some(Constant::I32(value)) = constant_of(func, data.args[0]) else {
        return None;
    };
    if data.opcode == Opcode::Branch {
        return Some(usize::from(value == 0));
    }
    let case = data.keys.iter().position(|key| *key == value);
    Some(case.map_or(0, |case| case + 1))
}

// Parameters.

/// Parameters that get the same value from everywhere, but for themselves.
fn replace_params(func: &mut Function, cx: &mut Context<'_>) -> bool {
    let flow = cx.flow(func);
    let entry = func.layout.entry();
    let mut changed = false;
    for &block in flow.reverse_postorder() {
        if Some(block) == entry {
            continue;
        }
        for (position, param) in func.params(block).to_vec().into_iter().enumerate() {
            if let Some(value) = only_argument(func, &flow, block, position, param) {
                func.replace_value(param, value);
                cx.remark_at("replaced parameter", param);
                changed = true;
            }
        }
    }
    if changed {
        drop_params(func, |func, param| func.resolve(param) != param);
        func.resolve_all();
    }
    changed
}

/// The value that all edges pass for a parameter.
fn only_argument(
    func: &Function,
    flow: &ControlFlow,
    block: Block,
    position: usize,
    param: Value,
) -> Option<Value> {
    let mut only = None;
    for predecessor in flow.predecessor_blocks(block) {
        let data = func.inst(func.terminator(predecessor)?);
        let passed = func.passed_by_call(data);
        for (index, target) in data.targets.iter().enumerate() {
            if target.block != block {
                continue;
            }
            let argument = position.checked_sub(passed.get(index).copied().unwrap_or(0))?;
            let value = func.resolve(target.args[argument]);
            if value != param && *only.get_or_insert(value) != value {
                return None;
            }
        }
    }
    only
}

// Blocks that only jump.

/// Edges to blocks that only jump go to where these jump.
fn thread_jumps(func: &mut Function, cx: &mut Context<'_>) -> bool {
    let flow = cx.flow(func);
    let is_used_elsewhere = params_used_elsewhere(func);
    let mut changed = false;
    for block in blocks(func) {
        if !may_be_skipped(func, &flow, block, &is_used_elsewhere) {
            continue;
        }
        let jump = func.terminator(block).expect("it only jumps");
        for predecessor in flow.predecessor_blocks(block) {
            let end = func.terminator(predecessor).expect("it has successors");
            if func.inst(end).opcode.row().targets != Targets::Handler {
                changed |= skip(func, block, jump, end, cx);
            }
        }
    }
    changed
}

/// Of each value: is it used by something else than the end of the block that it is a parameter of?
fn params_used_elsewhere(func: &Function) -> Vec<bool> {
    let mut is_used = vec![false; func.n_values()];
    for block in func.layout.blocks() {
        for value in func
            .block_state(block)
            .into_iter()
            .flat_map(|state| state_values(func, state))
        {
            is_used[value.index()] |= !is_param_of(func, value, block);
        }
        for inst in func.layout.insts(block) {
            let data = func.inst(inst);
            let states = data
                .state
                .into_iter()
                .flat_map(|state| state_values(func, state));
            for value in data.uses().chain(states) {
                let is_own = is_param_of(func, value, block);
                is_used[value.index()] |= !is_own;
            }
        }
    }
    is_used
}

fn is_param_of(func: &Function, value: Value, block: Block) -> bool {
    matches!(func.value_def(value), ValueDef::Param(definition, _) if definition == block)
}

/// Does the block only jump, to a block that is reached from elsewhere too and so has a state of
/// its own where it needs one?
fn may_be_skipped(
    func: &Function,
    flow: &ControlFlow,
    block: Block,
    is_used_elsewhere: &[bool],
) -> bool {
    let Some(first) = func.layout.first_inst(block) else {
        return false;
    };
    let data = func.inst(first);
    let is_jump = data.opcode == Opcode::Jump && data.targets[0].block != block;
    let params = func.params(block);
    is_jump
        && func.layout.entry() != Some(block)
        && flow.predecessors(data.targets[0].block).len() > 1
        && !params.iter().any(|param| is_used_elsewhere[param.index()])
}

/// Makes edges from `end` to `block` go where its `jump` goes.
fn skip(func: &mut Function, block: Block, jump: Inst, end: Inst, cx: &mut Context<'_>) -> bool {
    let onward = func.inst(jump).targets[0].clone();
    let mut changed = false;
    for index in 0..func.inst(end).targets.len() {
        let edge = &func.inst(end).targets[index];
        if edge.block != block {
            continue;
        }
        let mut new = onward.clone();
        for value in &mut new.args {
            if let ValueDef::Param(definition, position) = func.value_def(*value)
                && definition == block
            {
                *value = edge.args[position];
            }
        }
        cx.remark(func, "threaded", end);
        func.inst_mut(end).targets[index] = new;
        changed = true;
    }
    changed
}

// Straight lines.

/// Joins blocks with the only block that jumps to them.
fn join_blocks(func: &mut Function, cx: &mut Context<'_>) -> bool {
    let flow = cx.flow(func);
    let mut changed = false;
    for block in blocks(func) {
        // What is behind may have been joined already; then the rest of the line follows here.
        while func.layout.has_block(block)
            && let Some(next) = next_in_line(func, &flow, block)
        {
            cx.remark_at("joined", next);
            join(func, block, next);
            changed = true;
        }
    }
    if changed {
        func.resolve_all();
    }
    changed
}

/// The block that follows in a straight line and may be joined.
fn next_in_line(func: &Function, flow: &ControlFlow, block: Block) -> Option<Block> {
    let data = func.inst(func.terminator(block)?);
    let next = data.targets.first()?.block;
    let is_line =
        data.opcode == Opcode::Jump && flow.predecessors(next).len() == 1 && next != block;
    let is_only_jump = func.layout.first_inst(block) == func.layout.last_inst(block);
    let keeps_state =
        is_only_jump || func.block_state(next).is_none() || !governs(func, flow, next);
    (is_line && keeps_state).then_some(next)
}

/// Is anything governed by the state at the block's entry?
fn governs(func: &Function, flow: &ControlFlow, block: Block) -> bool {
    for inst in func.layout.insts(block) {
        let data = func.inst(inst);
        let effects = data.opcode.effects();
        if effects.may_leave_before() {
            return true;
        }
        if data.state.is_some() {
            return false;
        }
        if effects.needs_state() {
            return true;
        }
    }
    let continues =
        |next: &Block| func.block_state(*next).is_none() && flow.predecessors(*next).len() == 1;
    flow.successors(block).iter().any(continues)
}

fn join(func: &mut Function, block: Block, next: Block) {
    let jump = func.terminator(block).expect("it jumps");
    let args = func.inst(jump).targets[0].args.clone();
    for (param, arg) in func.params(next).to_vec().into_iter().zip(args) {
        func.replace_value(param, arg);
    }
    func.layout.remove_inst(jump);
    if func.layout.first_inst(block).is_none() {
        let state = func.block_state(next).or(func.block_state(block));
        func.set_block_state(block, state);
    }
    while let Some(inst) = func.layout.first_inst(next) {
        func.layout.remove_inst(inst);
        func.layout.append_inst(inst, block);
    }
    func.layout.remove_block(next);
}
