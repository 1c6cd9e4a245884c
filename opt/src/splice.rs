//! Puts the body of a function in the place of a call of it.
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
//! The callee's frames get the caller's frame in the call as outer frame: what is passed is popped
//! from it, and the result is not on it yet. Of a call with a handler, the callee's calls get that
//! handler, and what it throws becomes a jump there. The callee's tables of names must be a longer
//! or shorter beginning of the same numbering as the caller's.

use ir::analysis::ControlFlow;
use ir::effects::Effects;
use ir::entities::{SideMap, State};
use ir::frame_state::{FrameState, Slot};
use ir::immediate::Immediate;
use ir::instruction::{BlockCall, InstData};
use ir::opcode::Targets;
use ir::{Block, Function, Inst, Opcode, Type, Value};
use smallvec::SmallVec;

/// What was put in the place of a call.
#[derive(Clone, Default, Debug)]
pub(crate) struct Spliced {
    /// Its instructions, in an order in which definitions come before uses.
    pub(crate) insts: Vec<Inst>,
    /// Calls of the callee, and what became of them.
    pub(crate) calls: Vec<(Inst, Inst)>,
}

/// Does the function get what the call passes, and return what it wants?
pub(crate) fn fits(func: &Function, call: &InstData, callee: &Function) -> bool {
    let has_entry = callee.layout.entry().is_some_and(|entry| {
        let flow = ControlFlow::of(callee);
        flow.predecessors(entry).is_empty() && callee.block_state(entry).is_some()
    });
    let has_virtual_objects = call
        .state
        .is_none_or(|state| !func.states[state].objects.is_empty());
    has_entry && !has_virtual_objects && passes_what_it_gets(func, call, callee)
}

fn passes_what_it_gets(func: &Function, call: &InstData, callee: &Function) -> bool {
    let passed = call.args.iter().map(|arg| func.value_type(*arg));
    let returns = func.called(call).and_then(|called| called.returns);
    returns == callee.signature.returns && passed.eq(callee.signature.params.iter().copied())
}

/// Replaces the call by the body of the callee, for which [`fits`] holds. Values that are replaced
/// have to be resolved everywhere in the end, and blocks that nothing reaches any more taken out.
pub(crate) fn splice(func: &mut Function, call: Inst, callee: &Function) -> Spliced {
    adopt_names(func, callee);
    let data = func.inst(call).clone();
    let state = data.state.expect("calls carry states");
    let returns = callee.signature.returns;
    let with_handler = data.opcode.row().targets == Targets::Handler;
    let caller = if with_handler {
        func.states[state].clone()
    } else {
        without_result(func, state, returns)
    };
    let outer = func.states.push(caller);
    let block = func.layout.block_of(call).expect("the call is in a block");
    let flow = ControlFlow::of(callee);
    let continuation = if with_handler {
        func.layout.remove_inst(call);
        data.targets[0].clone()
    } else {
        split_after(func, call, state, returns_of(callee, &flow) > 1)
    };
    let mut splicer = Splicer {
        func,
        callee,
        outer,
        exceptional: data.targets.get(1).cloned(),
        continuation,
        single_result: None,
        values: SideMap::new(None),
        blocks: SideMap::new(None),
        states: SideMap::new(None),
        block,
        spliced: Spliced::default(),
    };
    splicer.copy(&flow, &data.args);
    let (spliced, result) = (splicer.spliced, splicer.single_result);
    if let Some(old) = func.result(call) {
        // The call has left its block; its result stands for what is returned.
        if let Some(result) = result {
            func.replace_value(old, result);
        }
    }
    spliced
}

/// How many instructions of the callee return.
fn returns_of(callee: &Function, flow: &ControlFlow) -> usize {
    let ends = flow.reverse_postorder().iter();
    ends.filter_map(|block| callee.terminator(*block))
        .filter(|end| is_return(callee.inst(*end).opcode))
        .count()
}

fn is_return(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::Ret | Opcode::RetVoid)
}

/// Takes over names that only the callee has.
fn adopt_names(func: &mut Function, callee: &Function) {
    func.classes.adopt(&callee.classes);
    func.fields.adopt(&callee.fields);
    func.methods.adopt(&callee.methods);
    func.objects.adopt(&callee.objects);
}

/// The frame of a caller whose callee has not returned yet.
pub(crate) fn without_result(func: &Function, state: State, returns: Option<Type>) -> FrameState {
    let mut frame = func.states[state].clone();
    let n_slots = match returns {
        None => 0,
        Some(Type::I64 | Type::F64) => 2,
        Some(_) => 1,
    };
    frame.stack.truncate(frame.stack.len() - n_slots);
    frame
}

/// Takes the call out and moves what follows it to a block of its own, which begins with the
/// call's state. With several results to come the block gets a parameter for it.
pub(crate) fn split_after(
    func: &mut Function,
    call: Inst,
    state: State,
    has_param: bool,
) -> BlockCall {
    let block = func.layout.block_of(call).expect("the call is in a block");
    let next = func.add_block();
    func.layout.move_block_after(next, block);
    func.set_block_state(next, Some(state));
    while let Some(inst) = func.layout.next_inst(call) {
        func.layout.remove_inst(inst);
        func.layout.append_inst(inst, next);
    }
    func.layout.remove_inst(call);
    if let Some(result) = func.result(call).filter(|_| has_param) {
        let param = func.add_param(next, func.value_type(result));
        func.replace_value(result, param);
    }
    BlockCall {
        block: next,
        args: SmallVec::new(),
    }
}

/// A callee being copied.
struct Splicer<'s> {
    func: &'s mut Function,
    callee: &'s Function,
    /// The caller's frame.
    outer: State,
    /// Where exceptions go, if not out of the function.
    exceptional: Option<BlockCall>,
    /// Where returns go.
    continuation: BlockCall,
    /// What the only return of the callee returns, when the continuation has no parameter for it.
    single_result: Option<Value>,
    /// Copies of what the callee has.
    values: SideMap<Value, Option<Value>>,
    blocks: SideMap<Block, Option<Block>>,
    states: SideMap<State, Option<State>>,
    /// The block that is appended to.
    block: Block,
    spliced: Spliced,
}

impl Splicer<'_> {
    /// Copies all blocks that the entry reaches, in an order in which definitions come before uses.
    fn copy(&mut self, flow: &ControlFlow, args: &[Value]) {
        let order = flow.reverse_postorder();
        let entry = *order.first().expect("a function has an entry");
        for &block in order {
            let copy = self.func.add_block();
            self.blocks[block] = Some(copy);
            for (position, &param) in self.callee.params(block).iter().enumerate() {
                self.values[param] = Some(if block == entry {
                    self.func.resolve(args[position])
                } else {
                    self.func.add_param(copy, self.callee.value_type(param))
                });
            }
        }
        let to_entry = self.target(entry);
        self.append_jump(to_entry);
        let mut last = self.block;
        for &block in order {
            let copy = self.blocks[block].expect("it was just made");
            self.func.layout.move_block_after(copy, last);
            self.block = copy;
            self.copy_block(block, block == entry);
            last = self.block;
        }
    }

    fn copy_block(&mut self, block: Block, is_entry: bool) {
        let insts: Vec<Inst> = self.callee.layout.insts(block).collect();
        // The entry's state may name parameters only; other blocks' may name what is defined above.
        if let Some(state) = self.callee.block_state(block) {
            let state = self.state(state);
            self.func.set_block_state(self.block, Some(state));
        }
        for inst in insts {
            let data = self.callee.inst(inst);
            match data.opcode {
                // The caller polls where it was entered, or in its loop.
                Opcode::SafepointPoll if is_entry => {}
                Opcode::Ret | Opcode::RetVoid => self.copy_return(data),
                Opcode::Throw if self.exceptional.is_some() => {
                    let exception = self.value(data.args[0]);
                    self.throw_to_handler(exception);
                }
                opcode => match with_handler(opcode).filter(|_| self.exceptional.is_some()) {
                    Some(opcode) => self.copy_call(inst, opcode),
                    None => self.copy_inst(inst),
                },
            }
        }
    }

    fn copy_inst(&mut self, inst: Inst) {
        let mut data = self.callee.inst(inst).clone();
        let state = data.state.take();
        for value in &mut data.args {
            *value = self.value(*value);
        }
        for target in &mut data.targets {
            target.block = self.blocks[target.block].expect("blocks are copied before");
            for value in &mut target.args {
                *value = self.value(*value);
            }
        }
        let copy = self.append(data);
        self.note_call(inst, copy);
        if let Some(result) = self.callee.result(inst) {
            self.values[result] = self.func.result(copy);
        }
        if let Some(state) = state {
            let state = self.state(state);
            self.func.inst_mut(copy).state = Some(state);
        }
    }

    /// A call whose exceptions left the callee: they go to the handler. The block ends here.
    fn copy_call(&mut self, inst: Inst, opcode: Opcode) {
        let data = self.callee.inst(inst);
        let normal = self.func.add_block();
        let landing = self.func.add_block();
        self.func.layout.move_block_after(normal, self.block);
        self.func.layout.move_block_after(landing, normal);
        let result = self.callee.result(inst);
        if let Some(result) = result {
            let param = self.func.add_param(normal, self.callee.value_type(result));
            self.values[result] = Some(param);
        }
        let exception = self.func.add_param(landing, Type::Ref);
        let args: Vec<Value> = data.args.iter().map(|value| self.value(*value)).collect();
        let mut copy = InstData::new(opcode, data.immediate, &args);
        copy.targets = vec![plain(normal), plain(landing)];
        let after = self.state(data.state.expect("calls carry states"));
        let returns = result.map(|result| self.callee.value_type(result));
        let during = without_result(self.func, after, returns);
        copy.state = Some(self.func.states.push(during));
        let copy = self.append(copy);
        self.note_call(inst, copy);
        self.func.set_block_state(normal, Some(after));
        self.block = landing;
        self.throw_to_handler(exception);
        self.block = normal;
    }

    fn note_call(&mut self, inst: Inst, copy: Inst) {
        if self.callee.inst(inst).opcode.effects().has(Effects::CALL) {
            self.spliced.calls.push((inst, copy));
        }
    }

    fn throw_to_handler(&mut self, exception: Value) {
        let mut target = self.exceptional.clone().expect("it was asked before");
        target.args.insert(0, exception);
        self.append_jump(target);
    }

    fn copy_return(&mut self, data: &InstData) {
        let mut target = self.continuation.clone();
        if let Some(&value) = data.args.first() {
            let value = self.value(value);
            let n_params = self.func.params(target.block).len();
            if n_params > target.args.len() {
                target.args.insert(0, value);
            } else {
                self.single_result = Some(value);
            }
        }
        self.append_jump(target);
    }

    fn target(&self, block: Block) -> BlockCall {
        plain(self.blocks[block].expect("blocks are copied before"))
    }

    fn append_jump(&mut self, target: BlockCall) {
        let mut jump = InstData::new(Opcode::Jump, Immediate::None, &[]);
        jump.targets.push(target);
        self.append(jump);
    }

    fn append(&mut self, data: InstData) -> Inst {
        let inst = self.func.add_inst(data);
        self.func.layout.append_inst(inst, self.block);
        self.spliced.insts.push(inst);
        inst
    }

    fn value(&self, value: Value) -> Value {
        let value = self.callee.resolve(value);
        self.values[value].expect("definitions are copied before uses")
    }

    /// The copy of a state, with the caller's frame below the outermost.
    fn state(&mut self, state: State) -> State {
        if let Some(copy) = self.states[state] {
            return copy;
        }
        let mut frame = self.callee.states[state].clone();
        frame.outer = Some(match frame.outer {
            Some(outer) => self.state(outer),
            None => self.outer,
        });
        for slot in frame.slots_mut() {
            if let Slot::Value(value) = slot {
                *value = self.value(*value);
            }
        }
        let copy = self.func.states.push(frame);
        self.states[state] = Some(copy);
        copy
    }
}

fn plain(block: Block) -> BlockCall {
    BlockCall {
        block,
        args: SmallVec::new(),
    }
}

/// The call with a handler that does the same otherwise.
pub(crate) fn with_handler(opcode: Opcode) -> Option<Opcode> {
    Some(match opcode {
        Opcode::CallStatic => Opcode::TryStatic,
        Opcode::CallSpecial => Opcode::TrySpecial,
        Opcode::CallVirtual => Opcode::TryVirtual,
        Opcode::CallInterface => Opcode::TryInterface,
        _ => return None,
    })
}
