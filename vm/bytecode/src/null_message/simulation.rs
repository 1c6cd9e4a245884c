//! Which instruction pushed what is on the operand stack.

use super::SourceMethod;
use crate::descriptor::{field_type, n_parameter_slots, return_descriptor};
use crate::instruction::{Op, StackEffect};
use crate::raw::{Operands, RawCode, RawInstruction};

/// The bci that pushed a slot; `None` if that depends on the path.
type Origin = Option<u32>;

/// The operand stack before an instruction.
#[derive(Clone, Debug, Default)]
pub(super) struct Stack {
    slots: Vec<Origin>,
    /// Bit per local: whether it has been stored into.
    written: u64,
}

impl Stack {
    /// Origin of a slot, counted from the top.
    pub(super) fn origin(&self, slot: usize) -> Origin {
        let i = self.slots.len().checked_sub(slot + 1)?;
        self.slots[i]
    }

    /// Whether a local may hold something else than at method entry.
    pub(super) fn is_written(&self, local: u16) -> bool {
        local > 63 || self.written >> local & 1 != 0
    }

    fn merge(&mut self, other: &Stack) {
        for (mine, theirs) in self.slots.iter_mut().zip(&other.slots) {
            if mine != theirs {
                *mine = None;
            }
        }
        self.written |= other.written;
    }

    fn pop(&mut self, n: usize) {
        let n_left = self.slots.len().saturating_sub(n);
        self.slots.truncate(n_left);
    }

    fn push(&mut self, bci: u32, n: usize) {
        self.slots.extend(std::iter::repeat_n(Some(bci), n));
    }
}

/// Slots in all stacks together before the simulation gives up.
const MAX_SLOTS: usize = 1_000_000;

/// The stacks before each instruction, as far as known.
#[derive(Debug)]
pub(super) struct Simulation {
    stacks: Vec<Option<Stack>>,
    n_slots: usize,
    has_added: bool,
}

impl Simulation {
    /// Simulates until the stack at `bci` is known.
    pub(super) fn until(method: &SourceMethod<'_>, bci: u32) -> Simulation {
        let code = method.code.code;
        let mut stacks = vec![None; code.len() + 1];
        stacks[0] = Some(Stack::default());
        for row in &method.code.handlers {
            if let Some(stack @ None) = stacks.get_mut(usize::from(row.handler)) {
                let slots = vec![Some(u32::from(row.handler))];
                *stack = Some(Stack { slots, written: 0 });
            }
        }
        let mut simulation = Simulation {
            stacks,
            n_slots: 0,
            has_added: true,
        };
        let mut is_complete = false;
        while !is_complete && simulation.has_added {
            is_complete = true;
            simulation.has_added = false;
            for raw in RawCode::new(code).map_while(Result::ok) {
                is_complete &= simulation.step(method, &raw);
                if raw.next_bci() == bci && simulation.stack(bci).is_some() {
                    return simulation;
                }
                if simulation.n_slots > MAX_SLOTS {
                    return simulation;
                }
            }
        }
        simulation
    }

    pub(super) fn stack(&self, bci: u32) -> Option<&Stack> {
        self.stacks.get(bci as usize)?.as_ref()
    }

    fn flow(&mut self, target: i64, stack: &mut Stack) {
        let slot = usize::try_from(target)
            .ok()
            .and_then(|target| self.stacks.get_mut(target));
        let Some(slot) = slot else { return };
        match slot {
            Some(known) => stack.merge(known),
            None => {
                self.has_added = true;
                self.n_slots += stack.slots.len();
            }
        }
        *slot = Some(stack.clone());
    }

    /// Simulates one instruction. Whether its stack was known.
    fn step(&mut self, method: &SourceMethod<'_>, raw: &RawInstruction<'_>) -> bool {
        let Some(mut stack) = self.stacks[raw.bci as usize].clone() else {
            return false;
        };
        apply(method, raw, &mut stack);
        // As in the JDK, a switch also goes on to the next instruction.
        let is_switch = matches!(raw.op, Op::TableSwitch | Op::LookupSwitch);
        if !raw.op.ends_block() || is_switch {
            self.flow(i64::from(raw.next_bci()), &mut stack);
        }
        match raw.operands {
            Operands::Branch(target) => self.flow(target, &mut stack),
            Operands::Switch(switch) => {
                for target in switch.targets() {
                    self.flow(target, &mut stack);
                }
            }
            _ => {}
        }
        true
    }
}

fn apply(method: &SourceMethod<'_>, raw: &RawInstruction<'_>, stack: &mut Stack) {
    let bci = raw.bci;
    let member = || {
        let index = raw.constant_index()?;
        let member = method
            .pool
            .member_ref(index)
            .map(|member| member.descriptor);
        member.or_else(|| Some(method.pool.dynamic(index)?.2))
    };
    let n_field = || {
        member()
            .and_then(field_type)
            .map_or(1, |slot_type| slot_type.n_slots())
    };
    // Slots from the top of the stack, for the instructions that move them.
    let order: Option<(usize, &[usize])> = match raw.op {
        Op::Dup => Some((1, &[0, 0])),
        Op::DupX1 => Some((2, &[0, 1, 0])),
        Op::DupX2 => Some((3, &[0, 2, 1, 0])),
        Op::Dup2 => Some((2, &[1, 0, 1, 0])),
        Op::Dup2X1 => Some((3, &[1, 0, 2, 1, 0])),
        Op::Dup2X2 => Some((4, &[1, 0, 3, 2, 1, 0])),
        Op::Swap => Some((2, &[0, 1])),
        _ => None,
    };
    if let Some((n_popped, order)) = order {
        let origins = [0, 1, 2, 3].map(|slot| stack.origin(slot));
        stack.pop(n_popped);
        stack.slots.extend(order.iter().map(|&slot| origins[slot]));
        return;
    }
    match raw.op {
        // What a cast lets through comes from where it came from before.
        Op::CheckCast => {}
        Op::Ldc => stack.push(bci, 1),
        Op::Ldc2 => stack.push(bci, 2),
        Op::GetStatic => stack.push(bci, n_field()),
        Op::PutStatic => stack.pop(n_field()),
        Op::GetField => {
            stack.pop(1);
            stack.push(bci, n_field());
        }
        Op::PutField => stack.pop(1 + n_field()),
        Op::MultiANewArray => {
            if let Operands::MultiArray { n_dimensions, .. } = raw.operands {
                stack.pop(usize::from(n_dimensions));
            }
            stack.push(bci, 1);
        }
        op if op.is_invoke() => {
            let has_receiver = !matches!(op, Op::InvokeStatic | Op::InvokeDynamic);
            let descriptor = member().unwrap_or(b"()V");
            let n_arguments = n_parameter_slots(descriptor).unwrap_or(0);
            stack.pop(n_arguments + usize::from(has_receiver));
            let result = return_descriptor(descriptor).and_then(field_type);
            stack.push(bci, result.map_or(0, |slot_type| slot_type.n_slots()));
        }
        op => {
            if let (Op::IStore | Op::LStore | Op::FStore | Op::DStore | Op::AStore, Some(local)) =
                (op, raw.local())
                && local < 64
            {
                stack.written |= 1 << local;
            }
            if let StackEffect::Fixed { pops, pushes } = op.effect() {
                stack.pop(pops.iter().map(|slot_type| slot_type.n_slots()).sum());
                stack.push(
                    bci,
                    pushes.iter().map(|slot_type| slot_type.n_slots()).sum(),
                );
            }
        }
    }
}
