//! Numbers and sizes as the command line has them: `512m`, `2G`, `0x1000`.

/// What is wrong with a size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SizeError {
    /// Not a number, or more than 64 bits.
    Unreadable,
    /// Below the smallest allowed value.
    TooSmall,
    /// Above the largest allowed value.
    TooLarge,
}

impl SizeError {
    /// The second line that HotSpot prints for it.
    pub(super) fn detail(self) -> &'static str {
        match self {
            SizeError::TooLarge => "The specified size exceeds the maximum representable size.\n",
            SizeError::Unreadable | SizeError::TooSmall => "",
        }
    }
}

/// An unsigned number, decimal or hexadecimal, with an optional unit.
pub(super) fn unsigned(text: &str) -> Option<u64> {
    let (digits, radix) = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(rest) => (rest, 16),
        None => (text, 10),
    };
    let end = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let number = u64::from_str_radix(&digits[..end], radix).ok()?;
    let shift = match &digits[end..] {
        "" => 0,
        "k" | "K" => 10,
        "m" | "M" => 20,
        "g" | "G" => 30,
        "t" | "T" => 40,
        _ => return None,
    };
    number.checked_mul(1 << shift)
}

/// A size between `least` and `most`.
pub(super) fn bounded(text: &str, least: u64, most: u64) -> Result<usize, SizeError> {
    match unsigned(text) {
        None => Err(SizeError::Unreadable),
        Some(size) if size < least => Err(SizeError::TooSmall),
        Some(size) if size > most => Err(SizeError::TooLarge),
        Some(size) => Ok(size as usize),
    }
}

#[cfg(test)]
mod tests {
    use super::{SizeError, bounded, unsigned};

    #[test]
    fn sizes_have_units() {
        assert_eq!(unsigned("512m"), Some(512 << 20));
        assert_eq!(unsigned("2G"), Some(2 << 30));
        assert_eq!(unsigned("0x10k"), Some(16 << 10));
        for bad in ["12x", "", "m", "12mm", "99999999999t", "-1"] {
            assert_eq!(unsigned(bad), None, "{bad}");
        }
    }

    #[test]
    fn limits_are_inclusive() {
        assert_eq!(bounded("1k", 1024, 1024), Ok(1024));
        assert_eq!(bounded("1", 2, 3), Err(SizeError::TooSmall));
        assert_eq!(bounded("4", 2, 3), Err(SizeError::TooLarge));
    }
}
