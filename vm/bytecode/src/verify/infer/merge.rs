//! Joining the paths that lead to an instruction.
//!
//! `ret` is the special case: the state after a `jsr` takes the locals that the subroutine has
//! touched from the `ret`, and the others from the `jsr`. Reference: JVMS §4.10.2.5.

use std::rc::Rc;

use super::super::{Failure, Hierarchy};
use super::flow::Effect;
use super::info::{Base, Info};
use super::{Flags, Inference, Inferred, State, Subroutine, n_stack_slots, some_path};
use crate::instruction::Op;

impl<H: Hierarchy> Inference<'_, '_, H> {
    /// Merges into the handlers that cover an instruction the state before it; after a
    /// constructor call, also the state after it.
    pub(super) fn merge_into_handlers(
        &mut self,
        number: usize,
        before: (&State, Flags),
        after: (&State, Flags),
        effect: &Effect,
    ) -> Inferred<(), H> {
        for i in 0..self.handlers.len() {
            let row = &self.handlers[i];
            if !(row.start..row.end).contains(&number) {
                continue;
            }
            let (handler, stack) = (row.handler, row.stack.clone());
            let at_handler = |state: &State| State {
                stack: stack.clone(),
                ..state.clone()
            };
            self.merge_state(number, handler, at_handler(before.0), before.1, true)?;
            if self.instructions[number].is_init_call {
                let mut flags = after.1;
                if effect
                    .replace
                    .is_some_and(|(from, _)| from.base == Base::Init)
                {
                    flags.some_path |= some_path::NO_RETURN;
                }
                self.merge_state(number, handler, at_handler(after.0), flags, true)?;
            }
        }
        Ok(())
    }

    pub(super) fn merge_into_successors(
        &mut self,
        number: usize,
        after: &State,
        flags: Flags,
    ) -> Inferred<(), H> {
        for target in self.successors(number, after) {
            if target >= self.instructions.len() {
                return self.error("Falling off the end of the code");
            }
            self.merge_state(number, target, after.clone(), flags, false)?;
        }
        Ok(())
    }

    fn successors(&mut self, number: usize, after: &State) -> Vec<usize> {
        let instruction = &self.instructions[number];
        let mut successors = instruction.targets.clone();
        match instruction.op {
            Op::Jsr => {
                if let Some(ret) = instruction.returns_from {
                    self.instructions[ret].is_changed = true;
                }
            }
            Op::Ret => {
                let local = usize::from(instruction.raw.local().unwrap_or(0));
                if let Some(Base::ReturnAddress(entry)) = after.registers.get(local).map(|r| r.base)
                {
                    let is_call = |other: &super::Instruction<'_>| {
                        other.op == Op::Jsr && other.targets.first() == Some(&entry)
                    };
                    let numbered = self.instructions.iter().enumerate().rev();
                    let calls = numbered.filter(|(_, other)| is_call(other));
                    successors.extend(calls.map(|(i, _)| i + 1));
                }
            }
            op if op.ends_block() => {}
            _ => successors.insert(0, number + 1),
        }
        successors
    }

    fn merge_state(
        &mut self,
        from: usize,
        to: usize,
        mut new: State,
        flags: Flags,
        is_exception: bool,
    ) -> Inferred<(), H> {
        let op = self.instructions[from].op;
        // Objects under construction do not get into subroutines or out of them.
        if matches!(op, Op::Jsr | Op::Ret) {
            let is_new = |item: &Info| matches!(item.base, Base::New(_));
            for part in [&mut new.stack, &mut new.registers] {
                if part.iter().any(is_new) {
                    for item in Rc::make_mut(part).iter_mut().filter(|item| is_new(item)) {
                        *item = Info::BOGUS;
                    }
                }
            }
        }
        if op == Op::Ret && !is_exception {
            let call = &mut self.instructions[to - 1];
            match call.returns_from.replace(from) {
                Some(other) if other != from => {
                    return self.error("Multiple returns to single jsr");
                }
                _ => {}
            }
            let Some(at_call) = call.state.clone() else {
                return Ok(()); // The jsr will bring this ret back.
            };
            new = self.return_state(from, new, &at_call)?;
        }
        self.merge_stack(to, &new)?;
        self.merge_registers(to, &new)?;
        let known = &mut self.instructions[to];
        let merged = match known.flags {
            None => flags,
            Some(old) => Flags {
                is_constructed: old.is_constructed && flags.is_constructed,
                some_path: old.some_path | flags.some_path,
            },
        };
        if known.flags != Some(merged) {
            known.flags = Some(merged);
            known.is_changed = true;
        }
        Ok(())
    }

    /// State after a `jsr` whose subroutine returns in state `new`.
    fn return_state(&mut self, ret: usize, new: State, at_call: &State) -> Inferred<State, H> {
        let local = usize::from(self.instructions[ret].raw.local().unwrap_or(0));
        let entry = match new.registers.get(local).map(|register| register.base) {
            Some(Base::ReturnAddress(entry)) => Some(entry),
            _ => None,
        };
        let active = new
            .subroutines
            .iter()
            .rposition(|active| Some(active.entry) == entry);
        let Some(i) = active else {
            return self.error("Illegal return from subroutine");
        };
        let touched = &new.subroutines[i].touched;
        let n_registers = new.registers.len().max(at_call.registers.len());
        let register = |i: usize| {
            let is_touched = touched.get(i) == Some(&true);
            let from = if is_touched {
                &new.registers
            } else {
                &at_call.registers
            };
            from.get(i).copied().unwrap_or(Info::BOGUS)
        };
        Ok(State {
            registers: Rc::new((0..n_registers).map(register).collect()),
            subroutines: Rc::new(new.subroutines[..i].to_vec()),
            stack: new.stack,
        })
    }

    fn merge_types(&mut self, a: Info, b: Info) -> Inferred<Info, H> {
        self.merger.merge(a, b, false).map_err(Failure::Aborted)
    }

    fn merge_stack(&mut self, to: usize, new: &State) -> Inferred<(), H> {
        let Some(old) = &self.instructions[to].state else {
            self.instructions[to].state = Some(new.clone());
            self.instructions[to].is_changed = true;
            return Ok(());
        };
        let old = old.stack.clone();
        let (n_new, n_old) = (n_stack_slots(&new.stack), n_stack_slots(&old));
        if n_new != n_old {
            return self.error(&format!("Inconsistent stack height {n_new} != {n_old}"));
        }
        let mut is_same = true;
        for (&new, &old) in new.stack.iter().zip(old.iter()).rev() {
            if !self.is_assignable(new, old)? {
                is_same = false;
                break;
            }
        }
        if is_same && new.stack.len() == old.len() {
            return Ok(());
        }
        let mut merged = Vec::clone(&old);
        let n_items = merged.len();
        for (i, &new) in new.stack.iter().rev().take(n_items).enumerate() {
            let item = &mut merged[n_items - 1 - i];
            *item = self.merge_types(*item, new)?;
            if item.base == Base::Bogus {
                return self.error("Mismatched stack types");
            }
        }
        if new.stack.len() != n_items {
            return self.error("Mismatched stack types");
        }
        self.set_state(to, |state| state.stack = Rc::new(merged));
        Ok(())
    }

    fn set_state(&mut self, to: usize, change: impl FnOnce(&mut State)) {
        let known = &mut self.instructions[to];
        if let Some(state) = &mut known.state {
            change(state);
        }
        known.is_changed = true;
    }

    fn merge_registers(&mut self, to: usize, new: &State) -> Inferred<(), H> {
        let Some(old) = self.instructions[to].state.clone() else {
            return Ok(());
        };
        let n_common = old.registers.len().min(new.registers.len());
        if n_common < old.registers.len() {
            self.set_state(to, |state| {
                Rc::make_mut(&mut state.registers).truncate(n_common)
            });
        }
        for i in 0..n_common {
            if self.is_assignable(new.registers[i], old.registers[i])? {
                continue;
            }
            let mut merged = old.registers[..n_common].to_vec();
            for (j, register) in merged.iter_mut().enumerate().skip(i) {
                *register = self.merge_types(new.registers[j], *register)?;
            }
            while merged
                .last()
                .is_some_and(|register| register.base == Base::Bogus)
            {
                merged.pop();
            }
            self.set_state(to, |state| state.registers = Rc::new(merged));
            break;
        }
        if !Rc::ptr_eq(&old.subroutines, &new.subroutines) {
            let merged = common_subroutines(&old.subroutines, &new.subroutines);
            if merged != *old.subroutines {
                self.set_state(to, |state| state.subroutines = Rc::new(merged));
            }
        }
        Ok(())
    }
}

/// The subroutines that both paths are in, in order; touched is what either touched.
fn common_subroutines(old: &[Subroutine], new: &[Subroutine]) -> Vec<Subroutine> {
    let mut common = Vec::new();
    let mut from = 0;
    for mine in old {
        if let Some(i) = new[from..]
            .iter()
            .position(|theirs| theirs.entry == mine.entry)
        {
            let theirs = &new[from + i];
            let both = mine.touched.iter().zip(&theirs.touched);
            let touched = both.map(|(a, b)| a | b).collect();
            common.push(Subroutine {
                entry: mine.entry,
                touched,
            });
            from += i + 1;
        }
    }
    common
}
