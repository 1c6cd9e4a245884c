//! What numbers an integer may be: from facts, from its definition, and from how it goes round a
//! loop.

use super::{EQUAL, Facts, GREATER, Known, LESS, Other, Relation, Shape};
use crate::rewrite::{constant_of, definition};
use ir::fold::Constant;
use ir::function::ValueDef;
use ir::immediate::{Element, Immediate};
use ir::{Block, Opcode, Type, Value};
use std::cell::Cell;

/// A range looks at so many definitions in a row, and at so many altogether.
const MAX_DEPTH: usize = 4;
const MAX_STEPS: usize = 64;

/// Smallest and largest number that a value may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Range {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

impl Range {
    fn of_type(ty: Type) -> Range {
        match ty {
            Type::I32 => Range::new(i64::from(i32::MIN), i64::from(i32::MAX)),
            _ => Range::new(i64::MIN, i64::MAX),
        }
    }

    const fn new(low: i64, high: i64) -> Range {
        Range { low, high }
    }

    fn intersect(self, other: Range) -> Range {
        Range::new(self.low.max(other.low), self.high.min(other.high))
    }
}

/// How much is left to be done for one range.
#[derive(Clone, Copy)]
struct Effort<'e> {
    depth: usize,
    steps: &'e Cell<usize>,
}

impl Effort<'_> {
    /// What is left after one definition more; `None`: it was enough.
    fn step(mut self) -> Option<Self> {
        self.depth = self.depth.checked_sub(1)?;
        self.steps.set(self.steps.get().checked_sub(1)?);
        Some(self)
    }
}

impl Facts {
    /// What numbers an integer may be here.
    pub(crate) fn range(&self, shape: Shape<'_>, value: Value) -> Range {
        let effort = Effort {
            depth: MAX_DEPTH,
            steps: &Cell::new(MAX_STEPS),
        };
        self.range_within(shape, value, effort)
    }

    fn range_within(&self, shape: Shape<'_>, value: Value, effort: Effort<'_>) -> Range {
        let mut range = Range::of_type(shape.func.value_type(value));
        for entry in self.about(value) {
            if let Known::Compares(Other::Constant(number), relation) = entry.known {
                range = range.intersect(range_of(number, relation));
            }
        }
        if let Some(effort) = effort.step() {
            range = range.intersect(self.structural(shape, value, effort));
        }
        range
    }

    /// What follows from the definition.
    fn structural(&self, shape: Shape<'_>, value: Value, effort: Effort<'_>) -> Range {
        let func = shape.func;
        let full = Range::of_type(func.value_type(value));
        let inst = match func.value_def(value) {
            ValueDef::Result(inst) => inst,
            ValueDef::Param(block, position) if full.high == i64::from(i32::MAX) => {
                return self.induction(shape, value, block, position, effort);
            }
            _ => return full,
        };
        let data = func.inst(inst);
        let number = |index: usize| match constant_of(func, *data.args.get(index)?)? {
            Constant::I32(number) => Some(i64::from(number)),
            _ => None,
        };
        match data.opcode {
            Opcode::IConst | Opcode::LConst => match Constant::of(data) {
                Some(Constant::I32(number)) => Range::new(number.into(), number.into()),
                Some(Constant::I64(number)) => Range::new(number, number),
                _ => full,
            },
            Opcode::ArrayLength => Range::new(0, full.high),
            Opcode::I2c => Range::new(0, 0xffff),
            Opcode::I2b => Range::new(-0x80, 0x7f),
            Opcode::I2s => Range::new(-0x8000, 0x7fff),
            Opcode::ICmp
            | Opcode::LCmp
            | Opcode::FCmp
            | Opcode::DCmp
            | Opcode::SameRef
            | Opcode::InstanceOf
            | Opcode::HasClass => Range::new(0, 1),
            Opcode::IAnd => match number(1) {
                Some(mask) if mask >= 0 => Range::new(0, mask),
                _ => full,
            },
            Opcode::IUshr => match number(1) {
                Some(distance) if distance & 31 != 0 => {
                    Range::new(0, i64::from(u32::MAX >> (distance & 31)))
                }
                _ => full,
            },
            Opcode::IAdd => {
                let x = self.range_within(shape, data.args[0], effort);
                let y = self.range_within(shape, data.args[1], effort);
                let sum = Range::new(x.low + y.low, x.high + y.high);
                // When it may wrap, nothing is known.
                if sum.low >= full.low && sum.high <= full.high {
                    sum
                } else {
                    full
                }
            }
            Opcode::LoadElement => match data.immediate {
                Immediate::Element(Element::Char) => Range::new(0, 0xffff),
                _ => full,
            },
            _ => full,
        }
    }

    /// A parameter that begins somewhere and only grows.
    fn induction(
        &self,
        shape: Shape<'_>,
        param: Value,
        block: Block,
        position: usize,
        effort: Effort<'_>,
    ) -> Range {
        let Shape { func, flow, tree } = shape;
        let full = Range::of_type(Type::I32);
        let mut low = full.high;
        if flow.predecessors(block).is_empty() {
            return full;
        }
        for predecessor in flow.predecessor_blocks(block) {
            let Some(end) = func.terminator(predecessor) else {
                return full;
            };
            let data = func.inst(end);
            if data.opcode.row().targets == ir::opcode::Targets::Handler {
                return full;
            }
            for target in data.targets.iter().filter(|target| target.block == block) {
                let arg = func.resolve(target.args[position]);
                if !tree.dominates(block, predecessor) {
                    low = low.min(self.range_within(shape, arg, effort).low);
                } else if arg != param && !self.grows(shape, param, arg, predecessor) {
                    return full;
                }
            }
        }
        Range::new(low, full.high)
    }

    /// Is `next` the parameter plus something positive, and does it not wrap on the way through
    /// `latch`?
    fn grows(&self, shape: Shape<'_>, param: Value, next: Value, latch: Block) -> bool {
        let Shape { func, tree, .. } = shape;
        let Some(inst) = definition(func, next) else {
            return false;
        };
        let data = func.inst(inst);
        if data.opcode != Opcode::IAdd || func.resolve(data.args[0]) != param {
            return false;
        }
        let Some(Constant::I32(step)) = constant_of(func, data.args[1]) else {
            return false;
        };
        // The largest that it is where the addition counts. A bound may change from round to round:
        // of one that is no constant it is known only that there is something above the parameter.
        let mut high = i64::from(i32::MAX);
        for entry in self.about(param) {
            if let Known::Compares(other, relation) = entry.known
                && tree.dominates(entry.at, latch)
            {
                match other {
                    Other::Constant(number) => high = high.min(range_of(number, relation).high),
                    Other::Value(_) if relation == LESS => high = high.min(i64::from(i32::MAX) - 1),
                    Other::Value(_) => {}
                }
            }
        }
        step > 0 && high + i64::from(step) <= i64::from(i32::MAX)
    }
}

/// The numbers that compare so with this one, as far as they are an interval.
fn range_of(number: i64, relation: Relation) -> Range {
    let full = Range::of_type(Type::I64);
    match relation {
        LESS => Range::new(full.low, number.saturating_sub(1)),
        EQUAL => Range::new(number, number),
        GREATER => Range::new(number.saturating_add(1), full.high),
        _ if relation == LESS | EQUAL => Range::new(full.low, number),
        _ if relation == GREATER | EQUAL => Range::new(number, full.high),
        _ => full,
    }
}

/// How a number of the one range may compare with one of the other.
pub(super) fn relation_of_ranges(a: Range, b: Range) -> Relation {
    let mut relation = 0;
    if a.low < b.high {
        relation |= LESS;
    }
    if a.low <= b.high && b.low <= a.high {
        relation |= EQUAL;
    }
    if a.high > b.low {
        relation |= GREATER;
    }
    relation
}

#[cfg(test)]
mod tests {
    use super::super::{ANY, flipped};
    use super::{EQUAL, GREATER, LESS, Range, range_of, relation_of_ranges};
    use std::cmp::Ordering;

    fn compared(x: i64, y: i64) -> u8 {
        match x.cmp(&y) {
            Ordering::Less => LESS,
            Ordering::Equal => EQUAL,
            Ordering::Greater => GREATER,
        }
    }

    #[test]
    fn ranges_compare_as_their_numbers_do() {
        let ranges = || (0..4).flat_map(|low| (low..4).map(move |high| Range::new(low, high)));
        for a in ranges() {
            for b in ranges() {
                let pairs = (a.low..=a.high).flat_map(|x| (b.low..=b.high).map(move |y| (x, y)));
                let relation = pairs.fold(0, |known, (x, y)| known | compared(x, y));
                assert_eq!(relation_of_ranges(a, b), relation, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn what_compares_so_is_in_the_range() {
        for relation in 1..=ANY {
            for number in -2..=2 {
                let range = range_of(number, relation);
                for x in -4..=4 {
                    let fits = compared(x, number) & relation != 0;
                    assert!(!fits || (range.low <= x && x <= range.high), "{x} {number}");
                    assert_eq!(fits, compared(number, x) & flipped(relation) != 0);
                }
            }
        }
        assert_eq!(range_of(i64::MIN, LESS).high, i64::MIN);
    }
}
