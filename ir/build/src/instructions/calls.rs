//! Calls, JVMS 6.5: `invokevirtual` to `invokedynamic`.
//!
//! A call that may end in a handler of the method, or while the method holds a monitor, ends its
//! block: it has a continuation for the result and one for the exception.

use crate::bailout::BailoutReason;
use crate::code::bailout;
use crate::frame::Cell;
use crate::method::{Building, Flow, MethodBuilder};
use crate::source::{Answer, CallFacts, Dispatch, Invoke};
use ir::entities::MethodRef;
use ir::frame_state::Moment;
use ir::immediate::{Immediate, Reason};
use ir::instruction::InstData;
use ir::{Opcode, Signature, Type, Value};

impl MethodBuilder<'_> {
    pub(super) fn invoke(&mut self, invoke: Invoke) -> Building<Flow> {
        let Answer::Resolved(call) = self.source.call(self.site()?, invoke) else {
            return Ok(self.leave(Reason::Unresolved));
        };
        let has_receiver = invoke != Invoke::Static;
        self.call(&call, has_receiver)
    }

    pub(super) fn invoke_dynamic(&mut self) -> Building<Flow> {
        let Answer::Resolved(call) = self.source.call_site(self.site()?) else {
            return Ok(self.leave(Reason::Unresolved));
        };
        self.call(&call, false)
    }

    fn call(&mut self, call: &CallFacts, has_receiver: bool) -> Building<Flow> {
        let mismatch = bailout(BailoutReason::CallMismatch, self.bci);
        let descriptor = call.name.find('(').map(|at| &call.name[at..]);
        let signature = descriptor.and_then(Signature::of_descriptor);
        let signature = signature.ok_or(mismatch)?;
        let is_static = call.dispatch == Dispatch::Static;
        if is_static == has_receiver && !call.is_linked {
            return Err(mismatch);
        }
        let mut args = self.arguments(call, &signature)?;
        // The class of a linker method is ready when the call is linked.
        if is_static && !call.is_linked {
            self.check_initialized(call);
        }
        if let Some(&receiver) = args.first()
            && has_receiver
        {
            self.check_receiver(call, receiver)?;
        }
        if let Some(appendix) = &call.appendix {
            let object = self.names.object(&mut self.func, appendix);
            args.push(self.at().object(object));
        }
        if let Some(intrinsic) = call.intrinsic
            && is_fixed(call.dispatch)
            && self.intrinsic(intrinsic, call, &args)?
        {
            return Ok(Flow::Next);
        }
        self.call_of(call, &args)
    }

    /// The call itself, of arguments that are checked.
    pub(crate) fn call_of(&mut self, call: &CallFacts, args: &[Value]) -> Building<Flow> {
        let method = self.names.method(&mut self.func, call.method, &call.name);
        if self.code.handlers_at(self.index).next().is_none() && self.frame.locks.is_empty() {
            return self.plain_call(call.dispatch, method, args);
        }
        let returns = self.func.method_signature(method).and_then(|it| it.returns);
        self.call_with_handlers(call.dispatch, method, args, returns)
    }

    /// Pops what is passed, but for the appendix.
    fn arguments(&mut self, call: &CallFacts, signature: &Signature) -> Building<Vec<Value>> {
        let mismatch = bailout(BailoutReason::CallMismatch, self.bci);
        let mut types = signature.params.as_slice();
        if call.appendix.is_some() {
            let (last, rest) = types.split_last().ok_or(mismatch)?;
            if *last != Type::Ref {
                return Err(mismatch);
            }
            types = rest;
        }
        let mut args = Vec::with_capacity(types.len() + 2);
        for &ty in types.iter().rev() {
            args.push(self.frame.pop(&self.func, ty).ok_or(mismatch)?);
        }
        if call.dispatch != Dispatch::Static {
            args.push(self.frame.pop(&self.func, Type::Ref).ok_or(mismatch)?);
        }
        args.reverse();
        Ok(args)
    }

    fn check_initialized(&mut self, call: &CallFacts) {
        if !self.source.is_initialized(call.class.id) {
            let class = self.names.class(&mut self.func, &call.class);
            self.at().guard_initialized(class);
        }
    }

    fn check_receiver(&mut self, call: &CallFacts, receiver: Value) -> Building<()> {
        if self.func.value_type(receiver) != Type::Ref {
            return Ok(());
        }
        self.nonnull(receiver)?;
        if let Some(class) = &call.receiver {
            let class = self.names.class(&mut self.func, class);
            self.at().guard_cast(receiver, class);
        }
        Ok(())
    }

    /// An exception leaves the function.
    fn plain_call(
        &mut self,
        dispatch: Dispatch,
        method: MethodRef,
        args: &[Value],
    ) -> Building<Flow> {
        let opcode = match dispatch {
            Dispatch::Static => Opcode::CallStatic,
            Dispatch::Special => Opcode::CallSpecial,
            Dispatch::Virtual => Opcode::CallVirtual,
            Dispatch::Interface => Opcode::CallInterface,
        };
        let data = InstData::new(opcode, Immediate::Method(method), args);
        let inst = self.at().append(data);
        if let Some(result) = self.func.result(inst) {
            self.push(result);
        }
        self.set_state_after(inst);
        Ok(Flow::Next)
    }

    /// An exception goes to the handlers, or leaves the function after the monitors.
    fn call_with_handlers(
        &mut self,
        dispatch: Dispatch,
        method: MethodRef,
        args: &[Value],
        returns: Option<Type>,
    ) -> Building<Flow> {
        let opcode = match dispatch {
            Dispatch::Static => Opcode::TryStatic,
            Dispatch::Special => Opcode::TrySpecial,
            Dispatch::Virtual => Opcode::TryVirtual,
            Dispatch::Interface => Opcode::TryInterface,
        };
        let normal = self.func.add_block();
        let exceptional = self.func.add_block();
        let result = returns.map(|ty| self.func.add_param(normal, ty));
        let exception = self.func.add_param(exceptional, Type::Ref);
        self.fixed_states.extend([normal, exceptional]);
        let (to_normal, to_exceptional) = ((normal, &[][..]), (exceptional, &[][..]));
        let inst = self
            .at()
            .try_call(opcode, method, args, to_normal, to_exceptional);
        self.set_state_after(inst);

        let mut thrown = self.frame.clone();
        thrown.stack = vec![Cell::Value(exception)];
        if let Some(result) = result {
            self.push(result);
        }
        let state = self.state_after();
        self.func.set_block_state(normal, Some(state));
        let returned = std::mem::replace(&mut self.frame, thrown);
        self.block = exceptional;
        let live = self.live.at_handlers(self.code, self.index);
        let state = self.state(Moment::Throwing, &live);
        self.func.set_block_state(exceptional, Some(state));
        let nonnull = self.at().guard_passed();
        self.dispatch(exception, nonnull, state)?;

        self.block = normal;
        self.frame = returned;
        Ok(Flow::Next)
    }
}

/// Is it this method that is called, whatever the receiver is?
fn is_fixed(dispatch: Dispatch) -> bool {
    matches!(dispatch, Dispatch::Static | Dispatch::Special)
}
