//! Deciding what is virtual where, before anything is changed.

use super::merge::{Entry, Param};
use super::objects::{Edge, Id, Info, Objects, Place, Source, Status, Table, Val};
use super::{Analysis, Liveness};
use crate::environment::CompileEnv;
use ir::analysis::ControlFlow;
use ir::function::ValueDef;
use ir::{Block, Entity, Function, Inst, Value};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

/// How often the walk starts again.
const MAX_ROUNDS: usize = 30;
/// At how many places an object may come into being.
const MAX_PLACES: usize = 8;

impl<'f> Analysis<'f> {
    pub(super) fn new(
        func: &'f mut Function,
        env: &'f dyn CompileEnv,
        flow: Rc<ControlFlow>,
        liveness: Liveness,
    ) -> Analysis<'f> {
        let mut edges: HashMap<Block, Vec<Edge>> = HashMap::new();
        for &from in flow.reverse_postorder() {
            for (index, &to) in flow.successors(from).iter().enumerate() {
                edges.entry(to).or_default().push(Edge { from, index });
            }
        }
        let blocks = flow.reverse_postorder().iter().enumerate();
        let positions = blocks.map(|(index, block)| (*block, index)).collect();
        Analysis {
            func,
            positions,
            env,
            flow,
            liveness,
            edges,
            table: Table::default(),
            bindings: HashMap::new(),
            objects: Objects::default(),
            entries: HashMap::new(),
            ends: HashMap::new(),
            refuted: BTreeMap::new(),
            excluded: HashSet::new(),
            is_confused: false,
            n_gone: HashMap::new(),
            made_at: HashMap::new(),
            rewriting: None,
        }
    }

    /// Decides; false: nothing is to be changed.
    pub(super) fn decide(&mut self) -> bool {
        for _ in 0..MAX_ROUNDS {
            self.walk();
            if self.is_confused {
                return false;
            }
            let Some(changed) = self.check_edges_back() else {
                return false;
            };
            if !changed && !self.exclude_useless() {
                let infos = (0..self.table.len() as Id).map(|id| self.table.info(id).source);
                return infos.into_iter().any(|source| {
                    matches!(source, Source::Allocation(inst) if !self.excluded.contains(&inst))
                });
            }
        }
        false
    }

    /// One walk over all blocks.
    pub(super) fn walk(&mut self) {
        self.bindings.clear();
        self.ends.clear();
        self.n_gone.clear();
        self.made_at.clear();
        let flow = Rc::clone(&self.flow);
        for &block in flow.reverse_postorder() {
            self.enter(block);
            let insts: Vec<Inst> = self.func.layout.insts(block).collect();
            for inst in insts {
                self.visit(inst);
            }
            let objects = std::mem::take(&mut self.objects);
            self.leave(block);
            self.ends.insert(block, objects);
        }
    }

    /// What is known at the end of a block that was visited.
    pub(super) fn end(&self, block: Block) -> &Objects {
        &self.ends[&block]
    }

    /// The only edge into a block, if what is known goes on along it.
    pub(super) fn only_edge(&self, block: Block) -> Option<Edge> {
        match self.edges.get(&block).map_or(&[][..], Vec::as_slice) {
            [edge] if self.ends.contains_key(&edge.from) => Some(*edge),
            _ => None,
        }
    }

    /// Does an edge lead back in the order of the walk?
    pub(super) fn is_back(&self, edge: Edge, to: Block) -> bool {
        self.positions[&edge.from] >= self.positions[&to]
    }

    fn enter(&mut self, block: Block) {
        if let Some(edge) = self.only_edge(block) {
            self.objects = self.end(edge.from).clone();
            self.bind_passed(block, edge);
        } else if self.edges.contains_key(&block) {
            if self.rewriting.is_none() {
                let entry = self.assumed_entry(block);
                self.entries.insert(block, entry);
            }
            let entry = self.entries[&block].clone();
            self.bind_params(block, &entry);
            self.objects = entry.objects;
        } else {
            self.objects = Objects::default();
        }
        self.begin_block(block);
    }

    /// Parameters that get a known object along the only edge are that object.
    fn bind_passed(&mut self, block: Block, edge: Edge) {
        let end = self.func.terminator(edge.from);
        let data = self.func.inst(end.expect("an edge has a terminator"));
        let n_by_call = self.func.passed_by_call(data);
        let by_call = n_by_call.get(edge.index).copied().unwrap_or(0);
        let passed = data.targets[edge.index].args.clone();
        let params: Vec<Value> = self.func.params(block)[by_call..].to_vec();
        for (param, argument) in params.into_iter().zip(passed) {
            if let Some(id) = self.object(argument) {
                self.bind_param(param, id);
            }
        }
    }

    fn bind_params(&mut self, block: Block, entry: &Entry) {
        let params = self.func.params(block).to_vec();
        for (param, kind) in params.into_iter().zip(&entry.params) {
            if let Param::Known(id) | Param::Merged(id) = kind {
                self.bind_param(param, *id);
            }
        }
    }

    fn bind_param(&mut self, param: Value, id: Id) {
        self.bindings.insert(param, Val::Object(id));
        if let Some(rewriting) = &mut self.rewriting {
            rewriting.dropped.insert(param);
        }
    }

    /// What the edges that were walked say about a block's entry.
    fn assumed_entry(&mut self, block: Block) -> Entry {
        let mut edges = self.edges[&block].clone();
        edges.retain(|edge| self.ends.contains_key(&edge.from));
        let refuted = self.refuted.get(&block).cloned().unwrap_or_default();
        self.meet(block, &edges, &refuted)
    }

    /// Compares what was assumed at entries with what edges back say; `None`: they will never agree.
    fn check_edges_back(&mut self) -> Option<bool> {
        let mut changed = false;
        let flow = Rc::clone(&self.flow);
        for &block in flow.reverse_postorder() {
            let edges = self.edges.get(&block).cloned().unwrap_or_default();
            if !edges.iter().any(|edge| self.is_back(*edge, block)) {
                continue;
            }
            let mut refuted = self.refuted.get(&block).cloned().unwrap_or_default();
            let found = self.meet(block, &edges, &refuted);
            let assumed = self.entries.get(&block)?;
            if *assumed == found {
                continue;
            }
            if !refuted.refute(block, assumed, &found) {
                return None;
            }
            self.refuted.insert(block, refuted);
            changed = true;
        }
        Some(changed)
    }

    /// Leaves allocations alone of which nothing is gained, or which would be copied too often;
    /// false: there are none.
    fn exclude_useless(&mut self) -> bool {
        let before = self.excluded.len();
        for id in 0..self.table.len() as Id {
            let Source::Allocation(inst) = self.table.info(id).source else {
                continue;
            };
            let made_at = self.made_at.get(&id).map_or(&[][..], Vec::as_slice);
            let home = self.func.layout.block_of(inst);
            let is_here = made_at.iter().any(|block| Some(*block) == home);
            let gains = self.n_gone.get(&id).copied().unwrap_or(0) > 0 || !is_here;
            if !gains || made_at.len() > MAX_PLACES {
                self.excluded.insert(inst);
            }
        }
        if self.excluded.len() == before {
            return false;
        }
        self.refuted.clear();
        self.table = Table::default();
        self.entries.clear();
        true
    }

    // What values stand for.

    /// The object that a value stands for.
    pub(super) fn object(&self, value: Value) -> Option<Id> {
        match self.bindings.get(&value) {
            Some(Val::Object(id)) => Some(*id),
            _ => None,
        }
    }

    /// The virtual object that a value stands for.
    pub(super) fn virtual_object(&self, value: Value) -> Option<Id> {
        self.object(value).filter(|id| self.objects.is_virtual(*id))
    }

    /// What a value stands for, itself if nothing else.
    pub(super) fn val(&self, value: Value) -> Val {
        let bound = self.bindings.get(&value).copied();
        bound.unwrap_or(Val::Value(value))
    }

    /// A new virtual object.
    pub(super) fn create(&mut self, inst: Inst, info: Info) {
        let id = self.table.id(info);
        let status = Status::Virtual {
            fields: Vec::new(),
            locks: 0,
        };
        self.objects.0.insert(id, status);
        let result = self.func.result(inst).expect("an allocation has a result");
        self.bindings.insert(result, Val::Object(id));
    }

    /// Lets a virtual object come into being before an instruction.
    pub(super) fn make_before(&mut self, id: Id, inst: Inst) {
        let before = self.objects.clone();
        let made = self.objects.make(id, Place::Before(inst));
        let block = self.func.layout.block_of(inst);
        for &id in &made {
            let block = block.expect("instructions that are visited stand in blocks");
            self.made_at.entry(id).or_default().push(block);
        }
        self.emit_objects(&before, &made, Place::Before(inst), inst);
    }

    /// Counts an instruction that goes because the object is virtual.
    pub(super) fn gone(&mut self, id: Id) {
        *self.n_gone.entry(id).or_default() += 1;
    }

    /// The instruction that a value is the result of.
    pub(super) fn definition(&self, value: Value) -> Option<Inst> {
        match self.func.value_def(value) {
            ValueDef::Result(inst) => Some(inst),
            _ => None,
        }
    }

    /// A deterministic order of blocks.
    pub(super) fn order(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.flow.reverse_postorder().to_vec();
        blocks.sort_by_key(|block| block.index());
        blocks
    }
}
