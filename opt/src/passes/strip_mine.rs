//! Takes the polls out of counted loops: they poll once for many rounds.
//!
//! ```text
//! b1(v2: i32) @ method0:2 before:                   ; counts up in steps of 1
//!     safepoint_poll
//!     v3 = icmp lt, v2, v1
//!     branch v3, b2, b3
//! ```
//! becomes, where `v9` is 1000 beyond `v7` or, if that is nearer, `v1`
//! ```text
//! b4(v7: i32) @ method0:2 before:                   ; b5 and what was in front of b1 lead here
//!     safepoint_poll
//!     jump b1(v7)
//! b1(v2: i32) @ method0:2 before:
//!     v3 = icmp lt, v2, v1
//!     v10 = icmp lt, v2, v9
//!     branch v10, b2, b5
//! b5:
//!     branch v3, b4(v2), b3
//! ```
//!
//! A loop with so few rounds, all of which are known, needs no poll at all. So it takes at most
//! [`STRIP`] rounds of an innermost loop until a thread sees that it has to stop.
//!
//! Only loops without calls that test at their top, before anything that can be observed, and
//! whose variable cannot wrap: the inner loop must end. Wants the high stage, in front of `unroll`, which
//! then unrolls the inner loop. Linear in the number of instructions.
//!
//! Source: the idea is that of HotSpot's option `LoopStripMiningIter`, whose number this is.

use crate::context::Context;
use crate::preheaders::{Before, Loops, make_preheaders};
use crate::registry::{After, Changed, Info, Pass, Preserved};
use crate::round::new_header;
use ir::analysis::{Counted, LoopId, Step};
use ir::effects::Effects;
use ir::immediate::{Condition, Immediate};
use ir::{Block, Builder, Function, Inst, Opcode, Stage, Type, Value};

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Nothing,
    after: &[After {
        pass: "range-check-predication",
        reason: "it asks how the whole loop is counted",
    }],
    ..Info::new(
        "strip-mine",
        "Polls once for many rounds of a counted loop.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct StripMine;

/// Rounds without a poll.
const STRIP: i64 = 1000;

impl Pass for StripMine {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let (mut changed, loops) = make_preheaders(func, cx);
        for id in loops.nest.loops().filter(|id| loops.nest.is_innermost(*id)) {
            let Some(plan) = plan(func, &loops, id) else {
                continue;
            };
            let header = loops.nest.header(id);
            if plan.has_few_rounds {
                cx.remark_at("needs no poll", header);
            } else {
                cx.remark_at("strip-mined", header);
                strip_mine(func, &plan);
            }
            plan.polls
                .iter()
                .for_each(|poll| func.layout.remove_inst(*poll));
            changed = true;
        }
        if changed {
            cx.forget_analyses();
        }
        Changed::when(changed)
    }
}

/// A loop whose polls go.
struct Plan {
    preheader: Block,
    counted: Counted,
    step: i64,
    polls: Vec<Inst>,
    has_few_rounds: bool,
}

fn plan(func: &Function, loops: &Loops, id: LoopId) -> Option<Plan> {
    let shape = loops.shape(func);
    let counted = shape.counted(id)?;
    let header = loops.nest.header(id);
    let Step::By(step) = counted.variable.step else {
        return None;
    };
    let blocks = loops.nest.blocks(id).iter();
    let mut insts = blocks.flat_map(|block| func.layout.insts(*block));
    let is_poll = |inst: &Inst| func.inst(*inst).opcode == Opcode::SafepointPoll;
    let polls: Vec<Inst> = func.layout.insts(header).filter(is_poll).collect();
    let calls = insts.any(|inst| func.inst(inst).opcode.effects().has(Effects::CALL));
    let ty = func.value_type(counted.variable.param);
    if calls || polls.is_empty() || func.value_type(counted.bound) != ty {
        return None;
    }
    let init = shape.constant(counted.variable.init);
    let bound = shape.constant(counted.bound);
    let has_few_rounds = init
        .zip(bound)
        .is_some_and(|(init, bound)| has_few_rounds(&counted, step, ty, init, bound));
    let is_fit = || {
        counted.test == header
            && !counted.is_tested_late
            && step.abs() < 1 << 16
            && is_repeatable(func, header)
            && ends(&counted, step, ty, bound)
    };
    (has_few_rounds || is_fit()).then_some(Plan {
        preheader: loops.preheader(id)?,
        counted,
        step,
        polls,
        has_few_rounds,
    })
}

/// Are the rounds between constants few, without wrapping on their way?
fn has_few_rounds(counted: &Counted, step: i64, ty: Type, init: i64, bound: i64) -> bool {
    let (init, bound, step) = (i128::from(init), i128::from(bound), i128::from(step));
    let goes_on = match counted.condition {
        Condition::Lt | Condition::Le => step > 0,
        Condition::Gt | Condition::Ge => step < 0,
        _ => false,
    };
    let all_hold = holds(ty, bound + step) && holds(ty, init + step);
    goes_on && all_hold && (bound - init) / step < STRIP.into()
}

/// Is it a number of this type?
fn holds(ty: Type, number: i128) -> bool {
    if ty == Type::I64 {
        i64::try_from(number).is_ok()
    } else {
        i32::try_from(number).is_ok()
    }
}

/// Is it known that the variable does not wrap?
fn ends(counted: &Counted, step: i64, ty: Type, bound: Option<i64>) -> bool {
    let is_known = bound.is_some_and(|bound| holds(ty, i128::from(bound) + i128::from(step)));
    match counted.condition {
        Condition::Lt => step == 1 || step > 0 && is_known,
        Condition::Gt => step == -1 || step < 0 && is_known,
        Condition::Le => step > 0 && is_known,
        Condition::Ge => step < 0 && is_known,
        _ => false,
    }
}

/// May the block be executed again when its end has gone another way?
fn is_repeatable(func: &Function, block: Block) -> bool {
    let mut insts = func.layout.insts(block);
    insts.all(|inst| {
        let effects = func.inst(inst).opcode.effects();
        !effects.is_observable() && !effects.has(Effects::ALLOC)
    })
}

fn strip_mine(func: &mut Function, plan: &Plan) {
    let counted = &plan.counted;
    let header = counted.test;
    let outer = new_header(func, header, plan.preheader);
    let start = func.terminator(plan.preheader).expect("it jumps");
    func.inst_mut(start).targets[0].block = outer;
    let params = func.params(outer).to_vec();
    let mut build = Builder::at(func, outer);
    build.safepoint_poll();
    let inst = build.jump(header, &params);
    let limit = limit(
        &mut Before { func, inst },
        plan,
        params[counted.variable.position],
    );

    // The test that ends the loop moves behind the one that ends the strip.
    let end = func.terminator(header).expect("it tests");
    let behind = func.add_block();
    func.layout.move_block_after(behind, header);
    func.layout.remove_inst(end);
    func.layout.append_inst(end, behind);
    let again = func.params(header).to_vec();
    let mut targets = func.inst_mut(end).targets.iter_mut();
    let into_body = targets
        .find(|target| target.block == counted.body)
        .expect("the test leads into the body");
    into_body.block = outer;
    let passed = std::mem::replace(&mut into_body.args, again.into());
    let mut build = Builder::at(func, header);
    let (variable, condition) = (counted.variable.param, counted.condition);
    let goes_on = if build.func.value_type(variable) == Type::I64 {
        build.lcmp(variable, limit, condition)
    } else {
        build.icmp(variable, limit, condition)
    };
    build.branch(goes_on, (counted.body, &passed), (behind, &[]));
}

/// Where a strip that begins with `first` ends: the bound, or before it.
fn limit(before: &mut Before<'_>, plan: &Plan, first: Value) -> Value {
    let bound = plan.counted.bound;
    let way = plan.step * STRIP;
    let is_up = plan.step > 0;
    let condition = Immediate::Condition(if is_up { Condition::Lt } else { Condition::Gt });
    let distance = before.value(Opcode::LConst, Immediate::Long(way), &[]);
    let none = Immediate::None;
    if before.func.value_type(first) == Type::I32 {
        let wide = before.value(Opcode::I2l, none, &[first]);
        let far = before.value(Opcode::LAdd, none, &[wide, distance]);
        let wide_bound = before.value(Opcode::I2l, none, &[bound]);
        let is_before = before.value(Opcode::LCmp, condition, &[far, wide_bound]);
        let far = before.value(Opcode::L2i, none, &[far]);
        return before.value(Opcode::Select, none, &[is_before, far, bound]);
    }
    let far = before.value(Opcode::LAdd, none, &[first, distance]);
    let is_before = before.value(Opcode::LCmp, condition, &[far, bound]);
    // Else it has wrapped, and the bound is nearer.
    let is_beyond = before.value(Opcode::LCmp, condition, &[first, far]);
    let both = before.value(Opcode::IAnd, none, &[is_before, is_beyond]);
    before.value(Opcode::Select, none, &[both, far, bound])
}
