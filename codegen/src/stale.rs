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

/// A set of locations.
#[derive(Clone, PartialEq)]
struct Set(Vec<u64>);

impl Set {
    fn contains(&self, location: usize) -> bool {
        self.0[location / 64] >> (location % 64) & 1 != 0
    }

    fn put(&mut self, location: usize, is_in: bool) {
        let bit = 1 << (location % 64);
        let word = &mut self.0[location / 64];
        *word = if is_in { *word | bit } else { *word & !bit };
    }

    /// Adds another set. Was anything new?
    fn add(&mut self, other: &Set) -> bool {
        let mut has_changed = false;
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            has_changed |= other & !*word != 0;
            *word |= other;
        }
        has_changed
    }
}

/// Checks a function; the error says what reads what.
pub fn check(machine: &Machine, output: &Output) -> Result<(), String> {
    let n_locations = N_REGISTERS + output.num_spillslots;
    let mut entries = vec![Set(vec![0; n_locations.div_ceil(64)]); machine.num_blocks()];
    let mut is_to_visit = vec![true; machine.num_blocks()];
    let mut stale = entries[0].clone();
    // Blocks are in reverse postorder, nearly: few rounds are needed.
    while is_to_visit.contains(&true) {
        for block in (0..machine.num_blocks()).map(Block::new) {
            if !std::mem::replace(&mut is_to_visit[block.index()], false) {
                continue;
            }
            stale.0.copy_from_slice(&entries[block.index()].0);
            visit(machine, output, block, &mut stale)?;
            for &successor in machine.block_succs(block) {
                is_to_visit[successor.index()] |= entries[successor.index()].add(&stale);
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

fn visit(machine: &Machine, output: &Output, block: Block, stale: &mut Set) -> Result<(), String> {
    for step in output.block_insts_and_edits(machine, block) {
        match step {
            InstOrEdit::Edit(Edit::Move { from, to }) => {
                let is_stale = location(*from).is_some_and(|from| stale.contains(from));
                if let Some(to) = location(*to) {
                    stale.put(to, is_stale);
                }
            }
            InstOrEdit::Inst(inst) => execute(machine, output, inst, stale)?,
        }
    }
    Ok(())
}

fn execute(machine: &Machine, output: &Output, inst: Inst, stale: &mut Set) -> Result<(), String> {
    let operands = machine.inst_operands(inst);
    let allocations = output.inst_allocs(inst);
    let both = || operands.iter().zip(allocations);
    for (operand, allocation) in both() {
        let reads = operand.kind() == OperandKind::Use;
        if !reads || !machine.data(operand.vreg()).is_reference {
            continue;
        }
        if location(*allocation).is_some_and(|at| stale.contains(at)) {
            let op = machine.op(inst);
            return Err(format!("{op:?} reads {} in {allocation}", operand.vreg()));
        }
    }
    if let Some(state) = machine.op(inst).safepoint() {
        let first = machine.states[state.0 as usize].first as usize;
        stale.0.fill(u64::MAX);
        for (operand, allocation) in both().skip(first) {
            let op = machine.op(inst);
            if allocation.is_reg() && !op.saves_registers() {
                return Err(format!("{op:?} leaves {} in {allocation}", operand.vreg()));
            }
            if let (true, Some(at)) = (
                machine.data(operand.vreg()).is_reference,
                location(*allocation),
            ) {
                stale.put(at, false);
            }
        }
    }
    for (operand, allocation) in both() {
        if let (OperandKind::Def, Some(at)) = (operand.kind(), location(*allocation)) {
            stale.put(at, false);
        }
    }
    Ok(())
}
