//! Changing the function, once it is decided what is virtual where.
//!
//! The same walk does it: what it leaves out is removed, operands are replaced by what they stand
//! for, and objects are made where they come into being. Edges are seen to when both of their ends
//! have been visited.

use super::merge::Param;
use super::objects::{Edge, ITSELF, Id, New, Objects, Place, Source, Status, Val};
use super::{Analysis, Rewriting};
use crate::rewrite::drop_params;
use ir::fold::Constant;
use ir::frame_state::{FrameState, Shape, Slot, VirtualObject};
use ir::immediate::Immediate;
use ir::instruction::{BlockCall, InstData};
use ir::text::InstText;
use ir::{Block, Inst, Opcode, State, Type, Value};
use std::collections::{BTreeMap, HashMap};

impl Analysis<'_> {
    /// Changes the function; what was done, for the report.
    pub(super) fn rewrite(mut self) -> Vec<(&'static str, String)> {
        self.rewriting = Some(Rewriting::default());
        self.add_numbers();
        self.add_params();
        self.walk();
        for block in self.order() {
            self.see_to_edges(block, true);
        }
        let rewriting = self.rewriting.take().expect("it was just set");
        drop_params(self.func, |_, value| rewriting.dropped.contains(&value));
        rewriting.events
    }

    fn rewriting(&mut self) -> Option<&mut Rewriting> {
        self.rewriting.as_mut()
    }

    fn report(&mut self, event: &'static str, inst: Inst) {
        let text = InstText(self.func, inst).to_string();
        if let Some(rewriting) = self.rewriting() {
            rewriting.events.push((event, text));
        }
    }

    /// Makes the numbers that states may have to name, where everything is below them.
    fn add_numbers(&mut self) {
        let entry = self.func.layout.entry();
        let Some(first) = entry.and_then(|entry| self.func.layout.first_inst(entry)) else {
            return;
        };
        let statuses = self
            .entries
            .values()
            .flat_map(|entry| entry.objects.0.values());
        let fields = statuses.flat_map(|status| match status {
            Status::Virtual { fields, .. } => &fields[..],
            Status::Real(_) => &[],
        });
        let mut numbers = BTreeMap::new();
        for field in fields {
            if let Val::Int(number) = field {
                numbers.insert(*number, None);
            }
        }
        for (number, value) in &mut numbers {
            *value = Some(self.constant(Constant::I32(*number), first));
        }
        if let Some(rewriting) = self.rewriting() {
            let made = numbers
                .into_iter()
                .filter_map(|(number, value)| Some((number, value?)));
            rewriting.numbers = made.collect();
        }
    }

    /// Gives blocks parameters for what differs where paths meet.
    fn add_params(&mut self) {
        for block in self.order() {
            for (id, index) in self.phis(block) {
                let ty = self.table.type_of(self.func, id, index);
                let param = self.func.add_param(block, ty);
                let new = New::Phi(block, id, index);
                if let Some(rewriting) = self.rewriting() {
                    rewriting.made.insert(new, param);
                }
            }
        }
    }

    /// What the parameters that were added to a block hold, in order.
    fn phis(&self, block: Block) -> Vec<(Id, u32)> {
        let Some(entry) = self.entries.get(&block) else {
            return Vec::new();
        };
        let is_own = |value: Val, id: Id, index: u32| value == Val::New(New::Phi(block, id, index));
        let mut phis = Vec::new();
        for (&id, status) in &entry.objects.0 {
            match status {
                Status::Real(value) if is_own(*value, id, ITSELF) => phis.push((id, ITSELF)),
                Status::Real(_) => {}
                Status::Virtual { fields, .. } => {
                    let fields = fields.iter().enumerate();
                    let own = fields.filter(|(index, field)| is_own(**field, id, *index as u32));
                    phis.extend(own.map(|(index, _)| (id, index as u32)));
                }
            }
        }
        phis
    }

    // Blocks.

    /// At a block's entry, when what is known there is known.
    pub(super) fn begin_block(&mut self, block: Block) {
        if self.rewriting.is_none() {
            return;
        }
        self.see_to_edges(block, false);
        let state = self.func.block_state(block);
        let state = state.map(|state| self.rewritten_state(state));
        self.func.set_block_state(block, state);
        let only = self.only_edge(block);
        if let Some(rewriting) = self.rewriting() {
            let before = only.and_then(|edge| rewriting.governors.get(&edge.from).copied());
            rewriting.governor = state.or(before.flatten());
        }
    }

    /// At a block's end.
    pub(super) fn leave(&mut self, block: Block) {
        if let Some(rewriting) = self.rewriting() {
            let governor = rewriting.governor;
            rewriting.governors.insert(block, governor);
        }
    }

    // Instructions.

    /// Takes an instruction out.
    pub(super) fn remove(&mut self, inst: Inst) {
        if self.rewriting.is_none() {
            return;
        }
        let is_allocation = matches!(
            self.func.inst(inst).opcode,
            Opcode::New | Opcode::NewArray | Opcode::NewObjectArray
        );
        let event = if is_allocation { "virtual" } else { "gone" };
        self.report(event, inst);
        self.func.layout.remove_inst(inst);
    }

    /// Makes a check one that needs none.
    pub(super) fn pass_check(&mut self, inst: Inst) {
        if self.rewriting.is_some() {
            self.report("passed", inst);
            *self.func.inst_mut(inst) = InstData::new(Opcode::GuardPassed, Immediate::None, &[]);
        }
    }

    /// An instruction stays: its operands and its state are brought up to date.
    pub(super) fn keep(&mut self, inst: Inst) {
        if self.rewriting.is_none() {
            return;
        }
        let args = self.func.inst(inst).args.clone();
        for (index, &arg) in args.iter().enumerate() {
            let new = self.current(arg, inst);
            self.func.inst_mut(inst).args[index] = new;
        }
        // Those of edges to blocks with several edges are seen to later.
        let targets = self.func.inst(inst).targets.clone();
        for (number, target) in targets.iter().enumerate() {
            if self.edges[&target.block].len() != 1 {
                continue;
            }
            for (index, &arg) in target.args.iter().enumerate() {
                if self.object(arg).is_none() {
                    let new = self.current(arg, inst);
                    self.func.inst_mut(inst).targets[number].args[index] = new;
                }
            }
        }
        if let Some(state) = self.func.inst(inst).state {
            let state = self.rewritten_state(state);
            self.func.inst_mut(inst).state = Some(state);
            if let Some(rewriting) = self.rewriting() {
                rewriting.governor = Some(state);
            }
        }
    }

    /// What a value is called here.
    fn current(&mut self, value: Value, before: Inst) -> Value {
        let ty = self.func.value_type(value);
        let val = self.val(value);
        let objects = std::mem::take(&mut self.objects);
        let value = self.value(val, ty, &objects, before);
        self.objects = objects;
        value
    }

    /// The value behind what is known, made before an instruction if it is a constant.
    fn value(&mut self, val: Val, ty: Type, objects: &Objects, before: Inst) -> Value {
        match val {
            Val::Value(value) => value,
            Val::Zero => self.constant(zero(ty), before),
            Val::Int(number) => self.constant(Constant::I32(number), before),
            Val::New(new) => {
                let rewriting = self.rewriting.as_ref();
                let made = rewriting.and_then(|rewriting| rewriting.made.get(&new));
                *made.unwrap_or_else(|| panic!("{new:?} is made before it is used"))
            }
            Val::Object(id) => match objects.0.get(&id) {
                Some(Status::Real(val)) => self.value(*val, ty, objects, before),
                other => panic!("object {id} is used as a value and is {other:?}"),
            },
        }
    }

    fn constant(&mut self, constant: Constant, before: Inst) -> Value {
        self.insert(constant.inst(), before)
            .expect("a constant has a result")
    }

    fn insert(&mut self, data: InstData, before: Inst) -> Option<Value> {
        let inst = self.func.add_inst(data);
        self.func.layout.insert_before(inst, before);
        self.func.result(inst)
    }

    /// A result that is known, as a value if it is a constant.
    pub(super) fn settled(&mut self, inst: Inst, val: Val) -> Val {
        if self.rewriting.is_none() {
            return val;
        }
        let result = self.func.result(inst).expect("what is known is a result");
        let ty = self.func.value_type(result);
        match val {
            Val::Zero => Val::Value(self.constant(zero(ty), inst)),
            Val::Int(number) => Val::Value(self.constant(Constant::I32(number), inst)),
            Val::Value(_) | Val::New(_) | Val::Object(_) => val,
        }
    }

    /// Computes what a store keeps of its value.
    pub(super) fn emit_narrowed(&mut self, inst: Inst, value: Value, opcode: Opcode) {
        if self.rewriting.is_none() {
            return;
        }
        let value = self.current(value, inst);
        let mut args = vec![value];
        if opcode == Opcode::IAnd {
            args.push(self.constant(Constant::I32(1), inst));
        }
        let kept = self.insert(InstData::new(opcode, Immediate::None, &args), inst);
        self.made(New::Narrowed(inst), kept.expect("it has a result"));
    }

    fn made(&mut self, new: New, value: Value) {
        if let Some(rewriting) = self.rewriting() {
            rewriting.made.insert(new, value);
        }
    }

    // Objects.

    /// Makes objects at a place, right before `before`: all of them, then their fields, then their
    /// monitors. `was` is what was known of them.
    pub(super) fn emit_objects(&mut self, was: &Objects, ids: &[Id], place: Place, before: Inst) {
        if self.rewriting.is_none() || ids.is_empty() {
            return;
        }
        for &id in ids {
            let object = self.emit_allocation(id, before);
            self.made(New::Made(place, id), object);
        }
        let passed = self.guard_passed(before);
        let mut now = was.clone();
        for &id in ids {
            let made = Val::New(New::Made(place, id));
            now.0.insert(id, Status::Real(made));
        }
        for &id in ids {
            let Some(Status::Virtual { fields, .. }) = was.0.get(&id) else {
                continue;
            };
            for (index, &field) in fields.iter().enumerate() {
                if field != Val::Zero {
                    self.emit_store((id, index), field, (place, &now), passed, before);
                }
            }
        }
        for &id in ids {
            let Some(Status::Virtual { locks, .. }) = was.0.get(&id) else {
                continue;
            };
            let object = self.value(Val::New(New::Made(place, id)), Type::Ref, &now, before);
            for _ in 0..*locks {
                let none = Immediate::None;
                self.emit_effect(Opcode::MonitorEnter, none, &[object, passed], before);
            }
        }
    }

    fn emit_allocation(&mut self, id: Id, before: Inst) -> Value {
        let info = self.table.info(id).clone();
        let n_elements = Constant::I32(info.length as i32);
        let with_length = |analysis: &mut Self, opcode: Opcode, immediate: Immediate| {
            let length = n_elements;
            let length = analysis.constant(length, before);
            let size = analysis.guard_passed(before);
            InstData::new(opcode, immediate, &[length, size])
        };
        let data = match info.shape {
            Shape::Instance(class) => {
                let known = info.initialized;
                let initialized = known.unwrap_or_else(|| self.guard_passed(before));
                InstData::new(Opcode::New, Immediate::Class(class), &[initialized])
            }
            Shape::ObjectArray(class) => {
                with_length(self, Opcode::NewObjectArray, Immediate::Class(class))
            }
            Shape::Array(element) => {
                with_length(self, Opcode::NewArray, Immediate::Element(element))
            }
        };
        let object = self
            .insert(data, before)
            .expect("an allocation has a result");
        if let Some(inst) = self.definition(object) {
            self.report("made", inst);
        }
        object
    }

    fn guard_passed(&mut self, before: Inst) -> Value {
        let data = InstData::new(Opcode::GuardPassed, Immediate::None, &[]);
        self.insert(data, before).expect("a guard has a result")
    }

    fn emit_store(
        &mut self,
        (id, index): (Id, usize),
        field: Val,
        (place, now): (Place, &Objects),
        passed: Value,
        before: Inst,
    ) {
        let ty = self.table.type_of(self.func, id, index as u32);
        let value = self.value(field, ty, now, before);
        let object = self.value(Val::New(New::Made(place, id)), Type::Ref, now, before);
        let member = self.table.member(id, index);
        if let Immediate::Field(_) = member {
            self.emit_effect(Opcode::StoreField, member, &[object, value, passed], before);
        } else {
            let index = self.constant(Constant::I32(index as i32), before);
            let args = [object, index, value, passed];
            self.emit_effect(Opcode::StoreElement, member, &args, before);
        }
    }

    /// An instruction that nobody can tell has been executed: its state is that which governs it.
    fn emit_effect(&mut self, opcode: Opcode, immediate: Immediate, args: &[Value], before: Inst) {
        let mut data = InstData::new(opcode, immediate, args);
        data.state = self.rewriting().and_then(|rewriting| rewriting.governor);
        self.insert(data, before);
    }

    // States.

    /// The state with virtual objects in place of values that are no more.
    fn rewritten_state(&mut self, state: State) -> State {
        let chain: Vec<FrameState> = self.func.state_chain(state).cloned().collect();
        let is_bound = |slot: &Slot| match slot {
            Slot::Value(value) => self.bindings.contains_key(value),
            Slot::Dead | Slot::Virtual(_) => false,
        };
        if !chain.iter().any(|frame| frame.slots().any(is_bound)) {
            return state;
        }
        let mut named = Named {
            objects: chain[0].objects.clone(),
            numbers: HashMap::new(),
        };
        let mut chain = chain;
        for frame in &mut chain {
            frame.objects.clear();
            for slot in frame.slots_mut() {
                *slot = self.slot(*slot, &mut named);
            }
        }
        let mut index = 0;
        while index < named.objects.len() {
            let mut fields = std::mem::take(&mut named.objects[index].fields);
            for slot in &mut fields {
                *slot = self.slot(*slot, &mut named);
            }
            named.objects[index].fields = fields;
            index += 1;
        }
        chain[0].objects = named.objects;
        let mut outer = None;
        for mut frame in chain.into_iter().rev() {
            frame.outer = outer;
            outer = Some(self.func.states.push(frame));
        }
        outer.expect("a chain has a state")
    }

    fn slot(&self, slot: Slot, named: &mut Named) -> Slot {
        match slot {
            Slot::Value(value) => self.slot_of(self.val(value), named),
            Slot::Dead | Slot::Virtual(_) => slot,
        }
    }

    fn slot_of(&self, val: Val, named: &mut Named) -> Slot {
        match val {
            Val::Value(value) => Slot::Value(value),
            // In the field of an object: zero.
            Val::Zero => Slot::Dead,
            Val::Int(number) => {
                let rewriting = self.rewriting.as_ref();
                let known = rewriting.and_then(|rewriting| rewriting.numbers.get(&number));
                Slot::Value(*known.expect("numbers in fields were collected"))
            }
            Val::New(new) => {
                let rewriting = self.rewriting.as_ref();
                let made = rewriting.and_then(|rewriting| rewriting.made.get(&new));
                Slot::Value(*made.unwrap_or_else(|| panic!("{new:?} is made before it is named")))
            }
            Val::Object(id) => match self.objects.0.get(&id) {
                Some(Status::Real(val)) => self.slot_of(*val, named),
                Some(Status::Virtual { fields, locks }) => {
                    Slot::Virtual(self.describe(id, fields, *locks, named))
                }
                None => panic!("object {id} is named and is not known"),
            },
        }
    }

    /// The number of a virtual object in a state.
    fn describe(&self, id: Id, fields: &[Val], locks: u32, named: &mut Named) -> u32 {
        if let Some(&number) = named.numbers.get(&id) {
            return number;
        }
        let number = named.objects.len() as u32;
        named.numbers.insert(id, number);
        let info = self.table.info(id);
        let (members, n_fields) = match info.shape {
            Shape::Instance(class) => {
                let members = self.table.members(class);
                (&members[..fields.len()], fields.len())
            }
            Shape::ObjectArray(_) | Shape::Array(_) => (&[][..], info.length),
        };
        named.objects.push(VirtualObject {
            shape: info.shape,
            members: members.to_vec(),
            fields: Vec::new(),
            locks,
        });
        let mut slots = Vec::with_capacity(n_fields);
        for index in 0..n_fields {
            let field = fields.get(index).copied().unwrap_or(Val::Zero);
            slots.push(self.slot_of(field, named));
        }
        named.objects[number as usize].fields = slots;
        number
    }

    // Edges.

    /// Passes what the parameters that were added want along the edges into a block, and makes the
    /// objects that come into being on them: along edges forward, or `back`.
    fn see_to_edges(&mut self, block: Block, back: bool) {
        let edges = self.edges.get(&block).cloned().unwrap_or_default();
        if edges.len() < 2 && self.only_edge(block).is_some() {
            return;
        }
        let Some(rewriting) = &self.rewriting else {
            return;
        };
        let edges: Vec<Edge> = edges
            .into_iter()
            .filter(|edge| self.is_back(*edge, block) == back)
            .collect();
        let is_visited = |edge: &Edge| rewriting.governors.contains_key(&edge.from);
        debug_assert!(edges.iter().all(is_visited));
        for edge in edges {
            self.see_to_edge(block, edge);
        }
    }

    fn see_to_edge(&mut self, block: Block, edge: Edge) {
        let entry = self.entries[&block].clone();
        let was = self.ends[&edge.from].clone();
        let mut now = was.clone();
        let mut made: Vec<Id> = Vec::new();
        let place = Place::On(edge);
        let mut make = |now: &mut Objects, id: Id| {
            if now.is_virtual(id) {
                made.extend(now.make(id, place));
            }
        };
        for (index, kind) in entry.params.iter().enumerate() {
            if let (Param::Plain, Some(id)) = (kind, self.object(self.argument(edge, index))) {
                make(&mut now, id);
            }
        }
        for (&id, status) in &entry.objects.0 {
            let own = self.own(edge, id);
            match status {
                Status::Real(_) => make(&mut now, own),
                Status::Virtual { fields, .. } => {
                    for (index, field) in fields.iter().enumerate() {
                        let is_phi = *field == Val::New(New::Phi(block, id, index as u32));
                        if let (true, Val::Object(named)) = (is_phi, was.field(own, index)) {
                            make(&mut now, named);
                        }
                    }
                }
            }
        }
        let passed: Vec<(Val, Type)> = self
            .phis(block)
            .into_iter()
            .map(|(id, index)| {
                let own = self.own(edge, id);
                let ty = self.table.type_of(self.func, id, index);
                match index {
                    ITSELF => (Val::Object(own), ty),
                    index => (was.field(own, index as usize), ty),
                }
            })
            .collect();
        self.change_edge(edge, (&was, &now), &made, &passed);
    }

    /// What an object behind an edge is before it.
    fn own(&self, edge: Edge, id: Id) -> Id {
        let block = match self.table.info(id).source {
            Source::Param(block, index) => (block, index),
            Source::Allocation(_) => return id,
        };
        let is_here = self.edges[&block.0].contains(&edge);
        let merged = self
            .entries
            .get(&block.0)
            .is_some_and(|entry| entry.params.get(block.1) == Some(&Param::Merged(id)));
        if is_here && merged {
            let argument = self.argument(edge, block.1);
            return self.object(argument).unwrap_or(id);
        }
        id
    }

    fn change_edge(
        &mut self,
        edge: Edge,
        (was, now): (&Objects, &Objects),
        made: &[Id],
        passed: &[(Val, Type)],
    ) {
        let end = self.func.terminator(edge.from);
        let end = end.expect("an edge has a terminator");
        let mut target = self.func.inst(end).targets[edge.index].clone();
        let has_others = self.func.inst(end).targets.len() > 1;
        let before = if has_others && !made.is_empty() {
            self.split(edge, end)
        } else {
            end
        };
        if let Some(rewriting) = self.rewriting() {
            rewriting.governor = rewriting.governors.get(&edge.from).copied().flatten();
        }
        self.emit_objects(was, made, Place::On(edge), before);
        for arg in &mut target.args {
            let ty = self.func.value_type(*arg);
            let val = self.val(*arg);
            let is_dropped = matches!(val, Val::Object(id) if now.is_virtual(id));
            if !is_dropped {
                *arg = self.value(val, ty, now, before);
            }
        }
        for (val, ty) in passed {
            let value = self.value(*val, *ty, now, before);
            target.args.push(value);
        }
        let index = if before == end { edge.index } else { 0 };
        self.func.inst_mut(before).targets[index] = target;
    }

    /// Puts a block on an edge; its jump.
    fn split(&mut self, edge: Edge, end: Inst) -> Inst {
        let middle = self.func.add_block();
        self.func.layout.move_block_after(middle, edge.from);
        let to = BlockCall {
            block: middle,
            args: Default::default(),
        };
        let target = std::mem::replace(&mut self.func.inst_mut(end).targets[edge.index], to);
        let mut jump = InstData::new(Opcode::Jump, Immediate::None, &[]);
        jump.targets.push(target);
        let jump = self.func.add_inst(jump);
        self.func.layout.append_inst(jump, middle);
        jump
    }
}

/// The virtual objects that a state names.
struct Named {
    objects: Vec<VirtualObject>,
    numbers: HashMap<Id, u32>,
}

fn zero(ty: Type) -> Constant {
    match ty {
        Type::I32 => Constant::I32(0),
        Type::I64 => Constant::I64(0),
        Type::F32 => Constant::F32(0.0),
        Type::F64 => Constant::F64(0.0),
        Type::Ref | Type::Guard => Constant::Null,
    }
}
