//! Preheaders: a block before each loop, where what is moved out of the loop goes.
//!
//! A preheader is the only block from which its loop is entered, and only jumps there. Its state is
//! that of the loop's header on entry: a check that fails in it goes on in the interpreter before
//! the first round.

use crate::context::Context;
use ir::analysis::{ControlFlow, Dominators, LoopId, LoopNest, LoopShape};
use ir::entities::MethodRef;
use ir::frame_state::Slot;
use ir::immediate::{Immediate, Reason};
use ir::instruction::{BlockCall, InstData};
use ir::opcode::Targets;
use ir::{Block, Function, Inst, Opcode, State, Type, Value};
use smallvec::SmallVec;
use std::rc::Rc;

/// Loops that all have a preheader, and the analyses that know it.
pub(crate) struct Loops {
    pub(crate) flow: Rc<ControlFlow>,
    pub(crate) tree: Rc<Dominators>,
    pub(crate) nest: Rc<LoopNest>,
}

impl Loops {
    /// What questions about loops are asked of.
    pub(crate) fn shape<'s>(&'s self, func: &'s Function) -> LoopShape<'s> {
        LoopShape {
            func,
            flow: &self.flow,
            tree: &self.tree,
            nest: &self.nest,
        }
    }

    /// The block before a loop; what is moved out of the loop goes before its end.
    pub(crate) fn preheader(&self, id: LoopId) -> Option<Block> {
        let [block] = self.nest.entries(id, &self.flow)[..] else {
            return None;
        };
        (self.flow.successors(block).len() == 1).then_some(block)
    }
}

/// Gives those loops preheaders that have none; true: there was one such.
pub(crate) fn make_preheaders(func: &mut Function, cx: &mut Context<'_>) -> (bool, Loops) {
    let flow = cx.flow(func);
    let nest = cx.loops(func);
    let mut changed = false;
    for id in nest.loops() {
        let header = nest.header(id);
        let entries = nest.entries(id, &flow);
        let has_one = matches!(entries[..], [entry] if is_preheader(func, &flow, entry, header));
        if !has_one && func.layout.entry() != Some(header) {
            redirect_through_new_block(func, header, &entries);
            cx.remark_at("preheader", header);
            changed = true;
        }
    }
    if changed {
        cx.forget_analyses();
    }
    let loops = Loops {
        flow: cx.flow(func),
        tree: cx.dominators(func),
        nest: cx.loops(func),
    };
    (changed, loops)
}

/// Does the block only lead to the header, with the state that a new preheader would have?
fn is_preheader(func: &Function, flow: &ControlFlow, block: Block, header: Block) -> bool {
    let has_effect = |inst: Inst| func.inst(inst).state.is_some();
    let is_same_place = match (func.block_state(block), func.block_state(header)) {
        (Some(here), Some(there)) => place(func, here).eq(place(func, there)),
        (_, None) => true,
        (None, Some(_)) => false,
    };
    flow.successors(block) == [header]
        && func
            .terminator(block)
            .is_some_and(|end| func.inst(end).opcode == Opcode::Jump)
        && is_same_place
        && !func.layout.insts(block).any(has_effect)
}

/// Where in the bytecode a state is, and those of its callers.
fn place(func: &Function, state: State) -> impl Iterator<Item = impl PartialEq> {
    func.state_chain(state)
        .map(|state| (state.method, state.bci, state.moment))
}

/// Puts a block with the header's state on the edges from `entries` to the header.
pub(crate) fn redirect_through_new_block(func: &mut Function, header: Block, entries: &[Block]) {
    let block = func.add_block();
    if let Some(entry) = entries.first() {
        func.layout.move_block_after(block, *entry);
    }
    let args = match only_edge(func, header, entries) {
        Some((end, index)) => std::mem::take(&mut func.inst_mut(end).targets[index].args),
        None => {
            let params = func.params(header).to_vec();
            let types = params.iter().map(|param| func.value_type(*param));
            let types: Vec<_> = types.collect();
            types
                .into_iter()
                .map(|ty| func.add_param(block, ty))
                .collect()
        }
    };
    for entry in entries {
        let end = func.terminator(*entry).expect("it has a successor");
        for target in &mut func.inst_mut(end).targets {
            if target.block == header {
                target.block = block;
            }
        }
    }
    let params = func.params(header).to_vec();
    if let Some(state) = func.block_state(header) {
        let on_entry = |value: Value| {
            let position = params.iter().position(|param| *param == value);
            position.map_or(value, |position| args[position])
        };
        let state = copy_state(func, state, &on_entry);
        func.set_block_state(block, Some(state));
    }
    let mut jump = InstData::new(Opcode::Jump, Immediate::None, &[]);
    jump.targets.push(BlockCall {
        block: header,
        args,
    });
    let jump = func.add_inst(jump);
    func.layout.append_inst(jump, block);
}

/// The only edge from these blocks to the header, if its arguments are all written there.
fn only_edge(func: &Function, header: Block, entries: &[Block]) -> Option<(Inst, usize)> {
    let [entry] = entries else { return None };
    let end = func.terminator(*entry)?;
    let data = func.inst(end);
    let mut edges = data.targets.iter().enumerate();
    let (index, _) = edges.find(|(_, target)| target.block == header)?;
    let is_only = edges.all(|(_, target)| target.block != header);
    (is_only && data.opcode.row().targets != Targets::Handler).then_some((end, index))
}

/// A state and those of its callers, with other values.
pub(crate) fn copy_state(
    func: &mut Function,
    state: State,
    value: &dyn Fn(Value) -> Value,
) -> State {
    let mut copy = func.states[state].clone();
    for slot in copy.slots_mut() {
        if let Slot::Value(old) = slot {
            *old = value(func.resolve(*old));
        }
    }
    copy.outer = copy.outer.map(|outer| copy_state(func, outer, value));
    func.states.push(copy)
}

/// May checks be put before the loop that may fail though no round needs them? Not when one of
/// them has failed, nor without a state to leave with.
pub(crate) fn may_speculate(func: &Function, preheader: Block, cx: &Context<'_>) -> bool {
    let Some(state) = func.block_state(preheader) else {
        return false;
    };
    let (method, bci): (MethodRef, u32) = (func.states[state].method, func.states[state].bci);
    let reasons = [Reason::Speculation, Reason::ClassCheck];
    !reasons
        .iter()
        .any(|reason| cx.env().speculation_failed(func, method, bci, *reason))
}

/// Builds instructions in front of another one.
pub(crate) struct Before<'f> {
    pub(crate) func: &'f mut Function,
    pub(crate) inst: Inst,
}

impl Before<'_> {
    /// An instruction with a result.
    pub(crate) fn value(&mut self, opcode: Opcode, immediate: Immediate, args: &[Value]) -> Value {
        let data = InstData::new(opcode, immediate, args);
        let inst = self.func.add_inst(data);
        self.func.layout.insert_before(inst, self.inst);
        self.func.result(inst).expect("the row has a result")
    }

    /// A check that leaves before the loop when the condition is 0.
    pub(crate) fn speculate(&mut self, condition: Value) -> Value {
        let reason = Immediate::Reason(Reason::Speculation);
        self.value(Opcode::GuardTrue, reason, &[condition])
    }
}

/// Values that checks of an object's class tell about, with these checks.
pub(crate) struct TypeTests {
    tests: Vec<(Value, Inst)>,
}

impl TypeTests {
    /// All of a function.
    pub(crate) fn of(func: &Function) -> TypeTests {
        let insts = func
            .layout
            .blocks()
            .flat_map(|block| func.layout.insts(block));
        let tests = insts.filter_map(|inst| {
            let data = func.inst(inst);
            let first = data.args.first().map(|first| func.value_type(*first));
            let is_test = matches!(data.immediate, Immediate::Class(_)) && first == Some(Type::Ref);
            is_test.then(|| (func.resolve(data.args[0]), inst))
        });
        let mut tests: Vec<(Value, Inst)> = tests.collect();
        tests.sort_unstable();
        TypeTests { tests }
    }

    /// Does the object have, in the block, the class that it has wherever it is used? Accesses do
    /// not name the check that has found out its class. So all checks must have passed there.
    pub(crate) fn have_passed(
        &self,
        func: &Function,
        tree: &Dominators,
        object: Value,
        block: Block,
    ) -> bool {
        let first = self.tests.partition_point(|(value, _)| *value < object);
        let tests: SmallVec<[Inst; 4]> = self.tests[first..]
            .iter()
            .take_while(|(value, _)| *value == object)
            .map(|(_, inst)| *inst)
            .collect();
        tests.iter().all(|inst| {
            let result = func.result(*inst).map(|result| func.value_type(result));
            let is_check = result == Some(Type::Guard);
            let place = func.layout.block_of(*inst);
            is_check && place.is_none_or(|place| tree.dominates(place, block))
        })
    }
}
