//! Executing a function, block by block.

use crate::heap::{Declared, Heap};
use crate::outcome::{Frame, FrameSlot, Outcome};
use crate::pure;
use crate::value::{ObjectId, Val};
use crate::virtual_objects::{Content, Plan, rematerialize};
use crate::world::{CallOutcome, World};
use ir::effects::Effects;
use ir::entities::SideMap;
use ir::frame_state::{FrameState, Slot, VirtualObject};
use ir::function::ValueDef;
use ir::immediate::{Element, Immediate, Reason};
use ir::instruction::{BlockCall, InstData};
use ir::{Block, Function, Inst, Opcode, State, Type, Value};

/// What an instruction leads to.
enum Step {
    /// The next instruction, with this result.
    Next(Option<Val>),
    /// A block, with values that come before its arguments.
    Go(usize, Vec<Val>),
    /// The end.
    End(Outcome),
}

/// Why evaluation stops where it stands.
pub(crate) enum Stop {
    /// A check failed.
    Deopt(Reason),
    /// What is done has no meaning.
    Stuck(&'static str),
}

pub(crate) type Done<T> = Result<T, Stop>;

/// A function under way.
pub(crate) struct Machine<'m> {
    pub(crate) func: &'m Function,
    world: &'m mut dyn World,
    pub(crate) heap: &'m mut Heap,
    values: SideMap<Value, Option<Val>>,
    /// The state that the interpreter would go on from.
    state: Option<State>,
}

/// Evaluates a function that the verifier accepts, for at most `steps` instructions.
///
/// # Panics
/// When an operation does what it has not declared: the table of instructions is wrong.
pub fn evaluate(
    func: &Function,
    args: &[Val],
    heap: &mut Heap,
    world: &mut dyn World,
    steps: usize,
) -> Outcome {
    let Some(entry) = func.layout.entry() else {
        return Outcome::Stuck("the function has no blocks".to_owned());
    };
    let mut machine = Machine {
        func,
        world,
        heap,
        values: SideMap::new(None),
        state: None,
    };
    machine.enter(entry, args.to_vec());
    machine.run(entry, steps)
}

impl Machine<'_> {
    fn enter(&mut self, block: Block, args: Vec<Val>) {
        for (&param, value) in self.func.params(block).iter().zip(args) {
            self.values[param] = Some(value);
        }
        if let Some(state) = self.func.block_state(block) {
            self.state = Some(state);
        }
    }

    fn run(&mut self, entry: Block, steps: usize) -> Outcome {
        let mut next = self.func.layout.first_inst(entry);
        for _ in 0..steps {
            let Some(inst) = next else {
                return Outcome::Stuck("a block ends without terminator".to_owned());
            };
            let data = self.func.inst(inst);
            let step = self.step(inst, data);
            // A block that it goes on at may have a state of its own.
            if step.is_ok() && data.opcode.effects().is_observable() {
                self.state = data.state;
            }
            match step {
                Ok(Step::Next(value)) => {
                    if let Some(result) = self.func.result(inst) {
                        self.values[result] = value;
                    }
                    next = self.func.layout.next_inst(inst);
                }
                Ok(Step::Go(target, first)) => match self.go(&data.targets[target], first) {
                    Ok(first) => next = first,
                    Err(stop) => return self.stopped(stop, inst, data),
                },
                Ok(Step::End(outcome)) => return outcome,
                Err(stop) => return self.stopped(stop, inst, data),
            }
        }
        Outcome::OutOfSteps
    }

    fn stopped(&mut self, stop: Stop, inst: Inst, data: &InstData) -> Outcome {
        match stop {
            Stop::Deopt(reason) => {
                assert!(
                    data.opcode.effects().has(Effects::DEOPT),
                    "{} left compiled code and does not declare it",
                    data.opcode
                );
                let state = data.state.or(self.state);
                let frames = state.map_or_else(Vec::new, |state| self.frames(state));
                Outcome::Deoptimized { reason, frames }
            }
            Stop::Stuck(what) => Outcome::Stuck(format!(
                "{what} at `{}`",
                ir::text::InstText(self.func, inst)
            )),
        }
    }

    /// Passes arguments all at once, and goes to the first instruction of the block.
    fn go(&mut self, target: &BlockCall, first: Vec<Val>) -> Done<Option<Inst>> {
        let mut passed = first;
        for &value in &target.args {
            passed.push(self.value(value)?);
        }
        self.enter(target.block, passed);
        Ok(self.func.layout.first_inst(target.block))
    }

    fn value(&self, value: Value) -> Done<Val> {
        debug_assert!(
            !matches!(self.func.value_def(value), ValueDef::Unused),
            "{value} is not in use"
        );
        self.values[self.func.resolve(value)].ok_or(Stop::Stuck("a value is not defined"))
    }

    /// The frames of a state and of its callers; virtual objects are made.
    fn frames(&mut self, state: State) -> Vec<Frame> {
        let func = self.func;
        let objects = func.states[state].objects.iter();
        let plans: Vec<Plan<'_>> = objects.map(|object| self.plan(object)).collect();
        let made = rematerialize(self.heap, func, &plans);
        let frames = func.state_chain(state);
        frames.map(|state| self.frame(state, &made)).collect()
    }

    fn plan<'f>(&self, object: &'f VirtualObject) -> Plan<'f> {
        let content = |slot: &Slot| match *slot {
            Slot::Dead => Content::Zero,
            Slot::Virtual(number) => Content::Virtual(number),
            Slot::Value(value) => self.value(value).map_or(Content::Zero, Content::Value),
        };
        Plan {
            shape: object.shape,
            members: &object.members,
            contents: object.fields.iter().map(content).collect(),
            locks: object.locks,
        }
    }

    fn frame(&self, state: &FrameState, made: &[ObjectId]) -> Frame {
        let slots = |slots: &[Slot]| {
            let slot = |slot: &Slot| match *slot {
                Slot::Dead => FrameSlot::Dead,
                Slot::Virtual(number) => FrameSlot::Value(Val::Ref(Some(made[number as usize]))),
                Slot::Value(value) => self.value(value).map_or(FrameSlot::Dead, FrameSlot::Value),
            };
            slots.iter().map(slot).collect()
        };
        Frame {
            method: self.func.methods[state.method].clone(),
            bci: state.bci,
            moment: state.moment,
            locals: slots(&state.locals),
            stack: slots(&state.stack),
            locks: slots(&state.locks),
        }
    }

    // Instructions.

    fn step(&mut self, inst: Inst, data: &InstData) -> Done<Step> {
        let mut args = Vec::with_capacity(data.args.len());
        for &arg in &data.args {
            args.push(self.value(arg)?);
        }
        if let Some(value) = pure::evaluate(data.opcode, data.immediate, &args) {
            return Ok(Step::Next(Some(value)));
        }
        if self
            .func
            .result(inst)
            .map(|value| self.func.value_type(value))
            == Some(Type::Guard)
        {
            return self
                .guard(data, &args)
                .map(|()| Step::Next(Some(Val::Guard)));
        }
        match data.opcode.row().targets {
            ir::opcode::Targets::Handler => self.call_with_handler(data, &args),
            _ if data.opcode.is_terminator() => control(data, &args),
            _ => self.effect(data, &args),
        }
    }

    /// Checks. Those of the table's reasons follow from the operation.
    fn guard(&mut self, data: &InstData, args: &[Val]) -> Done<()> {
        if let Some(checked) = pure::check(data.opcode, data.immediate, args) {
            return checked.map_err(Stop::Deopt);
        }
        let (passes, reason) = match (data.opcode, args) {
            (Opcode::GuardNonNull, [Val::Ref(Some(_))]) => return Ok(()),
            (Opcode::GuardClass, [Val::Ref(Some(object)), _]) => {
                let class = self.class_name(data)?;
                (self.heap.object(*object).class == class, Reason::ClassCheck)
            }
            (Opcode::GuardCast, [Val::Ref(Some(object))]) => {
                (self.is_instance(*object, data)?, Reason::ClassCheck)
            }
            (Opcode::GuardStore, [Val::Ref(Some(array)), Val::Ref(value), _]) => {
                (self.may_hold(*array, *value), Reason::StoreCheck)
            }
            (Opcode::GuardInitialized, []) => {
                let class = self.class_name(data)?;
                (self.world.is_initialized(class), Reason::Uninitialized)
            }
            _ => return Err(Stop::Stuck("a check of something else")),
        };
        if passes {
            Ok(())
        } else {
            Err(Stop::Deopt(reason))
        }
    }

    pub(crate) fn class_name(&self, data: &InstData) -> Done<&str> {
        match data.immediate {
            Immediate::Class(class) => Ok(&self.func.classes[class]),
            _ => Err(Stop::Stuck("no class is named")),
        }
    }

    fn is_instance(&self, object: ObjectId, data: &InstData) -> Done<bool> {
        let class = self.class_name(data)?;
        let own = &self.heap.object(object).class;
        Ok(self.is_subclass(own, class))
    }

    pub(crate) fn is_subclass(&self, sub: &str, super_class: &str) -> bool {
        self.world.is_subclass(sub, super_class)
    }

    /// May the array hold the value? Names of array classes are descriptors.
    fn may_hold(&self, array: ObjectId, value: Option<ObjectId>) -> bool {
        let array = &self.heap.object(array).class;
        let element = array.strip_prefix('[').unwrap_or(array);
        let element = element
            .strip_prefix('L')
            .unwrap_or(element)
            .trim_end_matches(';');
        let element = element.replace('/', ".");
        value.is_none_or(|value| {
            self.world
                .is_subclass(&self.heap.object(value).class, &element)
        })
    }

    /// Memory, objects and calls.
    fn effect(&mut self, data: &InstData, args: &[Val]) -> Done<Step> {
        let by = Declared(data.opcode.effects());
        let zero = self.func.member_type(data.immediate).map(Val::zero);
        let value = match (data.opcode, args) {
            (Opcode::Object, []) => {
                let Immediate::Object(object) = data.immediate else {
                    return Err(Stop::Stuck("no object is named"));
                };
                let id = self.heap.constant(&self.func.objects[object]);
                Some(Val::Ref(Some(id)))
            }
            (Opcode::LoadField, [Val::Ref(Some(object)), _]) => {
                let zero = zero.ok_or(Stop::Stuck("a field without type"))?;
                let name = self.field_name(data)?.to_owned();
                Some(self.heap.load_field(by, *object, &name, zero))
            }
            (Opcode::StoreField, [Val::Ref(Some(object)), value, _]) => {
                let name = self.field_name(data)?.to_owned();
                self.heap.store_field(by, *object, &name, *value);
                None
            }
            (Opcode::LoadStatic, [_]) => {
                let zero = zero.ok_or(Stop::Stuck("a field without type"))?;
                let name = self.field_name(data)?.to_owned();
                Some(self.heap.load_static(by, &name, zero))
            }
            (Opcode::StoreStatic, [value, _]) => {
                let name = self.field_name(data)?.to_owned();
                self.heap.store_static(by, &name, *value);
                None
            }
            (Opcode::ArrayLength, [Val::Ref(Some(array)), _]) => {
                let length = self.heap.length(*array);
                let length = length.ok_or(Stop::Stuck("the length of what is no array"))?;
                Some(Val::I32(length as i32))
            }
            (Opcode::LoadElement, [Val::Ref(Some(array)), Val::I32(index), _]) => {
                let value = self.heap.load_element(by, *array, *index);
                Some(value.ok_or(Stop::Stuck("an element that is not there"))?)
            }
            (Opcode::StoreElement, [Val::Ref(Some(array)), Val::I32(index), value, _]) => {
                let element = element(data)?;
                self.heap
                    .store_element(by, *array, *index, element, *value)
                    .ok_or(Stop::Stuck("an element that is not there"))?;
                None
            }
            (Opcode::CopyElements, _) => {
                self.copy_elements(by, element(data)?, args)?;
                None
            }
            (Opcode::InstanceOf, [Val::Ref(object)]) => {
                let is_instance = match object {
                    Some(object) => self.is_instance(*object, data)?,
                    None => false,
                };
                Some(Val::I32(i32::from(is_instance)))
            }
            (Opcode::HasClass, [Val::Ref(Some(object)), _]) => {
                let has_class = self.heap.object(*object).class == self.class_name(data)?;
                Some(Val::I32(i32::from(has_class)))
            }
            (Opcode::NewMultiArray, lengths) => Some(self.allocate_nested(data, lengths)?),
            (
                Opcode::LoadOsrInt
                | Opcode::LoadOsrLong
                | Opcode::LoadOsrFloat
                | Opcode::LoadOsrDouble
                | Opcode::LoadOsrRef,
                [Val::I64(_)],
            ) => {
                let Immediate::Int(slot) = data.immediate else {
                    return Err(Stop::Stuck("no slot is named"));
                };
                let local = self.heap.load_osr_local(by, slot);
                let local = local.filter(|local| Some(local.ty()) == self.func.result_type(data));
                Some(local.ok_or(Stop::Stuck("a local that is not there"))?)
            }
            (
                Opcode::LoadAt
                | Opcode::StoreAt
                | Opcode::LoadRaw
                | Opcode::StoreRaw
                | Opcode::LoadBytes
                | Opcode::StoreBytes
                | Opcode::CompareAndSet
                | Opcode::CompareAndExchange
                | Opcode::GetAndAdd
                | Opcode::GetAndSet,
                _,
            ) => self.access_at(data, args)?,
            (Opcode::Compute | Opcode::Inspect | Opcode::Transfer, _) => {
                self.routine(data, args)?
            }
            (Opcode::Mirror, [Val::Ref(Some(object)), _]) => Some(self.mirror(*object)),
            (Opcode::CurrentThread, []) => {
                Some(Val::Ref(Some(self.heap.constant("current thread"))))
            }
            (Opcode::FenceAcquire | Opcode::FenceRelease | Opcode::FenceFull, []) => None,
            (Opcode::New | Opcode::NewArray | Opcode::NewObjectArray, _) => {
                Some(self.allocate(data, args)?)
            }
            (Opcode::MonitorEnter | Opcode::MonitorExit, [Val::Ref(Some(object)), _]) => {
                let change = if data.opcode == Opcode::MonitorEnter {
                    1
                } else {
                    -1
                };
                if !self.heap.lock(by, *object, change) {
                    return Err(Stop::Stuck("a monitor that was not entered"));
                }
                None
            }
            (Opcode::SafepointPoll, []) => None,
            (
                Opcode::CallStatic
                | Opcode::CallSpecial
                | Opcode::CallVirtual
                | Opcode::CallInterface,
                _,
            ) => match self.call(data, args)? {
                CallOutcome::Returned(value) => value,
                CallOutcome::Threw(exception) => {
                    return Ok(Step::End(Outcome::Threw(Val::Ref(Some(exception)))));
                }
            },
            _ => return Err(Stop::Stuck("operands without meaning")),
        };
        Ok(Step::Next(value))
    }

    fn field_name(&self, data: &InstData) -> Done<&str> {
        match data.immediate {
            Immediate::Field(field) => Ok(&self.func.fields[field]),
            _ => Err(Stop::Stuck("no field is named")),
        }
    }

    fn call(&mut self, data: &InstData, args: &[Val]) -> Done<CallOutcome> {
        assert!(
            data.opcode.effects().has(Effects::CALL),
            "{} calls and does not declare it",
            data.opcode
        );
        let Immediate::Method(method) = data.immediate else {
            return Err(Stop::Stuck("no method is named"));
        };
        let is_virtual = matches!(
            data.opcode,
            Opcode::CallVirtual | Opcode::CallInterface | Opcode::TryVirtual | Opcode::TryInterface
        );
        let name = &self.func.methods[method];
        self.world
            .call(self.heap, name, is_virtual, args)
            .ok_or(Stop::Stuck("a call of an unknown method"))
    }

    fn call_with_handler(&mut self, data: &InstData, args: &[Val]) -> Done<Step> {
        Ok(match self.call(data, args)? {
            CallOutcome::Returned(value) => Step::Go(0, value.into_iter().collect()),
            CallOutcome::Threw(exception) => Step::Go(1, vec![Val::Ref(Some(exception))]),
        })
    }
}

/// Terminators without calls.
fn control(data: &InstData, args: &[Val]) -> Done<Step> {
    Ok(match (data.opcode, args) {
        (Opcode::Jump, []) => Step::Go(0, Vec::new()),
        (Opcode::Branch, [Val::I32(condition)]) => {
            Step::Go(usize::from(*condition == 0), Vec::new())
        }
        (Opcode::Switch, [Val::I32(key)]) => {
            let case = data.keys.iter().position(|one| one == key);
            Step::Go(case.map_or(0, |case| case + 1), Vec::new())
        }
        (Opcode::RetVoid, []) => Step::End(Outcome::Returned(None)),
        (Opcode::Ret, [value]) => Step::End(Outcome::Returned(Some(*value))),
        (Opcode::Throw, [exception, _]) => {
            assert!(
                data.opcode.effects().has(Effects::THROWS),
                "throw does not declare it"
            );
            Step::End(Outcome::Threw(*exception))
        }
        (Opcode::Deopt, []) => match data.immediate {
            Immediate::Reason(reason) => return Err(Stop::Deopt(reason)),
            _ => return Err(Stop::Stuck("no reason is named")),
        },
        (Opcode::Unreachable, []) => return Err(Stop::Stuck("what is never reached")),
        _ => return Err(Stop::Stuck("operands without meaning")),
    })
}

fn element(data: &InstData) -> Done<Element> {
    match data.immediate {
        Immediate::Element(element) => Ok(element),
        _ => Err(Stop::Stuck("no element type is named")),
    }
}
