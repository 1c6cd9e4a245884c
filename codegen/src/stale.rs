//! No reference is read that the collector has not seen.
//!
//! After allocation, every location that a safepoint does not list is stale: a reference in it may
//! be the address where the object was. Moves copy staleness, definitions end it, and blocks join
//! by union. A use of a reference in a stale location is a defect of the code generator, or of an
//! assumption about the allocator that no longer holds; see `docs/code-generation.md`.

use crate::machine::Machine;
use regalloc2::{
    Allocation, Block, Edit, Function, Inst, InstOrEdit, OperandKind, Output, RegClass,
};

/// Number of general registers; slots are numbered after them.
const N_REGISTERS: usize = 16;

/// Checks a function; the error says what reads what.
pub fn check(machine: &Machine, output: &Output) -> Result<(), String> {
    let n_locations = N_REGISTERS + output.num_spillslots;
    let n_blocks = machine.num_blocks();
    let mut entries = vec![vec![false; n_locations]; n_blocks];
    let mut is_visited = vec![false; n_blocks];
    let mut to_visit = vec![machine.entry_block()];
    is_visited[machine.entry_block().index()] = true;
    while let Some(block) = to_visit.pop() {
        let mut stale = entries[block.index()].clone();
        visit(machine, output, block, &mut stale)?;
        for &successor in machine.block_succs(block) {
            let entry = &mut entries[successor.index()];
            let mut has_changed = !std::mem::replace(&mut is_visited[successor.index()], true);
            for (known, &new) in entry.iter_mut().zip(&stale) {
                has_changed |= new && !*known;
                *known |= new;
            }
            if has_changed {
                to_visit.push(successor);
            }
        }
    }
    Ok(())
}

/// Number of the location, if references can be there.
fn location(allocation: Allocation) -> Option<usize> {
    if let Some(register) = allocation.as_reg() {
        return (register.class() == RegClass::Int).then(|| register.hw_enc());
    }
    let slot = allocation.as_stack()?;
    Some(N_REGISTERS + slot.index())
}

fn visit(
    machine: &Machine,
    output: &Output,
    block: Block,
    stale: &mut [bool],
) -> Result<(), String> {
    for step in output.block_insts_and_edits(machine, block) {
        match step {
            InstOrEdit::Edit(Edit::Move { from, to }) => {
                let is_stale = location(*from).is_some_and(|from| stale[from]);
                if let Some(to) = location(*to) {
                    stale[to] = is_stale;
                }
            }
            InstOrEdit::Inst(inst) => execute(machine, output, inst, stale)?,
        }
    }
    Ok(())
}

fn execute(
    machine: &Machine,
    output: &Output,
    inst: Inst,
    stale: &mut [bool],
) -> Result<(), String> {
    let operands = machine.inst_operands(inst);
    let allocations = output.inst_allocs(inst);
    let both = || operands.iter().zip(allocations);
    for (operand, allocation) in both() {
        let reads = operand.kind() == OperandKind::Use;
        if !reads || !machine.data(operand.vreg()).is_reference {
            continue;
        }
        if location(*allocation).is_some_and(|at| stale[at]) {
            let op = machine.op(inst);
            return Err(format!("{op:?} reads {} in {allocation}", operand.vreg()));
        }
    }
    if let Some(state) = machine.op(inst).safepoint() {
        let first = machine.states[state.0 as usize].first as usize;
        stale.fill(true);
        for (operand, allocation) in both().skip(first) {
            if allocation.is_reg() {
                let op = machine.op(inst);
                return Err(format!("{op:?} leaves {} in {allocation}", operand.vreg()));
            }
            if let (true, Some(at)) = (
                machine.data(operand.vreg()).is_reference,
                location(*allocation),
            ) {
                stale[at] = false;
            }
        }
    }
    for (operand, allocation) in both() {
        if let (OperandKind::Def, Some(at)) = (operand.kind(), location(*allocation)) {
            stale[at] = false;
        }
    }
    Ok(())
}
