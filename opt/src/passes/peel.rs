//! Does the first round of a loop in front of it, so that the others need not do again what every
//! round does in the same way.
//!
//! ```text
//! b1(v2: i32) @ method0:2 before:                   ; v0 and v1 come from outside
//!     v3 = guard_cast class0, v0
//!     v4 = load_field field0, v0, v5
//!     v6 = icmp lt, v2, v4
//!     branch v6, b2, b3
//! b2:
//!     v7 = iadd v2, v1
//!     jump b1(v7)
//! ```
//! becomes, with `b4` in front of the loop
//! ```text
//! b4(v8: i32) @ method0:2 before:
//!     v9 = guard_cast class0, v0
//!     v10 = load_field field0, v0, v5
//!     v11 = icmp lt, v8, v10
//!     branch v11, b5, b3
//! b5:
//!     v12 = iadd v8, v1
//!     jump b1(v12)
//! b1(v2: i32) @ method0:2 before:
//!     v6 = icmp lt, v2, v10
//!     branch v6, b2, b3
//! ```
//!
//! What is left out of the loop are checks, tests of classes, loads of what the loop does not
//! write, and what is computed of them, where every round passes. `licm` moves such things in front
//! of a loop, but not where it would have to speculate in vain, nor loads that rely on a test of
//! the object's class. Here they are done where they were done before, if the loop has a round.
//!
//! Values of the loop that are used behind it come from the loop or from the first round:
//! parameters of the blocks where the two meet stand for them.
//!
//! Only innermost loops without calls that are small. Wants the high stage. Linear in the number of
//! instructions for each of the at most [`MAX_LOOPS`] loops.

use super::licm::Written;
use crate::context::Context;
use crate::exits::{Twice, govern_exits};
use crate::preheaders::{Loops, make_preheaders};
use crate::registry::{Changed, Info, Pass, Preserved};
use crate::rewrite::remove_unreachable;
use crate::round::{Round, new_header};
use ir::analysis::LoopId;
use ir::effects::Effects;
use ir::entities::SideMap;
use ir::fold::Constant;
use ir::{Block, Function, Inst, Opcode, Stage, Value};

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Nothing,
    ..Info::new(
        "peel",
        "Does the first round of a loop in front of it where the others then do less.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Peel;

/// Loops of a function that are changed.
const MAX_LOOPS: usize = 8;
/// Instructions of a function in which loops are still changed.
const MAX_FUNCTION: usize = 6000;
/// Instructions of a round.
const MAX_ROUND: usize = 80;

impl Pass for Peel {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        if func.n_live_insts() > MAX_FUNCTION {
            return Changed::No;
        }
        let flow = cx.flow(func);
        let mut changed = remove_unreachable(func, flow.reverse_postorder());
        if changed {
            cx.forget_analyses();
        }
        let mut seen: Vec<Block> = Vec::new();
        for _ in 0..MAX_LOOPS {
            let (has_made, loops) = make_preheaders(func, cx);
            changed |= has_made;
            let Some((id, fixed)) = next_loop(func, &loops, &mut seen, cx) else {
                break;
            };
            if !govern_exits(func, &loops.flow, &loops.nest, id) {
                cx.remark_at("left by a call", loops.nest.header(id));
                continue;
            }
            cx.remark_at("peeled", loops.nest.header(id));
            peel(func, &loops, id, &fixed, cx);
            changed = true;
        }
        Changed::when(changed)
    }
}

/// A loop that was not seen before and pays, with what its rounds need not do.
fn next_loop(
    func: &Function,
    loops: &Loops,
    seen: &mut Vec<Block>,
    cx: &mut Context<'_>,
) -> Option<(LoopId, Vec<Inst>)> {
    let nest = &loops.nest;
    for id in nest.loops().filter(|id| nest.is_innermost(*id)) {
        let header = nest.header(id);
        if seen.contains(&header) || loops.preheader(id).is_none() {
            continue;
        }
        seen.push(header);
        let fixed = fixed(func, loops, id);
        if !fixed.iter().any(|inst| is_worth_it(func, *inst)) {
            continue;
        }
        if let Some(why_not) = why_not(func, nest.blocks(id)) {
            cx.remark_at(why_not, header);
            continue;
        }
        return Some((id, fixed));
    }
    None
}

/// What speaks against copying a round.
fn why_not(func: &Function, blocks: &[Block]) -> Option<&'static str> {
    let insts = || blocks.iter().flat_map(|block| func.layout.insts(*block));
    if insts().any(|inst| func.inst(inst).opcode.effects().has(Effects::CALL)) {
        return Some("calls");
    }
    let is_free = |inst: Inst| Constant::of(func.inst(inst)).is_some();
    let size = insts().filter(|inst| !is_free(*inst)).count();
    (size > MAX_ROUND).then_some("too large")
}

/// Instructions that give the same in all rounds and that every round passes.
fn fixed(func: &Function, loops: &Loops, id: LoopId) -> Vec<Inst> {
    let shape = loops.shape(func);
    let blocks = loops.nest.blocks(id);
    let written = Written::of(func, blocks);
    let mut is_fixed: SideMap<Value, bool> = SideMap::new(false);
    let mut fixed = Vec::new();
    for block in blocks {
        if !shape.is_in_every_round(id, *block) {
            continue;
        }
        for inst in func.layout.insts(*block) {
            let data = func.inst(inst);
            let Some(result) = func.result(inst) else {
                continue;
            };
            let mut args = data.args.iter().map(|arg| func.resolve(*arg));
            let may_be = match data.opcode {
                Opcode::LoadField | Opcode::LoadStatic | Opcode::LoadElement => {
                    !written.may_be(data)
                }
                opcode => opcode.effects().is_repeatable(),
            };
            if may_be && args.all(|arg| is_fixed[arg] || shape.is_invariant(id, arg)) {
                is_fixed[result] = true;
                if Constant::of(data).is_none() {
                    fixed.push(inst);
                }
            }
        }
    }
    fixed
}

/// Is it dear enough that a round is copied for it?
fn is_worth_it(func: &Function, inst: Inst) -> bool {
    let data = func.inst(inst);
    let effects = data.opcode.effects();
    let is_load = effects.reads != Effects::NONE.reads || data.opcode == Opcode::ArrayLength;
    let is_type_test = matches!(data.opcode, Opcode::InstanceOf | Opcode::HasClass);
    is_load || is_type_test || effects.has(Effects::DEOPT)
}

fn peel(func: &mut Function, loops: &Loops, id: LoopId, fixed: &[Inst], cx: &mut Context<'_>) {
    let (header, blocks) = (loops.nest.header(id), loops.nest.blocks(id));
    let preheader = loops.preheader(id).expect("it was asked before");
    let first = new_header(func, header, preheader);
    let end = func.terminator(preheader).expect("it jumps");
    func.inst_mut(end).targets[0].block = first;
    let mut round = Round::new(func, header, first, header);
    // The loop polls when it comes to it.
    round.copy(blocks, &mut |_, data| data.opcode != Opcode::SafepointPoll);
    let (copied, copies) = round.copies();
    for inst in fixed {
        let old = func.result(*inst).expect("it gives the same");
        let new = copies[old].expect("the loop defines it");
        cx.remark(func, "not again", *inst);
        func.replace_value(old, new);
        func.layout.remove_inst(*inst);
    }
    let mut sides = SideMap::new(None);
    for &block in blocks {
        sides[block] = Some(false);
        sides[copied[block].expect("all are copied")] = Some(true);
    }
    cx.forget_analyses();
    let flow = cx.flow(func);
    let twice = Twice {
        flow: &flow,
        sides,
        copies,
    };
    twice.join(func);
    func.resolve_all();
}
