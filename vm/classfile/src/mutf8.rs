//! Modified UTF-8 (JVMS §4.4.7): NUL is two bytes, supplementary characters are surrogate pairs
//! of three bytes each, and no byte is 0 or 0xF0 to 0xFF.

/// Whether `bytes` is well-formed modified UTF-8. Surrogates may stand alone.
pub fn is_valid(bytes: &[u8]) -> bool {
    is_well_formed(bytes, false)
}

/// Whether a `Utf8` entry of a class file with this major version is legal: files older than
/// JDK 1.4 may contain over-long forms.
pub fn is_legal(bytes: &[u8], major: u16) -> bool {
    is_well_formed(bytes, major <= 47)
}

fn is_well_formed(bytes: &[u8], over_long_ok: bool) -> bool {
    let mut rest = bytes;
    loop {
        match *rest {
            [] => return true,
            [0x01..=0x7f, ..] => rest = &rest[1..],
            [0xc0..=0xdf, b, ..] if is_continuation(b) => {
                let c = (u16::from(rest[0] & 0x1f) << 6) | u16::from(b & 0x3f);
                if !over_long_ok && c != 0 && c < 0x80 {
                    return false;
                }
                rest = &rest[2..];
            }
            [0xe0..=0xef, b, c, ..] if is_continuation(b) && is_continuation(c) => {
                let high = (u16::from(rest[0] & 0x0f) << 6) | u16::from(b & 0x3f);
                if !over_long_ok && high < 0x800 >> 6 {
                    return false;
                }
                rest = &rest[3..];
            }
            _ => return false,
        }
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xc0 == 0x80
}

/// The UTF-16 code units of `bytes`.
///
/// Ill-formed input (which unverified classes may contain) never panics: a byte that starts no
/// valid sequence stands for itself, as in HotSpot.
pub fn utf16_units(bytes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (unit, n) = match *rest {
            [] => return None,
            [a @ 0xc0..=0xdf, b, ..] if is_continuation(b) => {
                ((u16::from(a & 0x1f) << 6) | u16::from(b & 0x3f), 2)
            }
            [a @ 0xe0..=0xef, b, c, ..] if is_continuation(b) && is_continuation(c) => (
                (u16::from(a & 0x0f) << 12) | (u16::from(b & 0x3f) << 6) | u16::from(c & 0x3f),
                3,
            ),
            [a, ..] => (u16::from(a), 1),
        };
        rest = &rest[n..];
        Some(unit)
    })
}

/// Decodes to UTF-16 code units.
pub fn to_utf16(bytes: &[u8]) -> Vec<u16> {
    utf16_units(bytes).collect()
}

/// Decodes to a `String`; a lone surrogate becomes U+FFFD.
pub fn to_string(bytes: &[u8]) -> String {
    if bytes.is_ascii() {
        return bytes.iter().map(|&b| char::from(b)).collect();
    }
    char::decode_utf16(utf16_units(bytes))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// Encodes UTF-16 code units.
pub fn from_utf16(units: impl IntoIterator<Item = u16>) -> Vec<u8> {
    let mut out = Vec::new();
    for unit in units {
        push_unit(&mut out, unit);
    }
    out
}

/// Encodes a `str`.
pub fn from_str(text: &str) -> Vec<u8> {
    from_utf16(text.encode_utf16())
}

/// Appends the encoding of one UTF-16 code unit.
pub fn push_unit(out: &mut Vec<u8>, unit: u16) {
    let low6 = |shift: u32| 0x80 | ((unit >> shift) & 0x3f) as u8;
    match unit {
        0x01..=0x7f => out.push(unit as u8),
        0 | 0x80..=0x7ff => out.extend([0xc0 | (unit >> 6) as u8, low6(0)]),
        _ => out.extend([0xe0 | (unit >> 12) as u8, low6(6), low6(0)]),
    }
}

/// The number of bytes [`from_utf16`] makes of `units`.
pub fn encoded_len(units: impl IntoIterator<Item = u16>) -> usize {
    units
        .into_iter()
        .map(|unit| match unit {
            0x01..=0x7f => 1,
            0 | 0x80..=0x7ff => 2,
            _ => 3,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trips_every_code_unit() {
        for unit in 0..=u16::MAX {
            let bytes = from_utf16([unit]);
            assert!(is_valid(&bytes), "{unit:#x}");
            assert_eq!(to_utf16(&bytes), [unit]);
            assert_eq!(encoded_len([unit]), bytes.len());
        }
    }

    #[test]
    fn strings_round_trip() {
        for text in ["", "a", "\0", "é", "猫", "a😀b"] {
            assert_eq!(to_string(&from_str(text)), text);
        }
        assert_eq!(from_str("\0"), [0xc0, 0x80]);
        assert_eq!(from_str("😀").len(), 6);
    }

    #[test]
    fn ill_formed_is_refused_and_still_decodes() {
        for bytes in [
            &[0u8][..],
            &[0x80],
            &[0xc1],
            &[0xc1, 0x81],
            &[0xe0, 0x80, 0x80],
            &[0xe1, 0x80],
            &[0xf0, 0x90, 0x80, 0x80],
            &[0xff],
        ] {
            assert!(!is_valid(bytes), "{bytes:?}");
            assert!(!to_utf16(bytes).is_empty());
        }
        assert!(is_legal(&[0xc1, 0x81], 47) && !is_legal(&[0xc1, 0x81], 48));
        assert!(!is_legal(&[0], 45));
    }
}
