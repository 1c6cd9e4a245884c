//! Building what the table says.

use super::meaning::divides;
use super::{Expansion, Intrinsic, Meaning};
use crate::method::{Building, MethodBuilder};
use crate::source::CallFacts;
use ir::immediate::{Condition, Immediate, Reason};
use ir::instruction::InstData;
use ir::routine::Routine;
use ir::{Builder, Opcode, Type, Value};

/// Bits of the NaN that stands for all others.
const FLOAT_NAN: i32 = 0x7fc0_0000;
const DOUBLE_NAN: i64 = 0x7ff8_0000_0000_0000;

impl MethodBuilder<'_> {
    /// Builds an intrinsic and pushes its result; it is built already what else such a call does.
    /// False: a call is to be built after all.
    pub(crate) fn intrinsic(
        &mut self,
        intrinsic: Intrinsic,
        call: &CallFacts,
        args: &[Value],
    ) -> Building<bool> {
        let result = match &intrinsic.row().meaning {
            Meaning::Op(opcode) => self.operation(*opcode, args),
            Meaning::Expand(Expansion::ArrayCopy) => return Ok(self.array_copy(args)),
            Meaning::Expand(expansion) => self.expand(*expansion, args),
            Meaning::Fence(opcode) => return Ok(self.fence(*opcode)),
            Meaning::Access(element, order) => {
                return self.access_at(*element, *order, call, args);
            }
            Meaning::Atomic(opcode, element) => {
                return self.atomic_at(*opcode, *element, call, args);
            }
            Meaning::Routine(routine, checks) => return Ok(self.routine(*routine, checks, args)),
        };
        if let Some(result) = result {
            self.push(result);
        }
        Ok(result.is_some())
    }

    fn operation(&mut self, opcode: Opcode, args: &[Value]) -> Option<Value> {
        let mut args = args.to_vec();
        if divides(opcode) {
            let divisor = *args.get(1)?;
            let is_long = self.func.value_type(divisor) == Type::I64;
            let mut at = self.at();
            args.push(if is_long {
                at.guard_lnonzero(divisor)
            } else {
                at.guard_inonzero(divisor)
            });
        }
        let inst = self
            .at()
            .append(InstData::new(opcode, Immediate::None, &args));
        self.func.result(inst)
    }

    fn expand(&mut self, expansion: Expansion, args: &[Value]) -> Option<Value> {
        if expansion == Expansion::CurrentThread {
            return Some(self.at().current_thread());
        }
        let &x = args.first()?;
        let y = args.get(1).copied().unwrap_or(x);
        let ty = self.func.value_type(x);
        let speculates = matches!(
            expansion,
            Expansion::AddExact
                | Expansion::SubtractExact
                | Expansion::MultiplyExact
                | Expansion::IncrementExact
                | Expansion::DecrementExact
                | Expansion::NegateExact
                | Expansion::ToIntExact
        );
        if speculates && self.has_failed(Reason::Speculation) {
            return None;
        }
        match expansion {
            Expansion::Mirror => {
                let nonnull = self.at().guard_nonnull(x);
                return Some(self.at().mirror(x, nonnull));
            }
            Expansion::CheckIndex => return Some(self.check_index(x, y)),
            Expansion::Mismatch => return self.mismatch(args),
            Expansion::IndexOfByte => return self.index_of_one(Routine::IndexOfByte, args),
            Expansion::IndexOfUnit => return self.index_of_one(Routine::IndexOfUnit, args),
            Expansion::IndexOfBytes => return self.index_of_text(Routine::IndexOfBytes, args),
            Expansion::IndexOfUnits => return self.index_of_text(Routine::IndexOfUnits, args),
            Expansion::IndexOfLatin1 => return self.index_of_text(Routine::IndexOfLatin1, args),
            _ => {}
        }
        let mut numbers = Numbers {
            at: self.at(),
            is_long: ty == Type::I64,
        };
        Some(match expansion {
            Expansion::Abs => numbers.abs(x),
            Expansion::Min => numbers.extreme(Condition::Le, x, y),
            Expansion::Max => numbers.extreme(Condition::Ge, x, y),
            Expansion::AddExact => numbers.add_exact(x, y),
            Expansion::SubtractExact => numbers.subtract_exact(x, y),
            Expansion::MultiplyExact => numbers.multiply_exact(x, y),
            Expansion::IncrementExact => {
                let one = numbers.constant(1);
                numbers.add_exact(x, one)
            }
            Expansion::DecrementExact => {
                let one = numbers.constant(1);
                numbers.subtract_exact(x, one)
            }
            Expansion::NegateExact => {
                let zero = numbers.constant(0);
                numbers.subtract_exact(zero, x)
            }
            Expansion::ToIntExact => numbers.narrowed(x),
            Expansion::CompareUnsigned => numbers.compare_unsigned(x, y),
            Expansion::ReverseChar => numbers.reverse_half(Opcode::IUshr, x),
            Expansion::ReverseShort => numbers.reverse_half(Opcode::IShr, x),
            Expansion::Mirror
            | Expansion::CurrentThread
            | Expansion::CheckIndex
            | Expansion::ArrayCopy
            | Expansion::Mismatch
            | Expansion::IndexOfByte
            | Expansion::IndexOfBytes
            | Expansion::IndexOfUnit
            | Expansion::IndexOfUnits
            | Expansion::IndexOfLatin1 => return None,
            Expansion::CanonicalBits => canonical_bits(&mut numbers.at, x, ty == Type::F64),
        })
    }

    /// Passes when the index is inside.
    fn check_index(&mut self, index: Value, length: Value) -> Value {
        let mut at = self.at();
        if at.func.value_type(index) == Type::I32 {
            at.guard_size(length);
            at.guard_bounds(index, length);
        } else {
            let zero = at.lconst(0);
            let is_length = at.lcmp(length, zero, Condition::Ge);
            at.guard(is_length, Reason::BoundsCheck);
            let is_inside = at.lcmp(index, length, Condition::Ult);
            at.guard(is_inside, Reason::BoundsCheck);
        }
        index
    }

    /// Was code left at the current instruction for this reason?
    fn has_failed(&self, reason: Reason) -> bool {
        self.source.speculation_failed(self.id, self.bci, reason)
    }
}

/// Makes operations of one type of integers.
struct Numbers<'f> {
    at: Builder<'f>,
    is_long: bool,
}

impl Numbers<'_> {
    fn two(&mut self, int: Opcode, long: Opcode, x: Value, y: Value) -> Value {
        let opcode = if self.is_long { long } else { int };
        let data = InstData::new(opcode, Immediate::None, &[x, y]);
        let inst = self.at.append(data);
        self.at.func.result(inst).expect("arithmetic has a result")
    }

    fn compare(&mut self, condition: Condition, x: Value, y: Value) -> Value {
        if self.is_long {
            self.at.lcmp(x, y, condition)
        } else {
            self.at.icmp(x, y, condition)
        }
    }

    fn constant(&mut self, value: i32) -> Value {
        if self.is_long {
            self.at.lconst(i64::from(value))
        } else {
            self.at.iconst(value)
        }
    }

    fn abs(&mut self, x: Value) -> Value {
        let zero = self.constant(0);
        let negative = self.compare(Condition::Lt, x, zero);
        let negated = self.two(Opcode::ISub, Opcode::LSub, zero, x);
        self.at.select(negative, negated, x)
    }

    fn extreme(&mut self, condition: Condition, x: Value, y: Value) -> Value {
        let wins = self.compare(condition, x, y);
        self.at.select(wins, x, y)
    }

    /// Leaves for the interpreter unless this holds.
    fn speculate(&mut self, holds: Value) {
        self.at.guard(holds, Reason::Speculation);
    }

    /// Two integers overflow when the sum of 64 bits is another one.
    fn add_exact(&mut self, x: Value, y: Value) -> Value {
        if !self.is_long {
            return self.in_long(Opcode::LAdd, x, y);
        }
        let sum = self.at.ladd(x, y);
        let (one, other) = (self.at.lxor(x, sum), self.at.lxor(y, sum));
        self.same_sign(one, other);
        sum
    }

    fn subtract_exact(&mut self, x: Value, y: Value) -> Value {
        if !self.is_long {
            return self.in_long(Opcode::LSub, x, y);
        }
        let difference = self.at.lsub(x, y);
        let (one, other) = (self.at.lxor(x, y), self.at.lxor(x, difference));
        self.same_sign(one, other);
        difference
    }

    fn multiply_exact(&mut self, x: Value, y: Value) -> Value {
        if !self.is_long {
            return self.in_long(Opcode::LMul, x, y);
        }
        let (low, high) = (self.at.lmul(x, y), self.at.lmulhi(x, y));
        let width = self.at.iconst(63);
        let sign = self.at.lshr(low, width);
        let fits = self.at.lcmp(high, sign, Condition::Eq);
        self.speculate(fits);
        low
    }

    /// Passes unless both are negative.
    fn same_sign(&mut self, one: Value, other: Value) {
        let both = self.at.land(one, other);
        let zero = self.at.lconst(0);
        let fits = self.at.lcmp(both, zero, Condition::Ge);
        self.speculate(fits);
    }

    /// An operation of `int`s that is done with 64 bits.
    fn in_long(&mut self, opcode: Opcode, x: Value, y: Value) -> Value {
        let (x, y) = (self.at.i2l(x), self.at.i2l(y));
        self.is_long = true;
        let exact = self.two(opcode, opcode, x, y);
        self.narrowed(exact)
    }

    fn narrowed(&mut self, exact: Value) -> Value {
        let narrow = self.at.l2i(exact);
        let again = self.at.i2l(narrow);
        let fits = self.at.lcmp(again, exact, Condition::Eq);
        self.speculate(fits);
        narrow
    }

    fn compare_unsigned(&mut self, x: Value, y: Value) -> Value {
        let less = self.compare(Condition::Ult, x, y);
        let differs = self.compare(Condition::Ne, x, y);
        let minus_one = self.at.iconst(-1);
        self.at.select(less, minus_one, differs)
    }

    /// The bytes of the lower half in reverse, as the shift extends them.
    fn reverse_half(&mut self, shift: Opcode, x: Value) -> Value {
        let reversed = self.at.ibswap(x);
        let half = self.at.iconst(16);
        self.two(shift, shift, reversed, half)
    }
}

fn canonical_bits(at: &mut Builder<'_>, x: Value, is_double: bool) -> Value {
    if is_double {
        let is_nan = at.dcmp(x, x, Condition::Ne);
        let (nan, bits) = (at.lconst(DOUBLE_NAN), at.d2bits(x));
        at.select(is_nan, nan, bits)
    } else {
        let is_nan = at.fcmp(x, x, Condition::Ne);
        let (nan, bits) = (at.iconst(FLOAT_NAN), at.f2bits(x));
        at.select(is_nan, nan, bits)
    }
}
