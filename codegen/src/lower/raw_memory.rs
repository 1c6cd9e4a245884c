//! Memory by address: an object and an offset, as `Unsafe` takes them; and functions of the VM.
//!
//! An object that is null stands for address 0. An access to memory that may be missing has an exit,
//! where the VM continues when it faults. Atomic operations have the processor's lock, which
//! orders all memory.

use super::guards::Operands;
use super::memory::Place;
use super::{Done, Lowering};
use crate::artifact::ExitReason;
use crate::bailout::Bailout;
use crate::facts::Kind;
use crate::machine::{Address, Base, Op};
use crate::registers::{C_INTS, RAX, allocatable, class_of, java_result, xmm};
use ir::immediate::Immediate;
use ir::instruction::InstData;
use ir::{Inst, Opcode, Type, Value};
use regalloc2::{Operand, RegClass};
use smallvec::{SmallVec, smallvec};

impl Lowering<'_> {
    pub(super) fn raw_access(&mut self, inst: Inst, data: &InstData) -> Done {
        let Immediate::Element(element) = data.immediate else {
            return Err(Bailout::Malformed);
        };
        let kind = Kind::from(element);
        let place = self.raw_place(data.args[0], data.args[1]);
        match data.opcode {
            Opcode::LoadAt => self.load(inst, kind, place),
            Opcode::StoreAt => self.store(kind, place, data.args[2]),
            Opcode::LoadRaw | Opcode::LoadBytes => self.load_raw(inst, data, kind, place)?,
            Opcode::StoreRaw | Opcode::StoreBytes => self.store_raw(data, kind, place)?,
            Opcode::GetAndAdd | Opcode::GetAndSet => {
                self.exchange(inst, data, kind, place);
            }
            _ => self.compare_and_swap(inst, data, kind, place),
        }
        Ok(())
    }

    /// A load of memory that may be missing.
    fn load_raw(&mut self, inst: Inst, data: &InstData, kind: Kind, place: Place) -> Done {
        if kind == Kind::Reference {
            return Err(Bailout::Malformed);
        }
        let result = self.result(inst);
        let mut operands: Operands = SmallVec::from_slice(&place.operands);
        operands.push(Operand::reg_def(result));
        self.leave_on_fault(data, &mut operands)?;
        self.push(Op::Load(kind, place.address), &operands);
        Ok(())
    }

    /// A store to memory that may be missing.
    fn store_raw(&mut self, data: &InstData, kind: Kind, place: Place) -> Done {
        if kind == Kind::Reference {
            return Err(Bailout::Malformed);
        }
        let value = data.args[2];
        let mut operands: Operands = SmallVec::from_slice(&place.operands);
        let op = match self.constant_to_store(kind, value) {
            Some(constant) => Op::StoreConstant(kind, place.address, constant),
            None => {
                operands.push(Operand::reg_use(self.register(value)));
                Op::Store(kind, place.address)
            }
        };
        self.leave_on_fault(data, &mut operands)?;
        self.push(op, &operands);
        Ok(())
    }

    /// The next machine instruction leaves when it faults.
    fn leave_on_fault(&mut self, data: &InstData, operands: &mut Operands) -> Done {
        let state = self.state(data, ExitReason::Again, None, Operand::any_use, operands)?;
        self.machine.may_fault_next(state);
        Ok(())
    }

    /// The place at an offset that may be anything.
    fn raw_place(&mut self, object: Value, offset: Value) -> Place {
        if let Some(displacement) = self.immediate(offset) {
            return self.at(object, displacement);
        }
        let (object, offset) = (self.register(object), self.register(offset));
        Place {
            address: Address {
                base: Base::Operand,
                scale: 1,
                displacement: 0,
            },
            operands: smallvec![Operand::reg_use(object), Operand::reg_use(offset)],
        }
    }

    /// The new value's register becomes that of what was there.
    fn exchange(&mut self, inst: Inst, data: &InstData, kind: Kind, place: Place) {
        let value = self.register(data.args[2]);
        let result = self.result(inst);
        let reused = place.operands.len();
        let mut operands = place.operands.clone();
        operands.push(Operand::reg_use(value));
        operands.push(Operand::reg_reuse_def(result, reused));
        let op = if data.opcode == Opcode::GetAndAdd {
            Op::ExchangeAdd(kind, place.address)
        } else {
            Op::Exchange(kind, place.address)
        };
        self.push(op, &operands);
        self.barrier_after(kind, &place);
    }

    fn compare_and_swap(&mut self, inst: Inst, data: &InstData, kind: Kind, place: Place) {
        let (expected, value) = (self.register(data.args[2]), self.register(data.args[3]));
        let result = self.result(inst);
        // rax changes before the last use of the others.
        let late = |operand: &Operand| Operand::reg_use_at_end(operand.vreg());
        let mut operands: SmallVec<[Operand; 8]> = place.operands.iter().map(late).collect();
        operands.push(Operand::reg_fixed_use(expected, RAX));
        operands.push(Operand::reg_use_at_end(value));
        operands.push(Operand::reg_fixed_def(result, RAX));
        let op = Op::CompareExchange {
            kind,
            address: place.address,
            tells_success: data.opcode == Opcode::CompareAndSet,
        };
        self.push(op, &operands);
        self.barrier_after(kind, &place);
    }

    /// The collector hears of a store that may have been made.
    fn barrier_after(&mut self, kind: Kind, place: &Place) {
        if kind == Kind::Reference && self.target.layout.log_table.is_some() {
            self.push(Op::Barrier, &place.operands[..1]);
        }
    }

    /// A call with C's convention, without a frame that anybody looks at.
    pub(super) fn routine(&mut self, inst: Inst, data: &InstData) -> Done {
        let Immediate::Routine(routine) = data.immediate else {
            return Err(Bailout::Malformed);
        };
        let address = self.target.facts.routine(routine);
        let address = address.ok_or(Bailout::Malformed)?;
        let mut operands: SmallVec<[Operand; 8]> = SmallVec::new();
        let (mut n_ints, mut n_floats) = (0, 0);
        for &arg in &data.args {
            let register = self.register(arg);
            let place = match class_of(self.type_of(arg)) {
                RegClass::Float => {
                    n_floats += 1;
                    xmm(n_floats - 1)
                }
                RegClass::Int | RegClass::Vector => {
                    n_ints += 1;
                    *C_INTS.get(n_ints - 1).ok_or(Bailout::Malformed)?
                }
            };
            operands.push(Operand::reg_fixed_use(register, place));
        }
        let mut clobbers = allocatable();
        if let Some(ty) = routine.signature().returns {
            let result = self.result(inst);
            clobbers.remove(java_result(ty));
            operands.push(Operand::reg_fixed_def(result, java_result(ty)));
        }
        self.machine
            .push(Op::CallRoutine(address), &operands, clobbers);
        Ok(())
    }

    /// What stands in fixed places: the mirror of an object's class, the current thread.
    pub(super) fn fixed_object(&mut self, inst: Inst, data: &InstData) -> Done {
        let result = self.result(inst);
        if data.opcode == Opcode::CurrentThread {
            let offset = self.target.layout.thread.object;
            self.push(Op::LoadThread { offset }, &[Operand::reg_def(result)]);
            return Ok(());
        }
        let class = self.temporary(Type::I64);
        let place = self.at(data.args[0], self.target.layout.class_word);
        let mut operands = place.operands;
        operands.push(Operand::reg_def(class));
        self.push(Op::Load(Kind::Int, place.address), &operands);
        let address = Address {
            base: Base::Operand,
            scale: 0,
            displacement: self.target.layout.class.mirror,
        };
        let operands = [Operand::reg_use(class), Operand::reg_def(result)];
        self.push(Op::Load(Kind::Long, address), &operands);
        Ok(())
    }
}
