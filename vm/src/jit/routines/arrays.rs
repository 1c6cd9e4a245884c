//! Comparing and copying arrays.

use super::object;
use vm_runtime::heap;
use vm_runtime::oop::Oop;
use vm_runtime::thread::Thread;

/// The elements of an array of primitives as bytes.
///
/// # Safety
/// Nothing writes to the array meanwhile that matters: a race of the program's gives either value.
pub(super) unsafe fn bytes<'a>(array: Oop<'a>) -> &'a [u8] {
    let element = array.class().element_type;
    let n_bytes = array.array_length() << element.log2_size();
    let start = array.at::<u8>(Oop::element_offset(element, 0));
    // SAFETY: the elements lie within the live array.
    unsafe { std::slice::from_raw_parts(start, n_bytes) }
}

/// # Safety
/// Both are null or arrays of primitives of one kind.
pub(super) unsafe extern "sysv64" fn equal(x: u64, y: u64) -> u64 {
    if x == y {
        return 1;
    }
    if x == 0 || y == 0 {
        return 0;
    }
    // SAFETY: by contract.
    u64::from(unsafe { bytes(object(x)) == bytes(object(y)) })
}

/// # Safety
/// So many elements of this size lie within the arrays, from these offsets on.
pub(super) unsafe extern "sysv64" fn mismatch(
    x: u64,
    x_offset: u64,
    y: u64,
    y_offset: u64,
    length: i32,
    log2_size: i32,
) -> u64 {
    let n_bytes = (length as usize) << log2_size;
    let run = |object: u64, offset: u64| {
        let start = std::ptr::with_exposed_provenance(object.wrapping_add(offset) as usize);
        // SAFETY: by contract.
        unsafe { std::slice::from_raw_parts::<u8>(start, n_bytes) }
    };
    let (x, y) = (run(x, x_offset), run(y, y_offset));
    u64::from(first_difference(x, y).map_or(u32::MAX, |at| (at >> log2_size) as u32))
}

/// Index of the first byte that differs.
fn first_difference(x: &[u8], y: &[u8]) -> Option<usize> {
    const BLOCK: usize = 32;
    let blocks = x.chunks(BLOCK).zip(y.chunks(BLOCK));
    let (number, (x, y)) = blocks.enumerate().find(|(_, (x, y))| x != y)?;
    let at = x.iter().zip(y).position(|(x, y)| x != y)?;
    Some(number * BLOCK + at)
}

/// Would `System.arraycopy` copy without an exception?
///
/// # Safety
/// Both are null or live objects.
pub(super) unsafe extern "sysv64" fn copy_fits(
    source: u64,
    from: i32,
    target: u64,
    to: i32,
    count: i32,
) -> u64 {
    // SAFETY: by contract.
    let (source, target) = unsafe { (object(source), object(target)) };
    if source.is_null() || target.is_null() {
        return 0;
    }
    let (class, target_class) = (source.class(), target.class());
    if !class.is_array() || !target_class.is_array() {
        return 0;
    }
    let is_same = std::ptr::eq(class, target_class)
        || match (class.component, target_class.component) {
            (Some(stored), Some(bound)) if class.element_type.is_reference() => {
                target_class.element_type.is_reference() && stored.is_subtype_of(bound)
            }
            _ => false,
        };
    let is_inside = |start: i32, array: Oop<'_>| {
        start >= 0 && (start as usize) + (count as usize) <= array.array_length()
    };
    let fits = is_same && count >= 0 && is_inside(from, source) && is_inside(to, target);
    u64::from(fits)
}

/// # Safety
/// [`copy_fits`] of the same.
pub(super) unsafe extern "sysv64" fn copy(
    source: u64,
    from: i32,
    target: u64,
    to: i32,
    count: i32,
) {
    // SAFETY: by contract.
    let (source, target) = unsafe { (object(source), object(target)) };
    let (from, to, count) = (from as usize, to as usize, count as usize);
    if !source.class().element_type.is_reference() {
        crate::array_copy::copy_primitives(source, from, target, to, count);
        return;
    }
    let thread = Thread::current().expect("compiled code runs on attached threads");
    // SAFETY: the thread is the current one, in Java; copying reaches no safepoint.
    heap::copy_elements(unsafe { thread.cx() }, source, from, target, to, count);
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_difference_is_found_at_every_place() {
        for length in [0, 1, 7, 31, 32, 33, 64, 100] {
            let text = vec![7_u8; length];
            assert_eq!(first_difference(&text, &text), None);
            for at in 0..length {
                let mut other = text.clone();
                other[at..].fill(8);
                assert_eq!(first_difference(&text, &other), Some(at));
            }
        }
    }
}
