//! The type-inferring verifier for old class files: data-flow analysis until nothing changes.
//!
//! [`operands`] checks each instruction's operands once; [`flow`] drives the analysis;
//! [`pops`] and [`pushes`] are what instructions do to the stack; [`merge`] joins paths, with
//! the rule for `ret`: a local that a subroutine does not touch has the type it had at the
//! `jsr`. Methods are verified last to first, and messages are those of the JDK's libverify.
//! Reference: JVMS §4.10.2.

mod flow;
mod info;
mod merge;
mod operands;
mod pops;
mod pushes;

use std::rc::Rc;

use self::info::{Info, Merger};
use super::types::{Name, Names};
use super::{ClassToVerify, Failure, Hierarchy, MethodToVerify, Refusal, RefusalKind, text};
use crate::instruction::Op;
use crate::raw::RawInstruction;

/// Verifies a class without looking at `StackMapTable`s.
pub fn infer_class<H: Hierarchy>(
    class: &ClassToVerify<'_>,
    hierarchy: &mut H,
) -> Result<(), Failure<H::Abort>> {
    let mut names = Names::new();
    for method in class.methods.iter().rev() {
        let this_class = names.intern(class.name);
        let super_class = class.super_name.map(|name| names.intern(name));
        let mut inference = Inference {
            class,
            method,
            this_class,
            super_class,
            merger: Merger {
                names: &mut names,
                hierarchy,
            },
            instructions: Vec::new(),
            numbers: vec![None; method.code.len()],
            handlers: Vec::new(),
            return_type: Info::BOGUS,
        };
        inference.verify()?;
    }
    Ok(())
}

type Inferred<T, H> = Result<T, Failure<<H as Hierarchy>::Abort>>;

/// Bits of [`Flags`] that hold on at least one path.
mod some_path {
    /// The constructor has to call another one.
    pub(super) const NEED_CONSTRUCTOR: u8 = 2;
    /// `this` may be broken: the method must not return normally.
    pub(super) const NO_RETURN: u8 = 4;
}

/// What is known about the paths to an instruction, apart from types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Flags {
    /// On every path another constructor has been called.
    is_constructed: bool,
    /// Bits of [`some_path`].
    some_path: u8,
}

/// A subroutine being executed: where it begins and which locals it has touched.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Subroutine {
    entry: usize,
    touched: Vec<bool>,
}

/// Types at an instruction. A long or double is one item of the stack and two registers.
#[derive(Clone, Debug)]
struct State {
    stack: Rc<Vec<Info>>,
    registers: Rc<Vec<Info>>,
    /// Outermost first.
    subroutines: Rc<Vec<Subroutine>>,
}

fn n_stack_slots(stack: &[Info]) -> usize {
    stack.iter().map(|item| item.n_slots()).sum()
}

/// An instruction and what is known about it.
struct Instruction<'a> {
    raw: RawInstruction<'a>,
    op: Op,
    /// Whether this is a call to `<init>`.
    is_init_call: bool,
    /// Whether the receiver must be of the current class because the member is protected.
    is_protected: bool,
    /// Class operand, owner of the method called, or type created.
    class: Info,
    /// Branch targets: the only one, or those of a switch in the order of merging.
    targets: Vec<usize>,
    /// For `jsr`: the `ret` that returns to it.
    returns_from: Option<usize>,
    state: Option<State>,
    is_changed: bool,
    flags: Option<Flags>,
}

/// A row of the exception table by instruction numbers, and the stack at its handler.
struct HandlerRow {
    start: usize,
    end: usize,
    handler: usize,
    stack: Rc<Vec<Info>>,
}

/// The inference for one method.
struct Inference<'a, 'b, H: Hierarchy> {
    class: &'a ClassToVerify<'a>,
    method: &'a MethodToVerify<'a>,
    this_class: Name,
    super_class: Option<Name>,
    merger: Merger<'b, H>,
    instructions: Vec<Instruction<'a>>,
    /// Instruction number by bci.
    numbers: Vec<Option<usize>>,
    /// Last row of the table first.
    handlers: Vec<HandlerRow>,
    return_type: Info,
}

impl<H: Hierarchy> Inference<'_, '_, H> {
    fn error<T>(&self, message: &str) -> Inferred<T, H> {
        self.refuse(RefusalKind::VerifyError, message)
    }

    fn check(&self, is_good: bool, message: &str) -> Inferred<(), H> {
        if is_good { Ok(()) } else { self.error(message) }
    }

    fn refuse<T>(&self, kind: RefusalKind, message: &str) -> Inferred<T, H> {
        let (class, method) = (self.class.name, self.method);
        let mut message = format!(
            "(class: {}, method: {} signature: {}) {message}",
            text(class),
            text(method.name),
            text(method.descriptor),
        );
        // The buffer of the original.
        let limit = class.len() + 1023;
        if message.len() > limit {
            let end = (0..=limit)
                .rev()
                .find(|&i| message.is_char_boundary(i))
                .unwrap_or(0);
            message.truncate(end);
        }
        Err(Failure::Refused(Refusal {
            kind,
            message,
            may_fail_over: false,
        }))
    }

    fn is_assignable(&mut self, from: Info, to: Info) -> Inferred<bool, H> {
        self.merger
            .is_assignable(from, to)
            .map_err(Failure::Aborted)
    }

    /// Number of the instruction at a branch target.
    fn number(&self, target: i64) -> Option<usize> {
        *self.numbers.get(usize::try_from(target).ok()?)?
    }
}
