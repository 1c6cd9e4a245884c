//! Copies elements between arrays of known kinds without asking the VM.
//!
//! ```text
//! v5 = inspect array_copy_fits, v0, v1, v2, v3, v4
//! v6 = guard bounds_check, v5
//! transfer array_copy, v0, v1, v2, v3, v4 @ method0:1 after
//! ```
//! becomes, when both are arrays of bytes,
//! ```text
//! v7 = guard_nonnull v0
//! v8 = guard_nonnull v2
//! v9 = array_length v0, v7
//! v10 = array_length v2, v8
//! v11 = guard_size v1                    ; and v3, v4
//! v12 = isub v9, v1                      ; and v10, v3
//! v13 = icmp ge, v12, v4
//! v14 = guard bounds_check, v13
//! copy_elements byte, v0, v1, v2, v3, v4 @ method0:1 after
//! ```
//! which the processor does at once, and which changes elements only, where the VM's function is taken
//! to change everything.
//!
//! The kind of an array is that of its allocation, or what a field, a method or a parameter is declared
//! as; where paths meet, they must agree. References are copied so when they come from the same array,
//! go to a new array of `Object`, or else when both arrays turn out to have the same class; code that
//! was left because they had not asks the VM again.
//!
//! A clone of an array of primitives is a new array and such a copy.
//!
//! High stage; linear in the number of copies, of each of which no more than [`MAX_VALUES`] values
//! are looked at.

use crate::context::Context;
use crate::registry::{Changed, Info, Pass};
use crate::rewrite::{constant_before, definition, replace_inst};
use ir::analysis::ControlFlow;
use ir::fold::Constant;
use ir::function::ValueDef;
use ir::immediate::{Condition, Element, Immediate, Reason};
use ir::instruction::InstData;
use ir::opcode::Targets;
use ir::routine::Routine;
use ir::{Block, Function, Inst, Opcode, Stage, Value};

static INFO: Info = Info {
    stage: Some(Stage::High),
    ..Info::new(
        "array-copies",
        "Copies elements between arrays of known kinds without asking the VM.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct ArrayCopies;

/// Values that are looked at to find the kind of one array.
const MAX_VALUES: usize = 16;

impl Pass for ArrayCopies {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let flow = cx.flow(func);
        let mut changed = false;
        for &block in flow.reverse_postorder() {
            let insts: Vec<Inst> = func.layout.insts(block).collect();
            for (index, &copy) in insts.iter().enumerate() {
                if is_clone(func, copy) {
                    if let Some(element) = primitive_kind(func, &flow, func.inst(copy).args[0]) {
                        cx.remark(func, "cloned", copy);
                        clone_inline(func, copy, element);
                        changed = true;
                    }
                    continue;
                }
                if !calls(func, copy, Routine::ArrayCopy) {
                    continue;
                }
                let Some(check) = check_of(func, &insts[..index], copy) else {
                    continue;
                };
                let Some((element, stores)) = how(func, &flow, copy) else {
                    continue;
                };
                if stores == Stores::SameClass && has_failed(func, copy, cx) {
                    continue;
                }
                cx.remark(func, "known-kind", copy);
                check_inline(func, check, copy, stores);
                let data = func.inst_mut(copy);
                data.opcode = Opcode::CopyElements;
                data.immediate = Immediate::Element(element);
                changed = true;
            }
        }
        if changed {
            func.resolve_all();
        }
        Changed::when(changed)
    }
}

fn calls(func: &Function, inst: Inst, routine: Routine) -> bool {
    func.inst(inst).immediate == Immediate::Routine(routine)
}

/// The question whether the copy fits.
fn check_of(func: &Function, before: &[Inst], copy: Inst) -> Option<Inst> {
    let operands = |inst: Inst| func.inst(inst).args.iter().map(|arg| func.resolve(*arg));
    let is_check = |inst: &&Inst| {
        calls(func, **inst, Routine::ArrayCopyFits) && operands(**inst).eq(operands(copy))
    };
    before.iter().rev().find(is_check).copied()
}

/// `Object.clone`, called without a handler.
const CLONE: &str = "java.lang.Object.clone()Ljava/lang/Object;";

fn is_clone(func: &Function, call: Inst) -> bool {
    let data = func.inst(call);
    match (data.opcode, data.immediate) {
        (Opcode::CallVirtual | Opcode::CallSpecial, Immediate::Method(method)) => {
            func.methods[method] == CLONE
        }
        _ => false,
    }
}

fn primitive_kind(func: &Function, flow: &ControlFlow, array: Value) -> Option<Element> {
    let kind = Kinds::new(func, flow).of(func.resolve(array));
    kind.filter(|element| *element != Element::Ref)
}

/// Makes an array of the same length, and copies all elements.
fn clone_inline(func: &mut Function, call: Inst, element: Element) {
    let array = func.inst(call).args[0];
    let mut made = Checks { func, before: call };
    let nonnull = made.value(Opcode::GuardNonNull, &[array]);
    let length = made.value(Opcode::ArrayLength, &[array, nonnull]);
    let size = made.value(Opcode::GuardSize, &[length]);
    let kind = Immediate::Element(element);
    let copy = made.make(Opcode::NewArray, kind, &[length, size]);
    let zero = constant_before(func, Constant::I32(0), call);
    let args = [array, zero, copy, zero, length];
    let mut data = InstData::new(Opcode::CopyElements, kind, &args);
    data.state = func.inst(call).state;
    let elements = func.add_inst(data);
    func.layout.insert_before(elements, call);
    replace_inst(func, call, copy);
}

/// What shows that the target may hold the elements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stores {
    /// It is known already.
    Fit,
    /// Source and target have the same class.
    SameClass,
}

/// The kind of elements that are copied, if it is known.
fn how(func: &Function, flow: &ControlFlow, copy: Inst) -> Option<(Element, Stores)> {
    let args = &func.inst(copy).args;
    let [source, target] = [args[0], args[2]].map(|array| func.resolve(array));
    let kind = |array| Kinds::new(func, flow).of(array);
    let element = kind(source)?;
    if kind(target)? != element {
        return None;
    }
    let fit = element != Element::Ref || source == target || is_new_array_of_objects(func, target);
    let stores = if fit { Stores::Fit } else { Stores::SameClass };
    Some((element, stores))
}

fn is_new_array_of_objects(func: &Function, array: Value) -> bool {
    definition(func, array).is_some_and(|inst| {
        let data = func.inst(inst);
        match (data.opcode, data.immediate) {
            (Opcode::NewObjectArray, Immediate::Class(class)) => {
                func.classes[class] == "[Ljava.lang.Object;"
            }
            _ => false,
        }
    })
}

/// Was code left at this copy because the classes differed?
fn has_failed(func: &Function, copy: Inst, cx: &Context<'_>) -> bool {
    let Some(state) = func.inst(copy).state else {
        return true;
    };
    let frame = &func.states[state];
    let (method, bci) = (frame.method, frame.bci);
    cx.env()
        .speculation_failed(func, method, bci, Reason::Speculation)
}

/// Puts checks in the place of the question.
fn check_inline(func: &mut Function, check: Inst, copy: Inst, stores: Stores) {
    let args = func.inst(copy).args.clone();
    let [source, from, target, to, count] = args[..] else {
        unreachable!("the routine has five parameters");
    };
    let mut checks = Checks {
        func,
        before: check,
    };
    let arrays =
        [source, target].map(|array| (array, checks.value(Opcode::GuardNonNull, &[array])));
    if stores == Stores::SameClass {
        let [mirror, other] =
            arrays.map(|(array, nonnull)| checks.value(Opcode::Mirror, &[array, nonnull]));
        let same = checks.value(Opcode::SameRef, &[mirror, other]);
        checks.guard_that(same, Reason::Speculation);
    }
    for size in [from, to, count] {
        checks.value(Opcode::GuardSize, &[size]);
    }
    for ((array, nonnull), start) in arrays.into_iter().zip([from, to]) {
        let length = checks.value(Opcode::ArrayLength, &[array, nonnull]);
        let rest = checks.value(Opcode::ISub, &[length, start]);
        let fits = checks.make(
            Opcode::ICmp,
            Immediate::Condition(Condition::Ge),
            &[rest, count],
        );
        checks.guard_that(fits, Reason::BoundsCheck);
    }
    let yes = constant_before(func, Constant::I32(1), check);
    replace_inst(func, check, yes);
}

/// Puts instructions before another one.
struct Checks<'f> {
    func: &'f mut Function,
    before: Inst,
}

impl Checks<'_> {
    fn make(&mut self, opcode: Opcode, immediate: Immediate, args: &[Value]) -> Value {
        let inst = self.func.add_inst(InstData::new(opcode, immediate, args));
        self.func.layout.insert_before(inst, self.before);
        self.func.result(inst).expect("it has a result")
    }

    fn value(&mut self, opcode: Opcode, args: &[Value]) -> Value {
        self.make(opcode, Immediate::None, args)
    }

    fn guard_that(&mut self, holds: Value, reason: Reason) {
        self.make(Opcode::GuardTrue, Immediate::Reason(reason), &[holds]);
    }
}

/// Finds the kind of an array.
struct Kinds<'f> {
    func: &'f Function,
    flow: &'f ControlFlow,
    /// Parameters that are looked at; they are taken to be of the same kind as what else comes to them.
    seen: Vec<Value>,
}

impl<'f> Kinds<'f> {
    fn new(func: &'f Function, flow: &'f ControlFlow) -> Kinds<'f> {
        let seen = Vec::new();
        Kinds { func, flow, seen }
    }

    /// The kind that all values agree upon which the array can be.
    fn of(mut self, array: Value) -> Option<Element> {
        let mut found = None;
        let mut todo = vec![self.func.resolve(array)];
        while let Some(value) = todo.pop() {
            if self.seen.contains(&value) {
                continue;
            }
            self.seen.push(value);
            if self.seen.len() > MAX_VALUES {
                return None;
            }
            let kind = match self.func.value_def(value) {
                ValueDef::Result(inst) if self.func.inst(inst).opcode == Opcode::Null => continue,
                ValueDef::Result(inst) => self.of_result(inst)?,
                ValueDef::Param(block, position) if self.func.layout.entry() == Some(block) => {
                    self.of_parameter(block, position)?
                }
                ValueDef::Param(block, position) => {
                    self.arguments(block, position, &mut todo)?;
                    continue;
                }
                ValueDef::Alias(_) | ValueDef::Unused => return None,
            };
            if found.is_some_and(|found| found != kind) {
                return None;
            }
            found = Some(kind);
        }
        found
    }

    /// What is passed to a parameter.
    fn arguments(&self, block: Block, position: usize, all: &mut Vec<Value>) -> Option<()> {
        for &predecessor in self.flow.predecessors(block) {
            let data = self.func.inst(self.func.terminator(predecessor)?);
            if data.opcode.row().targets == Targets::Handler {
                return None;
            }
            let edges = data.targets.iter().filter(|edge| edge.block == block);
            for edge in edges {
                all.push(self.func.resolve(*edge.args.get(position)?));
            }
        }
        Some(())
    }

    fn of_result(&self, inst: Inst) -> Option<Element> {
        let data = self.func.inst(inst);
        match (data.opcode, data.immediate) {
            (Opcode::NewArray, Immediate::Element(element)) => Some(element),
            (Opcode::NewObjectArray, _) => Some(Element::Ref),
            (Opcode::LoadField | Opcode::LoadStatic, Immediate::Field(field)) => {
                let (_, descriptor) = self.func.fields[field].rsplit_once(':')?;
                kind_of(descriptor)
            }
            (_, Immediate::Method(method)) => {
                let (_, returned) = self.func.methods[method].rsplit_once(')')?;
                kind_of(returned)
            }
            _ => None,
        }
    }

    /// A parameter of the function, as the method's descriptor has it.
    fn of_parameter(&self, entry: Block, position: usize) -> Option<Element> {
        let state = &self.func.states[self.func.block_state(entry)?];
        if state.outer.is_some() || state.bci != 0 {
            return None;
        }
        let name = &self.func.methods[state.method];
        let (_, descriptor) = name.split_once('(')?;
        let (params, _) = descriptor.split_once(')')?;
        let params = split(params);
        let n_all = self.func.params(entry).len();
        // The receiver is none of the descriptor.
        let n_receivers = n_all.checked_sub(params.len()).filter(|n| *n <= 1)?;
        kind_of(params.get(position.checked_sub(n_receivers)?)?)
    }
}

/// Kind of the elements of an array type; of another type there is none.
fn kind_of(descriptor: &str) -> Option<Element> {
    let component = descriptor.strip_prefix('[')?;
    Some(match component {
        "Z" => Element::Boolean,
        "B" => Element::Byte,
        "C" => Element::Char,
        "S" => Element::Short,
        "I" => Element::Int,
        "J" => Element::Long,
        "F" => Element::Float,
        "D" => Element::Double,
        _ => Element::Ref,
    })
}

/// The types in a list of descriptors.
fn split(mut descriptors: &str) -> Vec<&str> {
    let mut types = Vec::new();
    while !descriptors.is_empty() {
        let n_dimensions = descriptors.bytes().take_while(|byte| *byte == b'[').count();
        let name = &descriptors[n_dimensions..];
        let n_name = match name.find(';') {
            Some(end) if name.starts_with('L') => end + 1,
            _ => 1,
        };
        let (first, rest) = descriptors.split_at(descriptors.len().min(n_dimensions + n_name));
        types.push(first);
        descriptors = rest;
    }
    types
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn descriptors_are_split() {
        assert_eq!(
            split("I[B[[Ljava/lang/String;JLA;Z"),
            ["I", "[B", "[[Ljava/lang/String;", "J", "LA;", "Z"]
        );
        assert!(split("").is_empty());
    }
}
