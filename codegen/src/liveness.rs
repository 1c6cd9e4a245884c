//! References that are live across safepoints become operands there.
//!
//! The collector updates the slots that a safepoint lists, so each reference that is read later
//! must be listed, not only those of the state. Liveness is computed over machine instructions,
//! where constants have no registers and slow paths are blocks; only references take part. Backward
//! dataflow over bit sets.

use crate::machine::{Machine, late_use};
use regalloc2::{Block, Function, Inst, Operand, OperandKind, VReg};

/// Sets of references, one for each block.
struct Sets {
    words: Vec<u64>,
    n_words: usize,
}

impl Sets {
    fn new(n_blocks: usize, n_words: usize) -> Sets {
        Sets {
            words: vec![0; n_blocks * n_words],
            n_words,
        }
    }

    fn of(&self, block: Block) -> &[u64] {
        &self.words[block.index() * self.n_words..][..self.n_words]
    }

    fn of_mut(&mut self, block: Block) -> &mut [u64] {
        &mut self.words[block.index() * self.n_words..][..self.n_words]
    }
}

/// References, numbered densely.
struct References {
    /// By virtual register.
    numbers: Vec<Option<u32>>,
    registers: Vec<VReg>,
}

impl References {
    fn of(machine: &Machine) -> References {
        let mut registers = Vec::new();
        let numbers = machine
            .registers()
            .iter()
            .enumerate()
            .map(|(index, data)| {
                data.is_reference.then(|| {
                    registers.push(VReg::new(index, data.class));
                    registers.len() as u32 - 1
                })
            })
            .collect();
        References { numbers, registers }
    }

    fn number(&self, register: VReg) -> Option<usize> {
        self.numbers[register.vreg()].map(|number| number as usize)
    }

    fn insert(&self, set: &mut [u64], register: VReg) {
        if let Some(number) = self.number(register) {
            set[number / 64] |= 1 << (number % 64);
        }
    }

    fn remove(&self, set: &mut [u64], register: VReg) {
        if let Some(number) = self.number(register) {
            set[number / 64] &= !(1 << (number % 64));
        }
    }
}

/// Has each safepoint list the references that are live after it.
pub fn list_references(machine: &mut Machine) {
    if !machine.ops().iter().any(|op| op.safepoint().is_some()) {
        return;
    }
    let references = References::of(machine);
    let n_words = references.registers.len().div_ceil(64);
    if n_words == 0 {
        return;
    }
    let live_in = live_at_entries(machine, &references, n_words);
    let mut listed: Vec<(u32, VReg)> = Vec::new();
    let mut live = vec![0_u64; n_words];
    for block in (0..machine.num_blocks()).map(Block::new) {
        live_at_end(machine, &references, &live_in, block, &mut live);
        for inst in backwards(machine, block) {
            let operands = machine.inst_operands(inst);
            if let Some(state) = machine.op(inst).safepoint() {
                let first = machine.states[state.0 as usize].first as usize;
                let mut missing = live.clone();
                for operand in operands {
                    if operand.kind() == OperandKind::Def {
                        references.remove(&mut missing, operand.vreg());
                    }
                }
                for operand in &operands[first..] {
                    references.remove(&mut missing, operand.vreg());
                }
                for_each(&missing, |number| {
                    listed.push((inst.index() as u32, references.registers[number]));
                });
            }
            step(&references, operands, &mut live);
        }
    }
    listed.sort_unstable_by_key(|(inst, register)| (*inst, register.vreg()));
    let mut next = listed.into_iter().peekable();
    machine.extend_operands(|inst, operands| {
        while let Some((_, register)) = next.next_if(|(at, _)| *at == inst.index() as u32) {
            operands.push(late_use(register));
        }
    });
}

/// Instructions of a block from the last to the first.
fn backwards(machine: &Machine, block: Block) -> impl Iterator<Item = Inst> + use<> {
    let insts = machine.block_insns(block);
    (insts.first().index()..=insts.last().index())
        .rev()
        .map(Inst::new)
}

/// From after an instruction to before it.
fn step(references: &References, operands: &[Operand], live: &mut [u64]) {
    for operand in operands {
        if operand.kind() == OperandKind::Def {
            references.remove(live, operand.vreg());
        }
    }
    for operand in operands {
        if operand.kind() == OperandKind::Use {
            references.insert(live, operand.vreg());
        }
    }
}

/// What is live at the end of a block: in a successor, or passed to it.
fn live_at_end(
    machine: &Machine,
    references: &References,
    live_in: &Sets,
    block: Block,
    live: &mut [u64],
) {
    live.fill(0);
    for (number, &successor) in machine.block_succs(block).iter().enumerate() {
        for (word, other) in live.iter_mut().zip(live_in.of(successor)) {
            *word |= other;
        }
        for &arg in machine.args(block, number) {
            references.insert(live, arg);
        }
    }
}

fn live_at_entries(machine: &Machine, references: &References, n_words: usize) -> Sets {
    let n_blocks = machine.num_blocks();
    let mut live_in = Sets::new(n_blocks, n_words);
    let mut live = vec![0_u64; n_words];
    loop {
        let mut has_changed = false;
        for block in (0..n_blocks).rev().map(Block::new) {
            live_at_end(machine, references, &live_in, block, &mut live);
            for inst in backwards(machine, block) {
                step(references, machine.inst_operands(inst), &mut live);
            }
            for &param in machine.block_params(block) {
                references.remove(&mut live, param);
            }
            let entry = live_in.of_mut(block);
            if entry != live {
                entry.copy_from_slice(&live);
                has_changed = true;
            }
        }
        if !has_changed {
            return live_in;
        }
    }
}

fn for_each(set: &[u64], mut each: impl FnMut(usize)) {
    for (index, &word) in set.iter().enumerate() {
        let mut rest = word;
        while rest != 0 {
            each(index * 64 + rest.trailing_zeros() as usize);
            rest &= rest - 1;
        }
    }
}
