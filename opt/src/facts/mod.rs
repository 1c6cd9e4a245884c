//! What is known about values at a place, from the branches and checks that stand above it.
//!
//! A walk over the dominator tree assumes facts on its way down and forgets them on its way up.
//! Facts about a value hold wherever the place where they were found dominates, in loops too: every
//! path from the value's definition passes that place again.

mod ranges;

use crate::rewrite::{constant_of, definition};
use ir::analysis::{ControlFlow, Dominators};
use ir::entities::ClassRef;
use ir::fold::Constant;
use ir::immediate::{Condition, Immediate};
use ir::{Block, Entity, Function, Opcode, Value};
use ranges::relation_of_ranges;

/// How two integers may compare: a set of `LESS`, `EQUAL` and `GREATER`.
pub(crate) type Relation = u8;
pub(crate) const LESS: Relation = 1;
pub(crate) const EQUAL: Relation = 2;
pub(crate) const GREATER: Relation = 4;
const ANY: Relation = LESS | EQUAL | GREATER;

/// What a value is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Other {
    Value(Value),
    Constant(i64),
}

#[derive(Clone, Copy)]
enum Known {
    /// It compares so.
    Compares(Other, Relation),
    /// It is not null, which a check proves, or a branch.
    NotNull(Option<Value>),
    /// It is null or an array of primitive elements.
    IsPrimitiveArray,
    /// It is null or an instance of the class.
    Instance(ClassRef),
    /// It is an object of exactly this class.
    Class(ClassRef),
}

struct Entry {
    value: Value,
    known: Known,
    /// Where it was found.
    at: Block,
    /// The next older entry about the value, plus one.
    older: u32,
}

/// The function, with what is known of its shape.
#[derive(Clone, Copy)]
pub(crate) struct Shape<'s> {
    pub(crate) func: &'s Function,
    pub(crate) flow: &'s ControlFlow,
    pub(crate) tree: &'s Dominators,
}

/// Facts that hold at the current place.
pub(crate) struct Facts {
    /// Of each value: its newest entry, plus one.
    newest: Vec<u32>,
    entries: Vec<Entry>,
}

impl Facts {
    pub(crate) fn new(func: &Function) -> Facts {
        Facts {
            newest: vec![0; func.n_values()],
            entries: Vec::new(),
        }
    }

    /// What [`Facts::forget`] goes back to.
    pub(crate) fn mark(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn forget(&mut self, mark: usize) {
        while self.entries.len() > mark {
            let entry = self.entries.pop().expect("there are more than `mark`");
            self.newest[entry.value.index()] = entry.older;
        }
    }

    fn push(&mut self, value: Value, known: Known, at: Block) {
        if value.index() >= self.newest.len() {
            self.newest.resize(value.index() + 1, 0);
        }
        self.entries.push(Entry {
            value,
            known,
            at,
            older: self.newest[value.index()],
        });
        self.newest[value.index()] = self.entries.len() as u32;
    }

    fn about(&self, value: Value) -> impl Iterator<Item = &Entry> {
        let entry = |number: u32| {
            number
                .checked_sub(1)
                .map(|index| &self.entries[index as usize])
        };
        let first = entry(self.newest.get(value.index()).copied().unwrap_or(0));
        std::iter::successors(first, move |known| entry(known.older))
    }

    // Assuming.

    /// The reference is not null from `at` on, which `proof` says if there is a check.
    pub(crate) fn assume_not_null(&mut self, value: Value, proof: Option<Value>, at: Block) {
        self.push(value, Known::NotNull(proof), at);
    }

    /// The reference is null or an array of primitive elements from `at` on.
    pub(crate) fn assume_primitive_array(&mut self, value: Value, at: Block) {
        self.push(value, Known::IsPrimitiveArray, at);
    }

    /// The reference is null or an instance of the class from `at` on.
    pub(crate) fn assume_instance(&mut self, value: Value, class: ClassRef, at: Block) {
        self.push(value, Known::Instance(class), at);
    }

    /// The object is of exactly this class from `at` on.
    pub(crate) fn assume_class(&mut self, value: Value, class: ClassRef, at: Block) {
        self.push(value, Known::Class(class), at);
    }

    /// The integers compare so from `at` on.
    pub(crate) fn assume(
        &mut self,
        func: &Function,
        x: Value,
        y: Value,
        relation: Relation,
        at: Block,
    ) {
        let (left, right) = (other(func, x), other(func, y));
        if let Other::Value(x) = left {
            self.push(x, Known::Compares(right, relation), at);
        }
        if let Other::Value(y) = right {
            self.push(y, Known::Compares(left, flipped(relation)), at);
        }
    }

    /// As [`Facts::assume`], with a number.
    pub(crate) fn assume_number(&mut self, x: Value, number: i64, relation: Relation, at: Block) {
        self.push(x, Known::Compares(Other::Constant(number), relation), at);
    }

    /// The condition is not 0, or is 0, from `at` on.
    pub(crate) fn assume_condition(
        &mut self,
        func: &Function,
        condition: Value,
        holds: bool,
        at: Block,
    ) {
        let with_zero = if holds { LESS | GREATER } else { EQUAL };
        self.assume_number(condition, 0, with_zero, at);
        let Some(inst) = definition(func, condition) else {
            return;
        };
        let data = func.inst(inst);
        match (data.opcode, data.immediate) {
            (Opcode::ICmp | Opcode::LCmp, Immediate::Condition(condition)) => {
                if let Some(relation) = relation_of(condition) {
                    let relation = if holds { relation } else { ANY & !relation };
                    self.assume(func, data.args[0], data.args[1], relation, at);
                }
            }
            (Opcode::SameRef, _)
                if !holds && constant_of(func, data.args[1]) == Some(Constant::Null) =>
            {
                self.assume_not_null(data.args[0], None, at);
            }
            (Opcode::HasClass, Immediate::Class(class)) if holds => {
                self.assume_class(data.args[0], class, at);
            }
            (Opcode::InstanceOf, Immediate::Class(class)) if holds => {
                self.assume_not_null(data.args[0], None, at);
                self.assume_instance(data.args[0], class, at);
            }
            _ => {}
        }
    }

    // Asking.

    pub(crate) fn is_not_null(&self, value: Value) -> bool {
        self.about(value)
            .any(|entry| matches!(entry.known, Known::NotNull(_) | Known::Class(_)))
    }

    /// The check that proves that the reference is not null, if it is one.
    pub(crate) fn proof_of_not_null(&self, value: Value) -> Option<Value> {
        self.about(value).find_map(|entry| match entry.known {
            Known::NotNull(proof) => proof,
            _ => None,
        })
    }

    /// The class of the object.
    pub(crate) fn class(&self, value: Value) -> Option<ClassRef> {
        self.about(value).find_map(|entry| match entry.known {
            Known::Class(class) => Some(class),
            _ => None,
        })
    }

    /// Is the reference null or an instance of the class?
    pub(crate) fn is_instance(&self, value: Value, wanted: ClassRef) -> bool {
        self.about(value).any(|entry| match entry.known {
            Known::Instance(class) | Known::Class(class) => class == wanted,
            _ => false,
        })
    }

    pub(crate) fn is_primitive_array(&self, value: Value) -> bool {
        self.about(value)
            .any(|entry| matches!(entry.known, Known::IsPrimitiveArray))
    }

    /// How two integers may compare here.
    pub(crate) fn relation(&self, shape: Shape<'_>, x: Value, y: Value) -> Relation {
        let wanted = other(shape.func, y);
        let mut relation = if x == y { EQUAL } else { ANY };
        for entry in self.about(x) {
            if let Known::Compares(found, known) = entry.known
                && found == wanted
            {
                relation &= known;
            }
        }
        relation & relation_of_ranges(self.range(shape, x), self.range(shape, y))
    }

    /// Whether a comparison holds here, if that is known.
    pub(crate) fn compares(
        &self,
        shape: Shape<'_>,
        condition: Condition,
        x: Value,
        y: Value,
    ) -> Option<bool> {
        let holding = relation_of(condition)?;
        let relation = self.relation(shape, x, y);
        // Nothing is possible where nothing is reached; then nothing is said.
        if relation == 0 {
            None
        } else if relation & !holding == 0 {
            Some(true)
        } else if relation & holding == 0 {
            Some(false)
        } else {
            None
        }
    }

    /// Whether a number is not 0, if that is known.
    pub(crate) fn truth(&self, shape: Shape<'_>, value: Value) -> Option<bool> {
        let range = self.range(shape, value);
        if range.low > range.high {
            return None;
        }
        if range.low == 0 && range.high == 0 {
            return Some(false);
        }
        let is_apart = |entry: &Entry| matches!(entry.known, Known::Compares(Other::Constant(0), known) if known & EQUAL == 0);
        let is_true = range.low > 0 || range.high < 0 || self.about(value).any(is_apart);
        is_true.then_some(true)
    }
}

fn other(func: &Function, value: Value) -> Other {
    match constant_of(func, value) {
        Some(Constant::I32(number)) => Other::Constant(number.into()),
        Some(Constant::I64(number)) => Other::Constant(number),
        _ => Other::Value(value),
    }
}

/// How operands may compare when the condition holds. Unsigned order is another order.
fn relation_of(condition: Condition) -> Option<Relation> {
    match condition {
        Condition::Eq => Some(EQUAL),
        Condition::Ne => Some(LESS | GREATER),
        Condition::Lt => Some(LESS),
        Condition::Le => Some(LESS | EQUAL),
        Condition::Gt => Some(GREATER),
        Condition::Ge => Some(GREATER | EQUAL),
        Condition::Ult => None,
    }
}

fn flipped(relation: Relation) -> Relation {
    let swapped = |from: Relation, to: Relation| if relation & from != 0 { to } else { 0 };
    swapped(LESS, GREATER) | (relation & EQUAL) | swapped(GREATER, LESS)
}
