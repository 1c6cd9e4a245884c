//! Replaces an instruction by an equal one that stands on all paths to it.
//!
//! ```text
//! b0(v0: ref) @ method0:0 before:
//!     v1 = guard_nonnull v0
//!     v2 = array_length v0, v1
//!     v3 = guard_nonnull v0
//!     v4 = array_length v0, v3
//!     v5 = iadd v2, v4
//! ```
//! becomes
//! ```text
//! b0(v0: ref) @ method0:0 before:
//!     v1 = guard_nonnull v0
//!     v2 = array_length v0, v1
//!     v5 = iadd v2, v2
//! ```
//!
//! Equal means: the same operation on the same values with the same immediate. That holds for
//! guards too: what a check has found once does not change, so a later equal check passes. Why a
//! check leaves is no part of what it checks.
//!
//! Algorithm: dominator-based value numbering (Briggs, Cooper, Simpson, "Value numbering", 1997)
//! with one hash table whose entries go when the walk leaves the subtree they were made in. Works
//! in both stages; linear in the number of instructions.

use crate::context::Context;
use crate::dominator_tree::{Scoped, walk};
use crate::registry::{Changed, Info, Pass};
use crate::rewrite::{replace_inst, resolve_uses};
use ir::immediate::Immediate;
use ir::instruction::InstData;
use ir::{Block, Function, Inst, Value};
use smallvec::SmallVec;
use std::hash::{Hash, Hasher};

static INFO: Info = Info::new(
    "gvn",
    "Replaces instructions and guards by equal ones that stand on all paths to them.",
);

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct Gvn;

impl Pass for Gvn {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let mut table = Table::with_capacity(func.n_insts());
        Changed::when(walk(func, &mut table, cx))
    }
}

impl Scoped for Table {
    fn block(&mut self, func: &mut Function, block: Block, cx: &mut Context<'_>) -> bool {
        let mut changed = false;
        let mut next = func.layout.first_inst(block);
        while let Some(inst) = next {
            next = func.layout.next_inst(inst);
            resolve_uses(func, inst);
            let data = func.inst(inst);
            if func.result(inst).is_none() || !data.opcode.effects().is_repeatable() {
                continue;
            }
            let key = Key::of(data);
            let hash = key.hash();
            let equal = self.find(hash, |other| key == Key::of(func.inst(other)));
            match equal.and_then(|other| func.result(other)) {
                Some(value) => {
                    cx.remark(func, "reused", inst);
                    replace_inst(func, inst, value);
                    changed = true;
                }
                None => self.insert(hash, inst),
            }
        }
        changed
    }

    fn mark(&self) -> usize {
        self.entries.len()
    }

    fn forget(&mut self, mark: usize) {
        while self.entries.len() > mark {
            let entry = self.entries.pop().expect("there are more than `mark`");
            let bucket = self.bucket(entry.hash);
            self.heads[bucket] = entry.older;
        }
    }
}

/// What makes instructions equal.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    opcode: ir::Opcode,
    immediate: Immediate,
    args: SmallVec<[Value; 4]>,
}

impl Key {
    fn of(data: &InstData) -> Key {
        let mut args = data.args.clone();
        if data.opcode.effects().has(ir::effects::Effects::COMMUTATIVE) {
            args.sort_unstable();
        }
        let immediate = match data.immediate {
            Immediate::Reason(_) => Immediate::None,
            other => other,
        };
        Key {
            opcode: data.opcode,
            immediate,
            args,
        }
    }

    fn hash(&self) -> u32 {
        let mut mixer = Mixer(0);
        Hash::hash(self, &mut mixer);
        (mixer.0 >> 32) as u32
    }
}

/// A hash of few small numbers: each is multiplied in.
struct Mixer(u64);

impl Hasher for Mixer {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Instructions by hash. Entries are forgotten in the opposite order of insertion.
struct Table {
    /// Of each bucket: the newest entry, plus one.
    heads: Vec<u32>,
    entries: Vec<Entry>,
}

struct Entry {
    hash: u32,
    inst: Inst,
    /// The next older entry of the bucket, plus one.
    older: u32,
}

impl Table {
    fn with_capacity(n: usize) -> Table {
        Table {
            heads: vec![0; n.next_power_of_two()],
            entries: Vec::with_capacity(n),
        }
    }

    fn bucket(&self, hash: u32) -> usize {
        hash as usize & (self.heads.len() - 1)
    }

    fn find(&self, hash: u32, is_equal: impl Fn(Inst) -> bool) -> Option<Inst> {
        let mut next = self.heads[self.bucket(hash)];
        while next != 0 {
            let entry = &self.entries[next as usize - 1];
            if entry.hash == hash && is_equal(entry.inst) {
                return Some(entry.inst);
            }
            next = entry.older;
        }
        None
    }

    fn insert(&mut self, hash: u32, inst: Inst) {
        let bucket = self.bucket(hash);
        self.entries.push(Entry {
            hash,
            inst,
            older: self.heads[bucket],
        });
        self.heads[bucket] = self.entries.len() as u32;
    }
}
