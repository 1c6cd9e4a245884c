//! A plain interpreter of bytecode over the evaluator's heap: what compiled code leaves to.
//!
//! It shares nothing with the builder, so that they check each other. The file is long because it
//! is one step function with its arms.

use super::program::{Found, pointed, text};
use super::vm::Vm;
use ir::frame_state::Moment;
use ir::immediate::Element;
use ir::{Signature, Type};
use ir_eval::{CallOutcome, Heap, ObjectId, Val, World, truncated};
use vm_bytecode::{Op, Operands, RawInstruction};
use vm_classfile::Constant;

/// A slot of a frame; a long or double has nothing in its second one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Slot {
    Nothing,
    Value(Val),
}

pub struct Activation<'p> {
    pub found: Found<'p>,
    pub locals: Vec<Slot>,
    pub stack: Vec<Slot>,
    /// Objects whose monitors are held.
    pub locks: Vec<ObjectId>,
    pub bci: u32,
}

/// Why an instruction does not end normally.
enum Stop {
    Return(Option<Val>),
    Throw(ObjectId),
}

type Done<T = ()> = Result<T, Stop>;

fn is_wide(value: Val) -> bool {
    matches!(value, Val::I64(_) | Val::F64(_))
}

impl<'p> Activation<'p> {
    /// A frame with arguments.
    pub fn new(found: Found<'p>, args: &[Val]) -> Activation<'p> {
        let max_locals = found.method.code.as_ref().unwrap().max_locals;
        let mut locals = Vec::new();
        for &arg in args {
            locals.push(Slot::Value(arg));
            if is_wide(arg) {
                locals.push(Slot::Nothing);
            }
        }
        locals.resize(usize::from(max_locals), Slot::Nothing);
        Activation {
            found,
            locals,
            stack: Vec::new(),
            locks: Vec::new(),
            bci: 0,
        }
    }

    /// Goes on from a frame state.
    pub fn resume(&mut self, vm: &mut Vm<'_>, heap: &mut Heap, moment: Moment) -> CallOutcome {
        match moment {
            Moment::Before => {}
            Moment::After => self.bci = self.insn().next_bci(),
            Moment::Throwing => {
                let exception = self.pop_object().expect("an exception is thrown");
                if let Some(outcome) = self.unwind(vm, heap, exception) {
                    return outcome;
                }
            }
        }
        self.run(vm, heap)
    }

    pub fn run(&mut self, vm: &mut Vm<'_>, heap: &mut Heap) -> CallOutcome {
        for _ in 0..5_000_000 {
            let before = self.bci;
            match self.step(vm, heap) {
                Ok(()) if self.bci <= before => {
                    if let Some(outcome) = vm.replace(heap, self) {
                        return outcome;
                    }
                }
                Ok(()) => {}
                Err(Stop::Return(value)) => {
                    self.release(heap);
                    return CallOutcome::Returned(value);
                }
                Err(Stop::Throw(exception)) => {
                    if let Some(outcome) = self.unwind(vm, heap, exception) {
                        return outcome;
                    }
                }
            }
        }
        panic!("{}: it does not end", self.found.full_name());
    }

    fn release(&mut self, heap: &mut Heap) {
        for lock in self.locks.drain(..) {
            heap.object_mut(lock).locks -= 1;
        }
    }

    /// Goes on at the handler; `None`: there is one.
    fn unwind(
        &mut self,
        vm: &mut Vm<'_>,
        heap: &mut Heap,
        exception: ObjectId,
    ) -> Option<CallOutcome> {
        let code = self.found.method.code.as_ref().unwrap();
        let pool = &self.found.class.pool;
        let class = heap.object(exception).class.clone();
        for row in &code.handlers {
            let covers = (u32::from(row.start)..u32::from(row.end)).contains(&self.bci);
            let catches = row.catch_type == 0 || {
                let caught = pointed(&text(pool.class_name(row.catch_type).unwrap()));
                vm.is_subclass(&class, &caught)
            };
            if covers && catches {
                self.stack = vec![Slot::Value(Val::Ref(Some(exception)))];
                self.bci = u32::from(row.handler);
                return None;
            }
        }
        self.release(heap);
        Some(CallOutcome::Threw(exception))
    }

    // Frame.

    fn insn(&self) -> RawInstruction<'static> {
        let code = self.found.method.code.as_ref().unwrap();
        RawInstruction::at(code.code, self.bci).unwrap()
    }

    fn push(&mut self, value: Val) {
        self.stack.push(Slot::Value(value));
        if is_wide(value) {
            self.stack.push(Slot::Nothing);
        }
    }

    fn pop(&mut self) -> Val {
        match self.stack.pop().unwrap() {
            Slot::Value(value) => value,
            Slot::Nothing => match self.stack.pop().unwrap() {
                Slot::Value(value) if is_wide(value) => value,
                other => panic!("{other:?} is no long or double"),
            },
        }
    }

    fn pop_int(&mut self) -> i32 {
        match self.pop() {
            Val::I32(value) => value,
            other => panic!("{other} is no int"),
        }
    }

    fn pop_long(&mut self) -> i64 {
        match self.pop() {
            Val::I64(value) => value,
            other => panic!("{other} is no long"),
        }
    }

    fn pop_float(&mut self) -> f32 {
        match self.pop() {
            Val::F32(value) => value,
            other => panic!("{other} is no float"),
        }
    }

    fn pop_double(&mut self) -> f64 {
        match self.pop() {
            Val::F64(value) => value,
            other => panic!("{other} is no double"),
        }
    }

    fn pop_object(&mut self) -> Option<ObjectId> {
        match self.pop() {
            Val::Ref(object) => object,
            other => panic!("{other} is no reference"),
        }
    }

    fn nonnull(&mut self, heap: &mut Heap) -> Done<ObjectId> {
        match self.pop_object() {
            Some(object) => Ok(object),
            None => raise(heap, "java.lang.NullPointerException"),
        }
    }

    // Instructions.

    fn step(&mut self, vm: &mut Vm<'_>, heap: &mut Heap) -> Done {
        let insn = self.insn();
        let mut next = insn.next_bci();
        match insn.op {
            Op::Nop => {}
            Op::AConstNull => self.push(Val::Ref(None)),
            Op::IConst | Op::LConst | Op::FConst | Op::DConst => self.push(match insn.operands {
                Operands::Int(value) => Val::I32(value),
                Operands::Long(value) => Val::I64(value),
                Operands::Float(value) => Val::F32(value),
                Operands::Double(value) => Val::F64(value),
                other => panic!("{other:?}"),
            }),
            Op::Ldc | Op::Ldc2 => self.load_constant(heap, insn.constant_index().unwrap()),
            Op::ILoad | Op::LLoad | Op::FLoad | Op::DLoad | Op::ALoad => {
                let local = self.locals[usize::from(insn.local().unwrap())];
                let Slot::Value(value) = local else {
                    panic!(
                        "{} at {}: a dead local is read",
                        self.found.full_name(),
                        self.bci
                    );
                };
                self.push(value);
            }
            Op::IStore | Op::LStore | Op::FStore | Op::DStore | Op::AStore => {
                let value = self.pop();
                self.locals[usize::from(insn.local().unwrap())] = Slot::Value(value);
            }
            Op::IInc => {
                let Operands::LocalAndInt(local, amount) = insn.operands else {
                    panic!("{insn:?}");
                };
                let place = &mut self.locals[usize::from(local)];
                let Slot::Value(Val::I32(value)) = *place else {
                    panic!("{}: {place:?} is incremented", self.found.full_name());
                };
                *place = Slot::Value(Val::I32(value.wrapping_add(i32::from(amount))));
            }
            Op::Goto => next = target(&insn),
            Op::TableSwitch | Op::LookupSwitch => {
                let Operands::Switch(switch) = insn.operands else {
                    panic!("{insn:?}");
                };
                let key = self.pop_int();
                let case = switch.pairs().find(|(one, _)| *one == key);
                next = case.map_or(switch.default_target(), |(_, bci)| bci) as u32;
            }
            op if op.is_return() => {
                let value = (op != Op::Return).then(|| self.pop());
                let returned = self.found.descriptor();
                return Err(Stop::Return(value.map(|value| {
                    narrowed(returned.rsplit(')').next().unwrap(), value)
                })));
            }
            Op::AThrow => {
                let exception = self.nonnull(heap)?;
                return Err(Stop::Throw(exception));
            }
            op if op.is_invoke() => self.invoke(vm, heap, &insn)?,
            Op::MonitorEnter => {
                let object = self.nonnull(heap)?;
                heap.object_mut(object).locks += 1;
                self.locks.push(object);
            }
            Op::MonitorExit => {
                let object = self.nonnull(heap)?;
                assert_eq!(self.locks.pop(), Some(object), "monitors are left in order");
                heap.object_mut(object).locks -= 1;
            }
            op if is_shuffle(op) => self.shuffle(op),
            op if is_branch(op) => {
                if self.is_taken(op) {
                    next = target(&insn);
                }
            }
            op if self.arithmetic(op, heap)? => {}
            _ => self.memory(vm, heap, &insn)?,
        }
        self.bci = next;
        Ok(())
    }

    fn load_constant(&mut self, heap: &mut Heap, index: u16) {
        let pool = &self.found.class.pool;
        let value = match *pool.get(index).unwrap() {
            Constant::Integer(value) => Val::I32(value),
            Constant::Float(value) => Val::F32(value),
            Constant::Long(value) => Val::I64(value),
            Constant::Double(value) => Val::F64(value),
            Constant::String { utf8_index } => {
                let name = format!("\"{}\"", text(pool.utf8(utf8_index).unwrap()));
                Val::Ref(Some(heap.constant(&name)))
            }
            ref other => panic!("{other:?} is loaded"),
        };
        self.push(value);
    }

    fn shuffle(&mut self, op: Op) {
        let (n, pattern): (usize, &[usize]) = match op {
            Op::Pop => (1, &[]),
            Op::Pop2 => (2, &[]),
            Op::Dup => (1, &[0, 0]),
            Op::DupX1 => (2, &[1, 0, 1]),
            Op::DupX2 => (3, &[2, 0, 1, 2]),
            Op::Dup2 => (2, &[0, 1, 0, 1]),
            Op::Dup2X1 => (3, &[1, 2, 0, 1, 2]),
            Op::Dup2X2 => (4, &[2, 3, 0, 1, 2, 3]),
            _ => (2, &[1, 0]),
        };
        let taken = self.stack.split_off(self.stack.len() - n);
        self.stack.extend(pattern.iter().map(|slot| taken[*slot]));
    }

    fn is_taken(&mut self, op: Op) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let order = match op {
            Op::IfNull | Op::IfNonNull => self.pop_object().cmp(&None),
            Op::IfACmpEq | Op::IfACmpNe => {
                let (y, x) = (self.pop_object(), self.pop_object());
                x.cmp(&y)
            }
            Op::IfEq | Op::IfNe | Op::IfLt | Op::IfGe | Op::IfGt | Op::IfLe => {
                self.pop_int().cmp(&0)
            }
            _ => {
                let (y, x) = (self.pop_int(), self.pop_int());
                x.cmp(&y)
            }
        };
        match op {
            Op::IfEq | Op::IfICmpEq | Op::IfACmpEq | Op::IfNull => order == Equal,
            Op::IfNe | Op::IfICmpNe | Op::IfACmpNe | Op::IfNonNull => order != Equal,
            Op::IfLt | Op::IfICmpLt => order == Less,
            Op::IfGe | Op::IfICmpGe => order != Less,
            Op::IfGt | Op::IfICmpGt => order == Greater,
            _ => order != Greater,
        }
    }

    /// False: the operation is none of these.
    fn arithmetic(&mut self, op: Op, heap: &mut Heap) -> Done<bool> {
        macro_rules! two {
            ($pop:ident $kind:ident $f:expr) => {{
                let (y, x) = (self.$pop(), self.$pop());
                #[allow(clippy::redundant_closure_call, reason = "a macro")]
                self.push(Val::$kind($f(x, y)))
            }};
        }
        macro_rules! one {
            ($pop:ident $kind:ident $f:expr) => {{
                let x = self.$pop();
                #[allow(clippy::redundant_closure_call, reason = "a macro")]
                self.push(Val::$kind($f(x)))
            }};
        }
        macro_rules! shift {
            ($pop:ident $kind:ident $f:expr) => {{
                let (distance, x) = (self.pop_int() as u32, self.$pop());
                #[allow(clippy::redundant_closure_call, reason = "a macro")]
                self.push(Val::$kind($f(x, distance)))
            }};
        }
        let is_division = matches!(op, Op::IDiv | Op::IRem | Op::LDiv | Op::LRem);
        if is_division && matches!(self.peek(), Val::I32(0) | Val::I64(0)) {
            return raise(heap, "java.lang.ArithmeticException");
        }
        match op {
            Op::IAdd => two!(pop_int I32 i32::wrapping_add),
            Op::ISub => two!(pop_int I32 i32::wrapping_sub),
            Op::IMul => two!(pop_int I32 i32::wrapping_mul),
            Op::IDiv => two!(pop_int I32 i32::wrapping_div),
            Op::IRem => two!(pop_int I32 i32::wrapping_rem),
            Op::IAnd => two!(pop_int I32 |x, y| x & y),
            Op::IOr => two!(pop_int I32 |x, y| x | y),
            Op::IXor => two!(pop_int I32 |x, y| x ^ y),
            Op::INeg => one!(pop_int I32 i32::wrapping_neg),
            Op::IShl => shift!(pop_int I32 i32::wrapping_shl),
            Op::IShr => shift!(pop_int I32 i32::wrapping_shr),
            Op::IUShr => shift!(pop_int I32 |x: i32, n| (x as u32).wrapping_shr(n) as i32),
            Op::LAdd => two!(pop_long I64 i64::wrapping_add),
            Op::LSub => two!(pop_long I64 i64::wrapping_sub),
            Op::LMul => two!(pop_long I64 i64::wrapping_mul),
            Op::LDiv => two!(pop_long I64 i64::wrapping_div),
            Op::LRem => two!(pop_long I64 i64::wrapping_rem),
            Op::LAnd => two!(pop_long I64 |x, y| x & y),
            Op::LOr => two!(pop_long I64 |x, y| x | y),
            Op::LXor => two!(pop_long I64 |x, y| x ^ y),
            Op::LNeg => one!(pop_long I64 i64::wrapping_neg),
            Op::LShl => shift!(pop_long I64 i64::wrapping_shl),
            Op::LShr => shift!(pop_long I64 i64::wrapping_shr),
            Op::LUShr => shift!(pop_long I64 |x: i64, n| (x as u64).wrapping_shr(n) as i64),
            Op::FAdd => two!(pop_float F32 |x, y| x + y),
            Op::FSub => two!(pop_float F32 |x, y| x - y),
            Op::FMul => two!(pop_float F32 |x, y| x * y),
            Op::FDiv => two!(pop_float F32 |x, y| x / y),
            Op::FRem => two!(pop_float F32 |x, y| x % y),
            Op::FNeg => one!(pop_float F32 |x: f32| -x),
            Op::DAdd => two!(pop_double F64 |x, y| x + y),
            Op::DSub => two!(pop_double F64 |x, y| x - y),
            Op::DMul => two!(pop_double F64 |x, y| x * y),
            Op::DDiv => two!(pop_double F64 |x, y| x / y),
            Op::DRem => two!(pop_double F64 |x, y| x % y),
            Op::DNeg => one!(pop_double F64 |x: f64| -x),
            Op::I2L => one!(pop_int I64 i64::from),
            Op::I2F => one!(pop_int F32 |x| x as f32),
            Op::I2D => one!(pop_int F64 f64::from),
            Op::L2I => one!(pop_long I32 |x| x as i32),
            Op::L2F => one!(pop_long F32 |x| x as f32),
            Op::L2D => one!(pop_long F64 |x| x as f64),
            Op::F2I => one!(pop_float I32 |x| x as i32),
            Op::F2L => one!(pop_float I64 |x| x as i64),
            Op::F2D => one!(pop_float F64 f64::from),
            Op::D2I => one!(pop_double I32 |x| x as i32),
            Op::D2L => one!(pop_double I64 |x| x as i64),
            Op::D2F => one!(pop_double F32 |x| x as f32),
            Op::I2B => one!(pop_int I32 |x| i32::from(x as i8)),
            Op::I2C => one!(pop_int I32 |x| i32::from(x as u16)),
            Op::I2S => one!(pop_int I32 |x| i32::from(x as i16)),
            Op::LCmp => two!(pop_long I32 |x: i64, y: i64| x.cmp(&y) as i32),
            Op::FCmpL | Op::FCmpG => {
                let nan = if op == Op::FCmpL { -1 } else { 1 };
                two!(pop_float I32 |x: f32, y: f32| x.partial_cmp(&y).map_or(nan, |it| it as i32));
            }
            Op::DCmpL | Op::DCmpG => {
                let nan = if op == Op::DCmpL { -1 } else { 1 };
                two!(pop_double I32 |x: f64, y: f64| x.partial_cmp(&y).map_or(nan, |it| it as i32));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn peek(&mut self) -> Val {
        let value = self.pop();
        self.push(value);
        value
    }

    fn memory(&mut self, vm: &mut Vm<'_>, heap: &mut Heap, insn: &RawInstruction<'static>) -> Done {
        let class = |index: u16| pointed(&text(self.found.class.pool.class_name(index).unwrap()));
        match (insn.op, insn.operands) {
            (Op::GetStatic | Op::PutStatic | Op::GetField | Op::PutField, _) => {
                return self.field(vm, heap, insn);
            }
            (Op::New, Operands::Constant(index)) => {
                let object = heap.allocate(&class(index), None);
                self.push(Val::Ref(Some(object)));
            }
            (Op::NewArray, Operands::ArrayType(code)) => {
                let element = b"ZCFDBSIJ"[usize::from(code) - 4] as char;
                self.new_array(heap, &format!("[{element}"), 1)?;
            }
            (Op::ANewArray, Operands::Constant(index)) => {
                let name = text(self.found.class.pool.class_name(index).unwrap());
                let name = match name.starts_with('[') {
                    true => format!("[{name}"),
                    false => format!("[L{name};"),
                };
                self.new_array(heap, &name, 1)?;
            }
            (
                Op::MultiANewArray,
                Operands::MultiArray {
                    index,
                    n_dimensions,
                },
            ) => {
                self.new_array(heap, &class(index), usize::from(n_dimensions))?;
            }
            (Op::ArrayLength, _) => {
                let array = self.nonnull(heap)?;
                let length = heap.length(array).unwrap();
                self.push(Val::I32(length as i32));
            }
            (Op::CheckCast, Operands::Constant(index)) => {
                let name = class(index);
                if let Val::Ref(Some(object)) = self.peek()
                    && !vm.is_subclass(&heap.object(object).class, &name)
                {
                    return raise(heap, "java.lang.ClassCastException");
                }
            }
            (Op::InstanceOf, Operands::Constant(index)) => {
                let name = class(index);
                let is_instance = self
                    .pop_object()
                    .is_some_and(|object| vm.is_subclass(&heap.object(object).class, &name));
                self.push(Val::I32(i32::from(is_instance)));
            }
            _ => return self.element(vm, heap, insn.op),
        }
        Ok(())
    }

    fn element(&mut self, vm: &Vm<'_>, heap: &mut Heap, op: Op) -> Done {
        let stored = match op {
            Op::IAStore | Op::LAStore | Op::FAStore | Op::DAStore => {
                Some((Element::Int, self.pop()))
            }
            Op::AAStore => Some((Element::Ref, self.pop())),
            Op::BAStore => Some((Element::Byte, self.pop())),
            Op::CAStore => Some((Element::Char, self.pop())),
            Op::SAStore => Some((Element::Short, self.pop())),
            _ => None,
        };
        let index = self.pop_int();
        let array = self.nonnull(heap)?;
        let elements = heap.object(array).elements.as_ref().unwrap();
        let place = usize::try_from(index)
            .ok()
            .filter(|at| *at < elements.len());
        let Some(place) = place else {
            return raise(heap, "java.lang.ArrayIndexOutOfBoundsException");
        };
        let Some((element, value)) = stored else {
            let value = elements[place];
            self.push(value);
            return Ok(());
        };
        if let Val::Ref(Some(object)) = value {
            let array_class = heap.object(array).class.clone();
            let inner = array_class[1..]
                .trim_start_matches('L')
                .trim_end_matches(';');
            if !vm.is_subclass(&heap.object(object).class, &pointed(inner)) {
                return raise(heap, "java.lang.ArrayStoreException");
            }
        }
        let elements = heap.object_mut(array).elements.as_mut().unwrap();
        elements[place] = truncated(element, value);
        Ok(())
    }

    fn new_array(&mut self, heap: &mut Heap, class: &str, n_dimensions: usize) -> Done {
        let mut sizes = Vec::new();
        for _ in 0..n_dimensions {
            sizes.push(self.pop_int());
        }
        sizes.reverse();
        if sizes.iter().any(|size| *size < 0) {
            return raise(heap, "java.lang.NegativeArraySizeException");
        }
        let array = nested(heap, class, &sizes);
        self.push(Val::Ref(Some(array)));
        Ok(())
    }

    fn field(&mut self, vm: &Vm<'_>, heap: &mut Heap, insn: &RawInstruction<'static>) -> Done {
        let pool = &self.found.class.pool;
        let member = pool.member_ref(insn.constant_index().unwrap()).unwrap();
        let class = text(pool.class_name(member.class_index).unwrap());
        let (name, descriptor) = (text(member.name), text(member.descriptor));
        let (holder, _) = vm.program.field(&class, &name, &descriptor).unwrap();
        let name = format!("{}.{name}:{descriptor}", pointed(&holder));
        let zero = Val::zero(Type::of_descriptor(&descriptor).unwrap());
        match insn.op {
            Op::GetStatic => {
                let value = heap.static_field(&name).unwrap_or(zero);
                self.push(value);
            }
            Op::PutStatic => {
                let value = self.pop();
                heap.set_static_field(&name, narrowed(&descriptor, value));
            }
            Op::GetField => {
                let object = self.nonnull(heap)?;
                let value = heap.object(object).fields.get(&name).copied();
                self.push(value.unwrap_or(zero));
            }
            _ => {
                let value = narrowed(&descriptor, self.pop());
                let object = self.nonnull(heap)?;
                heap.object_mut(object).fields.insert(name, value);
            }
        }
        Ok(())
    }

    fn invoke(&mut self, vm: &mut Vm<'_>, heap: &mut Heap, insn: &RawInstruction<'static>) -> Done {
        let pool = &self.found.class.pool;
        let member = pool.member_ref(insn.constant_index().unwrap()).unwrap();
        let class = pointed(&text(pool.class_name(member.class_index).unwrap()));
        let (name, descriptor) = (text(member.name), text(member.descriptor));
        let signature = Signature::of_descriptor(&descriptor).unwrap();
        let mut args: Vec<Val> = signature.params.iter().map(|_| self.pop()).collect();
        if insn.op != Op::InvokeStatic {
            args.push(Val::Ref(Some(self.nonnull(heap)?)));
        }
        args.reverse();
        let found = vm.program.named(&format!("{class}.{name}{descriptor}"));
        let full_name = match found {
            Some(found) => found.full_name(),
            None => format!("{class}.{name}{descriptor}"),
        };
        let is_bound = found.is_some_and(|found| found.is(vm_classfile::access_flags::PRIVATE));
        let by_receiver = matches!(insn.op, Op::InvokeVirtual | Op::InvokeInterface);
        match vm.call(heap, &full_name, by_receiver && !is_bound, &args) {
            Some(CallOutcome::Returned(value)) => {
                if let Some(value) = value {
                    self.push(value);
                }
                Ok(())
            }
            Some(CallOutcome::Threw(exception)) => Err(Stop::Throw(exception)),
            None => panic!("{full_name} is called"),
        }
    }
}

fn raise<T>(heap: &mut Heap, class: &str) -> Done<T> {
    Err(Stop::Throw(heap.allocate(class, None)))
}

fn target(insn: &RawInstruction<'_>) -> u32 {
    match insn.operands {
        Operands::Branch(target) => target as u32,
        other => panic!("{other:?}"),
    }
}

fn is_branch(op: Op) -> bool {
    op.name().starts_with("If")
}

fn is_shuffle(op: Op) -> bool {
    let name = op.name();
    name.starts_with("Pop") || name.starts_with("Dup") || op == Op::Swap
}

/// What a small type keeps of an int.
fn narrowed(descriptor: &str, value: Val) -> Val {
    match (descriptor, value) {
        ("Z", Val::I32(value)) => Val::I32(value & 1),
        ("B", Val::I32(value)) => Val::I32(i32::from(value as i8)),
        ("C", Val::I32(value)) => Val::I32(i32::from(value as u16)),
        ("S", Val::I32(value)) => Val::I32(i32::from(value as i16)),
        (_, value) => value,
    }
}

/// Nested arrays, named as the evaluator names them.
fn nested(heap: &mut Heap, class: &str, sizes: &[i32]) -> ObjectId {
    let component = &class[1..];
    let ty = Type::of_descriptor(component).unwrap();
    let n = sizes[0] as usize;
    let elements = match sizes.len() {
        1 => vec![Val::zero(ty); n],
        _ => (0..n)
            .map(|_| Val::Ref(Some(nested(heap, component, &sizes[1..]))))
            .collect(),
    };
    let name = match component {
        "Z" => "boolean",
        "B" => "byte",
        "C" => "char",
        "S" => "short",
        "I" => "int",
        "J" => "long",
        "F" => "float",
        "D" => "double",
        _ => class,
    };
    heap.allocate(name, Some(elements))
}
