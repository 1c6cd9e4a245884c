//! Which locals the interpreter may still read.
//!
//! A backward data-flow analysis over instructions. An instruction that a handler covers may
//! continue there in the interpreter, whatever it is, so what is live at the handler is live at
//! it. Locals are told apart by the type that they are read with: that gives the types of the
//! locals of a frame that is replaced, without another analysis.

use crate::bits::Bits;
use crate::code::Code;
use ir::Type;
use vm_bytecode::Op;

/// Live locals before each instruction.
#[derive(Debug)]
pub(crate) struct Liveness {
    before: Vec<Bits>,
    n_locals: usize,
}

/// Words of all sets of a method, at most.
const MAX_WORDS: usize = 1 << 21;

impl Liveness {
    /// Of a method; `None`: it is too large.
    pub(crate) fn of(code: &Code<'_>, n_locals: usize) -> Option<Liveness> {
        Liveness::of_reads(code, n_locals, |_| true)
    }

    /// Live are locals that are read with this type.
    pub(crate) fn of_type(code: &Code<'_>, n_locals: usize, ty: Type) -> Option<Liveness> {
        Liveness::of_reads(code, n_locals, |read| read == ty)
    }

    fn of_reads(
        code: &Code<'_>,
        n_locals: usize,
        counts: impl Fn(Type) -> bool,
    ) -> Option<Liveness> {
        if code.insns.len() * n_locals.div_ceil(64) > MAX_WORDS {
            return None;
        }
        let mut liveness = Liveness {
            before: vec![Bits::new(n_locals); code.insns.len()],
            n_locals,
        };
        while liveness.improve(code, &counts) {}
        Some(liveness)
    }

    /// One round over all instructions; false when nothing has changed.
    fn improve(&mut self, code: &Code<'_>, counts: &impl Fn(Type) -> bool) -> bool {
        let mut changed = false;
        for index in (0..code.insns.len()).rev() {
            let mut live = self.after(code, index);
            let local = code.insns[index].local().map(usize::from);
            let op = code.insns[index].op;
            if let (Some(local), Some(ty)) = (local, written(op)) {
                live.remove(local);
                if is_wide(ty) {
                    live.remove(local + 1);
                }
            }
            if let (Some(local), Some(ty)) = (local, read(op))
                && counts(ty)
            {
                live.add(local);
            }
            live.add_all(&self.at_handlers(code, index));
            if live != self.before[index] {
                self.before[index] = live;
                changed = true;
            }
        }
        changed
    }

    /// Live before an instruction.
    pub(crate) fn before(&self, index: usize) -> &Bits {
        &self.before[index]
    }

    /// Live after an instruction that ends without an exception.
    pub(crate) fn after(&self, code: &Code<'_>, index: usize) -> Bits {
        let mut live = Bits::new(self.n_locals);
        for &next in code.successors(index) {
            live.add_all(&self.before[next as usize]);
        }
        live
    }

    /// Live at the handlers of an instruction.
    pub(crate) fn at_handlers(&self, code: &Code<'_>, index: usize) -> Bits {
        let mut live = Bits::new(self.n_locals);
        if code.has_handlers() {
            for handler in code.handlers_at(index) {
                live.add_all(&self.before[handler.index]);
            }
        }
        live
    }
}

/// Does a value of this type take two slots?
pub(crate) fn is_wide(ty: Type) -> bool {
    matches!(ty, Type::I64 | Type::F64)
}

/// Type with which an instruction reads its local.
pub(crate) fn read(op: Op) -> Option<Type> {
    match op {
        Op::ILoad | Op::IInc => Some(Type::I32),
        Op::LLoad => Some(Type::I64),
        Op::FLoad => Some(Type::F32),
        Op::DLoad => Some(Type::F64),
        Op::ALoad => Some(Type::Ref),
        _ => None,
    }
}

/// Type with which an instruction writes its local.
pub(crate) fn written(op: Op) -> Option<Type> {
    match op {
        Op::IStore | Op::IInc => Some(Type::I32),
        Op::LStore => Some(Type::I64),
        Op::FStore => Some(Type::F32),
        Op::DStore => Some(Type::F64),
        Op::AStore => Some(Type::Ref),
        _ => None,
    }
}
