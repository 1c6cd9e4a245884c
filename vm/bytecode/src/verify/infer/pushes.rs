//! What each instruction pushes.

use super::super::types::{CLASS, STRING};
use super::super::{Hierarchy, tag};
use super::flow::Effect;
use super::info::{Base, Info};
use super::{Inference, Inferred, State};
use crate::descriptor::return_descriptor;
use crate::instruction::{Op, SlotType, StackEffect};

impl<H: Hierarchy> Inference<'_, '_, H> {
    pub(super) fn pushes(
        &mut self,
        number: usize,
        stack: &mut Vec<Info>,
        before: &State,
        effect: &Effect,
    ) -> Inferred<(), H> {
        let instruction = &self.instructions[number];
        let (op, class) = (instruction.op, instruction.class);
        let pool = self.class.pool;
        let index = instruction.raw.constant_index().unwrap_or(0);
        let (_, descriptor) = pool.name_and_descriptor(index).unwrap_or((b"", b""));
        match op {
            Op::Ldc | Op::Ldc2 => stack.push(match pool.tag(index) {
                tag::INTEGER => Info::INTEGER,
                tag::FLOAT => Info::of(Base::Float),
                tag::LONG => Info::of(Base::Long),
                tag::DOUBLE => Info::of(Base::Double),
                tag::STRING => Info::object(STRING),
                _ => Info::object(CLASS),
            }),
            Op::GetStatic | Op::GetField => {
                let field = Info::of_descriptor(descriptor, self.merger.names);
                stack.push(field.unwrap_or(Info::BOGUS));
            }
            Op::AConstNull => stack.push(Info::NULL),
            Op::ALoad => {
                let local = usize::from(instruction.raw.local().unwrap_or(0));
                stack.push(before.registers.get(local).copied().unwrap_or(Info::BOGUS));
            }
            Op::New => stack.push(Info::of(Base::New(number))),
            Op::CheckCast | Op::NewArray | Op::ANewArray | Op::MultiANewArray => stack.push(class),
            Op::Jsr => stack.push(Info::of(Base::ReturnAddress(instruction.targets[0]))),
            op if op.is_invoke() => {
                let result = return_descriptor(descriptor).unwrap_or(b"V");
                let result = Info::of_descriptor(result, self.merger.names);
                stack.extend(result.filter(|info| info.base != Base::Void));
            }
            op if !effect.pushes.is_empty() || matches!(op, Op::Pop | Op::Pop2) => {
                stack.extend(&effect.pushes);
            }
            op => {
                if let StackEffect::Fixed { pushes, .. } = op.effect() {
                    stack.extend(pushes.iter().map(|slot_type| match slot_type {
                        SlotType::L => Info::of(Base::Long),
                        SlotType::F => Info::of(Base::Float),
                        SlotType::D => Info::of(Base::Double),
                        _ => Info::INTEGER,
                    }));
                }
            }
        }
        if let (true, Some((from, to))) = (self.instructions[number].is_init_call, effect.replace) {
            for item in stack.iter_mut().filter(|item| **item == from) {
                *item = to;
            }
        }
        Ok(())
    }
}
