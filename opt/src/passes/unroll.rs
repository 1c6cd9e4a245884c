//! Does several rounds of a small counted loop at once.
//!
//! ```text
//! b1(v2: i32) @ method0:2 before:                   ; counts up in steps of 1
//!     safepoint_poll
//!     v3 = icmp lt, v2, v1
//!     branch v3, b2, b3
//! ```
//! becomes, with four copies of a round in a row behind `b5`,
//! ```text
//! b4(v7: i32) @ method0:2 before:
//!     safepoint_poll
//!     v8 = i2l v7
//!     v9 = lcmp lt, v8, v6                          ; v6 is v1 - 3
//!     branch v9, b5(v7), b1(v7)
//! ```
//!
//! The copies are behind one test that all of their rounds pass, with 64 bits, so that the bound
//! minus the rounds is right at the ends of the range of `int`. Rounds that are left are done by the
//! loop as it was. When the number of rounds is a small constant, there is no loop: the copies stand
//! in front of it, and what is left of it is decided by the next passes.
//!
//! Each copy begins with the state of the header for its round, so a check in it goes on in the
//! interpreter where its round began.
//!
//! Only innermost loops without calls. Blocks that end behind another way out are copied too. Else
//! what the loop defines may be used behind it only where the test leaves it, or as argument. Linear in the number of instructions,
//! of which no more than [`MAX_ADDED`] are added.

use crate::context::Context;
use crate::preheaders::{Before, Loops, make_preheaders};
use crate::registry::{After, Changed, Info, Pass, Preserved};
use crate::rewrite::state_values;
use crate::round::{Round, new_header};
use ir::analysis::{Counted, LoopId, Step};
use ir::effects::Effects;
use ir::function::ValueDef;
use ir::immediate::{Condition, Immediate};
use ir::instruction::{BlockCall, InstData};
use ir::opcode::Targets;
use ir::{Block, Builder, Entity, Function, Inst, Opcode, Stage, Type, Value};

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Nothing,
    after: &[After {
        pass: "strip-mine",
        reason: "it unrolls the loops without polls that are made",
    }],
    ..Info::new(
        "unroll",
        "Does several rounds of a small counted loop at once.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Unroll;

/// Instructions that are added to a function.
const MAX_ADDED: usize = 1500;
/// Instructions of a function in which loops are still unrolled.
const MAX_FUNCTION: usize = 6000;
/// Instructions of the copies of one loop.
const MAX_COPIES: usize = 100;
/// Rounds that are done at once.
const MAX_ROUNDS: usize = 8;
/// Rounds of a loop that is done without a loop.
const MAX_ALL_ROUNDS: i64 = 16;

impl Pass for Unroll {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        if func.n_live_insts() > MAX_FUNCTION {
            return Changed::No;
        }
        let (mut changed, loops) = make_preheaders(func, cx);
        let plans = plans(func, &loops);
        for plan in plans {
            cx.remark_at(plan.event(), plan.header);
            unroll(func, &plan);
            changed = true;
        }
        if changed {
            cx.forget_analyses();
        }
        Changed::when(changed)
    }
}

/// What is done with a loop.
struct Plan {
    header: Block,
    preheader: Block,
    /// Blocks in reverse postorder, the header first.
    blocks: Vec<Block>,
    counted: Counted,
    step: i64,
    n_rounds: usize,
    /// Is that all rounds there are?
    is_all: bool,
}

impl Plan {
    fn event(&self) -> &'static str {
        if self.is_all {
            "all rounds"
        } else {
            "unrolled"
        }
    }
}

fn plans(func: &Function, loops: &Loops) -> Vec<Plan> {
    let mut left = MAX_ADDED;
    let users = Users::of(func);
    let mut plans = Vec::new();
    for id in loops.nest.loops().filter(|id| loops.nest.is_innermost(*id)) {
        let Some((plan, size)) = plan(func, loops, id, &users) else {
            continue;
        };
        if let Some(rest) = left.checked_sub(size * plan.n_rounds) {
            left = rest;
            plans.push(plan);
        }
    }
    plans
}

/// How a loop is unrolled, and how large a round is.
fn plan(func: &Function, loops: &Loops, id: LoopId, users: &Users) -> Option<(Plan, usize)> {
    let shape = loops.shape(func);
    let counted = shape.counted(id)?;
    let tails = tails(func, loops, id, &counted);
    let size = size(func, loops.nest.blocks(id), &tails)?;
    if size * 2 > MAX_COPIES {
        return None;
    }
    let blocks = [loops.nest.blocks(id), &tails].concat();
    let Step::By(step) = counted.variable.step else {
        return None;
    };
    let is_counted = match counted.condition {
        Condition::Lt | Condition::Le => step > 0,
        Condition::Gt | Condition::Ge => step < 0,
        _ => false,
    };
    // A limit that would wrap can be said only where the bound itself is left out.
    let is_narrow = func.value_type(counted.bound) == Type::I32;
    let is_exclusive = matches!(counted.condition, Condition::Lt | Condition::Gt);
    let is_small_step = step.abs() < 1 << 16;
    if !is_counted || !(is_narrow || is_exclusive) || !is_small_step || counted.is_tested_late {
        return None;
    }
    if !leaves_well(func, loops, &blocks, &counted, users) {
        return None;
    }
    let init = shape.constant(counted.variable.init);
    let bound = shape.constant(counted.bound);
    let n_all = init
        .zip(bound)
        .map(|(init, bound)| n_rounds(&counted, init, bound, step));
    let (n_rounds, is_all) = match n_all {
        Some(0) => return None,
        Some(n) if n <= MAX_ALL_ROUNDS && n as usize * size <= MAX_COPIES => (n as usize, true),
        _ => ((MAX_COPIES / 2 / size).clamp(2, MAX_ROUNDS), false),
    };
    // A power of two.
    let n_rounds = if is_all {
        n_rounds
    } else {
        1 << n_rounds.ilog2()
    };
    let plan = Plan {
        header: loops.nest.header(id),
        preheader: loops.preheader(id)?,
        blocks,
        counted,
        step,
        n_rounds,
        is_all,
    };
    Some((plan, size))
}

/// Rounds of a loop between constants.
fn n_rounds(counted: &Counted, init: i64, bound: i64, step: i64) -> i64 {
    let includes = matches!(counted.condition, Condition::Le | Condition::Ge);
    let way = if step > 0 {
        bound.saturating_sub(init)
    } else {
        init.saturating_sub(bound)
    };
    let way = way.saturating_add(includes.into()).max(0);
    way.div_euclid(step.abs()) + i64::from(way % step.abs() != 0)
}

/// Blocks behind the loop that only it leads to, not by its test, and that end there: they are
/// copied with the round, so that they are governed by the states of theirs.
fn tails(func: &Function, loops: &Loops, id: LoopId, counted: &Counted) -> Vec<Block> {
    let flow = &loops.flow;
    let mut tails = Vec::new();
    for (from, to) in loops.nest.exits(id, flow) {
        let is_end = flow.successors(to).is_empty();
        let mut before = flow.predecessors(to).iter();
        let is_own = before.all(|block| loops.nest.contains(id, *block));
        if from != counted.test && is_end && is_own && !tails.contains(&to) {
            tails.push(to);
        }
    }
    tails.retain(|tail| func.terminator(*tail).is_some());
    tails
}

/// Instructions of a round. `None`: it calls, or ends in something that is not copied.
fn size(func: &Function, blocks: &[Block], tails: &[Block]) -> Option<usize> {
    let mut size = 0;
    for block in blocks.iter().chain(tails) {
        for inst in func.layout.insts(*block) {
            let data = func.inst(inst);
            let is_call = data.opcode.effects().has(Effects::CALL) && !tails.contains(block);
            if is_call || data.opcode.row().targets == Targets::Handler {
                return None;
            }
            let is_free = data.opcode == Opcode::Jump || ir::fold::Constant::of(data).is_some();
            size += usize::from(!is_free);
        }
    }
    Some(size.max(1))
}

/// For each value: the blocks in which it is used, but for those that it is made in.
struct Users {
    blocks: Vec<Vec<Block>>,
}

impl Users {
    fn of(func: &Function) -> Users {
        let mut users = Users {
            blocks: vec![Vec::new(); func.n_values()],
        };
        for block in func.layout.blocks() {
            if let Some(state) = func.block_state(block) {
                state_values(func, state).for_each(|value| users.add(func, value, block));
            }
            for inst in func.layout.insts(block) {
                let data = func.inst(inst);
                data.uses().for_each(|value| users.add(func, value, block));
                if let Some(state) = data.state {
                    state_values(func, state).for_each(|value| users.add(func, value, block));
                }
            }
        }
        users
    }

    fn add(&mut self, func: &Function, value: Value, block: Block) {
        let value = func.resolve(value);
        let is_own = match func.value_def(value) {
            ValueDef::Param(own, _) => own == block,
            ValueDef::Result(inst) => func.layout.block_of(inst) == Some(block),
            ValueDef::Alias(_) | ValueDef::Unused => true,
        };
        let blocks = &mut self.blocks[value.index()];
        if !is_own && blocks.last() != Some(&block) {
            blocks.push(block);
        }
    }
}

/// Are the values of the loop used behind it only where all ways come from its test, or nowhere?
/// And has every block that the copies lead to its own state where it needs one?
fn leaves_well(
    func: &Function,
    loops: &Loops,
    blocks: &[Block],
    counted: &Counted,
    users: &Users,
) -> bool {
    let edges = blocks.iter().flat_map(|from| {
        let targets = loops.flow.successors(*from).iter();
        targets.map(|to| (*from, *to))
    });
    let mut others = edges.filter(|(from, to)| *from != counted.test && !blocks.contains(to));
    let Some(first) = others.next() else {
        return true;
    };
    let governs_itself =
        |to: Block| func.block_state(to).is_some() || loops.flow.predecessors(to).len() > 1;
    if !governs_itself(first.1) || !others.all(|(_, to)| governs_itself(to)) {
        return false;
    }
    let is_inside = |block: &Block| blocks.contains(block);
    let stays_inside = |value: &Value| users.blocks[value.index()].iter().all(is_inside);
    blocks.iter().all(|block| {
        let mut results = func
            .layout
            .insts(*block)
            .filter_map(|inst| func.result(inst));
        func.params(*block).iter().all(stays_inside) && results.all(|value| stays_inside(&value))
    })
}

fn unroll(func: &mut Function, plan: &Plan) {
    let mut headers: Vec<Block> = (0..plan.n_rounds)
        .map(|_| new_header(func, plan.header, plan.preheader))
        .collect();
    // Each is put in front of those that were made before.
    headers.reverse();
    let end = func.terminator(plan.preheader).expect("it jumps");
    let again = if plan.is_all {
        plan.header
    } else {
        new_test(func, plan, end, headers[0])
    };
    let first = if plan.is_all { headers[0] } else { again };
    func.inst_mut(end).targets[0].block = first;
    for (index, header) in headers.iter().enumerate() {
        let next = headers.get(index + 1).copied().unwrap_or(again);
        copy_round(func, plan, *header, next);
    }
}

/// The header of the loop of copies: it tests that all of their rounds are left.
fn new_test(func: &mut Function, plan: &Plan, end: Inst, first: Block) -> Block {
    let block = new_header(func, plan.header, plan.preheader);
    let params = func.params(block).to_vec();
    let mut before = Before { func, inst: end };
    let way = plan.step * (plan.n_rounds as i64 - 1);
    let limit = limit(&mut before, plan.counted.bound, way);
    let polls = func
        .layout
        .insts(plan.header)
        .any(|inst| func.inst(inst).opcode == Opcode::SafepointPoll);
    let mut build = Builder::at(func, block);
    if polls {
        build.safepoint_poll();
    }
    let mut variable = params[plan.counted.variable.position];
    if build.func.value_type(variable) == Type::I32 {
        variable = build.i2l(variable);
    }
    let goes_on = build.lcmp(variable, limit, plan.counted.condition);
    build.branch(goes_on, (first, &params), (plan.header, &params));
    block
}

/// What is `way` before the bound. Where that would wrap it is what no variable is beyond.
fn limit(before: &mut Before<'_>, bound: Value, way: i64) -> Value {
    let long = |before: &mut Before<'_>, number| {
        before.value(Opcode::LConst, Immediate::Long(number), &[])
    };
    let distance = long(before, way);
    if before.func.value_type(bound) == Type::I32 {
        let bound = before.value(Opcode::I2l, Immediate::None, &[bound]);
        return before.value(Opcode::LSub, Immediate::None, &[bound, distance]);
    }
    let limit = before.value(Opcode::LSub, Immediate::None, &[bound, distance]);
    let (condition, end) = if way > 0 {
        (Condition::Lt, i64::MIN)
    } else {
        (Condition::Gt, i64::MAX)
    };
    let end = long(before, end);
    let condition = Immediate::Condition(condition);
    let is_right = before.value(Opcode::LCmp, condition, &[limit, bound]);
    before.value(Opcode::Select, Immediate::None, &[is_right, limit, end])
}

/// Copies one round, which is known to pass the test.
fn copy_round(func: &mut Function, plan: &Plan, header: Block, next: Block) {
    let (test, body) = (plan.counted.test, plan.counted.body);
    Round::new(func, plan.header, header, next).copy(&plan.blocks, &mut |block, data| {
        if block == test && data.opcode == Opcode::Branch {
            data.targets.retain(|target| target.block == body);
            *data = jump(data.targets.swap_remove(0));
        }
        data.opcode != Opcode::SafepointPoll || block != plan.header
    });
}

fn jump(target: BlockCall) -> InstData {
    let mut jump = InstData::new(Opcode::Jump, Immediate::None, &[]);
    jump.targets.push(target);
    jump
}
