//! What pays.
//!
//! The benefit of inlining a call is what the call costs, and more for arguments of which more is
//! known than the callee knows, times how often the call is made; the cost is the size of the body.
//! The larger the function has grown, the more benefit is wanted for the same size: size alone does
//! not tell what pays (see Graal's inliner: Prokopec, Duboscq, Leopoldseder, Würthinger, "An
//! Optimization-Driven Incremental Inline Substitution Algorithm", CGO 2019).

use super::{Body, Frequency, Inliner, Plan, Site, is_call, place};
use crate::environment::{Inlining, Linker};
use crate::rewrite::{constant_of, definition};
use ir::analysis::{ControlFlow, Dominators};
use ir::effects::Effects;
use ir::entities::MethodRef;
use ir::{Block, Entity, Function, Inst, Opcode};
use std::collections::HashMap;
use std::rc::Rc;

/// A profile of fewer entries says nothing.
pub(super) const MIN_ENTRIES: u32 = 20;

/// What a call costs, in instructions.
const CALL_COST: f64 = 20.0;
/// What a constant argument is expected to save.
const CONSTANT_BONUS: f64 = 8.0;
/// What a new object as argument is expected to save.
const OBJECT_BONUS: f64 = 15.0;
/// The benefit for one instruction that an empty function wants.
const THRESHOLD: f64 = 0.15;
/// The growth of a function for which it wants e times as much.
const GROWTH: f64 = 1500.0;
/// The most instructions of a function.
const MAX_FUNCTION: usize = 4000;
/// The most instructions of a body that nobody forces to be inlined.
const MAX_BODY: usize = 600;
/// The longest bytecode of such a body.
const MAX_CODE_BYTES: usize = 1000;
/// The longest bytecode of one that is entered once for each entry of the function.
const BYTES_PER_ENTRY: f64 = 325.0;
/// The longest bytecode of one of which no profile says how often it is entered.
const UNPROFILED_BYTES: f64 = 40.0;
/// Bodies as small as this are always inlined where they are entered at all.
const TRIVIAL_BODY: usize = 14;
/// The most frames of a call.
const MAX_DEPTH: usize = 16;
/// The same for what is forced.
const MAX_FORCED_DEPTH: usize = 100;
/// How often a method may be in itself.
const MAX_RECURSION: usize = 3;
/// Below this a call is cold.
const COLD: f64 = 0.005;
/// More than this does not count.
const MAX_FREQUENCY: f64 = 200.0;
/// How often a loop goes round, when nothing is known.
const LOOP_FREQUENCY: f64 = 8.0;
/// The score of what is inlined wherever it is.
const FORCED_SCORE: f64 = 1e9;

impl Inliner<'_, '_> {
    /// Benefit for one instruction of the body.
    pub(super) fn score(&mut self, site: &Site) -> f64 {
        match &site.plan {
            Plan::Direct(method) => self.score_of(site, *method, site.frequency),
            Plan::Unknown(_) => 0.0,
            Plan::Switch { arms, .. } => {
                let scores = arms
                    .iter()
                    .map(|arm| self.score_of(site, arm.method, site.frequency.times(arm.share)));
                scores.fold(0.0, f64::max)
            }
        }
    }

    fn score_of(&mut self, site: &Site, method: MethodRef, frequency: Frequency) -> f64 {
        let facts = self.cx.env().inlining(self.func, method);
        if facts.is_forced {
            return FORCED_SCORE;
        }
        if facts.refused.is_some() || frequency.per_entry < COLD || is_too_long(facts, frequency) {
            return 0.0;
        }
        let Ok(body) = self.body(method) else {
            return 0.0;
        };
        let mut benefit = CALL_COST;
        for &arg in &self.func.inst(site.call).args {
            if constant_of(self.func, arg).is_some() {
                benefit += CONSTANT_BONUS;
            }
            let def = definition(self.func, arg).map(|inst| self.func.inst(inst).opcode);
            if matches!(def, Some(Opcode::New | Opcode::Object)) {
                benefit += OBJECT_BONUS;
            }
        }
        let recursion = 1 << self.recursion(site.call, method).min(8);
        frequency.per_entry.min(MAX_FREQUENCY) * benefit
            / body.n_insts as f64
            / f64::from(recursion)
    }

    /// How many of the frames at a call are those of a method.
    fn recursion(&self, call: Inst, method: MethodRef) -> u32 {
        let state = self.func.inst(call).state;
        let frames = state.into_iter().flat_map(|s| self.func.state_chain(s));
        frames.filter(|frame| frame.method == method).count() as u32
    }

    fn depth(&self, call: Inst) -> usize {
        let state = self.func.inst(call).state;
        state.map_or(0, |state| self.func.state_chain(state).count())
    }

    /// Is this method to be inlined here? Then its body and why, or why not.
    pub(super) fn verdict(
        &mut self,
        site: &Site,
        method: MethodRef,
        frequency: Frequency,
    ) -> Result<(Rc<Body>, &'static str), &'static str> {
        let facts = self.cx.env().inlining(self.func, method);
        match facts.linker {
            Some(Linker::Receiver) => return Err("receiver not constant"),
            Some(Linker::LastArgument) => return Err("member_name not constant"),
            None => {}
        }
        if let Some(reason) = facts.refused {
            return Err(reason);
        }
        let max_depth = if facts.is_forced {
            MAX_FORCED_DEPTH
        } else {
            MAX_DEPTH
        };
        if self.depth(site.call) > max_depth {
            return Err("inlining too deep");
        }
        if self.recursion(site.call, method) as usize > MAX_RECURSION {
            return Err("recursive inlining is too deep");
        }
        if self.n_insts > MAX_FUNCTION {
            return Err("size > DesiredMethodLimit");
        }
        if !facts.is_forced && is_too_long(facts, frequency) {
            return Err("too big");
        }
        if !facts.is_forced && frequency.per_entry < COLD {
            return Err("low call site frequency");
        }
        let body = self.body(method).map_err(|refusal| refusal.reason)?;
        if !fits_call(self.func, site.call, method, &body.function) {
            return Err("signatures do not match");
        }
        if facts.is_forced {
            return Ok((body, "force inline by annotation"));
        }
        if body.n_insts <= TRIVIAL_BODY {
            return Ok((body, inlined(frequency)));
        }
        if body.n_insts > MAX_BODY {
            return Err("hot method too big");
        }
        let wanted = THRESHOLD * (self.n_insts as f64 / GROWTH).exp();
        if self.score_of(site, method, frequency) < wanted {
            return Err("too big");
        }
        Ok((body, inlined(frequency)))
    }
}

/// Is the bytecode so long that the body need not be built to know that it is too big?
fn is_too_long(facts: Inlining, frequency: Frequency) -> bool {
    let wanted = if frequency.is_profiled {
        BYTES_PER_ENTRY * frequency.per_entry.max(1.0)
    } else {
        UNPROFILED_BYTES
    };
    facts.n_code_bytes > MAX_CODE_BYTES || facts.n_code_bytes as f64 > wanted
}

/// Why a body is inlined that pays.
fn inlined(frequency: Frequency) -> &'static str {
    if frequency.is_profiled && frequency.per_entry >= 1.0 {
        "inline (hot)"
    } else {
        "inline"
    }
}

/// Would the body fit if the call were bound to the method?
fn fits_call(func: &Function, call: Inst, method: MethodRef, body: &Function) -> bool {
    let data = super::targets::bound(func.inst(call), method);
    crate::splice::fits(func, &data, body) && place(func, call).is_some()
}

/// How often each call is made when the function is entered once, as its loops and exits let
/// expect.
pub(super) fn frequencies(func: &Function) -> HashMap<Inst, f64> {
    let flow = ControlFlow::of(func);
    let dominators = Dominators::of(func, &flow);
    let depths = loop_depths(func, &flow, &dominators);
    let mut frequencies = HashMap::new();
    for &block in flow.reverse_postorder() {
        let cold = if is_exit(func, block) { 0.01 } else { 1.0 };
        let frequency = LOOP_FREQUENCY.powi(depths[block.index()].min(4)) * cold;
        for inst in func.layout.insts(block) {
            if is_call(func, inst) {
                frequencies.insert(inst, frequency);
            }
        }
    }
    frequencies
}

/// Does the block end in an exception, or leave compiled code?
fn is_exit(func: &Function, block: Block) -> bool {
    func.terminator(block).is_some_and(|end| {
        let effects = func.inst(end).opcode.effects();
        let is_call = effects.has(Effects::CALL);
        !is_call && (effects.has(Effects::THROWS) || effects.has(Effects::DEOPT))
    })
}

/// How many loops each block is in.
fn loop_depths(func: &Function, flow: &ControlFlow, dominators: &Dominators) -> Vec<i32> {
    let mut depths = vec![0; func.n_blocks()];
    for &header in flow.reverse_postorder() {
        let sources = flow.predecessor_blocks(header);
        let mut todo: Vec<Block> = sources
            .filter(|from| dominators.is_reachable(*from) && dominators.dominates(header, *from))
            .collect();
        if todo.is_empty() {
            continue;
        }
        let mut is_inside = vec![false; func.n_blocks()];
        is_inside[header.index()] = true;
        depths[header.index()] += 1;
        while let Some(block) = todo.pop() {
            if !std::mem::replace(&mut is_inside[block.index()], true) {
                depths[block.index()] += 1;
                todo.extend(flow.predecessor_blocks(block));
            }
        }
    }
    depths
}
