//! A method's code, decoded once: instructions, successors and handlers by index.
//!
//! Everything that relies on targets being instructions is checked here, so that later steps
//! index without asking.

use crate::bailout::{Bailout, BailoutReason};
use crate::source::{FastThrow, MethodFacts};
use ir::immediate::Reason;
use vm_bytecode::{Op, Operands, RawCode, RawInstruction};

/// A row of the exception table, with indexes of instructions instead of bcis.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Handler {
    /// First covered instruction.
    start: u32,
    /// First one that is no longer covered.
    end: u32,
    /// The bci of the handler.
    pub(crate) bci: u32,
    /// Its instruction.
    pub(crate) index: usize,
    /// Class index of what is caught; 0 catches everything.
    pub(crate) catch_type: u16,
}

/// Decoded code.
#[derive(Debug)]
pub(crate) struct Code<'m> {
    /// Instructions in order.
    pub(crate) insns: Vec<RawInstruction<'m>>,
    /// Of each bci: its instruction, if one starts there.
    index_of: Vec<Option<u32>>,
    handlers: Vec<Handler>,
    /// Successors of all instructions, one after the other.
    successors: Vec<u32>,
    /// Of each instruction: where its successors end in that list.
    successors_end: Vec<u32>,
    /// Checks of which code is to throw what they throw.
    fast_throws: Vec<FastThrow>,
}

impl<'m> Code<'m> {
    /// Decodes the code and checks all targets.
    pub(crate) fn decode(facts: &'m MethodFacts) -> Result<Code<'m>, Bailout> {
        let mut code = Code {
            insns: Vec::new(),
            index_of: vec![None; facts.code.len()],
            handlers: Vec::new(),
            successors: Vec::new(),
            successors_end: Vec::new(),
            fast_throws: Vec::new(),
        };
        for raw in RawCode::new(&facts.code) {
            let raw = raw.map_err(|error| invalid(error.bci()))?;
            if matches!(raw.op, Op::Jsr | Op::Ret) {
                return Err(bailout(BailoutReason::Subroutine, raw.bci));
            }
            code.index_of[raw.bci as usize] = Some(code.insns.len() as u32);
            code.insns.push(raw);
        }
        for row in &facts.handlers {
            let bci = u32::from(row.handler);
            let index = code.index(i64::from(bci)).ok_or(invalid(bci))?;
            code.handlers.push(Handler {
                start: u32::from(row.start),
                end: u32::from(row.end),
                bci,
                index,
                catch_type: row.catch_type,
            });
        }
        for index in 0..code.insns.len() {
            code.check_targets(index)?;
            code.add_successors(index);
            code.successors_end.push(code.successors.len() as u32);
        }
        Ok(code)
    }

    fn check_targets(&self, index: usize) -> Result<(), Bailout> {
        let insn = &self.insns[index];
        let is_target = |bci: i64| self.index(bci).is_some();
        let are_targets = match insn.operands {
            Operands::Branch(target) => is_target(target),
            Operands::Switch(switch) => switch.targets().all(is_target) && has_distinct_keys(insn),
            _ => true,
        };
        let runs_off = !insn.op.ends_block() && index + 1 == self.insns.len();
        if are_targets && !runs_off {
            Ok(())
        } else {
            Err(invalid(insn.bci))
        }
    }

    /// The instruction that starts at `bci`.
    pub(crate) fn index(&self, bci: i64) -> Option<usize> {
        let bci = usize::try_from(bci).ok()?;
        self.index_of.get(bci)?.map(|index| index as usize)
    }

    /// The instruction that starts at a bci that was checked to be a target.
    pub(crate) fn target(&self, bci: i64) -> usize {
        self.index(bci).expect("targets are checked on decoding")
    }

    fn add_successors(&mut self, index: usize) {
        let insn = self.insns[index];
        match insn.operands {
            Operands::Branch(target) => self.successors.push(self.target(target) as u32),
            Operands::Switch(switch) => {
                for target in switch.targets() {
                    let target = self.target(target);
                    self.successors.push(target as u32);
                }
            }
            _ => {}
        }
        if !insn.op.ends_block() {
            self.successors.push(index as u32 + 1);
        }
    }

    /// Instructions that may follow without an exception; a switch may name one several times.
    pub(crate) fn successors(&self, index: usize) -> &[u32] {
        let start = match index.checked_sub(1) {
            Some(before) => self.successors_end[before],
            None => 0,
        };
        &self.successors[start as usize..self.successors_end[index] as usize]
    }

    /// The exception table.
    pub(crate) fn handlers(&self) -> &[Handler] {
        &self.handlers
    }

    /// Handlers that cover an instruction, in the order in which they are tried.
    pub(crate) fn handlers_at(&self, index: usize) -> impl Iterator<Item = &Handler> {
        let bci = self.insns[index].bci;
        self.handlers
            .iter()
            .filter(move |handler| handler.start <= bci && bci < handler.end)
    }

    /// Is there an exception table?
    pub(crate) fn has_handlers(&self) -> bool {
        !self.handlers.is_empty()
    }

    /// Says which checks are to throw.
    pub(crate) fn set_fast_throws(&mut self, fast_throws: Vec<FastThrow>) {
        self.fast_throws = fast_throws;
    }

    /// What a check of an instruction is to throw.
    pub(crate) fn fast_throw(&self, bci: u32, reason: Reason) -> Option<&FastThrow> {
        let mut rows = self.fast_throws.iter();
        rows.find(|row| row.bci == bci && row.reason == reason)
    }

    /// May compiled code go from this instruction to a handler? What else throws leaves for the
    /// interpreter.
    pub(crate) fn throws(&self, index: usize) -> bool {
        let op = self.insns[index].op;
        let bci = self.insns[index].bci;
        op.is_invoke() || op == Op::AThrow || self.fast_throws.iter().any(|row| row.bci == bci)
    }
}

fn has_distinct_keys(insn: &RawInstruction<'_>) -> bool {
    let Operands::Switch(switch) = insn.operands else {
        return true;
    };
    switch.is_sorted()
}

/// Gives up because the code is not what a verifier accepts.
pub(crate) fn invalid(bci: u32) -> Bailout {
    bailout(BailoutReason::InvalidCode, bci)
}

/// Gives up.
pub(crate) fn bailout(reason: BailoutReason, bci: u32) -> Bailout {
    Bailout { reason, bci }
}
