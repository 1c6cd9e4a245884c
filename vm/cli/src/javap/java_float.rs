//! Floating-point numbers as JDK 17's `Double.toString` and `Float.toString` spell them.
//!
//! Not quite the shortest digits that identify the number: JDK 17 treats the neighbours of a power
//! of two as nearer than they are, never stops after one digit in `1.0E10` notation, rounds large
//! whole numbers decimally, and where it computes in machine integers, some sums overflow. The
//! digits come from free-format generation (Steele and White, Dragon4) with those deviations.
//!
//! Reference: JDK 17 `jdk.internal.math.FloatingDecimal`.

use super::natural::Natural;
use std::cmp::Ordering;

/// `Double.toString`.
pub fn double(value: f64) -> String {
    const FORMAT: Format = Format {
        fraction_bits: 52,
        max_exponent: 1023,
    };
    let bits = value.to_bits();
    spell(value.is_sign_negative(), FORMAT.number(bits & !(1 << 63)))
}

/// `Float.toString`.
pub fn float(value: f32) -> String {
    const FORMAT: Format = Format {
        fraction_bits: 23,
        max_exponent: 127,
    };
    let bits = value.to_bits();
    spell(
        value.is_sign_negative(),
        FORMAT.number(u64::from(bits & !(1 << 31))),
    )
}

/// A binary floating-point format of IEEE 754.
struct Format {
    fraction_bits: i32,
    max_exponent: i32,
}

/// A number without its sign.
enum Number {
    NaN,
    Infinite,
    Zero,
    Finite {
        /// Without trailing zero bits.
        significand: u64,
        /// The number is `significand * 2^exponent`.
        exponent: i32,
        /// Bits of precision it has: fewer when subnormal.
        n_significant: i32,
    },
}

impl Format {
    fn number(&self, bits: u64) -> Number {
        let biased = (bits >> self.fraction_bits) as i32;
        let fraction = bits & ((1 << self.fraction_bits) - 1);
        if biased == 2 * self.max_exponent + 1 {
            return if fraction == 0 {
                Number::Infinite
            } else {
                Number::NaN
            };
        }
        let (significand, scale) = match biased {
            0 if fraction == 0 => return Number::Zero,
            0 => (fraction, 1),
            _ => (fraction | 1 << self.fraction_bits, biased),
        };
        let n_significant = 64 - significand.leading_zeros() as i32;
        let trailing = significand.trailing_zeros();
        Number::Finite {
            significand: significand >> trailing,
            exponent: scale - self.max_exponent - self.fraction_bits + trailing as i32,
            n_significant,
        }
    }
}

fn spell(is_negative: bool, number: Number) -> String {
    let sign = if is_negative { "-" } else { "" };
    let (digits, point) = match number {
        Number::NaN => return "NaN".into(),
        Number::Infinite => return format!("{sign}Infinity"),
        Number::Zero => return format!("{sign}0.0"),
        Number::Finite {
            significand,
            exponent,
            n_significant,
        } => {
            let top_bit = 63 - significand.leading_zeros() as i32 + exponent;
            if exponent >= 0 && top_bit <= 62 {
                whole(significand << exponent, top_bit - n_significant)
            } else {
                fractional(significand, exponent, n_significant)
            }
        }
    };
    // The number is 0.DIGITS times ten to the power of `point`.
    let or_zero = |digits: &str| {
        if digits.is_empty() {
            "0".into()
        } else {
            digits.to_owned()
        }
    };
    match point {
        1..8 => {
            let n = point as usize;
            let padded = format!("{digits:0<n$}");
            let (whole, fraction) = padded.split_at(n);
            format!("{sign}{whole}.{}", or_zero(fraction))
        }
        -2..=0 => format!(
            "{sign}0.{}{digits}",
            "0".repeat(point.unsigned_abs() as usize)
        ),
        _ => {
            let (first, rest) = digits.split_at(1);
            format!("{sign}{first}.{}E{}", or_zero(rest), point - 1)
        }
    }
}

/// Digits and point of a whole number whose last `excess` bits and one more carry no information.
fn whole(value: u64, excess: i32) -> (String, i32) {
    let n_dropped = match excess - 1 {
        // The decimal digits that fit in so many bits.
        bits @ 2.. => (1u64 << bits.min(62)).ilog10(),
        _ => 0,
    };
    let unit = 10u64.pow(n_dropped);
    let rounded = value / unit + u64::from(n_dropped > 0 && value % unit >= unit / 2);
    let digits = rounded.to_string();
    let point = digits.len() as i32 + n_dropped as i32;
    (digits.trim_end_matches('0').to_owned(), point)
}

/// Digits and point of any number, as many as tell it from its neighbours.
fn fractional(significand: u64, exponent: i32, n_significant: i32) -> (String, i32) {
    let scaled = Scaled::new(significand, exponent, n_significant);
    let mut source: Box<dyn DigitSource> = match scaled.machine_word() {
        Some(is_short) => Box::new(MachineDigits::new(significand, &scaled, is_short)),
        None => Box::new(ExactDigits::new(significand, &scaled)),
    };
    let mut point = scaled.decimal_exponent + 1;
    let mut digits = Vec::new();
    let (digit, mut is_low, mut is_high) = source.next();
    if digit == 0 && !is_high {
        // The estimated exponent was one too great.
        point -= 1;
    } else {
        digits.push(digit);
    }
    // In the notation with an exponent there are at least two digits.
    if !(-2..=8).contains(&point) {
        (is_low, is_high) = (false, false);
    }
    while !is_low && !is_high {
        let digit;
        (digit, is_low, is_high) = source.next();
        digits.push(digit);
    }
    if is_high {
        let above_half = source.compare_with_half();
        let last_is_odd = digits.last().is_some_and(|digit| digit % 2 == 1);
        if !is_low || above_half.is_gt() || (above_half.is_eq() && last_is_odd) {
            point += i32::from(round_up(&mut digits));
        }
    }
    let digits = digits
        .iter()
        .map(|&digit| char::from(b'0' + digit))
        .collect();
    (digits, point)
}

/// Free-format digit generation. The rest after a digit is `b / tens`.
trait DigitSource {
    /// The next digit, whether stopping here is near enough to the number from below, and whether
    /// it would be from above with the digit one greater.
    fn next(&mut self) -> (u8, bool, bool);

    /// The rest compared with a half.
    fn compare_with_half(&self) -> Ordering;
}

/// In numbers of any size.
struct ExactDigits {
    b: Natural,
    m: Natural,
    s: Natural,
    tens: Natural,
}

impl ExactDigits {
    fn new(significand: u64, scaled: &Scaled) -> Self {
        let natural = |value: u64, bits: i32, fives: i32| {
            let mut n = Natural::from(value).shifted(bits as usize);
            (0..fives).for_each(|_| n.multiply(5));
            n
        };
        let s = natural(1, scaled.s2, scaled.s5);
        let mut tens = s.clone();
        tens.multiply(10);
        Self {
            b: natural(significand, scaled.b2, scaled.b5),
            m: natural(1, scaled.m2, scaled.b5),
            s,
            tens,
        }
    }
}

impl DigitSource for ExactDigits {
    fn next(&mut self) -> (u8, bool, bool) {
        let digit = self.b.divide_to_remainder(&self.s);
        self.b.multiply(10);
        self.m.multiply(10);
        let is_low = self.b.compare(&self.m).is_lt();
        let is_high = self.b.plus(&self.m).compare(&self.tens).is_ge();
        (digit, is_low, is_high)
    }

    fn compare_with_half(&self) -> Ordering {
        self.b.shifted(1).compare(&self.tens)
    }
}

/// In machine integers of 32 or 64 bits. The sums overflow for some numbers, which decides their
/// last digit.
struct MachineDigits {
    b: i64,
    m: i64,
    s: i64,
    tens: i64,
    is_short: bool,
}

impl MachineDigits {
    fn new(significand: u64, scaled: &Scaled, is_short: bool) -> Self {
        let power = |bits: i32, fives: i32| 5i64.pow(fives as u32) << bits;
        let s = power(scaled.s2, scaled.s5);
        Self {
            b: significand as i64 * power(scaled.b2, scaled.b5),
            m: power(scaled.m2, scaled.b5),
            s,
            tens: 10 * s,
            is_short,
        }
    }

    fn wrap(&self, value: i64) -> i64 {
        if self.is_short {
            i64::from(value as i32)
        } else {
            value
        }
    }
}

impl DigitSource for MachineDigits {
    fn next(&mut self) -> (u8, bool, bool) {
        let digit = (self.b / self.s) as u8;
        self.b = self.wrap((self.b % self.s).wrapping_mul(10));
        self.m = self.wrap(self.m.wrapping_mul(10));
        if self.m <= 0 {
            return (digit, true, true);
        }
        let reach = self.wrap(self.b.wrapping_add(self.m));
        (digit, self.b < self.m, reach > self.tens)
    }

    fn compare_with_half(&self) -> Ordering {
        self.wrap(self.wrap(self.b << 1).wrapping_sub(self.tens))
            .cmp(&0)
    }
}

/// A number as `significand * 2^b2 * 5^b5 / (2^s2 * 5^s5)`, which is between 0.1 and 10, and half
/// the distance to its neighbours as `2^m2 * 5^b5` over the same.
struct Scaled {
    n_bits: i32,
    decimal_exponent: i32,
    b2: i32,
    b5: i32,
    s2: i32,
    s5: i32,
    m2: i32,
}

impl Scaled {
    fn new(significand: u64, exponent: i32, n_significant: i32) -> Self {
        let n_bits = 64 - significand.leading_zeros() as i32;
        let top_bit = n_bits - 1 + exponent;
        let decimal_exponent = estimate_log10(significand, n_bits, top_bit);
        let n_fraction = (-exponent).max(0);
        let (b5, s5) = ((-decimal_exponent).max(0), decimal_exponent.max(0));
        let mut b2 = b5 + n_fraction + top_bit;
        let mut s2 = s5 + n_fraction;
        let mut m2 = b2 - n_significant;
        b2 -= n_bits - 1;
        let common = b2.min(s2);
        b2 -= common;
        s2 -= common;
        m2 -= common;
        if n_bits == 1 {
            m2 -= 1;
        }
        if m2 < 0 {
            b2 -= m2;
            s2 -= m2;
            m2 = 0;
        }
        Self {
            n_bits,
            decimal_exponent,
            b2,
            b5,
            s2,
            s5,
            m2,
        }
    }

    /// Whether the JDK uses machine integers, and if so, whether those of 32 bits.
    fn machine_word(&self) -> Option<bool> {
        let bits_of_power_of_5 = |n: i32| match n {
            0 => 0,
            1..27 => 64 - 5u64.pow(n as u32).leading_zeros() as i32,
            _ => 3 * n,
        };
        let b_bits = self.n_bits + self.b2 + bits_of_power_of_5(self.b5);
        let tens_bits = self.s2 + 1 + bits_of_power_of_5(self.s5 + 1);
        let bits = b_bits.max(tens_bits);
        (bits < 64).then_some(bits < 32)
    }
}

/// The exponent of ten, or one more.
fn estimate_log10(significand: u64, n_bits: i32, top_bit: i32) -> i32 {
    let fraction = significand as f64 / 2f64.powi(n_bits - 1);
    let log = (fraction - 1.5) * 0.289529654 + 0.176091259 + f64::from(top_bit) * LOG10_2;
    log.floor() as i32
}

#[expect(
    clippy::approx_constant,
    reason = "the JDK's constant has these digits"
)]
const LOG10_2: f64 = 0.301029995663981;

/// Adds one to the last digit; whether it became one digit longer, that is, a power of ten.
fn round_up(digits: &mut [u8]) -> bool {
    for digit in digits.iter_mut().rev() {
        if *digit < 9 {
            *digit += 1;
            return false;
        }
        *digit = 0;
    }
    if let Some(first) = digits.first_mut() {
        *first = 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles() {
        for (value, text) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (-1.5, "-1.5"),
            (100.0, "100.0"),
            (0.001, "0.001"),
            (1e-5, "1.0E-5"),
            (123456789.0, "1.23456789E8"),
            (9999999.0, "9999999.0"),
            (1e7, "1.0E7"),
            (1e22, "1.0E22"),
            (2e-3, "0.002"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::MIN_POSITIVE, "2.2250738585072014E-308"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
            // Not the shortest.
            (5e-324, "4.9E-324"),
            (2f64.powi(-500), "3.0549363634996047E-151"),
            (1e23, "9.999999999999999E22"),
            (2f64.powi(62), "4.6116860184273879E18"),
        ] {
            assert_eq!(double(value), text);
        }
    }

    #[test]
    fn floats() {
        for (value, text) in [
            (1e10, "1.0E10"),
            (0.1, "0.1"),
            (f32::MAX, "3.4028235E38"),
            (f32::MIN_POSITIVE, "1.17549435E-38"),
            (1e-45, "1.4E-45"),
            (16777216.0, "1.6777216E7"),
            (9.223372e18, "9.223372E18"),
        ] {
            assert_eq!(float(value), text);
        }
    }
}
