//! Texts in arrays: Latin-1 in bytes, UTF-16 in characters or in pairs of bytes.

use super::arrays::bytes;
use super::object;
use vm_runtime::oop::Oop;

/// A run of elements of one size in an array of any integers.
///
/// # Safety
/// It lies within the live array.
unsafe fn run<'a, T>(array: Oop<'a>, from: i32, count: i32) -> &'a [T] {
    let start = array.at::<T>(Oop::element_offset(array.class().element_type, 0));
    // SAFETY: by contract; the elements are aligned for their size.
    unsafe { std::slice::from_raw_parts(start.add(from as usize), count as usize) }
}

/// As [`run`], to be written.
///
/// # Safety
/// It lies within the live array, and nothing else refers to it meanwhile.
unsafe fn run_mut<'a, T>(array: Oop<'a>, from: i32, count: i32) -> &'a mut [T] {
    let start = array.at::<T>(Oop::element_offset(array.class().element_type, 0));
    // SAFETY: by contract; the elements are aligned for their size.
    unsafe { std::slice::from_raw_parts_mut(start.add(from as usize), count as usize) }
}

/// An index as Java's `int`.
fn index(found: Option<usize>) -> u64 {
    u64::from(found.map_or(u32::MAX, |found| found as u32))
}

/// # Safety
/// The run lies within the live array of bytes.
pub(super) unsafe extern "sysv64" fn has_negatives(array: u64, from: i32, count: i32) -> u64 {
    // SAFETY: by contract.
    u64::from(!unsafe { run::<u8>(object(array), from, count) }.is_ascii())
}

/// # Safety
/// The run from the start to the end lies within the live array of bytes.
pub(super) unsafe extern "sysv64" fn index_of_byte(
    array: u64,
    byte: i32,
    from: i32,
    end: i32,
) -> u64 {
    // SAFETY: by contract.
    let text = unsafe { run::<u8>(object(array), from, end - from) };
    // SAFETY: the text has this length.
    let found = unsafe { libc::memchr(text.as_ptr().cast(), byte & 0xff, text.len()) };
    let offset = (!found.is_null()).then(|| found.addr() - text.as_ptr().addr());
    index(offset.map(|offset| offset + from as usize))
}

/// # Safety
/// The arrays are live arrays of bytes with so many elements; something is sought.
pub(super) unsafe extern "sysv64" fn index_of_bytes(
    array: u64,
    n_text: i32,
    sought: u64,
    n_sought: i32,
    from: i32,
) -> u64 {
    if from >= n_text {
        return index(None);
    }
    // SAFETY: by contract.
    let (text, sought) = unsafe {
        (
            run::<u8>(object(array), from, n_text - from),
            run::<u8>(object(sought), 0, n_sought),
        )
    };
    // SAFETY: both have these lengths.
    let found = unsafe {
        libc::memmem(
            text.as_ptr().cast(),
            text.len(),
            sought.as_ptr().cast(),
            sought.len(),
        )
    };
    let offset = (!found.is_null()).then(|| found.addr() - text.as_ptr().addr());
    index(offset.map(|offset| offset + from as usize))
}

/// The units of a UTF-16 text.
///
/// # Safety
/// It is a live array of bytes, which nothing writes to.
unsafe fn units<'a>(array: Oop<'a>) -> &'a [u16] {
    let n_units = array.array_length() as i32 / 2;
    // SAFETY: they are all elements, two by two.
    unsafe { run(array, 0, n_units) }
}

/// Order of two texts: the difference of the first units that differ, or of the lengths.
fn order<X: Copy + Into<i32>, Y: Copy + Into<i32>>(x: &[X], y: &[Y]) -> u64 {
    let mut pairs = x.iter().zip(y).map(|(x, y)| (*x).into() - (*y).into());
    let differing = pairs.find(|difference| *difference != 0);
    let order = differing.unwrap_or(x.len() as i32 - y.len() as i32);
    u64::from(order as u32)
}

macro_rules! orders {
    ($($name:ident $left:ident $right:ident;)*) => {$(
        /// # Safety
        /// Both are live arrays of bytes.
        pub(super) unsafe extern "sysv64" fn $name(x: u64, y: u64) -> u64 {
            // SAFETY: by contract.
            unsafe { order($left(object(x)), $right(object(y))) }
        }
    )*};
}

orders! {
    compare_latin1 bytes bytes;
    compare_utf16 units units;
    compare_latin1_utf16 bytes units;
    compare_utf16_latin1 units bytes;
}

/// # Safety
/// The run from the start to the end lies within the UTF-16 text in the live array of bytes.
pub(super) unsafe extern "sysv64" fn index_of_unit(
    array: u64,
    unit: i32,
    from: i32,
    end: i32,
) -> u64 {
    // SAFETY: by contract.
    let text = unsafe { run::<u16>(object(array), from, end - from) };
    let found = u16::try_from(unit)
        .ok()
        .and_then(|unit| position(text, unit));
    index(found.map(|found| found + from as usize))
}

/// Index of a unit; blocks without it are passed over at once.
fn position(text: &[u16], unit: u16) -> Option<usize> {
    const BLOCK: usize = 16;
    let blocks = text.as_chunks::<BLOCK>().0;
    let has_it = |block: &[u16; BLOCK]| block.iter().fold(false, |any, one| any | (*one == unit));
    let n_without = blocks.iter().take_while(|block| !has_it(block)).count() * BLOCK;
    let found = text[n_without..].iter().position(|one| *one == unit)?;
    Some(n_without + found)
}

/// # Safety
/// The arrays are live UTF-16 texts of so many units; something is sought, from an index in the text.
pub(super) unsafe extern "sysv64" fn index_of_units(
    array: u64,
    n_text: i32,
    sought: u64,
    n_sought: i32,
    from: i32,
) -> u64 {
    // SAFETY: by contract.
    let (text, sought) = unsafe {
        (
            run::<u16>(object(array), from, n_text - from),
            run::<u16>(object(sought), 0, n_sought),
        )
    };
    index(index_of_text(text, sought).map(|found| found + from as usize))
}

/// # Safety
/// As for [`index_of_units`], of a Latin-1 text.
pub(super) unsafe extern "sysv64" fn index_of_latin1(
    array: u64,
    n_text: i32,
    sought: u64,
    n_sought: i32,
    from: i32,
) -> u64 {
    // SAFETY: by contract.
    let (text, sought) = unsafe {
        (
            run::<u16>(object(array), from, n_text - from),
            run::<u8>(object(sought), 0, n_sought),
        )
    };
    index(index_of_text(text, sought).map(|found| found + from as usize))
}

/// Index of a text that is not empty.
fn index_of_text<T: Copy + Into<u16>>(text: &[u16], sought: &[T]) -> Option<usize> {
    let (&first, others) = sought.split_first()?;
    let last = text.len().checked_sub(sought.len())?;
    let mut start = 0;
    while start <= last {
        start += position(&text[start..=last], first.into())?;
        let mut rest = text[start + 1..].iter().zip(others);
        if rest.all(|(unit, other)| *unit == (*other).into()) {
            return Some(start);
        }
        start += 1;
    }
    None
}

/// # Safety
/// It is a live array of bytes.
pub(super) unsafe extern "sysv64" fn hash_latin1(array: u64) -> u64 {
    // SAFETY: by contract.
    u64::from(hash(unsafe { bytes(object(array)) }))
}

/// # Safety
/// It is a live array of bytes, an even number.
pub(super) unsafe extern "sysv64" fn hash_utf16(array: u64) -> u64 {
    // SAFETY: by contract.
    u64::from(hash(unsafe { units(object(array)) }))
}

/// `hash = 31 * hash + unit` for all of them, eight at a time: their products do not wait for each
/// other.
fn hash<T: Copy + Into<u32>>(units: &[T]) -> u32 {
    const N: usize = 8;
    const POWERS: [u32; N] = {
        let mut powers = [1_u32; N];
        let mut index = N - 1;
        while index > 0 {
            powers[index - 1] = powers[index].wrapping_mul(31);
            index -= 1;
        }
        powers
    };
    let (blocks, rest) = units.as_chunks::<N>();
    let sum = blocks.iter().fold(0_u32, |sum, block| {
        let products = block.iter().zip(POWERS);
        products.fold(
            sum.wrapping_mul(POWERS[0].wrapping_mul(31)),
            |sum, (unit, power)| sum.wrapping_add((*unit).into().wrapping_mul(power)),
        )
    });
    rest.iter().fold(sum, |sum, unit| {
        sum.wrapping_mul(31).wrapping_add((*unit).into())
    })
}

/// # Safety
/// The run of bytes and that of characters lie within the live arrays, which are not the same.
pub(super) unsafe extern "sysv64" fn inflate(
    source: u64,
    from: i32,
    target: u64,
    to: i32,
    count: i32,
) {
    // SAFETY: by contract; arrays of another length of elements do not overlap unless they are the
    // same, and then `inflate` of Java has no meaning either.
    let (source, target) = unsafe {
        (
            run::<u8>(object(source), from, count),
            run_mut::<u16>(object(target), to, count),
        )
    };
    for (wide, byte) in target.iter_mut().zip(source) {
        *wide = u16::from(*byte);
    }
}

/// # Safety
/// As for [`inflate`], the other way round.
pub(super) unsafe extern "sysv64" fn compress(
    source: u64,
    from: i32,
    target: u64,
    to: i32,
    count: i32,
) -> u64 {
    // SAFETY: as in `inflate`.
    let (source, target) = unsafe {
        (
            run::<u16>(object(source), from, count),
            run_mut::<u8>(object(target), to, count),
        )
    };
    if source.iter().fold(0, |all, unit| all | unit) > 0xff {
        let fitting = source.iter().take_while(|unit| **unit <= 0xff);
        for (byte, unit) in target.iter_mut().zip(fitting) {
            *byte = *unit as u8;
        }
        return 0;
    }
    for (byte, unit) in target.iter_mut().zip(source) {
        *byte = *unit as u8;
    }
    count as u32 as u64
}

#[cfg(test)]
mod tests {
    use super::{hash, index_of_text};

    #[test]
    fn texts_are_found_at_every_place() {
        for length in [0, 1, 15, 16, 17, 40] {
            for at in 0..=length {
                let mut text = vec![u16::from(b'a'); length];
                text.splice(at..at, [0x3b1, 0xe9, 0xe9]);
                assert_eq!(index_of_text(&text, &[0x3b1_u16, 0xe9]), Some(at));
                assert_eq!(index_of_text(&text, &[0xe9_u8, 0xe9]), Some(at + 1));
                assert_eq!(index_of_text(&text, &[0xe9_u8, 0xe9, 0xe9]), None);
            }
        }
    }

    #[test]
    fn hashes_are_those_of_the_definition() {
        for length in 0..40 {
            let text: Vec<u8> = (0..length).map(|index| index * 37 + 200).collect();
            let expected = text.iter().fold(0_u32, |hash, byte| {
                hash.wrapping_mul(31).wrapping_add(u32::from(*byte))
            });
            assert_eq!(hash(&text), expected);
            let wide: Vec<u16> = text.iter().map(|byte| u16::from(*byte)).collect();
            assert_eq!(hash(&wide), expected);
        }
    }
}
