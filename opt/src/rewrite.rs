//! Edits that several passes make.

use ir::fold::Constant;
use ir::immediate::{Immediate, Reason};
use ir::instruction::InstData;
use ir::{Block, Entity, Function, Inst, Opcode, State, Value};

/// Makes a terminator go on at one of its targets, whatever happens.
pub(crate) fn jump_to_target(func: &mut Function, end: Inst, target: usize) {
    let data = func.inst_mut(end);
    let mut jump = InstData::new(Opcode::Jump, Immediate::None, &[]);
    jump.targets.push(data.targets.swap_remove(target));
    *data = jump;
}

/// Makes the block end at `inst` by leaving compiled code. Blocks that only what follows led to
/// have to be removed then.
pub(crate) fn leave_at(func: &mut Function, block: Block, inst: Inst, reason: Reason) {
    while let Some(last) = func.layout.last_inst(block).filter(|last| *last != inst) {
        func.layout.remove_inst(last);
    }
    let mut deopt = InstData::new(Opcode::Deopt, Immediate::Reason(reason), &[]);
    deopt.state = func.inst(inst).state;
    func.layout.remove_inst(inst);
    let deopt = func.add_inst(deopt);
    func.layout.append_inst(deopt, block);
}

/// The value of an instruction that stands before `inst` and makes a constant.
pub(crate) fn constant_before(func: &mut Function, constant: Constant, inst: Inst) -> Value {
    let new = func.add_inst(constant.inst());
    func.layout.insert_before(new, inst);
    func.result(new).expect("a constant has a result")
}

/// Puts another value in the place of the result, and takes the instruction out.
pub(crate) fn replace_inst(func: &mut Function, inst: Inst, by: Value) {
    let result = func.result(inst).expect("it has a result to be replaced");
    func.replace_value(result, by);
    func.layout.remove_inst(inst);
}

/// Replaces operands and arguments that have been replaced by others.
pub(crate) fn resolve_uses(func: &mut Function, inst: Inst) {
    let has_alias = func
        .inst(inst)
        .uses()
        .any(|value| func.resolve(value) != value);
    if has_alias {
        let mut data = func.inst(inst).clone();
        for value in data.uses_mut() {
            *value = func.resolve(*value);
        }
        *func.inst_mut(inst) = data;
    }
}

/// The constant that a value is known to be.
pub(crate) fn constant_of(func: &Function, value: Value) -> Option<Constant> {
    Constant::of(func.inst(definition(func, value)?))
}

/// The instruction that a value is the result of.
pub(crate) fn definition(func: &Function, value: Value) -> Option<Inst> {
    match func.value_def(func.resolve(value)) {
        ir::function::ValueDef::Result(inst) => Some(inst),
        _ => None,
    }
}

/// Values of a state and of those of the callers.
pub(crate) fn state_values(func: &Function, state: State) -> impl Iterator<Item = Value> {
    func.state_chain(state).flat_map(|frame| frame.values())
}

/// Takes out blocks that the entry does not reach; false when there are none.
pub(crate) fn remove_unreachable(func: &mut Function, reached: &[Block]) -> bool {
    let mut is_reached = vec![false; func.n_blocks()];
    for block in reached {
        is_reached[block.index()] = true;
    }
    let blocks = func.layout.blocks();
    let gone: Vec<Block> = blocks.filter(|block| !is_reached[block.index()]).collect();
    for &block in &gone {
        func.layout.remove_block(block);
    }
    !gone.is_empty()
}

/// Takes out parameters of blocks, with the arguments for them; false when there are none.
pub(crate) fn drop_params(func: &mut Function, drops: impl Fn(&Function, Value) -> bool) -> bool {
    let mut keeps: Vec<Vec<bool>> = vec![Vec::new(); func.n_blocks()];
    let mut changed = false;
    for block in func.layout.blocks() {
        let params = func.params(block);
        if params.iter().any(|param| drops(func, *param)) {
            let flags = params.iter().map(|param| !drops(func, *param));
            keeps[block.index()] = flags.collect();
            changed = true;
        }
    }
    if changed {
        func.retain_params(|block, position| {
            keeps[block.index()].get(position).copied().unwrap_or(true)
        });
    }
    changed
}

/// The access to an array's bytes that this access by address is, when the object is one.
pub(crate) fn bytes_of_array(opcode: Opcode) -> Option<Opcode> {
    match opcode {
        Opcode::LoadRaw => Some(Opcode::LoadBytes),
        Opcode::StoreRaw => Some(Opcode::StoreBytes),
        _ => None,
    }
}

/// Is this the name of a class of arrays with primitive elements?
pub(crate) fn is_primitive_array(name: &str) -> bool {
    name.len() == 2 && name.starts_with('[')
}
