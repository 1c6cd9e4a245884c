//! Natural numbers of any size, as far as printing floating-point numbers needs them.

use std::cmp::Ordering;

/// A natural number: base 2^32, least digit first, no leading zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Natural {
    digits: Vec<u32>,
}

impl From<u64> for Natural {
    fn from(value: u64) -> Self {
        Self {
            digits: vec![value as u32, (value >> 32) as u32],
        }
        .trimmed()
    }
}

impl Natural {
    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        self
    }

    /// Times two to the power of `bits`.
    pub fn shifted(&self, bits: usize) -> Self {
        let mut digits = vec![0; bits / 32];
        let mut carry = 0u64;
        for &digit in &self.digits {
            carry |= u64::from(digit) << (bits % 32);
            digits.push(carry as u32);
            carry >>= 32;
        }
        digits.push(carry as u32);
        Self { digits }.trimmed()
    }

    /// Multiplies by a small number.
    pub fn multiply(&mut self, factor: u32) {
        let mut carry = 0u64;
        for digit in &mut self.digits {
            carry += u64::from(*digit) * u64::from(factor);
            *digit = carry as u32;
            carry >>= 32;
        }
        if carry > 0 {
            self.digits.push(carry as u32);
        }
    }

    /// The sum.
    pub fn plus(&self, other: &Self) -> Self {
        let mut digits = Vec::new();
        let mut carry = 0u64;
        for i in 0..self.digits.len().max(other.digits.len()) + 1 {
            carry += [self, other]
                .iter()
                .filter_map(|n| n.digits.get(i))
                .map(|&digit| u64::from(digit))
                .sum::<u64>();
            digits.push(carry as u32);
            carry >>= 32;
        }
        Self { digits }.trimmed()
    }

    /// Divides by `divisor`, which goes in less than ten times, and keeps the remainder.
    pub fn divide_to_remainder(&mut self, divisor: &Self) -> u8 {
        let mut quotient = 0;
        while self.compare(divisor).is_ge() {
            self.subtract(divisor);
            quotient += 1;
        }
        quotient
    }

    fn subtract(&mut self, other: &Self) {
        let mut borrow = 0i64;
        for (i, digit) in self.digits.iter_mut().enumerate() {
            let taken = other.digits.get(i).map_or(0, |&digit| i64::from(digit));
            let difference = i64::from(*digit) - taken + borrow;
            *digit = difference as u32;
            borrow = difference >> 32;
        }
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
    }

    /// Which is greater.
    pub fn compare(&self, other: &Self) -> Ordering {
        let by_length = self.digits.len().cmp(&other.digits.len());
        by_length.then_with(|| self.digits.iter().rev().cmp(other.digits.iter().rev()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic() {
        let mut n = Natural::from(123_456_789_012_345).shifted(70);
        n.multiply(1000);
        let twice = n.plus(&n);
        assert_eq!(twice, n.shifted(1));
        assert_eq!(n.compare(&twice), Ordering::Less);
        let mut rest = twice.plus(&Natural::from(7));
        assert_eq!(rest.divide_to_remainder(&n), 2);
        assert_eq!(rest, Natural::from(7));
    }
}
