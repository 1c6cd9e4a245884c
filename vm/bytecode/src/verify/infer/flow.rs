//! The data-flow analysis: sweeps over the instructions until nothing changes.

use std::rc::Rc;

use super::super::Hierarchy;
use super::super::types::OBJECT;
use super::info::{Base, Info};
use super::{Flags, Inference, Inferred, State, Subroutine, n_stack_slots, some_path};
use crate::descriptor::{Parameters, return_descriptor};
use crate::instruction::Op;

/// What an instruction hands to the later steps.
#[derive(Default)]
pub(super) struct Effect {
    /// A type to replace everywhere, and what with: an object is constructed or forgotten.
    pub(super) replace: Option<(Info, Info)>,
    /// Items to push, for instructions where popping decides.
    pub(super) pushes: Vec<Info>,
}

impl<H: Hierarchy> Inference<'_, '_, H> {
    pub(super) fn verify(&mut self) -> Inferred<(), H> {
        self.read_code()?;
        if self.instructions.is_empty() {
            return self.error("Empty code");
        }
        self.read_handlers()?;
        self.enter();
        loop {
            let mut is_done = true;
            for number in 0..self.instructions.len() {
                if std::mem::take(&mut self.instructions[number].is_changed) {
                    is_done = false;
                    self.step(number)?;
                }
            }
            if is_done {
                return Ok(());
            }
        }
    }

    /// Sets the state at the first instruction.
    fn enter(&mut self) {
        let method = self.method;
        let mut registers = Vec::new();
        let mut flags = Flags {
            is_constructed: false,
            some_path: 0,
        };
        if !method.is_static {
            if method.name == b"<init>" && self.this_class != OBJECT {
                registers.push(Info::of(Base::Init));
                flags.some_path |= some_path::NEED_CONSTRUCTOR;
            } else {
                registers.push(Info::object(self.this_class));
            }
        }
        let names = &mut *self.merger.names;
        for parameter in Parameters::of(method.descriptor)
            .into_iter()
            .flatten()
            .flatten()
        {
            let info = Info::of_descriptor(parameter.0, names).unwrap_or(Info::BOGUS);
            registers.push(info);
            registers.extend(info.second());
        }
        let result = return_descriptor(method.descriptor).unwrap_or(b"V");
        self.return_type = Info::of_descriptor(result, names).unwrap_or(Info::BOGUS);
        let first = &mut self.instructions[0];
        first.state = Some(State {
            stack: Rc::default(),
            registers: Rc::new(registers),
            subroutines: Rc::default(),
        });
        first.flags = Some(flags);
        first.is_changed = true;
    }

    fn step(&mut self, number: usize) -> Inferred<(), H> {
        let instruction = &self.instructions[number];
        let (Some(state), Some(flags)) = (instruction.state.clone(), instruction.flags) else {
            return Ok(());
        };
        self.check_registers(number, &state)?;
        self.check_flags(number, flags)?;
        let mut stack = Vec::clone(&state.stack);
        let mut effect = Effect::default();
        self.pops(number, &mut stack, &mut effect)?;
        let (registers, subroutines) = self.new_registers(number, &state, &effect)?;
        let mut new_flags = flags;
        let is_init_call = self.instructions[number].is_init_call;
        if is_init_call
            && effect
                .replace
                .is_some_and(|(from, _)| from.base == Base::Init)
        {
            new_flags.is_constructed = true;
        }
        self.pushes(number, &mut stack, &state, &effect)?;
        if n_stack_slots(&stack) > usize::from(self.method.max_stack) {
            return self.error("Stack size too large");
        }
        let after = State {
            stack: Rc::new(stack),
            registers,
            subroutines,
        };
        self.merge_into_handlers(number, (&state, flags), (&after, new_flags), &effect)?;
        self.merge_into_successors(number, &after, new_flags)
    }

    /// Checks the local that the instruction reads.
    fn check_registers(&mut self, number: usize, state: &State) -> Inferred<(), H> {
        let instruction = &self.instructions[number];
        let (expected, is_wide) = match instruction.op {
            Op::ILoad | Op::IInc => (Base::Integer, false),
            Op::FLoad => (Base::Float, false),
            Op::ALoad => (Base::Null, false),
            Op::Ret => (Base::ReturnAddress(0), false),
            Op::LLoad => (Base::Long, true),
            Op::DLoad => (Base::Double, true),
            _ => return Ok(()),
        };
        let local = usize::from(instruction.raw.local().unwrap_or(0));
        let registers = &state.registers;
        if is_wide {
            let pair = format!("{local}/{}", local + 1);
            let (Some(&first), Some(&second)) = (registers.get(local), registers.get(local + 1))
            else {
                return self.error(&format!(
                    "Accessing value from uninitialized register pair {pair}"
                ));
            };
            let expected = Info::of(expected);
            if first != expected || Some(second) != expected.second() {
                return self.error(&format!("Register pair {pair} contains wrong type"));
            }
            return Ok(());
        }
        let Some(&found) = registers.get(local) else {
            return self.error(&format!(
                "Accessing value from uninitialized register {local}"
            ));
        };
        let is_address = matches!(found.base, Base::ReturnAddress(_));
        let is_right = match expected {
            Base::Null => found.is_reference() || found.is_uninitialized(),
            Base::ReturnAddress(_) => is_address,
            expected => found == Info::of(expected),
        };
        if is_right {
            Ok(())
        } else if is_address {
            self.error(&format!("Cannot load return address from register {local}"))
        } else {
            self.error(&format!("Register {local} contains wrong type"))
        }
    }

    fn check_flags(&mut self, number: usize, flags: Flags) -> Inferred<(), H> {
        let op = self.instructions[number].op;
        let needs_constructor = flags.some_path & some_path::NEED_CONSTRUCTOR != 0;
        if op == Op::Return && needs_constructor && !flags.is_constructed {
            return self.error("Constructor must call super() or this()");
        }
        if op.is_return() && flags.some_path & some_path::NO_RETURN != 0 {
            return self.error("Cannot return normally");
        }
        Ok(())
    }

    /// Locals after the instruction, and which subroutines have touched which.
    #[expect(clippy::type_complexity, reason = "the two halves of a state")]
    fn new_registers(
        &mut self,
        number: usize,
        state: &State,
        effect: &Effect,
    ) -> Inferred<(Rc<Vec<Info>>, Rc<Vec<Subroutine>>), H> {
        let instruction = &self.instructions[number];
        let op = instruction.op;
        let mut registers = state.registers.clone();
        let mut subroutines = state.subroutines.clone();
        let local = usize::from(instruction.raw.local().unwrap_or(0));
        let mut n_touched = 0;
        match op {
            Op::IStore | Op::FStore | Op::AStore | Op::LStore | Op::DStore => {
                let stored = state.stack.last().copied().unwrap_or(Info::BOGUS);
                n_touched = stored.n_slots();
                let new = Rc::make_mut(&mut registers);
                new.resize(new.len().max(local + n_touched), Info::BOGUS);
                new[local] = stored;
                if let Some(second) = stored.second() {
                    new[local + 1] = second;
                }
            }
            Op::ILoad | Op::FLoad | Op::ALoad | Op::IInc | Op::Ret => n_touched = 1,
            Op::LLoad | Op::DLoad => n_touched = 2,
            Op::Jsr => {
                let entry = instruction.targets[0];
                if subroutines
                    .iter()
                    .any(|subroutine| subroutine.entry == entry)
                {
                    return self.error("Recursive call to jsr entry");
                }
                let touched = vec![false; usize::from(self.method.max_locals)];
                Rc::make_mut(&mut subroutines).push(Subroutine { entry, touched });
            }
            _ => {}
        }
        if let Some((from, to)) = effect.replace {
            for i in 0..registers.len() {
                if registers[i] == from {
                    Rc::make_mut(&mut registers)[i] = to;
                    touch(&mut subroutines, i);
                }
            }
        }
        for i in local..local + n_touched {
            touch(&mut subroutines, i);
        }
        Ok((registers, subroutines))
    }
}

fn touch(subroutines: &mut Rc<Vec<Subroutine>>, local: usize) {
    let is_untouched = |subroutine: &Subroutine| subroutine.touched.get(local) == Some(&false);
    if subroutines.iter().any(is_untouched) {
        for subroutine in Rc::make_mut(subroutines) {
            if let Some(touched) = subroutine.touched.get_mut(local) {
                *touched = true;
            }
        }
    }
}
