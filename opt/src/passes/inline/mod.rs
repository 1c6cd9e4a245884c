//! Puts the bodies of callees in the place of calls.
//!
//! ```text
//! b0(v0: i32) @ method0:0 before locals=[v0]:
//!     v1 = call_static method1, v0 @ method0:2 after stack=[v1]
//!     ret v1
//! ```
//! becomes, with `method1` a function that adds 1,
//! ```text
//! b0(v0: i32) @ method0:0 before locals=[v0]:
//!     jump b1
//! b1 @ method1:0 before locals=[v0] outer(method0:2 after):
//!     v2 = iconst 1
//!     v3 = iadd v0, v2
//!     jump b2
//! b2 @ method0:2 after stack=[v3]:
//!     ret v3
//! ```
//!
//! Call sites wait in a queue, and the one with the greatest benefit for its size comes first
//! (`policy.rs`). A body that was put in place brings new sites. Which method a call runs is found
//! in this order (`targets.rs`): it is bound; the receiver's class is known exactly; nothing
//! overrides the method; the profile has seen few classes: then the classes are told apart, and
//! other receivers make the call as before, or leave compiled code. Calls of method handles that
//! are constants are bound to what the handle runs; what final fields of constant objects hold is
//! read on the way (`known.rs`), and calls of two methods of the VM become what they do
//! (`replaced.rs`).
//!
//! It wants the high stage and the entry states of blocks. The size of the function is bounded, and
//! the depth; both bounds are wider for what the class library wants inlined.

pub(super) mod known;
mod policy;
mod replaced;
mod targets;

use crate::context::Context;
use crate::environment::Refusal;
use crate::registry::{Changed, Info, Pass, Preserved};
use crate::rewrite::remove_unreachable;
use crate::sink::InlineDecision;
use crate::splice::{self, Spliced};
use ir::analysis::ControlFlow;
use ir::effects::Effects;
use ir::entities::{ClassRef, MethodRef};
use ir::immediate::Immediate;
use ir::{Function, Inst, Opcode, Stage, Value};
use std::collections::HashMap;
use std::rc::Rc;

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Nothing,
    ..Info::new(
        "inline",
        "Puts the bodies of callees in the place of calls, where that pays.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Inline;

impl Pass for Inline {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let mut inliner = Inliner {
            n_insts: func.n_live_insts(),
            func,
            cx,
            bodies: HashMap::new(),
            queue: Vec::new(),
            is_changed: false,
        };
        inliner.start();
        while let Some(site) = inliner.next() {
            inliner.visit(&site);
        }
        let is_changed = inliner.is_changed;
        if is_changed {
            func.resolve_all();
            let flow = ControlFlow::of(func);
            remove_unreachable(func, flow.reverse_postorder());
            let insts = all_insts(func);
            known::read_all(func, cx.env(), &insts);
            cx.forget_analyses();
        }
        Changed::when(is_changed)
    }
}

/// A body, as it was built, with what is known of it alone.
pub(super) struct Body {
    function: Function,
    n_insts: usize,
    /// How often each call is made when the body is entered once, as its shape lets expect.
    frequencies: HashMap<Inst, f64>,
}

/// How often a call is made.
#[derive(Clone, Copy, Debug)]
struct Frequency {
    /// When the function is entered once.
    per_entry: f64,
    /// Does the profile say so?
    is_profiled: bool,
}

impl Frequency {
    /// Of something that is done this many times as often.
    fn times(self, factor: f64) -> Frequency {
        Frequency {
            per_entry: self.per_entry * factor,
            ..self
        }
    }
}

/// A call site.
#[derive(Clone, Debug)]
struct Site {
    call: Inst,
    frequency: Frequency,
    /// Classes that values have exactly here.
    exact: Rc<Vec<(Value, ClassRef)>>,
    /// What it may run.
    plan: Plan,
    /// Benefit for size.
    score: f64,
}

/// What a call may run.
#[derive(Clone, Debug)]
enum Plan {
    /// This method.
    Direct(MethodRef),
    /// It is not known, for this reason: perhaps it is when other bodies are in place.
    Unknown(&'static str),
    /// One of these, by the receiver's class; with the share of each.
    Switch {
        arms: Vec<Arm>,
        /// There may be other classes: the call stays for them.
        is_open: bool,
    },
}

/// A class of receivers, and what is run for it.
#[derive(Clone, Copy, Debug)]
struct Arm {
    class: ClassRef,
    method: MethodRef,
    share: f64,
}

struct Inliner<'i, 'c> {
    func: &'i mut Function,
    cx: &'i mut Context<'c>,
    bodies: HashMap<MethodRef, Result<Rc<Body>, Refusal>>,
    queue: Vec<Site>,
    n_insts: usize,
    is_changed: bool,
}

impl Inliner<'_, '_> {
    /// Finds the calls of the function as it is.
    fn start(&mut self) {
        let insts: Vec<Inst> = all_insts(self.func);
        self.is_changed |= known::read_all(self.func, self.cx.env(), &insts);
        let frequencies = policy::frequencies(self.func);
        let exact = Rc::default();
        for inst in insts {
            if self.func.layout.block_of(inst).is_some() && is_call(self.func, inst) {
                let shape = frequencies.get(&inst).copied().unwrap_or(1.0);
                let frequency = self.frequency(inst, shape);
                self.discover(inst, frequency, &exact);
            }
        }
    }

    /// How often a call is made when its method is entered once: as the profile says, or else as
    /// the shape of the code lets expect.
    fn frequency(&mut self, call: Inst, shape: f64) -> Frequency {
        let guess = Frequency {
            per_entry: shape,
            is_profiled: false,
        };
        let Some((caller, bci)) = place(self.func, call) else {
            return guess;
        };
        let seen = self.cx.env().seen_calls(self.func, caller, bci);
        // A method that was entered seldom may have run its loops for long.
        if seen.n_entries.max(seen.n_calls) < policy::MIN_ENTRIES {
            return guess;
        }
        Frequency {
            per_entry: f64::from(seen.n_calls) / f64::from(seen.n_entries.max(1)),
            is_profiled: true,
        }
    }

    /// Puts a call in the queue, if it is known what it may run.
    fn discover(&mut self, call: Inst, frequency: Frequency, exact: &Rc<Vec<(Value, ClassRef)>>) {
        self.bind_handle(call);
        let mut site = Site {
            call,
            frequency,
            exact: Rc::clone(exact),
            plan: self.plan(call, exact),
            score: 0.0,
        };
        if let Plan::Direct(method) = site.plan
            && self.replace(call, method)
        {
            return;
        }
        site.score = self.score(&site);
        self.queue.push(site);
    }

    /// Looks again at a call of which it was not known for sure what it runs; true: now more is.
    fn reconsider(&mut self, site: &Site) -> bool {
        let plan = match site.plan {
            Plan::Unknown(_) => {
                self.bind_handle(site.call);
                self.plan(site.call, &site.exact)
            }
            Plan::Direct(_) if self.bind_handle(site.call) => self.plan(site.call, &site.exact),
            Plan::Switch { .. } => match self.plan(site.call, &site.exact) {
                Plan::Direct(method) => Plan::Direct(method),
                Plan::Unknown(_) | Plan::Switch { .. } => return false,
            },
            Plan::Direct(_) => return false,
        };
        if matches!(plan, Plan::Unknown(_)) {
            return false;
        }
        let mut site = Site {
            plan,
            ..site.clone()
        };
        site.score = self.score(&site);
        self.queue.push(site);
        true
    }

    /// The site that is worth most.
    fn next(&mut self) -> Option<Site> {
        let scores = self.queue.iter().enumerate();
        let best = scores.max_by(|(_, a), (_, b)| a.score.total_cmp(&b.score))?;
        let index = best.0;
        Some(self.queue.swap_remove(index))
    }

    fn visit(&mut self, site: &Site) {
        if self.reconsider(site) {
            return;
        }
        match &site.plan {
            Plan::Unknown(reason) => self.refuse(site.call, None, reason),
            Plan::Direct(method) => {
                let method = *method;
                if self.replace(site.call, method) {
                    return;
                }
                match self.verdict(site, method, site.frequency) {
                    Ok((body, reason)) => self.inline(site, method, &body, reason),
                    Err(reason) => self.refuse(site.call, Some(method), reason),
                }
            }
            Plan::Switch { arms, is_open } => self.visit_switch(site, arms, *is_open),
        }
    }

    /// Tells classes apart if one of their methods is then inlined.
    fn visit_switch(&mut self, site: &Site, arms: &[Arm], is_open: bool) {
        let mut refused = None;
        let pays = arms.iter().any(|arm| {
            let verdict = self.verdict(site, arm.method, site.frequency.times(arm.share));
            refused = verdict.as_ref().err().copied().or(refused);
            verdict.is_ok()
        });
        if !pays {
            let reason = refused.unwrap_or("virtual call");
            return self.refuse(site.call, Some(arms[0].method), reason);
        }
        let calls = targets::switch(self.func, site.call, arms, is_open);
        self.is_changed = true;
        let receiver = self.func.resolve(self.func.inst(site.call).args[0]);
        for (arm, call) in arms.iter().zip(calls) {
            let mut exact = Vec::clone(&site.exact);
            exact.push((receiver, arm.class));
            let mut arm_site = Site {
                call,
                frequency: site.frequency.times(arm.share),
                exact: Rc::new(exact),
                plan: Plan::Direct(arm.method),
                score: 0.0,
            };
            arm_site.score = self.score(&arm_site);
            self.queue.push(arm_site);
        }
    }

    fn inline(&mut self, site: &Site, method: MethodRef, body: &Body, reason: &'static str) {
        self.report(site.call, Some(method), true, reason);
        targets::bind(self.func, site.call, method);
        self.cx.remark(self.func, "inlined", site.call);
        let Spliced { insts, calls } = splice::splice(self.func, site.call, &body.function);
        self.is_changed = true;
        self.n_insts += body.n_insts;
        known::read_all(self.func, self.cx.env(), &insts);
        for (original, call) in calls {
            let shape = body.frequencies.get(&original).copied().unwrap_or(1.0);
            let frequency = self.frequency(call, shape).times(site.frequency.per_entry);
            self.discover(call, frequency, &site.exact);
        }
    }

    fn refuse(&mut self, call: Inst, method: Option<MethodRef>, reason: &'static str) {
        self.cx.remark(self.func, reason, call);
        self.report(call, method, false, reason);
    }

    /// Tells the sink what was decided about a call.
    fn report(
        &mut self,
        call: Inst,
        method: Option<MethodRef>,
        is_inlined: bool,
        reason: &'static str,
    ) {
        if !self.cx.sink.wants_inlining() {
            return;
        }
        let data = self.func.inst(call);
        let (Some(state), Immediate::Method(named)) = (data.state, data.immediate) else {
            return;
        };
        let method = method.unwrap_or(named);
        let chain = self.func.state_chain(state);
        let mut path: Vec<(MethodRef, u32)> =
            chain.map(|frame| (frame.method, frame.bci)).collect();
        path.reverse();
        let decision = InlineDecision {
            path,
            callee: method,
            n_code_bytes: self.cx.env().inlining(self.func, method).n_code_bytes,
            is_inlined,
            reason,
        };
        self.cx.sink.inlining(&decision);
    }

    /// The body of a method; it is built once.
    fn body(&mut self, method: MethodRef) -> Result<Rc<Body>, Refusal> {
        if let Some(known) = self.bodies.get(&method) {
            return known.clone();
        }
        let built = self.cx.env().callee_ir(self.func, method);
        let body = built.map(|function| {
            Rc::new(Body {
                n_insts: function.n_live_insts(),
                frequencies: policy::frequencies(&function),
                function,
            })
        });
        self.bodies.insert(method, body.clone());
        body
    }
}

/// All instructions, in the order of blocks.
fn all_insts(func: &Function) -> Vec<Inst> {
    let flow = ControlFlow::of(func);
    let blocks = flow.reverse_postorder().iter();
    blocks.flat_map(|block| func.layout.insts(*block)).collect()
}

/// May it run Java code?
pub(super) fn is_call(func: &Function, inst: Inst) -> bool {
    func.inst(inst).opcode.effects().has(Effects::CALL)
}

/// The method and the bytecode of a call.
fn place(func: &Function, call: Inst) -> Option<(MethodRef, u32)> {
    let state = func.inst(call).state?;
    let frame = &func.states[state];
    Some((frame.method, frame.bci))
}

/// Is the method found from the receiver's class?
fn is_dispatched(opcode: Opcode) -> bool {
    matches!(
        opcode,
        Opcode::CallVirtual | Opcode::CallInterface | Opcode::TryVirtual | Opcode::TryInterface
    )
}
