//! Divides by constants without dividing.
//!
//! ```text
//! b0(v0: i32) @ method0:0 before:
//!     v1 = iconst 10
//!     v2 = guard_passed
//!     v3 = idiv v0, v1, v2
//! ```
//! becomes
//! ```text
//! b0(v0: i32) @ method0:0 before:
//!     v4 = i2l v0
//!     v5 = lconst 1717986919
//!     v6 = lmul v4, v5
//!     v7 = iconst 34
//!     v8 = lshr v6, v7
//!     v9 = l2i v8
//!     v10 = iconst 31
//!     v11 = ishr v0, v10
//!     v12 = isub v9, v11
//! ```
//!
//! A division by a power of two is a shift, of a number to which is added what makes negative ones
//! round towards zero. Another divisor of 32 bits becomes a multiplication with 64 bits by its
//! reciprocal, rounded up; the quotient is one too small for negative numbers. A remainder is what
//! the quotient leaves.
//!
//! Comes behind what wants to know a division when it sees one. Works in both stages; linear in the
//! number of instructions.
//!
//! Source: Granlund, Montgomery, "Division by invariant integers using multiplication" (1994).

use crate::context::Context;
use crate::preheaders::Before;
use crate::registry::{Changed, Info, Pass};
use crate::rewrite::{constant_of, replace_inst, resolve_uses};
use ir::fold::Constant;
use ir::immediate::Immediate;
use ir::{Block, Function, Inst, Opcode, Value};

static INFO: Info = Info::new(
    "strength-reduction",
    "Divides by constants without dividing.",
);

/// The pass.
#[derive(Clone, Copy, Debug)]
pub struct StrengthReduction;

impl Pass for StrengthReduction {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn run(&self, func: &mut Function, cx: &mut Context<'_>) -> Changed {
        let blocks: Vec<Block> = func.layout.blocks().collect();
        let mut changed = false;
        for block in blocks {
            let mut next = func.layout.first_inst(block);
            while let Some(inst) = next {
                next = func.layout.next_inst(inst);
                if let Some(division) = Division::of(func, inst) {
                    resolve_uses(func, inst);
                    cx.remark(func, "divided", inst);
                    let value = division.replace(func, inst);
                    replace_inst(func, inst, value);
                    changed = true;
                }
            }
        }
        if changed {
            func.resolve_all();
        }
        Changed::when(changed)
    }
}

/// A division by a constant that is done in another way.
struct Division {
    is_long: bool,
    is_remainder: bool,
    divisor: i64,
}

impl Division {
    fn of(func: &Function, inst: Inst) -> Option<Division> {
        let data = func.inst(inst);
        let (is_long, is_remainder) = match data.opcode {
            Opcode::IDiv => (false, false),
            Opcode::IRem => (false, true),
            Opcode::LDiv => (true, false),
            Opcode::LRem => (true, true),
            _ => return None,
        };
        let divisor = match constant_of(func, data.args[1])? {
            Constant::I32(divisor) => i64::from(divisor),
            Constant::I64(divisor) => divisor,
            _ => return None,
        };
        let size = divisor.unsigned_abs();
        let is_easy = size.is_power_of_two() || !is_long;
        (size > 1 && is_easy).then_some(Division {
            is_long,
            is_remainder,
            divisor,
        })
    }

    fn replace(&self, func: &mut Function, inst: Inst) -> Value {
        let dividend = func.inst(inst).args[0];
        let mut before = Before { func, inst };
        if self.divisor.unsigned_abs().is_power_of_two() {
            self.by_power(&mut before, dividend)
        } else {
            self.by_other(&mut before, dividend)
        }
    }

    fn by_power(&self, before: &mut Before<'_>, dividend: Value) -> Value {
        let distance = self.divisor.unsigned_abs().trailing_zeros() as i32;
        let width = if self.is_long { 64 } else { 32 };
        let sign = self.shift(before, (Opcode::IShr, Opcode::LShr), dividend, width - 1);
        let unsigned = (Opcode::IUshr, Opcode::LUshr);
        let bias = self.shift(before, unsigned, sign, width - distance);
        let biased = self.op(before, (Opcode::IAdd, Opcode::LAdd), dividend, bias);
        if self.is_remainder {
            let mask = (1_u64 << distance).wrapping_sub(1) as i64;
            let mask = self.constant(before, mask);
            let rest = self.op(before, (Opcode::IAnd, Opcode::LAnd), biased, mask);
            return self.op(before, (Opcode::ISub, Opcode::LSub), rest, bias);
        }
        let quotient = self.shift(before, (Opcode::IShr, Opcode::LShr), biased, distance);
        self.signed(before, quotient)
    }

    /// With 32 bits.
    fn by_other(&self, before: &mut Before<'_>, dividend: Value) -> Value {
        let (factor, distance) = reciprocal(self.divisor.unsigned_abs() as u32);
        let wide = before.value(Opcode::I2l, Immediate::None, &[dividend]);
        let factor = before.value(Opcode::LConst, Immediate::Long(factor), &[]);
        let product = before.value(Opcode::LMul, Immediate::None, &[wide, factor]);
        let distance = before.value(Opcode::IConst, Immediate::Int(distance), &[]);
        let quotient = before.value(Opcode::LShr, Immediate::None, &[product, distance]);
        let quotient = before.value(Opcode::L2i, Immediate::None, &[quotient]);
        let sign = self.shift(before, (Opcode::IShr, Opcode::LShr), dividend, 31);
        let subtract = (Opcode::ISub, Opcode::LSub);
        let quotient = self.op(before, subtract, quotient, sign);
        let quotient = self.signed(before, quotient);
        if !self.is_remainder {
            return quotient;
        }
        let divisor = self.constant(before, self.divisor);
        let multiple = self.op(before, (Opcode::IMul, Opcode::LMul), quotient, divisor);
        self.op(before, subtract, dividend, multiple)
    }

    /// The quotient by the divisor, of that by its absolute value.
    fn signed(&self, before: &mut Before<'_>, quotient: Value) -> Value {
        if self.divisor > 0 {
            return quotient;
        }
        let negation = if self.is_long {
            Opcode::LNeg
        } else {
            Opcode::INeg
        };
        before.value(negation, Immediate::None, &[quotient])
    }

    fn constant(&self, before: &mut Before<'_>, number: i64) -> Value {
        if self.is_long {
            before.value(Opcode::LConst, Immediate::Long(number), &[])
        } else {
            before.value(Opcode::IConst, Immediate::Int(number as i32), &[])
        }
    }

    fn op(
        &self,
        before: &mut Before<'_>,
        (int, long): (Opcode, Opcode),
        x: Value,
        y: Value,
    ) -> Value {
        let opcode = if self.is_long { long } else { int };
        before.value(opcode, Immediate::None, &[x, y])
    }

    fn shift(
        &self,
        before: &mut Before<'_>,
        opcodes: (Opcode, Opcode),
        x: Value,
        distance: i32,
    ) -> Value {
        let distance = before.value(Opcode::IConst, Immediate::Int(distance), &[]);
        self.op(before, opcodes, x, distance)
    }
}

/// A factor and a distance: `number * factor >> distance` is the quotient of each 32-bit number,
/// rounded down. The product fits 64 bits.
fn reciprocal(divisor: u32) -> (i64, i32) {
    let divisor = u128::from(divisor);
    let mut extra = 0;
    loop {
        let power = 1_u128 << (32 + extra);
        let factor = power / divisor + 1;
        // By how much too large the factor is; times any number it must not come to a unit.
        if factor * divisor - power <= 1 << (extra + 1) {
            return (factor as i64, 32 + extra);
        }
        extra += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::reciprocal;

    #[test]
    fn products_with_reciprocals_are_quotients() {
        let near = |x: u32| (-2..=2).map(move |offset| x.wrapping_add_signed(offset));
        let powers = (1..32).flat_map(|exponent| near(1 << exponent));
        let divisors = powers
            .chain(3..2000)
            .chain(near(u32::MAX / 3))
            .chain(near(1 << 31));
        for divisor in divisors.filter(|d| (3..1 << 31).contains(d) && !d.is_power_of_two()) {
            let (factor, distance) = reciprocal(divisor);
            let divisor = divisor as i32;
            let edges = [
                0,
                1,
                divisor,
                i32::MAX,
                i32::MIN,
                i32::MAX / divisor * divisor,
            ];
            for number in edges
                .iter()
                .flat_map(|edge| (-2..=2).map(|o| edge.wrapping_add(o)))
            {
                for number in [number, number.wrapping_neg()] {
                    let product = i64::from(number).checked_mul(factor).expect("it fits");
                    let quotient = (product >> distance) as i32 - (number >> 31);
                    assert_eq!(
                        quotient,
                        number.wrapping_div(divisor),
                        "{number} / {divisor}"
                    );
                }
            }
        }
    }
}
