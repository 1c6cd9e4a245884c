//! Where the parts of a class file are, so that damage can be aimed at them.

use std::ops::Range;
use vm_bytecode::RawCode;
use vm_classfile::{ClassFile, ParseOptions, tag};

/// An entry of the constant pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub index: u16,
    pub tag: u8,
    /// Where its tag is.
    pub at: usize,
    pub n_bytes: usize,
}

impl Entry {
    /// Where the indices of other entries are in it.
    pub fn references(&self) -> impl Iterator<Item = usize> + use<> {
        let Self { tag, at, .. } = *self;
        let offsets: &[usize] = match tag {
            tag::UTF8 | tag::INTEGER | tag::FLOAT | tag::LONG | tag::DOUBLE => &[],
            tag::CLASS | tag::STRING | tag::METHOD_TYPE | tag::MODULE | tag::PACKAGE => &[1],
            tag::METHOD_HANDLE => &[2],
            _ => &[1, 3],
        };
        offsets.iter().map(move |offset| at + offset)
    }
}

/// The parts of a well-formed class file.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub pool: Vec<Entry>,
    /// Just behind the pool: flags, this class, superclass.
    pub header: usize,
    /// The instructions of all methods.
    pub instructions: Vec<Range<usize>>,
    /// The bodies of the `StackMapTable`s.
    pub frames: Vec<Range<usize>>,
    /// The flags of fields and methods.
    pub member_flags: Vec<usize>,
}

impl Layout {
    /// The layout of `image`; empty if it is no class file.
    pub fn of(image: &[u8]) -> Self {
        let options = ParseOptions {
            verify: false,
            ..ParseOptions::default()
        };
        let Ok(class) = ClassFile::parse(image, options) else {
            return Self::default();
        };
        let offset = |part: &[u8]| part.as_ptr() as usize - image.as_ptr() as usize;
        let mut layout = Self::default();
        layout.read_pool(image);
        layout.read_member_flags(image);
        for code in class
            .methods
            .iter()
            .filter_map(|method| method.code.as_ref())
        {
            let start = offset(code.code);
            for instruction in RawCode::new(code.code).map_while(Result::ok) {
                let at = start + instruction.bci as usize;
                layout
                    .instructions
                    .push(at..at + instruction.length as usize);
            }
            if let Some(frames) = code.stack_map_table {
                layout
                    .frames
                    .push(offset(frames)..offset(frames) + frames.len());
            }
        }
        layout
    }

    fn read_pool(&mut self, image: &[u8]) {
        let n_entries = u16_at(image, 8);
        let mut at = 10;
        let mut index = 1;
        while index < n_entries {
            let tag = image[at];
            let n_bytes = match tag {
                tag::UTF8 => 3 + usize::from(u16_at(image, at + 1)),
                tag::CLASS | tag::STRING | tag::METHOD_TYPE | tag::MODULE | tag::PACKAGE => 3,
                tag::METHOD_HANDLE => 4,
                tag::LONG | tag::DOUBLE => 9,
                _ => 5,
            };
            self.pool.push(Entry {
                index,
                tag,
                at,
                n_bytes,
            });
            at += n_bytes;
            index += if matches!(tag, tag::LONG | tag::DOUBLE) {
                2
            } else {
                1
            };
        }
        self.header = at;
    }

    fn read_member_flags(&mut self, image: &[u8]) {
        let n_interfaces = usize::from(u16_at(image, self.header + 6));
        let mut at = self.header + 8 + 2 * n_interfaces;
        // Fields, then methods: they have the same form.
        for _ in 0..2 {
            let n_members = u16_at(image, at);
            at += 2;
            for _ in 0..n_members {
                self.member_flags.push(at);
                let n_attributes = u16_at(image, at + 6);
                at += 8;
                for _ in 0..n_attributes {
                    let length = [0, 2].map(|i| usize::from(u16_at(image, at + 2 + i)));
                    at += 6 + (length[0] << 16) + length[1];
                }
            }
        }
    }
}

/// The big-endian number at `at`.
pub fn u16_at(image: &[u8], at: usize) -> u16 {
    u16::from_be_bytes([image[at], image[at + 1]])
}

#[cfg(test)]
mod tests {
    use super::{Layout, u16_at};
    use vm_classfile::tag;

    #[test]
    fn parts_are_found() {
        let image = crate::classfile::rich_class();
        let layout = Layout::of(&image);
        assert_eq!(layout.pool[0].at, 10);
        let this = u16_at(&image, layout.header + 2);
        let is_class = |index| {
            layout
                .pool
                .iter()
                .any(|e| e.index == index && e.tag == tag::CLASS)
        };
        assert!(is_class(this) && is_class(u16_at(&image, layout.header + 4)));
        assert!(layout.pool.iter().any(|entry| entry.tag == tag::UTF8));
        assert!(!layout.instructions.is_empty() && !layout.frames.is_empty());
        assert!(layout.member_flags.len() >= 2);
    }

    #[test]
    fn what_is_no_class_file_has_no_parts() {
        assert!(Layout::of(&[0xca, 0xfe]).pool.is_empty());
    }
}
