//! Oop maps of interpreter frames, by abstract interpretation.
//!
//! [`RefMaps::analyze`] computes for every basic block which locals and operand-stack slots
//! hold references on entry; [`RefMaps::frame`] interprets from there to the bci asked for.
//! Nothing here resolves, allocates Java objects or takes locks: descriptors come from a
//! trait over the constant pool. Caching is the embedder's business.
//!
//! A slot is a root only if it holds a reference on every path: a slot that is a reference on
//! one path and a number on another can be used by neither and is dead.
//!
//! **Subroutines.** Between `jsr` and `ret` that rule is too coarse: a local that the
//! subroutine leaves alone keeps its caller's type. So states are told apart by the return
//! addresses they hold and merge only if those are equal; `ret` knows where it goes, and makes
//! the copies of its address dead. [`RefMaps::frame`] then reads from the actual frame the slots
//! that hold return addresses in *every* remaining state (those can be trusted), drops the
//! states that disagree, and repeats. States that still remain are merged: nothing that
//! verified code does later can tell them apart. Reference: JVMS §4.10.2.5, §2.6.

mod analysis;
mod class_file;
mod transfer;

use vm_classfile::ExceptionHandler;

use crate::instruction::SlotType;
use crate::raw::{RawError, RawInstruction};
use analysis::Analysis;
use transfer::{State, Value, call_effect, step};

/// What the analysis has to know about a method.
#[derive(Clone, Copy, Debug)]
pub struct MethodCode<'a> {
    /// Raw code.
    pub code: &'a [u8],
    /// Exception table.
    pub handlers: &'a [ExceptionHandler],
    /// Local slots.
    pub max_locals: u16,
    /// Operand-stack slots.
    pub max_stack: u16,
    /// Method descriptor.
    pub descriptor: &'a [u8],
    /// Whether there is no receiver.
    pub is_static: bool,
}

/// Types of constant-pool entries, answered without resolution. `None`: no such entry.
pub trait ConstantTypes {
    /// Descriptor of a field reference.
    fn field_descriptor(&self, cp_index: u16) -> Option<&[u8]>;
    /// Descriptor of a method reference, interface method reference or `invokedynamic` entry.
    fn method_descriptor(&self, cp_index: u16) -> Option<&[u8]>;
    /// What `ldc` or `ldc2_w` of the entry pushes.
    fn constant_type(&self, cp_index: u16) -> Option<SlotType>;
}

/// Where in the instruction the frame is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameState {
    /// Operands are still on the stack.
    Before,
    /// In a call whose arguments have been popped: they belong to the callee. Like `Before`
    /// for instructions that are not calls.
    InCall,
}

/// A slot of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameSlot {
    /// A local variable.
    Local(u16),
    /// An operand-stack slot, counted from the bottom.
    Stack(u16),
}

/// Why there is no map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefMapError {
    /// The code cannot be read.
    Raw(RawError),
    /// The method's descriptor is malformed or its parameters exceed `max_locals`.
    BadMethod,
    /// The instruction pops from an empty stack, or pushes on a full one.
    StackDepth {
        /// Where.
        bci: u16,
    },
    /// Paths meet with stacks of different depth.
    StackMismatch {
        /// Where.
        bci: u16,
    },
    /// A local beyond `max_locals`.
    BadLocal {
        /// Where.
        bci: u16,
    },
    /// A branch or handler leads into the middle of an instruction or out of the code, or
    /// control runs off the end of the code.
    BadTarget {
        /// Where to.
        bci: i64,
    },
    /// A constant-pool entry is of the wrong kind.
    BadConstant {
        /// Where.
        bci: u16,
    },
    /// `ret` of something that is not a return address.
    BadReturnAddress {
        /// Where.
        bci: u16,
    },
    /// Too many combinations of subroutine calls.
    TooComplex,
    /// No path leads to the bci asked for, or it is not the start of an instruction.
    Unreachable {
        /// Where.
        bci: u16,
    },
}

/// Which slots of one frame hold references.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefMap {
    n_locals: u16,
    n_slots: u16,
    bits: Vec<u64>,
}

impl RefMap {
    fn bit(&self, i: usize) -> bool {
        i < usize::from(self.n_slots) && self.bits[i / 64] >> (i % 64) & 1 != 0
    }

    /// Whether a local holds a reference.
    pub fn local(&self, local: u16) -> bool {
        local < self.n_locals && self.bit(usize::from(local))
    }

    /// Whether an operand-stack slot, counted from the bottom, holds a reference.
    pub fn stack(&self, slot: u16) -> bool {
        self.bit(usize::from(self.n_locals) + usize::from(slot))
    }

    /// Operand-stack slots in use.
    pub fn stack_depth(&self) -> u16 {
        self.n_slots - self.n_locals
    }

    /// All slots that hold references, in order.
    pub fn slots(&self) -> impl Iterator<Item = FrameSlot> + '_ {
        let n_locals = self.n_locals;
        self.bits.iter().enumerate().flat_map(move |(word, &bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                let i = (word * 64) as u16 + bit as u16;
                let is_local = i < n_locals;
                Some(if is_local {
                    FrameSlot::Local(i)
                } else {
                    FrameSlot::Stack(i - n_locals)
                })
            })
        })
    }
}

/// What a slot of a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// Nothing that the program can use.
    Dead,
    /// A number, half of one, or a return address.
    Number,
    /// A reference or null.
    Reference,
}

impl From<Value> for SlotKind {
    fn from(value: Value) -> SlotKind {
        match value {
            Value::Dead => SlotKind::Dead,
            Value::NonRef | Value::Return(_) => SlotKind::Number,
            Value::Ref => SlotKind::Reference,
        }
    }
}

/// What the analysis knows of one frame: the answer of [`RefMaps::frame`], in two views.
#[derive(Clone, Debug)]
pub struct FrameTypes {
    n_locals: u16,
    state: State,
}

impl FrameTypes {
    /// Which slots hold references: what a collector needs, compact enough to be kept.
    pub fn ref_map(&self) -> RefMap {
        let slots = &self.state.slots;
        let mut bits = vec![0; slots.len().div_ceil(64)];
        for (i, value) in slots.iter().enumerate() {
            if *value == Value::Ref {
                bits[i / 64] |= 1 << (i % 64);
            }
        }
        RefMap {
            n_locals: self.n_locals,
            n_slots: slots.len() as u16,
            bits,
        }
    }

    /// What the locals and then the operand-stack slots hold.
    pub fn kinds(&self) -> Vec<SlotKind> {
        self.state
            .slots
            .iter()
            .copied()
            .map(SlotKind::from)
            .collect()
    }
}

/// States of a method at the starts of its basic blocks.
#[derive(Clone, Debug)]
pub struct RefMaps {
    /// Sorted by bci; the states of a block differ in their return addresses.
    blocks: Vec<(u16, Vec<State>)>,
    has_subroutines: bool,
}

/// Slots in all states of a method with subroutines, at most: 256 MB. Only nested subroutines
/// with hundreds of calls get near it.
const MAX_SLOTS: usize = 1 << 26;

/// Instructions in a block at most: bounds the work of [`RefMaps::frame`] in long straight code.
const MAX_BLOCK: usize = 64;

impl RefMaps {
    /// Analyzes a method.
    pub fn analyze(
        method: &MethodCode<'_>,
        constants: &impl ConstantTypes,
    ) -> Result<RefMaps, RefMapError> {
        let mut analysis = Analysis::new(method, constants)?;
        analysis.run()?;
        let mut blocks: Vec<_> = analysis.states.into_iter().collect();
        blocks.sort_unstable_by_key(|block| block.0);
        Ok(RefMaps {
            blocks,
            has_subroutines: analysis.has_subroutines,
        })
    }

    /// Whether maps depend on the return addresses in the frame.
    pub fn has_subroutines(&self) -> bool {
        self.has_subroutines
    }

    /// What a frame stopped at `bci` holds. `return_address` reads a slot that is known to hold a
    /// return address and gives the bci it leads to; only methods with subroutines are asked.
    pub fn frame(
        &self,
        method: &MethodCode<'_>,
        constants: &impl ConstantTypes,
        bci: u16,
        frame_state: FrameState,
        return_address: &mut dyn FnMut(FrameSlot) -> u16,
    ) -> Result<FrameTypes, RefMapError> {
        let unreachable = RefMapError::Unreachable { bci };
        let after = self.blocks.partition_point(|block| block.0 <= bci);
        let (start, states) = &self.blocks[after.checked_sub(1).ok_or(unreachable)?];
        let mut candidates = Vec::with_capacity(states.len());
        for state in states {
            let mut state = state.clone();
            let mut at = u32::from(*start);
            while at < u32::from(bci) {
                let raw = RawInstruction::at(method.code, at).map_err(RefMapError::Raw)?;
                if raw.op.ends_block() {
                    return Err(unreachable);
                }
                step(method, constants, &raw, &mut state)?;
                at = raw.next_bci();
            }
            if at != u32::from(bci) {
                return Err(unreachable);
            }
            candidates.push(state);
        }
        select(&mut candidates, method.max_locals, return_address);
        let mut rest = candidates.into_iter();
        let mut first = rest.next().ok_or(unreachable)?;
        for other in rest {
            first.merge(&other);
        }
        if frame_state == FrameState::InCall {
            let raw = RawInstruction::at(method.code, u32::from(bci)).map_err(RefMapError::Raw)?;
            if raw.op.is_invoke() {
                let (n_popped, _) = call_effect(constants, &raw)?;
                let depth = first.slots.len() - usize::from(method.max_locals);
                if n_popped > depth {
                    return Err(RefMapError::StackDepth { bci });
                }
                let n_kept = first.slots.len() - n_popped;
                first.slots.truncate(n_kept);
            }
        }
        Ok(FrameTypes {
            n_locals: method.max_locals,
            state: first,
        })
    }
}

/// Drops the states that disagree with the frame in trustworthy return addresses.
fn select(
    candidates: &mut Vec<State>,
    max_locals: u16,
    return_address: &mut dyn FnMut(FrameSlot) -> u16,
) {
    let mut i = 0;
    while candidates.len() > 1 && i < candidates[0].slots.len() {
        let is_return = |state: &State| matches!(state.slots[i], Value::Return(_));
        let differs = |state: &State| state.slots[i] != candidates[0].slots[i];
        if candidates.iter().all(is_return) && candidates.iter().any(differs) {
            let slot = match (i as u16).checked_sub(max_locals) {
                Some(stack) => FrameSlot::Stack(stack),
                None => FrameSlot::Local(i as u16),
            };
            let actual = Value::Return(return_address(slot));
            if !candidates.iter().any(|state| state.slots[i] == actual) {
                return; // Not a frame of this method; merging all is the careful answer.
            }
            candidates.retain(|state| state.slots[i] == actual);
            i = 0; // Fewer states may trust more slots.
        } else {
            i += 1;
        }
    }
}

#[cfg(test)]
mod tests;
