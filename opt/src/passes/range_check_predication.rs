//! Checks in front of a counted loop that all indexes of its rounds are inside, instead of each
//! index in its round.
//!
//! ```text
//! b1(v2: i32) @ method0:2 before:                   ; counts up from 0 in steps of 1
//!     v3 = icmp lt, v2, v1
//!     branch v3, b2, b3
//! b2:
//!     v4 = guard_bounds v2, v5
//!     v6 = load_element int, v0, v2, v4
//! ```
//! becomes, with `v8 = guard speculation, (icmp le, v1, v5)` in front of the loop,
//! ```text
//! b2:
//!     v4 = guard_here
//!     v6 = load_element int, v0, v2, v4
//! ```
//!
//! The index is `scale * variable + offset`, with offsets from outside the loop. In a round the
//! variable is between its first value and the last one that passes the loop's test, when it does
//! not wrap on its way: that is checked too, where it does not follow from the step. So the index is
//! inside in all rounds when its smallest value is not negative and its largest is less than the
//! length. Both are computed with 64 bits, which none of them needs: of variables and bounds that
//! have 64 bits it is checked first that they are in the range of `int`.
//!
//! The checks speculate that the loop runs to its end: when one fails, the interpreter goes on in
//! front of the loop, meets the exception if there is one, and the next compilation leaves that
//! loop as it is.
//!
//! Wants the high stage, and lengths in front of the loop, where `licm` puts them. Linear in the
//! number of instructions times the depth of loops.
//!
//! Source: Würthinger, Wimmer, Mössenböck, "Array bounds check elimination in the context of
//! deoptimization" (2009).

use crate::context::Context;
use crate::preheaders::{Before, Loops, make_preheaders, may_speculate};
use crate::registry::{Changed, Info, Pass, Preserved};
use ir::analysis::{Counted, LoopId, LoopShape, Step};
use ir::function::ValueDef;
use ir::immediate::{Condition, Immediate};
use ir::instruction::InstData;
use ir::{Function, Inst, Opcode, Stage, Type, Value};

static INFO: Info = Info {
    stage: Some(Stage::High),
    preserves: Preserved::Nothing,
    ..Info::new(
        "range-check-predication",
        "Checks in front of counted loops that all indexes of their rounds are inside.",
    )
};

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct RangeCheckPredication;

/// Checks of different indexes that are put in front of one loop.
const MAX_CHECKS: usize = 16;
/// Terms of an index that are looked at.
const MAX_TERMS: usize = 8;

impl Pass for RangeCheckPredication {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let (mut changed, loops) = make_preheaders(func, cx);
        for id in loops.nest.loops() {
            let Some(preheader) = loops.preheader(id) else {
                continue;
            };
            if !may_speculate(func, preheader, cx) {
                continue;
            }
            let shape = loops.shape(func);
            let Some(counted) = shape.counted(id) else {
                continue;
            };
            let end = func.terminator(preheader).expect("it jumps");
            changed |= predicate(func, &loops, (id, counted), end, cx);
        }
        Changed::when(changed)
    }
}

/// Replaces the checks of one loop; `end` is that of its preheader.
fn predicate(
    func: &mut Function,
    loops: &Loops,
    (id, counted): (LoopId, Counted),
    end: Inst,
    cx: &mut Context<'_>,
) -> bool {
    let Some(direction) = Direction::of(&counted) else {
        return false;
    };
    let shape = loops.shape(func);
    let checks = bounds_checks(&shape, id, &counted);
    if checks.is_empty() || !is_within_int(&shape, &counted) {
        return false;
    }
    let mut before = Before { func, inst: end };
    let ends = Ends::of(&mut before, &counted, direction);
    let mut made: Vec<Index> = Vec::new();
    for (inst, index) in checks {
        if !made.contains(&index) {
            if made.len() == MAX_CHECKS {
                continue;
            }
            check_index(&mut before, &index, &ends);
            made.push(index);
        }
        cx.remark(before.func, "in front of the loop", inst);
        *before.func.inst_mut(inst) = InstData::new(Opcode::GuardHere, Immediate::None, &[]);
    }
    true
}

/// `scale * variable + sum + constant`, to be less than `length`.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Index {
    scale: i64,
    /// What is added, and what is subtracted: true.
    sum: Vec<(Value, bool)>,
    constant: i64,
    length: Value,
}

/// The checks of a loop that can be done in front of it.
fn bounds_checks(shape: &LoopShape<'_>, id: LoopId, counted: &Counted) -> Vec<(Inst, Index)> {
    let func = shape.func;
    let mut checks = Vec::new();
    for &block in shape.nest.blocks(id) {
        if !shape.tree.dominates(counted.body, block) {
            continue;
        }
        for inst in func.layout.insts(block) {
            let data = func.inst(inst);
            if data.opcode == Opcode::GuardBounds
                && let Some(index) = index_of(shape, id, counted, data)
            {
                checks.push((inst, index));
            }
        }
    }
    checks
}

/// The index of a check, if it follows the variable.
fn index_of(
    shape: &LoopShape<'_>,
    id: LoopId,
    counted: &Counted,
    data: &InstData,
) -> Option<Index> {
    let length = shape.func.resolve(data.args[1]);
    if !shape.is_invariant(id, length) {
        return None;
    }
    let mut index = Index {
        scale: 0,
        sum: Vec::new(),
        constant: 0,
        length,
    };
    let mut effort = MAX_TERMS;
    let param = counted.variable.param;
    let terms = Terms { shape, id, param };
    terms.add(&mut index, data.args[0], 1, &mut effort)?;
    (index.scale != 0).then_some(index)
}

struct Terms<'t> {
    shape: &'t LoopShape<'t>,
    id: LoopId,
    param: Value,
}

impl Terms<'_> {
    /// Adds a value, `factor` times. `None`: it is not of that form. Factors stay below 2^31, so
    /// that 64 bits hold all products.
    fn add(&self, index: &mut Index, value: Value, factor: i64, effort: &mut usize) -> Option<()> {
        *effort = effort.checked_sub(1)?;
        let func = self.shape.func;
        let value = func.resolve(value);
        if value == self.param {
            index.scale = fitting(index.scale + factor)?;
            return Some(());
        }
        if let Some(constant) = self.shape.constant(value) {
            index.constant = fitting(index.constant + fitting(factor.checked_mul(constant)?)?)?;
            return Some(());
        }
        if self.shape.is_invariant(self.id, value) {
            if factor.abs() != 1 || func.value_type(value) != Type::I32 {
                return None;
            }
            index.sum.push((value, factor < 0));
            return Some(());
        }
        let ValueDef::Result(inst) = func.value_def(value) else {
            return None;
        };
        let data = func.inst(inst);
        match data.opcode {
            Opcode::IAdd | Opcode::ISub | Opcode::LAdd | Opcode::LSub => {
                let second = if matches!(data.opcode, Opcode::ISub | Opcode::LSub) {
                    -factor
                } else {
                    factor
                };
                self.add(index, data.args[0], factor, effort)?;
                self.add(index, data.args[1], second, effort)
            }
            Opcode::INeg | Opcode::LNeg => self.add(index, data.args[0], -factor, effort),
            // The lower half is what decides: an index that is inside has no other.
            Opcode::I2l | Opcode::L2i => self.add(index, data.args[0], factor, effort),
            Opcode::IMul | Opcode::LMul => {
                let times = self.shape.constant(data.args[1])?;
                let factor = fitting(factor.checked_mul(times)?)?;
                self.add(index, data.args[0], factor, effort)
            }
            Opcode::IShl | Opcode::LShl => {
                let distance = self.shape.constant(data.args[1])?;
                let distance = u32::try_from(distance)
                    .ok()
                    .filter(|distance| *distance < 31)?;
                let factor = fitting(factor.checked_mul(1 << distance)?)?;
                self.add(index, data.args[0], factor, effort)
            }
            _ => None,
        }
    }
}

fn fitting(number: i64) -> Option<i64> {
    (number.abs() <= i64::from(i32::MAX)).then_some(number)
}

/// Which way the variable goes, and whether it may equal the bound.
#[derive(Clone, Copy)]
struct Direction {
    is_up: bool,
    includes_bound: bool,
    /// Whether it is only left out that the variable equals the bound.
    only_differs: bool,
}

impl Direction {
    fn of(counted: &Counted) -> Option<Direction> {
        let is_up = match counted.variable.step {
            Step::By(step) => step > 0,
            // It is checked that it is greater than 0.
            Step::Value(_) => true,
        };
        let direction = |includes_bound| Direction {
            is_up,
            includes_bound,
            only_differs: false,
        };
        match (counted.condition, is_up) {
            (Condition::Lt, true) | (Condition::Gt, false) => Some(direction(false)),
            (Condition::Le, true) | (Condition::Ge, false) => Some(direction(true)),
            (Condition::Ne, _)
                if matches!(counted.variable.step, Step::By(1 | -1)) && !counted.is_tested_late =>
            {
                Some(Direction {
                    only_differs: true,
                    ..direction(false)
                })
            }
            _ => None,
        }
    }
}

/// A number in front of the loop.
#[derive(Clone, Copy)]
enum Number {
    Known(i64),
    /// 64 bits wide.
    Value(Value),
}

/// The smallest and the largest value of the variable in a round. When the loop has no round, the
/// smallest may be greater. The largest or smallest may be the greater or smaller of two.
struct Ends {
    lows: Vec<Number>,
    highs: Vec<Number>,
}

impl Ends {
    /// Checks that the variable does not wrap, too.
    fn of(before: &mut Before<'_>, counted: &Counted, direction: Direction) -> Ends {
        let first = int_number(before, counted.variable.init);
        let bound = int_number(before, counted.bound);
        let step = match counted.variable.step {
            Step::By(step) => Number::Known(step),
            Step::Value(step) => int_number(before, step),
        };
        // The last value that passes the test, or one beyond it that is not reached.
        let towards = if direction.is_up { -1 } else { 1 };
        let last = if direction.includes_bound {
            bound
        } else {
            sum(before, bound, Number::Known(towards))
        };
        let is_by_one = matches!(step, Number::Known(1 | -1)) && !direction.includes_bound;
        if !is_by_one {
            check_next(before, last, step, direction);
        }
        // Nothing is known of the first value but what is checked here.
        if counted.is_tested_late {
            check_next(before, first, step, direction);
        }
        if let Number::Value(_) = step {
            check_order(before, Number::Known(1), step);
        }
        if direction.only_differs {
            let [lesser, greater] = if direction.is_up {
                [first, bound]
            } else {
                [bound, first]
            };
            check_order(before, lesser, greater);
        }
        let last = match step {
            Number::Known(step) => aligned(before, first, last, step),
            Number::Value(_) => last,
        };
        // A loop that tests late has a first round whatever the bound is.
        let mut lasts = vec![last];
        if counted.is_tested_late {
            lasts.push(first);
        }
        let (lows, highs) = if direction.is_up {
            (vec![first], lasts)
        } else {
            (lasts, vec![first])
        };
        Ends { lows, highs }
    }
}

/// Are those of the variable's and bound's numbers that are known in the range of `int`?
fn is_within_int(shape: &LoopShape<'_>, counted: &Counted) -> bool {
    let numbers = [counted.variable.init, counted.bound].map(|value| shape.constant(value));
    let step = match counted.variable.step {
        Step::By(step) => Some(step),
        Step::Value(_) => None,
    };
    let mut known = numbers.into_iter().chain([step]).flatten();
    known.all(|number| i32::try_from(number).is_ok())
}

/// A number of the range of `int`: that is checked, if need be.
fn int_number(before: &mut Before<'_>, value: Value) -> Number {
    let number = number(before, value);
    if let Number::Value(_) = number
        && before.func.value_type(value) == Type::I64
    {
        check_order(before, Number::Known(i32::MIN.into()), number);
        check_order(before, number, Number::Known(i32::MAX.into()));
    }
    number
}

/// Checks that the variable does not wrap behind this value.
fn check_next(before: &mut Before<'_>, value: Number, step: Number, direction: Direction) {
    let next = sum(before, value, step);
    if direction.is_up {
        check_order(before, next, Number::Known(i32::MAX.into()));
    } else {
        check_order(before, Number::Known(i32::MIN.into()), next);
    }
}

/// The last value not beyond `last` that steps from `first` lead to, where that is cheap to say.
fn aligned(before: &mut Before<'_>, first: Number, last: Number, step: i64) -> Number {
    let size = step.abs();
    if size == 1 || size & (size - 1) != 0 {
        return last;
    }
    let way = difference(before, last, first);
    let way = if step > 0 {
        way
    } else {
        difference(before, first, last)
    };
    let rest = match way {
        Number::Known(way) => Number::Known(way & (size - 1)),
        Number::Value(way) => {
            let mask = before.value(Opcode::LConst, Immediate::Long(size - 1), &[]);
            Number::Value(before.value(Opcode::LAnd, Immediate::None, &[way, mask]))
        }
    };
    if step > 0 {
        difference(before, last, rest)
    } else {
        sum(before, last, rest)
    }
}

/// Puts checks in front of the loop that the index is inside in all rounds.
fn check_index(before: &mut Before<'_>, index: &Index, ends: &Ends) {
    let (smallest, largest) = if index.scale > 0 {
        (&ends.lows, &ends.highs)
    } else {
        (&ends.highs, &ends.lows)
    };
    for &variable in smallest {
        let value = index_at(before, index, variable);
        check_order(before, Number::Known(0), value);
    }
    for &variable in largest {
        let value = index_at(before, index, variable);
        let next = sum(before, value, Number::Known(1));
        let length = number(before, index.length);
        check_order(before, next, length);
    }
}

/// The index when the variable has this value.
fn index_at(before: &mut Before<'_>, index: &Index, variable: Number) -> Number {
    let scaled = match variable {
        Number::Known(number) => Number::Known(number * index.scale),
        Number::Value(_) if index.scale == 1 => variable,
        Number::Value(value) => {
            let scale = before.value(Opcode::LConst, Immediate::Long(index.scale), &[]);
            Number::Value(before.value(Opcode::LMul, Immediate::None, &[value, scale]))
        }
    };
    let mut total = sum(before, scaled, Number::Known(index.constant));
    for &(value, is_subtracted) in &index.sum {
        let value = number(before, value);
        total = if is_subtracted {
            difference(before, total, value)
        } else {
            sum(before, total, value)
        };
    }
    total
}

/// A value as a number.
fn number(before: &mut Before<'_>, value: Value) -> Number {
    let value = before.func.resolve(value);
    match crate::rewrite::constant_of(before.func, value) {
        Some(ir::fold::Constant::I32(number)) => Number::Known(number.into()),
        Some(ir::fold::Constant::I64(number)) => Number::Known(number),
        _ if before.func.value_type(value) == Type::I64 => Number::Value(value),
        _ => Number::Value(before.value(Opcode::I2l, Immediate::None, &[value])),
    }
}

fn value(before: &mut Before<'_>, number: Number) -> Value {
    match number {
        Number::Known(number) => before.value(Opcode::LConst, Immediate::Long(number), &[]),
        Number::Value(value) => value,
    }
}

fn sum(before: &mut Before<'_>, x: Number, y: Number) -> Number {
    match (x, y) {
        (Number::Known(x), Number::Known(y)) => Number::Known(x + y),
        (x, Number::Known(0)) | (Number::Known(0), x) => x,
        (x, y) => {
            let args = [value(before, x), value(before, y)];
            Number::Value(before.value(Opcode::LAdd, Immediate::None, &args))
        }
    }
}

fn difference(before: &mut Before<'_>, x: Number, y: Number) -> Number {
    match (x, y) {
        (Number::Known(x), Number::Known(y)) => Number::Known(x - y),
        (x, Number::Known(0)) => x,
        (x, y) => {
            let args = [value(before, x), value(before, y)];
            Number::Value(before.value(Opcode::LSub, Immediate::None, &args))
        }
    }
}

/// Checks that the one is not greater than the other.
fn check_order(before: &mut Before<'_>, lesser: Number, greater: Number) {
    if let (Number::Known(x), Number::Known(y)) = (lesser, greater)
        && x <= y
    {
        return;
    }
    let args = [value(before, lesser), value(before, greater)];
    let condition = Immediate::Condition(Condition::Le);
    let holds = before.value(Opcode::LCmp, condition, &args);
    before.speculate(holds);
}
