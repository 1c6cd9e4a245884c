//! A function: blocks with parameters, instructions, values, states, and names of what is outside.

use crate::entities::{
    Block, ClassRef, Entity, EntityMap, FieldRef, Inst, MethodRef, ObjectRef, SideMap, State, Value,
};
use crate::frame_state::{FrameState, Slot};
use crate::immediate::Immediate;
use crate::instruction::InstData;
use crate::layout::Layout;
use crate::opcode::{Opcode, Targets, TypeRule};
use crate::types::{Signature, Type};

/// Where frame states are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// After what can be observed, and at block entries; guards carry none and may move to any
    /// point that the same state governs.
    High,
    /// At everything that may leave compiled code or stop for a collection; guards stay where
    /// they are.
    Low,
}

impl Stage {
    /// As the text form writes it.
    pub fn word(self) -> &'static str {
        match self {
            Stage::High => "high",
            Stage::Low => "low",
        }
    }
}

/// Where a value comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ValueDef {
    /// A block's parameter, with its position.
    Param(Block, usize),
    /// The result of an instruction.
    Result(Inst),
    /// Another value has taken its place.
    Alias(Value),
    /// The number is not in use.
    Unused,
}

#[derive(Clone, Copy, Debug)]
struct ValueData {
    ty: Type,
    def: ValueDef,
}

#[derive(Clone, Default, Debug)]
struct BlockData {
    params: Vec<Value>,
    state: Option<State>,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Types of the entry block's parameters and of what is returned.
    pub signature: Signature,
    /// Where frame states are.
    pub stage: Stage,
    /// Names of classes.
    pub classes: EntityMap<ClassRef, String>,
    /// Names of fields: `Class.name:descriptor`.
    pub fields: EntityMap<FieldRef, String>,
    /// Names of methods: `Class.name(descriptors)descriptor`.
    pub methods: EntityMap<MethodRef, String>,
    /// Descriptions of constant objects.
    pub objects: EntityMap<ObjectRef, String>,
    /// Frame states.
    pub states: EntityMap<State, FrameState>,
    /// Order of blocks and instructions.
    pub layout: Layout,
    insts: EntityMap<Inst, InstData>,
    results: SideMap<Inst, Option<Value>>,
    values: EntityMap<Value, ValueData>,
    blocks: EntityMap<Block, BlockData>,
}

impl Function {
    /// A function without blocks.
    pub fn new(name: impl Into<String>, signature: Signature) -> Function {
        Function {
            name: name.into(),
            signature,
            stage: Stage::High,
            classes: EntityMap::new(),
            fields: EntityMap::new(),
            methods: EntityMap::new(),
            objects: EntityMap::new(),
            states: EntityMap::new(),
            layout: Layout::default(),
            insts: EntityMap::new(),
            results: SideMap::new(None),
            values: EntityMap::new(),
            blocks: EntityMap::new(),
        }
    }

    // Blocks.

    /// A new block, at the end of the order.
    pub fn add_block(&mut self) -> Block {
        let block = self.blocks.push(BlockData::default());
        self.layout.append_block(block);
        block
    }

    /// Number of blocks that were ever made.
    pub fn n_blocks(&self) -> usize {
        self.blocks.len()
    }

    /// A new last parameter of a block.
    pub fn add_param(&mut self, block: Block, ty: Type) -> Value {
        let index = self.blocks[block].params.len();
        let value = self.values.push(ValueData {
            ty,
            def: ValueDef::Param(block, index),
        });
        self.blocks[block].params.push(value);
        value
    }

    /// Parameters of a block.
    pub fn params(&self, block: Block) -> &[Value] {
        &self.blocks[block].params
    }

    /// Keeps those parameters of blocks that `keeps` says by position, and the arguments for them
    /// everywhere. What was a parameter must not be used any more, or be replaced by another value;
    /// what a call with a handler passes by itself stays.
    pub fn retain_params(&mut self, keeps: impl Fn(Block, usize) -> bool) {
        for block in self.blocks.keys() {
            let params = std::mem::take(&mut self.blocks[block].params);
            for (position, value) in params.into_iter().enumerate() {
                if keeps(block, position) {
                    let index = self.blocks[block].params.len();
                    self.values[value].def = ValueDef::Param(block, index);
                    self.blocks[block].params.push(value);
                } else if let ValueDef::Param(..) = self.values[value].def {
                    self.values[value].def = ValueDef::Unused;
                }
            }
        }
        for inst in self.insts.keys() {
            let n_passed = self.passed_by_call(&self.insts[inst]);
            for (index, target) in self.insts[inst].targets.iter_mut().enumerate() {
                let mut position = n_passed.get(index).copied().unwrap_or(0);
                target.args.retain(|_| {
                    position += 1;
                    keeps(target.block, position - 1)
                });
            }
        }
    }

    /// How many values a call with a handler passes to each of its targets by itself: its result,
    /// and the exception. Other instructions pass none.
    pub fn passed_by_call(&self, data: &InstData) -> [usize; 2] {
        if data.opcode.row().targets != Targets::Handler {
            return [0, 0];
        }
        let returns = self.called(data).and_then(|called| called.returns);
        [usize::from(returns.is_some()), 1]
    }

    /// The state at a block's entry.
    pub fn block_state(&self, block: Block) -> Option<State> {
        self.blocks[block].state
    }

    /// Sets the state at a block's entry.
    pub fn set_block_state(&mut self, block: Block, state: Option<State>) {
        self.blocks[block].state = state;
    }

    // Instructions.

    /// A new instruction, in no block yet, with its result if it has one.
    pub fn add_inst(&mut self, data: InstData) -> Inst {
        let ty = self.result_type(&data);
        let inst = self.insts.push(data);
        self.results[inst] = ty.map(|ty| {
            self.values.push(ValueData {
                ty,
                def: ValueDef::Result(inst),
            })
        });
        inst
    }

    /// Contents of an instruction.
    pub fn inst(&self, inst: Inst) -> &InstData {
        &self.insts[inst]
    }

    /// Contents of an instruction, to be changed. The type of the result must stay as it is.
    pub fn inst_mut(&mut self, inst: Inst) -> &mut InstData {
        &mut self.insts[inst]
    }

    /// Number of instructions that were ever made.
    pub fn n_insts(&self) -> usize {
        self.insts.len()
    }

    /// Number of instructions that stand in blocks.
    pub fn n_live_insts(&self) -> usize {
        let blocks = self.layout.blocks();
        blocks.map(|block| self.layout.insts(block).count()).sum()
    }

    /// The result of an instruction.
    pub fn result(&self, inst: Inst) -> Option<Value> {
        self.results[inst]
    }

    /// The last instruction of a block, if it ends the block.
    pub fn terminator(&self, block: Block) -> Option<Inst> {
        self.layout
            .last_inst(block)
            .filter(|inst| self.inst(*inst).opcode.is_terminator())
    }

    /// Type of the result that an instruction has.
    pub fn result_type(&self, data: &InstData) -> Option<Type> {
        match data.opcode.row().result {
            TypeRule::Exactly(ty) => Some(ty),
            TypeRule::Same => {
                let operands = data.opcode.row().operands;
                let any = operands
                    .iter()
                    .position(|operand| operand.rule == TypeRule::Any)?;
                data.args.get(any).map(|value| self.value_type(*value))
            }
            TypeRule::Member => self.member_type(data.immediate),
            TypeRule::Returned => self.called(data)?.returns,
            TypeRule::Any | TypeRule::None => None,
        }
    }

    /// Type of the field or element that the immediate names.
    pub fn member_type(&self, immediate: Immediate) -> Option<Type> {
        match immediate {
            Immediate::Field(field) => {
                let (_, descriptor) = self.fields.get(field)?.rsplit_once(':')?;
                Type::of_descriptor(descriptor)
            }
            Immediate::Element(element) => Some(element.ty()),
            _ => None,
        }
    }

    /// Signature of a method outside, without receiver. `None`: its descriptor is malformed.
    pub fn method_signature(&self, method: MethodRef) -> Option<Signature> {
        let name = self.methods.get(method)?;
        Signature::of_descriptor(&name[name.find('(')?..])
    }

    /// What a call passes and gets, with the receiver; also of a call of a [`Routine`].
    ///
    /// [`Routine`]: crate::routine::Routine
    pub fn called(&self, data: &InstData) -> Option<Signature> {
        let method = match data.immediate {
            Immediate::Method(method) => method,
            Immediate::Routine(routine) => return Some(routine.signature()),
            _ => return None,
        };
        let mut signature = self.method_signature(method)?;
        if !matches!(data.opcode, Opcode::CallStatic | Opcode::TryStatic) {
            signature.params.insert(0, Type::Ref);
        }
        Some(signature)
    }

    // Values.

    /// Type of a value.
    pub fn value_type(&self, value: Value) -> Type {
        self.values[value].ty
    }

    /// Where a value comes from.
    pub fn value_def(&self, value: Value) -> ValueDef {
        self.values[value].def
    }

    /// Number of values that were ever made.
    pub fn n_values(&self) -> usize {
        self.values.len()
    }

    /// Is it a value of this function?
    pub fn has_value(&self, value: Value) -> bool {
        value.index() < self.values.len()
    }

    /// Makes every use of `value` a use of `by`. The definition of `value` stays and is not used.
    pub fn replace_value(&mut self, value: Value, by: Value) {
        let by = self.resolve(by);
        debug_assert_ne!(value, by, "a value cannot replace itself");
        debug_assert_eq!(self.value_type(value), self.value_type(by));
        self.values[value].def = ValueDef::Alias(by);
    }

    /// The value that has taken the place of `value`, at last.
    pub fn resolve(&self, mut value: Value) -> Value {
        while let ValueDef::Alias(by) = self.values[value].def {
            value = by;
        }
        value
    }

    /// Writes what [`Function::replace_value`] said into all uses, those of states too.
    pub fn resolve_all(&mut self) {
        let resolved: Vec<Value> = self
            .values
            .keys()
            .map(|value| self.resolve(value))
            .collect();
        for data in self.insts.values_mut() {
            for value in data.uses_mut() {
                *value = resolved[value.index()];
            }
        }
        for state in self.states.values_mut() {
            for slot in state.slots_mut() {
                if let Slot::Value(value) = slot {
                    *value = resolved[value.index()];
                }
            }
        }
    }

    // Parsing: text says which numbers entities have.

    /// Makes blocks and values with all numbers below these; none is in use yet.
    pub(crate) fn reserve(&mut self, n_blocks: usize, n_values: usize) {
        while self.blocks.len() < n_blocks {
            self.blocks.push(BlockData::default());
        }
        while self.values.len() < n_values {
            self.values.push(ValueData {
                ty: Type::I32,
                def: ValueDef::Unused,
            });
        }
    }

    /// Makes a reserved value the last parameter of a block.
    pub(crate) fn define_param(&mut self, block: Block, value: Value, ty: Type) {
        let def = ValueDef::Param(block, self.blocks[block].params.len());
        self.values[value] = ValueData { ty, def };
        self.blocks[block].params.push(value);
    }

    /// Makes an instruction whose result, if it has one, is a reserved value.
    pub(crate) fn define_inst(&mut self, data: InstData, result: Option<(Value, Type)>) -> Inst {
        let inst = self.insts.push(data);
        if let Some((value, ty)) = result {
            let def = ValueDef::Result(inst);
            self.values[value] = ValueData { ty, def };
            self.results[inst] = Some(value);
        }
        inst
    }

    /// The state and those of its callers, innermost first.
    pub fn state_chain(&self, state: State) -> impl Iterator<Item = &FrameState> {
        std::iter::successors(Some(&self.states[state]), |state| {
            state.outer.map(|outer| &self.states[outer])
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::entities::{Block, Entity, Value};
    use crate::text::parse;

    #[test]
    fn parameters_go_with_their_arguments() {
        let text = "\
fn @f(i32) {
    method0 = \"A.m()I\"
b0(v0: i32):
    try_static method0, b1(v0, v0), b2(v0) @ method0:0 after
b1(v1: i32, v2: i32, v3: i32):
    jump b3(v1, v3)
b2(v4: ref, v5: i32):
    ret_void
b3(v6: i32, v7: i32):
    ret_void
}
";
        let mut func = parse(text).expect("the text is a function");
        func.replace_value(Value::new(6), Value::new(1));
        func.resolve_all();
        let gone = [(1, 1), (2, 1), (3, 0)];
        func.retain_params(|block, position| !gone.contains(&(block.index(), position)));
        let kept = "\
fn @f(i32) {
    method0 = \"A.m()I\"
b0(v0: i32):
    try_static method0, b1(v0), b2 @ method0:0 after
b1(v1: i32, v3: i32):
    jump b3(v3)
b2(v4: ref):
    ret_void
b3(v7: i32):
    ret_void
}
";
        assert_eq!(func.to_string(), kept);
        assert_eq!(func.params(Block::new(1)).len(), 2);
    }
}
