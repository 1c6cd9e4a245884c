//! Taking out what was put in for safety: parameters that always get the same value, states of
//! blocks that have one predecessor, and jumps to such blocks.

use ir::analysis::ControlFlow;
use ir::entities::{Entity, SideMap};
use ir::instruction::BlockCall;
use ir::{Block, Function, Inst, Opcode, Value};
use std::collections::BTreeSet;

/// Replaces every parameter that always gets one value, or itself, by that value.
pub(crate) fn remove_needless_params(func: &mut Function) {
    let edges = incoming(func);
    let blocks: Vec<Block> = func.layout.blocks().skip(1).collect();
    let mut is_needless: SideMap<Block, Vec<bool>> = SideMap::new(Vec::new());
    for &block in &blocks {
        is_needless[block] = vec![false; func.params(block).len()];
    }
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &blocks {
            for position in 0..func.params(block).len() {
                if is_needless[block][position] {
                    continue;
                }
                if let Some(value) = only_value(func, &edges[block], block, position) {
                    func.replace_value(func.params(block)[position], value);
                    is_needless[block][position] = true;
                    changed = true;
                }
            }
        }
    }
    func.resolve_all();
    func.retain_params(|block, position| {
        !is_needless[block].get(position).copied().unwrap_or(false)
    });
}

/// Of each block: terminators that lead to it, with the position of the target.
fn incoming(func: &Function) -> SideMap<Block, Vec<(Inst, usize)>> {
    let mut edges = SideMap::new(Vec::new());
    for block in func.layout.blocks() {
        if let Some(inst) = func.terminator(block) {
            for (index, target) in func.inst(inst).targets.iter().enumerate() {
                edges[target.block].push((inst, index));
            }
        }
    }
    edges
}

/// The one value besides itself that a parameter gets.
fn only_value(
    func: &Function,
    edges: &[(Inst, usize)],
    block: Block,
    position: usize,
) -> Option<Value> {
    let param = func.params(block)[position];
    let mut only = None;
    for &(inst, index) in edges {
        let data = func.inst(inst);
        let n_passed = func.passed_by_call(data).get(index).copied().unwrap_or(0);
        let value = data.targets[index]
            .args
            .get(position.checked_sub(n_passed)?)?;
        let value = func.resolve(*value);
        if value != param && only.replace(value).is_some_and(|one| one != value) {
            return None;
        }
    }
    only
}

/// Takes the states from blocks with one predecessor, but for those that are `fixed`: the state
/// before them governs them as well.
pub(crate) fn remove_needless_states(func: &mut Function, fixed: &BTreeSet<Block>) {
    let flow = ControlFlow::of(func);
    let blocks: Vec<Block> = func.layout.blocks().collect();
    for block in blocks {
        if flow.predecessors(block).len() == 1 && !fixed.contains(&block) {
            func.set_block_state(block, None);
        }
    }
}

/// Appends blocks to the only block that jumps to them. Those with states stay.
pub(crate) fn join_blocks(func: &mut Function) {
    let flow = ControlFlow::of(func);
    let blocks: Vec<Block> = func.layout.blocks().collect();
    for block in blocks {
        if !func.layout.has_block(block) {
            continue;
        }
        while let Some(next) = joinable(func, &flow, block) {
            join(func, block, next);
        }
    }
}

/// The block that can be appended to this one.
fn joinable(func: &Function, flow: &ControlFlow, block: Block) -> Option<Block> {
    let jump = func.inst(func.terminator(block)?);
    let [BlockCall { block: next, args }] = jump.targets.as_slice() else {
        return None;
    };
    let is_alone = flow.predecessors(*next).len() == 1;
    let has_state = func.block_state(*next).is_some();
    let is_plain = jump.opcode == Opcode::Jump && args.is_empty() && *next != block;
    (is_plain && is_alone && !has_state).then_some(*next)
}

fn join(func: &mut Function, block: Block, next: Block) {
    debug_assert!(func.params(next).is_empty(), "{next} gets no arguments");
    let jump = func.terminator(block).expect("the block ends in a jump");
    func.layout.remove_inst(jump);
    while let Some(inst) = func.layout.first_inst(next) {
        func.layout.remove_inst(inst);
        func.layout.append_inst(inst, block);
    }
    func.layout.remove_block(next);
    debug_assert!(next.index() > 0, "nothing jumps to the entry");
}

#[cfg(test)]
mod tests {
    use super::{join_blocks, remove_needless_params, remove_needless_states};
    use std::collections::BTreeSet;

    #[test]
    fn what_is_needless_goes() {
        let text = "\
fn @f(i32, i32) -> i32 {
    method0 = \"A.f(II)I\"
b0(v0: i32, v1: i32) @ method0:0 before locals=[v0, v1]:
    jump b1(v0, v1)
b1(v2: i32, v3: i32) @ method0:2 before locals=[v2, v3]:
    v4 = iadd v2, v3
    branch v4, b2(v2, v4), b3(v2)
b2(v5: i32, v6: i32) @ method0:4 before locals=[v5, v6]:
    jump b1(v5, v6)
b3(v7: i32) @ method0:6 before stack=[v7]:
    ret v7
}
";
        let mut func = ir::text::parse(text).expect("the text is a function");
        remove_needless_params(&mut func);
        remove_needless_states(&mut func, &BTreeSet::new());
        join_blocks(&mut func);
        let expected = "\
fn @f(i32, i32) -> i32 {
    method0 = \"A.f(II)I\"
b0(v0: i32, v1: i32) @ method0:0 before locals=[v0, v1]:
    jump b1(v1)
b1(v3: i32) @ method0:2 before locals=[v0, v3]:
    v4 = iadd v0, v3
    branch v4, b2, b3
b2:
    jump b1(v4)
b3:
    ret v0
}
";
        assert_eq!(func.to_string(), expected);
        assert_eq!(ir::verify::verify(&func), Ok(()));
    }
}
