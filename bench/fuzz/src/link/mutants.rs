//! Damage that reaches the verifier and the linker.
//!
//! Damage at random places is mostly found by the parser. Half of the mutants are therefore
//! damaged where the file stays well-formed: instructions, stack maps, references within the
//! constant pool, descriptors, flags, the superclass.

use super::corpus::Original;
use super::layout::{Layout, u16_at};
use crate::mutation::{Rng, damage};
use vm_classfile::tag;

/// The last opcode that a class file may contain.
const LAST_OPCODE: usize = 0xca;

/// A damaged copy of one of `originals`, with the number of its group.
pub fn mutant(originals: &[Original], rng: &mut Rng) -> (u32, Vec<u8>) {
    let original = &originals[rng.below(originals.len())];
    let mut image = original.image.clone();
    let is_aimed = rng.below(4) != 0 && !original.layout.pool.is_empty();
    if is_aimed {
        for _ in 0..1 + rng.below(6) / 4 {
            damage_part(&mut image, &original.layout, rng);
        }
    }
    if !is_aimed || rng.below(8) == 0 {
        damage(&mut image, rng);
    }
    (original.group, image)
}

/// Changes one part, without moving the others.
fn damage_part(image: &mut [u8], layout: &Layout, rng: &mut Rng) {
    match rng.below(16) {
        0..=5 if !layout.instructions.is_empty() => damage_instruction(image, layout, rng),
        6..=8 if !layout.frames.is_empty() => {
            let frames = &layout.frames[rng.below(layout.frames.len())];
            damage_byte(image, frames.start + rng.below(frames.len().max(1)), rng);
        }
        9 | 10 => redirect_reference(image, layout, rng),
        11 | 12 => damage_name(image, layout, rng),
        13 => flip(image, layout.header + rng.below(2), rng),
        14 => {
            let at = layout.header + 2 * (1 + rng.below(2));
            put(image, at, any_entry(layout, Some(tag::CLASS), rng));
        }
        _ if !layout.member_flags.is_empty() => {
            let at = layout.member_flags[rng.below(layout.member_flags.len())];
            // Flags, name or descriptor.
            match rng.below(3) {
                0 => flip(image, at + rng.below(2), rng),
                n => put(image, at + 2 * n, any_entry(layout, Some(tag::UTF8), rng)),
            }
        }
        _ => redirect_reference(image, layout, rng),
    }
}

fn damage_instruction(image: &mut [u8], layout: &Layout, rng: &mut Rng) {
    let any = |rng: &mut Rng| layout.instructions[rng.below(layout.instructions.len())].clone();
    let place = any(rng);
    match rng.below(6) {
        // Another opcode with the same operands.
        0 | 1 => image[place.start] = rng.below(LAST_OPCODE) as u8,
        // Another instruction of the same length, wherever it is from.
        2 => {
            let other = (0..20)
                .map(|_| any(rng))
                .find(|other| other.len() == place.len());
            if let Some(other) = other {
                image.copy_within(other, place.start);
            }
        }
        3 if place.len() >= 3 => put(image, place.start + 1, any_entry(layout, None, rng)),
        4 => image[place].fill(0),
        _ => damage_byte(image, place.start + rng.below(place.len()), rng),
    }
}

fn damage_byte(image: &mut [u8], at: usize, rng: &mut Rng) {
    match rng.below(4) {
        0 => image[at] = rng.below(12) as u8,
        1 => image[at] = image[at].wrapping_add([1, 2, 0xff, 0xfe][rng.below(4)]),
        2 => image[at] = rng.next() as u8,
        _ => image[at] ^= 1 << rng.below(8),
    }
}

/// Makes an entry of the pool refer to another one, mostly of the right kind.
fn redirect_reference(image: &mut [u8], layout: &Layout, rng: &mut Rng) {
    let places: Vec<usize> = layout
        .pool
        .iter()
        .flat_map(super::layout::Entry::references)
        .collect();
    if places.is_empty() {
        return;
    }
    let at = places[rng.below(places.len())];
    let current = u16_at(image, at);
    let entry = layout.pool.iter().find(|entry| entry.index == current);
    let tag = entry.map(|entry| entry.tag).filter(|_| rng.below(8) != 0);
    put(image, at, any_entry(layout, tag, rng));
}

/// Changes a character of a name or descriptor.
fn damage_name(image: &mut [u8], layout: &Layout, rng: &mut Rng) {
    let entry = layout.pool[rng.below(layout.pool.len())];
    if entry.tag == tag::UTF8 && entry.n_bytes > 3 {
        let at = entry.at + 3 + rng.below(entry.n_bytes - 3);
        image[at] = b"/;.[<>()LVIJZBDFSCabXYZ$\0\x80\xc0"[rng.below(27)];
    } else {
        image[entry.at] = [1, 3, 4, 5, 7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 20][rng.below(16)];
    }
}

/// The index of an entry, with this tag if there is one with it.
fn any_entry(layout: &Layout, tag: Option<u8>, rng: &mut Rng) -> u16 {
    let start = rng.below(layout.pool.len());
    let (before, after) = layout.pool.split_at(start);
    let mut entries = after.iter().chain(before);
    entries
        .find(|entry| tag.is_none_or(|tag| entry.tag == tag))
        .map_or(0, |entry| entry.index)
}

fn flip(image: &mut [u8], at: usize, rng: &mut Rng) {
    image[at] ^= 1 << rng.below(8);
}

fn put(image: &mut [u8], at: usize, value: u16) {
    image[at..at + 2].copy_from_slice(&value.to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::mutant;
    use crate::link::corpus::Original;
    use crate::mutation::Rng;

    #[test]
    fn mutants_follow_from_the_seed() {
        let originals = [Original::new(7, crate::classfile::rich_class())];
        let make = |seed| {
            let mut rng = Rng::new(seed);
            (0..500)
                .map(|_| mutant(&originals, &mut rng))
                .collect::<Vec<_>>()
        };
        let mutants = make(3);
        assert_eq!(mutants, make(3));
        let n_changed = mutants
            .iter()
            .filter(|(group, image)| *group == 7 && *image != originals[0].image)
            .count();
        assert!(n_changed > 400, "{n_changed}");
    }
}
