//! Functions that replace an interpreter frame at a loop header.
//!
//! Such a function gets the address of the frame's locals and reads those that are live there;
//! their types are those that they are read with. The frame must have nothing on its operand stack.
//!
//! It takes over the monitors that the frame holds. That of a synchronized method is the receiver's
//! or the class's. The others must be held by locals, as compilers of Java make it: an object is
//! stored into a local right before its monitor is entered, nothing else is stored there while it
//! is held, and it is read from there to leave the monitor. Then the frame holds exactly what those
//! locals say, whichever way it came to the loop. Other code is not entered in its loops.

use crate::bailout::BailoutReason;
use crate::code::{Code, bailout, invalid};
use crate::frame::Cell;
use crate::liveness::{Liveness, is_wide, written};
use crate::method::{Building, MethodBuilder};
use crate::source::{BytecodeSource, MethodFacts, MethodId, Site};
use ir::{Block, Builder, Signature, Type, Value};
use vm_bytecode::{Op, Operands, RawInstruction, SlotType, StackEffect};

/// Where a frame is replaced.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The instruction.
    pub(crate) index: usize,
    /// Locals with the objects whose monitors are held, but for that of a synchronized method;
    /// outermost first.
    holders: Vec<usize>,
}

/// How much of a frame is in use.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Depth {
    stack: usize,
    /// Locals with the objects whose monitors are held.
    holders: Vec<usize>,
}

/// The place at which a frame is replaced.
pub(crate) fn entry(
    source: &dyn BytecodeSource,
    id: MethodId,
    facts: &MethodFacts,
    code: &Code<'_>,
    bci: u32,
) -> Building<Entry> {
    let place = bailout(BailoutReason::OsrPlace, bci);
    let monitors = bailout(BailoutReason::OsrMonitors, bci);
    let index = code.index(i64::from(bci)).ok_or(place)?;
    let mut depths = Depths {
        source,
        id,
        code,
        is_plain: true,
    };
    let depth = depths.at(index)?.ok_or(place)?;
    if depth.stack > 0 {
        return Err(bailout(BailoutReason::OsrStack, bci));
    }
    if !depths.is_plain && !depth.holders.is_empty() {
        return Err(monitors);
    }
    let mut insns = code.insns.iter();
    if facts.is_synchronized && !facts.is_static && insns.any(|insn| writes(insn, 0)) {
        return Err(monitors);
    }
    Ok(Entry {
        index,
        holders: depth.holders,
    })
}

/// Finds depths along one path to each instruction: verified code has stacks of the same depth on
/// all.
struct Depths<'d> {
    source: &'d dyn BytecodeSource,
    id: MethodId,
    code: &'d Code<'d>,
    /// Are monitors held by locals everywhere, and the same on all paths?
    is_plain: bool,
}

impl Depths<'_> {
    /// Before an instruction; `None`: it is not reachable.
    fn at(&mut self, wanted: usize) -> Building<Option<Depth>> {
        let mut depths: Vec<Option<Depth>> = vec![None; self.code.insns.len()];
        let start = Depth {
            stack: 0,
            holders: Vec::new(),
        };
        let mut todo = vec![(0, start)];
        while let Some((index, depth)) = todo.pop() {
            if let Some(known) = &depths[index] {
                self.is_plain &= known.holders == depth.holders;
                continue;
            }
            for handler in self.code.handlers_at(index) {
                let holders = depth.holders.clone();
                todo.push((handler.index, Depth { stack: 1, holders }));
                if handler.catch_type == 0 {
                    break;
                }
            }
            let after = self.after(index, &depth)?;
            let next = self.code.successors(index).iter();
            todo.extend(next.map(|next| (*next as usize, after.clone())));
            depths[index] = Some(depth);
        }
        Ok(depths[wanted].take())
    }

    fn after(&mut self, index: usize, depth: &Depth) -> Building<Depth> {
        let insn = &self.code.insns[index];
        let invalid = invalid(insn.bci);
        let (n_popped, n_pushed) = self.effect(insn).ok_or(invalid)?;
        let below = depth.stack.checked_sub(n_popped).ok_or(invalid)?;
        let mut holders = depth.holders.clone();
        self.is_plain &= !holders.iter().any(|holder| writes(insn, *holder));
        match insn.op {
            Op::MonitorEnter => {
                let holder = self.holder(index);
                self.is_plain &= holder.is_some();
                holders.push(holder.unwrap_or(usize::MAX));
            }
            Op::MonitorExit => {
                let unbalanced = bailout(BailoutReason::UnbalancedMonitors, insn.bci);
                let holder = holders.pop().ok_or(unbalanced)?;
                self.is_plain &= self.loaded(index) == Some(holder);
            }
            _ => {}
        }
        Ok(Depth {
            stack: below + n_pushed,
            holders,
        })
    }

    /// The local that holds the object whose monitor an instruction enters: the object was stored
    /// there or read from there right before.
    fn holder(&self, index: usize) -> Option<usize> {
        let stored = index.checked_sub(1)?;
        let insn = &self.code.insns[stored];
        if insn.op == Op::AStore {
            let copied = stored.checked_sub(1)?;
            let is_copy = self.code.insns[copied].op == Op::Dup;
            let is_straight = self.follows_alone(stored) && self.follows_alone(index);
            return insn
                .local()
                .filter(|_| is_copy && is_straight)
                .map(usize::from);
        }
        self.loaded(index)
    }

    /// The local that was pushed right before an instruction.
    fn loaded(&self, index: usize) -> Option<usize> {
        let insn = &self.code.insns[index.checked_sub(1)?];
        let is_load = insn.op == Op::ALoad && self.follows_alone(index);
        insn.local().filter(|_| is_load).map(usize::from)
    }

    /// Is an instruction executed behind the one before it only?
    fn follows_alone(&self, index: usize) -> bool {
        let others = (0..self.code.insns.len()).filter(|other| other + 1 != index);
        let mut others = others.flat_map(|other| self.code.successors(other));
        let mut handlers = self.code.handlers().iter();
        !others.any(|next| *next as usize == index)
            && !handlers.any(|handler| handler.index == index)
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

/// Does an instruction write a local, or half of it?
fn writes(insn: &RawInstruction<'_>, local: usize) -> bool {
    let (Some(first), Some(ty)) = (insn.local(), written(insn.op)) else {
        return false;
    };
    let first = usize::from(first);
    first == local || is_wide(ty) && first + 1 == local
}

fn n_slots(ty: Type) -> usize {
    1 + usize::from(is_wide(ty))
}

impl MethodBuilder<'_> {
    /// The entry block of a function that replaces a frame.
    pub(crate) fn enter_osr(&mut self, signature: Signature, entry: &Entry) -> Building<()> {
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
                if self.frame.locals.get(local) != Some(&Cell::Empty) {
                    return Err(place);
                }
                let value = load(&mut self.func, self.block, buffer, local, ty);
                self.frame
                    .set_local(&self.func, local, value)
                    .ok_or(place)?;
            }
        }
        self.take_over_monitors(buffer, entry)?;
        let (target, args) = self.edge(self.index)?;
        self.fixed_states.insert(target);
        self.at().jump(target, &args);
        Ok(())
    }

    /// The monitors that the frame holds are those of this function.
    fn take_over_monitors(&mut self, buffer: Value, entry: &Entry) -> Building<()> {
        if self.facts.is_synchronized {
            let object = match self.frame.locals.first() {
                _ if self.facts.is_static => self.mirror()?,
                Some(Cell::Value(receiver)) => *receiver,
                // The VM sees to it that the slot holds the receiver.
                _ => load(&mut self.func, self.block, buffer, 0, Type::Ref),
            };
            self.frame.locks.push(object);
            self.n_method_locks = 1;
        }
        for &holder in &entry.holders {
            match self.frame.locals.get(holder) {
                Some(&Cell::Value(object)) if self.func.value_type(object) == Type::Ref => {
                    self.frame.locks.push(object);
                }
                _ => return Err(bailout(BailoutReason::OsrMonitors, self.bci)),
            }
        }
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
