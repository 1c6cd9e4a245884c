//! Statements and control flow.
//!
//! What a function computes with are *locals*: variables that each have one current value, which
//! states name and blocks pass to each other. Besides, each value that was computed may be used
//! below.

use crate::outside::Outside;
use crate::random::Random;
use ir::frame_state::{FrameState, Moment, Slot};
use ir::immediate::{Condition, Element, Immediate, Reason};
use ir::types::Signature;
use ir::{Block, Builder, Function, Opcode, State, Type, Value};

/// Types of the locals; the parameters are the first of them.
const LOCALS: &[Type] = &[
    Type::I32,
    Type::I32,
    Type::I64,
    Type::F64,
    Type::Ref,
    Type::F32,
    Type::Ref,
    Type::I32,
];
/// How many of them are parameters.
const N_PARAMS: usize = 5;
/// How deep branches and loops stand in each other.
const MAX_DEPTH: usize = 3;
/// Most rounds of a loop.
const MAX_ROUNDS: i32 = 4;

/// A function of this seed. Its parameters are two ints, a long, a double and a reference; it
/// returns an int.
pub fn generate(seed: u64) -> Function {
    let signature = Signature {
        params: LOCALS[..N_PARAMS].to_vec(),
        returns: Some(Type::I32),
    };
    let mut func = Function::new(format!("random{seed}"), signature);
    let mut random = Random::new(seed);
    let outside = Outside::declare(&mut func, &mut random, LOCALS);
    let entry = func.add_block();
    let locals: Vec<Value> = LOCALS[..N_PARAMS]
        .iter()
        .map(|ty| func.add_param(entry, *ty))
        .collect();
    let budget = 10 + random.below(60);
    let mut generator = Generator {
        func,
        random,
        outside,
        block: entry,
        locals,
        scope: Vec::new(),
        arrays: Vec::new(),
        objects: Vec::new(),
        bci: 0,
        budget,
    };
    generator.fill_locals();
    let state = generator.state(Moment::Before, None);
    // The constants of the first locals stand behind the entry's state, which cannot name them.
    generator.func.states[state].locals.truncate(N_PARAMS);
    generator.func.set_block_state(entry, Some(state));
    generator.statements(0);
    generator.finish();
    generator.func
}

/// What has been computed so far on the paths that lead to the current place.
#[derive(Clone, Copy)]
struct Mark {
    scope: usize,
    arrays: usize,
    objects: usize,
}

pub(crate) struct Generator {
    pub(crate) func: Function,
    pub(crate) random: Random,
    pub(crate) outside: Outside,
    /// The block that is being filled.
    pub(crate) block: Block,
    /// Current values of the locals.
    pub(crate) locals: Vec<Value>,
    /// Values that were computed.
    pub(crate) scope: Vec<Value>,
    /// Arrays among them, with their element types.
    pub(crate) arrays: Vec<(Value, Element)>,
    /// New objects among them.
    pub(crate) objects: Vec<Value>,
    bci: u32,
    /// Statements that are left.
    budget: usize,
}

impl Generator {
    /// Appends to the current block.
    pub(crate) fn build(&mut self) -> Builder<'_> {
        Builder::at(&mut self.func, self.block)
    }

    fn fill_locals(&mut self) {
        for ty in &LOCALS[N_PARAMS..] {
            let value = self.constant(*ty);
            self.locals.push(value);
        }
    }

    /// A state that names the locals, and this on the stack.
    pub(crate) fn state(&mut self, moment: Moment, stack: Option<Value>) -> State {
        self.bci += 1;
        let mut state = FrameState::new(self.outside.own, self.bci, moment);
        for &local in &self.locals {
            let is_dead = self.random.chance(20);
            state.locals.push(if is_dead {
                Slot::Dead
            } else {
                Slot::Value(local)
            });
        }
        state.stack.extend(stack.map(Slot::Value));
        self.func.states.push(state)
    }

    /// Remembers a value; perhaps it becomes the current one of a local.
    pub(crate) fn computed(&mut self, value: Value) {
        self.scope.push(value);
        if self.random.chance(60) {
            self.assign(value);
        }
    }

    /// Remembers a value so that it makes a difference: it becomes the current one of a local, or
    /// is mixed with it.
    pub(crate) fn keep(&mut self, value: Value) {
        self.scope.push(value);
        self.assign(value);
    }

    fn assign(&mut self, value: Value) {
        let ty = self.func.value_type(value);
        let fitting: Vec<usize> = (0..LOCALS.len()).filter(|i| LOCALS[*i] == ty).collect();
        if fitting.is_empty() {
            return;
        }
        let local = self.random.one_of(&fitting);
        let old = self.locals[local];
        self.locals[local] = match ty {
            Type::I32 => self.build().ixor(old, value),
            Type::I64 => self.build().ladd(old, value),
            Type::F32 | Type::F64 | Type::Ref | Type::Guard => value,
        };
    }

    fn mark(&self) -> Mark {
        Mark {
            scope: self.scope.len(),
            arrays: self.arrays.len(),
            objects: self.objects.len(),
        }
    }

    /// Forgets what was computed since, which does not stand on all paths any more.
    fn forget(&mut self, mark: Mark) {
        self.scope.truncate(mark.scope);
        self.arrays.truncate(mark.arrays);
        self.objects.truncate(mark.objects);
    }

    // Statements.

    fn statements(&mut self, depth: usize) {
        for _ in 0..2 + self.random.below(8) {
            if self.budget == 0 {
                return;
            }
            self.budget -= 1;
            self.statement(depth);
        }
        if depth == 0 && self.budget > 0 {
            self.statements(depth);
        }
    }

    fn statement(&mut self, depth: usize) {
        match self.random.below(34) {
            0..=11 => self.pure(),
            32..=33 => self.graph(),
            12 => self.division(),
            13..=14 => self.check(),
            15..=16 => self.memory(),
            17..=19 => self.read_again(),
            20 => self.new_array(),
            21 => self.monitor(depth),
            22 => self.call(),
            23 => self.poll_or_fence(),
            24 => self.early_end(),
            _ if depth == MAX_DEPTH => self.pure(),
            25 => self.call_with_handler(depth),
            26..=28 => self.branch(depth),
            29 => self.switch(depth),
            30 => self.sweep(),
            _ => self.repeat(depth),
        }
    }

    /// Ends the function. All locals can be seen then.
    fn finish(&mut self) {
        let initialized = self.build().guard_passed();
        for (local, field) in self
            .locals
            .clone()
            .into_iter()
            .zip(self.outside.results.clone())
        {
            let immediate = Immediate::Field(field);
            self.effect(Opcode::StoreStatic, immediate, &[local, initialized]);
        }
        let result = self.value(Type::I32);
        self.build().ret(result);
    }

    fn poll_or_fence(&mut self) {
        if self.random.chance(50) {
            self.build().safepoint_poll();
            return;
        }
        let fences = [
            Opcode::FenceAcquire,
            Opcode::FenceRelease,
            Opcode::FenceFull,
        ];
        let opcode = self.random.one_of(&fences);
        self.effect(opcode, Immediate::None, &[]);
    }

    /// Ends the function here, if a condition holds.
    fn early_end(&mut self) {
        let condition = self.condition();
        let end = self.func.add_block();
        let rest = self.func.add_block();
        self.build().branch(condition, (end, &[]), (rest, &[]));
        let (before, mark) = (self.locals.clone(), self.mark());
        self.block = end;
        match self.random.below(4) {
            0 => {
                self.build().deopt(Reason::Unreached);
            }
            1 => {
                let exception = self.new_object();
                let nonnull = self.build().guard_nonnull(exception);
                self.build().throw(exception, nonnull);
            }
            _ => self.finish(),
        }
        self.locals = before;
        self.forget(mark);
        self.block = rest;
    }

    // Control flow.

    /// A block where paths meet: its parameters become the current values of all locals.
    fn meeting_point(&mut self) -> Block {
        let block = self.func.add_block();
        self.locals = LOCALS
            .iter()
            .map(|ty| self.func.add_param(block, *ty))
            .collect();
        block
    }

    /// Gives a block a state with the current locals.
    fn set_state(&mut self, block: Block) {
        let state = self.state(Moment::Before, None);
        self.func.set_block_state(block, Some(state));
    }

    /// Statements in a block of their own; the locals at their end, and the block that they end in.
    fn arm(&mut self, block: Block, depth: usize) -> (Block, Vec<Value>) {
        let (before, mark) = (self.locals.clone(), self.mark());
        self.block = block;
        if self.random.chance(80) {
            self.statements(depth + 1);
        }
        self.forget(mark);
        (self.block, std::mem::replace(&mut self.locals, before))
    }

    /// Joins arms: all of them jump to the block where statements go on.
    fn join(&mut self, arms: &[(Block, Vec<Value>)]) {
        let block = self.meeting_point();
        for (end, locals) in arms {
            Builder::at(&mut self.func, *end).jump(block, locals);
        }
        self.set_state(block);
        self.block = block;
    }

    fn branch(&mut self, depth: usize) {
        let condition = self.condition();
        let yes = self.func.add_block();
        let no = self.func.add_block();
        self.build().branch(condition, (yes, &[]), (no, &[]));
        let arms = [self.arm(yes, depth), self.arm(no, depth)];
        self.join(&arms);
    }

    fn switch(&mut self, depth: usize) {
        let key = self.value(Type::I32);
        let blocks = [(); 3].map(|()| self.func.add_block());
        let first = self.random.int();
        let cases: [(i32, Block, &[Value]); 3] = [
            (first, blocks[1], &[]),
            (first.wrapping_add(1), blocks[2], &[]),
            (first.wrapping_sub(5), blocks[1], &[]),
        ];
        self.build().switch(key, (blocks[0], &[]), &cases);
        // Two keys lead to it.
        self.set_state(blocks[1]);
        let arms = blocks.map(|block| self.arm(block, depth));
        self.join(&arms);
    }

    /// A loop that counts down.
    fn repeat(&mut self, depth: usize) {
        let rounds = 1 + self.random.below(MAX_ROUNDS as usize) as i32;
        let rounds = self.build().iconst(rounds);
        let mut arguments = self.locals.clone();
        arguments.push(rounds);
        let before = self.block;
        let header = self.meeting_point();
        let counter = self.func.add_param(header, Type::I32);
        Builder::at(&mut self.func, before).jump(header, &arguments);
        self.set_state(header);
        self.block = header;
        let mark = self.mark();
        self.scope.push(counter);
        self.build().safepoint_poll();
        let is_tested_first = self.random.chance(50);
        let exit = self.func.add_block();
        if is_tested_first {
            let body = self.func.add_block();
            let one = self.build().iconst(1);
            let left = self.build().isub(counter, one);
            self.build().branch(left, (body, &[]), (exit, &[]));
            let leaving = self.locals.clone();
            let (end, mut passed) = self.arm(body, depth);
            passed.push(left);
            Builder::at(&mut self.func, end).jump(header, &passed);
            self.locals = leaving;
        } else {
            self.statements(depth + 1);
            let one = self.build().iconst(1);
            let left = self.build().isub(counter, one);
            let mut passed = self.locals.clone();
            passed.push(left);
            self.build().branch(left, (header, &passed), (exit, &[]));
        }
        self.forget(mark);
        self.block = exit;
    }

    /// A loop that counts up and touches an array, perhaps beyond its ends.
    fn sweep(&mut self) {
        self.new_array();
        let (array, element) = *self.arrays.last().expect("it was just made");
        let nonnull = self.build().guard_nonnull(array);
        let length = self.build().array_length(array, nonnull);
        let start = self.random.one_of(&[0, 0, 1, -1, 3]);
        let start = self.build().iconst(start);
        let step = self.random.one_of(&[1, 1, 2, 5]);
        let step = self.build().iconst(step);
        let small = self.random.below(10) as i32;
        let small = self.build().iconst(small);
        let limit = self.random.one_of(&[length, length, small]);
        let mut arguments = self.locals.clone();
        arguments.push(start);
        let before = self.block;
        let header = self.meeting_point();
        let counter = self.func.add_param(header, Type::I32);
        Builder::at(&mut self.func, before).jump(header, &arguments);
        self.set_state(header);
        let body = self.func.add_block();
        let exit = self.func.add_block();
        self.block = header;
        let condition = self
            .random
            .one_of(&[Condition::Lt, Condition::Lt, Condition::Le]);
        let goes_on = self.build().icmp(counter, limit, condition);
        self.build().branch(goes_on, (body, &[]), (exit, &[]));
        let (leaving, mark) = (self.locals.clone(), self.mark());
        self.block = body;
        let inside = self.build().guard_bounds(counter, length);
        if self.random.chance(50) {
            let value = self.value(element.ty());
            let immediate = Immediate::Element(element);
            self.effect(
                Opcode::StoreElement,
                immediate,
                &[array, counter, value, inside],
            );
        }
        let value = self.build().load_element(array, counter, inside, element);
        self.keep(value);
        let next = self.build().iadd(counter, step);
        let mut passed = self.locals.clone();
        passed.push(next);
        self.build().jump(header, &passed);
        self.forget(mark);
        self.locals = leaving;
        self.block = exit;
    }

    /// A monitor that is held by some statements. They may end early and leave it.
    fn monitor(&mut self, depth: usize) {
        let object = self.new_object();
        let nonnull = self.build().guard_nonnull(object);
        let none = Immediate::None;
        self.effect(Opcode::MonitorEnter, none, &[object, nonnull]);
        if depth < MAX_DEPTH {
            let mark = self.mark();
            self.statements(depth + 1);
            self.forget(mark);
        }
        self.effect(Opcode::MonitorExit, none, &[object, nonnull]);
    }

    fn call_with_handler(&mut self, depth: usize) {
        let (method, arguments) = self.callee();
        let returns = self
            .func
            .method_signature(method)
            .and_then(|signature| signature.returns);
        let state = self.state(Moment::After, None);
        let normal = self.func.add_block();
        let result = returns.map(|ty| self.func.add_param(normal, ty));
        let exceptional = self.func.add_block();
        let exception = self.func.add_param(exceptional, Type::Ref);
        let opcode = Opcode::TryStatic;
        let call = self.build().try_call(
            opcode,
            method,
            &arguments,
            (normal, &[]),
            (exceptional, &[]),
        );
        self.func.inst_mut(call).state = Some(state);
        for (block, passed, moment) in [
            (normal, result, Moment::After),
            (exceptional, Some(exception), Moment::Throwing),
        ] {
            let state = self.state(moment, passed);
            self.func.set_block_state(block, Some(state));
        }
        let mark = self.mark();
        let before = self.locals.clone();
        self.block = normal;
        if let Some(result) = result {
            self.computed(result);
        }
        let after_call = self.arm(normal, depth);
        self.forget(mark);
        self.locals = before;
        let handled = self.arm(exceptional, depth);
        self.join(&[after_call, handled]);
    }
}
