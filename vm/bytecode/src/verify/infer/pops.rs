//! What each instruction demands of the operand stack.

use super::super::types::THROWABLE;
use super::super::{Failure, Hierarchy};
use super::flow::Effect;
use super::info::{Base, Info};
use super::{Inference, Inferred};
use crate::descriptor::Parameters;
use crate::instruction::{Op, SlotType, StackEffect};
use crate::raw::Operands;

/// An operand that an instruction pops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operand {
    Exactly(Base, &'static str),
    Reference,
    /// A class instance or null, not an array.
    Object,
    /// Receiver of a constructor.
    Uninitialized,
    /// Array of these, or null.
    Array(&'static [Base], &'static str),
    ReferenceArray,
    AnyArray,
}

const INT: Operand = Operand::Exactly(Base::Integer, "integer");
const LONG: Operand = Operand::Exactly(Base::Long, "long");
const FLOAT: Operand = Operand::Exactly(Base::Float, "float");
const DOUBLE: Operand = Operand::Exactly(Base::Double, "double");

fn operand_of(info: Info) -> Operand {
    match info {
        Info {
            base: Base::Integer,
            n_dimensions: 0,
        } => INT,
        Info {
            base: Base::Long,
            n_dimensions: 0,
        } => LONG,
        Info {
            base: Base::Float,
            n_dimensions: 0,
        } => FLOAT,
        Info {
            base: Base::Double,
            n_dimensions: 0,
        } => DOUBLE,
        _ => Operand::Reference,
    }
}

fn array_operand(op: Op) -> Option<Operand> {
    Some(match op {
        Op::IALoad | Op::IAStore => Operand::Array(&[Base::Integer], "ints"),
        Op::LALoad | Op::LAStore => Operand::Array(&[Base::Long], "longs"),
        Op::FALoad | Op::FAStore => Operand::Array(&[Base::Float], "floats"),
        Op::DALoad | Op::DAStore => Operand::Array(&[Base::Double], "doubles"),
        Op::BALoad | Op::BAStore => {
            Operand::Array(&[Base::Byte, Base::Boolean], "bytes or Booleans")
        }
        Op::CALoad | Op::CAStore => Operand::Array(&[Base::Char], "chars"),
        Op::SALoad | Op::SAStore => Operand::Array(&[Base::Short], "shorts"),
        Op::AALoad | Op::AAStore => Operand::ReferenceArray,
        Op::ArrayLength => Operand::AnyArray,
        _ => return None,
    })
}

impl<H: Hierarchy> Inference<'_, '_, H> {
    pub(super) fn pops(
        &mut self,
        number: usize,
        stack: &mut Vec<Info>,
        effect: &mut Effect,
    ) -> Inferred<(), H> {
        let instruction = &self.instructions[number];
        let (op, is_init_call) = (instruction.op, instruction.is_init_call);
        let index = instruction.raw.constant_index().unwrap_or(0);
        let (_, descriptor) = self
            .class
            .pool
            .name_and_descriptor(index)
            .unwrap_or((b"", b""));
        let mut operands = Vec::new();
        let mut field = Info::BOGUS;
        match op {
            Op::Pop
            | Op::Pop2
            | Op::Dup
            | Op::DupX1
            | Op::DupX2
            | Op::Dup2
            | Op::Dup2X1
            | Op::Dup2X2
            | Op::Swap => return self.shuffle(op, stack, effect),
            Op::PutStatic | Op::PutField => {
                if op == Op::PutField {
                    operands.push(Operand::Reference);
                }
                field = Info::of_descriptor(descriptor, self.merger.names).unwrap_or(Info::BOGUS);
                operands.push(operand_of(field));
            }
            Op::GetField => operands.push(Operand::Reference),
            Op::AThrow => operands.push(Operand::Object),
            Op::MultiANewArray => {
                if let Operands::MultiArray { n_dimensions, .. } = instruction.raw.operands {
                    operands.extend(std::iter::repeat_n(INT, usize::from(n_dimensions)));
                }
            }
            op if op.is_invoke() => {
                if is_init_call {
                    operands.push(Operand::Uninitialized);
                } else if op != Op::InvokeStatic {
                    operands.push(Operand::Reference);
                }
                for parameter in self.parameters(descriptor) {
                    operands.push(operand_of(parameter));
                }
            }
            op => {
                if let StackEffect::Fixed { pops, .. } = op.effect() {
                    for (i, slot_type) in pops.iter().enumerate() {
                        operands.push(match slot_type {
                            SlotType::I => INT,
                            SlotType::L => LONG,
                            SlotType::F => FLOAT,
                            SlotType::D => DOUBLE,
                            _ if i == 0 => array_operand(op).unwrap_or(Operand::Reference),
                            _ => Operand::Reference,
                        });
                    }
                }
            }
        }
        let mut popped = Vec::with_capacity(operands.len());
        for operand in operands.iter().rev() {
            let Some(item) = stack.pop() else {
                return self.error("Unable to pop operand off an empty stack");
            };
            popped.push(self.operand(number, *operand, item)?);
        }
        popped.reverse();
        self.check_popped(number, &popped, field, stack, effect)
    }

    fn parameters(&mut self, descriptor: &[u8]) -> Vec<Info> {
        let names = &mut *self.merger.names;
        let parameters = Parameters::of(descriptor).into_iter().flatten().flatten();
        parameters
            .map(|(parameter, _)| Info::of_descriptor(parameter, names).unwrap_or(Info::BOGUS))
            .collect()
    }

    /// Checks one operand; answers its type.
    fn operand(&mut self, number: usize, operand: Operand, item: Info) -> Inferred<Info, H> {
        let message = match operand {
            Operand::Exactly(base, name) if item != Info::of(base) => {
                format!("Expecting to find {name} on stack")
            }
            Operand::Reference if !item.is_reference() => {
                return self.special_reference(number, item);
            }
            Operand::Object if !item.is_object() => "Expecting to find object on stack".to_owned(),
            Operand::Uninitialized if !item.is_uninitialized() => {
                "Expecting to find unitialized object on stack".to_owned()
            }
            _ if item == Info::NULL => return Ok(item),
            Operand::Array(bases, name)
                if item.n_dimensions != 1 || !bases.contains(&item.base) =>
            {
                format!("Expecting to find array of {name} on stack")
            }
            Operand::ReferenceArray if !item.is_array() || !item.component().is_reference() => {
                "Expecting to find array of objects or arrays on stack".to_owned()
            }
            Operand::AnyArray if !item.is_array() => "Expecting to find array on stack".to_owned(),
            _ => return Ok(item),
        };
        self.error(&message)
    }

    /// The cases where something that is not an initialized reference will do.
    fn special_reference(&mut self, number: usize, item: Info) -> Inferred<Info, H> {
        let instruction = &self.instructions[number];
        let op = instruction.op;
        let is_allowed = match item.base {
            Base::ReturnAddress(_) => op == Op::AStore,
            _ => item.is_uninitialized() && matches!(op, Op::AStore | Op::IfNull | Op::IfNonNull),
        };
        if is_allowed {
            return Ok(item);
        }
        // A constructor may set fields of its own class before calling the superclass.
        if item.base == Base::Init && op == Op::PutField {
            let this = Info::object(self.this_class);
            let index = instruction.raw.constant_index().unwrap_or(0);
            let member = self.class.pool.name_and_descriptor(index);
            let (name, descriptor) = member.unwrap_or((b"", b""));
            if self.merger.hierarchy.declares_field(name, descriptor)
                && self.instructions[number].class == this
            {
                return Ok(this);
            }
        }
        self.error("Expecting to find object/array on stack")
    }

    /// Checks that need several operands, or classes.
    fn check_popped(
        &mut self,
        number: usize,
        popped: &[Info],
        field: Info,
        stack: &[Info],
        effect: &mut Effect,
    ) -> Inferred<(), H> {
        let instruction = &self.instructions[number];
        let (op, class) = (instruction.op, instruction.class);
        let is_protected = instruction.is_protected;
        let this = Info::object(self.this_class);
        match op {
            Op::AAStore => {
                let is_good = popped[0].component().is_reference();
                self.check(
                    is_good,
                    "Component type of the array must be reference type in aastore",
                )?;
            }
            Op::AALoad => effect.pushes.push(popped[0].component()),
            Op::GetField | Op::PutField | Op::PutStatic => {
                if op != Op::PutStatic {
                    if !self.is_assignable(popped[0], class)? {
                        return self.error("Incompatible type for getting or setting field");
                    }
                    if is_protected && !self.is_assignable(popped[0], this)? {
                        return self.error("Bad access to protected data");
                    }
                }
                if let (Op::PutField | Op::PutStatic, Some(&value)) = (op, popped.last())
                    && !self.is_assignable(value, field)?
                {
                    return self.error("Bad type in putfield/putstatic");
                }
            }
            Op::AThrow => {
                let is_good = self.is_assignable(popped[0], Info::object(THROWABLE))?;
                self.check(is_good, "Can only throw Throwable objects")?;
            }
            Op::Return => {
                let is_good = self.return_type.base == Base::Void;
                self.check(is_good, "Wrong return type in function")?;
            }
            op if op.is_return() => {
                let is_good = self.is_assignable(popped[0], self.return_type)?;
                self.check(is_good, "Wrong return type in function")?;
            }
            Op::New => {
                let new = Info::of(Base::New(number));
                if stack.contains(&new) {
                    return self.error("Uninitialized object on stack at creating point");
                }
                effect.replace = Some((new, Info::BOGUS));
            }
            op if op.is_invoke() => self.check_call(number, popped, effect)?,
            _ => {}
        }
        Ok(())
    }

    fn check_call(
        &mut self,
        number: usize,
        popped: &[Info],
        effect: &mut Effect,
    ) -> Inferred<(), H> {
        let instruction = &self.instructions[number];
        let (op, class) = (instruction.op, instruction.class);
        let is_protected = instruction.is_protected;
        let index = instruction.raw.constant_index().unwrap_or(0);
        let member = self.class.pool.name_and_descriptor(index);
        let (name, descriptor) = member.unwrap_or((b"", b""));
        let this = Info::object(self.this_class);
        let has_receiver = op != Op::InvokeStatic;
        if instruction.is_init_call {
            let object = popped[0];
            let made = match object.base {
                Base::New(new) => {
                    let made = self.instructions[new].class;
                    if made != class {
                        return self.error("Call to wrong initialization method");
                    }
                    if is_protected && !self.is_assignable(object, this)? {
                        return self.error("Bad access to protected data");
                    }
                    made
                }
                _ => {
                    let is_super = self
                        .super_class
                        .is_some_and(|name| class == Info::object(name));
                    if !is_super && class != this {
                        return self.error("Call to wrong initialization method");
                    }
                    this
                }
            };
            effect.replace = Some((object, made));
        } else if has_receiver {
            let object = popped[0];
            if !self.is_assignable(object, class)? {
                return self.error("Incompatible object argument for function call");
            }
            if op == Op::InvokeSpecial && !self.is_assignable(object, this)? {
                return self.error("Incompatible object argument for invokespecial");
            }
            // Arrays have a public clone().
            let is_array_clone = class == Info::OBJECT && object.is_array() && name == b"clone";
            if is_protected && !self.is_assignable(object, this)? && !is_array_clone {
                return self.error("Bad access to protected data");
            }
        }
        let arguments = &popped[usize::from(has_receiver)..];
        for (parameter, &argument) in self.parameters(descriptor).into_iter().zip(arguments) {
            if parameter.is_reference() {
                let is_assignable = self.merger.is_assignable(argument, parameter);
                if !is_assignable.map_err(Failure::Aborted)? {
                    return self.error("Incompatible argument to function");
                }
            }
        }
        Ok(())
    }

    fn shuffle(&mut self, op: Op, stack: &mut Vec<Info>, effect: &mut Effect) -> Inferred<(), H> {
        let (n_top, n_under) = match op {
            Op::Pop | Op::Dup => (1, 0),
            Op::Pop2 | Op::Dup2 => (2, 0),
            Op::DupX1 | Op::Swap => (1, 1),
            Op::DupX2 => (1, 2),
            Op::Dup2X1 => (2, 1),
            _ => (2, 2),
        };
        let top = self.pop_words(stack, n_top)?;
        let under = self.pop_words(stack, n_under)?;
        effect.pushes = match op {
            Op::Pop | Op::Pop2 => Vec::new(),
            Op::Swap => [top, under].concat(),
            _ => [top.clone(), under, top].concat(),
        };
        Ok(())
    }

    /// Pops values of so many slots; bottom first.
    fn pop_words(&mut self, stack: &mut Vec<Info>, n_words: usize) -> Inferred<Vec<Info>, H> {
        let mut popped = Vec::new();
        let mut n_left = n_words;
        while n_left > 0 {
            let Some(item) = stack.pop() else {
                return self.error("Unable to pop operand off an empty stack");
            };
            // The halves of a long or double belong to one pair of words.
            if item.n_slots() == 2 && !(n_words == 2 && n_left == 2) {
                return self.error("Attempt to split long or double on the stack");
            }
            n_left -= item.n_slots();
            popped.push(item);
        }
        popped.reverse();
        Ok(popped)
    }
}
