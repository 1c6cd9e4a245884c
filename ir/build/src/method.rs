//! Interpreting a method abstractly, block by block.
//!
//! Blocks are taken in reverse postorder among those that were reached. A block gets a parameter
//! for each live local and each operand on its stack when the first edge reaches it, so that
//! loops, irreducible ones too, need no second look; `cleanup.rs` takes the needless parameters
//! out again (Braun et al., "Simple and efficient construction of SSA form", CC 2013, section 3).

use crate::bailout::{Bailout, BailoutReason};
use crate::blocks::Blocks;
use crate::cleanup;
use crate::code::{Code, bailout, invalid};
use crate::frame::{Cell, Frame};
use crate::liveness::Liveness;
use crate::names::{Names, function_name};
use crate::source::{BytecodeSource, MethodFacts, MethodId, Profile, Site};
use crate::{Body, Options};
use ir::entities::MethodRef;
use ir::frame_state::Moment;
use ir::{Block, Builder, Function, Signature, Type, Value};
use std::collections::BTreeSet;

/// What comes after an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Flow {
    /// The next instruction.
    Next,
    /// Nothing: the block has ended.
    End,
}

pub(crate) type Building<T> = Result<T, Bailout>;

/// A bytecode block that was reached.
#[derive(Debug)]
struct Entry {
    /// Its block in the function.
    block: Block,
    /// What its slots hold at the start; values are the block's parameters, in this order.
    frame: Frame,
}

/// Two values that must turn out to be the same: a monitor that is left and the one entered last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SameLock {
    pub(crate) left: Value,
    pub(crate) entered: Value,
    pub(crate) bci: u32,
}

/// A method under way.
pub(crate) struct MethodBuilder<'m> {
    pub(crate) source: &'m dyn BytecodeSource,
    pub(crate) options: &'m Options,
    pub(crate) id: MethodId,
    pub(crate) facts: &'m MethodFacts,
    pub(crate) code: &'m Code<'m>,
    pub(crate) live: &'m Liveness,
    pub(crate) blocks: Blocks,
    pub(crate) profile: Profile,
    pub(crate) func: Function,
    pub(crate) names: &'m mut Names,
    /// The method itself, as states name it.
    pub(crate) this_method: MethodRef,
    /// Of each bytecode block: where it starts, once it is reached.
    entries: Vec<Option<Entry>>,
    /// Places in the order of blocks that were reached and are not done.
    todo: BTreeSet<usize>,
    /// Monitors that the method holds by being synchronized: 0 or 1.
    pub(crate) n_method_locks: usize,
    pub(crate) same_locks: Vec<SameLock>,
    /// Blocks that keep their states even with one predecessor.
    pub(crate) fixed_states: BTreeSet<Block>,
    pub(crate) n_pruned: usize,
    /// The block that is appended to.
    pub(crate) block: Block,
    pub(crate) frame: Frame,
    /// The instruction under way.
    pub(crate) index: usize,
    pub(crate) bci: u32,
}

/// Most locals of all blocks together: each block may have a parameter for each of them.
const MOST_ENTRY_LOCALS: usize = 1 << 21;

/// Builds a method.
pub(crate) fn build_method(
    source: &dyn BytecodeSource,
    id: MethodId,
    options: &Options,
    names: &mut Names,
) -> Building<Body> {
    let facts = source.method(id);
    if facts.code.is_empty() {
        return Err(bailout(BailoutReason::NoCode, 0));
    }
    let too_large = bailout(BailoutReason::TooLarge, 0);
    if facts.code.len() > options.max_code_bytes {
        return Err(too_large);
    }
    let mut code = Code::decode(&facts)?;
    code.set_fast_throws(source.fast_throws(id));
    let osr = match options.osr {
        None => None,
        Some(bci) => Some(crate::osr::entry(source, id, &facts, &code, bci)?),
    };
    let entry = osr.as_ref().map_or(0, |osr| osr.index);
    let n_locals = usize::from(facts.max_locals);
    let live = Liveness::of(&code, n_locals).ok_or(too_large)?;
    let descriptor = facts.name.find('(').map(|at| &facts.name[at..]);
    let signature = descriptor.and_then(Signature::of_descriptor);
    let signature = signature.ok_or(invalid(0))?;
    let blocks = Blocks::of(&code, entry);
    if blocks.len() * n_locals > MOST_ENTRY_LOCALS {
        return Err(too_large);
    }
    let mut func = Function::new(function_name(&facts.name), Signature::default());
    names.give(&mut func);
    let this_method = names.method(&mut func, id, &facts.name);
    let block = func.add_block();
    let mut builder = MethodBuilder {
        source,
        options,
        id,
        facts: &facts,
        code: &code,
        live: &live,
        entries: (0..blocks.len()).map(|_| None).collect(),
        blocks,
        profile: options
            .prune
            .map(|_| source.profile(id))
            .unwrap_or_default(),
        func,
        names,
        this_method,
        todo: BTreeSet::new(),
        n_method_locks: 0,
        same_locks: Vec::new(),
        fixed_states: BTreeSet::from([block]),
        n_pruned: 0,
        block,
        frame: Frame::new(n_locals),
        index: entry,
        bci: code.insns[entry].bci,
    };
    match &osr {
        None => builder.enter(signature)?,
        Some(entry) => builder.enter_osr(signature, entry)?,
    }
    while let Some(position) = builder.todo.pop_first() {
        builder.interpret_block(position)?;
    }
    builder.finish()
}

impl MethodBuilder<'_> {
    /// The entry block of an ordinary function: arguments, monitor, poll.
    fn enter(&mut self, mut signature: Signature) -> Building<()> {
        if !self.facts.is_static {
            signature.params.insert(0, Type::Ref);
        }
        let mut local = 0;
        for &ty in &signature.params {
            let value = self.func.add_param(self.block, ty);
            self.frame
                .set_local(&self.func, local, value)
                .ok_or(invalid(0))?;
            local += 1 + usize::from(crate::liveness::is_wide(ty));
        }
        self.func.signature = signature;
        let state = self.state(Moment::Before, self.live.before(0));
        self.func.set_block_state(self.block, Some(state));
        if self.facts.is_synchronized {
            self.enter_method_monitor()?;
        }
        if self.code.insns.iter().any(|insn| insn.op.is_invoke()) {
            self.at().safepoint_poll();
        }
        self.jump_to(0)
    }

    /// Interprets a block of bytecode.
    fn interpret_block(&mut self, position: usize) -> Building<()> {
        let number = self.blocks.at(position);
        let entry = self.entries[number]
            .as_ref()
            .expect("only blocks that were reached are to be done");
        self.block = entry.block;
        self.frame = entry.frame.clone();
        let (first, end) = (self.blocks.get(number).first, self.blocks.get(number).end);
        if self.blocks.get(number).is_loop_header {
            self.at().safepoint_poll();
        }
        for index in first..end {
            self.index = index;
            self.bci = self.code.insns[index].bci;
            if self.instruction()? == Flow::End {
                return Ok(());
            }
        }
        self.jump_to(end)
    }

    fn finish(mut self) -> Building<Body> {
        cleanup::remove_needless_params(&mut self.func);
        for same in &self.same_locks {
            if self.func.resolve(same.left) != self.func.resolve(same.entered) {
                return Err(bailout(BailoutReason::UnbalancedMonitors, same.bci));
            }
        }
        cleanup::remove_needless_states(&mut self.func, &self.fixed_states);
        cleanup::join_blocks(&mut self.func);
        debug_assert!(self.names.is_complete(&self.func));
        Ok(Body {
            function: self.func,
            n_pruned: self.n_pruned,
        })
    }

    // Edges.

    /// The block of the instruction `index`, with the current frame as arguments.
    pub(crate) fn edge(&mut self, index: usize) -> Building<(Block, Vec<Value>)> {
        let number = self.blocks.block_of(index);
        if self.entries[number].is_none() {
            let entry = self.make_entry(index);
            self.entries[number] = Some(entry);
            let position = self.blocks.get(number).position;
            self.todo
                .insert(position.expect("what an edge leads to is reachable"));
        }
        let bci = self.code.insns[index].bci;
        let entry = self.entries[number].as_ref().expect("it was just made");
        let pairs = self.same_locks_at(&entry.frame, bci)?;
        let args = arguments(&self.func, &entry.frame, &self.frame).ok_or(invalid(bci))?;
        let block = entry.block;
        self.same_locks.extend(pairs);
        Ok((block, args))
    }

    /// A block with parameters for what is live in the current frame.
    fn make_entry(&mut self, index: usize) -> Entry {
        let block = self.func.add_block();
        let live = self.live.before(index);
        let mut frame = Frame::new(self.frame.locals.len());
        frame.locks.clone_from(&self.frame.locks);
        for local in 0..self.frame.locals.len() {
            if let Cell::Value(value) = self.frame.locals[local]
                && live.has(local)
            {
                let param = self.func.add_param(block, self.func.value_type(value));
                let fits = frame.set_local(&self.func, local, param);
                debug_assert!(fits.is_some(), "a local of a frame fits into one like it");
            }
        }
        for &cell in &self.frame.stack {
            frame.stack.push(match cell {
                Cell::Value(value) => {
                    Cell::Value(self.func.add_param(block, self.func.value_type(value)))
                }
                Cell::Empty | Cell::Second => cell,
            });
        }
        let bci = self.code.insns[index].bci;
        let state = self.state_of(&frame, bci, Moment::Before, live);
        self.func.set_block_state(block, Some(state));
        Entry { block, frame }
    }

    /// Monitors are held in the same depth on all edges to a block.
    fn same_locks_at(&self, entry: &Frame, bci: u32) -> Building<Vec<SameLock>> {
        if entry.locks.len() != self.frame.locks.len() {
            return Err(bailout(BailoutReason::UnbalancedMonitors, bci));
        }
        let pairs = self.frame.locks.iter().zip(&entry.locks);
        let differing = pairs.filter(|(left, entered)| left != entered);
        let pairs = differing.map(|(&left, &entered)| SameLock { left, entered, bci });
        Ok(pairs.collect())
    }

    /// Ends the block with a jump to the instruction `index`.
    pub(crate) fn jump_to(&mut self, index: usize) -> Building<()> {
        let (block, args) = self.edge(index)?;
        self.at().jump(block, &args);
        Ok(())
    }

    // The current place.

    /// Appends to the current block.
    pub(crate) fn at(&mut self) -> Builder<'_> {
        Builder::at(&mut self.func, self.block)
    }

    /// The place of the current instruction with its constant-pool entry.
    pub(crate) fn site(&self) -> Building<Site> {
        let index = self.code.insns[self.index].constant_index();
        Ok(Site {
            method: self.id,
            bci: self.bci,
            index: index.ok_or(invalid(self.bci))?,
        })
    }

    /// Pops a value of this type.
    pub(crate) fn pop(&mut self, ty: Type) -> Building<Value> {
        self.frame.pop(&self.func, ty).ok_or(invalid(self.bci))
    }

    /// Pushes a value.
    pub(crate) fn push(&mut self, value: Value) {
        self.frame.push(&self.func, value);
    }
}

/// Values for the parameters of a block that starts with the frame `entry`. `None`: they have
/// other types, or the stacks have other depths.
fn arguments(func: &Function, entry: &Frame, frame: &Frame) -> Option<Vec<Value>> {
    if entry.stack.len() != frame.stack.len() {
        return None;
    }
    let wanted = entry.locals.iter().chain(&entry.stack);
    let given = frame.locals.iter().chain(&frame.stack);
    let mut args = Vec::new();
    for (&wanted, &given) in wanted.zip(given) {
        match (wanted, given) {
            (Cell::Value(param), Cell::Value(value))
                if func.value_type(param) == func.value_type(value) =>
            {
                args.push(value);
            }
            (Cell::Value(_), _) => return None,
            (Cell::Empty | Cell::Second, _) => {}
        }
    }
    Some(args)
}
