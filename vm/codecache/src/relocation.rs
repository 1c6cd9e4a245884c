//! Places in machine code that depend on where it, or something else, lies.

use std::fmt;

/// A place to be filled in when the code's address is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Relocation {
    /// Offset of the first byte to be filled in.
    pub offset: u32,
    /// What is written there.
    pub kind: RelocationKind,
    /// What it refers to.
    pub target: Target,
}

/// The form of an address in code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RelocationKind {
    /// 4 bytes: distance from the end of these bytes (calls, jumps, `rip`-relative operands).
    Relative32,
    /// 4 bytes: the address, which must be below 2 GB (operands are sign-extended).
    Absolute32,
    /// 8 bytes: the address.
    Absolute64,
}

impl RelocationKind {
    fn len(self) -> usize {
        match self {
            RelocationKind::Relative32 | RelocationKind::Absolute32 => 4,
            RelocationKind::Absolute64 => 8,
        }
    }
}

/// What a relocation refers to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// An address, for example a stub's.
    Address(usize),
    /// An offset in the same code, for example of a constant.
    Within(u32),
}

/// Why a relocation cannot be done: a mistake of who made the code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RelocationError {
    /// The place is not in the code.
    Outside(Relocation),
    /// The address is too far away for the form.
    TooFar(Relocation),
}

impl fmt::Display for RelocationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RelocationError::Outside(place) => {
                write!(f, "relocation at +{} is not in the code", place.offset)
            }
            RelocationError::TooFar(place) => write!(
                f,
                "target {:x?} of the relocation at +{} does not fit {:?}",
                place.target, place.offset, place.kind
            ),
        }
    }
}

impl std::error::Error for RelocationError {}

/// The 4-byte distance from the end of the bytes at `place` to `target`.
pub(crate) fn displacement(place: usize, target: usize) -> Option<i32> {
    let distance = (target as i64).checked_sub(place as i64 + 4)?;
    i32::try_from(distance).ok()
}

/// Fills in one place of `code`, which will lie at `start`.
pub(crate) fn apply(
    code: &mut [u8],
    start: usize,
    place: Relocation,
) -> Result<(), RelocationError> {
    let offset = place.offset as usize;
    let field = code
        .get_mut(offset..offset + place.kind.len())
        .ok_or(RelocationError::Outside(place))?;
    let target = match place.target {
        Target::Address(address) => address,
        Target::Within(offset) => start + offset as usize,
    };
    let too_far = RelocationError::TooFar(place);
    match place.kind {
        RelocationKind::Relative32 => {
            let distance = displacement(start + offset, target).ok_or(too_far)?;
            field.copy_from_slice(&distance.to_le_bytes());
        }
        RelocationKind::Absolute32 => {
            let address = i32::try_from(target).map_err(|_| too_far)?;
            field.copy_from_slice(&address.to_le_bytes());
        }
        RelocationKind::Absolute64 => field.copy_from_slice(&target.to_le_bytes()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Relocation, RelocationError, RelocationKind, Target, apply};

    fn place(offset: u32, kind: RelocationKind, target: Target) -> Relocation {
        Relocation {
            offset,
            kind,
            target,
        }
    }

    #[test]
    fn each_kind_is_filled_in() {
        use RelocationKind::{Absolute32, Absolute64, Relative32};
        for (kind, target, expected) in [
            (Relative32, Target::Address(0x2000), 0xff8_i64),
            (Relative32, Target::Address(0x1000), -8),
            (Relative32, Target::Within(8), 0),
            (Absolute32, Target::Address(0x7000_0000), 0x7000_0000),
            (Absolute64, Target::Within(0x10), 0x1010),
        ] {
            let mut code = [0; 16];
            assert_eq!(apply(&mut code, 0x1000, place(4, kind, target)), Ok(()));
            let found = match kind {
                Absolute64 => i64::from_le_bytes(code[4..12].try_into().expect("8 bytes")),
                _ => i64::from(i32::from_le_bytes(code[4..8].try_into().expect("4 bytes"))),
            };
            assert_eq!(found, expected, "{kind:?} {target:?}");
            assert_eq!(code[..4], [0; 4]);
        }
    }

    #[test]
    fn mistakes_are_errors() {
        let far = place(0, RelocationKind::Relative32, Target::Address(1 << 40));
        let high = place(0, RelocationKind::Absolute32, Target::Address(1 << 31));
        let outside = place(13, RelocationKind::Relative32, Target::Within(0));
        let mut code = [0; 16];
        assert_eq!(
            apply(&mut code, 0x1000, far),
            Err(RelocationError::TooFar(far))
        );
        assert_eq!(
            apply(&mut code, 0x1000, high),
            Err(RelocationError::TooFar(high))
        );
        assert_eq!(
            apply(&mut code, 0x1000, outside),
            Err(RelocationError::Outside(outside))
        );
        assert!(
            RelocationError::Outside(outside)
                .to_string()
                .contains("+13")
        );
    }
}
