//! Ends of blocks that go on at others.

use super::Emitter;
use super::assembler::Mark;
use super::integers::code_rm_i;
use super::operands::{SCRATCH, SCRATCH2, narrow};
use super::pool::Constant;
use crate::machine::{Alu, Machine, Op, SwitchId};
use iced_x86::{Code, ConditionCode, MemoryOperand, Register as R};
use regalloc2::{Allocation, Block, Edit, Function as _, Output};

/// Fewest keys of a table.
const MIN_TABLE: usize = 4;
/// Entries of a table for each key that it may have.
const MAX_SPARSITY: i64 = 4;
/// Most keys that are compared one after the other.
const MAX_CHAIN: usize = 3;

/// For each block, where a jump to it ends: past blocks that only jump and move nothing.
pub fn forwarded(machine: &Machine, output: &Output) -> Vec<Block> {
    let blocks = || (0..machine.num_blocks()).map(Block::new);
    let mut moves = vec![false; machine.num_insts()];
    for (point, Edit::Move { from, to }) in &output.edits {
        moves[point.inst().index()] |= from != to;
    }
    let is_empty = |block: Block| {
        let insts = machine.block_insns(block);
        let inst = insts.first();
        insts.len() == 1 && machine.op(inst) == Op::Jump && !moves[inst.index()]
    };
    blocks()
        .map(|block| {
            let mut end = block;
            // An endless loop of empty blocks has no end.
            for _ in 0..machine.num_blocks() {
                if !is_empty(end) {
                    return end;
                }
                end = machine.block_succs(end)[0];
            }
            block
        })
        .collect()
}

impl Emitter<'_> {
    /// Where a jump to the successor with this number ends.
    fn successor(&self, block: Block, number: usize) -> Block {
        let successor = self.machine.block_succs(block)[number];
        self.forwarded[successor.index()]
    }

    fn mark_of(&self, block: Block) -> Mark {
        self.marks[block.index()]
    }

    pub(super) fn transfer(&mut self, op: Op, block: Block, at: &[Allocation]) {
        match op {
            Op::Jump => {
                let target = self.successor(block, 0);
                self.go_on(target);
            }
            Op::Branch(compare) => {
                let (yes, no) = (self.successor(block, 0), self.successor(block, 1));
                self.test(compare.test, at);
                if self.next == Some(yes) {
                    let mark = self.mark_of(no);
                    self.jump_when(compare.flags.negated(), mark);
                } else {
                    let mark = self.mark_of(yes);
                    self.jump_when(compare.flags, mark);
                    self.go_on(no);
                }
            }
            Op::Switch(table) => self.switch(table, block, at[0]),
            _ => unreachable!("the caller hands over ends of blocks"),
        }
    }

    /// Jumps unless the block comes next anyway.
    fn go_on(&mut self, target: Block) {
        if self.next != Some(target) {
            let mark = self.mark_of(target);
            self.asm.jump(mark);
        }
    }

    fn switch(&mut self, id: SwitchId, block: Block, key: Allocation) {
        let machine = self.machine;
        let keys: Vec<(i32, Mark)> = machine.switches[id.0 as usize]
            .iter()
            .map(|&(key, number)| {
                let target = self.successor(block, number as usize);
                (key, self.mark_of(target))
            })
            .collect();
        let default = self.mark_of(self.successor(block, 0));
        let key = self.narrow(key);
        let (first, last) = (keys[0].0, keys[keys.len() - 1].0);
        let n_entries = i64::from(last) - i64::from(first) + 1;
        if keys.len() >= MIN_TABLE && n_entries <= keys.len() as i64 * MAX_SPARSITY {
            self.table(key, &keys, default);
        } else {
            self.search_key(key, &keys, default);
        }
    }

    /// Jumps through a table of distances.
    fn table(&mut self, key: R, keys: &[(i32, Mark)], default: Mark) {
        let (first, last) = (keys[0].0, keys[keys.len() - 1].0);
        let mut entries = vec![default; (last.wrapping_sub(first)) as usize + 1];
        for (key, mark) in keys {
            entries[key.wrapping_sub(first) as usize] = *mark;
        }
        let largest = entries.len() as i32 - 1;
        let index = narrow(SCRATCH);
        self.asm.r_r(Code::Mov_r32_rm32, index, key);
        if first != 0 {
            self.asm
                .r_i(code_rm_i(Alu::Sub, false, first), index, first);
        }
        self.asm
            .r_i(code_rm_i(Alu::Cmp, false, largest), index, largest);
        self.asm.jump_if(ConditionCode::a, default);
        let table: Constant = self.asm.pool.table(entries);
        self.asm.r_constant(Code::Lea_r64_m, SCRATCH2, table);
        let entry = MemoryOperand::with_base_index_scale(SCRATCH2, SCRATCH, 4);
        self.asm.r_m(Code::Movsxd_r64_rm32, SCRATCH, entry);
        self.asm.r_r(Code::Add_r64_rm64, SCRATCH, SCRATCH2);
        self.asm.r(Code::Jmp_rm64, SCRATCH);
    }

    /// Binary search among keys in ascending order.
    fn search_key(&mut self, key: R, keys: &[(i32, Mark)], default: Mark) {
        if keys.len() <= MAX_CHAIN {
            for &(constant, mark) in keys {
                self.asm
                    .r_i(code_rm_i(Alu::Cmp, false, constant), key, constant);
                self.asm.jump_if(ConditionCode::e, mark);
            }
            return self.asm.jump(default);
        }
        let (below, above) = keys.split_at(keys.len() / 2);
        let (middle, left) = (above[0].0, self.asm.mark());
        self.asm
            .r_i(code_rm_i(Alu::Cmp, false, middle), key, middle);
        self.asm.jump_if(ConditionCode::l, left);
        self.search_key(key, above, default);
        self.asm.bind(left);
        self.search_key(key, below, default);
    }
}
