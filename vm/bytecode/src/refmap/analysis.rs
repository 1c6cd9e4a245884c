//! Abstract interpretation of a method: the states at the starts of its basic blocks.

use std::collections::HashMap;

use super::transfer::{State, Value, entry_state, is_store, step};
use super::{ConstantTypes, MAX_BLOCK, MAX_SLOTS, MethodCode, RefMapError};
use crate::instruction::Op;
use crate::raw::{Operands, RawCode, RawInstruction};

/// The analysis of one method under way.
pub(super) struct Analysis<'a, C> {
    method: &'a MethodCode<'a>,
    constants: &'a C,
    /// Per bci: is an instruction start / starts a block.
    is_start: Vec<bool>,
    is_leader: Vec<bool>,
    pub(super) has_subroutines: bool,
    pub(super) states: HashMap<u16, Vec<State>>,
    n_slots: usize,
    /// Bci and index among its states.
    worklist: Vec<(u16, usize)>,
}

impl<'a, C: ConstantTypes> Analysis<'a, C> {
    pub(super) fn new(method: &'a MethodCode<'a>, constants: &'a C) -> Result<Self, RefMapError> {
        let n_bytes = method.code.len();
        let mut analysis = Analysis {
            method,
            constants,
            is_start: vec![false; n_bytes],
            is_leader: vec![false; n_bytes],
            has_subroutines: false,
            states: HashMap::new(),
            n_slots: 0,
            worklist: Vec::new(),
        };
        if n_bytes == 0 || n_bytes > 0xffff {
            return Err(RefMapError::BadTarget { bci: 0 });
        }
        for (i, raw) in RawCode::new(method.code).enumerate() {
            let raw = raw.map_err(RefMapError::Raw)?;
            analysis.is_start[raw.bci as usize] = true;
            analysis.is_leader[raw.bci as usize] |= i % MAX_BLOCK == 0;
            match raw.operands {
                Operands::Branch(target) => analysis.lead(target)?,
                Operands::Switch(switch) => {
                    for target in switch.targets() {
                        analysis.lead(target)?;
                    }
                }
                _ => {}
            }
            analysis.has_subroutines |= raw.op == Op::Jsr;
            let is_branch = matches!(raw.operands, Operands::Branch(_));
            if (is_branch || raw.op.ends_block()) && (raw.next_bci() as usize) < n_bytes {
                analysis.is_leader[raw.next_bci() as usize] = true;
            }
        }
        for range in method.handlers {
            analysis.lead(i64::from(range.handler))?;
            // Within a block the set of covering handlers is constant.
            for bound in [range.start, range.end] {
                if let Some(is_leader) = analysis.is_leader.get_mut(usize::from(bound)) {
                    *is_leader = true;
                }
            }
        }
        Ok(analysis)
    }

    fn lead(&mut self, target: i64) -> Result<(), RefMapError> {
        let leader = usize::try_from(target)
            .ok()
            .and_then(|i| self.is_leader.get_mut(i));
        *leader.ok_or(RefMapError::BadTarget { bci: target })? = true;
        Ok(())
    }

    pub(super) fn run(&mut self) -> Result<(), RefMapError> {
        self.flow(0, &entry_state(self.method)?)?;
        while let Some((bci, i)) = self.worklist.pop() {
            let state = self.states[&bci][i].clone();
            self.block(bci, state)?;
        }
        Ok(())
    }

    /// Lets `state` flow into the block at `target`.
    fn flow(&mut self, target: i64, state: &State) -> Result<(), RefMapError> {
        let start = usize::try_from(target)
            .ok()
            .filter(|&i| self.is_start.get(i) == Some(&true));
        let bci = start.ok_or(RefMapError::BadTarget { bci: target })? as u16;
        let known = self.states.entry(bci).or_default();
        if known
            .first()
            .is_some_and(|first| first.slots.len() != state.slots.len())
        {
            return Err(RefMapError::StackMismatch { bci });
        }
        match known
            .iter()
            .position(|other| other.same_return_addresses(state))
        {
            Some(i) => {
                if known[i].merge(state) {
                    self.worklist.push((bci, i));
                }
            }
            None => {
                self.n_slots += state.slots.len();
                if self.has_subroutines && self.n_slots > MAX_SLOTS {
                    return Err(RefMapError::TooComplex);
                }
                self.worklist.push((bci, known.len()));
                known.push(state.clone());
            }
        }
        Ok(())
    }

    fn flow_to_handlers(&mut self, block: u16, state: &State) -> Result<(), RefMapError> {
        let method = self.method;
        for range in method
            .handlers
            .iter()
            .filter(|r| r.start <= block && block < r.end)
        {
            let mut slots = state.slots[..usize::from(method.max_locals)].to_vec();
            slots.push(Value::Ref);
            self.flow(i64::from(range.handler), &State { slots })?;
        }
        Ok(())
    }

    fn block(&mut self, start: u16, mut state: State) -> Result<(), RefMapError> {
        let mut bci = u32::from(start);
        self.flow_to_handlers(start, &state)?;
        loop {
            let raw = RawInstruction::at(self.method.code, bci).map_err(RefMapError::Raw)?;
            let at = raw.bci as u16;
            if let (Op::Ret, Operands::Local(local)) = (raw.op, raw.operands) {
                let value =
                    state.slots[..usize::from(self.method.max_locals)].get(usize::from(local));
                let Some(&Value::Return(address)) = value else {
                    return Err(RefMapError::BadReturnAddress { bci: at });
                };
                for slot in &mut state.slots {
                    if *slot == Value::Return(address) {
                        *slot = Value::Dead;
                    }
                }
                return self.flow(i64::from(address), &state);
            }
            step(self.method, self.constants, &raw, &mut state)?;
            match raw.operands {
                Operands::Branch(target) => self.flow(target, &state)?,
                Operands::Switch(switch) => {
                    for target in switch.targets() {
                        self.flow(target, &state)?;
                    }
                }
                _ => {}
            }
            if raw.op.ends_block() {
                return Ok(());
            }
            bci = raw.next_bci();
            match self.is_leader.get(bci as usize) {
                None => {
                    return Err(RefMapError::BadTarget {
                        bci: i64::from(bci),
                    });
                }
                Some(true) => return self.flow(i64::from(bci), &state),
                Some(false) => {}
            }
            if is_store(raw.op) {
                self.flow_to_handlers(start, &state)?;
            }
        }
    }
}
