//! Keeps objects that nobody else can see as their fields, as long as nobody can.
//!
//! ```text
//! b0(v0: i32) @ method0:0 before locals=[v0]:
//!     v1 = guard_initialized class0
//!     v2 = new class0, v1
//!     v3 = guard_nonnull v2
//!     store_field field0, v2, v0, v3 @ method0:5 after locals=[v2]
//!     v4 = load_field field0, v2, v3
//!     branch v4, b1, b2
//! b1:
//!     ret v4
//! b2:
//!     store_static field1, v2, v1 @ method0:9 after
//!     ret v4
//! ```
//! becomes
//! ```text
//! b0(v0: i32) @ method0:0 before locals=[v0]:
//!     v1 = guard_initialized class0
//!     branch v0, b1, b2
//! b1:
//!     ret v0
//! b2:
//!     v5 = new class0, v1
//!     v6 = guard_passed
//!     store_field field0, v5, v0, v6 @ method0:0 before locals=[v0]
//!     store_static field1, v5, v1 @ method0:9 after
//!     ret v0
//! ```
//!
//! Partial escape analysis: Stadler, Würthinger, Mössenböck, "Partial escape analysis and scalar
//! replacement for Java" (CGO 2014). One walk in reverse postorder knows at each place which objects
//! are *virtual*, what their fields hold and how often their monitors are entered. Loads, stores,
//! checks and monitors of virtual objects go. An object comes into being right before the first
//! instruction that lets others see it, so that allocations sink into the branches that need them;
//! states name virtual objects as such, so that leaving compiled code alone needs none. Where paths
//! meet, fields become parameters of blocks ([`merge`]). At loops the walk assumes what holds on the
//! way in and starts again when an edge back does not agree ([`analysis`]); what is assumed only
//! shrinks. Only then the function is changed, by the same walk ([`rewriting`]).
//!
//! An instruction that goes takes its state with it: what stands behind it is governed by the state
//! before, which describes the object as it was there, and the interpreter does again what was done
//! to it. The stores that fill an object carry the state that governs their place, since nobody can
//! tell from executing what lies behind that state again that the object was made before.
//!
//! Objects are made as often as places let them escape; an object is left alone when nothing is
//! gained, or when that is too often.

mod analysis;
mod liveness;
mod merge;
mod objects;
mod rewriting;
mod transfer;

use crate::context::Context;
use crate::environment::CompileEnv;
use crate::registry::{After, Changed, Info, Pass, Preserved};
use crate::rewrite::remove_unreachable;
use ir::analysis::{ControlFlow, Governing};
use ir::{Block, Function, Inst, Opcode, Stage, State, Value};
use liveness::Liveness;
use merge::{Entry, Refuted};
use objects::{Edge, Id, New, Objects, Table, Val};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Nothing,
    after: &[After {
        pass: "inline",
        reason: "states of callers do not describe objects",
    }],
    ..Info::new(
        "escape-analysis",
        "Keeps objects that nobody else can see as their fields.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct EscapeAnalysis;

impl Pass for EscapeAnalysis {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        if !has_candidates(func) {
            return Changed::No;
        }
        let mut flow = cx.flow(func);
        let changed = remove_unreachable(func, flow.reverse_postorder());
        if changed {
            cx.forget_analyses();
            flow = cx.flow(func);
        }
        // Objects that come into being need the state of the place; there are none before the first
        // state of the entry block.
        let governing = Governing::of(func, &flow);
        let mut blocks = flow.reverse_postorder().iter().skip(1);
        if blocks.any(|block| governing.at_entry(*block).is_none()) {
            return Changed::when(changed);
        }
        let Some(liveness) = Liveness::of(func, &flow) else {
            return Changed::when(changed);
        };
        let mut analysis = Analysis::new(func, cx.env(), flow, liveness);
        if !analysis.decide() {
            return Changed::when(changed);
        }
        let events = analysis.rewrite();
        for (event, text) in events {
            cx.remark_at(event, text);
        }
        Changed::Yes
    }
}

fn has_candidates(func: &Function) -> bool {
    let is_candidate = |inst: Inst| {
        matches!(
            func.inst(inst).opcode,
            Opcode::New | Opcode::NewArray | Opcode::NewObjectArray
        )
    };
    let mut blocks = func.layout.blocks();
    blocks.any(|block| func.layout.insts(block).any(is_candidate))
}

/// The walk, with what it knows.
struct Analysis<'f> {
    func: &'f mut Function,
    env: &'f dyn CompileEnv,
    flow: Rc<ControlFlow>,
    liveness: Liveness,
    /// The edges into each block, those from blocks before it in the order first.
    edges: HashMap<Block, Vec<Edge>>,
    /// Where blocks stand in reverse postorder.
    positions: HashMap<Block, usize>,
    table: Table,
    /// What values that go stand for.
    bindings: HashMap<Value, Val>,
    /// What is known at the current place.
    objects: Objects,
    entries: HashMap<Block, Entry>,
    ends: HashMap<Block, Objects>,
    refuted: BTreeMap<Block, Refuted>,
    /// Allocations that are left alone.
    excluded: HashSet<Inst>,
    /// Something that cannot be was met: nothing is changed.
    is_confused: bool,
    /// For each object, how many instructions go because it is virtual.
    n_gone: HashMap<Id, usize>,
    /// For each object, where it comes into being.
    made_at: HashMap<Id, Vec<Block>>,
    /// Set while the function is changed.
    rewriting: Option<Rewriting>,
}

/// What changing the function needs besides.
#[derive(Default)]
struct Rewriting {
    /// Values that were made.
    made: HashMap<New, Value>,
    /// Numbers that fields are known to hold where paths meet.
    numbers: BTreeMap<i32, Value>,
    /// The state that governs the current place.
    governor: Option<State>,
    /// The same at the ends of blocks.
    governors: HashMap<Block, Option<State>>,
    /// Parameters that stand for virtual objects.
    dropped: HashSet<Value>,
    /// For the report.
    events: Vec<(&'static str, String)>,
}
