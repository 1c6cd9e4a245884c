//! What is known where paths meet.
//!
//! An object that is virtual on all paths stays virtual, and fields that differ become parameters
//! of the block. An object that exists on one path exists behind the meeting, so it comes into being
//! on the edges where it was virtual. A parameter of the block whose arguments are one and the same
//! object is that object; one whose arguments are different virtual objects of the same shape, that
//! nobody else names, is a virtual object of its own.

use super::Analysis;
use super::objects::{Edge, ITSELF, Id, Info, New, Objects, Place, Source, Status, Val};
use ir::{Block, Type, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What a parameter of a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Param {
    /// A value like others.
    Plain,
    /// An object that is known on all paths.
    Known(Id),
    /// A virtual object of its own, in place of others.
    Merged(Id),
}

/// What is known at a block's entry.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Entry {
    pub(super) objects: Objects,
    pub(super) params: Vec<Param>,
}

/// What must not be assumed at a block's entry, since an edge back into it does not agree.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Refuted {
    /// Objects that are not virtual.
    virtual_objects: BTreeSet<Id>,
    /// Fields, or objects themselves, that are not the same on all paths.
    same: BTreeSet<(Id, u32)>,
    /// Parameters that are not one known object.
    known: BTreeSet<usize>,
    /// Parameters that are no object.
    objects: BTreeSet<usize>,
}

impl Refuted {
    /// Takes in what an entry with all edges refutes of what was assumed; false: nothing new.
    pub(super) fn refute(&mut self, block: Block, assumed: &Entry, found: &Entry) -> bool {
        let before = self.clone();
        for (index, param) in assumed.params.iter().enumerate() {
            let now = found.params[index];
            if matches!(param, Param::Known(_)) && *param != now {
                self.known.insert(index);
            }
            if *param != Param::Plain && now == Param::Plain {
                self.objects.insert(index);
            }
        }
        let is_phi = |value: Val| matches!(value, Val::New(New::Phi(at, ..)) if at == block);
        for (&id, status) in &assumed.objects.0 {
            match (status, found.objects.0.get(&id)) {
                (Status::Virtual { .. }, Some(Status::Real(_))) => {
                    self.virtual_objects.insert(id);
                }
                (Status::Virtual { .. }, Some(Status::Virtual { fields, .. })) => {
                    for index in 0..fields.len() {
                        let (old, new) = (
                            assumed.objects.field(id, index),
                            found.objects.field(id, index),
                        );
                        if old != new && is_phi(new) {
                            self.same.insert((id, index as u32));
                        }
                    }
                }
                (Status::Real(old), Some(Status::Real(new))) if old != new && is_phi(*new) => {
                    self.same.insert((id, ITSELF));
                }
                _ => {}
            }
        }
        *self != before
    }
}

/// A meeting under way.
struct Meeting<'m> {
    block: Block,
    edges: &'m [Edge],
    /// At the end of each edge.
    ends: Vec<Objects>,
    refuted: &'m Refuted,
}

/// An object came into being on an edge, which may change what was decided before.
struct Again;

impl Analysis<'_> {
    /// What is known at the entry of a block with these edges.
    pub(super) fn meet(&mut self, block: Block, edges: &[Edge], refuted: &Refuted) -> Entry {
        let ends = edges.iter().map(|edge| self.end(edge.from).clone());
        let mut meeting = Meeting {
            block,
            edges,
            ends: ends.collect(),
            refuted,
        };
        let live = self.live_objects(block);
        loop {
            if let Ok(entry) = self.try_meet(&mut meeting, &live) {
                return entry;
            }
        }
    }

    /// The objects that values which are used behind the entry stand for.
    fn live_objects(&self, block: Block) -> Vec<Id> {
        let values = self.liveness.at_entry(block);
        let objects: BTreeSet<Id> = values.filter_map(|value| self.object(value)).collect();
        objects.into_iter().collect()
    }

    /// The argument that an edge passes.
    pub(super) fn argument(&self, edge: Edge, index: usize) -> Value {
        let end = self.func.terminator(edge.from);
        let end = end.expect("an edge has a terminator");
        self.func.inst(end).targets[edge.index].args[index]
    }

    fn try_meet(&mut self, meeting: &mut Meeting<'_>, live: &[Id]) -> Result<Entry, Again> {
        let mut entry = Entry::default();
        let params = self.func.params(meeting.block).to_vec();
        for (index, &param) in params.iter().enumerate() {
            let kind = if self.func.value_type(param) == Type::Ref {
                self.param(meeting, live, index)
            } else {
                Param::Plain
            };
            entry.params.push(kind);
        }
        let mut left: Vec<Id> = live.to_vec();
        for (index, kind) in entry.params.clone().into_iter().enumerate() {
            match kind {
                Param::Known(id) => left.push(id),
                Param::Plain => self.make_arguments(meeting, index)?,
                Param::Merged(id) => {
                    let objects = meeting.edges.iter().map(|edge| {
                        let argument = self.argument(*edge, index);
                        self.object(argument)
                            .expect("merged parameters are objects")
                    });
                    let objects: Vec<Id> = objects.collect();
                    let fields = self.meet_fields(meeting, id, &objects, &mut left)?;
                    let status = Status::Virtual { fields, locks: 0 };
                    entry.objects.0.insert(id, status);
                }
            }
        }
        while let Some(id) = left.pop() {
            if entry.objects.0.contains_key(&id) {
                continue;
            }
            if let Some(status) = self.meet_object(meeting, id, &mut left)? {
                entry.objects.0.insert(id, status);
            }
        }
        Ok(entry)
    }

    fn param(&mut self, meeting: &Meeting<'_>, live: &[Id], index: usize) -> Param {
        let refuted = meeting.refuted;
        let objects = meeting.edges.iter().map(|edge| {
            let argument = self.argument(*edge, index);
            self.object(argument)
        });
        let objects: Option<Vec<Id>> = objects.collect();
        let Some(objects) = objects.filter(|_| !refuted.objects.contains(&index)) else {
            return Param::Plain;
        };
        let is_known = objects
            .iter()
            .zip(&meeting.ends)
            .all(|(id, end)| *id == objects[0] && end.0.contains_key(id));
        if is_known && !refuted.known.contains(&index) {
            return Param::Known(objects[0]);
        }
        let first = self.table.info(objects[0]).clone();
        for (number, &id) in objects.iter().enumerate() {
            let info = self.table.info(id);
            let end = &meeting.ends[number];
            let is_free = matches!(end.0.get(&id), Some(Status::Virtual { locks: 0, .. }));
            let is_alike = info.shape == first.shape && info.length == first.length;
            if !is_free || !is_alike || self.is_named_elsewhere(meeting, live, index, number, id) {
                return Param::Plain;
            }
        }
        Param::Merged(self.table.id(Info {
            source: Source::Param(meeting.block, index),
            initialized: None,
            ..first
        }))
    }

    /// Can the object that an edge passes for a parameter be reached otherwise behind the meeting?
    fn is_named_elsewhere(
        &self,
        meeting: &Meeting<'_>,
        live: &[Id],
        index: usize,
        number: usize,
        id: Id,
    ) -> bool {
        let edge = meeting.edges[number];
        let others = (0..self.func.params(meeting.block).len())
            .filter(|other| *other != index)
            .filter_map(|other| self.object(self.argument(edge, other)));
        let roots = live.iter().copied().chain(others);
        meeting.ends[number].virtual_from(roots).contains(&id)
    }

    /// Plain parameters are passed objects that exist.
    fn make_arguments(&mut self, meeting: &mut Meeting<'_>, index: usize) -> Result<(), Again> {
        for number in 0..meeting.edges.len() {
            let edge = meeting.edges[number];
            if let Some(id) = self.object(self.argument(edge, index)) {
                make_on_edge(meeting, number, id)?;
            }
        }
        Ok(())
    }

    /// What an object is that is known on all edges.
    fn meet_object(
        &mut self,
        meeting: &mut Meeting<'_>,
        id: Id,
        left: &mut Vec<Id>,
    ) -> Result<Option<Status>, Again> {
        let mut found = Vec::with_capacity(meeting.ends.len());
        for end in &meeting.ends {
            match end.0.get(&id) {
                Some(status) => found.push(status),
                None => {
                    self.is_confused = true;
                    return Ok(None);
                }
            }
        }
        let locks = match found[0] {
            Status::Virtual { locks, .. } => *locks,
            Status::Real(_) => 0,
        };
        let is_alike = |status: &&Status| matches!(status, Status::Virtual { locks: own, .. } if *own == locks);
        if !meeting.refuted.virtual_objects.contains(&id) && found.iter().all(is_alike) {
            let ids = vec![id; meeting.edges.len()];
            let fields = self.meet_fields(meeting, id, &ids, left)?;
            return Ok(Some(Status::Virtual { fields, locks }));
        }
        for number in 0..meeting.edges.len() {
            make_on_edge(meeting, number, id)?;
        }
        let values = meeting.ends.iter().map(|end| match end.0.get(&id) {
            Some(Status::Real(value)) => *value,
            _ => Val::Object(id),
        });
        let values: BTreeMap<usize, Val> = values.enumerate().collect();
        let is_same = values.values().all(|value| *value == values[&0]);
        let value = if is_same && !meeting.refuted.same.contains(&(id, ITSELF)) {
            values[&0]
        } else {
            Val::New(New::Phi(meeting.block, id, ITSELF))
        };
        Ok(Some(Status::Real(value)))
    }

    /// The fields of a virtual object, which is `ids` on the edges. Objects that they name and that
    /// are the same on all edges are `left` to be looked at.
    fn meet_fields(
        &mut self,
        meeting: &mut Meeting<'_>,
        id: Id,
        ids: &[Id],
        left: &mut Vec<Id>,
    ) -> Result<Vec<Val>, Again> {
        let n_fields = meeting
            .ends
            .iter()
            .zip(ids)
            .map(|(end, id)| match end.0.get(id) {
                Some(Status::Virtual { fields, .. }) => fields.len(),
                _ => 0,
            });
        let mut fields = Vec::new();
        let refuted = &meeting.refuted.same;
        let refuted = refuted.range((id, 0)..(id, ITSELF)).next_back();
        let n_refuted = refuted.map_or(0, |(_, index)| *index as usize + 1);
        for index in 0..n_fields.max().unwrap_or(0).max(n_refuted) {
            let values = meeting.ends.iter().zip(ids);
            let values: Vec<Val> = values.map(|(end, id)| end.field(*id, index)).collect();
            let is_same = values.iter().all(|value| *value == values[0])
                && !meeting.refuted.same.contains(&(id, index as u32));
            if is_same {
                if let Val::Object(named) = values[0] {
                    left.push(named);
                }
                fields.push(values[0]);
                continue;
            }
            for (number, value) in values.iter().enumerate() {
                if let Val::Object(named) = value {
                    make_on_edge(meeting, number, *named)?;
                }
            }
            fields.push(Val::New(New::Phi(meeting.block, id, index as u32)));
        }
        while fields.last() == Some(&Val::Zero) {
            fields.pop();
        }
        Ok(fields)
    }
}

/// Lets an object come into being on an edge where it is virtual.
fn make_on_edge(meeting: &mut Meeting<'_>, number: usize, id: Id) -> Result<(), Again> {
    if !meeting.ends[number].is_virtual(id) {
        return Ok(());
    }
    meeting.ends[number].make(id, Place::On(meeting.edges[number]));
    Err(Again)
}
