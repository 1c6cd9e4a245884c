//! Which methods a call may run, and binding it to them.

use super::{Arm, Inliner, Plan, is_dispatched, place};
use crate::environment::{CompileEnv, LinkedDispatch, Linker};
use crate::rewrite::definition;
use crate::splice::without_result;
use ir::entities::{ClassRef, MethodRef, ObjectRef, State};
use ir::frame_state::{FrameState, Moment, Slot};
use ir::immediate::{Immediate, Reason};
use ir::instruction::{BlockCall, InstData};
use ir::opcode::Targets;
use ir::{Block, Builder, Function, Inst, Opcode, Type, Value};
use smallvec::SmallVec;

/// After fewer calls than this other classes than the known ones are still expected.
const MIN_CALLS: u32 = 20;
/// The most classes that are told apart.
const MAX_ARMS: usize = 4;
/// If the profile has no more classes than this, all are told apart, and others leave the code.
const MAX_COMPLETE: usize = 2;
/// Classes with a smaller share are left to the call, if there are many.
const MIN_SHARE: f64 = 0.1;

impl Inliner<'_, '_> {
    /// What a call may run.
    pub(super) fn plan(&mut self, call: Inst, exact: &[(Value, ClassRef)]) -> Plan {
        let data = self.func.inst(call);
        let Immediate::Method(method) = data.immediate else {
            return Plan::Unknown("no method");
        };
        if !is_dispatched(data.opcode) {
            return Plan::Direct(method);
        }
        let receiver = self.func.resolve(data.args[0]);
        let env = self.cx.env();
        if let Some(class) = self.exact_class(receiver, exact)
            && let Some(target) = env.resolve_virtual(self.func, method, class)
        {
            return Plan::Direct(target);
        }
        if let Some(target) = env.unique_target(self.func, method, None) {
            return Plan::Direct(target);
        }
        let profiled = self.profiled(call, method);
        profiled.unwrap_or(Plan::Unknown("virtual call"))
    }

    /// The class that a value has exactly.
    fn exact_class(&mut self, value: Value, exact: &[(Value, ClassRef)]) -> Option<ClassRef> {
        let known = exact.iter().find(|(known, _)| *known == value);
        if let Some((_, class)) = known {
            return Some(*class);
        }
        exact_by_definition(self.func, self.cx.env(), value)
    }

    /// What the profile says of the receivers.
    fn profiled(&mut self, call: Inst, method: MethodRef) -> Option<Plan> {
        let (caller, bci) = place(self.func, call)?;
        let env = self.cx.env();
        let seen = env.seen_calls(self.func, caller, bci);
        let n_known: u32 = seen.classes.iter().map(|(_, n)| *n).sum();
        let n_all = n_known.saturating_add(seen.n_others);
        let has_failed = env.speculation_failed(self.func, caller, bci, Reason::Speculation);
        let is_few = seen.n_others == 0 && seen.classes.len() <= MAX_COMPLETE;
        let mut arms: Vec<Arm> = Vec::new();
        for &(class, n) in seen.classes.iter().take(MAX_ARMS) {
            // Compiled code counts no receivers: what the counts say of shares may be old.
            let is_likely = is_few || seen.n_others == 0 && n >= MIN_CALLS;
            let least = if is_likely { MIN_SHARE } else { 0.0 };
            let share = (f64::from(n) / f64::from(n_all)).max(least);
            let target = env.resolve_virtual(self.func, method, class);
            if let Some(method) = target.filter(|_| share >= MIN_SHARE) {
                arms.push(Arm {
                    class,
                    method,
                    share,
                });
            }
        }
        if arms.is_empty() {
            return None;
        }
        let is_complete = arms.len() == seen.classes.len() && is_few;
        let is_open =
            !is_complete || n_known < MIN_CALLS || has_failed || before(self.func, call).is_none();
        Some(Plan::Switch { arms, is_open })
    }

    /// Binds a call through a method handle or member name that is a constant; false: it is none.
    pub(super) fn bind_handle(&mut self, call: Inst) -> bool {
        self.try_bind_handle(call).is_some()
    }

    fn try_bind_handle(&mut self, call: Inst) -> Option<()> {
        let data = self.func.inst(call);
        let Immediate::Method(method) = data.immediate else {
            return None;
        };
        let env = self.cx.env();
        let linker = env.inlining(self.func, method).linker?;
        let handle = match linker {
            Linker::Receiver => data.args.first(),
            Linker::LastArgument => data.args.last(),
        };
        let object = constant_object(self.func, *handle?)?;
        let target = env.linked_target(self.func, method, object)?;
        let mut bound = self.func.inst(call).clone();
        if linker == Linker::LastArgument {
            bound.args.pop();
        }
        bound.immediate = Immediate::Method(target.method);
        bound.opcode = dispatched(bound.opcode, target.dispatch);
        if !passes_and_gets_the_same(self.func, call, &bound) {
            return None;
        }
        self.cx
            .remark(self.func, "bound to what its handle runs", call);
        if target.dispatch != LinkedDispatch::Static && linker == Linker::LastArgument {
            let check = InstData::new(Opcode::GuardNonNull, Immediate::None, &bound.args[..1]);
            let check = self.func.add_inst(check);
            self.func.layout.insert_before(check, call);
        }
        *self.func.inst_mut(call) = bound;
        self.is_changed = true;
        Some(())
    }
}

/// The class that a value has exactly, as the instruction says that makes it.
pub(super) fn exact_by_definition(
    func: &mut Function,
    env: &dyn CompileEnv,
    value: Value,
) -> Option<ClassRef> {
    let data = func.inst(definition(func, value)?);
    match (data.opcode, data.immediate) {
        (Opcode::New, Immediate::Class(class)) => Some(class),
        (Opcode::Object, Immediate::Object(object)) => env.class_of(func, object),
        _ => None,
    }
}

/// The constant object that a value is.
pub(super) fn constant_object(func: &Function, value: Value) -> Option<ObjectRef> {
    let data = func.inst(definition(func, value)?);
    match (data.opcode, data.immediate) {
        (Opcode::Object, Immediate::Object(object)) => Some(object),
        _ => None,
    }
}

/// Has the call that is bound the types of arguments and result that it passes and gets?
fn passes_and_gets_the_same(func: &Function, call: Inst, bound: &InstData) -> bool {
    let (Some(was), Some(is)) = (func.called(func.inst(call)), func.called(bound)) else {
        return false;
    };
    let passed = bound.args.iter().map(|arg| func.value_type(*arg));
    was.returns == is.returns && is.params.iter().copied().eq(passed)
}

/// The call with another way to find the method.
fn dispatched(opcode: Opcode, dispatch: LinkedDispatch) -> Opcode {
    let plain = match dispatch {
        LinkedDispatch::Static => Opcode::CallStatic,
        LinkedDispatch::Special => Opcode::CallSpecial,
        LinkedDispatch::Virtual => Opcode::CallVirtual,
        LinkedDispatch::Interface => Opcode::CallInterface,
    };
    if opcode.row().targets == Targets::Handler {
        crate::splice::with_handler(plain).expect("plain calls have a form with a handler")
    } else {
        plain
    }
}

/// The call, bound to a method.
pub(super) fn bound(call: &InstData, method: MethodRef) -> InstData {
    let mut bound = call.clone();
    bound.immediate = Immediate::Method(method);
    if is_dispatched(call.opcode) {
        bound.opcode = dispatched(call.opcode, LinkedDispatch::Special);
    }
    bound
}

/// Binds a call to a method.
pub(super) fn bind(func: &mut Function, call: Inst, method: MethodRef) {
    *func.inst_mut(call) = bound(func.inst(call), method);
}

/// The state in which the interpreter makes the call: what is passed is on the stack. `None`: the
/// arguments are not those of the bytecode.
fn before(func: &Function, call: Inst) -> Option<FrameState> {
    let data = func.inst(call);
    let mut frame = during(func, data, data.state?);
    frame.moment = Moment::Before;
    for &arg in &data.args {
        frame.stack.push(Slot::Value(arg));
        if matches!(func.value_type(arg), Type::I64 | Type::F64) {
            frame.stack.push(Slot::Dead);
        }
    }
    Some(frame)
}

/// The frame of the caller, to which nothing has been returned yet.
fn during(func: &Function, data: &InstData, state: State) -> FrameState {
    if data.opcode.row().targets == Targets::Handler {
        return func.states[state].clone();
    }
    let returns = func.called(data).and_then(|called| called.returns);
    without_result(func, state, returns)
}

/// Replaces a call by a test for each class and a bound call behind it; what is no such class makes
/// the call as before, or leaves compiled code. The bound calls in the order of the classes.
pub(super) fn switch(func: &mut Function, call: Inst, arms: &[Arm], is_open: bool) -> Vec<Inst> {
    let data = func.inst(call).clone();
    let state = data.state.expect("calls carry states");
    let mut head = func.layout.block_of(call).expect("the call is in a block");
    let leaves = (!is_open).then(|| before(func, call)).flatten();
    let join = Join::of(func, call, &data, state);
    let receiver = data.args[0];
    let nonnull = Builder::at(func, head).guard_nonnull(receiver);
    let mut calls = Vec::new();
    for arm in arms {
        let (yes, no) = (func.add_block(), func.add_block());
        func.layout.move_block_after(yes, head);
        func.layout.move_block_after(no, yes);
        let mut builder = Builder::at(func, head);
        let is_class = builder.has_class(receiver, nonnull, arm.class);
        builder.branch(is_class, (yes, &[]), (no, &[]));
        calls.push(join.call(func, yes, &bound(&data, arm.method)));
        head = no;
    }
    match leaves {
        Some(frame) => {
            let state = func.states.push(frame);
            func.set_block_state(head, Some(state));
            Builder::at(func, head).deopt(Reason::Speculation);
        }
        None => {
            join.call(func, head, &data);
        }
    }
    calls
}

/// Where the calls of a switch meet again.
struct Join {
    /// The frame in the call.
    during: FrameState,
    after: State,
    /// What is returned to a plain call.
    result: Option<Type>,
    /// The block behind a plain call.
    next: Option<Block>,
}

impl Join {
    /// Takes the call out. What follows a plain call goes to a block of its own.
    fn of(func: &mut Function, call: Inst, data: &InstData, state: State) -> Join {
        let during = during(func, data, state);
        let result = func.result(call).map(|value| func.value_type(value));
        if data.opcode.row().targets == Targets::Handler {
            func.layout.remove_inst(call);
            return Join {
                during,
                after: state,
                result: None,
                next: None,
            };
        }
        let next = crate::splice::split_after(func, call, state, true);
        Join {
            during,
            after: state,
            result,
            next: Some(next.block),
        }
    }

    /// Makes a call at the end of a block, and goes on where the calls meet.
    fn call(&self, func: &mut Function, block: Block, data: &InstData) -> Inst {
        let mut data = data.clone();
        let Some(next) = self.next else {
            return self.call_with_handler(func, block, data);
        };
        data.state = None;
        let call = func.add_inst(data);
        func.layout.append_inst(call, block);
        let result = func.result(call);
        let mut frame = self.during.clone();
        if let (Some(value), Some(ty)) = (result, self.result) {
            frame.stack.push(Slot::Value(value));
            if matches!(ty, Type::I64 | Type::F64) {
                frame.stack.push(Slot::Dead);
            }
        }
        let state = func.states.push(frame);
        func.inst_mut(call).state = Some(state);
        let args: Vec<Value> = result.into_iter().collect();
        Builder::at(func, block).jump(next, &args);
        call
    }

    /// The targets of a call with a handler belong to that call alone: blocks that jump on.
    fn call_with_handler(&self, func: &mut Function, block: Block, mut data: InstData) -> Inst {
        let n_passed = func.passed_by_call(&data);
        let mut types = [None, Some(Type::Ref)];
        types[0] = func.called(&data).and_then(|called| called.returns);
        let mut last = block;
        for (index, target) in data.targets.iter_mut().enumerate() {
            let own = func.add_block();
            func.layout.move_block_after(own, last);
            last = own;
            let mut args: SmallVec<[Value; 4]> = SmallVec::new();
            if let Some(ty) = types[index].filter(|_| n_passed[index] > 0) {
                args.push(func.add_param(own, ty));
            }
            args.extend_from_slice(&target.args);
            Builder::at(func, own).jump(target.block, &args);
            *target = BlockCall {
                block: own,
                args: SmallVec::new(),
            };
        }
        data.state = Some(self.after);
        let call = func.add_inst(data);
        func.layout.append_inst(call, block);
        call
    }
}
