//! What a pass asks and reports while it runs.

use crate::environment::CompileEnv;
use crate::registry::Info;
use crate::sink::{Remark, Sink};
use crate::statistics::Statistics;
use ir::analysis::{ControlFlow, Dominators, LoopNest};
use ir::text::InstText;
use ir::{Function, Inst};
use std::fmt;
use std::rc::Rc;

/// Analyses that were asked for and still hold.
#[derive(Default, Debug)]
pub(crate) struct Analyses {
    flow: Option<Rc<ControlFlow>>,
    dominators: Option<Rc<Dominators>>,
    loops: Option<Rc<LoopNest>>,
}

/// Lives as long as one pass runs on one function.
pub struct Context<'r> {
    pub(crate) pass: &'static Info,
    pub(crate) analyses: &'r mut Analyses,
    pub(crate) sink: &'r mut dyn Sink,
    pub(crate) statistics: &'r mut Statistics,
    pub(crate) env: &'r dyn CompileEnv,
}

impl<'r> Context<'r> {
    /// The world outside the function.
    pub fn env(&self) -> &'r dyn CompileEnv {
        self.env
    }

    /// Edges between blocks.
    pub fn flow(&mut self, func: &Function) -> Rc<ControlFlow> {
        let compute = || Rc::new(ControlFlow::of(func));
        Rc::clone(self.analyses.flow.get_or_insert_with(compute))
    }

    /// The dominator tree.
    pub fn dominators(&mut self, func: &Function) -> Rc<Dominators> {
        let flow = self.flow(func);
        let compute = || Rc::new(Dominators::of(func, &flow));
        Rc::clone(self.analyses.dominators.get_or_insert_with(compute))
    }

    /// The loops.
    pub fn loops(&mut self, func: &Function) -> Rc<LoopNest> {
        let (flow, tree) = (self.flow(func), self.dominators(func));
        let compute = || Rc::new(LoopNest::of(func, &flow, &tree));
        Rc::clone(self.analyses.loops.get_or_insert_with(compute))
    }

    /// Forgets all analyses: the pass has changed blocks or edges and asks again.
    pub fn forget_analyses(&mut self) {
        *self.analyses = Analyses::default();
    }

    /// Reports one rewrite, before or after it: `event` names its kind, `inst` is where.
    pub fn remark(&mut self, func: &Function, event: &'static str, inst: Inst) {
        self.remark_at(event, InstText(func, inst));
    }

    /// Reports one rewrite that has no instruction of its own.
    pub fn remark_at(&mut self, event: &'static str, place: impl fmt::Display) {
        self.statistics.count(self.pass, event);
        if self.sink.wants_remarks() {
            self.sink.remark(&Remark {
                pass: self.pass.name,
                event,
                text: place.to_string(),
            });
        }
    }
}
