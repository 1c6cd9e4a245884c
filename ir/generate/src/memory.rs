//! Checks, objects, memory and calls.

use crate::generator::Generator;
use ir::entities::{FieldRef, MethodRef};
use ir::frame_state::Moment;
use ir::immediate::{Element, Immediate, Reason};
use ir::instruction::InstData;
use ir::{Inst, Opcode, Type, Value};

impl Generator {
    /// An instruction that can be observed, with the state after it.
    pub(crate) fn effect(&mut self, opcode: Opcode, immediate: Immediate, args: &[Value]) -> Inst {
        let inst = self.build().append(InstData::new(opcode, immediate, args));
        let result = self.func.result(inst);
        let state = self.state(Moment::After, result);
        self.func.inst_mut(inst).state = Some(state);
        inst
    }

    // Checks.

    /// A check of which nothing else depends.
    pub(crate) fn check(&mut self) {
        match self.random.below(6) {
            0 => {
                let condition = self.condition();
                let one = self.build().iconst(1);
                let is_likely = self.random.chance(70);
                let condition = if is_likely {
                    self.build().ior(condition, one)
                } else {
                    condition
                };
                self.build().guard(condition, Reason::Speculation);
            }
            1 => {
                let object = self.object();
                self.build().guard_nonnull(object);
            }
            2 => {
                let object = self.object();
                let class = self.random.one_of(&self.outside.classes);
                self.build().guard_cast(object, class);
            }
            3 => {
                let object = self.new_object();
                let nonnull = self.build().guard_nonnull(object);
                let class = self.outside.classes[0];
                self.build().guard_class(object, nonnull, class);
            }
            4 => {
                let class = self.random.one_of(&self.outside.classes);
                self.build().guard_initialized(class);
            }
            _ => {
                let (index, length) = (self.build().iconst(1), self.value(Type::I32));
                let three = self.build().iconst(3);
                let length = self.build().ior(length, three);
                self.build().guard_bounds(index, length);
            }
        }
    }

    /// A reference that is mostly not null.
    fn object(&mut self) -> Value {
        if self.random.chance(80) {
            if self.objects.is_empty() || self.random.chance(30) {
                return self.new_object();
            }
            let objects = self.objects.clone();
            return self.random.one_of(&objects);
        }
        self.value(Type::Ref)
    }

    pub(crate) fn new_object(&mut self) -> Value {
        let class = self.outside.classes[0];
        let initialized = self.build().guard_initialized(class);
        let object = self.build().new(initialized, class);
        self.objects.push(object);
        self.computed(object);
        object
    }

    /// New objects that name each other, perhaps in a circle; one of them may be seen further on.
    pub(crate) fn graph(&mut self) {
        let n_objects = 1 + self.random.below(3);
        let class = self.outside.classes[0];
        let initialized = self.build().guard_initialized(class);
        let objects: Vec<Value> = (0..n_objects)
            .map(|_| self.build().new(initialized, class))
            .collect();
        for _ in 0..n_objects + self.random.below(4) {
            let object = self.random.one_of(&objects);
            let nonnull = self.build().guard_nonnull(object);
            let field = self.random.one_of(&self.outside.fields);
            let value = match self.member_type(field) {
                Type::Ref if self.random.chance(80) => self.random.one_of(&objects),
                ty => self.value(ty),
            };
            let immediate = Immediate::Field(field);
            if self.random.chance(75) {
                self.effect(Opcode::StoreField, immediate, &[object, value, nonnull]);
            } else {
                let value = self.build().load_field(object, nonnull, field);
                self.keep(value);
            }
        }
        if self.random.chance(70) {
            let object = self.random.one_of(&objects);
            self.objects.push(object);
            self.keep(object);
        }
    }

    // Memory.

    pub(crate) fn memory(&mut self) {
        match self.random.below(6) {
            0..=2 => self.field(),
            3 => self.static_field(),
            _ => self.element(),
        }
    }

    fn member_type(&self, field: FieldRef) -> Type {
        let ty = self.func.member_type(Immediate::Field(field));
        ty.expect("the fields have descriptors")
    }

    fn field(&mut self) {
        let object = self.object();
        let nonnull = self.build().guard_nonnull(object);
        let field = self.random.one_of(&self.outside.fields);
        if self.random.chance(50) {
            let value = self.value(self.member_type(field));
            let immediate = Immediate::Field(field);
            self.effect(Opcode::StoreField, immediate, &[object, value, nonnull]);
        } else {
            let value = self.build().load_field(object, nonnull, field);
            self.computed(value);
        }
    }

    fn static_field(&mut self) {
        let class = self.outside.classes[0];
        let initialized = self.build().guard_initialized(class);
        let field = self.random.one_of(&self.outside.statics);
        if self.random.chance(50) {
            let value = self.value(self.member_type(field));
            let immediate = Immediate::Field(field);
            self.effect(Opcode::StoreStatic, immediate, &[value, initialized]);
        } else {
            let value = self.build().load_static(initialized, field);
            self.computed(value);
        }
    }

    pub(crate) fn new_array(&mut self) {
        let length = self.random.one_of(&[0, 1, 4, 4, 8]);
        let length = self.build().iconst(length);
        let element = self.random.one_of(Element::ALL);
        let array = self.array(element, length);
        self.scope.push(array);
    }

    fn array(&mut self, element: Element, length: Value) -> Value {
        let size = self.build().guard_size(length);
        let array = if element == Element::Ref {
            let class = self.outside.array_class;
            self.build().new_object_array(length, size, class)
        } else {
            self.build().new_array(length, size, element)
        };
        self.arrays.push((array, element));
        array
    }

    fn element(&mut self) {
        if self.arrays.is_empty() {
            return self.new_array();
        }
        let arrays = self.arrays.clone();
        let (array, element) = self.random.one_of(&arrays);
        let nonnull = self.build().guard_nonnull(array);
        let length = self.build().array_length(array, nonnull);
        self.scope.push(length);
        let three = self.build().iconst(3);
        let index = self.value(Type::I32);
        let index = self.build().iand(index, three);
        let inside = self.build().guard_bounds(index, length);
        if self.random.chance(20) {
            return self.move_elements(array, element, index, length);
        }
        if self.random.chance(50) {
            let value = self.value(element.ty());
            if element == Element::Ref {
                self.build().guard_store(array, value, nonnull);
            }
            let immediate = Immediate::Element(element);
            self.effect(
                Opcode::StoreElement,
                immediate,
                &[array, index, value, inside],
            );
        } else {
            let value = self.build().load_element(array, index, inside, element);
            self.computed(value);
        }
    }

    /// Copies what is between two indices to the second of them, as far as it fits.
    fn move_elements(&mut self, array: Value, element: Element, index: Value, length: Value) {
        let one = self.build().iconst(1);
        let to = self.build().iand(index, one);
        let count = self.build().isub(length, index);
        let args = [array, index, array, to, count];
        self.effect(Opcode::CopyElements, Immediate::Element(element), &args);
    }

    /// Reads a place twice, and in between does what may change it.
    pub(crate) fn read_again(&mut self) {
        if self.random.chance(50) {
            return self.read_element_again();
        }
        let (object, other) = (self.new_object(), self.object());
        let object = self.random.one_of(&[object, other, other]);
        let nonnull = self.build().guard_nonnull(object);
        let field = self.random.one_of(&self.outside.fields);
        let immediate = Immediate::Field(field);
        let first = self.build().load_field(object, nonnull, field);
        self.keep(first);
        match self.random.below(4) {
            0 => self.call_with(object),
            1 => {
                let value = self.value(self.member_type(field));
                let third = self.object();
                let target = self.random.one_of(&[object, other, third]);
                let nonnull = self.build().guard_nonnull(target);
                self.effect(Opcode::StoreField, immediate, &[target, value, nonnull]);
            }
            2 => self.call(),
            _ => self.pure(),
        }
        let second = self.build().load_field(object, nonnull, field);
        self.keep(second);
    }

    fn read_element_again(&mut self) {
        let element = self.random.one_of(Element::ALL);
        let length = self.build().iconst(4);
        let array = self.array(element, length);
        let three = self.build().iconst(3);
        let any = self.value(Type::I32);
        let any = self.build().iand(any, three);
        let two = self.build().iconst(2);
        let immediate = Immediate::Element(element);
        for _ in 0..3 {
            let value = self.value(element.ty());
            let index = self.random.one_of(&[any, two, three]);
            let inside = self.build().guard_bounds(index, length);
            self.effect(
                Opcode::StoreElement,
                immediate,
                &[array, index, value, inside],
            );
            let index = self.random.one_of(&[any, two, three]);
            let inside = self.build().guard_bounds(index, length);
            let value = self.build().load_element(array, index, inside, element);
            self.keep(value);
        }
    }

    // Calls.

    /// Calls a method that gets the object and may change it.
    fn call_with(&mut self, object: Value) {
        let method = self.outside.methods[3];
        let number = self.value(Type::I32);
        let immediate = Immediate::Method(method);
        let call = self.effect(Opcode::CallStatic, immediate, &[object, number]);
        if let Some(result) = self.func.result(call) {
            self.computed(result);
        }
    }

    /// A method, and arguments for it.
    pub(crate) fn callee(&mut self) -> (MethodRef, Vec<Value>) {
        let method = self.random.one_of(&self.outside.methods);
        let signature = self.func.method_signature(method);
        let params = signature.expect("the methods have descriptors").params;
        let arguments = params.into_iter().map(|ty| self.value(ty)).collect();
        (method, arguments)
    }

    pub(crate) fn call(&mut self) {
        let (method, arguments) = self.callee();
        let call = self.effect(Opcode::CallStatic, Immediate::Method(method), &arguments);
        if let Some(result) = self.func.result(call) {
            self.computed(result);
        }
    }
}
