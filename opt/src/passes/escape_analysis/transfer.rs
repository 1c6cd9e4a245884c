//! What instructions do to virtual objects.

use super::Analysis;
use super::objects::{Id, Info, New, Source, Status, Val};
use crate::rewrite::constant_of;
use ir::entities::ClassRef;
use ir::fold::Constant;
use ir::frame_state::Shape;
use ir::immediate::{Element, Immediate};
use ir::{Inst, Opcode, Value};

/// Longest array that is kept as its elements.
const MAX_LENGTH: i32 = 32;

/// What becomes of an instruction.
enum Fate {
    /// It stays, and others see the objects that it names.
    Stays,
    /// It goes; its result, if it has one, is bound.
    Goes,
    /// The check passes.
    Passes,
    /// Its result is this value.
    Is(Val),
}

impl Analysis<'_> {
    pub(super) fn visit(&mut self, inst: Inst) {
        match self.fate(inst) {
            Fate::Stays => {
                let args = self.func.inst(inst).args.clone();
                for &arg in &args {
                    if let Some(id) = self.virtual_object(arg) {
                        self.make_before(id, inst);
                    }
                }
                self.keep(inst);
            }
            Fate::Goes => self.remove(inst),
            Fate::Passes => self.pass_check(inst),
            Fate::Is(value) => {
                let result = self.func.result(inst).expect("what is known is a result");
                let value = self.settled(inst, value);
                self.bindings.insert(result, value);
                self.remove(inst);
            }
        }
    }

    fn fate(&mut self, inst: Inst) -> Fate {
        let data = self.func.inst(inst);
        let (opcode, immediate) = (data.opcode, data.immediate);
        let args: Vec<Value> = data.args.to_vec();
        match (opcode, &args[..]) {
            (Opcode::New | Opcode::NewArray | Opcode::NewObjectArray, _) => {
                self.allocation(inst, opcode, immediate, &args)
            }
            (Opcode::GuardNonNull, [object]) if self.object(*object).is_some() => Fate::Passes,
            (Opcode::GuardClass, [object, _]) => match self.class_test(*object, immediate) {
                Some((true, true)) => Fate::Passes,
                _ => Fate::Stays,
            },
            (Opcode::GuardCast, [object]) => match self.class_test(*object, immediate) {
                Some((_, true)) => Fate::Passes,
                _ => Fate::Stays,
            },
            (Opcode::InstanceOf, [object]) => match self.class_test(*object, immediate) {
                Some((_, is_instance)) => Fate::Is(Val::Int(i32::from(is_instance))),
                None => Fate::Stays,
            },
            (Opcode::GuardStore, [array, value, _]) if self.may_hold(*array, *value) => {
                Fate::Passes
            }
            (Opcode::SameRef, [x, y]) => self.comparison(*x, *y),
            (Opcode::Select, [_, yes, no]) => match (self.object(*yes), self.object(*no)) {
                (Some(yes), Some(no)) if yes == no => Fate::Is(Val::Object(yes)),
                _ => Fate::Stays,
            },
            (Opcode::ArrayLength, [array, _]) => match self.object(*array) {
                Some(id) => Fate::Is(Val::Int(self.table.info(id).length as i32)),
                None => Fate::Stays,
            },
            (Opcode::CallSpecial, [object]) if self.does_nothing(immediate) => {
                match self.virtual_object(*object) {
                    Some(id) => {
                        self.gone(id);
                        Fate::Goes
                    }
                    None => Fate::Stays,
                }
            }
            (Opcode::MonitorEnter, [object, _]) => self.lock(*object, 1),
            (Opcode::MonitorExit, [object, _]) => self.lock(*object, -1),
            (
                Opcode::LoadField | Opcode::StoreField | Opcode::LoadElement | Opcode::StoreElement,
                [object, ..],
            ) => match self.virtual_object(*object) {
                Some(id) => self.access(inst, id, immediate, &args),
                None => Fate::Stays,
            },
            _ => Fate::Stays,
        }
    }

    fn allocation(
        &mut self,
        inst: Inst,
        opcode: Opcode,
        immediate: Immediate,
        args: &[Value],
    ) -> Fate {
        if self.excluded.contains(&inst) {
            return Fate::Stays;
        }
        let (shape, length, initialized) = match (opcode, immediate) {
            (Opcode::New, Immediate::Class(class)) if self.env.is_plain(self.func, class) => {
                (Shape::Instance(class), Some(0), Some(args[0]))
            }
            (Opcode::NewObjectArray, Immediate::Class(class)) => {
                (Shape::ObjectArray(class), self.length(args[0]), None)
            }
            // What is stored into booleans is truncated otherwise than the stores say.
            (Opcode::NewArray, Immediate::Element(element)) if element != Element::Boolean => {
                (Shape::Array(element), self.length(args[0]), None)
            }
            _ => return Fate::Stays,
        };
        let Some(length) = length else {
            return Fate::Stays;
        };
        let info = Info {
            source: Source::Allocation(inst),
            shape,
            length,
            initialized,
        };
        self.create(inst, info);
        Fate::Goes
    }

    /// The constructor of `Object`, of which finalizable objects alone would notice something.
    fn does_nothing(&self, immediate: Immediate) -> bool {
        let Immediate::Method(method) = immediate else {
            return false;
        };
        self.func.methods[method] == "java.lang.Object.<init>()V"
    }

    /// The length of an array that may be virtual.
    fn length(&self, value: Value) -> Option<usize> {
        let length = self.int(value)?;
        (0..=MAX_LENGTH)
            .contains(&length)
            .then_some(length as usize)
    }

    /// The number that a value is known to be.
    fn int(&self, value: Value) -> Option<i32> {
        let value = match self.val(value) {
            Val::Zero => return Some(0),
            Val::Int(number) => return Some(number),
            Val::Value(value) => value,
            Val::New(_) | Val::Object(_) => return None,
        };
        match constant_of(self.func, value) {
            Some(Constant::I32(number)) => Some(number),
            _ => None,
        }
    }

    fn is_null(&self, value: Value) -> bool {
        match self.val(value) {
            Val::Zero => true,
            Val::Value(value) => constant_of(self.func, value) == Some(Constant::Null),
            Val::Int(_) | Val::New(_) | Val::Object(_) => false,
        }
    }

    /// Of a known object: is it of exactly this class, and is it an instance of it?
    fn class_test(&self, object: Value, immediate: Immediate) -> Option<(bool, bool)> {
        let id = self.object(object)?;
        let Immediate::Class(class) = immediate else {
            return None;
        };
        if self.func.classes[class] == "java.lang.Object" {
            return Some((false, true));
        }
        let own: ClassRef = match self.table.info(id).shape {
            Shape::Instance(own) | Shape::ObjectArray(own) => own,
            Shape::Array(_) => return None,
        };
        if own == class {
            return Some((true, true));
        }
        let is_instance = self.env.is_subclass(self.func, own, class)?;
        Some((false, is_instance))
    }

    /// May a known array hold a value, whatever that is?
    fn may_hold(&self, array: Value, value: Value) -> bool {
        let Some(id) = self.object(array) else {
            return false;
        };
        let Shape::ObjectArray(class) = self.table.info(id).shape else {
            return false;
        };
        self.is_null(value) || self.func.classes[class] == "[Ljava.lang.Object;"
    }

    /// Different objects are not the same, and nothing else is a virtual one.
    fn comparison(&self, x: Value, y: Value) -> Fate {
        let (left, right) = (self.object(x), self.object(y));
        if left.is_none() && right.is_none() {
            return Fate::Stays;
        }
        if left == right {
            return Fate::Is(Val::Int(1));
        }
        let is_virtual = self.virtual_object(x).is_some() || self.virtual_object(y).is_some();
        if is_virtual || self.is_null(x) || self.is_null(y) {
            return Fate::Is(Val::Int(0));
        }
        Fate::Stays
    }

    fn lock(&mut self, object: Value, change: i32) -> Fate {
        let Some(id) = self.virtual_object(object) else {
            return Fate::Stays;
        };
        if let Some(Status::Virtual { locks, .. }) = self.objects.0.get_mut(&id)
            && let Some(new) = locks.checked_add_signed(change)
        {
            *locks = new;
            self.gone(id);
            return Fate::Goes;
        }
        Fate::Stays
    }

    /// A load or store of a virtual object.
    fn access(&mut self, inst: Inst, id: Id, immediate: Immediate, args: &[Value]) -> Fate {
        let Some(index) = self.accessed(id, immediate, args) else {
            return Fate::Stays;
        };
        let opcode = self.func.inst(inst).opcode;
        self.gone(id);
        match opcode {
            Opcode::StoreField => {
                let value = self.stored(inst, args[1], self.kept_of_field(immediate));
                self.objects.set_field(id, index, value);
                Fate::Goes
            }
            Opcode::StoreElement => {
                let value = self.stored(inst, args[2], kept_of_element(immediate));
                self.objects.set_field(id, index, value);
                Fate::Goes
            }
            _ => Fate::Is(self.objects.field(id, index)),
        }
    }

    /// The number of the field or element; `None`: the virtual object has no such.
    fn accessed(&mut self, id: Id, immediate: Immediate, args: &[Value]) -> Option<usize> {
        let info = self.table.info(id);
        match (info.shape, immediate) {
            (Shape::Instance(class), Immediate::Field(field)) => {
                Some(self.table.field_index(class, field))
            }
            (Shape::ObjectArray(_), Immediate::Element(Element::Ref)) => {
                let length = info.length;
                let index = usize::try_from(self.int(args[1])?).ok()?;
                (index < length).then_some(index)
            }
            (Shape::Array(own), Immediate::Element(element)) if own == element => {
                let length = info.length;
                let index = usize::try_from(self.int(args[1])?).ok()?;
                (index < length).then_some(index)
            }
            _ => None,
        }
    }

    /// The operation that gives what a field keeps of a value, if that is not all.
    fn kept_of_field(&self, immediate: Immediate) -> Option<Opcode> {
        let Immediate::Field(field) = immediate else {
            return None;
        };
        match self.func.fields[field].rsplit(':').next() {
            Some("Z") => Some(Opcode::IAnd),
            Some("B") => Some(Opcode::I2b),
            Some("C") => Some(Opcode::I2c),
            Some("S") => Some(Opcode::I2s),
            _ => None,
        }
    }

    /// What a store leaves in memory.
    fn stored(&mut self, inst: Inst, value: Value, kept: Option<Opcode>) -> Val {
        let stored = self.val(value);
        match kept {
            Some(opcode) if stored != Val::Zero => {
                self.emit_narrowed(inst, value, opcode);
                Val::New(New::Narrowed(inst))
            }
            _ => stored,
        }
    }
}

fn kept_of_element(immediate: Immediate) -> Option<Opcode> {
    match immediate {
        Immediate::Element(Element::Byte) => Some(Opcode::I2b),
        Immediate::Element(Element::Char) => Some(Opcode::I2c),
        Immediate::Element(Element::Short) => Some(Opcode::I2s),
        _ => None,
    }
}
