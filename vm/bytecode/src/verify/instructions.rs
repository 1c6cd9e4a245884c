//! What each instruction demands of the current frame and does to it.
//!
//! Most follow from the table's stack effects; the others are here, except field accesses and
//! calls ([`super::members`]). Reference: JVMS §4.10.1.9.

use super::check::{Checked, Checker};
use super::descriptors::{array_of, type_of};
use super::report::{Fault, Origin};
use super::types::{CLASS, METHOD_HANDLE, METHOD_TYPE, OBJECT, STRING, THROWABLE, Type};
use super::{Hierarchy, tag};
use crate::instruction::{Op, SlotType, StackEffect};
use crate::raw::{Operands, RawInstruction};

/// Below this version the padding of switches must be zero.
const FREE_PADDING_VERSION: u16 = 51;

impl<H: Hierarchy> Checker<'_, '_, H> {
    /// Checks one instruction. Whether it was the constructor call that initialized `this`.
    pub(super) fn instruction(
        &mut self,
        raw: &RawInstruction<'_>,
        is_covered: bool,
    ) -> Checked<bool, H> {
        let bci = raw.bci;
        let object = Type::Reference(OBJECT);
        match raw.op {
            Op::AConstNull => self.push(Type::Null)?,
            Op::Ldc | Op::Ldc2 => self.ldc(raw)?,
            Op::ILoad => self.load(raw, Type::Integer)?,
            Op::LLoad => self.load_2(raw, Type::Long)?,
            Op::FLoad => self.load(raw, Type::Float)?,
            Op::DLoad => self.load_2(raw, Type::Double)?,
            Op::ALoad => self.load(raw, Type::AnyReference)?,
            Op::IStore => self.store(raw, Type::Integer)?,
            Op::LStore => self.store_2(raw, Type::Long)?,
            Op::FStore => self.store(raw, Type::Float)?,
            Op::DStore => self.store_2(raw, Type::Double)?,
            Op::AStore => self.store(raw, Type::AnyReference)?,
            Op::IInc => {
                let (local, found) = self.local(raw, Type::Integer)?;
                self.frame.set_local(local, found);
            }
            Op::IALoad => self.array_load(raw, b"I", Type::Integer)?,
            Op::BALoad => self.array_load(raw, b"ZB", Type::Integer)?,
            Op::CALoad => self.array_load(raw, b"C", Type::Integer)?,
            Op::SALoad => self.array_load(raw, b"S", Type::Integer)?,
            Op::LALoad => self.array_load(raw, b"J", Type::Long)?,
            Op::FALoad => self.array_load(raw, b"F", Type::Float)?,
            Op::DALoad => self.array_load(raw, b"D", Type::Double)?,
            Op::AALoad => {
                self.pop(Type::Integer)?;
                let array = self.pop_array(raw, b"L[")?;
                let component = match array {
                    Type::Null => Type::Null,
                    array => array.component(self.names),
                };
                self.push(component)?;
            }
            Op::IAStore => self.array_store(raw, b"I", Type::Integer)?,
            Op::BAStore => self.array_store(raw, b"ZB", Type::Integer)?,
            Op::CAStore => self.array_store(raw, b"C", Type::Integer)?,
            Op::SAStore => self.array_store(raw, b"S", Type::Integer)?,
            Op::LAStore => self.array_store(raw, b"J", Type::Long)?,
            Op::FAStore => self.array_store(raw, b"F", Type::Float)?,
            Op::DAStore => self.array_store(raw, b"D", Type::Double)?,
            Op::AAStore => self.array_store(raw, b"L[", object)?,
            Op::Pop
            | Op::Pop2
            | Op::Dup
            | Op::DupX1
            | Op::DupX2
            | Op::Dup2
            | Op::Dup2X1
            | Op::Dup2X2
            | Op::Swap => self.shuffle(raw)?,
            Op::TableSwitch | Op::LookupSwitch => self.switch(raw)?,
            Op::Jsr | Op::Ret => {
                if raw.is_wide {
                    return Err(self.bad_code(bci, "Bad wide instruction"));
                }
                let message = format!("Bad instruction: {:02x}", raw.opcode);
                return Err(self.bad_code(bci, &message));
            }
            Op::IReturn => self.return_value(Type::Integer)?,
            Op::LReturn => self.return_value(Type::Long)?,
            Op::FReturn => self.return_value(Type::Float)?,
            Op::DReturn => self.return_value(Type::Double)?,
            Op::AReturn => self.return_value(Type::AnyReference)?,
            Op::Return => {
                if self.return_type != Type::Top {
                    return Err(self.bad_code(bci, "Method expects a return value"));
                }
                if self.method.name == b"<init>" && self.frame.this_uninitialized {
                    let message = "Constructor must call super() or this() before return";
                    return Err(self.bad_code(bci, message));
                }
            }
            Op::GetStatic | Op::PutStatic | Op::GetField | Op::PutField => self.field(raw)?,
            op if op.is_invoke() => return self.invoke(raw, is_covered),
            Op::New => {
                let (index, class) = self.class_operand(raw)?;
                if !class.is_object(self.names) {
                    let fault = Fault::WrongType(Origin::Constant(index, class), None);
                    return Err(self.error(bci, fault, "Illegal new instruction"));
                }
                self.push(Type::Uninitialized(bci as u16))?;
            }
            Op::NewArray => {
                let Operands::ArrayType(code) = raw.operands else {
                    return Ok(false);
                };
                let kinds: [&[u8]; 8] = [b"[Z", b"[C", b"[F", b"[D", b"[B", b"[S", b"[I", b"[J"];
                let Some(kind) = usize::from(code).checked_sub(4).and_then(|i| kinds.get(i)) else {
                    return Err(self.bad_code(bci, "Illegal newarray instruction"));
                };
                self.pop(Type::Integer)?;
                let array = Type::Reference(self.names.intern(kind));
                self.push(array)?;
            }
            Op::ANewArray => {
                let (_, class) = self.class_operand(raw)?;
                self.pop(Type::Integer)?;
                self.check_meanwhile()?;
                if class.n_dimensions(self.names) >= 255 {
                    let message =
                        "Illegal anewarray instruction, array has more than 255 dimensions";
                    return Err(self.bad_code(bci, message));
                }
                let Type::Reference(name) = class else {
                    return Ok(false);
                };
                let array = array_of(name, self.names);
                self.push(array)?;
            }
            Op::MultiANewArray => {
                let (index, class) = self.class_operand(raw)?;
                if !class.is_array(self.names) {
                    let fault = Fault::WrongType(Origin::Constant(index, class), None);
                    let message = "Illegal constant pool index in multianewarray instruction";
                    return Err(self.error(bci, fault, message));
                }
                let Operands::MultiArray { n_dimensions, .. } = raw.operands else {
                    return Ok(false);
                };
                if n_dimensions < 1 || class.n_dimensions(self.names) < usize::from(n_dimensions) {
                    let message =
                        format!("Illegal dimension in multianewarray instruction: {n_dimensions}");
                    return Err(self.bad_code(bci, &message));
                }
                for _ in 0..n_dimensions {
                    self.pop(Type::Integer)?;
                }
                self.push(class)?;
            }
            Op::ArrayLength => {
                let array = self.pop(Type::AnyReference)?;
                if array != Type::Null && !array.is_array(self.names) {
                    let fault = Fault::WrongType(self.popped(), None);
                    let message = "Bad type on operand stack in arraylength";
                    return Err(self.error(bci, fault, message));
                }
                self.push(Type::Integer)?;
            }
            Op::CheckCast => {
                let (_, class) = self.class_operand(raw)?;
                self.pop(object)?;
                self.push(class)?;
            }
            Op::InstanceOf => {
                self.class_operand(raw)?;
                self.pop(object)?;
                self.push(Type::Integer)?;
            }
            Op::AThrow => {
                self.pop(Type::Reference(THROWABLE))?;
            }
            op => {
                if let StackEffect::Fixed { pops, pushes } = op.effect() {
                    for slot_type in pops.iter().rev() {
                        self.pop(value_type(*slot_type))?;
                    }
                    for slot_type in pushes {
                        self.push(value_type(*slot_type))?;
                    }
                }
                if let Operands::Branch(target) = raw.operands {
                    self.branch(target)?;
                }
            }
        }
        Ok(false)
    }

    fn ldc(&mut self, raw: &RawInstruction<'_>) -> Checked<(), H> {
        let index = raw.constant_index().unwrap_or(0);
        let is_wide = raw.op == Op::Ldc2;
        let tags: &[u8] = if is_wide {
            &[tag::DOUBLE, tag::LONG, tag::DYNAMIC]
        } else {
            &[
                tag::INTEGER,
                tag::FLOAT,
                tag::STRING,
                tag::CLASS,
                tag::METHOD_HANDLE,
                tag::METHOD_TYPE,
                tag::DYNAMIC,
            ]
        };
        let value = match self.check_constant(index, tags)? {
            tag::INTEGER => Type::Integer,
            tag::FLOAT => Type::Float,
            tag::LONG => Type::Long,
            tag::DOUBLE => Type::Double,
            tag::STRING => Type::Reference(STRING),
            tag::CLASS => Type::Reference(CLASS),
            tag::METHOD_HANDLE => Type::Reference(METHOD_HANDLE),
            tag::METHOD_TYPE => Type::Reference(METHOD_TYPE),
            _ => {
                let Some((_, descriptor)) = self.class.pool.name_and_descriptor(index) else {
                    return Err(self.bad_constant_type(index, raw.bci));
                };
                let value = type_of(descriptor, self.names);
                if value == Type::Top || value.second().is_some() != is_wide {
                    return Err(self.bad_constant_type(index, raw.bci));
                }
                value
            }
        };
        self.push_each(value)
    }

    /// The local an instruction names, after checking its type.
    fn local(&mut self, raw: &RawInstruction<'_>, expected: Type) -> Checked<(usize, Type), H> {
        let local = usize::from(raw.local().unwrap_or(0));
        let Some(&found) = self.frame.locals.get(local) else {
            let fault = Fault::BadLocalIndex(local);
            return Err(self.error(raw.bci, fault, "Local variable table overflow"));
        };
        if !self.is_assignable(expected, found, false)? {
            return Err(self.bad_local(local, expected));
        }
        Ok((local, found))
    }

    fn bad_local(&mut self, local: usize, expected: Type) -> super::check::Stop<H::Abort> {
        let found = Origin::Local(local, self.frame.clone());
        let fault = Fault::WrongType(found, Some(Origin::Implicit(expected)));
        self.error(self.frame.bci, fault, "Bad local variable type")
    }

    fn load(&mut self, raw: &RawInstruction<'_>, expected: Type) -> Checked<(), H> {
        let (_, found) = self.local(raw, expected)?;
        self.push(found)
    }

    fn load_2(&mut self, raw: &RawInstruction<'_>, expected: Type) -> Checked<(), H> {
        let local = usize::from(raw.local().unwrap_or(0));
        if local + 1 >= self.frame.n_locals {
            let fault = Fault::BadLocalIndex(local);
            return Err(self.error(raw.bci, fault, "get long/double overflows locals"));
        }
        let second = expected.second().unwrap_or(Type::Top);
        for (local, expected) in [(local, expected), (local + 1, second)] {
            if self.frame.locals[local] != expected {
                return Err(self.bad_local(local, expected));
            }
        }
        self.push(expected)
    }

    fn store(&mut self, raw: &RawInstruction<'_>, expected: Type) -> Checked<(), H> {
        let found = self.pop(expected)?;
        let local = usize::from(raw.local().unwrap_or(0));
        if local >= self.frame.locals.len() {
            let fault = Fault::BadLocalIndex(local);
            return Err(self.error(raw.bci, fault, "Local variable table overflow"));
        }
        self.frame.set_local(local, found);
        Ok(())
    }

    fn store_2(&mut self, raw: &RawInstruction<'_>, expected: Type) -> Checked<(), H> {
        self.pop(expected)?;
        let local = usize::from(raw.local().unwrap_or(0));
        if local + 1 >= self.frame.locals.len() {
            let fault = Fault::BadLocalIndex(local);
            return Err(self.error(raw.bci, fault, "Local variable table overflow"));
        }
        self.frame
            .set_local_2(local, expected, expected.second().unwrap_or(Type::Top));
        Ok(())
    }

    /// Pops an array (or null) whose element descriptor starts with one of `kinds`.
    fn pop_array(&mut self, raw: &RawInstruction<'_>, kinds: &[u8]) -> Checked<Type, H> {
        let array = self.pop(Type::AnyReference)?;
        if !array.is_array_of(kinds, self.names) {
            let expected = match kinds {
                b"ZB" => None,
                b"L[" => Some(Type::AnyReference),
                _ => Some(Type::Reference(self.names.intern(&[b'[', kinds[0]]))),
            };
            let fault = Fault::WrongType(self.popped(), expected.map(Origin::Implicit));
            let message = format!("Bad type on operand stack in {}", raw.mnemonic);
            return Err(self.error(raw.bci, fault, &message));
        }
        Ok(array)
    }

    fn array_load(
        &mut self,
        raw: &RawInstruction<'_>,
        kinds: &[u8],
        value: Type,
    ) -> Checked<(), H> {
        self.pop(Type::Integer)?;
        self.pop_array(raw, kinds)?;
        self.push(value)
    }

    fn array_store(
        &mut self,
        raw: &RawInstruction<'_>,
        kinds: &[u8],
        value: Type,
    ) -> Checked<(), H> {
        self.pop(value)?;
        self.pop(Type::Integer)?;
        self.pop_array(raw, kinds)?;
        Ok(())
    }

    /// Pops what is below the top slot of a two-slot operand: the second of two category-1
    /// values, or the lower half of a category-2 value.
    fn pop_under(&mut self, raw: &RawInstruction<'_>, top: Type) -> Checked<Type, H> {
        if top.is_category1() {
            self.pop_slot(Type::AnyCategory1)
        } else if top.is_second() {
            self.pop_slot(Type::AnyCategory2)
        } else {
            let fault = Fault::WrongType(self.popped(), None);
            let message = format!("Bad type on operand stack in {}", raw.mnemonic);
            Err(self.error(raw.bci, fault, &message))
        }
    }

    /// Pushes the slots of a value one after the other: where only the first has room, it stands in
    /// the report of the overflow.
    pub(super) fn push_each(&mut self, first: Type) -> Checked<(), H> {
        self.push_slots(&[first])?;
        match first.second() {
            Some(second) => self.push_slots(&[second]),
            None => Ok(()),
        }
    }

    fn push_slots(&mut self, slots: &[Type]) -> Checked<(), H> {
        for slot in slots {
            if self.frame.n_stack >= usize::from(self.method.max_stack) {
                let fault = Fault::StackOverflow(Origin::Frame(self.frame.clone()));
                return Err(self.error(self.frame.bci, fault, "Operand stack overflow"));
            }
            self.frame.push(*slot);
        }
        Ok(())
    }

    fn shuffle(&mut self, raw: &RawInstruction<'_>) -> Checked<(), H> {
        let one = Type::AnyCategory1;
        match raw.op {
            Op::Pop => {
                self.pop_slot(one)?;
                Ok(())
            }
            Op::Pop2 => {
                let a = self.pop_any()?;
                self.pop_under(raw, a)?;
                Ok(())
            }
            Op::Dup => {
                let a = self.pop_slot(one)?;
                self.push_slots(&[a, a])
            }
            Op::DupX1 => {
                let a = self.pop_slot(one)?;
                let b = self.pop_slot(one)?;
                self.push_slots(&[a, b, a])
            }
            Op::DupX2 => {
                let a = self.pop_slot(one)?;
                let b = self.pop_any()?;
                let c = self.pop_under(raw, b)?;
                self.push_slots(&[a, c, b, a])
            }
            Op::Dup2 => {
                let a = self.pop_any()?;
                let b = self.pop_under(raw, a)?;
                self.push_slots(&[b, a, b, a])
            }
            Op::Dup2X1 => {
                let a = self.pop_any()?;
                let b = self.pop_under(raw, a)?;
                let c = self.pop_slot(one)?;
                self.push_slots(&[b, a, c, b, a])
            }
            Op::Dup2X2 => {
                let a = self.pop_any()?;
                let b = self.pop_under(raw, a)?;
                let c = self.pop_any()?;
                let d = self.pop_under(raw, c)?;
                self.push_slots(&[b, a, d, c, b, a])
            }
            _ => {
                let a = self.pop_slot(one)?;
                let b = self.pop_slot(one)?;
                self.push_slots(&[a, b])
            }
        }
    }

    fn switch(&mut self, raw: &RawInstruction<'_>) -> Checked<(), H> {
        let Operands::Switch(switch) = raw.operands else {
            return Ok(());
        };
        if self.class.major_version < FREE_PADDING_VERSION {
            let from = raw.bci as usize + 1;
            let padding = &self.method.code[from..from.next_multiple_of(4)];
            if padding.iter().any(|&byte| byte != 0) {
                let message = "Nonzero padding byte in lookupswitch or tableswitch";
                return Err(self.bad_code(raw.bci, message));
            }
        }
        self.pop(Type::Integer)?;
        if !switch.is_sorted() {
            return Err(self.bad_code(raw.bci, "Bad lookupswitch instruction"));
        }
        for target in switch.targets() {
            self.branch(target)?;
        }
        Ok(())
    }

    fn return_value(&mut self, popped: Type) -> Checked<(), H> {
        let found = match popped.second() {
            Some(second) => {
                self.pop_slot(second)?;
                self.pop_slot(popped)?
            }
            None => self.pop(popped)?,
        };
        let is_void = self.return_type == Type::Top;
        if is_void || !self.is_assignable(self.return_type, found, false)? {
            let expected = Origin::Signature(self.return_type);
            let fault = Fault::WrongType(self.popped(), Some(expected));
            let message = if is_void {
                "Method does not expect a return value"
            } else {
                "Bad return type"
            };
            return Err(self.error(self.frame.bci, fault, message));
        }
        Ok(())
    }
}

fn value_type(slot_type: SlotType) -> Type {
    match slot_type {
        SlotType::I => Type::Integer,
        SlotType::L => Type::Long,
        SlotType::F => Type::Float,
        SlotType::D => Type::Double,
        SlotType::A => Type::AnyReference,
        SlotType::R | SlotType::W => Type::Top,
    }
}
