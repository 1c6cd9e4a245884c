//! Functions that replace an interpreter frame at a loop header.
//!
//! Such a function gets the address of the frame's locals and reads those that are live there;
//! their types are those that they are read with. The frame must have nothing on its operand stack
//! and hold no monitors: what the code says about that is checked here.

use crate::bailout::BailoutReason;
use crate::code::{Code, bailout, invalid};
use crate::liveness::{Liveness, is_wide};
use crate::method::{Building, MethodBuilder};
use crate::source::{BytecodeSource, MethodFacts, MethodId, Site};
use ir::{Block, Builder, Signature, Type, Value};
use vm_bytecode::{Op, Operands, RawInstruction, SlotType, StackEffect};

/// How much of a frame is in use.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Depth {
    stack: usize,
    locks: usize,
}

/// The instruction at which a frame is replaced.
pub(crate) fn entry(
    source: &dyn BytecodeSource,
    id: MethodId,
    facts: &MethodFacts,
    code: &Code<'_>,
    bci: u32,
) -> Building<usize> {
    let place = bailout(BailoutReason::OsrPlace, bci);
    let entry = code.index(i64::from(bci)).ok_or(place)?;
    let depth = Depths { source, id, code }.at(entry)?.ok_or(place)?;
    if depth.stack > 0 {
        return Err(bailout(BailoutReason::OsrStack, bci));
    }
    if depth.locks > 0 || facts.is_synchronized {
        return Err(bailout(BailoutReason::OsrMonitors, bci));
    }
    Ok(entry)
}

/// Finds depths along one path to each instruction: verified code has the same on all.
struct Depths<'d> {
    source: &'d dyn BytecodeSource,
    id: MethodId,
    code: &'d Code<'d>,
}

impl Depths<'_> {
    /// Before an instruction; `None`: it is not reachable.
    fn at(&self, wanted: usize) -> Building<Option<Depth>> {
        let mut depths: Vec<Option<Depth>> = vec![None; self.code.insns.len()];
        let mut todo = vec![(0, Depth { stack: 0, locks: 0 })];
        while let Some((index, depth)) = todo.pop() {
            if depths[index].is_some() {
                continue;
            }
            depths[index] = Some(depth);
            for handler in self.code.handlers_at(index) {
                todo.push((handler.index, Depth { stack: 1, ..depth }));
            }
            let after = self.after(&self.code.insns[index], depth)?;
            let next = self.code.successors(index).iter();
            todo.extend(next.map(|next| (*next as usize, after)));
        }
        Ok(depths[wanted])
    }

    fn after(&self, insn: &RawInstruction<'_>, depth: Depth) -> Building<Depth> {
        let invalid = invalid(insn.bci);
        let (n_popped, n_pushed) = self.effect(insn).ok_or(invalid)?;
        let below = depth.stack.checked_sub(n_popped).ok_or(invalid)?;
        let locks = match insn.op {
            Op::MonitorEnter => Some(depth.locks + 1),
            Op::MonitorExit => depth.locks.checked_sub(1),
            _ => Some(depth.locks),
        };
        let unbalanced = bailout(BailoutReason::UnbalancedMonitors, insn.bci);
        Ok(Depth {
            stack: below + n_pushed,
            locks: locks.ok_or(unbalanced)?,
        })
    }

    /// Slots that an instruction pops and pushes.
    fn effect(&self, insn: &RawInstruction<'_>) -> Option<(usize, usize)> {
        if let StackEffect::Fixed { pops, pushes } = insn.op.effect() {
            let total = |slots: &[SlotType]| slots.iter().map(|slot| slot.n_slots()).sum();
            return Some((total(pops), total(pushes)));
        }
        let site = Site {
            method: self.id,
            bci: insn.bci,
            index: insn.constant_index()?,
        };
        let member = || Some(n_slots(Type::of_descriptor(&self.source.descriptor(site))?));
        Some(match (insn.op, insn.operands) {
            (Op::Ldc, _) => (0, 1),
            (Op::Ldc2, _) => (0, 2),
            (Op::GetStatic, _) => (0, member()?),
            (Op::GetField, _) => (1, member()?),
            (Op::PutStatic, _) => (member()?, 0),
            (Op::PutField, _) => (1 + member()?, 0),
            (Op::MultiANewArray, Operands::MultiArray { n_dimensions, .. }) => {
                (usize::from(n_dimensions), 1)
            }
            (op, _) if op.is_invoke() => {
                let signature = Signature::of_descriptor(&self.source.descriptor(site))?;
                let receiver = usize::from(!matches!(op, Op::InvokeStatic | Op::InvokeDynamic));
                let passed: usize = signature.params.iter().map(|ty| n_slots(*ty)).sum();
                (receiver + passed, signature.returns.map_or(0, n_slots))
            }
            _ => return None,
        })
    }
}

fn n_slots(ty: Type) -> usize {
    1 + usize::from(is_wide(ty))
}

impl MethodBuilder<'_> {
    /// The entry block of a function that replaces a frame.
    pub(crate) fn enter_osr(&mut self, signature: Signature) -> Building<()> {
        let place = bailout(BailoutReason::OsrPlace, self.bci);
        self.func.signature = Signature {
            params: vec![Type::I64],
            returns: signature.returns,
        };
        let buffer = self.func.add_param(self.block, Type::I64);
        for ty in [Type::I32, Type::I64, Type::F32, Type::F64, Type::Ref] {
            let n_locals = self.frame.locals.len();
            let live = Liveness::of_type(self.code, n_locals, ty).ok_or(place)?;
            for local in live.before(self.index).iter() {
                if self.frame.locals.get(local) != Some(&crate::frame::Cell::Empty) {
                    return Err(place);
                }
                let value = load(&mut self.func, self.block, buffer, local, ty);
                self.frame
                    .set_local(&self.func, local, value)
                    .ok_or(place)?;
            }
        }
        let (target, args) = self.edge(self.index)?;
        self.fixed_states.insert(target);
        self.at().jump(target, &args);
        Ok(())
    }
}

fn load(func: &mut ir::Function, block: Block, buffer: Value, local: usize, ty: Type) -> Value {
    let mut builder = Builder::at(func, block);
    let slot = local as i32;
    match ty {
        Type::I64 => builder.load_osr_long(buffer, slot),
        Type::F32 => builder.load_osr_float(buffer, slot),
        Type::F64 => builder.load_osr_double(buffer, slot),
        Type::Ref => builder.load_osr_ref(buffer, slot),
        Type::I32 | Type::Guard => builder.load_osr_int(buffer, slot),
    }
}
