//! Calls of Java methods and of helpers.

use super::blocks::width_on_stack;
use super::guards::Operands;
use super::{Done, Lowering};
use crate::bailout::Bailout;
use crate::entry_points::Helper;
use crate::machine::{After, Callee, Compare, Flags, Op, Test};
use crate::registers::{ArgumentPlace, HELPER_INTS, JavaArguments, RAX, allocatable, java_result};
use iced_x86::ConditionCode;
use ir::immediate::Immediate;
use ir::instruction::InstData;
use ir::{Inst, Opcode, Type, Value};
use regalloc2::{Operand, RegClass, VReg};

impl<'a> Lowering<'a> {
    /// A call whose exception leaves the frame.
    pub(super) fn call(&mut self, inst: Inst, data: &InstData) -> Done {
        let result = self.func.result(inst);
        self.java_call(data, result, true)
    }

    /// A call that ends its block.
    pub(super) fn call_with_handler(&mut self, data: &'a InstData) -> Done {
        let [normal, exceptional] = &data.targets[..] else {
            return Err(Bailout::Malformed);
        };
        let called = self.func.called(data).ok_or(Bailout::Malformed)?;
        let params = self.func.params(normal.block);
        let result = called.returns.and(params.first().copied());
        self.java_call(data, result, false)?;
        let (thrown, passed) = self.target(exceptional);
        let (returned, passed_on) = self.target(normal);
        let pending = Compare {
            test: Test::Thread {
                offset: self.target.layout.thread.pending,
                wide: true,
            },
            flags: Flags::Are(ConditionCode::ne),
        };
        self.push(Op::Branch(pending), &[]);
        self.machine.successor(thrown, &passed);
        self.machine.successor(returned, &passed_on);
        Ok(())
    }

    /// How the method that a call runs is found.
    fn callee(&self, data: &InstData) -> Result<Callee, Bailout> {
        let Immediate::Method(method) = data.immediate else {
            return Err(Bailout::Malformed);
        };
        let facts = self.target.facts.method(method);
        Ok(match (data.opcode, facts.vtable_offset) {
            (Opcode::CallInterface | Opcode::TryInterface, _) => Callee::Cached(method),
            (Opcode::CallVirtual | Opcode::TryVirtual, Some(offset)) => Callee::Vtable(offset),
            _ => Callee::Method {
                method,
                address: facts.address,
            },
        })
    }

    fn java_call(&mut self, data: &InstData, result: Option<Value>, unwinds: bool) -> Done {
        let callee = self.callee(data)?;
        let mut operands = Operands::new();
        self.pass_arguments(data, &mut operands);

        let mut clobbers = allocatable();
        let mut narrow = None;
        if let Some(value) = result {
            let ty = self.type_of(value);
            let register = self.register_of(value);
            let mut given = register;
            if ty == Type::I32 {
                given = self.temporary(ty);
                narrow = Some((given, register));
            }
            operands.push(Operand::reg_fixed_def(given, java_result(ty)));
            clobbers.remove(java_result(ty));
        }
        let state = self.safepoint_state(data, result, &mut operands)?;
        let op = Op::Call {
            callee,
            state,
            unwinds,
        };
        self.machine.push(op, &operands, clobbers);
        if let Some((given, register)) = narrow {
            self.zero_extend(given, register);
        }
        Ok(())
    }

    /// Puts the arguments on the stack there, and has the others where the callee wants them.
    fn pass_arguments(&mut self, data: &InstData, operands: &mut Operands) {
        let mut places = JavaArguments::default();
        for &arg in &data.args {
            let ty = self.type_of(arg);
            let register = self.register(arg);
            match places.place(ty) {
                ArgumentPlace::Register(place) => {
                    operands.push(Operand::reg_fixed_use(register, place));
                }
                ArgumentPlace::Stack(number) => {
                    let width = width_on_stack(ty);
                    let op = Op::PassOnStack { number, width };
                    self.push(op, &[Operand::reg_use(register)]);
                }
            }
        }
        self.machine.n_outgoing = self.machine.n_outgoing.max(places.n_stack());
    }

    /// A call of a helper that may reach a safepoint. `own`: what the instruction's state may name
    /// although it is not there yet.
    pub(super) fn call_helper(
        &mut self,
        call: HelperCall<'_>,
        data: &InstData,
        own: Option<Value>,
    ) -> Done {
        let mut operands: Operands = call
            .args
            .iter()
            .zip(HELPER_INTS)
            .map(|(&arg, place)| Operand::reg_fixed_use(arg, place))
            .collect();
        let mut clobbers = allocatable();
        if let Some(result) = call.result {
            debug_assert_eq!(result.class(), RegClass::Int);
            operands.push(Operand::reg_fixed_def(result, RAX));
            clobbers.remove(RAX);
        }
        let state = self.safepoint_state(data, own, &mut operands)?;
        let op = Op::CallHelper {
            helper: call.helper,
            state,
            after: call.after,
        };
        self.machine.push(op, &operands, clobbers);
        Ok(())
    }
}

/// What a call of a helper passes and gets.
pub(super) struct HelperCall<'c> {
    /// Which.
    pub helper: Helper,
    /// Arguments after the thread.
    pub args: &'c [VReg],
    /// What follows.
    pub after: After,
    /// Its result, if it is wanted.
    pub result: Option<VReg>,
}
